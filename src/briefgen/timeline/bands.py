"""Phases become named bands at the top of a panel; a band that is too short for its name has it beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from briefgen.document.marks import Phase
from briefgen.timeline.axis import Axis
from briefgen.timeline.fragments import Fragment, Sheet, area
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import seconds
from briefgen.timeline.strokes import Rect, Stroke

HIGH = 12.6
BETWEEN = 1.0
INSET = 4.0
PALE = 0.55
"""Of the first band's tone, that the next has."""


class _Band(NamedTuple):
    left: float
    right: float
    text: TextBlock
    text_left: float

    @property
    def reach(self) -> tuple[float, float]:
        """Of the band and its name."""
        return min(self.left, self.text_left), max(self.right, self.text_left + self.text.width)

    @property
    def height(self) -> float:
        """One line's, or as much as a long name needs."""
        return max(HIGH, self.text.height + HIGH - self.text.leading)


Reach = Callable[[Phase], tuple[float, float] | None]
"""From where to where a phase lasts on a chart, in points; None where the chart does not show it."""


def on_axis(across: Axis) -> Reach:
    """Where phases stand on an axis."""

    def reach(phase: Phase) -> tuple[float, float] | None:
        if not _shown(across, phase):
            return None
        end = across.right if phase.end is None else across.x(min(seconds(phase.end), across.last))
        return across.x(max(seconds(phase.start), across.first)), end

    return reach


def bands(sheet: Sheet, reach: Reach, phases: Sequence[Phase]) -> Fragment | None:
    """The phases that the chart shows, side by side, in further rows where a name beside one would meet the next; None without any."""
    placed = [(phase, at) for phase in phases if (at := reach(phase))]
    found = [_band(sheet, phase, *at) for phase, at in placed]
    if not found:
        return None
    name = sheet.copy(LabelRun(sheet.words.phases, "regular", sheet.palette.muted)).to(sheet.column or sheet.width)
    strokes: list[Stroke] = []
    furniture: list[Rect] = []
    if sheet.words.phases and sheet.edge:
        strokes += name.strokes(0, 1.4)
        furniture.append(name.box(0, 1.4))
    rows = _rows(found)
    heights = [
        max(band.height for band, own in zip(found, rows, strict=True) if own == row) for row in range(max(rows) + 1)
    ]
    tops = [sum(heights[:row]) + row * BETWEEN for row in range(len(heights))]
    for number, (band, row) in enumerate(zip(found, rows, strict=True)):
        tone = tint(sheet.palette.hairline, PALE) if number % 2 else sheet.palette.hairline
        strokes.append(area(Rect(band.left, tops[row], band.right - band.left - BETWEEN, heights[row]), tone))
        down = tops[row] + (heights[row] - band.text.height) / 2
        strokes += band.text.strokes(band.text_left, down)
        furniture.append(band.text.box(band.text_left, down))
    shows = frozenset(phase for phase, _ in placed)
    return Fragment(tops[-1] + heights[-1] + BETWEEN, tuple(strokes), furniture=tuple(furniture), shows=shows)


def _rows(found: Sequence[_Band]) -> list[int]:
    """The row of each band, with its name: the first that has room for it."""
    reached: list[float] = []
    rows: list[int] = []
    for band in found:
        begin, end = band.reach
        row = next((number for number, at in enumerate(reached) if at <= begin), len(reached))
        reached[row:] = [end, *reached[row + 1 :]]
        rows.append(row)
    return rows


def _shown(across: Axis, phase: Phase) -> bool:
    return seconds(phase.start) < across.last and (phase.end is None or seconds(phase.end) > across.first)


def _band(sheet: Sheet, phase: Phase, left: float, right: float) -> _Band:
    """The band, with its name from its left end on, which may run on beyond it; else right of it, else left of it."""
    right = max(right, left + 2 * BETWEEN)
    runs = [LabelRun(phase.title, "semibold", sheet.palette.ink)]
    if phase.lasts:
        runs.append(LabelRun(phase.lasts, "regular", sheet.palette.ink))
    copy = sheet.copy(*runs)
    text = copy.to(sheet.width - sheet.edge)
    inside, beyond = left + INSET, (right + INSET, left - INSET - text.width)
    places = (inside, *beyond) if len(text.lines) == 1 else (sheet.edge,)
    at = next((at for at in places if sheet.edge <= at and at + text.width <= sheet.width), sheet.edge)
    return _Band(left, right, text, at)
