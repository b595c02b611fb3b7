"""The small drawings in lines of text, in the page's colours; the words beside them are what is read out."""

from __future__ import annotations

from functools import cache

from briefgen.document.signs import Gauge, Standing, Trend
from briefgen.look.theme import Palette
from briefgen.renderers import glyphs
from briefgen.renderers.glyphs import CHARACTERS
from briefgen.renderers.html.colours import paint
from briefgen.renderers.html.story import HtmlContext
from briefgen.renderers.markup import element
from briefgen.renderers.svg import drawn

_PALETTE = Palette()


def stance(story: HtmlContext, kind: Standing) -> str:
    """The mark of a stance, as high as a letter; in a letter its character, for mail programs leave drawings out."""
    if story.charts is not None:
        return element("span", CHARACTERS[kind], " ", aria_hidden="true")
    return _stance(kind)


@cache
def _stance(kind: Standing) -> str:
    strokes = glyphs.stance(kind, _PALETTE)
    return drawn(strokes, glyphs.SIZE, glyphs.SIZE, paint(_PALETTE), "glyph")


def gauge(story: HtmlContext, block: Gauge) -> str:
    """A likelihood on its yardstick, as wide as its cell; in a letter the words beside it say it alone."""
    if story.charts is not None:
        return ""
    width, height = glyphs.GAUGE
    return drawn(glyphs.gauge(block, _PALETTE), width, height, paint(_PALETTE), "gauge")


def trend(story: HtmlContext, block: Trend) -> str:
    """Numbers over time as a line; in a letter the words beside it say them alone."""
    if story.charts is not None:
        return ""
    width, height = glyphs.TREND
    return drawn(glyphs.trend(block, _PALETTE), width, height, paint(_PALETTE), "trend")
