"""The keys of fixed words that the English catalogue does not have: those that only a translation needs, and those that it had once."""

from __future__ import annotations

from briefgen.model.yardstick import LADDERS, Band, Yardstick


def of_term(yardstick: Yardstick, band: Band) -> str:
    """The key of a term of likelihood in another language than the standard's."""
    return f"yardstick.{yardstick}.{_name(band)}"


def of_range(yardstick: Yardstick, band: Band) -> str:
    """The key of the range of a term, where the standard prints words in it."""
    return f"yardstick.{yardstick}_range.{_name(band)}"


def _name(band: Band) -> str:
    return band.term.replace(" ", "_")


TRANSLATED = frozenset(
    key(name, band) for name, ladder in LADDERS.items() for band in ladder for key in (of_term, of_range)
)
"""The terms of likelihood, which in English are the standard's own."""
RETIRED = frozenset(
    (
        *("edition.number", "front.what", "front.when", "front.investigation"),
        *("front.casualties_of", "front.casualties_together", "front.casualties_more"),
        *("class.reported_assessment", "class.judgement", "class.assumption", "class.gap"),
        *("position.none", "position.stance", "position.stance_first", "position.stand_first"),
        *("judgement.why_not", "judgement.change"),
        *("chart.principal", "chart.incident", "chart.contact", "chart.decision", "chart.others"),
    )
)
"""Texts that the page had once: an office's own file of that time is right to have them."""
