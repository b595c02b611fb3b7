"""The SVG of a Word file is the same picture as its PNG, and needs no face of the reader's machine."""

from __future__ import annotations

import io

import numpy
import pytest
import resvg_py
from lxml import etree
from PIL import Image, ImageFilter

from briefgen.document.blocks import Timeline
from briefgen.look.fonts import HOUSE
from briefgen.look.theme import Palette, Theme
from briefgen.renderers import glyphs
from briefgen.renderers.outlined import outlined
from briefgen.renderers.png import png
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Disc, Panel, Stroke, TextStroke
from tests.support.documents import every_block, mark, timeline


def panels() -> list[Panel]:
    chart = next(block for block in every_block().blocks if isinstance(block, Timeline))
    foreign = timeline(
        mark(0, label="הפיצוץ (אתמול) 12:30 ב-Odra"),
        mark(1, label="Zażółć gęślą jaźń ½ ﬁ"),
        mark(2, label="انفجار في المصنع"),
        form="agenda",
    )
    signs: tuple[Stroke, ...] = tuple(
        stroke._replace(x=stroke.x + 12 * n) if isinstance(stroke, Disc) else stroke
        for n, kind in enumerate(("holds", "reserves"))
        for stroke in glyphs.stance(kind, Palette())  # type: ignore[arg-type]
    )
    charts = [layout(one, width=470, max_height=600, theme=Theme())[0] for one in (chart, foreign)]
    return [*charts, Panel(12 * 2, glyphs.SIZE, signs, ())]


def apart(panel: Panel, data: bytes) -> float:
    """The greatest difference of the two pictures, each softened, since two programs set the edges of letters otherwise; 0 to 255."""
    wide = round(2 * panel.width)
    vector = resvg_py.svg_to_bytes(svg_string=data.decode(), width=wide, dpi=96, background="white")
    lines, pixels = (Image.open(io.BytesIO(one)).convert("RGB") for one in (vector, png(panel)))
    soft = [one.resize(lines.size).filter(ImageFilter.BoxBlur(2)) for one in (lines, pixels)]
    one, other = (numpy.asarray(image, dtype=int) for image in soft)
    return float(abs(one - other).max())


@pytest.mark.parametrize("panel", panels(), ids=["a chart", "other scripts", "signs"])
def test_lines_and_pixels_are_one_picture(panel: Panel) -> None:
    data = outlined(panel.strokes, panel.width, panel.height, HOUSE)
    assert apart(panel, data) < 55
    first = next((stroke for stroke in panel.strokes if isinstance(stroke, TextStroke)), None)
    if first:
        moved = Panel(panel.width, panel.height, tuple(s for s in panel.strokes if s is not first), ())
        assert apart(moved, data) > 55


def test_there_is_no_text_and_nothing_from_outside() -> None:
    for panel in panels():
        data = outlined(panel.strokes, panel.width, panel.height, HOUSE)
        assert data == outlined(panel.strokes, panel.width, panel.height, HOUSE)
        tags = {etree.QName(node).localname for node in etree.fromstring(data).iter()}
        assert tags <= {"svg", "g", "path", "circle"}
        assert b"href" not in data
        assert b"url(" not in data
