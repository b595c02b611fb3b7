"""Marks stand in proportion on a ruler: time runs right, labels fly from leaders above and below."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import Axis, axis, bounds
from briefgen.timeline.extents import Extent, extent, fanned, pile
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import Run, TextBlock
from briefgen.timeline.part import Part, Sheet, rule
from briefgen.timeline.periods import divide, ends
from briefgen.timeline.ruler import ruler
from briefgen.timeline.strokes import Box, Disc, Placed, Stroke
from briefgen.timeline.tiers import Place, Side, Wish, place

WIDEST = 45 * 72 / 25.4
MOST_LINES = 3
MOST_TIERS = 4
MOST_PANELS = 4
MOST_LABELS = 26
"""No panel holds more: a chart of more marks begins with several panels."""
SHARE = 0.45
"""Of the text area's height: no panel's scale is higher."""
INSET = 8.0
EDGE_ROOM = 16.0
ROW = 11.5
NUMBER_ROW = 19.0
TIER_GAP = 6.0
BREAK = 38.0
"""Wide enough for the length of the silence in words."""
SIDES: tuple[Side, ...] = ("above", "below")


@dataclass(frozen=True)
class _Labelled:
    """A mark with a place for its label: `row` counts from the ruler."""

    extent: Extent
    text: TextBlock
    place: Place
    row: int


@dataclass(frozen=True)
class _Draft:
    """A panel before it is drawn: what is labelled, and what goes to the key, in order of time."""

    axis: Axis
    ruler: Part
    labelled: tuple[_Labelled, ...]
    numbered: tuple[Extent, ...]

    def tiers(self, side: Side) -> list[float]:
        """The height of each tier of a side, nearest first."""
        here = [one for one in self.labelled if one.place.side == side]
        top = max((one.place.tier for one in here), default=-1)
        return [max((o.text.height for o in here if o.place.tier == tier), default=0.0) for tier in range(top + 1)]

    def rows(self, side: Side) -> float:
        """The height of a side's rows of marks."""
        rows = max((one.row + 1 for one in self.labelled if one.place.side == side), default=0)
        return rows * ROW + (NUMBER_ROW if side == "below" and self.numbered else 0.0)

    def side(self, side: Side) -> float:
        """The height of everything on one side of the ruler."""
        tiers = self.tiers(side)
        return self.rows(side) + sum(tiers) + TIER_GAP * len(tiers)

    @property
    def height(self) -> float:
        return self.side("above") + self.ruler.height + self.side("below")


@dataclass(frozen=True)
class _Sized:
    """A mark with the ways to set its label, the best first; none when it fits in no label."""

    mark: Mark
    texts: tuple[TextBlock, ...]


def scale(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> list[Part]:
    """One part for each period: as few as give every mark its label, at most four, else those that leave fewest numbered."""
    sized = {mark.key: _sized(sheet, mark) for mark in marks}
    hopeless = sum(not one.texts for one in sized.values())
    best: list[_Draft] = []
    for panels in range(min(MOST_PANELS, ceil(len(marks) / MOST_LABELS)), MOST_PANELS + 1):
        periods = divide(marks, panels)
        drafts: list[_Draft] = []
        for period, until in zip(periods, ends(periods), strict=True):
            drafts.append(_draft(sheet, [sized[mark.key] for mark in period], until))
            if best and _numbered(drafts) >= _numbered(best):
                break
        else:
            best = drafts
        if len(periods) < panels or _numbered(best) == hopeless:
            break
    return [_part(sheet, draft, numbering) for draft in best]


def _numbered(drafts: Sequence[_Draft]) -> int:
    return sum(len(draft.numbered) for draft in drafts)


# -- drafting ---------------------------------------------------------------------------------------------------------


def _sized(sheet: Sheet, mark: Mark) -> _Sized:
    copy = sheet.label(mark, _when(sheet, mark))
    wide, narrow = copy.balanced(WIDEST, MOST_LINES), copy.narrow(WIDEST, MOST_LINES)
    return _Sized(mark, (wide, narrow) if wide and narrow else ())


def _when(sheet: Sheet, mark: Mark) -> str:
    """The time in words; at the edge, where the ruler does not say it, at least the day."""
    if mark.when or not mark.context or mark.day is None:
        return mark.when
    return dict(sheet.words.days).get(mark.day, mark.day.isoformat())


def _draft(sheet: Sheet, sized: Sequence[_Sized], until: float) -> _Draft:
    """The draft with as many tiers as are low enough; all marks are numbered where not even one tier is."""
    marks = [one.mark for one in sized]
    line = _axis(sheet, marks, until)
    ticks = ruler(sheet, line)
    extents = fanned([extent(mark, line) for mark in marks])
    budget = min(sheet.height, SHARE * sheet.theme.height)
    for tiers in range(MOST_TIERS, 0, -1):
        draft = _Draft(line, ticks, *_labelled(sheet, sized, extents, tiers))
        if draft.height <= budget:
            return draft
    return _Draft(line, ticks, (), tuple(extents))


def _axis(sheet: Sheet, marks: Sequence[Mark], until: float) -> Axis:
    left = right = INSET
    if any(mark.context or mark.extent == "before" or mark.open_start != "closed" for mark in marks):
        left += EDGE_ROOM
    goes_on = any(bounds(mark)[1] > until for mark in marks)
    if goes_on or any(mark.context or mark.extent == "after" or mark.open_end != "closed" for mark in marks):
        right += EDGE_ROOM
    return axis(marks, left, sheet.width - right, BREAK, until)


def _labelled(
    sheet: Sheet, sized: Sequence[_Sized], extents: Sequence[Extent], tiers: int
) -> tuple[tuple[_Labelled, ...], tuple[Extent, ...]]:
    """The marks whose labels found a place, and the others."""
    wanted = [(one, own.texts) for one, own in zip(extents, sized, strict=True) if own.texts]
    wishes = [Wish(one.head, tuple(text.width for text in texts), one.mark.principal) for one, texts in wanted]
    places = place(wishes, sheet.width, tiers)
    found = [(one, texts[where.choice], where) for (one, texts), where in zip(wanted, places, strict=True) if where]
    labelled: list[_Labelled] = []
    for side in SIDES:
        here = [item for item in found if item[2].side == side]
        rows = pile([one for one, _, _ in here])
        labelled += [_Labelled(one, text, where, row) for (one, text, where), row in zip(here, rows, strict=True)]
    shown = {one.mark.key for one, _, _ in found}
    return tuple(labelled), tuple(one for one in extents if one.mark.key not in shown)


# -- drawing ----------------------------------------------------------------------------------------------------------


def _part(sheet: Sheet, draft: _Draft, numbering: Numbering) -> Part:
    top = draft.side("above")
    base = draft.ruler.lowered(top)
    leaders: list[Stroke] = []
    strokes: list[Stroke] = []
    placed: list[Placed] = []
    for one in draft.labelled:
        y, box, leader = _geometry(draft, one, top)
        ink = draw.colour(one.extent.mark, sheet.palette)
        leaders.append(rule(*leader[0], *leader[1], ink, 0.6))
        strokes += one.extent.strokes(y, sheet.palette)
        strokes += one.text.strokes(box.x, box.y)
        placed.append(Placed(one.extent.mark.key, one.extent.box(y), box, one.extent.mark.label, leader))
    numbers = _number_row(sheet, draft.numbered, top + draft.ruler.height, numbering)
    return Part(
        draft.height,
        (*base.strokes, *leaders, *strokes, *numbers.strokes),
        (*placed, *numbers.placed),
        furniture=(*base.furniture, *numbers.furniture),
    )


def _geometry(draft: _Draft, one: _Labelled, top: float) -> tuple[float, Box, tuple[tuple[float, float], ...]]:
    """The centre line of the mark, the label's box, and the leader from the mark along the label."""
    side, tier = one.place.side, one.place.tier
    tiers = draft.tiers(side)
    away = draft.rows(side) + sum(tiers[:tier]) + TIER_GAP * (tier + 1)
    near = one.row * ROW + ROW / 2
    if side == "above":
        y, label_top = top - near, top - away - one.text.height
        ends = label_top + 1.0
    else:
        bottom = top + draft.ruler.height
        y = bottom + near + (NUMBER_ROW if draft.numbered else 0.0)
        label_top = bottom + away
        ends = label_top + one.text.height - 1.0
    box = Box(one.place.left, label_top, one.text.width, one.text.height)
    return y, box, ((one.extent.head, y), (one.extent.head, ends))


# -- numbered marks ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Cluster:
    """Marks too near to each other for a number each: they share a range."""

    extents: tuple[Extent, ...]
    text: TextBlock
    left: float
    right: float
    text_left: float


def _number_row(sheet: Sheet, extents: Sequence[Extent], top: float, numbering: Numbering) -> Part:
    """The numbered marks in one row below the ruler, each over its number."""
    strokes: list[Stroke] = []
    placed: list[Placed] = []
    furniture: list[Box] = []
    y = top + ROW / 2
    for cluster in _clusters(sheet, sorted(extents, key=lambda one: one.head)):
        numbers = [numbering.next() for _ in cluster.extents]
        text = _range(sheet, numbers[0], numbers[-1])
        strokes += text.strokes(cluster.text_left + (cluster.text.width - text.width) / 2, top + ROW - 1)
        furniture.append(cluster.text.box(cluster.text_left, top + ROW - 1))
        box = Box(cluster.left, top + 0.5, cluster.right - cluster.left, ROW - 2)
        for number, one in zip(numbers, cluster.extents, strict=True):
            if len(numbers) == 1:
                strokes += draw.glyph(one.mark, one.head, y, sheet.palette)
            else:
                strokes.append(Disc(one.head, y, 1.6, fill=draw.colour(one.mark, sheet.palette)))
            placed.append(Placed(one.mark.key, box, None, one.mark.label, number=number))
    return Part(NUMBER_ROW, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def _range(sheet: Sheet, first: int, last: int) -> TextBlock:
    text = str(first) if first == last else f"{first}–{last}"
    return sheet.copy(Run(text, "semibold", sheet.palette.ink), small=True).to(sheet.width)


def _clusters(sheet: Sheet, extents: Sequence[Extent]) -> list[_Cluster]:
    """Neighbours are joined until no two touch."""
    found: list[_Cluster] = []
    for one in extents:
        cluster = _cluster(sheet, (one,))
        while found and cluster.left < found[-1].right + 4.0:
            cluster = _cluster(sheet, found.pop().extents + cluster.extents)
        found.append(cluster)
    return found


def _cluster(sheet: Sheet, extents: tuple[Extent, ...]) -> _Cluster:
    wide = _range(sheet, 888, 888 if len(extents) == 1 else 889)
    first, last = (
        draw.glyph_box(extents[0].mark, extents[0].head, 0),
        draw.glyph_box(extents[-1].mark, extents[-1].head, 0),
    )
    middle = (extents[0].head + extents[-1].head) / 2
    left = min(max(middle - wide.width / 2, 0.0), sheet.width - wide.width)
    return _Cluster(extents, wide, min(first.x, left), max(last.right, left + wide.width), left)
