"""What lasted, on a chart of days side by side: a bar across its days in a row of its own, with its name and its length."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import NamedTuple

from briefgen.document.marks import Phase
from briefgen.timeline import marks as draw
from briefgen.timeline.agenda_table import EARLIER, Filed
from briefgen.timeline.day_grid import INSET, DayColumn, DayPlace
from briefgen.timeline.fragments import Sheet, area
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import Placed, Rect, Stroke, told

HIGH, LOW = 13.0, 6.5
"""The height of a row with a name of one line and without a name."""
NAME = 8.6
"""Between the lines of a name."""
EDGE = 1.5
"""Between a bar and the turn of a day."""
ARROW = 9.0
DISSOLVES = 34.0
BEGUN = 12.0
"""How much of what nobody knows the end of is solid."""
GROUND = 3.0
APART = 4.0
LEAST_PHASE = timedelta(hours=20)


class DayReach(NamedTuple):
    """From where to where a bar is solid, how far it reaches with what stands at its end, and whether it came from before or goes on after."""

    left: float
    right: float
    past: float
    earlier: bool
    later: bool

    def clear(self, box: Rect) -> bool:
        """True where words stand beside the bar, or on it with some of it to see at either side."""
        within = self.left + 2 * GROUND <= box.x and box.right <= self.right - 2 * GROUND
        begins = self.left - (ARROW if self.earlier else 0.0)
        return within or box.right <= begins or (box.x >= self.past + GROUND and not self.later)


class DayBar(NamedTuple):
    """A bar with its name in the column, and what is said `beside` it at `at`: its length, or where that is `called` its name too."""

    row: Filed
    reach: DayReach
    name: TextBlock | None = None
    beside: TextBlock | None = None
    at: float = 0.0
    called: bool = False

    @property
    def height(self) -> float:
        """Of its row."""
        if self.name:
            return max(HIGH, self.name.height + HIGH - NAME)
        return HIGH if self.called else LOW

    def part(self, sheet: Sheet, top: float) -> tuple[list[Stroke], Placed, list[Rect]]:
        """The row, drawn with its upper edge at `top`; and the boxes of what is no name."""
        mark, y = self.row.mark, top + self.height / 2
        strokes, half = self._bar(sheet, y), draw.BAR / 2
        label, boxes = None, []
        if self.beside:
            box = self.beside.box(self.at, y - self.beside.height / 2)
            begin, end = max(0.0, box.x - GROUND), min(sheet.width, box.right + GROUND)
            ground = area(Rect(begin, box.y, end - begin, box.height), sheet.palette.paper)
            # the ground is of the event too: where strokes are grouped by event, it would else lie under the bar
            strokes += told(mark.key, "label", (ground, *self.beside.strokes(box.x, box.y)))
            label, boxes = (box, []) if self.called else (None, [box])
        if self.name:
            label = self.name.box(0, y - self.name.height / 2)
            strokes += told(mark.key, "label", self.name.strokes(0, label.y))
        space = Rect(self.reach.left, y - half, self.reach.right - self.reach.left, 2 * half)
        return strokes, Placed(mark.key, space, label, mark.label), boxes

    def _bar(self, sheet: Sheet, y: float) -> list[Stroke]:
        """The bar with its centre at `y`."""
        mark, reach, ink = self.row.mark, self.reach, draw.colour(self.row.mark, sheet.palette)
        left, right, strokes = reach.left, reach.right, list[Stroke]()
        if reach.earlier:
            strokes += told(mark.key, "open", draw.arrow(left, y, ARROW, "left", ink))
        if reach.later:
            strokes += told(mark.key, "open", draw.arrow(right, y, ARROW, "right", ink))
        if mark.open_end == "unknown":
            dissolves = min(DISSOLVES, sheet.width - right)
            strokes += told(mark.key, "open", draw.fade(right, y, dissolves, "right", ink))
        if mark.extent == "between":
            lines = draw.whisker(left, y, right - left, "right", ink, not reach.earlier, not reach.later)
            strokes += told(mark.key, "bar", lines)
        else:
            shown = replace(mark, vague=(mark.vague[0] and not reach.earlier, mark.vague[1] and not reach.later))
            strokes += told(mark.key, "bar", draw.bar(shown, left, y, right - left, "right", sheet.palette))
            strokes += told(mark.key, "end", draw.ending(mark, right, y, "right", sheet.palette))
        return strokes


def day_bar(
    sheet: Sheet, columns: Sequence[DayColumn], slots: Sequence[DayPlace], row: Filed, *, named: bool, low: bool
) -> DayBar:
    """The bar of what lasted. Its name stands in the column; where that takes several lines and the row is to be `low`, in one line on
    or beside the bar, if there is room."""
    at = reach(sheet, columns, slots, row)
    if not named:
        return DayBar(row, at)
    name = sheet.name(row.mark, NAME).to(sheet.column)
    length = LabelRun(_length(row), "regular", sheet.palette.muted)
    for runs in ((*sheet.named(row.mark), length), sheet.named(row.mark)) if low and len(name.lines) > 1 else ():
        text = sheet.copy(*runs).to(sheet.width)
        x = _beside(sheet, columns, text.width, at)
        if len(text.lines) == 1 and at.clear(text.box(x, 0.0)):
            return DayBar(row, at, beside=text, at=x, called=True)
    said = sheet.copy(length, small=True).to(sheet.width)
    return DayBar(row, at, name, said, _beside(sheet, columns, said.width, at)) if said.lines else DayBar(row, at, name)


def reach(sheet: Sheet, columns: Sequence[DayColumn], slots: Sequence[DayPlace], row: Filed) -> DayReach:
    """From the moment of its day that it follows, else from where its day begins, to where its last day ends."""
    mark, days = row.mark, [column for column in columns if column.day]
    followed = [slot for slot in slots if slot.mark.key in mark.after and slot.mark.day == row.day]
    begins = next((column.left for column in days if column.day == row.day), days[0].left) + EDGE
    start = max([begins, *(slot.left + INSET + draw.RADIUS * draw.WIDEST for slot in followed)])
    last = (mark.end - timedelta(microseconds=1)).astimezone(sheet.zone).date() if mark.end else row.day
    covered = [column.right for column in days if column.day and column.day <= max(last, row.day)]
    later = mark.open_end == "ongoing" or bool(days[-1].day and last > days[-1].day)
    earlier = row.place == EARLIER or mark.open_start != "closed"
    end = max(sheet.width if later else max(covered, default=start) - EDGE, start + BEGUN)
    left, cross = start + (ARROW if earlier else 0.0), draw.BEYOND if _crossed(row) else 0.0
    right = min(end - (ARROW if later else 0.0), sheet.width - cross)
    if mark.open_end == "unknown":
        right = left + BEGUN
    return DayReach(left, right, right + (DISSOLVES if mark.open_end == "unknown" else cross), earlier, later)


def _crossed(row: Filed) -> bool:
    """True when a cross stands past the end of the bar."""
    return row.mark.status == "failed" and row.mark.extent == "span"


def during(sheet: Sheet, columns: Sequence[DayColumn], phase: Phase) -> tuple[float, float] | None:
    """From the beginning of a phase's first day to the end of its last, of those that have columns; None where it lasted less than
    a day, of which they show no part, or lies beside them."""
    days = {column.day: column for column in columns if column.day}
    first, last = phase.start.astimezone(sheet.zone).date(), max(days)
    if phase.end:
        last = min(last, (phase.end - timedelta(microseconds=1)).astimezone(sheet.zone).date())
        if phase.end - phase.start < LEAST_PHASE:
            return None
    covered = [column for day, column in days.items() if first <= day <= last]
    return (covered[0].left, covered[-1].right) if covered else None


def _length(row: Filed) -> str:
    """How long it lasted, or what is known of its ends."""
    mark = row.mark
    return mark.on_date if not row.timed else mark.when if mark.open_end != "closed" else mark.lasts or mark.when


def _beside(sheet: Sheet, columns: Sequence[DayColumn], width: float, bar: DayReach) -> float:
    """The left edge of what is said of a bar: past its end, else on it from where a day begins, else before it."""
    if bar.past + APART + width <= sheet.width and not bar.later:
        return bar.past + APART
    begins = [c.left + INSET for c in columns if c.day and bar.left + INSET < c.left]
    if inside := [left for left in begins if left + width < bar.right - INSET]:
        return inside[-1]
    if bar.right - bar.left > width + 4 * GROUND:
        return (bar.left + bar.right - width) / 2
    return max(sheet.edge, bar.left - APART - width)
