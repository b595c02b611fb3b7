"""The pane of the sources: which one is shown, how much of it the brief has, and its text with what facts rest on."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from math import ceil, floor
from typing import Any

from briefgen.app.draft import offered
from briefgen.checks.coverage import share, uncovered
from briefgen.desk.exchange import Ask, Shown, View
from briefgen.desk.marks import KINDS, FactMark, MarkedPiece, OfferedWords, elsewhere, marks, pieces, suggestions
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading, OpenBrief
from briefgen.desk.source_lines import as_lines
from briefgen.desk.source_text import sentences
from briefgen.errors import UsageError
from briefgen.intake.draft.candidate import Candidate
from briefgen.intake.draft.languages import language_of, table
from briefgen.model.brief import Brief
from briefgen.model.source import Fidelity, Source, SourceKind
from briefgen.reading.load import Loaded

_KIND: Mapping[SourceKind, str] = {
    "news_article": "Article",
    "press_release": "Press release",
    "transcript": "Transcript",
    "recording": "Recording",
    "official_document": "Official document",
    "social_post": "Post",
    "interview": "Interview",
    "dataset": "Data set",
    "image": "Picture",
    "report": "Report",
    "other": "Source",
}
_WORDING: Mapping[Fidelity, str] = {
    "original": "Original wording",
    "transcript": "Typed from a recording",
    "translated": "Translated",
    "excerpted": "Parts of the text",
    "ocr": "Read by machine from a picture",
    "machine_paraphrased": "Altered by machine",
    "unknown": "Wording not verified",
}
_UNITS = 1024
"""Steps of the bar, from the first letter of a text to its last."""


@dataclass(frozen=True, slots=True)
class BarStroke:
    """A part of the bar, in its steps."""

    start: int
    length: int
    suggested: bool


@dataclass(frozen=True, slots=True)
class SourceCover:
    """How much of a text the brief has: whole per cents that make 100, and the bar. What is used is never 100 beside words that are not."""

    used: int
    suggested: int
    unused: int
    strokes: tuple[BarStroke, ...]


def source_pane(brief: OpenBrief, chosen: str = "") -> str:
    """The pane with the source that is chosen, the first by default."""
    reading = brief.reading()
    loaded = reading.loaded
    waiting, fault = _waiting(brief, reading)
    key = chosen if chosen in loaded.draft.sources else next(iter(loaded.draft.sources), "")
    if not key:
        return _sealed(markup("source", sources=(), key="", fault=fault))
    source, text = loaded.draft.sources[key], loaded.texts.get(key)
    values: dict[str, Any] = {
        "sources": [(one, _name(it, one in loaded.logs), it.title) for one, it in loaded.draft.sources.items()],
        "key": key,
        "source": source,
        "name": _name(source, key in loaded.logs),
        "quality": _quality(source),
        "kinds": KINDS,
        "fault": fault,
        "text": text,
        "problems": [one for one in reading.problems if one.path[:2] == ("sources", key) and one.level == "error"],
    }
    if text is not None:
        marked, offered = marks(loaded, key), suggestions(text, key, waiting)
        found = tuple(pieces(marked, offered))
        log = loaded.logs.get(key)
        values |= {
            "lines": as_lines(text, source.title, found, log),
            "cover": cover(text, marked, offered, found),
            "log": log,
            "digest": _digest(text),
            "data": _data(loaded, marked, offered, _others(loaded.draft, key, {one.source for one in waiting}))
            | {"saying": _saying(text, source)},
        }
    return _sealed(markup("source", **values))


def _sealed(made: str) -> str:
    """The markup with its digest at its end, by which the page says what it shows."""
    return f'{made}<i hidden data-seen="{_digest(made)}"></i>\n'


def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:16]


def unseen(parts: Mapping[str, str], seen: str) -> dict[str, str]:
    """The parts of the page without the source where it shows that one as it is: a long text is not sent at every edit."""
    return {name: made for name, made in parts.items() if not made.endswith(f'data-seen="{seen}"></i>\n')}


def cover(
    text: str, marked: Sequence[FactMark], offered: Sequence[OfferedWords], found: Sequence[MarkedPiece]
) -> SourceCover:
    """How much of a text facts rest on, by the measure of `briefgen check --coverage`, and how much more is suggested."""
    spans = [(one.start, one.end) for one in marked]
    used = share(text, spans)
    either = share(text, [*spans, *((one.start, one.end) for one in offered)])
    whole, unused = floor(100 * used), ceil(100 * (1 - either))
    if whole == 99 and not uncovered(text, spans):  # what is left are marks between words
        whole, unused = 100, 0
    return SourceCover(whole, max(0, 100 - whole - unused), unused, tuple(_strokes(len(text), found)))


def _strokes(length: int, found: Sequence[MarkedPiece]) -> list[BarStroke]:
    strokes: list[BarStroke] = []
    for piece in found:
        start, end = floor(piece.start * _UNITS / length), ceil(piece.end * _UNITS / length)
        suggested = piece.mark is None
        if strokes and strokes[-1].suggested == suggested and start <= strokes[-1].start + strokes[-1].length:
            start = strokes.pop().start if strokes[-1].start <= start else start
        strokes.append(BarStroke(start, max(1, end - start), suggested))
    return strokes


def _waiting(brief: OpenBrief, reading: BriefReading) -> tuple[tuple[Candidate, ...], str]:
    """The open candidates, and why there are none where their file cannot be read."""
    try:
        return offered(reading.loaded, brief.place), ""
    except UsageError as error:
        return (), str(error)


def _name(source: Source, is_log: bool) -> str:
    return "Log" if is_log else _KIND[source.kind]


def _quality(source: Source) -> str:
    """What a writer must know of its wording, and of the day that its weekdays are counted from, on one line."""
    dated = "" if source.published else ", no date"
    return ", graded ".join(filter(None, (_WORDING[source.fidelity], source.grade))) + dated


def _data(
    loaded: Loaded, marked: Sequence[FactMark], offered: Sequence[OfferedWords], others: Sequence[str]
) -> dict[str, Any]:
    """What the script knows of the text: its facts, where their words stand, what is suggested here, and in which other sources;
    of the facts that have no words here, a source that has some."""
    brief = loaded.draft
    parts = {one.part: one for one in marked}
    place = {part: n for n, part in enumerate(parts)}
    return {
        "facts": [
            [one.path, one.part, one.letter, one.kind, _called(brief, one.path), one.names] for one in parts.values()
        ],
        "marks": [[one.start, one.end, place[one.part]] for one in marked],
        "suggestions": [[one.start, one.end, one.letter, one.id] for one in offered],
        "others": others,
        "elsewhere": elsewhere(loaded, {one.path for one in parts.values()}),
    }


def _others(brief: Brief, key: str, waiting: set[str]) -> list[str]:
    """The other sources that something is suggested in, from the one behind this on."""
    keys = list(brief.sources)
    after = keys.index(key) + 1
    return [one for one in (*keys[after:], *keys[: after - 1]) if one in waiting]


def _saying(text: str, source: Source) -> list[str]:
    """The verbs of saying of its language: words with one of them are likely to be a position."""
    tag = language_of(text, source.language)
    return sorted(table(tag).strong) if tag else []


def _called(brief: Brief, path: str) -> str:
    """The shortest that a fact is called by."""
    collection, _, key = path.partition(".")
    member = getattr(brief, collection).get(key)
    said = (getattr(member, name, "") for name in ("label", "name", "title", "says", "text"))
    return str(next(filter(None, said), key))


# -- views -------------------------------------------------------------------------------------------------------------


def shown_source(ask: Ask) -> Shown:
    """The pane with another source."""
    return Shown(source_pane(ask.brief, ask.text("source")).encode())


def shown_sentences(ask: Ask) -> Shown:
    """Where the sentences of a source begin and end, one after the other: asked for when it is shown, because a long text takes a while."""
    loaded = ask.brief.reading().loaded
    key = ask.text("source")
    text, source = loaded.texts.get(key, ""), loaded.draft.sources.get(key)
    places = [place for span in sentences(text, source.language if source else "") for place in span]
    return Shown(json.dumps(places).encode(), "application/json")


VIEWS: Mapping[str, View] = {"source": shown_source, "sentences": shown_sentences}
