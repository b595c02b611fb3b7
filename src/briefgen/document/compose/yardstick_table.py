"""Our judgements as a table: what we judge, where that lies on the yardstick, and the same in words."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import Block, Column, Paragraph, Row, Table
from briefgen.document.compose.facts import Facts, sentence, text
from briefgen.document.compose.likelihood import beside, ranged, word
from briefgen.document.inlines import Inlines, Strong
from briefgen.document.marks import Origin
from briefgen.document.signs import Gauge, GaugeBand
from briefgen.model.edition import Baseline
from briefgen.model.judgement import Alternative, Judgement
from briefgen.model.statement import Likelihood
from briefgen.model.yardstick import LADDERS, NAMES, Yardstick, band


def yardstick_table(facts: Facts) -> Iterator[Block]:
    """The table, with a row for each judgement and each alternative to it, and what its drawing means."""
    w, ladder = facts.words, facts.brief.yardstick
    drawn = any(
        judgement.likelihood or any(item.likelihood for item in judgement.alternatives)
        for judgement in facts.judgements.values()
    )
    columns = (
        Column(w("table.judgement"), 2.6),
        *((Column(w("table.yardstick", name=NAMES[ladder]), 2.6),) if drawn else ()),
        Column(w("table.in_words"), 2.4),
    )
    rows = [row for n, key in enumerate(facts.judgements, 1) for row in _rows(facts, n, key, drawn=drawn)]
    yield Table(columns, tuple(rows), facts.table(w("caption.judgements")), "", w("summary.judgements"))
    if drawn:
        before = facts.since.edition if any(_before(facts, key) for key in facts.judgements) and facts.since else 0
        told = (w("judgement.drawn"), w("judgement.drawn_before", edition=before) if before else "")
        yield Paragraph(text(" ".join(filter(None, told))), role="small")


def _rows(facts: Facts, n: int, key: str, *, drawn: bool) -> Iterator[Row]:
    judgement, at = facts.judgements[key], f"judgements.{key}"
    own = text(judgement.text, f"{at}.text")
    numbered = len(facts.judgements) > 1
    said: list[Inlines] = [(Strong(facts.words.fill("judgement.in_order", n=str(n), text=own) if numbered else own),)]
    if judgement.implication:
        meant = text(judgement.implication, f"{at}.implication")
        said.append(facts.words.fill("judgement.means", text=meant))
    gauge = _gauge(
        facts, judgement.likelihood, judgement.confidence.level if judgement.confidence else "", _before(facts, key)
    )
    cells = (tuple(said), *((gauge,) if drawn else ()), tuple(_in_words(facts, key, judgement)))
    yield Row(cells, f"judgement-{key}", changed=facts.changed("judgements", key), origin=at)
    for number, item in enumerate(judgement.alternatives):
        where = f"{at}.alternatives.{number}"
        cells = (
            _alternative(facts, where, item),
            *((_gauge(facts, item.likelihood),) if drawn else ()),
            _estimated(facts, where, item.likelihood),
        )
        yield Row(cells, changed=facts.changed("judgements", key, "alternatives"), origin=where)


def _alternative(facts: Facts, at: Origin, item: Alternative) -> tuple[Inlines, ...]:
    said = facts.words.fill("judgement.alternative", text=text(item.text, f"{at}.text"))
    why = facts.words.fill("judgement.not_that", text=text(item.why_not, f"{at}.why_not")) if item.why_not else ()
    return (said, sentence(why)) if why else (said,)


# -- drawn ------------------------------------------------------------------------------------------------------------


def _gauge(
    facts: Facts, likelihood: Likelihood | None, confidence: str = "", before: Likelihood | None = None
) -> tuple[Inlines, ...]:
    ladder = facts.brief.yardstick
    if not (likelihood and (place := _shares(likelihood, ladder))):
        return ((),)
    bands = tuple(GaugeBand(word(facts, one.term), one.low / 100, one.high / 100) for one in LADDERS[ladder])
    was = _shares(before, ladder) if before else None
    return ((Gauge(bands, *place, confidence, was),),)  # type: ignore[arg-type]  # a level of confidence, or none


def _shares(likelihood: Likelihood, ladder: Yardstick) -> tuple[float, float] | None:
    """Where a likelihood lies, from 0 to 1; None for a term that the ladder has not."""
    if likelihood.range:
        low, high = likelihood.range
    elif found := band(likelihood.term, ladder):
        low, high = found.low, found.high
    else:
        return None
    return low / 100, high / 100


def _before(facts: Facts, key: str) -> Likelihood | None:
    """The likelihood that the last edition gave, if it is known and on the same yardstick."""
    if not isinstance(facts.since, Baseline) or facts.since.brief.yardstick != facts.brief.yardstick:
        return None
    judgement = facts.since.brief.judgements.get(key)
    return judgement.likelihood if judgement else None


# -- in words ---------------------------------------------------------------------------------------------------------


def _estimated(facts: Facts, at: Origin, likelihood: Likelihood | None) -> tuple[Inlines, ...]:
    """The word and below it the range; of a percentage the words for it."""
    if likelihood is None:
        return (text(facts.words("judgement.no_likelihood")),)
    own, percent = f"{at}.likelihood", ranged(facts, likelihood)
    first, then = (word(facts, likelihood.term), percent) if likelihood.term else (percent, beside(facts, likelihood))
    return tuple(filter(None, ((Strong(text(first, own)),), text(then, own))))


def _in_words(facts: Facts, key: str, judgement: Judgement) -> Iterator[Inlines]:
    w, at = facts.words, f"judgements.{key}"
    yield from _estimated(facts, at, judgement.likelihood)
    if confidence := judgement.confidence:
        level = (Strong(text(w(f"judgement.{confidence.level}"), f"{at}.confidence.level")),)
        basis = text(confidence.basis, f"{at}.confidence.basis")
        name = "with_confidence_basis" if basis else "with_confidence"
        yield w.fill(f"judgement.{name}", level=level, **({"basis": basis} if basis else {}))
    if n := len(judgement.dissent):
        yield text(w.count("judgement.dissents", n))
    if change := judgement.change:
        why = text(change.why, f"{at}.change.why")
        turned = {"turn": w(f"judgement.{change.kind}"), "edition": str(change.from_edition)}
        yield w.fill("judgement.turned_why", **turned, why=why) if why else w.fill("judgement.turned", **turned)
