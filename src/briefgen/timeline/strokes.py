"""What the layout hands to the renderers: panels of strokes that are already placed. Points, origin top left, y down."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from briefgen.look.fonts import Face
from briefgen.timeline.axis import Axis

StrokeColour = str
"""Written "#RRGGBB"."""
StrokeRole = Literal["", "glyph", "bar", "open", "leader", "label", "evidence", "end"]
"""What a stroke is of its event: where it stands, what it covers, that it goes on, the way to its words, how many
say so, and that it failed in the end."""


class Rect(NamedTuple):
    """A rectangle: left, top, width and height in points."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        return self.x + self.width

    @property
    def bottom(self) -> float:
        return self.y + self.height


class PathStroke(NamedTuple):
    """Straight lines through `points`; closed and filled when `fill` is set. `dash` is lengths on and off, empty for solid."""

    points: tuple[tuple[float, float], ...]
    stroke: StrokeColour = ""
    width: float = 0.0
    fill: StrokeColour = ""
    dash: tuple[float, ...] = ()
    closed: bool = False
    event: str = ""
    role: StrokeRole = ""


class Disc(NamedTuple):
    """A circle about (x, y)."""

    x: float
    y: float
    radius: float
    stroke: StrokeColour = ""
    width: float = 0.0
    fill: StrokeColour = ""
    dash: tuple[float, ...] = ()
    event: str = ""
    role: StrokeRole = ""


class TextStroke(NamedTuple):
    """One line of text; (x, y) is the left end of its baseline."""

    x: float
    y: float
    text: str
    size: float
    face: Face
    colour: StrokeColour
    event: str = ""
    role: StrokeRole = ""


Stroke = PathStroke | Disc | TextStroke
"""`event` is the key of the event that a stroke shows; empty for ticks, headings and the legend."""


def told(event: str, role: StrokeRole, strokes: Iterable[Stroke]) -> Iterator[Stroke]:
    """The same strokes, as those of an event."""
    return (stroke._replace(event=event, role=role) for stroke in strokes)


class Placed(NamedTuple):
    """One event on a panel: its mark's box, its label's box and text (None when it went to the key), and its leader's points."""

    key: str
    mark: Rect
    label: Rect | None
    text: str
    leader: tuple[tuple[float, float], ...] = ()
    number: int = 0


class KeyEntry(NamedTuple):
    """The text of a numbered mark, or a part of it where the entry runs on in the next column: `box` holds its lines."""

    key: str
    number: int
    box: Rect


class Scale(NamedTuple):
    """The axis between two heights of a panel, which turns a place there into a time again."""

    axis: Axis
    top: float
    bottom: float


class Panel(NamedTuple):
    """One picture: `strokes` in painting order, and where each event went, for tests, links and groups.

    `entries` is the key to the numbered marks; `furniture` the boxes of ticks, headings and legend, which no label touches;
    `scales` are the axes of a chart from above, none on an agenda.
    """

    width: float
    height: float
    strokes: tuple[Stroke, ...]
    placed: tuple[Placed, ...]
    title: str = ""
    entries: tuple[KeyEntry, ...] = ()
    furniture: tuple[Rect, ...] = ()
    scales: tuple[Scale, ...] = ()

    @property
    def axis(self) -> Axis | None:
        """The first of its axes."""
        return self.scales[0].axis if self.scales else None
