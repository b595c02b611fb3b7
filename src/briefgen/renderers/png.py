"""A panel becomes a small PNG: the outlines that its SVG has, drawn by resvg, so that both are one picture."""

from __future__ import annotations

import io

import resvg_py
from PIL import Image

from briefgen.look.fonts import HOUSE, Faces
from briefgen.renderers.markup import attributes
from briefgen.renderers.outlined import outlines
from briefgen.timeline.strokes import Panel

_POINTS = 72
"""Points in an inch."""


def png(panel: Panel, *, faces: Faces = HOUSE, dpi: int = 220) -> bytes:
    """The panel on white as a PNG without transparency, `dpi` pixels an inch, each stroke in its own colour; the same bytes each time.

    Text keeps to the widths that `faces.measure` gives, so it stays in the boxes that the layout gave it.
    """
    wide, high = (max(1, round(side * dpi / _POINTS)) for side in (panel.width, panel.height))
    size = attributes(xmlns="http://www.w3.org/2000/svg", width=wide, height=high)  # whole, so resvg stretches nothing
    scale = f'<g transform="scale({wide / panel.width:.6f} {high / panel.height:.6f})">'
    lines = "".join((f"<svg{size}>", scale, *outlines(panel.strokes, faces), "</g></svg>"))
    drawn = resvg_py.svg_to_bytes(svg_string=lines, background="white", skip_system_fonts=True)
    out = io.BytesIO()
    Image.open(io.BytesIO(drawn)).convert("RGB").save(out, "PNG", dpi=(dpi, dpi))
    return out.getvalue()
