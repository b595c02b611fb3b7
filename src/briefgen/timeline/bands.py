"""Marks under their days, and how far down the rows each of them lasted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from briefgen.document.blocks import ChartWords, Mark

MOST_TRACKS = 5


@dataclass(frozen=True, slots=True)
class Band:
    """The rows under one heading; `day` is None for what stands before, after or outside the days."""

    heading: str
    marks: tuple[Mark, ...]
    day: date | None = None


def bands(words: ChartWords, marks: Sequence[Mark]) -> list[Band]:
    """The marks under their headings: earlier, each day, later, undated; stated order within each."""
    days = dict(words.days)
    dated = [mark for mark in marks if mark.day is not None and not mark.context] or [m for m in marks if m.day]
    own = {mark.day for mark in dated if mark.day}
    first, last = min(own, default=date.min), max(own, default=date.max)
    filed: dict[tuple[int, date], list[Mark]] = {}
    for mark in marks:
        if mark.day is None:
            place = (3, date.min)
        elif mark.day < first:
            place = (0, date.min)
        else:
            place = (1, mark.day) if mark.day <= last else (2, date.min)
        filed.setdefault(place, []).append(mark)
    names = {0: words.earlier, 2: words.later, 3: words.undated}
    return [
        Band(_capital(names[kind]), tuple(rows))
        if kind != 1
        else Band(days.get(day, day.isoformat()), tuple(rows), day)
        for (kind, day), rows in sorted(filed.items())
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def tracks(grouped: Sequence[Band]) -> dict[str, int]:
    """Tracks, from 1, for what lasted beyond its own row, the longest nearest to the rail; none when there are too many."""
    ends = {mark.key: (place, end) for place, mark, end in lasting(grouped)}
    found: dict[str, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for key, (start, end) in sorted(ends.items(), key=lambda item: (item[1][0] - item[1][1], item[1][0])):
        free = (n for n, track in enumerate(taken) if all(end < s or e < start for s, e in track))
        track = next(free, len(taken))
        if track == MOST_TRACKS:
            continue
        if track == len(taken):
            taken.append([])
        taken[track].append((start, end))
        found[key] = track + 1
    return found


def lasting(grouped: Sequence[Band]) -> Iterator[tuple[int, Mark, int]]:
    """(row, mark, last row that it touches) of each mark that lasted; rows count through all bands."""
    rows = [mark for band in grouped for mark in band.marks]
    in_days = [place for place, mark in enumerate(rows) if mark.day is not None and not mark.context]
    for place in in_days:
        mark = rows[place]
        if mark.extent not in ("span", "between"):
            continue
        last = place
        if mark.open_end == "ongoing":
            last = in_days[-1]
        elif mark.open_end == "unknown":
            last = min(place + 1, in_days[-1])  # room to dissolve in
        elif mark.end is not None:
            last = max((p for p in in_days if p >= place and _before(rows[p].start, mark.end)), default=place)
        yield place, mark, last


def _before(start: datetime | None, end: datetime) -> bool:
    return start is not None and start < end
