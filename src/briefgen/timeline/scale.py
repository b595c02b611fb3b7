"""Marks stand in proportion to time, which runs right: on one panel, or on an overview with windows at scales of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.document.blocks import Mark, Timeline
from briefgen.timeline import ticks
from briefgen.timeline.axis import EVER, Axis, AxisStretch, axis
from briefgen.timeline.fragments import SHARE, Fragment, Sheet, area
from briefgen.timeline.heads import head
from briefgen.timeline.key import Numbering
from briefgen.timeline.lanes import Laned, lanes, laning
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import Stands, touches
from briefgen.timeline.overview import Silence, insets, lettered, named, shaded, silences, small
from briefgen.timeline.panel import ABOVE_AXIS, BREAK, EDGE_ROOM, INSET, TIER, Panelled, View, panel, time_axis
from briefgen.timeline.strokes import Rect
from briefgen.timeline.windows import Window, windows

GROUND = 0.05
"""Of the accent, that tints the time area of a window."""
LETTERS = 10.0
"""The height of the row for the letters of the windows within a panel."""
HEAD_GAP = 3.0
TIERS = 8


def scale(sheet: Sheet, asked: Timeline, numbering: Numbering) -> list[Fragment]:
    """One panel where it shows everything well; else the overview and a panel for each window, in the order of their letters.

    Every dated mark is named on one of them, the smallest that holds all of it; what lasts beyond has a bar on each that it touches.
    """
    marks = tuple(mark for mark in asked.marks if mark.start or mark.end)
    chart = _Chart(sheet, asked, marks, Stands.find(marks))
    single = time_axis(sheet, marks)
    if not windows(marks, chart.stands, single, sheet.zone):
        return [chart.drawn(chart.view(marks, single), numbering)]
    parts = [chart.overview(numbering)]
    return parts + [chart.window(window, numbering) for window in chart.windows]


@dataclass(frozen=True)
class _Chart:
    """What all the panels of a chart are made of."""

    sheet: Sheet
    asked: Timeline
    marks: tuple[Mark, ...]
    stands: Stands

    @cached_property
    def whole(self) -> Axis:
        """The axis of the overview, on which nothing is cut."""
        around = time_axis(self.sheet, self.marks)
        return axis(self.marks, around.left, around.right, BREAK, cut=False)

    @cached_property
    def windows(self) -> tuple[Window, ...]:
        return windows(self.marks, self.stands, self.whole, self.sheet.zone)

    @cached_property
    def homes(self) -> dict[str, str]:
        """The letter of the window in which each mark is told, by its key."""
        return {key: window.letter for window in self.windows for key in window.keys}

    def view(self, marks: Sequence[Mark], across: Axis) -> View:
        return View(
            tuple(marks),
            self.stands,
            across,
            phases=self.asked.phases,
            annotation=self.asked.annotation,
            second=self.asked.second,
            cutoff=self.asked.cutoff,
        )

    def drawn(self, view: View, numbering: Numbering) -> Fragment:
        return self.made(view).part(numbering)

    def made(self, view: View) -> Panelled | Laned:
        """The panel before it is drawn: in lanes where the brief asks for them, or where it has many families and loses no name by it."""
        room = min(self.sheet.height, SHARE * self.sheet.theme.height)
        own = [mark for mark in view.marks if mark.key not in view.unnamed]
        lane = laning(self.sheet, own) if view.evidence else None
        laned = lanes(self.sheet, view, room, lane) if lane else None
        if laned and any(mark.lane for mark in own):
            return laned
        plain = panel(self.sheet, view, room, tiers=TIERS)
        return laned if laned and len(laned.lost) <= len(plain.lost) else plain

    def overview(self, numbering: Numbering) -> Fragment:
        """Everything, labelled where no window does it."""
        own = [mark for mark in self.marks if mark.key not in self.homes]
        told = [mark for mark in self.marks if mark.key in self.homes]
        quiet = silences(self.sheet, self.whole, self.marks)
        view = replace(self.view(own, self.whole), evidence=False)
        return self._with_insets(view, [w for w in self.windows if not w.within], told, quiet, numbering)

    def window(self, window: Window, numbering: Numbering) -> Fragment:
        """What a window tells, the windows within it, and the bars of what lasts from before it or beyond."""
        inner = [one for one in self.windows if one.within == window.letter]
        own = [mark for mark in self.marks if self.homes.get(mark.key) == window.letter]
        told = [mark for mark in self.marks if self._inside(self.homes.get(mark.key), inner)]
        known = {mark.key for mark in (*own, *told)}
        reaching = [
            mark
            for mark in self.marks
            if mark.key not in known
            and mark.extent in ("span", "between")
            and not mark.context
            and touches(mark, window.since, window.until)
        ]
        room = EDGE_ROOM if reaching else 0.0
        left, right = self.sheet.edge + INSET + room, self.sheet.width - INSET - room
        across = Axis((AxisStretch(window.since, window.until, left, right),))
        view = replace(
            self.view([mark for mark in self.marks if mark in own or mark in reaching], across),
            during=window.period,
            unnamed=frozenset(mark.key for mark in reaching),
            phases=(),
            small=True,
        )
        top = head(self.sheet, window, across, self.whole, ticks.finest(across) or ("year", 1))
        return top.above(self._with_insets(view, inner, told, (), numbering), HEAD_GAP)

    def _inside(self, letter: str | None, inner: Sequence[Window]) -> bool:
        """True for what is told in one of some windows or in a window within one."""
        by_letter = {one.letter: one for one in self.windows}
        while letter:
            if any(one.letter == letter for one in inner):
                return True
            letter = by_letter[letter].within
        return False

    def _with_insets(
        self,
        view: View,
        inner: Sequence[Window],
        told: Sequence[Mark],
        quiet: Sequence[Silence],
        numbering: Numbering,
    ) -> Fragment:
        """The panel with the windows within it shaded and lettered, and small the marks that are told in them."""
        shown = insets(self.sheet, view.axis, inner)
        made = self.made(replace(view, kept=tuple(one.kept for one in quiet)))
        part, base = made.part(numbering), made.base
        words, rooms = named(self.sheet, quiet, base - ABOVE_AXIS - TIER)
        ats = [self.stands.of[mark.key].at for mark in told]
        drawn = tuple(small(self.sheet, view.axis, told, ats, base))
        part = replace(
            part,
            strokes=(*part.strokes, *drawn, *words),
            placed=tuple(one for one in part.placed if one.key not in view.unnamed),
            furniture=(*part.furniture, *rooms),
        )
        above = LETTERS if shown else 0.0
        part, base, rows = part.lowered(above), base + above, made.rows + above
        letters, boxes = lettered(shown, rows - LETTERS)
        strokes = [*shaded(self.sheet, shown, rows - LETTERS, base), *part.strokes, *letters]
        if view.during != EVER:
            time = Rect(self.sheet.edge, 0.0, self.sheet.width - self.sheet.edge, base)
            strokes.insert(0, area(time, tint(self.sheet.palette.accent, GROUND)))
        return replace(part, height=part.height + above, strokes=tuple(strokes), furniture=(*part.furniture, *boxes))
