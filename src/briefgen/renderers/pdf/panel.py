"""One panel of a chart becomes a PDF of its own: one page as large as the panel, tagged as a figure with its words."""

from __future__ import annotations

from briefgen.document.meta import Meta
from briefgen.look.fonts import HOUSE, Faces
from briefgen.renderers.pdf.chart import ChartPanel
from briefgen.renderers.pdf.properties import properties
from briefgen.renderers.pdf.refused import refusing
from briefgen.tagged_pdf.document import TaggedPdf
from briefgen.tagged_pdf.structure import StructureElement
from briefgen.timeline.strokes import Panel


@refusing()
def pdf(panel: Panel, meta: Meta, *, title: str, description: str, faces: Faces = HOUSE) -> bytes:
    """The page (PDF/UA-1 and PDF/A-2a), vector, in the faces of the brief; `meta` lends language, publisher and date."""
    root = StructureElement("Document", {"Lang": meta.language})
    figure = root.add("Figure", Alt=description)
    made = TaggedPdf(root, properties(meta, title), (panel.width, panel.height))
    ChartPanel(panel=panel, content=figure.content(), faces=faces).draw(made.pen, 0.0, 0.0)
    made.pen.turn()
    return made.finished()
