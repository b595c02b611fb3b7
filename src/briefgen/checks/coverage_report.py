"""How much of each archived source the brief carries, and what it leaves out (W7, W8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from math import floor
from pathlib import PurePosixPath
from typing import NamedTuple

from briefgen.checks.archives import standing
from briefgen.checks.coverage import excerpt, line_and_column, line_starts, share, uncarried, uncovered
from briefgen.checks.walk import Ids
from briefgen.errors import Problem, Where
from briefgen.reading.load import Loaded
from briefgen.ways import Way


class SourceStretch(NamedTuple):
    """A part of an archived text: where it begins, 1-based, and its first words on one line."""

    line: int
    column: int
    excerpt: str


class SourceCoverage(NamedTuple):
    """What a brief carries of one archived source; `file` is its text as the user names it.

    `share`, 0 to 1, is that of its non-space characters which spans cover; `gaps` the stretches of words that none covers;
    `uncarried` the quotations that no position carries.
    """

    source: str
    file: str
    share: float
    gaps: tuple[SourceStretch, ...]
    uncarried: tuple[SourceStretch, ...]

    @property
    def percent(self) -> str:
        return percent(self.share)


def percent(share: float) -> str:
    """ "47.5%", rounded down: never 100% beside a stretch that is left out."""
    return f"{floor(1000 * share) / 10}%"


def coverage(loaded: Loaded) -> tuple[SourceCoverage, ...]:
    """The coverage of each archived source, in the order of the brief. Only spans count, not aliases or words for times."""
    spans = _spans(loaded)
    return tuple(
        SourceCoverage(
            source,
            _file(loaded, source),
            share(text, spans[source]),
            tuple(SourceStretch(gap.line, gap.column, gap.excerpt) for gap in uncovered(text, spans[source])),
            _uncarried(loaded, source, text),
        )
        for source, text in loaded.texts.items()
        if source not in loaded.logs
    )


def source_not_covered(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W7: what a brief leaves out of a source that it cites, in one note for each source."""
    if not Ids(loaded).complete:
        return  # what carries it may be what could not be read
    for source, spans in _spans(loaded).items():
        text = loaded.texts[source]
        gaps = uncovered(text, spans)
        if spans and gaps and source not in loaded.logs:
            left = "1 stretch is" if len(gaps) == 1 else f"{len(gaps)} stretches are"
            message = f"{percent(share(text, spans))} of this text is carried; {left} not"
            hint = f"See what, with {Way.COVERAGE}"
            yield Problem("note", message, hint, ("sources", source, "file"), rule="W7")


def quotation_not_carried(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W8: a quotation of an archived text that no position carries.

    Where some are carried, one that is not was overlooked; where none is, the author chose to carry none.
    """
    if not Ids(loaded).complete:
        return
    for source, text in loaded.texts.items():
        if source in loaded.logs:
            continue  # each row is carried as it stands
        everything, left = uncarried(text, ()), _uncarried(loaded, source, text)
        path, hint = ("sources", source, "file"), "Give it a position, with its words as quote"
        if left and len(left) == len(everything):
            message = f"no position carries a quotation of this text, which has {len(left)}"
            yield Problem("note", message, hint, path, rule="W8")
            continue
        for quoted in left:
            where = Where(_file(loaded, source), quoted.line, quoted.column)
            message = f"no position carries the quotation “{quoted.excerpt}”"
            yield Problem("warning", message, hint, path, where, "W8")


def _spans(loaded: Loaded) -> dict[str, list[tuple[int, int]]]:
    """The places of each archived text that evidence rests on."""
    spans: dict[str, list[tuple[int, int]]] = {source: [] for source in loaded.texts}
    for _, item, places in standing(loaded):
        spans[item.source] += places
    return spans


def _uncarried(loaded: Loaded, source: str, text: str) -> tuple[SourceStretch, ...]:
    """The quotations of a source's archived text that no position which cites it carries."""
    citing = (p for p in loaded.draft.positions.values() if any(item.source == source for item in p.evidence))
    left = uncarried(text, [position.quote.text for position in citing if position.quote])
    lines = line_starts(text)
    return tuple(SourceStretch(*line_and_column(lines, quoted.start), excerpt(quoted.words)) for quoted in left)


def _file(loaded: Loaded, source: str) -> str:
    return (PurePosixPath(loaded.name).parent / (loaded.draft.sources[source].file or "")).as_posix()
