"""Where a mark stands along the axis: the place of its glyph, and how far it reaches to the left and to the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from briefgen.document.blocks import Mark
from briefgen.look.theme import Palette
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import Axis, bounds
from briefgen.timeline.strokes import Box, Stroke

ROW = 11.5
"""The height of a row of marks."""
ARROW = 11.0
FADE = 16.0
APART = 2.5
FAN = 8.0
FAN_SHARE = 0.3
"""Of the day's length, which glyphs that step aside may take up."""


@dataclass(frozen=True, slots=True)
class Extent:
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

    def box(self, y: float) -> Box:
        """The space that it takes when its centre line is at `y`."""
        glyph = draw.glyph_box(self.mark, self.head, y)
        return Box(self.left, glyph.y, self.right - self.left, glyph.height)

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


def extent(mark: Mark, axis: Axis) -> Extent:
    """The mark on the axis; context outside it stands at its end with an arrow."""
    first, last = bounds(mark)
    start, end = axis.x(first), axis.x(last)
    if mark.context and last <= axis.first:
        return _at_edge(mark, axis.left - 5.0, left=True)
    if mark.context and first >= axis.last:
        return _at_edge(mark, axis.right + 5.0, left=False)
    match mark.extent:
        case "instant":
            return Extent(mark, start, start, start)
        case "before":
            return Extent(mark, end, end, end, left_arrow=True)
        case "after":
            return Extent(mark, start, start, start, right_arrow=True)
        case "between":
            return Extent(mark, (start + end) / 2, start, end)
        case "civil" | "span":
            return _long(mark, axis, start, end)
    assert_never(mark.extent)


def _at_edge(mark: Mark, x: float, left: bool) -> Extent:
    return Extent(mark, x, x, x, left_arrow=left, right_arrow=not left)


def _long(mark: Mark, axis: Axis, start: float, end: float) -> Extent:
    """A bar with the glyph at its head, going on beyond the axis; a glyph alone where the bar would be hidden behind it."""
    reach = draw.radius(mark) * 1.25 + 1
    ongoing = mark.open_end == "ongoing" or bounds(mark)[1] > axis.last
    unknown = mark.open_end == "unknown"
    earlier = mark.open_start != "closed" or bounds(mark)[0] < axis.first
    if ongoing:
        end = axis.right
    if end - start < 2 * reach and not (ongoing or unknown or earlier):
        middle = (start + end) / 2
        return Extent(mark, middle, middle, middle)
    head = start if earlier else min(start + reach, end)
    return Extent(mark, head, start, end, left_arrow=earlier, right_arrow=ongoing, fades=unknown)


def fanned(extents: Sequence[Extent]) -> list[Extent]:
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


def pile(extents: Sequence[Extent]) -> list[int]:
    """A row for each extent, 0 nearest to the ruler, so that none touches another: the longest first."""
    reaches = [(one.left, one.right + APART) for one in extents]
    rows: list[list[tuple[float, float]]] = []
    found = [0] * len(extents)
    for number in sorted(range(len(extents)), key=lambda n: (reaches[n][0] - reaches[n][1], n)):
        left, right = reaches[number]
        free = (n for n, row in enumerate(rows) if all(right <= start or end <= left for start, end in row))
        row = next(free, len(rows))
        if row == len(rows):
            rows.append([])
        rows[row].append((left, right))
        found[number] = row
    return found
