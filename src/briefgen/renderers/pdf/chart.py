"""A timeline's panels, drawn stroke by stroke: vector, selectable, in the faces of the text, each mark leading to its row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never

from briefgen.look.fonts import HOUSE, Faces
from briefgen.renderers.pdf.direction import alone
from briefgen.renderers.pdf.spans import TextStyle
from briefgen.renderers.pdf.strokes import draw_shape
from briefgen.tagged_pdf.boxes import Box
from briefgen.tagged_pdf.pen import Pen
from briefgen.tagged_pdf.structure import Content, StructureElement
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Rect, Stroke, TextStroke

_AROUND = 1.0
"""Points by which what can be clicked is larger than what is seen."""
MarkLink = tuple[StructureElement, tuple[Rect, ...]]
"""A Link element, and where on its panel it is live."""


def mark_links(panels: Sequence[Panel], rows: Mapping[str, str], parent: StructureElement) -> Iterator[list[MarkLink]]:
    """The links of each panel, from the marks, labels and entries of the key that are drawn to the rows of their events, as elements
    of a paragraph of their own: a reader who hears the words of a figure hears nothing of what is in it (ISO 14289-1, 7.18.5)."""
    links = parent.add("P")
    for panel in panels:
        drawn = {stroke.event for stroke in panel.strokes}
        found: list[MarkLink] = []
        for placed in panel.placed:
            if placed.key in rows and placed.key in drawn:
                link = links.add("Link", Alt=placed.text)  # it has no words of its own on the page
                link.target, link.spoken = f"#{rows[placed.key]}", placed.text
                words = (placed.label, *(entry.box for entry in panel.entries if entry.key == placed.key))
                found.append((link, (placed.mark, *filter(None, words))))
        yield found


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartPanel(Box):
    """One panel of a Figure in its scale."""

    panel: Panel
    content: Content
    scale: float = 1.0
    faces: Faces = HOUSE
    links: Sequence[MarkLink] = ()

    @property
    def height(self) -> float:
        return self.panel.height * self.scale

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.destination(self.anchor, y)
        for stroke in self.panel.strokes:
            self._draw(pen, stroke, x, y)
        pen.bound(self.content.parent, x, y, self.panel.width * self.scale, self.height)
        for link, box in self._live():
            left, top = x + box.x * self.scale - _AROUND, y + box.y * self.scale - _AROUND
            right, bottom = x + box.right * self.scale + _AROUND, y + box.bottom * self.scale + _AROUND
            pen.link(link, left, top, right, bottom)

    def _live(self) -> list[tuple[StructureElement, Rect]]:
        """What can be clicked, the largest first: of places that overlap the last is met."""
        boxes = [(link, box) for link, around in self.links for box in around]
        return sorted(boxes, key=lambda one: -one[1].width * one[1].height)

    def _draw(self, pen: Pen, stroke: Stroke, x: float, y: float) -> None:
        scale = self.scale
        match stroke:
            case PathStroke() | Disc():
                draw_shape(pen, stroke, x, y, self.content, scale)
            case TextStroke():
                style = TextStyle(
                    stroke.size * scale, stroke.size * scale, stroke.face, stroke.colour, faces=self.faces
                )
                words = f"{stroke.text} "  # so that readers keep the lines apart
                pen.line(x + stroke.x * scale, y + stroke.y * scale, alone(words, style, self.content))
            case _:
                assert_never(stroke)
