"""The axis below the moments: a line with the turns of the calendar, their words in one zone and in a second one below."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from itertools import pairwise
from typing import NamedTuple

from babel import Locale
from babel.dates import format_skeleton

from briefgen.document.marks import SecondZone
from briefgen.timeline.axis import DAY_AFTER, Axis, AxisStretch
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import PathStroke, Rect, Stroke, StrokeColour
from briefgen.timeline.time_label import duration, locale
from briefgen.timeline.turns import DAY, STEPS, Unit, floor, seconds_of, wall_clock

ROOM = 7.0
"""Free points between two words."""
NEAREST = 16.0
FINEST = 8.0
"""Between the small ticks of a window."""
TALL, SMALL = 3.4, 2.2
ROW = 9.4
SLANT = 2.6
BREAK_ROOM = 3.0
AFTER_CUT = 6.0
"""The width of the cut before the days that stand beside the axis."""


_FIGURE = re.compile(r"\d")


class Turn(NamedTuple):
    """A turn of the calendar on the axis."""

    x: float
    local: datetime
    second: float


class TickWord(NamedTuple):
    """A text below the axis, about `x`."""

    x: float
    text: str
    second: float


class _Scheme(NamedTuple):
    """How the turns of a unit are said: by a pattern of babel's or of strftime's, in the middle of the time that they begin or
    below the tick; and the longer period that the words leave out."""

    pattern: str
    cells: bool
    period: Unit | None


@dataclass(frozen=True)
class Ticks:
    """The ticks and words of one axis, and the longer periods: several in a row of their own, one beside the axis' zone."""

    axis: Axis
    unit: Unit
    count: int
    turns: tuple[Turn, ...] = ()
    words: tuple[TickWord, ...] = ()
    periods: tuple[Turn, ...] = ()
    period: Unit | None = None
    small: tuple[Turn, ...] = ()

    @property
    def years(self) -> bool:
        """True when a reader can tell the year of a mark."""
        return self.unit != "year" or self.count == 1

    @property
    def clocks(self) -> bool:
        return self.unit in ("second", "minute", "hour")


def ticks(sheet: Sheet, across: Axis, *, small: bool = False) -> Ticks:
    """The finest ticks whose words do not meet, with `small` also finer ones without words."""
    words_of, scale = locale(sheet.language), across.stretches[0].scale
    found = Ticks(across, "year", 1)
    for unit, count, length in STEPS:
        if length * scale < NEAREST:
            continue
        turns = tuple(_turns(across, unit, count, sheet.zone))
        begun = tuple(_begun(across, unit, count, sheet.zone))
        made = next(
            (
                (words, scheme.period)
                for scheme in _schemes(unit, count)
                if (words := _words(sheet, across, begun if scheme.cells else turns, scheme, words_of))
            ),
            None,
        )
        if made:
            period = made[1]
            periods = tuple(_distinct(_begun(across, period, 1, sheet.zone), period)) if period else ()
            found = Ticks(across, unit, count, turns, made[0], periods, period)
            break
    if small and (step := finest(across)):
        return replace(found, small=tuple(_turns(across, *step, sheet.zone)))
    return found


def finest(across: Axis) -> tuple[Unit, int] | None:
    """The step of the small ticks: the finest that leaves them apart."""
    scale = across.stretches[0].scale
    return next(((unit, count) for unit, count, length in STEPS if length * scale >= FINEST), None)


def cells(across: Axis, zone: tzinfo, least: float, days: bool) -> list[tuple[float, float]]:
    """The axis in cells of one calendar unit, from left to right edge: the finest that are at least `least` points wide.

    With `days` no cell is shorter than a day.
    """
    scale = across.stretches[0].scale
    steps = ((unit, count) for unit, count, length in STEPS if length * scale >= least and (length >= DAY or not days))
    if not (step := next(steps, None)):
        return [(stretch.left, stretch.right) for stretch in across.stretches]
    return [cell for stretch in across.stretches for cell in _cut(stretch, *step, zone)]


def _cut(stretch: AxisStretch, unit: Unit, count: int, zone: tzinfo) -> Iterator[tuple[float, float]]:
    turns = (turn.x for turn in _turns(Axis((stretch,)), unit, count, zone))
    return pairwise([stretch.left, *(x for x in turns if stretch.left < x < stretch.right), stretch.right])


def _schemes(unit: Unit, count: int) -> Iterator[_Scheme]:
    """Ways to say the turns, the longest first."""
    match unit, count:
        case "second", _:
            yield _Scheme("%H:%M:%S", False, "day")
        case "minute" | "hour", _:
            yield _Scheme("%H:%M", False, "day")
        case "day", 1:
            yield _Scheme("Ed", True, "month")
            yield _Scheme("d", True, "month")
        case "day", _:
            yield _Scheme("MMMd", False, "year")
        case "month", 1:
            yield _Scheme("MMMM", True, "year")
            yield _Scheme("MMM", True, "year")
        case "month", _:
            yield _Scheme("yMMM", False, None)
        case _:
            yield _Scheme("y", count == 1, None)


def _said(local: datetime, pattern: str, own: Locale) -> str:
    if pattern.startswith("%"):
        return f"{local:{pattern}}"
    return str(local.year) if pattern == "y" else str(format_skeleton(pattern, local.replace(tzinfo=None), locale=own))


def _words(sheet: Sheet, across: Axis, turns: Sequence[Turn], scheme: _Scheme, own: Locale) -> tuple[TickWord, ...]:
    """The words that stay on the axis; none where two would meet, or one of the middle does not fit its time."""
    found: list[TickWord] = []
    for stretch in across.stretches:
        here = [turn for turn in turns if stretch.left <= turn.x <= stretch.right]
        low, high = _limits(sheet, across, stretch)
        reached = low - ROOM
        for begin, end in _places(here, stretch, scheme.cells):
            text = _said(begin.local, scheme.pattern, own)
            half = _room(sheet, text, scheme) / 2
            x = (max(begin.x, stretch.left) + end) / 2 if scheme.cells else begin.x
            whole = begin.x > stretch.left + 1.0 and end < stretch.right - 1.0
            if scheme.cells and 2 * half + 4.0 > end - max(begin.x, stretch.left):
                if whole:
                    return ()
                continue
            if x - half < low or x + half > high:
                continue
            if x - half < reached + ROOM:
                return ()
            reached = x + half
            found.append(TickWord(x, text, begin.second))
    return tuple(found)


def _room(sheet: Sheet, text: str, scheme: _Scheme) -> float:
    """The width that a word takes: of a clock that of any time, since the second zone's stands below it."""
    if not scheme.pattern.startswith("%"):
        return wide(sheet, text)
    widest = max("0123456789", key=lambda figure: sheet.theme.faces.measure(figure, 1.0, "regular"))
    return wide(sheet, _FIGURE.sub(widest, text))


def _places(here: Sequence[Turn], stretch: AxisStretch, cells: bool) -> Iterator[tuple[Turn, float]]:
    """Each turn and where its time ends; for cells also that in which the stretch begins."""
    for one, other in pairwise(here):
        yield one, other.x
    if here:
        yield here[-1], stretch.right


def _limits(sheet: Sheet, across: Axis, stretch: AxisStretch) -> tuple[float, float]:
    """Between what the words below a stretch stay."""
    first, last = stretch is across.stretches[0], stretch is across.stretches[-1]
    low = (sheet.edge - 4.0 if sheet.edge else 0.0) if first else stretch.left + BREAK_ROOM
    return low, sheet.width if last and not across.days_after else stretch.right - BREAK_ROOM


def _turns(across: Axis, unit: Unit, count: int, zone: tzinfo) -> Iterator[Turn]:
    """Each turn of `count` units that the axis shows."""
    for stretch in across.stretches:
        for second, local in seconds_of(stretch.start, stretch.end, unit, count, zone):
            yield Turn(stretch.x(second), local, second)


def _begun(across: Axis, unit: Unit, count: int, zone: tzinfo) -> Iterator[Turn]:
    """The turns, and before them in each stretch that of the time in which it begins, which stands where the stretch does."""
    for stretch in across.stretches:
        inner = list(_turns(Axis((stretch,)), unit, count, zone))
        if not inner or inner[0].second > stretch.start:
            yield Turn(stretch.left, floor(wall_clock(stretch.start, zone), unit, count), stretch.start)
        yield from inner


def _distinct(turns: Iterable[Turn], unit: Unit) -> Iterator[Turn]:
    """The turns without those that a break parts from an earlier one of the same time."""
    seen = set()
    for turn in turns:
        begun = floor(turn.local, unit, 1)
        if begun not in seen:
            seen.add(begun)
            yield turn


# -- drawing ----------------------------------------------------------------------------------------------------------


def wide(sheet: Sheet, text: str) -> float:
    """The width of the words of a tick."""
    return _text(sheet, text).width


def line(sheet: Sheet, found: Ticks) -> tuple[Stroke, ...]:
    """The axis itself with its ticks, at the height 0; two slants where a silence is cut."""
    palette, across = sheet.palette, found.axis
    strokes: list[Stroke] = []
    for stretch in across.stretches:
        first, last = stretch is across.stretches[0], stretch is across.stretches[-1]
        left = sheet.edge if first else stretch.left
        cut = not last or across.days_after
        right = stretch.right if cut else sheet.width
        strokes.append(rule(left, 0, right, 0, palette.ink, 0.9))
        slants = ([] if first else [left]) + ([right] if cut else [])
        strokes += [_slant(x, palette.ink) for x in slants]
    if across.days_after:
        left = across.right + AFTER_CUT
        strokes += [rule(left, 0, sheet.width, 0, palette.ink, 0.9), _slant(left, palette.ink)]
    strokes += [rule(turn.x, -SMALL, turn.x, 0, palette.ink, 0.6) for turn in found.small]
    strokes += [rule(turn.x, 0, turn.x, TALL, palette.ink, 0.7) for turn in found.turns]
    return tuple(strokes)


def _slant(x: float, ink: StrokeColour) -> Stroke:
    """One side of a cut."""
    return PathStroke(((x - SLANT / 2, SLANT + 1), (x + SLANT / 2, -SLANT - 1)), stroke=ink, width=0.8)


def below(sheet: Sheet, found: Ticks, second: SecondZone | None) -> Fragment:
    """The words below the axis, in rows: its own zone's, the second's, and the longer periods where there are several."""
    strokes: list[Stroke] = []
    furniture: list[Rect] = []

    def put(block: TextBlock, x: float, top: float) -> None:
        strokes.extend(block.strokes(x, top))
        furniture.append(block.box(x, top))

    several = len(found.periods) > 1 or not sheet.edge
    for word in found.words:
        block = _text(sheet, word.text)
        put(block, word.x - block.width / 2, 0.0)
    if sheet.edge and (beside := _beside(sheet, found, several)):
        put(beside, 0.0, 0.0)
    for (one, other), silence in zip(pairwise(found.axis.stretches), found.axis.silences, strict=True):
        if name := _name(sheet, silence, other.left - one.right):
            put(name, (one.right + other.left - name.width) / 2, 0.0)
    for day in found.axis.days_after:
        block = _day(sheet, wall_clock(day, sheet.zone))
        put(block, found.axis.day_after(day) - block.width / 2, 0.0)
    top = ROW
    if second and found.clocks:
        top = _second_row(sheet, found, second, top, put)
    if several and found.periods:
        ends = [*(turn.x for turn in found.periods[1:]), sheet.width]
        for turn, end in zip(found.periods, ends, strict=True):
            if named := _period(
                sheet, found, turn, end - turn.x - ROOM, axis=not sheet.edge and turn is found.periods[0]
            ):
                put(named, turn.x + 3.0, top)
                if turn.x > found.axis.left + 1.0:
                    strokes.append(rule(turn.x, top, turn.x, top + ROW, sheet.palette.rule))
        top += ROW
    height = max([top, *(box.bottom for box in furniture)])
    return Fragment(height, tuple(strokes), furniture=tuple(furniture))


def _second_row(
    sheet: Sheet, found: Ticks, second: SecondZone, top: float, put: Callable[[TextBlock, float, float], None]
) -> float:
    """The same moments on the clocks of the second zone; where the row below it begins."""
    for word in found.words:
        local = wall_clock(word.second, second.zone)
        pattern = "%H:%M:%S" if found.unit == "second" else "%H:%M"
        block = _text(sheet, f"{local:{pattern}}", muted=True)
        put(block, word.x - block.width / 2, top)
    name = _text(sheet, second.name, muted=True)
    first = min((word.x - wide(sheet, word.text) / 2 for word in found.words), default=sheet.width)
    beside = name.width <= (sheet.column or first - ROOM)
    put(name, 0.0, top if beside else top + ROW)
    return top + (ROW if beside else 2 * ROW)


_PATTERNS: dict[Unit, tuple[str, ...]] = {
    "day": ("yMMMEd", "yMMMd", "MMMEd", "MMMd", "d"),
    "month": ("yMMMM", "yMMM", "MMM"),
    "year": ("y",),
}


def _beside(sheet: Sheet, found: Ticks, several: bool) -> TextBlock | None:
    """The axis' zone, and the one period that all of it lies in."""
    axis = sheet.words.axis if found.clocks else ""
    if found.periods and not several:
        return _period(sheet, found, found.periods[0], sheet.column, axis=bool(axis)) or _text(sheet, axis, bold=True)
    return _text(sheet, axis, bold=True) if axis else None


def _period(sheet: Sheet, found: Ticks, turn: Turn, room: float, axis: bool) -> TextBlock | None:
    """The longest name of a period that fits, after the axis' zone where that is asked for; None when none does."""
    if found.period is None:
        return None
    own = locale(sheet.language)
    zone = sheet.words.axis if axis and found.clocks else ""
    for pattern in _PATTERNS[found.period]:
        said = _said(turn.local, pattern, own)
        runs = [LabelRun(f"{zone},", "semibold", sheet.palette.ink)] if zone else []
        runs.append(LabelRun(said, "regular" if zone else "semibold", sheet.palette.ink))
        block = sheet.copy(*runs, small=True).to(sheet.width)
        if block.width <= room and len(block.lines) == 1:
            return block
    return None


def _text(sheet: Sheet, text: str, *, bold: bool = False, muted: bool = False) -> TextBlock:
    run = LabelRun(text, "semibold" if bold else "regular", sheet.palette.muted if muted else sheet.palette.ink)
    return sheet.copy(run, small=True).to(sheet.width)


def _day(sheet: Sheet, local: datetime) -> TextBlock:
    """The name of a day beside the axis."""
    blocks = [_text(sheet, _said(local, pattern, locale(sheet.language))) for pattern in ("MMMd", "d")]
    return next((block for block in blocks if block.width <= DAY_AFTER - 2.0), blocks[-1])


def _name(sheet: Sheet, silence: float, width: float) -> TextBlock | None:
    """The length of a silence in words; None where it would not fit without breaking a word."""
    copy = sheet.copy(LabelRun(duration(silence, sheet.language), "italic", sheet.palette.muted), small=True)
    return copy.to(width - 4.0) if copy.longest <= width - 4.0 else None
