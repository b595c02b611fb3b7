"""Text of one style, and how wide it is."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from typing import NamedTuple

from briefgen.look.fonts import HOUSE, Face, Faces
from briefgen.look.ink import WIDE
from briefgen.renderers.pdf.shaping import shape
from briefgen.renderers.pdf.strokes import draw_shape
from briefgen.tagged_pdf.pen import Pen
from briefgen.tagged_pdf.structure import Content, StructureElement
from briefgen.timeline.strokes import Stroke, TextStroke

_TRAILING = re.compile(f"[ {WIDE}]+$")


class TextStyle(NamedTuple):
    """How a text looks: size and leading in points; `tracking` is space added after each character; `capitals` shows
    small letters as capital ones; `underline` is the colour of a line below it; `kerned`
    sets pairs of characters as close as the font says, which the layout of charts knows nothing of."""

    size: float
    leading: float
    face: Face = "regular"
    colour: str = "#000000"
    tracking: float = 0.0
    faces: Faces = HOUSE
    capitals: bool = False
    underline: str = ""
    kerned: bool = False

    def shown(self, text: str) -> str:
        """The text as its characters are drawn."""
        return text.upper() if self.capitals else text


SIGN = "\ufffc"
"""The text of a span that is a drawing (Unicode: object replacement character)."""


class Sign(NamedTuple):
    """A small drawing in a line, decoration beside the words that say it: its strokes from its top left corner, and its
    size in points. It stands in the middle of the capitals' height."""

    strokes: tuple[Stroke, ...]
    width: float
    height: float

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner at (x, y)."""
        for stroke in self.strokes:
            if isinstance(stroke, TextStroke):
                raise TypeError("a sign has no text: the words beside it say what it means")
            draw_shape(pen, stroke, x, y)


class Span(NamedTuple):
    """Text of one style that belongs to one place of the structure tree (None: to none); `link` is its Link element.

    With a `sign`, whose text is SIGN, it is a drawing. What is `literal` is a value that is copied: a line ends within it where
    values have joints, and nowhere else unless it is longer than a line.
    """

    text: str
    style: TextStyle
    content: Content | None = None
    link: StructureElement | None = None
    sign: Sign | None = None
    literal: bool = False

    @property
    def width(self) -> float:
        """The width in points."""
        return self.sign.width if self.sign else width(self.text, self.style)

    def saying(self, text: str) -> Span:
        """The same span with another text."""
        return Span(text, self.style, self.content, self.link, self.sign, self.literal)


def width(text: str, style: TextStyle) -> float:
    """The width in points of a text in a style."""
    text = style.shown(text)
    return shape(text, style.face, style.faces, style.kerned).width * style.size + len(text) * tracking(text, style)


def tracking(text: str, style: TextStyle) -> float:
    """The space after each character: none in a text with accents over its letters, which it would push off them."""
    return 0.0 if style.tracking and any(map(unicodedata.combining, text)) else style.tracking


def hanging(spans: Sequence[Span]) -> float:
    """The width of the spaces at the end, in points: at the end of a line they hang out of it."""
    found = 0.0
    for span in reversed(spans):
        spaces = _TRAILING.search(span.text)
        found += width(spaces[0], span.style) if spaces else 0.0
        if span.text and not (spaces and spaces.start() == 0):
            break
    return found
