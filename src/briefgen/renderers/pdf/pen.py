"""Draws on the pages of a tagged PDF: whatever is painted is either content of the structure tree or an artifact.

Points, origin top left, y down; the one place that knows ReportLab's canvas.
"""

from __future__ import annotations

import string
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from reportlab.lib.colors import HexColor
from reportlab.lib.rl_accel import escapePDF, fp_str
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFStream, PDFZCompress
from reportlab.pdfgen.canvas import Canvas

from briefgen.look.direction import begins_right_to_left, from_the_left
from briefgen.renderers.pdf.direction import DirectedSpan, pieces
from briefgen.renderers.pdf.faces import ShapedRun, shape
from briefgen.renderers.pdf.lines import CAPITALS, Sign, Span, TextStyle, tracking
from briefgen.renderers.pdf.picture import Picture
from briefgen.renderers.pdf.strings import text_string
from briefgen.renderers.pdf.structure import Content, ParentTree, StructureElement
from briefgen.timeline.strokes import Disc, PathStroke, TextStroke

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

    def spans(self, x: float, y: float, spans: Sequence[Span], right_to_left: bool = False) -> list[LinkPlace]:
        """Text in reading order from (x, y), the left end of its baseline; `right_to_left` is its paragraph's direction.

        The links in it come back with their places.
        """
        links: list[LinkPlace] = []
        for piece in pieces(spans, right_to_left):
            span, start = piece.span, x + piece.left
            self._piece(start, y, piece)
            if span.link is not None:
                end = start + span.width
                if links and links[-1].element is span.link:
                    first = links.pop()
                    start, end = min(first.left, start), max(first.right, end)
                links.append(LinkPlace(span.link, start, end, span.style.underline))
        return links

    def text(self, x: float, y: float, text: str, style: TextStyle, content: Content | None = None) -> None:
        """One style of text, a line of its own, from (x, y), the left end of its baseline."""
        self.spans(x, y, (Span(text, style, content),), begins_right_to_left(text))

    def _piece(self, x: float, y: float, piece: DirectedSpan) -> None:
        style, text = piece.span.style, piece.span.style.shown(piece.span.text)
        if piece.span.sign:
            self._sign(x, y, piece.span.sign, style)
            return
        shaped = shape(text, style.face, style.faces, style.kerned)
        self._mark(piece.span.content)
        code = [f"BT 1 0 0 1 {fp_str(x, self._height - y)} Tm {_fill(style.colour)}"]
        space = 0.0 if piece.right_to_left else tracking(text, style)
        if space:
            code.append(f"{fp_str(space)} Tc")
        for run in reversed(shaped.runs) if piece.right_to_left else shaped.runs:
            code += self._run(run, style.size, piece.right_to_left)
        code.append("0 Tc ET" if space else "ET")
        self._canvas.addLiteral(" ".join(code))

    def _run(self, run: ShapedRun, size: float, right_to_left: bool) -> Iterator[str]:
        """What shows the characters of one font, with what is added between them in thousandths of the size (ISO 32000-1, 9.4.3)."""
        font, doc = pdfmetrics.getFont(run.font), self._canvas._doc
        if right_to_left or not run.gaps:
            for subset, codes in font.splitString(from_the_left(run.text) if right_to_left else run.text, doc):
                yield f"{font.getSubsetInternalName(subset, doc)} {_sized(size)} {fp_str(1.2 * size)} TL ({escapePDF(codes)}) Tj"
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

    def _sign(self, x: float, y: float, sign: Sign, style: TextStyle) -> None:
        top = y - (CAPITALS * style.size + sign.height) / 2
        for stroke in sign.strokes:
            match stroke:
                case PathStroke():
                    self.path(stroke._replace(points=tuple((x + px, top + py) for px, py in stroke.points)), None)
                case Disc():
                    self.disc(stroke._replace(x=x + stroke.x, y=top + stroke.y), None)
                case TextStroke():
                    raise TypeError("a sign has no text: the words beside it say what it means")

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
        self._pencil(colour, width, ())
        self._canvas.line(x, self._height - y, x + length, self._height - y)

    def path(self, path: PathStroke, content: Content | None) -> None:
        """Straight lines through the points; no colour means none."""
        if not path.points or not (path.stroke or path.fill):
            return
        self._mark(content)
        drawn = self._canvas.beginPath()
        (left, top), *others = path.points
        drawn.moveTo(left, self._height - top)
        for x, y in others:
            drawn.lineTo(x, self._height - y)
        if path.closed or path.fill:
            drawn.close()
        self._pencil(path.stroke, path.width, path.dash, path.fill)
        self._canvas.drawPath(drawn, stroke=bool(path.stroke), fill=bool(path.fill))

    def disc(self, disc: Disc, content: Content | None) -> None:
        """A circle; no colour means none."""
        if not (disc.stroke or disc.fill):
            return
        self._mark(content)
        self._pencil(disc.stroke, disc.width, disc.dash, disc.fill)
        stroke, fill = bool(disc.stroke), bool(disc.fill)
        self._canvas.circle(disc.x, self._height - disc.y, disc.radius, stroke=stroke, fill=fill)

    def _pencil(self, stroke: str, width: float, dash: Sequence[float], fill: str = "") -> None:
        if stroke:
            self._canvas.setStrokeColor(_colour(stroke))
            self._canvas.setLineWidth(width)
            self._canvas.setDash(list(dash))
        if fill:
            self._canvas.setFillColor(_colour(fill))

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
