"""Marks on the axis of one panel: where the glyph stands, what it covers, and which of its bounds lie beyond the panel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.document.marks import Mark
from briefgen.look.theme import Palette
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import Axis, Period
from briefgen.timeline.moments import Stand, Stands, bounds
from briefgen.timeline.strokes import Rect, Stroke, told

ARROW = 11.0
WITHOUT_GLYPH = 3.6
"""Half the height of a bar with what stands at its ends."""
FADE = 16.0
APART = 2.5
FAN = 8.0
FAN_SHARE = 0.3
"""Of the day's length, which glyphs that step aside may take up."""


@dataclass(frozen=True)
class MarkExtent:
    """A mark on the axis: `head` is the centre of its glyph, `start` and `end` the ends of what it covers, in points.

    `most` is how far right the head may stand; `glyph` is False where the mark stands on another panel and only reaches here, `to_scale` where the axis does not
    show the moment at which it stands.
    """

    mark: Mark
    head: float
    start: float
    end: float
    most: float
    left_arrow: bool = False
    right_arrow: bool = False
    fades: bool = False
    glyph: bool = True
    to_scale: bool = True

    @property
    def bare(self) -> bool:
        """True when the glyph is all there is to see."""
        return self._hidden and not (self.left_arrow or self.right_arrow or self.fades)

    @property
    def _hidden(self) -> bool:
        """True when the bar is too short to be seen behind the glyph."""
        return self.end - self.start <= 0.5 or (
            self.mark.extent != "between" and self.end - self.start < 2 * _reach(self.mark) and self.closed
        )

    @property
    def closed(self) -> bool:
        return self.glyph and not (self.left_arrow or self.right_arrow or self.fades)

    @cached_property
    def left(self) -> float:
        reach = draw.glyph_box(self.mark, self.head, 0).x if self.glyph else self.head
        start = min(self.start, self.head)
        return min(start, reach, start - ARROW if self.left_arrow else reach)

    @cached_property
    def right(self) -> float:
        reach = draw.glyph_box(self.mark, self.head, 0).right if self.glyph else self.head
        past = draw.BEYOND if self._crossed else 0.0
        return max(self.end + (ARROW if self.right_arrow else FADE if self.fades else past), reach)

    @property
    def _crossed(self) -> bool:
        """True when a cross stands past the end of the bar."""
        return self.mark.status == "failed" and self.mark.extent == "span" and not self._hidden and not self.right_arrow

    def box(self, y: float) -> Rect:
        """The space that it takes when its centre line is at `y`."""
        half = draw.glyph_box(self.mark, self.head, y).height / 2 if self.glyph else WITHOUT_GLYPH
        return Rect(self.left, y - half, self.right - self.left, 2 * half)

    def strokes(self, y: float, palette: Palette) -> tuple[Stroke, ...]:
        """The bar, whisker or arrows, and the glyph over them."""
        mark, ink = self.mark, draw.colour(self.mark, palette)
        length, lines, beyond = self.end - self.start, list[Stroke](), list[Stroke]()
        if not self._hidden:
            if mark.extent == "between":
                begins, ends = not self.left_arrow, not self.right_arrow
                lines += draw.whisker(self.start, y, length, "right", ink, begins, ends)
            else:
                lines += draw.bar(mark, self.start, y, length, "right", palette)
        if self._crossed:
            beyond += draw.ending(mark, self.end, y, "right", palette)
        if self.fades:
            beyond += draw.fade(self.end + 0.8, y, FADE - 1, "right", ink)
        if self.left_arrow:
            beyond += draw.arrow(min(self.start, self.head), y, ARROW, "left", ink)
        if self.right_arrow:
            beyond += draw.arrow(max(self.end, self.head), y, ARROW, "right", ink)
        glyph = self._glyph(y, palette) if self.glyph else ()
        key = mark.key
        return (*told(key, "bar", lines), *told(key, "open", beyond), *told(key, "glyph", glyph))

    def _glyph(self, y: float, palette: Palette) -> tuple[Stroke, ...]:
        """A stop alone for what was by or after a moment: its arrow says the rest."""
        bounded = self.mark.extent in ("before", "after") and self.mark.status in ("occurred", "ongoing")
        if bounded and not self.mark.context:
            return draw.bound(self.head, y, ARROW, "right", draw.colour(self.mark, palette))[:1]
        return draw.glyph(self.mark, self.head, y, palette)


def extents(marks: Sequence[Mark], axis: Axis, stands: Stands, during: Period) -> list[MarkExtent]:
    """The marks on the axis of a period: those of one day step aside for each other, and none stands before what it follows."""
    found = [_extent(mark, axis, stands.of[mark.key], during) for mark in marks]
    return _followed(_fanned(found), stands)


def _extent(mark: Mark, axis: Axis, stand: Stand, during: Period) -> MarkExtent:
    """The mark on the axis; context outside it stands beside its end with an arrow."""
    first, last = bounds(mark)
    if mark.context and (last <= axis.first or first >= axis.last):
        x, left = axis.aside(first, last), last <= axis.first
        return MarkExtent(mark, x, x, x, x, left_arrow=left, right_arrow=not left, to_scale=False)
    if not mark.context and first in axis.days_after and mark.extent in ("civil", "instant"):
        x = axis.day_after(first)
        return MarkExtent(mark, x, x, x, x, to_scale=False)
    if mark.extent in ("between", "civil", "span"):
        return _long(mark, axis, stand, during)
    x = axis.x(stand.at)
    before, after = mark.extent == "before", mark.extent == "after"
    most, to_scale = max(x, axis.x(stand.latest)), axis.shows(stand.at)
    return MarkExtent(mark, x, x, x, most, left_arrow=before, right_arrow=after, to_scale=to_scale)


def _long(mark: Mark, axis: Axis, stand: Stand, during: Period) -> MarkExtent:
    """What covers a part of the axis: open, with an arrow, where it reaches beyond the panel."""
    first, last = bounds(mark)
    early = first < axis.first or (mark.extent == "span" and mark.open_start != "closed")
    late = last > axis.last or mark.open_end == "ongoing"
    start = axis.x(max(first, axis.first))
    end = axis.right if late else max(start, axis.x(last))
    found = MarkExtent(mark, start, start, end, end, early, late, mark.open_end == "unknown")
    if stand.at < during.since:
        return replace(found, glyph=mark.extent == "span")
    if stand.at >= during.until:
        return replace(found, head=end, glyph=False)
    at = axis.x(stand.at)
    reach = _reach(mark)
    if mark.extent == "between":
        head = at
    elif found.closed and end - start < 2 * reach:
        head = max(at, (start + end) / 2)
    else:
        head = max(at, start if early else min(start + reach, end))
    most = max(head, min(end, axis.x(stand.latest)))
    return replace(found, head=head, most=most, to_scale=axis.shows(stand.at))


def _reach(mark: Mark) -> float:
    return draw.radius(mark) * 1.25 + 1


def _fanned(found: Sequence[MarkExtent]) -> list[MarkExtent]:
    """The glyphs of civil days that begin together step aside, so that their leaders stand apart."""
    groups: dict[tuple[float, float], list[int]] = {}
    for number, one in enumerate(found):
        if one.mark.extent == "civil" and one.glyph and not one.bare:
            groups.setdefault((one.start, one.end), []).append(number)
    fanned = list(found)
    for (start, end), numbers in groups.items():
        step = min(FAN, FAN_SHARE * (end - start) / len(numbers))
        for place, number in enumerate(numbers):
            one = fanned[number]
            fanned[number] = replace(one, head=max(one.head, min(one.head + step * place, one.most)))
    return fanned


def _followed(found: Sequence[MarkExtent], stands: Stands) -> list[MarkExtent]:
    """Each glyph as far right as those that it follows, and where it can go no further, those no further than it."""
    heads = {one.mark.key: one for one in found if one.glyph}
    order = [key for key in stands.of if key in heads]
    for key in order:
        floor = max((heads[earlier].head for earlier in stands.after[key] if earlier in heads), default=0.0)
        one = heads[key]
        heads[key] = replace(one, head=max(one.head, min(floor, one.most)))
    for key in reversed(order):
        for earlier in stands.after[key]:
            if earlier in heads:
                heads[earlier] = replace(heads[earlier], head=min(heads[earlier].head, heads[key].head))
    return [heads.get(one.mark.key, one) for one in found]


def pile(reaches: Sequence[tuple[float, float]]) -> list[int]:
    """A row for each (left, right), 0 nearest to the ruler, so that none touches another."""
    return packed([(left, right + APART) for left, right in reaches])


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
