"""Marks stand in proportion to time, which runs right: on one panel, or on an overview with windows at scales of their own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Annotation, Mark
from briefgen.timeline import ticks
from briefgen.timeline.axis import EVER, Axis, AxisStretch, axis
from briefgen.timeline.extents import MarkExtent
from briefgen.timeline.fragments import SHARE, Fragment, Sheet, area
from briefgen.timeline.heads import head
from briefgen.timeline.key import Numbering
from briefgen.timeline.lanes import Laned, lanes, laning
from briefgen.timeline.marks import tint
from briefgen.timeline.moments import Stands, touches
from briefgen.timeline.overview import Silence, insets, lettered, named, shaded, silences, small
from briefgen.timeline.panel import TIER, Panelled, panel
from briefgen.timeline.panel_view import BREAK, EDGE_ROOM, INSET, PanelView, open_ends, time_axis
from briefgen.timeline.span_rows import parted
from briefgen.timeline.strokes import Rect
from briefgen.timeline.windows import MOST_WINDOWS, Window, windows

GROUND = 0.05
"""Of the accent, that tints the time area of a window."""
LETTERS = 9.6
"""The height of the row for the letters of the windows within a panel."""
HEAD_GAP = 2.0
TIERS = 8
MOST_LOST = 3
"""So many names may one panel have no room for; else it is cut into windows of CROWD moments."""
CROWD = 12


def scale(sheet: Sheet, asked: Timeline) -> list[Fragment]:
    """One panel where it shows everything well; else the overview and a panel for each window, in the order of their letters.

    Every dated mark is named on one of them, the smallest that holds all of it, or numbered from 1 where there is no room for its
    name; what lasts beyond has a bar on each that it touches. None where what lasts at the same time is too much for the sheet.
    """
    marks = tuple(mark for mark in asked.marks if mark.start or mark.end)
    stands, single = Stands.find(marks), time_axis(sheet, marks)
    whole = axis(marks, single.left, single.right, BREAK, cut=False) if len(single.stretches) > 1 else single
    found = windows(marks, stands, single, sheet.zone)
    if found and whole is not single:
        found = windows(marks, stands, whole, sheet.zone)
    best = _Chart(sheet, asked, marks, stands, whole if found else single, found).parts()
    if _lost(best) > MOST_LOST and len(found) < MOST_WINDOWS:
        more = windows(marks, stands, whole, sheet.zone, crowd=CROWD)
        if more != found:
            best = min(best, _Chart(sheet, asked, marks, stands, whole, more).parts(), key=_lost)
    return best if all(part.height <= sheet.height for part in best) else []


def _lost(parts: Sequence[Fragment]) -> int:
    """The names that have no room."""
    return sum(placed.number > 0 for part in parts for placed in part.placed)


@dataclass(frozen=True)
class _Chart:
    """What all the panels of a chart are made of; `whole` is the axis of its overview, or of the only one."""

    sheet: Sheet
    asked: Timeline
    marks: tuple[Mark, ...]
    stands: Stands
    whole: Axis
    windows: tuple[Window, ...]

    def parts(self) -> list[Fragment]:
        """The panels, drawn."""
        numbering = Numbering()
        if not self.windows:
            return [self.made(self.view(self.marks, self.whole)).part(numbering)]
        return [self.overview(numbering), *(self.window(window, numbering) for window in self.windows)]

    @cached_property
    def homes(self) -> dict[str, str]:
        """The letter of the window in which each mark is told, by its key."""
        return {key: window.letter for window in self.windows for key in window.keys}

    def view(self, marks: Sequence[Mark], across: Axis) -> PanelView:
        return PanelView(
            tuple(self._stated(marks)),
            self.stands,
            across,
            phases=self.asked.phases,
            annotation=self.asked.annotation,
            intervals=self.asked.intervals,
            second=self.asked.second,
            cutoff=self.asked.cutoff,
        )

    def made(self, view: PanelView, above: float = 0.0) -> Panelled | Laned:
        """The panel before it is drawn: in lanes where the brief asks for them, or where it has many families and loses no name by it.
        `above` is the height of what stands above it."""
        room = min(self.sheet.height, SHARE * self.sheet.theme.height) - above
        own = [mark for mark in view.marks if mark.key not in view.unnamed]
        lane = laning(self.sheet, own) if view.evidence else None
        tall = room if self.sheet.edge else self.sheet.height - above  # a phone has no page to fill
        laned = lanes(self.sheet, view, tall, lane) if lane else None
        if laned and any(mark.lane for mark in own):
            return laned
        plain = panel(self.sheet, view, room, tiers=TIERS)
        return laned if laned and len(laned.lost) <= len(plain.lost) else plain

    def overview(self, numbering: Numbering) -> Fragment:
        """Everything, labelled where no window does it."""
        own = [mark for mark in self.marks if mark.key not in self.homes]
        told = [mark for mark in self.marks if mark.key in self.homes]
        quiet = silences(self.sheet, self.whole, self.marks)
        view = self.view(own, self.whole)._replace(evidence=False)
        apart = [one for one in self.asked.intervals if not self._together(one)]
        view = view._replace(intervals=tuple(apart))
        if self.asked.annotation and self._together(self.asked.annotation):
            view = view._replace(annotation=None)
        return self._with_insets(view, [w for w in self.windows if not w.within], told, quiet, numbering)

    def _together(self, measured: Annotation) -> bool:
        """True when one window tells of both marks."""
        homes = {self.homes.get(key, "") for key in (measured.since, measured.until)}
        return len(homes) == 1 and "" not in homes

    def window(self, window: Window, numbering: Numbering) -> Fragment:
        """What a window tells, the windows within it, and the bars of what lasts from before it or beyond."""
        inner = [one for one in self.windows if one.within == window.letter]
        own = [mark for mark in self.marks if self.homes.get(mark.key) == window.letter]
        told = [mark for mark in self.marks if self._inside(self.homes.get(mark.key), inner)]
        known = {mark.key for mark in (*own, *told)}
        reaching = [
            m for m in self.marks if m.key not in known and _lasting(m) and touches(m, window.since, window.until)
        ]
        begins, ends = open_ends(own + reaching, window.period)
        left = self.sheet.edge + INSET + (EDGE_ROOM if begins else 0.0)
        right = self.sheet.width - INSET - (EDGE_ROOM if ends else 0.0)
        across = Axis((AxisStretch(window.since, window.until, left, right),))
        view = self.view(own + reaching, across)._replace(
            during=window.period,
            unnamed=frozenset(mark.key for mark in reaching),
            phases=(),
            small=True,
        )
        top = head(self.sheet, window, across, self.whole, ticks.finest(across) or ("year", 1))
        part = self._with_insets(view, inner, told, (), numbering, top.height + HEAD_GAP)
        return top.above(part, HEAD_GAP)

    def _within(self, view: PanelView) -> list[MarkExtent]:
        """Where the marks that are told in the windows of a panel stand on it, among its own."""
        stood, keys = view.stood(), {mark.key for mark in view.within}
        glyphs = {one.mark.key: one.glyph for one in stood}
        # a bar in no row of its own keeps its glyph: it may be too short to be seen
        long, short = parted(stood, self.stands)
        return [replace(one, glyph=glyphs[one.mark.key]) for one in (*long, *short) if one.mark.key in keys]

    def _stated(self, marks: Sequence[Mark]) -> list[Mark]:
        """The marks in stated order."""
        keys = {mark.key for mark in marks}
        return [mark for mark in self.marks if mark.key in keys]

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
        view: PanelView,
        inner: Sequence[Window],
        told: Sequence[Mark],
        quiet: Sequence[Silence],
        numbering: Numbering,
        above: float = 0.0,
    ) -> Fragment:
        """The panel with the windows within it shaded and lettered, and small the marks that are told in them."""
        shown = insets(self.sheet, view.axis, inner)
        over = LETTERS if shown else 0.0
        view = view._replace(within=tuple(told), kept=tuple(one.kept for one in quiet), over=over)
        made = self.made(view, above)
        part, base = made.part(numbering), made.base
        words, rooms = named(self.sheet, quiet, base - made.above - TIER)
        drawn = tuple(small(self.sheet, self._within(view), base))
        part = part._replace(
            strokes=(*part.strokes, *drawn, *words),
            placed=tuple(one for one in part.placed if one.key not in view.unnamed),
            furniture=(*part.furniture, *rooms),
        )
        letters, boxes = lettered(shown, made.rows - LETTERS)
        strokes = [*shaded(self.sheet, shown, made.rows - over, base), *part.strokes, *letters]
        if view.during != EVER:
            time = Rect(self.sheet.edge, 0.0, self.sheet.width - self.sheet.edge, base)
            strokes.insert(0, area(time, tint(self.sheet.palette.accent, GROUND)))
        return part._replace(strokes=tuple(strokes), furniture=(*part.furniture, *boxes))


def _lasting(mark: Mark) -> bool:
    """True for what has a bar on every panel that it touches."""
    return mark.extent in ("span", "between") and not mark.context
