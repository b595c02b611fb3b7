"""One panel of a chart becomes a PDF of its own: one page as large as the panel, tagged as a figure with its words."""

from __future__ import annotations

import io
from dataclasses import replace

from reportlab.pdfgen.canvas import Canvas

from briefgen.document.blocks import Meta
from briefgen.look.fonts import HOUSE, Faces
from briefgen.renderers.markup import clean
from briefgen.renderers.pdf import archive, structure
from briefgen.renderers.pdf.chart import ChartPanel
from briefgen.renderers.pdf.faces import body_font, embed
from briefgen.renderers.pdf.pen import Pen
from briefgen.renderers.pdf.structure import StructureElement
from briefgen.timeline.strokes import Panel


def pdf(panel: Panel, meta: Meta, *, title: str, description: str, faces: Faces = HOUSE) -> bytes:
    """The page (PDF/UA-1 and PDF/A-2a), vector, in the faces of the brief; `meta` lends language, publisher and date."""
    size, out = (panel.width, panel.height), io.BytesIO()
    canvas = Canvas(
        out,
        pagesize=size,
        pageCompression=1,
        invariant=1,
        pdfVersion=(1, 7),
        initialFontName=body_font(),
        lang=clean(meta.language),
    )
    canvas.setViewerPreference("DisplayDocTitle", "true")
    root = StructureElement("Document", {"Lang": meta.language})
    figure = root.add("Figure", Alt=description)
    pen = Pen(canvas, size, {})
    ChartPanel(panel=panel, content=figure.content(), faces=faces).draw(pen, 0.0, 0.0)
    pen.turn()
    doc = canvas._doc
    structure.write(doc, root, pen.parents)
    archive.describe(doc, replace(meta, title=title))
    embed(doc)
    archive.close_streams(doc)
    archive.leave_room_for_identity(doc)
    return archive.identify(canvas.getpdfdata())
