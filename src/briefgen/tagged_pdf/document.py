"""A tagged PDF being made: its pages, its bookmarks, and at the end its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO

from reportlab.pdfgen.canvas import Canvas

from .archive import Properties, describe, sealed
from .attach import Attachment, attach
from .fonts import embed, no_font
from .pen import Pen
from .strings import clean
from .structure import StructureElement, write


class TaggedPdf:
    """One document. `pen` draws its pages in turn, and what it draws belongs to a place in the tree below `root` (a "Document"), or is an artifact.

    `page` is width and height in points, `numbers` says on which page an anchor will stand, `margin` where bars beside what changed
    do, and in which colour.
    """

    def __init__(
        self,
        root: StructureElement,
        properties: Properties,
        page: tuple[float, float],
        numbers: Mapping[str, int] | None = None,
        margin: tuple[float, str] = (0.0, "#000000"),
    ) -> None:
        self._root = root
        self._properties = properties
        self._canvas = Canvas(
            BytesIO(),
            pagesize=page,
            pageCompression=1,
            invariant=1,
            pdfVersion=(1, 7),
            initialFontName=no_font(),
            lang=clean(properties.language),
        )
        self._canvas.setViewerPreference("DisplayDocTitle", "true")
        self.pen = Pen(self._canvas, page, numbers or {}, margin=margin)

    def bookmark(self, title: str, anchor: str, level: int = 0) -> None:
        """The next entry of the outline that a reader shows beside the pages; it leads to the anchor's `destination`."""
        self._canvas.addOutlineEntry(clean(title), anchor, level=level, closed=False)

    def finished(self, source: Attachment | None = None) -> bytes:
        """The file: PDF/UA-1 and PDF/A-2a, or PDF/A-3a where its `source` travels inside it. Nothing can be drawn any more.

        The same drawing gives the same bytes, with the same versions of the libraries.
        """
        doc = self._canvas._doc
        write(doc, self._root, self.pen.parents)
        describe(doc, self._properties, part=3 if source else 2)
        if source:
            attach(doc, source, self._properties.date)
        embed(doc)
        return sealed(self._canvas)
