"""The page: what a reader can take in, and no quotation marks around the briefer's words (W10)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from briefgen.checks.archives import archives
from briefgen.checks.walk import PlacedField, parts, texts
from briefgen.errors import Problem
from briefgen.model.annotation import Own, annotated
from briefgen.model.brief import Brief
from briefgen.model.casualties import counting, total
from briefgen.model.quotations import scan
from briefgen.model.statement import Position
from briefgen.reading.load import Loaded

_FEWEST_POINTS, _MOST_POINTS = 3, 7


def too_long(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A title, a label, the bottom line, a point or a statement is short."""
    for path, part, field, text in _prose(loaded.draft):
        own = annotated(type(part), Own)[field]
        length = len(text.split()) if own.unit == "words" else _characters(text)
        if own.most and length > own.most:
            message = f"{field}: {length} {own.unit}; {own.most} are as many as a reader takes in"
            yield Problem("warning", message, "Shorten it", path)


def number_of_key_points(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Page 1 has three to seven key points."""
    number = len(loaded.draft.key_points)
    if number > _MOST_POINTS:
        message = f"there are {number} key points; a reader remembers {_MOST_POINTS}"
        yield Problem("warning", message, "Keep those that the reader must act on", ("key_points",))
    elif 0 < number < _FEWEST_POINTS:
        message = f"{number} key {'point' if number == 1 else 'points'}: page 1 has room for {_FEWEST_POINTS} to {_MOST_POINTS}"
        yield Problem("note", message, "", ("key_points",))


def mixed_key_point(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A key point is of one class (information, reported position, judgement, gap); else it takes that of its first reference."""
    brief = loaded.draft
    for index, point in enumerate(brief.key_points):
        kinds = [(brief.find(ref) or ("",))[0] for ref in point.refs]
        others = sorted({kind for kind in kinds if kind and kind != kinds[0]})
        if others and kinds[0]:
            message = f"this point mixes {kinds[0]} with {' and '.join(others)}; it is shown as its first reference is"
            hint = "Make two points of it, or put first what it mainly says"
            yield Problem("note", message, hint, ("key_points", index, "refs"))


_SENTENCES = {
    "limitations": "",
    "would_answer": "text",
    "alternatives": "text",
    "indicators": "text",
    "key_points": "text",
}
"""Lists of sentences, and the field of an item that has its words."""


def cut_at_a_comma(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Inside [ ] a comma begins a new item: a sentence with one in it is printed as two."""
    for path, part in parts(loaded.draft):
        for field, key in _SENTENCES.items():
            items = getattr(part, field) if field in type(part).model_fields else ()
            said = [str(getattr(item, key) if key else item) for item in items]
            for index, (before, text) in enumerate(pairwise(said), 1):
                if text[:1].islower() and before[-1:].isalnum():
                    message = f"'{_clipped(text)}' looks like the rest of '{_clipped(before)}'"
                    hint = "If a comma cut one text in two, put the whole in quotation marks"
                    yield Problem("warning", message, hint, (*path, field, index))


def typed_quotation_marks(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W10: quotation marks stand only around words of a trustworthy archived text, and never in `says`."""
    for path, part, _, text in _prose(loaded.draft):
        own = isinstance(part, Position)
        found = next((q.words for q in scan(text) if own or not _trusted(loaded, q.words)), "")
        if found and own:
            hint = "Say it in your own words, and put the speaker's into quote"
            yield Problem("warning", f"“{_clipped(found)}” stands in quotation marks", hint, path, rule="W10")
        elif found:
            message = f"“{_clipped(found)}” stands in quotation marks, but in no archived text that can be relied on"
            yield Problem("warning", message, "Say it without quotation marks", path, rule="W10")


def several_principals(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """The page is about one event."""
    principal = [id_ for id_, event in loaded.draft.events.items() if event.principal]
    for id_ in principal[1:]:
        message = f"'{principal[0]}' is the principal event already; there can be only one"
        yield Problem("error", message, "Take principal: out of one of them", ("events", id_, "principal"))


def casualties_added_up(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Page 1 adds up the casualties of several events; a later count of the same people would count them twice."""
    found = counting(loaded.draft.events)
    if total(found):
        message = f"page 1 adds up the casualties of {len(found)} events: {', '.join(found)}"
        hint = "If one of them counts the same people again, leave casualties at the event with the latest count"
        yield Problem("note", message, hint, ("events", next(iter(found)), "casualties"))


def _prose(brief: Brief) -> Iterator[PlacedField]:
    """Each text of the briefer's own, with its path, the part that has it and the field's name."""
    return (one for one in texts(brief) if one.field in annotated(type(one.part), Own))


def _characters(text: str) -> int:
    """Characters as a reader counts them: grapheme clusters, nearly (marks and joined emoji count with their base)."""
    bases = [c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c)[0] != "M"]
    return len(bases) - 2 * bases.count("\u200d")


def _trusted(loaded: Loaded, words: str) -> bool:
    """True when the words stand in an archived text that quotation marks may be printed from."""
    sources = loaded.draft.sources
    return any(text.match(words) for id_, text in archives(loaded).items() if sources[id_].quotable)


def _clipped(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:60].rpartition(' ')[0] or text[:60]}…"
