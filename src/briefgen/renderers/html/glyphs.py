"""The small drawings in lines of text, in the page's colours; the words beside them are what is read out."""

from __future__ import annotations

from functools import cache

from briefgen.document.blocks import Gauge, Stance
from briefgen.look.theme import Palette
from briefgen.renderers import glyphs
from briefgen.renderers.html.colours import paint
from briefgen.renderers.svg import drawn

_PALETTE = Palette()


@cache
def stance(kind: Stance) -> str:
    """The mark of a stance, as high as a letter."""
    strokes = glyphs.stance(kind, _PALETTE)
    return drawn(strokes, glyphs.SIZE, glyphs.SIZE, paint(_PALETTE), "glyph")


def gauge(block: Gauge) -> str:
    """A likelihood on its yardstick, as wide as its cell."""
    width, height = glyphs.GAUGE
    return drawn(glyphs.gauge(block, _PALETTE), width, height, paint(_PALETTE), "gauge")
