"""The PNG shows each family in the colour that the SVG and the PDF give it, however many colours there are."""

from __future__ import annotations

import io
from typing import get_args

from PIL import Image

from briefgen.document.marks import Family, MarkStatus
from briefgen.look.theme import Palette, Theme
from briefgen.renderers.png import png
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Panel
from tests.support.documents import mark, timeline

DPI = 220
FAMILIES = {getattr(Palette(), family) for family in get_args(Family)}


def colourful() -> Panel:
    """One mark of harm among many of other colours: what a palette would sacrifice first."""
    kinds = [(family, status) for family in get_args(Family) if family != "harm" for status in get_args(MarkStatus)]
    marks = [mark(0, family="harm"), *(mark(n, family=family, status=how) for n, (family, how) in enumerate(kinds, 1))]
    (panel,) = layout(timeline(*marks, form="agenda"), width=470, max_height=2000, theme=Theme())
    return panel


def absent(image: Image.Image) -> set[str]:
    """The colours of families that no pixel has to the last bit."""
    found = image.convert("RGB").getcolors(1 << 24)
    assert found is not None
    return FAMILIES - {"#{:02X}{:02X}{:02X}".format(*pixel) for _, pixel in found}  # type: ignore[misc]


def test_every_family_has_its_own_colour_to_the_last_bit() -> None:
    panel = colourful()
    shown = {getattr(stroke, side, "") for stroke in panel.strokes for side in ("fill", "stroke")}
    assert shown >= FAMILIES
    assert absent(Image.open(io.BytesIO(png(panel, dpi=DPI)))) == set()


def test_a_palette_by_median_cut_would_be_seen() -> None:
    few = Image.open(io.BytesIO(png(colourful(), dpi=DPI))).convert("RGB").quantize(64, Image.Quantize.MEDIANCUT)
    assert absent(few)
