"""Labels fly from leaders above and below the ruler, on tiers; what finds no place is left to the key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import EVER, Axis, Period, axis, bounds
from briefgen.timeline.extents import ROW, Extent, extent, fanned, pile
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import TextBlock
from briefgen.timeline.numbers import NUMBER_ROW, number_row
from briefgen.timeline.part import Part, Sheet, rule
from briefgen.timeline.ruler import ruler
from briefgen.timeline.strokes import Box, Placed, Stroke
from briefgen.timeline.tiers import Side, Wish, place
from briefgen.timeline.timed import Dating, timed

WIDEST = 45 * 72 / 25.4
MOST_LINES = 3
MOST_TIERS = 4
INSET = 8.0
EDGE_ROOM = 16.0
TIER_GAP = 6.0
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

    extent: Extent
    text: TextBlock
    left: float
    side: Side
    tier: int
    row: int


@dataclass(frozen=True)
class Flags:
    """A panel before it is drawn: the ruler, what is labelled, and what goes to the key, in order of time."""

    ruler: Part
    labelled: tuple[Flag, ...]
    numbered: tuple[Extent, ...]

    def tiers(self, side: Side) -> list[float]:
        """The height of each tier of a side, nearest first."""
        here = [one for one in self.labelled if one.side == side]
        top = max((one.tier for one in here), default=-1)
        return [max((o.text.height for o in here if o.tier == tier), default=0.0) for tier in range(top + 1)]

    def rows(self, side: Side) -> float:
        """The height of a side's rows of marks."""
        rows = max((one.row + 1 for one in self.labelled if one.side == side), default=0)
        return rows * ROW + (NUMBER_ROW if side == "below" and self.numbered else 0.0)

    def side(self, side: Side) -> float:
        """The height of everything on one side of the ruler."""
        tiers = self.tiers(side)
        return self.rows(side) + sum(tiers) + TIER_GAP * len(tiers)

    @property
    def height(self) -> float:
        """The height of the whole panel."""
        return self.side("above") + self.ruler.height + self.side("below")

    def part(self, sheet: Sheet, numbering: Numbering) -> Part:
        """The panel, drawn; leaders lie below all marks and texts."""
        top = self.side("above")
        base = self.ruler.lowered(top)
        numbers = number_row(sheet, self.numbered, numbering).lowered(top + self.ruler.height)
        leaders: list[Stroke] = []
        strokes: list[Stroke] = []
        placed: list[Placed] = []
        for one in self.labelled:
            y, box, leader = self._geometry(one, top)
            mark = one.extent.mark
            leaders.append(rule(*leader[0], *leader[1], draw.colour(mark, sheet.palette), 0.6))
            strokes += one.extent.strokes(y, sheet.palette)
            strokes += one.text.strokes(box.x, box.y)
            placed.append(Placed(mark.key, one.extent.box(y), box, mark.label, leader))
        return Part(
            self.height,
            (*base.strokes, *leaders, *strokes, *numbers.strokes),
            (*base.placed, *placed, *numbers.placed),
            furniture=(*base.furniture, *numbers.furniture),
        )

    def _geometry(self, one: Flag, top: float) -> tuple[float, Box, tuple[tuple[float, float], ...]]:
        """The centre line of the mark, the label's box, and the leader from the mark along the label."""
        tiers = self.tiers(one.side)
        away = self.rows(one.side) + sum(tiers[: one.tier]) + TIER_GAP * (one.tier + 1)
        near = one.row * ROW + ROW / 2
        if one.side == "above":
            y, label_top = top - near, top - away - one.text.height
            ends = label_top + 1.0
        else:
            bottom = top + self.ruler.height
            y = bottom + near + (NUMBER_ROW if self.numbered else 0.0)
            label_top = bottom + away
            ends = label_top + one.text.height - 1.0
        box = Box(one.left, label_top, one.text.width, one.text.height)
        return y, box, ((one.extent.head, y), (one.extent.head, ends))


# -- drafting ---------------------------------------------------------------------------------------------------------


def sized(sheet: Sheet, mark: Mark, dated: Dating = "none") -> Sized:
    """The ways to set a mark's label in at most three lines: wide and low, or narrow and high."""
    copy = sheet.label(mark, timed(sheet, mark, dated))
    wide, narrow = copy.balanced(WIDEST, MOST_LINES), copy.narrow(WIDEST, MOST_LINES)
    return Sized(mark, (wide, narrow) if wide and narrow else ())


def line(sheet: Sheet, marks: Sequence[Mark], left: float = INSET, right: float = INSET, during: Period = EVER) -> Axis:
    """The axis across the sheet, with room at its ends for the arrows of what goes on there."""
    begins = (mark.context or mark.extent == "before" or mark.open_start != "closed" for mark in marks)
    ends = (mark.context or mark.extent == "after" or mark.open_end != "closed" for mark in marks)
    if any(begins) or any(bounds(mark)[0] < during.since for mark in marks):
        left += EDGE_ROOM
    if any(ends) or any(bounds(mark)[1] > during.until for mark in marks):
        right += EDGE_ROOM
    return axis(marks, left, sheet.width - right, BREAK, during)


def flags(sheet: Sheet, sizes: Sequence[Sized], budget: float, during: Period) -> Flags:
    """The draft with as many tiers as `budget` has room for; all marks are numbered where it has none for even one."""
    marks = [one.mark for one in sizes]
    across = line(sheet, marks, during=during)
    ticks = ruler(sheet, across)
    extents = fanned([extent(mark, across) for mark in marks])
    return raised(ticks, extents, sizes, sheet.width, budget) or Flags(ticks, (), tuple(extents))


def raised(base: Part, extents: Sequence[Extent], sizes: Sequence[Sized], width: float, budget: float) -> Flags | None:
    """Flags on a base, on as many tiers as are low enough; None when not even one is."""
    for tiers in range(MOST_TIERS, 0, -1):
        draft = Flags(base, *_placed(sizes, extents, width, tiers))
        if draft.height <= budget:
            return draft
    return None


def _placed(
    sizes: Sequence[Sized], extents: Sequence[Extent], width: float, tiers: int
) -> tuple[tuple[Flag, ...], tuple[Extent, ...]]:
    """The marks whose labels found a place, and the others."""
    wanted = [(one, own.texts) for one, own in zip(extents, sizes, strict=True) if own.texts]
    wishes = [Wish(one.head, tuple(text.width for text in texts), one.mark.principal) for one, texts in wanted]
    places = place(wishes, width, tiers)
    found = [(one, texts[where.choice], where) for (one, texts), where in zip(wanted, places, strict=True) if where]
    labelled: list[Flag] = []
    for side in SIDES:
        here = [item for item in found if item[2].side == side]
        rows = pile([one for one, _, _ in here])
        labelled += [
            Flag(one, text, at.left, side, at.tier, row) for (one, text, at), row in zip(here, rows, strict=True)
        ]
    shown = {one.mark.key for one, _, _ in found}
    return tuple(labelled), tuple(one for one in extents if one.mark.key not in shown)
