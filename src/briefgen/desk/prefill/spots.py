"""Where it was, as a passage says it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.desk.prefill.reading import ReadText
from briefgen.desk.prefill.telling import told
from briefgen.intake.draft.candidate import TextSpan
from briefgen.intake.draft.places import NamedPlace
from briefgen.model.brief import Brief

_INFLECTED = frozenset(("pl",))
"""Languages in which a name behind a preposition is not as one would write it."""


@dataclass(frozen=True, slots=True)
class PlaceSaid:
    """A place that a source names: `place` is the id of one that the brief has; of a new one its name, and what kind it is said to be."""

    start: int
    end: int
    name: str
    place: str = ""
    kind: str = ""
    why: str = ""


def spot(brief: Brief, read: ReadText, span: TextSpan, *, telling: bool) -> PlaceSaid | None:
    """The one place of what a passage tells, or with `telling` of its telling; None where none or several are named.

    Only a place of which the text says what kind it is, or that the brief has: behind "in" may stand anything.
    """
    found: dict[str, PlaceSaid] = {}
    for one in _inside(read, span):
        if told(read, (one.start, one.end)) is telling and (said := _said(brief, read, one)):
            found.setdefault(said.place or said.name, said)
    return next(iter(found.values())) if len(found) == 1 else None


def _inside(read: ReadText, span: TextSpan) -> Sequence[NamedPlace]:
    """The places of a passage, also those that the text named before."""
    language = read.language
    if language is None:
        return ()
    first = [one for one in read.places if span[0] <= one.start and one.end <= span[1]]
    names = {read.plain[one.start : one.end]: one for one in read.places}
    again = []
    for tokens, at in read.words(span):
        before = [token.lower for token in tokens[max(0, at - 2) : at]]
        if not tokens[at].capital or not set(before) & language.place_before:
            continue
        for name in names:
            start = tokens[at].start
            if read.plain.startswith(name, start) and all(start != one.start for one in first):
                again.append(NamedPlace(start, start + len(name), False))
    return (*first, *again)


def _said(brief: Brief, read: ReadText, one: NamedPlace) -> PlaceSaid | None:
    name = read.plain[one.start : one.end]
    same = [key for key, place in brief.places.items() if _bare(place.name) == _bare(name)]
    before = read.plain[max(0, one.start - 40) : one.start].split()
    shown = " ".join([*before[-3:], name])
    if len(same) == 1:
        return PlaceSaid(one.start, one.end, name, place=same[0], why=f"From “{shown}”.")
    language = read.language
    if not one.sure or language is None or language.tag in _INFLECTED:
        return None
    kinds = language.place_kinds
    kind = next((word for word in reversed(before[-3:]) if word.casefold() in kinds), "")
    return PlaceSaid(
        one.start, one.end, name, kind=kind if language.nouns_capital else kind.casefold(), why=f"From “{shown}”."
    )


def _bare(name: str) -> str:
    return " ".join(name.split()).casefold().removeprefix("the ")
