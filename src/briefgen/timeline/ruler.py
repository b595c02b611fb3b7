"""The ruler between the labels: calendar ticks of any span above, their periods below, breaks where a silence is cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from itertools import pairwise
from typing import assert_never

from babel import Locale
from babel.dates import format_skeleton

from briefgen.timeline.axis import Axis, AxisStretch
from briefgen.timeline.fragments import Fragment, Sheet, area, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import PathStroke, Rect, Scale, Stroke
from briefgen.timeline.time_label import duration, locale
from briefgen.timeline.turns import DAY, STEPS, Unit, floor, following, second_of, wall_clock

ROOM = 9.0
"""Free points between the words of two ticks."""
NEAREST = 16.0


@dataclass(frozen=True, slots=True)
class Tick:
    """A moment of the calendar on the axis, with its words."""

    x: float
    text: str


@dataclass(frozen=True, slots=True)
class Ruling:
    """The ticks, and the longer periods that they lie in: each named where it begins, or at the left end."""

    ticks: tuple[Tick, ...]
    periods: tuple[Tick, ...]


_PERIOD: dict[Unit, Unit | None] = {
    "second": "day",
    "minute": "day",
    "hour": "day",
    "day": "month",
    "month": "year",
    "year": None,
}

_SKELETONS: dict[Unit, tuple[str, ...]] = {"day": ("Ed", "d"), "month": ("MMMM", "MMM"), "year": ("y",)}
_PERIOD_SKELETONS: dict[Unit, tuple[str, ...]] = {
    "day": ("yMMMEd", "MMMEd", "MMMd", "d"),
    "month": ("yMMMM", "yMMM", "MMM"),
    "year": ("y",),
}


def ruling(axis: Axis, zone: tzinfo, language: str, end: float, wide: Callable[[str], float]) -> Ruling:
    """The finest ticks whose words do not meet, and their periods. `wide` measures the words of a tick in points.

    The words of a tick stand right of it; those that would run into a break, or beyond `end`, are left out.
    """
    words_of, scale = locale(language), axis.stretches[0].scale
    for unit, count, length in STEPS:
        if length * scale < NEAREST:
            continue
        moments = list(_moments(axis, unit, count, zone))
        for words in _wordings(unit, words_of):
            ticks = [Tick(axis.x(second), words(local)) for second, local in moments]
            if _apart(ticks, wide):
                clear = (tick for tick in ticks if tick.x + wide(tick.text) <= _limit(axis, tick.x, end))
                return Ruling(tuple(clear), tuple(_periods(axis, unit, zone, words_of, wide)))
    return Ruling((), ())


def _apart(ticks: list[Tick], wide: Callable[[str], float]) -> bool:
    return all(one.x + wide(one.text) + ROOM <= other.x for one, other in pairwise(ticks))


def _limit(axis: Axis, x: float, end: float) -> float:
    """Where the words of a tick at `x` must end."""
    return next((stretch.right - 3.0 for stretch in axis.stretches[:-1] if x <= stretch.right), end)


def cells(axis: Axis, zone: tzinfo, least: float, days: bool) -> list[tuple[float, float]]:
    """The axis in cells of one calendar unit, from left to right edge: the finest that are at least `least` points wide.

    With `days` no cell is shorter than a day.
    """
    scale = axis.stretches[0].scale
    for unit, count, length in STEPS:
        if length * scale >= least and (length >= DAY or not days):
            return [cell for stretch in axis.stretches for cell in _cut(stretch, unit, count, zone)]
    return [(stretch.left, stretch.right) for stretch in axis.stretches]


def _cut(stretch: AxisStretch, unit: Unit, count: int, zone: tzinfo) -> Iterator[tuple[float, float]]:
    alone = Axis((stretch,))
    turns = (alone.x(second) for second, _ in _moments(alone, unit, count, zone))
    return pairwise([stretch.left, *(x for x in turns if stretch.left < x < stretch.right), stretch.right])


# -- words ------------------------------------------------------------------------------------------------------------


def _wordings(unit: Unit, own: Locale) -> Iterator[Callable[[datetime], str]]:
    """Ways to write a tick, the longest first."""
    match unit:
        case "second":
            yield lambda local: f"{local:%H:%M:%S}"
        case "minute" | "hour":
            yield lambda local: f"{local:%H:%M}"
        case "day" | "month" | "year":
            for skeleton in _SKELETONS[unit]:
                yield partial(_written, own=own, skeleton=skeleton)
        case _:
            assert_never(unit)


def _written(local: datetime, own: Locale, skeleton: str) -> str:
    if skeleton == "y":
        return str(local.year)
    return format_skeleton(skeleton, local.replace(tzinfo=None), locale=own)


# -- calendar ---------------------------------------------------------------------------------------------------------


def _moments(axis: Axis, unit: Unit, count: int, zone: tzinfo) -> Iterator[tuple[float, datetime]]:
    """(second, local time) of each turn of `count` units on the axis."""
    for stretch in axis.stretches:
        local: datetime | None = floor(wall_clock(stretch.start, zone), unit, count)
        while local is not None:
            second = second_of(local, zone)
            if second is not None and second > stretch.end:
                break
            if second is not None and second >= stretch.start:
                yield second, local
            local = following(local, unit, count)


# -- periods ----------------------------------------------------------------------------------------------------------


def _periods(axis: Axis, unit: Unit, zone: tzinfo, own: Locale, wide: Callable[[str], float]) -> Iterator[Tick]:
    """Each period that the axis shows, in the longest words that fit before the next one."""
    period = _PERIOD[unit]
    if period is None:
        return
    for stretch in axis.stretches:
        alone = Axis((stretch,))
        start = wall_clock(stretch.start, zone)
        cells = [(stretch.left, start)]
        for second, local in _moments(alone, period, 1, zone):
            cells = [*cells, (alone.x(second), local)] if second > stretch.start else [(stretch.left, local)]
        edges = [x for x, _ in cells[1:]] + [stretch.right]
        for (x, local), edge in zip(cells, edges, strict=True):
            texts = [_written(local, own, skeleton) for skeleton in _PERIOD_SKELETONS[period]]
            yield Tick(x, next((text for text in texts if x + wide(text) + 6.0 <= edge), ""))


ROW = 10.6
INDENT = 3.0


def ruler(sheet: Sheet, axis: Axis, end: float | None = None) -> Fragment:
    """The ruler across the sheet, or from its left to `end`; as high as its ticks and periods need."""
    found = _ruling(sheet, axis, end)
    rows = [(found.ticks, "regular")] + ([(found.periods, "semibold")] if found.periods else [])
    height = ROW * len(rows) + 1.0
    palette = sheet.palette
    strokes: list[Stroke] = [area(Rect(0, 0, sheet.width, height), palette.wash)]
    furniture: list[Rect] = []
    top = 0.5
    for ticks, _ in rows:
        for tick in ticks:
            words = _words(sheet, tick.text, bold=ticks is found.periods)
            if ticks is found.ticks or tick.x > axis.left + 0.1:
                strokes.append(rule(tick.x, top, tick.x, top + ROW, palette.rule))
            strokes += words.strokes(tick.x + INDENT, top + 1.2)
            furniture.append(words.box(tick.x + INDENT, top + 1.2))
        top += ROW
    strokes += [rule(0, y, sheet.width, y, palette.muted, 0.7) for y in (0, height)]
    for (one, other), silence in zip(pairwise(axis.stretches), axis.silences, strict=True):
        strokes += _break(sheet, one.right, other.left, height)
        name = _name(sheet, silence, other.left - one.right)
        if name and name.height <= height:
            x, y = (one.right + other.left - name.width) / 2, (height - name.height) / 2
            strokes += name.strokes(x, y)
            furniture.append(name.box(x, y))
    return Fragment(height, tuple(strokes), furniture=tuple(furniture), scales=(Scale(axis, 0.0, height),))


def guides(sheet: Sheet, axis: Axis, top: float, bottom: float) -> tuple[Stroke, ...]:
    """Faint lines that carry the ticks from `top` down to `bottom`."""
    return tuple(rule(tick.x, top, tick.x, bottom, sheet.palette.hairline) for tick in _ruling(sheet, axis).ticks)


def _ruling(sheet: Sheet, axis: Axis, end: float | None = None) -> Ruling:
    return ruling(axis, sheet.zone, sheet.language, end or sheet.width, lambda text: _words(sheet, text).width + INDENT)


def _words(sheet: Sheet, text: str, bold: bool = False) -> TextBlock:
    run = LabelRun(text, "semibold" if bold else "regular", sheet.palette.muted)
    return sheet.copy(run, small=True).to(sheet.width)


def _name(sheet: Sheet, silence: float, width: float) -> TextBlock | None:
    """The length of a silence in words; None where it would not fit without breaking a word."""
    run = LabelRun(duration(silence, sheet.language), "italic", sheet.palette.muted)
    copy = sheet.copy(run, small=True)
    return copy.to(width - 6.0) if copy.longest <= width - 6.0 else None


def _break(sheet: Sheet, left: float, right: float, height: float) -> tuple[Stroke, ...]:
    paper = area(Rect(left, -1, right - left, height + 2), sheet.palette.paper)
    slants = tuple(
        PathStroke(((x - 2, height + 2), (x + 2, -2)), stroke=sheet.palette.muted, width=0.7) for x in (left, right)
    )
    return (paper, *slants)
