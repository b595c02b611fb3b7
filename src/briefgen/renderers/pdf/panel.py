"""One panel of a chart becomes a PDF of its own: one page as large as the panel, tagged as a figure with its words."""

from __future__ import annotations

import io
from dataclasses import replace

from briefgen.document.meta import Meta
from briefgen.look.fonts import HOUSE, Faces
from briefgen.renderers.pdf import archive
from briefgen.renderers.pdf.chart import ChartPanel
from briefgen.renderers.pdf.pen import Pen
from briefgen.renderers.pdf.structure import StructureElement
from briefgen.timeline.strokes import Panel


def pdf(panel: Panel, meta: Meta, *, title: str, description: str, faces: Faces = HOUSE) -> bytes:
    """The page (PDF/UA-1 and PDF/A-2a), vector, in the faces of the brief; `meta` lends language, publisher and date."""
    size, out = (panel.width, panel.height), io.BytesIO()
    canvas = archive.canvas(out, size, meta.language)
    root = StructureElement("Document", {"Lang": meta.language})
    figure = root.add("Figure", Alt=description)
    pen = Pen(canvas, size, {})
    ChartPanel(panel=panel, content=figure.content(), faces=faces).draw(pen, 0.0, 0.0)
    pen.turn()
    return archive.finished(canvas, root, pen.parents, replace(meta, title=title))
