"""The structure tree of a tagged PDF: elements in reading order, made before anything is drawn (ISO 32000-1, 14.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
)
from reportlab.pdfbase.pdfdoc import format as format_object

from .strings import array, dictionary, text_string

_KEPT_EMPTY = frozenset({"Document", "LBody", "TD", "TH"})
"""A table stays regular and a list item whole where a cell or a body has no words."""
_name = cache(PDFName)  # a document has a dozen, each in many places
_ROLES = {"Em": "Span"}
"""What is no standard type before PDF 2.0, and what stands for it (ISO 32000-1, 14.7.3)."""


@dataclass(slots=True, eq=False)
class Content:
    """A place in the tree for what the pages show there: `marks` are (page, marked-content number), pages from 1."""

    parent: StructureElement
    marks: list[tuple[int, int]] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class StructureElement:
    """One structure element; `texts` are its text entries (Alt, Lang), `attributes` its attribute objects by owner.

    A Link also knows its `target` and the words that are `spoken` for it, a Figure its `bounds`: left, bottom, right, top.
    """

    role: str
    texts: dict[str, str] = field(default_factory=dict)
    target: str = ""
    spoken: str = ""
    bounds: tuple[float, float, float, float] | None = None
    attributes: dict[str, dict[str, object]] = field(default_factory=dict)
    parent: StructureElement | None = None
    kids: list[StructureElement | Content] = field(default_factory=list)
    annotations: list[tuple[int, str]] = field(default_factory=list)

    def add(self, role: str, **texts: str) -> StructureElement:
        """A new last child."""
        child = StructureElement(role, texts, parent=self)
        self.kids.append(child)
        return child

    def set(self, owner: str, **values: object) -> StructureElement:
        """The element itself, with these attributes of `owner` ("Table", "List", "Layout")."""
        self.attributes.setdefault(owner, {}).update(values)
        return self

    def content(self) -> Content:
        """The place for content at the end of the element: the last kid if it is one, else a new one."""
        if self.kids and isinstance(self.kids[-1], Content):
            return self.kids[-1]
        place = Content(self)
        self.kids.append(place)
        return place

    @property
    def used(self) -> bool:
        """True when something on a page belongs to the element, or its absence would break the element around it."""
        return (
            self.role in _KEPT_EMPTY
            or bool(self.annotations)
            or any(kid.used if isinstance(kid, StructureElement) else kid.marks for kid in self.kids)
        )


@dataclass(slots=True)
class ParentTree:
    """From the key of a page or an annotation back to its elements: a list by marked-content number, or one element."""

    entries: list[list[StructureElement] | StructureElement] = field(default_factory=list)

    def add(self, entry: list[StructureElement] | StructureElement) -> int:
        """The key under which the entry stands."""
        self.entries.append(entry)
        return len(self.entries) - 1


def write(doc: PDFDocument, root: StructureElement, parents: ParentTree) -> None:
    """Put the tree into the document's catalogue. Elements without content are left out."""
    elements = list(_walk(root))
    references = {id(element): PDFObjectReference(f"Element{number}") for number, element in enumerate(elements)}
    for element in elements:
        doc.Reference(_Entry(element, references), references[id(element)].name)
    numbers: list[object] = []
    for key, entry in enumerate(parents.entries):
        numbers.append(str(key))
        if isinstance(entry, StructureElement):
            numbers.append(references[id(entry)])
        else:
            numbers.append(PDFArray([references[id(element)] for element in entry]))
    tree = PDFDictionary(
        {
            "Type": PDFName("StructTreeRoot"),
            "K": PDFArray([references[id(root)]]),
            "ParentTree": PDFDictionary({"Nums": PDFArray(numbers)}),
            "ParentTreeNextKey": len(parents.entries),
            "RoleMap": PDFDictionary({name: PDFName(role) for name, role in _ROLES.items()}),
        }
    )
    doc.Reference(tree, "StructTreeRoot")
    doc.Catalog.StructTreeRoot = tree
    doc.Catalog.MarkInfo = PDFDictionary({"Marked": "true"})


def _walk(element: StructureElement) -> Iterator[StructureElement]:
    yield element
    for kid in element.kids:
        if isinstance(kid, StructureElement) and kid.used:
            yield from _walk(kid)


class _Entry(PDFObject):  # type: ignore[misc]  # ReportLab has no types
    """An element as the file has it, written in one go: a long table has a hundred thousand, and ReportLab's own dictionaries take five
    times as long."""

    def __init__(self, element: StructureElement, references: Mapping[int, PDFObjectReference]) -> None:
        self._element, self._references = element, references

    def format(self, document: PDFDocument) -> bytes:
        def at(name: str) -> str:
            return "{} {} R".format(*document.idToObjectNumberAndVersion[name])

        def written(value: object) -> str:
            return str(format_object(value, document), "latin-1")

        element, references = self._element, self._references
        page = next((mark[0] for kid in element.kids if isinstance(kid, Content) for mark in kid.marks), 0)
        kids: list[str] = []
        for kid in element.kids:
            if isinstance(kid, StructureElement):
                if id(kid) in references:
                    kids.append(at(references[id(kid)].name))
            else:
                kids += [
                    str(number)
                    if on == page
                    else dictionary({"Type": "/MCR", "Pg": at(f"Page{on}"), "MCID": str(number)})
                    for on, number in kid.marks
                ]
        for on, annotation in element.annotations:
            kids.append(dictionary({"Type": "/OBJR", "Obj": at(annotation), "Pg": at(f"Page{on}")}))
        entries = {
            "Type": "/StructElem",
            "S": _name(element.role),
            "P": at(references[id(element.parent)].name if element.parent else "StructTreeRoot"),
            "K": array(kids),
        }
        if page:
            entries["Pg"] = at(f"Page{page}")
        entries |= {key: written(text_string(text)) for key, text in element.texts.items() if text}
        attributes = element.attributes
        if element.bounds and _pages(element) == {page}:  # ISO 32000-1, table 343: for what lies on one page
            layout = {"BBox": PDFArray(element.bounds), "Placement": "/Block"}
            attributes = attributes | {"Layout": attributes.get("Layout", {}) | layout}
        if attributes:
            told = (
                {"O": _name(owner)} | {name: written(value) for name, value in values.items()}
                for owner, values in attributes.items()
            )
            entries["A"] = array(map(dictionary, told))
        return dictionary(entries).encode("latin-1")


def _pages(element: StructureElement) -> set[int]:
    return {page for kid in element.kids if isinstance(kid, Content) for page, _ in kid.marks}
