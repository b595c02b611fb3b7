"""A picture as a box."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .boxes import Box, Float
from .pen import Pen
from .picture import Picture
from .structure import Content

_LEAST = 0.6
"""The share of its size to which an image may shrink, so that it fits on a page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Image(Box):
    """A picture at its own size, or as large as fits into `widest` and `tallest`."""

    picture: Picture
    content: Content
    widest: float
    tallest: float
    density: float = 144.0
    """Pixels an inch at its own size."""

    @property
    def size(self) -> tuple[float, float]:
        """Width and height on the page in points."""
        wide, high = self.picture.pixels
        scale = min(72 / self.density, self.widest / wide, self.tallest / high)
        return wide * scale, high * scale

    @property
    def height(self) -> float:
        return self.size[1]

    def draw(self, pen: Pen, x: float, y: float) -> None:
        pen.destination(self.anchor, y)
        width, height = self.size
        pen.picture(x, y, width, height, self.picture, self.content)
        pen.bound(self.content.parent, x, y, width, height)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImageFloat(Float):
    """An image and what stands below it."""

    def squeezed(self, room: float) -> Float | None:
        image, *below = self.boxes
        if not isinstance(image, Image):
            return None
        tallest = image.height - (self.height - room)
        return (
            replace(self, boxes=(replace(image, tallest=tallest), *below)) if tallest > _LEAST * image.height else None
        )
