"""Pieces of a panel, each with its own origin, set one below the other."""

from __future__ import annotations

from datetime import tzinfo
from typing import NamedTuple, assert_never

from briefgen.document.marks import Annotation, ChartWords, Mark, Phase
from briefgen.look.fonts import Face
from briefgen.look.theme import Palette, Theme
from briefgen.timeline.labels import CONTESTED, LabelRun, MeasuredText, measured
from briefgen.timeline.strokes import Disc, KeyEntry, PathStroke, Placed, Rect, Scale, Stroke, StrokeColour, TextStroke

SHARE = 0.45
"""Of the text area's height: no scale is higher."""
WITH_COLUMN = 320.0
"""The least width at which a chart has a column of names."""
COLUMN_GAP = 8.0
SMALLER = 0.5


class Sheet(NamedTuple):
    """What every part is made for: the room there is, the looks and the words. Lengths in points."""

    width: float
    height: float
    theme: Theme
    words: ChartWords
    zone: tzinfo
    language: str

    @property
    def palette(self) -> Palette:
        return self.theme.palette

    @property
    def edge(self) -> float:
        """Where the time area begins, right of the column of names; 0 where there is no room for such a column."""
        return self.theme.second_edge if self.width >= WITH_COLUMN else 0.0

    @property
    def column(self) -> float:
        """The width of the column of names."""
        return max(0.0, self.edge - COLUMN_GAP)

    def copy(self, *runs: LabelRun, small: bool = False) -> MeasuredText:
        """A text in the chart's size, or half a point smaller for ticks and legend."""
        size, leading = self.theme.chart.size, self.theme.chart.leading
        return measured(runs, size - small * SMALLER, leading - small * SMALLER, self.theme.faces)

    def name(self, mark: Mark, leading: float) -> MeasuredText:
        """A mark's label alone, as a name in the column, its lines so far apart."""
        return measured(self.named(mark), self.theme.chart.size, leading, self.theme.faces)

    def label(self, mark: Mark, when: str = "") -> MeasuredText:
        """A mark's label: its time before it, and after it that it is contested."""
        time = LabelRun(when, _face(mark), self.palette.ink if mark.principal else self.palette.muted)
        return self.copy(*([time] if when else []), *self.named(mark))

    def contested(self, mark: Mark) -> LabelRun:
        """The sign and the words that a mark is contested; no line ends between the sign and its word."""
        return LabelRun(f"{CONTESTED}\u00a0{mark.contested}", "semibold", self.palette.harm)

    def named(self, mark: Mark) -> tuple[LabelRun, ...]:
        """A mark's label, and after it that it is contested."""
        label = LabelRun(mark.label, _face(mark), self.palette.ink)
        return (label, self.contested(mark)) if mark.contested else (label,)


def _face(mark: Mark) -> Face:
    return "semibold" if mark.principal else "regular"


class Fragment(NamedTuple):
    """A piece of a panel; origin at its own top left. `shows` are the phases and the measured distances that it draws."""

    height: float
    strokes: tuple[Stroke, ...] = ()
    placed: tuple[Placed, ...] = ()
    entries: tuple[KeyEntry, ...] = ()
    furniture: tuple[Rect, ...] = ()
    title: str = ""
    scales: tuple[Scale, ...] = ()
    shows: frozenset[Phase | Annotation] = frozenset()

    def lowered(self, by: float) -> Fragment:
        """The same piece `by` points further down."""
        return self._replace(
            strokes=tuple(_lowered(stroke, by) for stroke in self.strokes),
            placed=tuple(
                Placed(
                    one.key,
                    _box(one.mark, by),
                    one.label and _box(one.label, by),
                    one.text,
                    tuple((x, y + by) for x, y in one.leader),
                    one.number,
                )
                for one in self.placed
            ),
            entries=tuple(KeyEntry(entry.key, entry.number, _box(entry.box, by)) for entry in self.entries),
            furniture=tuple(_box(box, by) for box in self.furniture),
            scales=tuple(Scale(one.axis, one.top + by, one.bottom + by) for one in self.scales),
        )

    def above(self, other: Fragment, gap: float) -> Fragment:
        """This piece with `other` below it."""
        low = other.lowered(self.height + gap)
        return Fragment(
            self.height + gap + other.height,
            self.strokes + low.strokes,
            self.placed + low.placed,
            self.entries + low.entries,
            self.furniture + low.furniture,
            self.title or other.title,
            self.scales + low.scales,
            self.shows | low.shows,
        )

    def beside(self, other: Fragment) -> Fragment:
        """This piece with what `other` has, whose places are from the same origin; as high as this one."""
        return self._replace(
            strokes=self.strokes + other.strokes,
            placed=self.placed + other.placed,
            entries=self.entries + other.entries,
            furniture=self.furniture + other.furniture,
            scales=self.scales + other.scales,
            shows=self.shows | other.shows,
        )


def _box(box: Rect, by: float) -> Rect:
    return Rect(box.x, box.y + by, box.width, box.height)


def _lowered(stroke: Stroke, by: float) -> Stroke:
    match stroke:
        case PathStroke(points=points):
            return stroke._replace(points=tuple((x, y + by) for x, y in points))
        case Disc(y=y) | TextStroke(y=y):
            return stroke._replace(y=y + by)
    assert_never(stroke)


def rule(x0: float, y0: float, x1: float, y1: float, colour: StrokeColour, width: float = 0.5) -> PathStroke:
    """A straight line."""
    return PathStroke(((x0, y0), (x1, y1)), stroke=colour, width=width)


def area(box: Rect, colour: StrokeColour) -> PathStroke:
    """A filled rectangle."""
    corners = ((box.x, box.y), (box.right, box.y), (box.right, box.bottom), (box.x, box.bottom))
    return PathStroke(corners, fill=colour, closed=True)


def slim(stroke: Stroke, x: float, share: float) -> Stroke:
    """The stroke, drawn about a vertical line at `x`, at a share of its width."""
    match stroke:
        case PathStroke(points=points):
            return stroke._replace(
                points=tuple((x + (at - x) * share, y) for at, y in points), width=stroke.width * share
            )
        case Disc() | TextStroke():
            return stroke
    assert_never(stroke)
