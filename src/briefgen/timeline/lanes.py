"""Marks stand in lanes below a shared ruler, one for each value of what the chart is divided by, each label beside its mark."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import Axis, Period
from briefgen.timeline.extents import ROW, MarkExtent, extents
from briefgen.timeline.flags import INSET, Flags, Sized, flags, line
from briefgen.timeline.fragments import Fragment, Sheet, area, rule
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.moments import Stands
from briefgen.timeline.numbers import NumberRows, number_rows
from briefgen.timeline.ruler import guides, ruler
from briefgen.timeline.strokes import Placed, Stroke, told

MOST_LANES = 7
"""The lanes with fewest marks share the last one, which has no title, as what belongs to none does."""
MOST_ROWS = 6
TITLE = 74.0
GUTTER = 8.0
GAP = 4.0
"""Between a mark and its label."""
APART = 7.0
ROW_GAP = 3.0
PADDING = 4.0


def named(marks: Sequence[Mark]) -> tuple[str, ...]:
    """The titles of the lanes in order of first appearance; none when no mark belongs to a lane."""
    held = Counter(mark.lane for mark in marks if mark.lane)
    kept = {lane for lane, _ in held.most_common(MOST_LANES)}
    return tuple(lane for lane in held if lane in kept)


@dataclass(frozen=True)
class _Beside:
    """A mark with its label beside it, in a row of its lane."""

    extent: MarkExtent
    text: TextBlock
    left: float
    row: int


@dataclass(frozen=True)
class _Lane:
    title: TextBlock
    labelled: tuple[_Beside, ...]
    numbers: NumberRows

    def rows(self) -> list[float]:
        """The height of each row of labels."""
        rows = max((one.row + 1 for one in self.labelled), default=0)
        heights = ((one.text.height for one in self.labelled if one.row == row) for row in range(rows))
        return [max(ROW, *height) + ROW_GAP for height in heights]

    @property
    def height(self) -> float:
        own = sum(self.rows()) + self.numbers.height
        return max(own, self.title.height + ROW_GAP) + 2 * PADDING


@dataclass(frozen=True)
class _Lanes:
    """A panel before it is drawn."""

    axis: Axis
    ruler: Fragment
    lanes: tuple[_Lane, ...]

    @property
    def numbered(self) -> tuple[MarkExtent, ...]:
        return tuple(one for lane in self.lanes for one in lane.numbers.extents)

    @property
    def height(self) -> float:
        return self.ruler.height + sum(lane.height for lane in self.lanes)

    def part(self, sheet: Sheet, numbering: Numbering) -> Fragment:
        """The panel, drawn: faint lines carry the ruler's ticks down through the lanes."""
        lines = guides(sheet, self.axis, self.ruler.height, self.height)
        part = Fragment(
            self.ruler.height, (*lines, *self.ruler.strokes), furniture=self.ruler.furniture, axis=self.axis
        )
        for lane in self.lanes:
            part = part.above(_part(sheet, lane, numbering), 0.0)
        return part


def lanes(
    sheet: Sheet, sizes: Sequence[Sized], stands: Stands, budget: float, during: Period, titles: Sequence[str]
) -> _Lanes | Flags:
    """The draft with as many rows as `budget` has room for; without lanes where it has none for even one row each."""
    heads = {title: _title(sheet, title) for title in titles}
    left = max(head.width for head in heads.values()) + GUTTER
    marks = [one.mark for one in sizes]
    across = line(sheet, marks, left + INSET, during=during)
    ticks = ruler(sheet, across)
    texts = {one.mark.key: one.texts for one in sizes}
    grouped: dict[str, list[MarkExtent]] = {}
    for one in extents(marks, across, stands, during):
        grouped.setdefault(one.mark.lane if one.mark.lane in heads else "", []).append(one)
    filled = [
        (heads.get(title) or _title(sheet, ""), _rows(grouped[title], texts, left, sheet.width))
        for title in (*titles, "")
        if title in grouped
    ]
    for rows in range(MOST_ROWS, -1, -1):
        made = tuple(_lane(sheet, title, placed, left, rows) for title, placed in filled)
        draft = _Lanes(across, ticks, made)
        if draft.height <= budget:
            return draft
    return flags(sheet, sizes, stands, budget, during)


def _title(sheet: Sheet, text: str) -> TextBlock:
    return sheet.copy(LabelRun(text, "semibold", sheet.palette.ink)).to(min(TITLE, sheet.width / 5))


def _rows(
    found: Sequence[MarkExtent], texts: Mapping[str, Sequence[TextBlock]], left: float, right: float
) -> list[MarkExtent | _Beside]:
    """The marks of a lane in order of time, each in the first row where it and its label meet nothing, else alone.

    A row never depends on those below it: fewer of them are these without the last.
    """
    rows: list[list[tuple[float, float]]] = [[] for _ in range(MOST_ROWS)]  # what is taken, from left to right
    placed: list[MarkExtent | _Beside] = []
    for one in sorted(found, key=lambda one: one.head):
        ways = _ways(one, texts[one.mark.key], left, right)
        free = ((number, way) for number, row in enumerate(rows) for way in ways if not _met(row, way.begin, way.end))
        if chosen := next(free, None):
            number, way = chosen
            insort(rows[number], (way.begin, way.end))
            placed.append(_Beside(one, way.text, way.left, number))
        else:
            placed.append(one)
    return placed


class _Way(NamedTuple):
    """A label beside its mark: its left edge, and from where to where both reach."""

    text: TextBlock
    left: float
    begin: float
    end: float


def _ways(one: MarkExtent, texts: Sequence[TextBlock], left: float, right: float) -> list[_Way]:
    """The label right of its mark wherever it fits, else left of it."""
    return [
        _Way(text, start, min(one.left, start), max(one.right, start + text.width) + APART)
        for text in texts
        for start in (one.right + GAP, one.left - GAP - text.width)
        if left <= start and start + text.width <= right
    ]


def _met(row: Sequence[tuple[float, float]], begin: float, end: float) -> bool:
    """True when something of a row lies between; as none of it meets another, only the last that begins before the end can."""
    before = bisect_left(row, (end,))
    return before > 0 and row[before - 1][1] > begin


def _lane(sheet: Sheet, title: TextBlock, placed: Sequence[MarkExtent | _Beside], left: float, rows: int) -> _Lane:
    """The lane with so many rows; what stands in none is numbered."""
    labelled = tuple(one for one in placed if isinstance(one, _Beside) and one.row < rows)
    shown = {one.extent.mark.key for one in labelled}
    extents = (one.extent if isinstance(one, _Beside) else one for one in placed)
    numbered = [one for one in extents if one.mark.key not in shown]
    return _Lane(title, labelled, number_rows(sheet, numbered, left))


def _part(sheet: Sheet, lane: _Lane, numbering: Numbering) -> Fragment:
    palette, half = sheet.palette, sheet.theme.chart.leading / 2
    tops = [PADDING + ROW_GAP / 2]
    for height in lane.rows():
        tops.append(tops[-1] + height)
    strokes: list[Stroke] = [rule(0, lane.height, sheet.width, lane.height, palette.rule)]
    strokes += lane.title.strokes(0, tops[0])
    placed: list[Placed] = []
    for one in lane.labelled:
        box, y = one.text.box(one.left, tops[one.row]), tops[one.row] + half
        label: tuple[Stroke, ...] = (area(box, palette.paper), *one.text.strokes(box.x, box.y))
        strokes += told(one.extent.mark.key, "label", label)
        strokes += one.extent.strokes(y, palette)
        placed.append(Placed(one.extent.mark.key, one.extent.box(y), box, one.extent.mark.label))
    numbers = lane.numbers.part(sheet, numbering).lowered(tops[-1])
    return Fragment(
        lane.height,
        (*strokes, *numbers.strokes),
        (*placed, *numbers.placed),
        furniture=(lane.title.box(0, tops[0]), *numbers.furniture),
    )
