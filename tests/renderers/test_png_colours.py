"""The PNG shows each stroke in the colour that the SVG and the PDF give it, however many colours there are."""

from __future__ import annotations

import io
from typing import get_args

from PIL import Image

from briefgen.document.blocks import Family, MarkStatus
from briefgen.look.theme import Theme
from briefgen.renderers.png import png
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Disc, Panel, PathStroke
from tests.support.documents import mark, timeline

DPI = 220


def colourful() -> Panel:
    """Few red marks among many of other colours: what a palette would sacrifice first."""
    marks = [mark(0, family="incident"), mark(1, family="incident", status="undetermined")]
    kinds = [(family, status) for family in get_args(Family) for status in get_args(MarkStatus)]
    marks += [mark(n, family=family, status=status) for n, (family, status) in enumerate(kinds, 2)]
    (panel,) = layout(timeline(*marks, form="agenda"), width=470, max_height=2000, theme=Theme())
    return panel


def wrong(panel: Panel, image: Image.Image) -> list[tuple[str, str]]:
    """(the stroke's colour, the pixel's) where the middle of a filled mark has another colour than the last stroke there."""
    filled: dict[tuple[int, int], str] = {}
    for stroke in panel.strokes:
        if isinstance(stroke, Disc):
            x, y = stroke.x, stroke.y
        elif isinstance(stroke, PathStroke) and stroke.closed and len(stroke.points) != 4:
            x, y = (sum(point[n] for point in stroke.points) / len(stroke.points) for n in (0, 1))
        else:
            continue
        filled[round(x * DPI / 72), round(y * DPI / 72)] = stroke.fill
    assert len(set(filled.values())) > 4
    seen = {place: "#{:02X}{:02X}{:02X}".format(*image.getpixel(place)) for place in filled}  # type: ignore[misc]
    return [(filled[place], seen[place]) for place in filled if seen[place] != filled[place].upper()]


def test_every_mark_has_its_own_colour_to_the_last_bit() -> None:
    panel = colourful()
    assert wrong(panel, Image.open(io.BytesIO(png(panel, dpi=DPI))).convert("RGB")) == []


def test_a_palette_by_median_cut_would_be_seen() -> None:
    panel = colourful()
    few = Image.open(io.BytesIO(png(panel, dpi=DPI))).quantize(16, Image.Quantize.MEDIANCUT).convert("RGB")
    assert wrong(panel, few)
