"""Draws on the pages of a tagged PDF: whatever is painted is either content of the structure tree or an artifact.

Points, origin top left, y down; the one place that knows ReportLab's canvas.
"""

from __future__ import annotations

import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import NamedTuple, Protocol
from urllib.parse import quote

from reportlab.lib.colors import HexColor
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from .fonts import GlyphRun
from .picture import Picture
from .strings import text_string
from .structure import Content, ParentTree, StructureElement

CAPITALS = 0.69
"""The height of capitals, in sizes of the type."""
_DECORATION = "/Artifact BMC"
_colour = cache(HexColor)  # a page has a handful, each drawn hundreds of times
_BAR = 1.8
"""The width of a change bar."""


@cache
def _thousandths(ems: float) -> str:
    """A length in thousandths of the size: the same few stand between pairs of letters everywhere."""
    return str(fp_str(1000 * ems))


@cache
def _fill(colour: str) -> str:
    """What fills letters with a colour."""
    return f"{fp_str(*_colour(colour).rgb())} rg"


@cache
def _sized(size: float) -> str:
    """What sets the size of the font that is named before it."""
    return f"{fp_str(size)} Tf"


@cache
def _leading(size: float) -> str:
    """What says how far apart lines of a size are."""
    return f"{fp_str(1.2 * size)} TL"


class Drawing(Protocol):
    """A small drawing in a line of text, decoration beside the words that say what it means."""

    @property
    def height(self) -> float:
        """In points. It stands in the middle of the capitals' height."""

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw with the top left corner at (x, y)."""


class LinePiece(NamedTuple):
    """What stands on a line in one look: text of some `size`, or a `drawing` in its place. Lengths are in points, `colour` is "#RRGGBB".

    `left` is its distance from the left end of the line, `space` what is added after each character; it belongs to `content` of the
    tree (None: decoration) and is live as the Link element `link`, with a line below it in the colour `underline`.
    """

    runs: tuple[GlyphRun, ...]
    size: float
    colour: str = "#000000"
    left: float = 0.0
    width: float = 0.0
    space: float = 0.0
    content: Content | None = None
    link: StructureElement | None = None
    underline: str = ""
    drawing: Drawing | None = None


class Brush(NamedTuple):
    """How a shape is painted: colours "#RRGGBB", "" for none; the `width` of its outline in points, its `dash` as lengths on and off."""

    fill: str = ""
    stroke: str = ""
    width: float = 0.0
    dash: tuple[float, ...] = ()


class LinkPlace(NamedTuple):
    """Where a link stands on its line: its left and right end, and the colour of the line below it."""

    element: StructureElement
    left: float
    right: float
    underline: str


class Pen:
    """One document being drawn. `numbers` says on which page an anchor stands, `margin` where a change bar does and in which
    colour."""

    def __init__(
        self,
        canvas: Canvas,
        page: tuple[float, float],
        numbers: Mapping[str, int],
        margin: tuple[float, str] = (0.0, "#000000"),
    ) -> None:
        self.numbers = numbers
        self._margin = margin
        self.parents = ParentTree()
        self._canvas = canvas
        self._height = page[1]
        self._page = 1
        self._open: Content | str | None = None
        self._artifact = ""
        self._marks: list[StructureElement] = []
        self._destinations: set[str] = set()

    def paper(self, size: tuple[float, float], margin: float) -> None:
        """The size of the page that is drawn next, and where change bars stand on it."""
        self._canvas.setPageSize(size)
        self._height, self._margin = size[1], (margin, self._margin[1])

    # -- marks --------------------------------------------------------------------------------------------------------

    @contextmanager
    def artifact(self, *entries: str) -> Iterator[None]:
        """All that is drawn inside is an artifact ("/Type /Pagination"), whatever it belongs to."""
        before, self._artifact = self._artifact, f"/Artifact <<{' '.join(entries)}>> BDC"
        try:
            yield
        finally:
            self._artifact = before

    def _mark(self, content: Content | None) -> None:
        wanted = self._artifact or content or _DECORATION
        if wanted is self._open or wanted == self._open:
            return
        self._close()
        if isinstance(wanted, Content):
            number = len(self._marks)
            self._marks.append(wanted.parent)
            wanted.marks.append((self._page, number))
            self._canvas.addLiteral(f"/{wanted.parent.role} <</MCID {number}>> BDC")
        else:
            self._canvas.addLiteral(wanted)
        self._open = wanted

    def _close(self) -> None:
        if self._open is not None:
            self._canvas.addLiteral("EMC")
            self._open = None

    def turn(self) -> None:
        """End the page."""
        self._close()
        canvas = self._canvas
        canvas.showPage()
        page = canvas._doc.Pages.pages[-1]
        page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
        page.Tabs = PDFName("S")
        page.Trans = None  # ReportLab would write an empty dictionary
        page.Contents = PDFStream(content=page.stream, filters=[PDFZCompress])
        if self._marks:
            page.StructParents = self.parents.add(self._marks)
        self._marks = []
        self._page += 1

    # -- text ---------------------------------------------------------------------------------------------------------

    def line(self, x: float, y: float, pieces: Iterable[LinePiece]) -> list[LinkPlace]:
        """Pieces in the order in which they are read, on a line whose baseline begins at (x, y) at the left.

        The links among them come back with their places: what makes them live is `link`.
        """
        links: list[LinkPlace] = []
        for piece in pieces:
            start = x + piece.left
            if piece.drawing is None:
                self._show(start, y, piece)
            else:
                piece.drawing.draw(self, start, y - (CAPITALS * piece.size + piece.drawing.height) / 2)
            if piece.link is not None:
                end = start + piece.width
                if links and links[-1].element is piece.link:
                    first = links.pop()
                    start, end = min(first.left, start), max(first.right, end)
                links.append(LinkPlace(piece.link, start, end, piece.underline))
        return links

    def _show(self, x: float, y: float, piece: LinePiece) -> None:
        self._mark(piece.content)
        code = [f"BT 1 0 0 1 {fp_str(x, self._height - y)} Tm {_fill(piece.colour)}"]
        if piece.space:
            code.append(f"{fp_str(piece.space)} Tc")
        for run in piece.runs:
            code += self._run(run, piece.size)
        code.append("0 Tc ET" if piece.space else "ET")
        self._canvas.addLiteral(" ".join(code))

    def _run(self, run: GlyphRun, size: float) -> Iterator[str]:
        """What shows the characters of one font, with what is added between them in thousandths of the size (ISO 32000-1, 9.4.3)."""
        font, doc = pdfmetrics.getFont(run.font), self._canvas._doc
        if not run.gaps:
            for subset, codes in font.splitString(run.text, doc):
                yield f"{font.getSubsetInternalName(subset, doc)} {_sized(size)} {_leading(size)} ({escapePDF(codes)}) Tj"
            return
        gaps, place = [*run.gaps], 0
        for subset, codes in font.splitString(run.text, doc):  # a byte for each character
            shown: list[str] = []
            start, end = place, place + len(codes)
            while gaps and gaps[0][0] <= end:
                cut, gap = gaps.pop(0)
                shown += [f"({escapePDF(codes[place - start : cut - start])})", _thousandths(-gap)]
                place = cut
            if place < end:
                shown.append(f"({escapePDF(codes[place - start :])})")
            place = end
            yield f"{font.getSubsetInternalName(subset, doc)} {_sized(size)} [{' '.join(shown)}] TJ"

    # -- shapes -------------------------------------------------------------------------------------------------------

    def box(self, x: float, y: float, width: float, height: float, fill: str) -> None:
        """A filled rectangle, as decoration."""
        self._mark(None)
        self._canvas.setFillColor(_colour(fill))
        self._canvas.rect(x, self._height - y - height, width, height, stroke=0, fill=1)

    def bar(self, y: float, height: float) -> None:
        """A change bar in the margin: decoration, since what changed is also told in words."""
        left, colour = self._margin
        self.box(left, y, _BAR, height, colour)

    def rule(self, x: float, y: float, length: float, colour: str, width: float = 0.5) -> None:
        """A line to the right, as decoration."""
        self._mark(None)
        self._pencil(Brush(stroke=colour, width=width))
        self._canvas.line(x, self._height - y, x + length, self._height - y)

    def path(
        self, points: Sequence[tuple[float, float]], brush: Brush, content: Content | None = None, closed: bool = False
    ) -> None:
        """Straight lines through the points; what is filled is closed."""
        if not points or not (brush.stroke or brush.fill):
            return
        self._mark(content)
        drawn = self._canvas.beginPath()
        (left, top), *others = points
        drawn.moveTo(left, self._height - top)
        for x, y in others:
            drawn.lineTo(x, self._height - y)
        if closed or brush.fill:
            drawn.close()
        self._pencil(brush)
        self._canvas.drawPath(drawn, stroke=bool(brush.stroke), fill=bool(brush.fill))

    def disc(self, x: float, y: float, radius: float, brush: Brush, content: Content | None = None) -> None:
        """A circle about (x, y)."""
        if not (brush.stroke or brush.fill):
            return
        self._mark(content)
        self._pencil(brush)
        self._canvas.circle(x, self._height - y, radius, stroke=bool(brush.stroke), fill=bool(brush.fill))

    def _pencil(self, brush: Brush) -> None:
        if brush.stroke:
            self._canvas.setStrokeColor(_colour(brush.stroke))
            self._canvas.setLineWidth(brush.width)
            self._canvas.setDash(list(brush.dash))
        if brush.fill:
            self._canvas.setFillColor(_colour(brush.fill))

    def picture(self, x: float, y: float, width: float, height: float, picture: Picture, content: Content) -> None:
        """A picture with its top left corner at (x, y)."""
        self._mark(content)
        doc = self._canvas._doc
        form = repr((picture.pixels, picture.colours)).encode()  # two pictures may have the same samples
        name = sha256(form + picture.data).hexdigest()[:20]
        if not doc.hasForm(name):
            entries = {
                "Type": PDFName("XObject"),
                "Subtype": PDFName("Image"),
                "Width": picture.pixels[0],
                "Height": picture.pixels[1],
                "ColorSpace": PDFName(picture.colours),
                "BitsPerComponent": 8,
                "Filter": PDFName(picture.filter),
            }
            doc.Reference(PDFStream(dictionary=PDFDictionary(entries), content=picture.data), doc.getXObjectName(name))
        self._canvas.saveState()
        self._canvas.translate(x, self._height - y - height)
        self._canvas.scale(width, height)
        self._canvas.doForm(name)
        self._canvas.restoreState()

    # -- links --------------------------------------------------------------------------------------------------------

    def destination(self, anchor: str, y: float) -> None:
        """Links to the anchor lead to this height of this page; the first place wins."""
        if anchor and not self._artifact and anchor not in self._destinations:
            self._destinations.add(anchor)
            self._canvas.bookmarkPage(anchor, fit="XYZ", left=0, top=self._height - max(y - 8, 0))

    def link(self, link: StructureElement, left: float, top: float, right: float, bottom: float) -> None:
        """A live rectangle for a Link element, whose `target` and `Contents` are its texts."""
        if self._artifact:
            return
        target, name = link.target, f"link{len(self.parents.entries)}"
        entries: dict[str, object] = {
            "Type": PDFName("Annot"),
            "Subtype": PDFName("Link"),
            "Rect": PDFArray([left, self._height - bottom, right, self._height - top]),
            "Border": PDFArray([0, 0, 0]),
            "F": 4,
            "Contents": text_string(link.spoken or target),
            "StructParent": self.parents.add(link),
        }
        if target.startswith("#"):
            entries["Dest"] = self._canvas._bookmarkReference(target[1:])
        else:
            address = quote(target, safe=string.printable, errors="replace")  # ISO 32000-1, 12.6.4.7: 7-bit ASCII
            entries["A"] = PDFDictionary({"S": PDFName("URI"), "URI": text_string(address)})
        link.annotations.append((self._page, self._canvas._doc.annotationName(name)))
        self._canvas._addAnnotation(PDFDictionary(entries), name)

    def bound(self, figure: StructureElement, x: float, y: float, width: float, height: float) -> None:
        """Make the bounding box of a Figure take in this rectangle."""
        bottom, top = self._height - y - height, self._height - y
        if figure.bounds is None:
            figure.bounds = (x, bottom, x + width, top)
        else:
            left, low, right, high = figure.bounds
            figure.bounds = (min(left, x), min(low, bottom), max(right, x + width), max(high, top))
