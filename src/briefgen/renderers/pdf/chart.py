"""A timeline's panels, drawn stroke by stroke: vector, selectable, in the faces of the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import assert_never

from briefgen.look.fonts import HOUSE, Faces
from briefgen.renderers.pdf.boxes import Box
from briefgen.renderers.pdf.lines import TextStyle
from briefgen.renderers.pdf.pen import Pen
from briefgen.renderers.pdf.structure import Content
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Stroke, TextStroke


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPanel(Box):
    """One panel of a Figure in its scale."""

    panel: Panel
    content: Content
    scale: float = 1.0
    faces: Faces = HOUSE

    @property
    def height(self) -> float:
        return self.panel.height * self.scale

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.destination(self.anchor, y)
        for stroke in self.panel.strokes:
            self._draw(pen, stroke, x, y)
        pen.bound(self.content.parent, x, y, self.panel.width * self.scale, self.height)

    def _draw(self, pen: Pen, stroke: Stroke, x: float, y: float) -> None:
        scale = self.scale
        match stroke:
            case PathStroke():
                points = tuple((x + px * scale, y + py * scale) for px, py in stroke.points)
                pen.path(stroke._replace(points=points), self.content)
            case Disc():
                left, top, radius = x + stroke.x * scale, y + stroke.y * scale, stroke.radius * scale
                pen.disc(stroke._replace(x=left, y=top, radius=radius), self.content)
            case TextStroke():
                style = TextStyle(
                    stroke.size * scale, stroke.size * scale, stroke.face, stroke.colour, faces=self.faces
                )
                words = f"{stroke.text} "  # so that readers keep the lines apart
                pen.text(x + stroke.x * scale, y + stroke.y * scale, words, style, self.content)
            case _:
                assert_never(stroke)
