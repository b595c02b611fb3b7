"""Time down a line, true to scale, beside rows that are evenly set: calendar ticks, what lasted, and the way to each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time, tzinfo
from math import inf
from typing import NamedTuple

from babel.dates import format_date, format_skeleton

from briefgen.document.marks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.extents import packed
from briefgen.timeline.fragments import Fragment, Sheet, rule, slim
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.moments import bounds
from briefgen.timeline.strokes import Rect, Stroke, told
from briefgen.timeline.time_label import amount, locale
from briefgen.timeline.turns import DAY, STEPS, Unit, floor, following, second_of, wall_clock

FAN = 36.0
"""Room right of the line for the ways to the rows."""
STEM = 6.0
LONG = 6.0
"""Of a named tick."""
TRACK = 7.0
"""Between the bars of what lasted, left of the line."""
MOST_TRACKS = 0.25
"""Of the width, that the bars may take: more of them are narrower."""
NEAREST, FINEST = 12.0, 2.6
"""The least distance of two named ticks, and of two ticks without a name."""
SPARE = 0.15
"""Of the time to show, that may be added at an end to begin with a named tick."""
TIP = 8.0
DISSOLVES = 12.0
LEAST = 1.6
"""The length of the shortest bar."""
_LONGEST: dict[Unit, float] = {
    "second": DAY,
    "minute": DAY,
    "hour": 1.5 * DAY,
    "day": 45 * DAY,
    "month": 550 * DAY,
    "year": inf,
}
"""Seconds: on a longer line the names are those of longer units."""
_UNUSUAL: tuple[tuple[Unit, int], ...] = (("day", 2), ("month", 6))
_SKELETONS: dict[Unit, str] = {
    "second": "Hms",
    "minute": "Hm",
    "hour": "Hm",
    "day": "MMMd",
    "year": "y",
}


class Spine(NamedTuple):
    """A line at `x` from `top` to `bottom` that shows the time from `since` to `until` (seconds since 1970)."""

    x: float
    top: float
    bottom: float
    since: float
    until: float
    named: tuple[tuple[float, str], ...]
    ticks: tuple[float, ...]
    tick: str
    """What lies between two ticks, in words."""

    def y(self, second: float) -> float:
        """Where a moment stands; at an end where it lies beyond."""
        share = (min(max(second, self.since), self.until) - self.since) / (self.until - self.since)
        return self.top + share * (self.bottom - self.top)


def spine(x: float, top: float, bottom: float, first: float, last: float, sheet: Sheet, *, daily: bool) -> Spine | None:
    """The line for the time from `first` to `last`; None where there is no time between them, or no room. Where it is `daily`, no
    tick is within a day."""
    if last <= first or bottom - top < 2 * NEAREST:
        return None
    scale, zone, language = (bottom - top) / (last - first), sheet.zone, sheet.language
    steps = [step for step in STEPS if step[2] >= DAY] if daily else STEPS
    fits = [step for step in steps if step[2] * scale >= NEAREST]
    if not fits:
        return None
    named_best = (step for step in fits if last - first <= _LONGEST[step[0]] and step[:2] not in _UNUSUAL)
    unit, count, length = next(named_best, fits[-1])
    small = next(
        step for step in steps if step[2] * scale >= FINEST and (step[2] < length or step[:2] == (unit, count))
    )
    begins = _outside(first, last, zone, (unit, count), (small[0], small[1]), back=True)
    ends = _outside(last, first, zone, (unit, count), (small[0], small[1]), back=False)
    clocks = list(_turns(begins, ends, unit, count, zone))
    named = tuple((second, _name(local, unit, language)) for second, local in clocks)
    ticks = tuple(second for second, _ in _turns(begins, ends, small[0], small[1], zone))
    return Spine(x, top, bottom, begins, ends, named, ticks, amount(small[0], small[1], language))


def _outside(
    at: float, other: float, zone: tzinfo, coarse: tuple[Unit, int], fine: tuple[Unit, int], *, back: bool
) -> float:
    """The named turn beyond a moment, where it is near; else the nearest turn of the ticks."""
    local = wall_clock(at, zone)
    for unit, count in (coarse, fine):
        turn = floor(local, unit, count)
        beyond = turn if back or turn == local else following(turn, unit, count)
        second = second_of(beyond, zone) if beyond else None
        if second is not None and (abs(second - at) <= SPARE * abs(at - other) or (unit, count) == fine):
            return second
    return at


def _turns(since: float, until: float, unit: Unit, count: int, zone: tzinfo) -> Iterator[tuple[float, datetime]]:
    local: datetime | None = floor(wall_clock(since, zone), unit, count)
    while local is not None:
        second = second_of(local, zone)
        if second is not None and second > until:
            return
        if second is not None and second >= since:
            yield second, local
        local = following(local, unit, count)


def _name(local: datetime, unit: Unit, language: str) -> str:
    if unit in ("minute", "hour") and local.time() == time():
        unit = "day"
    if unit == "month":
        return str(format_date(local, "LLLL", locale=locale(language)))
    return str(format_skeleton(_SKELETONS[unit], local, locale=locale(language)))


def name(sheet: Sheet, text: str) -> TextBlock:
    """The words at a named tick."""
    return sheet.copy(LabelRun(text, "semibold", sheet.palette.ink), small=True).to(sheet.width)


def longest_names(language: str) -> list[str]:
    """What may stand at a named tick."""
    names = list(locale(language).months["stand-alone"]["wide"].values())
    days = (_name(datetime(2000, month, 28), "day", language) for month in range(1, 13))  # noqa: DTZ001
    return [*names, *days, "00:00:00"]


def ruled(sheet: Sheet, line: Spine) -> Fragment:
    """The line with its ticks, and at the left edge their names, each below its tick where there is room before the next."""
    ink, x = sheet.palette.ink, line.x
    strokes: list[Stroke] = [rule(x, line.top, x, line.bottom, ink, 1.1)]
    strokes += [rule(x - 2.2, line.y(tick), x, line.y(tick), ink, 0.6) for tick in line.ticks]
    furniture: list[Rect] = []
    edges = [line.y(second) for second, _ in line.named[1:]] + [line.bottom]
    for (second, text), below in zip(line.named, edges, strict=True):
        y = line.y(second)
        strokes.append(rule(x - LONG, y, x, y, ink, 0.9))
        words = name(sheet, text)
        if below - y >= words.height:
            strokes += words.strokes(0, y + 0.5)
            furniture.append(words.box(0, y + 0.5))
    if line.bottom - line.y(line.until) < 0.1:
        strokes.append(rule(x - LONG, line.bottom, x, line.bottom, ink, 0.9))
    return Fragment(line.bottom, tuple(strokes), furniture=tuple(furniture))


def way(line: Spine, second: float, right: float, y: float) -> tuple[tuple[float, float], ...]:
    """The points of the line from a moment to a row whose centre is at (right, y)."""
    start = line.y(second)
    bend = right - 8.0
    return ((line.x + 0.5, start), (line.x + STEM, start), (bend, y), (right, y))


# -- what lasted ------------------------------------------------------------------------------------------------------


def tracks(marks: Sequence[Mark]) -> dict[str, int]:
    """A track for each mark that lasted, from 0, the longest nearest to the line; those of one track never meet."""
    lasting = [mark for mark in marks if mark.extent in ("span", "between") and (mark.start or mark.end)]
    ends = {mark.key: float("inf") if mark.open_end != "closed" else bounds(mark)[1] for mark in lasting}
    rows = packed([(bounds(mark)[0], max(ends[mark.key], bounds(mark)[0] + 1)) for mark in lasting])
    return {mark.key: row for mark, row in zip(lasting, rows, strict=True)}


def wide(sheet: Sheet, lanes: dict[str, int]) -> float:
    """The room that the tracks take, left of the line."""
    return min(MOST_TRACKS * sheet.width, TRACK * (max(lanes.values()) + 1)) if lanes else 0.0


def lasted(sheet: Sheet, line: Spine, marks: Sequence[Mark], lanes: dict[str, int]) -> Iterator[Stroke]:
    """The bars of what lasted, true to scale, with an arrow where they go on beyond the line."""
    pitch = wide(sheet, lanes) / (max(lanes.values()) + 1) if lanes else 0.0
    for mark in marks:
        first, last = bounds(mark) if mark.key in lanes else (0.0, 0.0)
        if mark.key not in lanes or (last < line.since and mark.open_end == "closed"):
            continue
        x = line.x - 4.5 - pitch * (lanes[mark.key] + 0.35)
        yield from (slim(stroke, x, min(1.0, pitch / TRACK)) for stroke in _bar(sheet, line, mark, x, first, last))


def _bar(sheet: Sheet, line: Spine, mark: Mark, x: float, first: float, last: float) -> Iterator[Stroke]:
    palette, ink = sheet.palette, draw.colour(mark, sheet.palette)
    if mark.extent == "span" and mark.open_start != "closed":
        yield from told(mark.key, "open", draw.bound(x, line.y(last), TIP, "up", ink))
        return
    earlier, later = first < line.since, last > line.until or mark.open_end == "ongoing"
    top = min(line.y(first), line.bottom - LEAST) + (TIP if earlier else 0.0)
    foot = max(line.bottom - TIP if later else line.y(last), top + LEAST)
    if earlier:
        yield from told(mark.key, "open", draw.arrow(x, top, TIP, "up", ink))
    if mark.open_end == "unknown":
        end = min(top + DISSOLVES, line.bottom)
        yield from told(mark.key, "open", draw.fade(x, top, end - top, "down", ink))
    elif mark.extent == "between":
        yield from told(mark.key, "bar", draw.whisker(x, top, foot - top, "down", ink, not earlier, not later))
    else:
        yield from told(mark.key, "bar", draw.bar(mark, x, top, foot - top, "down", palette))
    if later:
        yield from told(mark.key, "open", draw.arrow(x, min(foot, line.bottom - TIP), TIP, "down", ink))
