"""Marks stand in lanes above a shared axis, one for each party or family, each label beside its mark."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from briefgen.document.marks import Mark
from briefgen.timeline import ticks
from briefgen.timeline.axis_row import AxisRow, axis_row
from briefgen.timeline.bands import bands, on_axis
from briefgen.timeline.distance import distance
from briefgen.timeline.extents import MarkExtent
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.panel import dating, time_words
from briefgen.timeline.panel_view import PanelView
from briefgen.timeline.span_rows import SpanRows, lasts, parted, span_rows
from briefgen.timeline.strokes import Placed, Scale, Stroke, told
from briefgen.timeline.time_label import Dating

MOST_LANES = 7
"""The lanes with fewest marks share the last one, which has no title, as what belongs to none does."""
MOST_ROWS = 6
ROW = 12.4
"""The height of a row of labels of one line."""
WIDEST = 0.62
"""Of the time area, which a line of a label may take."""
GAP = 4.0
"""Between a mark and its label."""
APART = 7.0
PADDING = 2.0
SMALL_MARKS = 5.0
BELOW_PHASES = 3.0
"""From the last lane to the axis, where the small marks of windows stand on it."""
REACH = 7.0
"""From the top of the marks that are numbered to their middle."""
FEWEST_FAMILIES, FEWEST_MARKS = 4, 6
"""So many families, and marks, are told apart by lanes where a brief asks for none."""

Laning = Callable[[Mark], str]


def laning(sheet: Sheet, marks: Sequence[Mark]) -> Laning | None:
    """What a panel of these marks is divided by: the lanes that the brief asks for, else by family where there are many; else None."""
    told = [mark for mark in marks if not mark.context]
    if any(mark.lane for mark in told):
        return lambda mark: mark.lane
    families = {mark.family for mark in told}
    if len(families) >= FEWEST_FAMILIES and len(told) >= FEWEST_MARKS:
        words = dict(sheet.words.legend)
        return (lambda mark: words[mark.family]) if families <= words.keys() else None
    return None


def _titles(marks: Sequence[Mark], lane: Laning) -> tuple[str, ...]:
    """The titles of the lanes in order of first appearance."""
    held = Counter(lane(mark) for mark in marks if lane(mark))
    kept = {title for title, _ in held.most_common(MOST_LANES)}
    return tuple(title for title in held if title in kept)


class _Beside(NamedTuple):
    """A mark with its label beside it, in a row of its lane; the row counts from 0, in which nothing stands in its way."""

    extent: MarkExtent
    text: TextBlock | None
    left: float
    row: int


@dataclass(frozen=True)
class _Lane:
    """A lane: its title, its marks in rows, and what goes to the key."""

    title: TextBlock
    placed: tuple[_Beside, ...]
    moments: AxisRow
    bars: SpanRows

    above: float = 0.0

    @cached_property
    def rows(self) -> list[float]:
        """The upper edge of each row of labels, and of what is below them; the title is `above` them where it is not beside."""
        tops = [PADDING + self.above]
        for row in range(max((one.row + 1 for one in self.placed), default=0)):
            texts = (one.text for one in self.placed if one.row == row and one.text)
            tops.append(tops[-1] + max((ROW - text.leading + text.height for text in texts), default=ROW))
        return tops

    @property
    def height(self) -> float:
        own = self.rows[-1] + self.bars.height + (self.moments.depth + REACH if self.moments.extents else 0.0)
        return max(own, self.title.height + PADDING) + PADDING


class Laned(NamedTuple):
    """A panel in lanes before it is drawn; `base` is the height at which its axis runs."""

    view: PanelView
    sheet: Sheet
    lanes: tuple[_Lane, ...]
    found: ticks.Ticks
    words: Fragment
    distance: Fragment | None = None
    phases: Fragment | None = None

    @property
    def rows(self) -> float:
        """Where the first lane begins: below the phases and the measured distance."""
        return self.measured + self.view.over + (self.distance.height if self.distance else 0.0)

    @property
    def measured(self) -> float:
        """Where the phases end."""
        return self.phases.height + BELOW_PHASES if self.phases else 0.0

    @property
    def above(self) -> float:
        """From the last lane to the axis."""
        return SMALL_MARKS if self.view.over else PADDING

    @property
    def base(self) -> float:
        return self.rows + sum(lane.height for lane in self.lanes) + self.above

    @property
    def height(self) -> float:
        return self.base + ticks.TALL + 1.0 + self.words.height

    @property
    def lost(self) -> frozenset[str]:
        """The keys of what is to be named here and has no place for its name."""
        found = {one.mark.key for lane in self.lanes for one in (*lane.moments.extents, *lane.bars.unnamed)}
        return frozenset(found) - self.view.unnamed

    def part(self, numbering: Numbering) -> Fragment:
        """The panel, drawn; what is lost has a number, in order of time."""
        lost = sorted(self.lost, key=lambda key: self.view.stands.of[key].at)
        numbers = {key: numbering.next() for key in lost}
        part = Fragment(self.rows)
        for piece, top in ((self.phases, 0.0), (self.distance, self.measured + self.view.over)):
            part = part.beside(piece.lowered(top)) if piece else part
        for lane in self.lanes:
            part = part.above(_part(self.sheet, lane, numbers, last=lane is self.lanes[-1]), 0.0)
        line = Fragment(self.height - self.base, ticks.line(self.sheet, self.found))
        below = line._replace(strokes=(*line.strokes, *self.words.lowered(ticks.TALL + 1.0).strokes))
        below = below._replace(furniture=self.words.lowered(ticks.TALL + 1.0).furniture)
        return part.above(below, self.above)._replace(scales=(Scale(self.view.axis, 0.0, self.height),))


def lanes(sheet: Sheet, view: PanelView, room: float, lane: Laning) -> Laned | None:
    """The panel in lanes, with as many rows of labels as `room` has a place for; None where not even the marks alone find one."""
    scale = ticks.ticks(sheet, view.axis, small=view.small)
    words, dated = ticks.below(sheet, scale, view.second), dating(view.axis, scale)
    titles = _titles([mark for mark in view.marks if mark.key not in view.unnamed], lane)
    grouped: dict[str, list[MarkExtent]] = {}
    stood = view.stood()
    measured = _measured(sheet, view, view.own(stood))
    phases = bands(sheet, on_axis(view.axis), view.phases)
    long, short = map(view.own, parted(stood, view.stands))
    for one in (*long, *short):
        own = lane(one.mark)
        grouped.setdefault(own if own in titles else "", []).append(one)
    texts = {mark.key: _ways(sheet, mark, view, dated) for mark in view.marks if mark.key not in view.unnamed}
    filled = [(title, _placed(sheet, grouped[title], texts)) for title in (*titles, "") if title in grouped]
    for rows in range(MOST_ROWS, -1, -1):
        made = tuple(_lane(sheet, title, placed, rows, view) for title, placed in filled)
        draft = Laned(view, sheet, made, scale, words, measured, phases)
        if draft.height <= room:
            return draft
    return None


def _measured(sheet: Sheet, view: PanelView, found: Sequence[MarkExtent]) -> Fragment | None:
    """The measured distance, where the panel names both its marks."""
    asked = view.annotation
    places = {one.mark.key: one.start if lasts(one) else one.head for one in found if one.mark.key not in view.unnamed}
    if not asked or asked.since not in places or asked.until not in places:
        return None
    left, right = sorted((places[asked.since], places[asked.until]))
    return distance(sheet, asked, left, right)


def _ways(sheet: Sheet, mark: Mark, view: PanelView, dated: Dating) -> tuple[TextBlock, ...]:
    """A label in one line, then in two, then in three, each narrower."""
    copy = sheet.label(mark, time_words(mark, view, dated))
    found: list[TextBlock] = []
    for most in (1, 2, 3):
        block = copy.within(most, WIDEST * (sheet.width - sheet.edge))
        if block and (not found or block.width < found[-1].width - 1.0):
            found.append(block)
    return tuple(found)


def _placed(
    sheet: Sheet, found: Sequence[MarkExtent], texts: Mapping[str, Sequence[TextBlock]]
) -> list[_Beside | MarkExtent]:
    """The marks of a lane in order of time, each in the first row where it and its label meet nothing, else alone.

    A row never depends on those below it: fewer of them are these without the last.
    """
    rows: list[list[tuple[float, float]]] = [[] for _ in range(MOST_ROWS)]  # what is taken, from left to right
    placed: list[_Beside | MarkExtent] = []
    for one in sorted(found, key=lambda one: (one.head, one.mark.key)):
        ways = _reaches(sheet, one, texts.get(one.mark.key))
        free = ((number, way) for number, row in enumerate(rows) for way in ways if not _met(row, way.begin, way.end))
        if chosen := next(free, None):
            number, way = chosen
            insort(rows[number], (way.begin, way.end))
            placed.append(_Beside(one, way.text, way.left, number))
        else:
            placed.append(one)
    return placed


class _Way(NamedTuple):
    """A label beside its mark, if it has one: its left edge, and from where to where both reach."""

    text: TextBlock | None
    left: float
    begin: float
    end: float


def _reaches(sheet: Sheet, one: MarkExtent, texts: Sequence[TextBlock] | None) -> list[_Way]:
    """The label right of its mark wherever it fits, else left of it; what is named elsewhere has none."""
    if texts is None:
        return [_Way(None, 0.0, one.left, one.right + APART)]
    return [
        _Way(text, start, min(one.left, start), max(one.right, start + text.width) + APART)
        for text in texts
        for start in (one.right + GAP, one.left - GAP - text.width)
        if sheet.edge <= start and start + text.width <= sheet.width
    ]


def _met(row: Sequence[tuple[float, float]], begin: float, end: float) -> bool:
    """True when something of a row lies between; as none of it meets another, only the last that begins before the end can."""
    before = bisect_left(row, (end,))
    return before > 0 and row[before - 1][1] > begin


def _lane(sheet: Sheet, title: str, placed: Sequence[_Beside | MarkExtent], rows: int, view: PanelView) -> _Lane:
    """The lane with so many rows of labels; what stands in none is numbered."""
    shown = tuple(one for one in placed if isinstance(one, _Beside) and one.row < rows)
    kept = {one.extent.mark.key for one in shown}
    others = [one.extent if isinstance(one, _Beside) else one for one in placed]
    others = [one for one in others if one.mark.key not in kept]
    moments = [one for one in others if not lasts(one)]
    bars = span_rows(
        sheet,
        [one for one in others if lasts(one)],
        {},
        0.0,
        unnamed=frozenset(one.mark.key for one in others),
        numbered=True,
    )
    name = sheet.copy(LabelRun(title[:1].upper() + title[1:], "semibold", sheet.palette.ink)).to(
        sheet.column or sheet.width
    )
    above = name.height if title and not sheet.column else 0.0
    return _Lane(name, shown, axis_row(moments, set(), evidence=False, numbered=bool(moments)), bars, above)


def _part(sheet: Sheet, lane: _Lane, numbers: Mapping[str, int], *, last: bool) -> Fragment:
    palette, tops = sheet.palette, lane.rows
    strokes: list[Stroke] = [] if last else [rule(0, lane.height, sheet.width, lane.height, palette.hairline)]
    at = tops[0] - lane.above + (0.0 if lane.above else (ROW - lane.title.leading) / 2)
    strokes += lane.title.strokes(0, at)
    placed: list[Placed] = []
    for one in lane.placed:
        key, y = one.extent.mark.key, tops[one.row] + ROW / 2
        strokes += one.extent.strokes(y, palette)
        label = None
        if one.text:
            label = one.text.box(one.left, y - one.text.leading / 2)
            strokes += told(key, "label", one.text.strokes(label.x, label.y))
        placed.append(Placed(key, one.extent.box(y), label, one.extent.mark.label))
    part = Fragment(lane.height, tuple(strokes), tuple(placed), furniture=(lane.title.box(0, at),))
    bars = lane.bars.part(sheet, numbers).lowered(tops[-1])
    moments = lane.moments.part(sheet, numbers).lowered(tops[-1] + lane.bars.height + REACH)
    return part.beside(bars).beside(moments)
