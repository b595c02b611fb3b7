"""Labels fly from leaders on tiers above and below the ruler: no two meet, no leader crosses a label, and the key has the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import EVER, Axis, Period, axis
from briefgen.timeline.extents import ROW, MarkExtent, extents, pile
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import MOST_LINES, WIDEST, TextBlock
from briefgen.timeline.moments import Stands, bounds
from briefgen.timeline.numbers import NumberRows, number_rows
from briefgen.timeline.ruler import ruler
from briefgen.timeline.strokes import Placed, Rect, Scale, Stroke, told
from briefgen.timeline.tiers import Side, Wish, place
from briefgen.timeline.time_label import Dating, time_label

MOST_TIERS = 4
INSET = 8.0
EDGE_ROOM = 16.0
TIER_GAP = 6.0
NOT_TO_SCALE = (1.6, 1.6)
"""The dashes of a leader whose mark stands in a break or beside the axis."""
BREAK = 38.0
"""Wide enough for the length of the silence in words."""
SIDES: tuple[Side, Side] = ("above", "below")


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

    @cached_property
    def tiers(self) -> dict[Side, list[float]]:
        """The height of each tier of each side, nearest first."""
        found: dict[Side, list[float]] = {side: [] for side in SIDES}
        for one in self.labelled:
            heights = found[one.side]
            heights += [0.0] * (one.tier + 1 - len(heights))
            heights[one.tier] = max(heights[one.tier], one.text.height)
        return found

    @cached_property
    def rows(self) -> dict[Side, float]:
        """The height of each side's rows of marks."""
        found = {
            side: max((one.row + 1 for one in self.labelled if one.side == side), default=0) * ROW for side in SIDES
        }
        return {**found, "below": found["below"] + self.numbers.height}

    def side(self, side: Side) -> float:
        """The height of everything on one side of the ruler."""
        tiers = self.tiers[side]
        return self.rows[side] + sum(tiers) + TIER_GAP * len(tiers)

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
            leaders += told(mark.key, "leader", (line if one.extent.to_scale else line._replace(dash=NOT_TO_SCALE),))
            strokes += one.extent.strokes(y, sheet.palette)
            strokes += told(mark.key, "label", one.text.strokes(box.x, box.y))
            placed.append(Placed(mark.key, one.extent.box(y), box, mark.label, leader))
        return Fragment(
            self.height,
            (*base.strokes, *leaders, *strokes, *numbers.strokes),
            (*base.placed, *placed, *numbers.placed),
            furniture=(*base.furniture, *numbers.furniture),
            scales=tuple(Scale(one.axis, 0.0, self.height) for one in base.scales),
        )

    def _geometry(self, one: Flag, top: float) -> tuple[float, Rect, tuple[tuple[float, float], ...]]:
        """The centre line of the mark, the label's box, and the leader from the mark along the label."""
        tiers = self.tiers[one.side]
        away = self.rows[one.side] + sum(tiers[: one.tier]) + TIER_GAP * (one.tier + 1)
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
    """The ways to set a mark's label."""
    return Sized(mark, sheet.label(mark, time_label(mark, dated)).ways)


def fits(sheet: Sheet, mark: Mark) -> bool:
    """True when a mark's label is short enough for a place, where the ruler says the day."""
    return sheet.label(mark, time_label(mark, "none")).lines(WIDEST) <= MOST_LINES


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
