"""What one panel shows of a chart: its marks on their axis, and those of the windows on it among them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from briefgen.document.marks import Annotation, Cutoff, Mark, Phase, SecondZone
from briefgen.timeline.axis import EVER, Axis, Period, axis
from briefgen.timeline.extents import MarkExtent, extents
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.moments import Stands, bounds
from briefgen.timeline.strokes import StrokeColour

INSET = 8.0
EDGE_ROOM = 16.0
BREAK = 38.0
"""Wide enough for the length of the silence in words."""


class PanelView(NamedTuple):
    """What one panel shows of a chart. `marks` are in stated order; `during` is what it tells of, where other panels tell the rest.

    `within` are the marks that windows on this axis tell: the others stand among them and leave them to the chart. `unnamed` are the keys of what
    is named elsewhere: it has a mark and no label or number here. `kept` are reaches of the lowest
    tier that no label takes. `small` asks for small ticks, `evidence` for a stroke for each source, `ground` for a tinted time area, `over` for so
    much room over the rows of bars.
    `head` stands at the top of the column of names, or above all where there is none.
    """

    marks: tuple[Mark, ...]
    stands: Stands
    axis: Axis
    during: Period = EVER
    within: tuple[Mark, ...] = ()
    unnamed: frozenset[str] = frozenset()
    phases: tuple[Phase, ...] = ()
    annotation: Annotation | None = None
    intervals: tuple[Annotation, ...] = ()
    second: SecondZone | None = None
    cutoff: Cutoff | None = None
    kept: tuple[tuple[float, float], ...] = ()
    small: bool = False
    evidence: bool = True
    ground: StrokeColour = ""
    over: float = 0.0
    head: Fragment | None = None

    def stood(self) -> list[MarkExtent]:
        """Where the marks stand on the axis, those of its windows among them."""
        order = {key: number for number, key in enumerate(self.stands.of)}
        marks = sorted((*self.marks, *self.within), key=lambda mark: order[mark.key])
        return extents(marks, self.axis, self.stands, self.during)

    def own(self, found: Sequence[MarkExtent]) -> list[MarkExtent]:
        """Without those of the windows."""
        apart = {mark.key for mark in self.within}
        return [one for one in found if one.mark.key not in apart]


def time_axis(sheet: Sheet, marks: Sequence[Mark], during: Period = EVER) -> Axis:
    """The axis across the time area, with room at its ends for the arrows of what goes on there."""
    begins, ends = open_ends(marks, during)
    left = sheet.edge + INSET + (EDGE_ROOM if begins else 0.0)
    return axis(marks, left, sheet.width - INSET - (EDGE_ROOM if ends else 0.0), BREAK, during)


def open_ends(marks: Sequence[Mark], during: Period) -> tuple[bool, bool]:
    """Whether something may go on beyond the left and the right end of an axis."""
    begins = any(m.context or m.extent == "before" or m.open_start != "closed" for m in marks)
    ends = any(m.context or m.extent == "after" or m.open_end != "closed" for m in marks)
    extents = [bounds(mark) for mark in marks]
    before, beyond = (any(start < during.since for start, _ in extents), any(end > during.until for _, end in extents))
    return begins or before, ends or beyond
