"""A finished PDF becomes a reading of it: the words in the order of its tags, and where everything lies on the pages."""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

import pypdfium2
import pypdfium2.raw as pdfium

from briefgen.audit.drawn import drawn

_INLINE = frozenset({"Span", "Link", "Code", "Reference"})
"""Structure types that are part of the text around them (ISO 32000-1, 14.8.4.4)."""
Bounds = tuple[float, float, float, float]
"""Left, bottom, right, top, in points from the lower left corner of the page."""


class DrawnText(NamedTuple):
    """Characters drawn at one place. `mark` is their marked-content number on the page, -1 for an artifact."""

    text: str
    box: Bounds
    mark: int


class Page(NamedTuple):
    width: float
    height: float
    pieces: tuple[DrawnText, ...]

    @property
    def artifacts(self) -> list[DrawnText]:
        """What is drawn beside the document's own text: furniture, repeated heads."""
        return [piece for piece in self.pieces if piece.mark < 0]


@dataclass(slots=True)
class Tag:
    """A structure element: `path` says which kid of which kid it is, `roles` the structure types on the way, its own last.

    `pages` (from 0) are those that its own text stands on, in order.
    """

    path: tuple[int, ...]
    roles: tuple[str, ...]
    pieces: list[DrawnText] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    @property
    def role(self) -> str:
        return self.roles[-1]

    @property
    def text(self) -> str:
        return "".join(piece.text for piece in self.pieces)

    def around(self, role: str) -> tuple[int, ...] | None:
        """The path of the element of that role that it lies in, or is."""
        return self.path[: self.roles.index(role) + 1] if role in self.roles else None


class Reading(NamedTuple):
    """`tags` are the elements of block level that have text, in the order of the tags; `pictures` the text alternative of
    each figure; `links` counts the Link elements with words; `dead` the links and bookmarks, by page and name, that lead nowhere,
    `said` what is told of each link, and `silent` those of which nobody is told where they lead."""

    pages: tuple[Page, ...]
    tags: tuple[Tag, ...]
    pictures: tuple[str, ...]
    links: int
    said: frozenset[str]
    dead: tuple[str, ...]
    silent: tuple[str, ...]
    bookmarks: tuple[str, ...]
    properties: dict[str, str]


def read(data: bytes) -> Reading:
    """The reading of a PDF. Raises pypdfium2.PdfiumError when it cannot be opened, NotOurs when another program wrote it."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        walk = _Walk()
        pages = tuple(_page(pdf, number, texts, walk) for number, texts in enumerate(drawn(data)))
        names, dead = _bookmarks(pdf)
        return Reading(
            pages=pages,
            tags=walk.blocks(),
            pictures=tuple(walk.figures[path] for path in sorted(walk.figures)),
            links=len(walk.links),
            said=frozenset(walk.said),
            dead=(*walk.dead, *dead),
            silent=tuple(walk.silent),
            bookmarks=names,
            properties=pdf.get_metadata_dict(skip_empty=True),
        )
    finally:
        pdf.close()


def _page(pdf: pypdfium2.PdfDocument, number: int, texts: list[str], walk: _Walk) -> Page:
    page = pdf[number]
    objects = page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=5)
    pieces = tuple(
        DrawnText(text, item.get_bounds(), pdfium.FPDFPageObj_GetMarkedContentID(item))
        for item, text in zip(objects, texts, strict=True)
    )
    walk.page(page, number, pieces)
    for said, where, dead in _followed(pdf, page):
        walk.said.append(said)
        walk.dead += [f"page {number + 1}: {where}"] * dead
        walk.silent += [f"page {number + 1}: {where}"] * (not said)
    width, height = page.get_size()
    return Page(width, height, pieces)


class _Walk:
    """The structure tree, put together page by page: PDFium shows each page its part, at the same place in the whole."""

    def __init__(self) -> None:
        self.figures: dict[tuple[int, ...], str] = {}
        self.links: set[tuple[int, ...]] = set()
        self.dead: list[str] = []
        self.said: list[str] = []
        self.silent: list[str] = []
        self._found: list[tuple[tuple[int, ...], tuple[str, ...], int, list[DrawnText]]] = []

    def page(self, page: pypdfium2.PdfPage, number: int, pieces: tuple[DrawnText, ...]) -> None:
        marked: dict[int, list[DrawnText]] = {}
        for piece in pieces:
            marked.setdefault(piece.mark, []).append(piece)
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        if not tree:
            return
        try:
            for index in range(pdfium.FPDF_StructTree_CountChildren(tree)):
                if element := pdfium.FPDF_StructTree_GetChildAtIndex(tree, index):
                    self._element(element, (index,), (), number, marked)
        finally:
            pdfium.FPDF_StructTree_Close(tree)

    def _element(
        self,
        element: pdfium.FPDF_STRUCTELEMENT,
        path: tuple[int, ...],
        above: tuple[str, ...],
        page: int,
        marked: dict[int, list[DrawnText]],
    ) -> None:
        roles = (*above, _string(pdfium.FPDF_StructElement_GetType, element))
        if roles[-1] == "Figure":
            self.figures[path] = _string(pdfium.FPDF_StructElement_GetAltText, element)
        elif roles[-1] == "Link":
            self.links.add(path)
        for index in range(pdfium.FPDF_StructElement_CountChildren(element)):
            if kid := pdfium.FPDF_StructElement_GetChildAtIndex(element, index):
                self._element(kid, (*path, index), roles, page, marked)
            else:
                mark = pdfium.FPDF_StructElement_GetChildMarkedContentID(element, index)
                if mark in marked and mark >= 0:
                    self._found.append(((*path, index), roles, page, marked[mark]))

    def blocks(self) -> tuple[Tag, ...]:
        """The elements of block level in the order of the tags, each with the text of the inline ones in it."""
        tags: dict[tuple[int, ...], Tag] = {}
        for path, roles, page, pieces in sorted(self._found, key=lambda found: found[0]):
            depth = len(roles)
            while depth > 1 and roles[depth - 1] in _INLINE:
                depth -= 1
            tag = tags.setdefault(path[:depth], Tag(path[:depth], roles[:depth]))
            tag.pieces += pieces
            tag.pages.append(page)
        return tuple(tags.values())


def _followed(pdf: pypdfium2.PdfDocument, page: pypdfium2.PdfPage) -> Iterator[tuple[str, str, bool]]:
    """What is told of each link of the page, nothing where it has no place in the structure (ISO 14289-1, 7.18.5); where it is, and
    whether it leads to no page and to no address."""
    position, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    while pdfium.FPDFLink_Enumerate(page, position, link):
        action = pdfium.FPDFLink_GetAction(link)
        place = pdfium.FPDFLink_GetDest(pdf, link) or (action and pdfium.FPDFAction_GetDest(pdf, action))
        inside = place and 0 <= pdfium.FPDFDest_GetDestPageIndex(pdf, place) < len(pdf)
        dead = not inside and (not action or pdfium.FPDFAction_GetURIPath(pdf, action, None, 0) < 2)
        box = pdfium.FS_RECTF()
        pdfium.FPDFLink_GetAnnotRect(link, box)
        annotation = pdfium.FPDFLink_GetAnnot(page, link)
        tagged = pdfium.FPDFAnnot_HasKey(annotation, b"StructParent")
        said = _string(_contents, annotation)
        pdfium.FPDFPage_CloseAnnot(annotation)
        yield said if tagged else "", f"link at {box.left:.0f}, {box.bottom:.0f} points", dead


def _contents(annotation: pdfium.FPDF_ANNOTATION, buffer: ctypes.Array[ctypes.c_char] | None, size: int) -> int:
    wide = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort)) if buffer else None
    return int(pdfium.FPDFAnnot_GetStringValue(annotation, b"Contents", wide, size))


def _bookmarks(pdf: pypdfium2.PdfDocument) -> tuple[tuple[str, ...], list[str]]:
    names, dead = [], []
    for bookmark in pdf.get_toc():
        names.append(bookmark.get_title())
        place = bookmark.get_dest()
        if place is None or place.get_index() is None:
            dead.append(f"bookmark “{names[-1]}”")
    return tuple(names), dead


def _string(read_into: Callable[..., int], element: pdfium.FPDF_STRUCTELEMENT | pdfium.FPDF_ANNOTATION) -> str:
    size = read_into(element, None, 0)
    if size <= 2:
        return ""
    buffer = ctypes.create_string_buffer(size)
    read_into(element, buffer, size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")
