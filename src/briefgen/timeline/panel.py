"""One panel at one scale: phases, bars with their names, labels of moments by rank, the axis with its marks, and the words below it."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from heapq import nlargest
from typing import NamedTuple

from briefgen.document.marks import Mark
from briefgen.timeline import axis_row, bands, ticks
from briefgen.timeline.axis import Axis
from briefgen.timeline.axis_row import AxisRow
from briefgen.timeline.cascade import Perch, Size, Wish, place
from briefgen.timeline.distance import distance
from briefgen.timeline.extents import MarkExtent
from briefgen.timeline.fragments import Fragment, Sheet, area, rule
from briefgen.timeline.intervals import intervals
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import seconds
from briefgen.timeline.panel_view import PanelView
from briefgen.timeline.span_rows import RowStyle, SpanRows, parted, span_rows
from briefgen.timeline.strokes import Placed, Rect, Scale, Stroke, told
from briefgen.timeline.time_label import FEW_DAYS, Dating, time_label

MOST_TIERS = 6
FEWEST_TIERS: dict[RowStyle, int] = {"roomy": 2, "snug": 1, "tight": 1}
"""That bars with names leave to the labels."""
MOST_ROWS: dict[RowStyle, int] = {"roomy": axis_row.MOST_ROWS, "snug": 2, "tight": 1}
"""Of marks without labels on the axis; what else there is are dots."""
MOST_ASKING = 28
"""More labels than any panel has room for: those of lower rank do not ask."""
TIER = 9.6
BETWEEN_PARTS = 3.0
ABOVE_AXIS = 8.4
"""From the lowest label to the axis."""
ONE_LINE = 0.62
"""Of the time area, which a label of one line may take."""
FEW_LINES, MOST_LINES = 2, 4
INK_INSET = 1.05
"""A line of a label takes this much less than its tier, above and below."""
NOT_TO_SCALE = (1.6, 1.6)
QUIET = 0.66
DOTS = (0.8, 1.6)
LEFT_TO_LABELS = 3 * TIER
"""That rows of intervals leave to the labels."""
TWO_YEARS = 2 * 366 * 86400.0
FIRST = 10_000.0
"""The rank of a principal's label, whatever else it has."""


class Panelled(NamedTuple):
    """A panel before it is drawn. `base` is the height at which its axis runs, `lost` the keys of what has neither label nor name.

    `distance` is the measured one, just above the axis where it is low, else above the labels; `until` is what is said of the cutoff.
    """

    view: PanelView
    sheet: Sheet
    spans: SpanRows
    phases: Fragment | None
    perches: Mapping[str, Perch]
    texts: Mapping[str, tuple[TextBlock, ...]]
    row: AxisRow
    words: Fragment
    found: ticks.Ticks
    distance: Fragment | None = None
    distance_low: bool = False
    until: tuple[Perch, TextBlock] | None = None
    intervals: Fragment | None = None

    @property
    def top(self) -> float:
        """Where the first row begins: below the head, where both would stand in the column of names."""
        head = self.view.head
        named = self.spans.named or self.intervals or (self.phases and self.sheet.words.phases)
        if head is None or (self.sheet.edge and not named):
            return 0.0
        return head.height + BETWEEN_PARTS

    @property
    def rows(self) -> float:
        """Where the rows of bars begin."""
        return self.measured + (self.intervals.height + BETWEEN_PARTS if self.intervals else 0.0) + self.view.over

    @property
    def measured(self) -> float:
        """Where the rows of intervals begin."""
        return self.top + (self.phases.height + BETWEEN_PARTS if self.phases else 0.0)

    @property
    def labels(self) -> float:
        """Where the highest tier begins."""
        height = self.spans.height
        high = self.distance.height if self.distance and not self.distance_low else 0.0
        return self.rows + (height + BETWEEN_PARTS if height else 0.0) + high

    @property
    def base(self) -> float:
        perches = [*self.perches.values(), *([self.until[0]] if self.until else [])]
        tiers = max((one.top for one in perches), default=1 if self.view.kept else 0)
        above = (
            self.labels + tiers * TIER + (self.above if self.row.extents or tiers or self.view.over else BETWEEN_PARTS)
        )
        head = self.view.head
        return max(above, head.height - self.row.depth if head and self.sheet.edge else 0.0)

    @property
    def above(self) -> float:
        """From the lowest label to the axis."""
        return ABOVE_AXIS + (self.distance.height if self.distance and self.distance_low else 0.0)

    @property
    def height(self) -> float:
        return self.base + max(self.row.depth, ticks.TALL) + 1.0 + self.words.height

    @property
    def lost(self) -> frozenset[str]:
        """The keys of what is to be named here and has no place for its name."""
        moments = (one.mark.key for one in self.row.extents if one.mark.key not in self.perches)
        return frozenset({*moments, *(one.mark.key for one in self.spans.unnamed)}) - self.view.unnamed

    def part(self, numbering: Numbering | None = None) -> Fragment:
        """The panel, drawn; what is lost has a number, in order of time, where there is a key."""
        lost = sorted(
            self.lost, key=lambda key: (self.view.stands.of[key].at, [m.key for m in self.view.marks].index(key))
        )
        numbers = {key: numbering.next() for key in lost} if numbering else {}
        sheet, base = self.sheet, self.base
        pieces = [self.spans.part(sheet, numbers).lowered(self.rows)]
        if self.phases:
            pieces.append(self.phases.lowered(self.top))
        if self.intervals:
            pieces.append(self.intervals.lowered(self.measured))
        if self.view.head:
            pieces.append(self.view.head)
        if moments := self._moments():
            pieces.append(moments)
        if self.distance:
            low, high = base - self.above, self.labels - self.distance.height
            pieces.append(self.distance.lowered(low if self.distance_low else high))
        if self.until:
            pieces.append(self._cutoff(*self.until))
        leaders, labels, boxes = self._labels()
        pieces.append(self.row.part(sheet, numbers).lowered(base))
        pieces.append(self.words.lowered(base + max(self.row.depth, ticks.TALL) + 1.0))
        placed = [_labelled(one, boxes, leaders) for piece in pieces for one in piece.placed]
        strokes: list[Stroke] = [*self._ground(), *Fragment(0.0, ticks.line(sheet, self.found)).lowered(base).strokes]
        for one in self.row.extents:
            if one.mark.key in leaders:
                strokes += told(one.mark.key, "leader", [self._leader(one, leaders[one.mark.key])])
        strokes += [stroke for piece in pieces for stroke in piece.strokes]
        strokes += labels
        return Fragment(
            self.height,
            tuple(strokes),
            tuple(placed),
            furniture=tuple(box for piece in pieces for box in piece.furniture),
            title=self.view.head.title if self.view.head else "",
            scales=(Scale(self.view.axis, 0.0, self.height),),
            shows=frozenset(one for piece in pieces for one in piece.shows),
        )

    def _moments(self) -> Fragment | None:
        """The name of the row of moments, beside the axis, where the rows above it have names."""
        words, named = self.sheet.words.moments, self.spans.named or self.phases or self.intervals
        if not (words and named and self.sheet.edge and self.row.extents) or self.view.head:
            return None
        text = self.sheet.copy(LabelRun(words, "regular", self.sheet.palette.muted)).to(self.sheet.column)
        box = text.box(0.0, self.base - text.height / 2)
        return Fragment(0.0, text.strokes(box.x, box.y), furniture=(box,))

    def _cutoff(self, perch: Perch, text: TextBlock) -> Fragment:
        """A dotted line up to which the information goes."""
        top = self.base - self.above - perch.top * TIER
        dotted = rule(perch.x, top, perch.x, self.base, self.sheet.palette.muted, 0.8)._replace(dash=DOTS)
        box = Rect(perch.left, top + INK_INSET, text.width, perch.lines * TIER - 2 * INK_INSET)
        return Fragment(0.0, (dotted, *text.strokes(perch.left, top)), furniture=(box,))

    def _ground(self) -> list[Stroke]:
        """The tint behind the time area."""
        if not self.view.ground:
            return []
        return [area(Rect(self.sheet.edge, 0.0, self.sheet.width - self.sheet.edge, self.base), self.view.ground)]

    def _labels(self) -> tuple[dict[str, tuple[tuple[float, float], ...]], list[Stroke], dict[str, Rect]]:
        """Each leader, from its mark along its label; the labels; and their boxes."""
        leaders: dict[str, tuple[tuple[float, float], ...]] = {}
        strokes: list[Stroke] = []
        boxes: dict[str, Rect] = {}
        floor = self.base - self.above
        for key, perch in self.perches.items():
            text = self.texts[key][perch.choice]
            top = floor - perch.top * TIER
            box = text.box(perch.left, top)
            strokes += told(key, "label", text.strokes(box.x, box.y))
            boxes[key] = Rect(box.x, box.y + INK_INSET, box.width, perch.lines * TIER - 2 * INK_INSET)
            leaders[key] = ((perch.x, self.base + self.row.y(key)), (perch.x, top + INK_INSET))
        return leaders, strokes, boxes

    def _leader(self, one: MarkExtent, points: tuple[tuple[float, float], ...]) -> Stroke:
        """Quiet, but for the principal's."""
        palette = self.sheet.palette
        colour, width = (palette.harm, 1.0) if one.mark.principal else (tint(palette.muted, QUIET), 0.6)
        line = rule(*points[0], *points[1], colour, width)
        return line if one.to_scale else line._replace(dash=NOT_TO_SCALE)


def _labelled(one: Placed, boxes: Mapping[str, Rect], leaders: Mapping[str, tuple[tuple[float, float], ...]]) -> Placed:
    """What was placed on the axis, with its label and leader."""
    return one._replace(label=boxes[one.key], leader=leaders[one.key]) if one.key in boxes else one


def panel(
    sheet: Sheet,
    view: PanelView,
    room: float,
    *,
    tiers: int = MOST_TIERS,
    numbered: bool = True,
    style: RowStyle = "roomy",
) -> Panelled:
    """The panel as it fits in a height of `room`, unless what cannot give way needs more: bars give up their names and labels
    their place by falling rank, marks and bars nothing. `numbered`: there is a key for what is lost."""
    stood = view.stood()
    found, (long, short) = view.own(stood), map(view.own, parted(stood, view.stands))
    phases = bands.bands(sheet, bands.on_axis(view.axis), view.phases)
    scale = ticks.ticks(sheet, view.axis, small=view.small)
    words = ticks.below(sheet, scale, view.second)
    made = Panelled(
        view,
        sheet,
        SpanRows(),
        phases,
        {},
        {},
        _row(short, (), view, style),
        words,
        scale,
    )
    dated = dating(view.axis, scale)
    said = {one.mark.key: one.mark.lasts or time_words(one.mark, view, dated) for one in long}
    fixed = made.height + (axis_row.NUMBERS if numbered else 0.0)
    least = min(FEWEST_TIERS[style], tiers) * TIER if short else 0.0
    left = room - fixed - least - BETWEEN_PARTS
    spans = span_rows(sheet, long, said, left, unnamed=view.unnamed, numbered=numbered, style=style)
    made = made._replace(spans=spans)
    asking = nlargest(MOST_ASKING, (one for one in short if one.mark.key not in view.unnamed), key=_rank)
    texts = {one.mark.key: ways(sheet, one.mark, time_words(one.mark, view, dated)) for one in asking}
    made = _measured(made, [one for one in short if one.mark.key in texts], found, room)
    perches: dict[str, Perch] = {}
    for most in range(max(min(tiers, int((room - made.height) / TIER)), min(1, tiers)), 0, -1):
        perches, until = _perches(sheet, view, short, texts, most)
        row = _row(short, perches, view, style)
        made = made._replace(perches=perches, texts=texts, row=row, until=until)
        if numbered and made.lost.intersection(one.mark.key for one in short):
            made = made._replace(row=row._replace(numbered=True))
        if made.height <= room:
            break
    return made


def _row(short: Sequence[MarkExtent], labelled: Container[str], view: PanelView, style: RowStyle) -> AxisRow:
    return axis_row.axis_row(short, labelled, evidence=view.evidence, numbered=False, most=MOST_ROWS[style])


def _measured(made: Panelled, short: Sequence[MarkExtent], found: Sequence[MarkExtent], room: float) -> Panelled:
    """The panel with the measured intervals in rows, as far as `room` allows, else with the measured distance alone, where both its
    marks are named on it or in its windows: low, unless leaders are in its way."""
    asked, view = made.view.annotation, made.view
    starts = {
        one.mark.key: one.head if one in short else one.start for one in found if one.mark.key not in view.unnamed
    }
    if view.kept:  # the windows of this panel tell of marks that it does not name
        starts = {key: view.axis.x(stand.at) for key, stand in view.stands.of.items()} | starts
    marks, left_over = (
        {mark.key: mark for mark in (*view.marks, *view.within)},
        room - made.height - LEFT_TO_LABELS - BETWEEN_PARTS,
    )
    if rows := intervals(made.sheet, view.intervals, marks, starts, left_over):
        made = made._replace(intervals=rows)
    if asked in (rows.shows if rows else ()):
        return made
    if not asked or asked.since not in starts or asked.until not in starts:
        return made
    left, right = sorted((starts[asked.since], starts[asked.until]))
    leaders = [one.head for one in short]
    if not view.kept and (low := distance(made.sheet, asked, left, right, leaders)):
        return made._replace(distance=low, distance_low=True)
    return made._replace(distance=distance(made.sheet, asked, left, right))


def _perches(
    sheet: Sheet, view: PanelView, short: Sequence[MarkExtent], texts: Mapping[str, tuple[TextBlock, ...]], tiers: int
) -> tuple[dict[str, Perch], tuple[Perch, TextBlock] | None]:
    """Where the labels went, by key, and that of the cutoff, which is of less weight than the principal's alone."""
    wanted = [one for one in short if texts.get(one.mark.key)]
    wishes = [Wish(one.head, _sizes(texts[one.mark.key]), _rank(one)) for one in wanted]
    until = _until(sheet, view)
    if until:
        wishes.append(Wish(until[0], _sizes((until[1],)), FIRST - 1.0))
    places = place(wishes, sheet.edge, sheet.width, tiers, view.kept)
    cutoff = (places[-1], until[1]) if until and places[-1] else None
    return {one.mark.key: at for one, at in zip(wanted, places, strict=False) if at}, cutoff


def _sizes(texts: Sequence[TextBlock]) -> tuple[Size, ...]:
    return tuple(Size(text.width, len(text.lines)) for text in texts)


def _until(sheet: Sheet, view: PanelView) -> tuple[float, TextBlock] | None:
    """The place of the cutoff and what is said of it, where the axis shows it and something after it."""
    if not view.cutoff or not view.axis.shows(at := seconds(view.cutoff.at)):
        return None
    if all(view.stands.of[mark.key].at <= at for mark in view.marks):
        return None
    text = sheet.copy(LabelRun(view.cutoff.text, "regular", sheet.palette.muted), small=True)
    return view.axis.x(at), text.to(sheet.width)


def _rank(one: MarkExtent) -> float:
    return one.mark.rank + (FIRST if one.mark.principal else 0.0)


def dating(across: Axis, scale: ticks.Ticks) -> Dating:
    """How far the labels must say the day: where the axis shows hours, its day stands beside it."""
    shown = sum(stretch.end - stretch.start for stretch in across.stretches)
    if shown < FEW_DAYS:
        return "none"
    return "day" if scale.years and shown < TWO_YEARS else "year"


def time_words(mark: Mark, view: PanelView, dated: Dating) -> str:
    """The time of a mark in words: with its day where that is one of another panel."""
    elsewhere = view.stands.of[mark.key].at < view.during.since
    return time_label(mark, "day" if dated == "none" and elsewhere else dated)


def ways(sheet: Sheet, mark: Mark, time: str) -> tuple[TextBlock, ...]:
    """A label in one line, then in more that are shorter; none where it is too long for any."""
    copy = sheet.label(mark, time)
    area_wide = sheet.width - sheet.edge
    found: list[TextBlock] = []
    for most in range(1, MOST_LINES + 1):
        block = copy.within(most, ONE_LINE * area_wide)
        if block and (not found or block.width < found[-1].width - 1.0):
            found.append(block)
        if found and most >= FEW_LINES + 1:
            break
    return tuple(found)
