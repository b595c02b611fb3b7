"""Labels fly from leaders on tiers above and below the ruler: no two meet, no leader crosses a label, and the key has the rest."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import EVER, Axis, Period, axis
from briefgen.timeline.extents import ROW, MarkExtent, extents, pile
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import TextBlock
from briefgen.timeline.moments import Stands, bounds
from briefgen.timeline.numbers import NumberRows, number_rows
from briefgen.timeline.ruler import ruler
from briefgen.timeline.strokes import Placed, Rect, Stroke, told
from briefgen.timeline.time_label import Dating, time_label

Side = Literal["above", "below"]
TierSides = dict[Side, list["LabelPlace"]]

GAP = 3.0
"""Between a leader and the text that runs along it."""
CLEARANCE = 2.5
APART = 7.0
"""Between labels of one tier, and between a leader and the label that ends before it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A label that wants a place: where its leader stands, and the widths that it can be set to, the best first."""

    x: float
    widths: tuple[float, ...]
    principal: bool = False


@dataclass(frozen=True, slots=True)
class LabelPlace:
    """Where a label went: tier 0 is nearest to the scale; `left` and `right` are the edges of its text in points.

    `choice` counts among the widths of the wish.
    """

    x: float
    side: Side
    tier: int
    left: float
    right: float
    choice: int

    def meets(self, other: LabelPlace) -> bool:
        """True when the two labels of one side come too near, or the leader of one crosses the other."""
        if self.tier > other.tier:
            return other.left - CLEARANCE < self.x < other.right + CLEARANCE
        if self.tier < other.tier:
            return self.left - CLEARANCE < other.x < self.right + CLEARANCE
        (start, end), (begin, finish) = self.reach, other.reach
        return start < finish + APART and begin < end + APART

    @property
    def reach(self) -> tuple[float, float]:
        """From the leader to the far end of the text."""
        return (self.x, self.right) if self.left > self.x else (self.left, self.x)


def place(wishes: Sequence[Wish], right: float, tiers: int) -> list[LabelPlace | None]:
    """A place for each wish between 0 and `right`, or None where there is no room.

    A label goes to the lowest free tier. From right to left, text that runs right of its leader then never meets the
    leader of a later one; text that runs left, near the right end, is placed from left to right for the same reason.
    """
    best: list[LabelPlace | None] = [None] * len(wishes)
    for narrow in (False, True):
        for order in _orders(wishes, right):
            for turns in (False, True):
                tried = _in_order(wishes, order, right, tiers, narrow, turns)
                best = min(best, tried, key=lambda places: _cost(wishes, places))
        if None not in best:
            break
    return _widened(wishes, best, right)


def _cost(wishes: Sequence[Wish], places: Sequence[LabelPlace | None]) -> tuple[int, int, int]:
    """The principal labels without a place, all of them, and the tiers that the others are away from the scale."""
    lost = sum(wish.principal and not one for wish, one in zip(wishes, places, strict=True))
    return lost, places.count(None), sum(one.tier for one in places if one)


def _orders(wishes: Sequence[Wish], right: float) -> Iterator[list[int]]:
    backward = sorted(range(len(wishes)), key=lambda n: (-wishes[n].x, n))
    turned = [n for n in backward if wishes[n].x + GAP + wishes[n].widths[0] > right][::-1]
    others = [n for n in backward if n not in turned]
    yield others + turned
    yield turned + others
    if any(wish.principal for wish in wishes):
        yield sorted(backward, key=lambda n: not wishes[n].principal)


def _in_order(
    wishes: Sequence[Wish], order: Sequence[int], right: float, tiers: int, narrow: bool, turns: bool
) -> list[LabelPlace | None]:
    found: list[LabelPlace | None] = [None] * len(wishes)
    sides: TierSides = {"above": [], "below": []}
    for place, number in enumerate(order):
        first: tuple[Side, Side] = ("below", "above") if turns and place % 2 else ("above", "below")
        free = _candidates(wishes[number], right, tiers, narrow, first, sides)
        if chosen := next(free, None):
            sides[chosen.side].append(chosen)
            found[number] = chosen
    return found


def _candidates(
    wish: Wish, right: float, tiers: int, narrow: bool, first: Sequence[Side], sides: TierSides
) -> Iterator[LabelPlace]:
    """Text to the right of the leader wherever it fits, on the side with the lower free tier."""
    choice = len(wish.widths) - 1 if narrow else 0
    width = wish.widths[choice]
    for left in (wish.x + GAP, wish.x - GAP - width):
        if left < 0 or left + width > right:
            continue
        lowest = (
            (_lowest(LabelPlace(wish.x, side, 0, left, left + width, choice), sides[side], tiers)) for side in first
        )
        yield from sorted((one for one in lowest if one), key=lambda one: one.tier)[:1]


def _lowest(one: LabelPlace, others: Sequence[LabelPlace], tiers: int) -> LabelPlace | None:
    """The place on the lowest tier that is free; None when there is none.

    A leader that passes through the label belongs to a lower tier, and a label that the own leader meets to a higher.
    """
    low, high = 0, tiers - 1
    for other in others:
        if one.left - CLEARANCE < other.x < one.right + CLEARANCE:
            low = max(low, other.tier)
        if other.left - CLEARANCE < one.x < other.right + CLEARANCE:
            high = min(high, other.tier)
    start, end = one.reach
    taken = {
        o.tier for o in others if low <= o.tier <= high and start < o.reach[1] + APART and o.reach[0] < end + APART
    }
    free = next((tier for tier in range(low, high + 1) if tier not in taken), None)
    return None if free is None else replace(one, tier=free)


def _widened(wishes: Sequence[Wish], places: Sequence[LabelPlace | None], right: float) -> list[LabelPlace | None]:
    """The same places, each label set to its best width where that meets nothing."""
    found = list(places)
    for number, one in enumerate(places):
        if one is None or not one.choice:
            continue
        width = wishes[number].widths[0]
        left = one.left if one.left > one.x else one.right - width
        wide = LabelPlace(one.x, one.side, one.tier, left, left + width, 0)
        others = (p for n, p in enumerate(found) if p and n != number and p.side == one.side)
        if left >= 0 and left + width <= right and not any(wide.meets(other) for other in others):
            found[number] = wide
    return found


WIDEST = 45 * 72 / 25.4
FEW_LINES = 3
MOST_LINES = 4
MOST_TIERS = 4
INSET = 8.0
EDGE_ROOM = 16.0
TIER_GAP = 6.0
NOT_TO_SCALE = (1.6, 1.6)
"""The dashes of a leader whose mark stands in a break or beside the axis."""
BREAK = 38.0
"""Wide enough for the length of the silence in words."""
SIDES: tuple[Side, ...] = ("above", "below")


@dataclass(frozen=True)
class Sized:
    """A mark with the ways to set its label, the best first; none when it fits in no label."""

    mark: Mark
    texts: tuple[TextBlock, ...]


@dataclass(frozen=True)
class Flag:
    """A mark whose label has a place: its text's left edge, side and tier, and its own row, both counted from the ruler."""

    extent: MarkExtent
    text: TextBlock
    left: float
    side: Side
    tier: int
    row: int


@dataclass(frozen=True)
class Flags:
    """A panel before it is drawn: the ruler, what is labelled, and what goes to the key, in order of time."""

    ruler: Fragment
    labelled: tuple[Flag, ...]
    numbers: NumberRows

    @property
    def numbered(self) -> tuple[MarkExtent, ...]:
        return self.numbers.extents

    def tiers(self, side: Side) -> list[float]:
        """The height of each tier of a side, nearest first."""
        here = [one for one in self.labelled if one.side == side]
        top = max((one.tier for one in here), default=-1)
        return [max((o.text.height for o in here if o.tier == tier), default=0.0) for tier in range(top + 1)]

    def rows(self, side: Side) -> float:
        """The height of a side's rows of marks."""
        rows = max((one.row + 1 for one in self.labelled if one.side == side), default=0)
        return rows * ROW + (self.numbers.height if side == "below" else 0.0)

    def side(self, side: Side) -> float:
        """The height of everything on one side of the ruler."""
        tiers = self.tiers(side)
        return self.rows(side) + sum(tiers) + TIER_GAP * len(tiers)

    @property
    def height(self) -> float:
        """The height of the whole panel."""
        return self.side("above") + self.ruler.height + self.side("below")

    def part(self, sheet: Sheet, numbering: Numbering) -> Fragment:
        """The panel, drawn; leaders lie below all marks and texts."""
        top = self.side("above")
        base = self.ruler.lowered(top)
        numbers = self.numbers.part(sheet, numbering).lowered(top + self.ruler.height)
        leaders: list[Stroke] = []
        strokes: list[Stroke] = []
        placed: list[Placed] = []
        for one in self.labelled:
            y, box, leader = self._geometry(one, top)
            mark = one.extent.mark
            line = rule(*leader[0], *leader[1], draw.colour(mark, sheet.palette), 0.6)
            leaders += told(mark.key, "leader", (line if one.extent.to_scale else replace(line, dash=NOT_TO_SCALE),))
            strokes += one.extent.strokes(y, sheet.palette)
            strokes += told(mark.key, "label", one.text.strokes(box.x, box.y))
            placed.append(Placed(mark.key, one.extent.box(y), box, mark.label, leader))
        return Fragment(
            self.height,
            (*base.strokes, *leaders, *strokes, *numbers.strokes),
            (*base.placed, *placed, *numbers.placed),
            furniture=(*base.furniture, *numbers.furniture),
            axis=base.axis,
        )

    def _geometry(self, one: Flag, top: float) -> tuple[float, Rect, tuple[tuple[float, float], ...]]:
        """The centre line of the mark, the label's box, and the leader from the mark along the label."""
        tiers = self.tiers(one.side)
        away = self.rows(one.side) + sum(tiers[: one.tier]) + TIER_GAP * (one.tier + 1)
        near = one.row * ROW + ROW / 2
        if one.side == "above":
            y, label_top = top - near, top - away - one.text.height
            ends = label_top + 1.0
        else:
            bottom = top + self.ruler.height
            y = bottom + near + self.numbers.height
            label_top = bottom + away
            ends = label_top + one.text.height - 1.0
        box = Rect(one.left, label_top, one.text.width, one.text.height)
        return y, box, ((one.extent.head, y), (one.extent.head, ends))


# -- drafting ---------------------------------------------------------------------------------------------------------


def sized(sheet: Sheet, mark: Mark, dated: Dating = "none") -> Sized:
    """The ways to set a mark's label, wide and low or narrow and high: in at most three lines, or four where it needs them."""
    copy = sheet.label(mark, time_label(mark, dated))
    for lines in (FEW_LINES, MOST_LINES):
        wide, narrow = copy.balanced(WIDEST, lines), copy.narrow(WIDEST, lines)
        if wide and narrow:
            return Sized(mark, (wide, narrow))
    return Sized(mark, ())


def line(sheet: Sheet, marks: Sequence[Mark], left: float = INSET, right: float = INSET, during: Period = EVER) -> Axis:
    """The axis across the sheet, with room at its ends for the arrows of what goes on there."""
    begins = (mark.context or mark.extent == "before" or mark.open_start != "closed" for mark in marks)
    ends = (mark.context or mark.extent == "after" or mark.open_end != "closed" for mark in marks)
    if any(begins) or any(bounds(mark)[0] < during.since for mark in marks):
        left += EDGE_ROOM
    if any(ends) or any(bounds(mark)[1] > during.until for mark in marks):
        right += EDGE_ROOM
    return axis(marks, left, sheet.width - right, BREAK, during)


def flags(sheet: Sheet, sizes: Sequence[Sized], stands: Stands, budget: float, during: Period) -> Flags:
    """The draft with as many tiers as `budget` has room for; all marks are numbered where it has none for even one."""
    marks = [one.mark for one in sizes]
    across = line(sheet, marks, during=during)
    ticks = ruler(sheet, across)
    found = extents(marks, across, stands, during)
    return raised(sheet, ticks, found, sizes, budget) or Flags(ticks, (), number_rows(sheet, found))


def raised(
    sheet: Sheet, base: Fragment, found: Sequence[MarkExtent], sizes: Sequence[Sized], budget: float
) -> Flags | None:
    """Flags on a base, on as many tiers as are low enough; None when not even one is."""
    for tiers in range(MOST_TIERS, 0, -1):
        draft = Flags(base, *_placed(sheet, sizes, found, tiers))
        if draft.height <= budget:
            return draft
    return None


def _placed(
    sheet: Sheet, sizes: Sequence[Sized], extents: Sequence[MarkExtent], tiers: int
) -> tuple[tuple[Flag, ...], NumberRows]:
    """The marks whose labels found a place, and the others."""
    wanted = [(one, own.texts) for one, own in zip(extents, sizes, strict=True) if own.texts]
    wishes = [Wish(one.head, tuple(text.width for text in texts), one.mark.principal) for one, texts in wanted]
    places = place(wishes, sheet.width, tiers)
    found = [(one, texts[where.choice], where) for (one, texts), where in zip(wanted, places, strict=True) if where]
    labelled: list[Flag] = []
    for side in SIDES:
        here = [item for item in found if item[2].side == side]
        rows = pile([(one.left, one.right) for one, _, _ in here])
        labelled += [
            Flag(one, text, at.left, side, at.tier, row) for (one, text, at), row in zip(here, rows, strict=True)
        ]
    shown = {one.mark.key for one, _, _ in found}
    return tuple(labelled), number_rows(sheet, [one for one in extents if one.mark.key not in shown])
