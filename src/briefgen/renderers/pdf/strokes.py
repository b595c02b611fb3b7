"""The strokes of charts and small drawings on the page."""

from __future__ import annotations

from typing import assert_never

from briefgen.tagged_pdf.pen import Brush, Pen
from briefgen.tagged_pdf.structure import Content
from briefgen.timeline.strokes import Disc, PathStroke


def draw_shape(
    pen: Pen, shape: PathStroke | Disc, x: float, y: float, content: Content | None = None, scale: float = 1.0
) -> None:
    """Draw a shape of a picture whose top left corner is (x, y), in its scale."""
    brush = Brush(shape.fill, shape.stroke, shape.width, shape.dash)
    match shape:
        case PathStroke():
            points = [(x + left * scale, y + top * scale) for left, top in shape.points]
            pen.path(points, brush, content, shape.closed)
        case Disc():
            pen.disc(x + shape.x * scale, y + shape.y * scale, shape.radius * scale, brush, content)
        case _:
            assert_never(shape)
