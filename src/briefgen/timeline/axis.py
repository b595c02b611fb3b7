"""Time becomes a place on a line, proportional but for long silences, which are cut out; and where a mark stands along it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from math import inf
from statistics import median
from typing import assert_never

from briefgen.document.blocks import Mark
from briefgen.look.theme import Palette
from briefgen.timeline import marks as draw
from briefgen.timeline.strokes import Rect, Stroke

MOST_BREAKS = 3
SILENCE = 0.35
"""The share of the span above which a silence is cut."""
TIMES_MEDIAN = 5.0
MARGIN = 0.015
BESIDE = 0.06
"""Shares of the time that is shown, added at the ends of the axis and on both sides of a break."""


@dataclass(frozen=True, slots=True)
class Period:
    """What one panel tells of: from the second at which its first event begins to that of the next panel's."""

    since: float
    until: float

    def clipped(self, start: float, end: float) -> tuple[float, float]:
        """As much of an extent as lies in the period."""
        begin = max(start, self.since)
        return begin, max(begin, min(end, self.until))


EVER = Period(-inf, inf)


@dataclass(frozen=True, slots=True)
class AxisStretch:
    """An uncut piece of the axis: from `start` to `end` in seconds since 1970, from `left` to `right` in points."""

    start: float
    end: float
    left: float
    right: float

    @property
    def scale(self) -> float:
        """Points per second."""
        return (self.right - self.left) / (self.end - self.start)

    def x(self, second: float) -> float:
        return self.left + (second - self.start) * self.scale


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches from left to right, with a break between each two; `silences` are the seconds of silence that each break stands for."""

    stretches: tuple[AxisStretch, ...]
    silences: tuple[float, ...] = ()

    @property
    def left(self) -> float:
        return self.stretches[0].left

    @property
    def right(self) -> float:
        return self.stretches[-1].right

    @property
    def first(self) -> float:
        """The second at which it begins."""
        return self.stretches[0].start

    @property
    def last(self) -> float:
        """The second at which it ends."""
        return self.stretches[-1].end

    def x(self, second: float) -> float:
        """The place of a moment; one before or after the axis is at its end."""
        for stretch in self.stretches:
            if second <= stretch.end:
                return max(stretch.left, stretch.x(second))
        return self.right


def bounds(mark: Mark) -> tuple[float, float]:
    """The first and the last second of a mark's own extent; what is open ends where it begins."""
    start = mark.start or mark.end
    end = mark.end or mark.start
    if start is None or end is None:
        raise ValueError(f"{mark.key} has no date")
    if mark.extent == "before":
        start = end
    if mark.extent == "after":
        end = start
    return seconds(start), max(seconds(start), seconds(end))


def seconds(moment: datetime) -> float:
    """Seconds since 1970, for any year."""
    return moment.timestamp()


def axis(marks: Sequence[Mark], left: float, right: float, break_width: float, during: Period = EVER) -> Axis:
    """The axis from `left` to `right` that shows all the marks; context marks set it only where there are no others.

    What lasts from before the period, or beyond it into the next panel, does not make the axis longer.
    """
    told = [mark for mark in marks if not mark.context] or marks
    extents = [during.clipped(*bounds(mark)) for mark in told]
    first, last = min(start for start, _ in extents), max(end for _, end in extents)
    ongoing = any(mark.open_end == "ongoing" for mark in marks if not mark.context)
    cuts = [] if ongoing else sorted(_silences(extents))
    silences = tuple(end - start for start, end in cuts)
    pieces = _pieces(first, last, cuts, last - first - sum(silences))
    scale = (right - left - break_width * len(cuts)) / sum(end - start for start, end in pieces)
    stretches = []
    x = left
    for start, end in pieces:
        stretches.append(AxisStretch(start, end, x, x + (end - start) * scale))
        x = stretches[-1].right + break_width
    return Axis(tuple(stretches), silences)


def _pieces(first: float, last: float, cuts: Sequence[tuple[float, float]], shown: float) -> list[tuple[float, float]]:
    """What the axis shows, with a little time about it; an hour about a lone moment."""
    around = shown * MARGIN or 3600.0
    beside = shown * BESIDE
    pieces, start = [], first - around
    for begin, end in cuts:
        pieces.append((start, begin + beside))
        start = end - beside
    return [*pieces, (start, last + around)]


def _silences(extents: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The silences to cut, the longest first."""
    gaps: list[tuple[float, float]] = []
    ordered = sorted(extents)
    reached = ordered[0][1]
    for start, end in ordered[1:]:
        if start > reached:
            gaps.append((reached, start))
        reached = max(reached, end)
    if len(gaps) < 3:
        return []
    usual = median(end - start for start, end in gaps)
    remaining = reached - ordered[0][0]
    cuts: list[tuple[float, float]] = []
    for begin, end in sorted(gaps, key=lambda gap: gap[0] - gap[1]):
        length = end - begin
        if len(cuts) == MOST_BREAKS or length <= SILENCE * remaining or length <= TIMES_MEDIAN * usual:
            break
        cuts.append((begin, end))
        remaining -= length
    return cuts


ROW = 11.5
"""The height of a row of marks."""
ARROW = 11.0
FADE = 16.0
APART = 2.5
FAN = 8.0
FAN_SHARE = 0.3
"""Of the day's length, which glyphs that step aside may take up."""


@dataclass(frozen=True, slots=True)
class MarkExtent:
    """A mark on the axis: `head` is the centre of its glyph, `start` and `end` the ends of what it covers, in points."""

    mark: Mark
    head: float
    start: float
    end: float
    left_arrow: bool = False
    right_arrow: bool = False
    fades: bool = False

    @property
    def left(self) -> float:
        reach = draw.glyph_box(self.mark, self.head, 0).x
        return min(self.start, reach, self.head - ARROW if self.left_arrow else reach)

    @property
    def right(self) -> float:
        reach = draw.glyph_box(self.mark, self.head, 0).right
        return max(self.end + (ARROW if self.right_arrow else FADE if self.fades else 0.0), reach)

    def box(self, y: float) -> Rect:
        """The space that it takes when its centre line is at `y`."""
        glyph = draw.glyph_box(self.mark, self.head, y)
        return Rect(self.left, glyph.y, self.right - self.left, glyph.height)

    def strokes(self, y: float, palette: Palette) -> tuple[Stroke, ...]:
        """The bar, whisker or arrows, and the glyph over them."""
        mark, ink = self.mark, draw.colour(self.mark, palette)
        strokes: list[Stroke] = []
        if self.end - self.start > 0.5:
            if mark.extent == "between":
                strokes += draw.whisker(self.start, y, self.end - self.start, "right", ink)
            else:
                strokes += draw.bar(mark, self.start, y, self.end - self.start, "right", palette)
        if self.fades:
            strokes += draw.fade(self.end + 0.8, y, FADE - 1, "right", ink)
        if self.left_arrow:
            strokes += draw.arrow(self.head, y, ARROW, "left", ink)
        if self.right_arrow:
            strokes += draw.arrow(max(self.end, self.head), y, ARROW, "right", ink)
        return (*strokes, *draw.glyph(mark, self.head, y, palette))


def extent(mark: Mark, axis: Axis) -> MarkExtent:
    """The mark on the axis; context outside it stands at its end with an arrow."""
    first, last = bounds(mark)
    start, end = axis.x(first), axis.x(last)
    if mark.context and last <= axis.first:
        return _at_edge(mark, axis.left - 5.0, left=True)
    if mark.context and first >= axis.last:
        return _at_edge(mark, axis.right + 5.0, left=False)
    match mark.extent:
        case "instant":
            return MarkExtent(mark, start, start, start)
        case "before":
            return MarkExtent(mark, end, end, end, left_arrow=True)
        case "after":
            return MarkExtent(mark, start, start, start, right_arrow=True)
        case "between":
            return MarkExtent(mark, (start + end) / 2, start, end)
        case "civil" | "span":
            return _long(mark, axis, start, end)
    assert_never(mark.extent)


def _at_edge(mark: Mark, x: float, left: bool) -> MarkExtent:
    return MarkExtent(mark, x, x, x, left_arrow=left, right_arrow=not left)


def _long(mark: Mark, axis: Axis, start: float, end: float) -> MarkExtent:
    """A bar with the glyph at its head, going on beyond the axis; a glyph alone where the bar would be hidden behind it."""
    reach = draw.radius(mark) * 1.25 + 1
    ongoing = mark.open_end == "ongoing" or bounds(mark)[1] > axis.last
    unknown = mark.open_end == "unknown"
    earlier = mark.open_start != "closed" or bounds(mark)[0] < axis.first
    if ongoing:
        end = axis.right
    if end - start < 2 * reach and not (ongoing or unknown or earlier):
        middle = (start + end) / 2
        return MarkExtent(mark, middle, middle, middle)
    head = start if earlier else min(start + reach, end)
    return MarkExtent(mark, head, start, end, left_arrow=earlier, right_arrow=ongoing, fades=unknown)


def fanned(extents: Sequence[MarkExtent]) -> list[MarkExtent]:
    """The same extents; the glyphs of civil days that begin together step aside, so that their leaders stand apart."""
    groups: dict[tuple[float, float], list[int]] = {}
    for number, one in enumerate(extents):
        if one.mark.extent == "civil" and one.head < one.end:
            groups.setdefault((one.start, one.end), []).append(number)
    found = list(extents)
    for (start, end), numbers in groups.items():
        step = min(FAN, FAN_SHARE * (end - start) / len(numbers))
        for place, number in enumerate(numbers):
            found[number] = replace(found[number], head=found[number].head + step * place)
    return found


def pile(extents: Sequence[MarkExtent]) -> list[int]:
    """A row for each extent, 0 nearest to the ruler, so that none touches another."""
    return packed([(one.left, one.right + APART) for one in extents])


def packed(reaches: Sequence[tuple[float, float]]) -> list[int]:
    """A row for each reach from a start to an end, from 0, so that none meets another: the longest first, each as near as it can be."""
    rows: list[list[tuple[float, float]]] = []
    found = [0] * len(reaches)
    for number in sorted(range(len(reaches)), key=lambda n: (reaches[n][0] - reaches[n][1], n)):
        left, right = reaches[number]
        free = (n for n, row in enumerate(rows) if all(right <= start or end <= left for start, end in row))
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((left, right))
        found[number] = row
    return found
