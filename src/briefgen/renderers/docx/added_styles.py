"""Styles that a Word template lacks are added to the document in the house's look, on the template's own typeface and base."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from docx.document import Document as Package
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.oxml.ns import qn
from docx.parts.numbering import NumberingPart

from briefgen.errors import RenderError
from briefgen.look.theme import Theme
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.house import BULLETS, NUMBERS, numbering
from briefgen.renderers.docx.house_styles import styles as house_styles
from briefgen.renderers.docx.styles import BODY, HEADINGS, DocxStyles, has_numbering

_REFERENCES = ("w:basedOn", "w:next")


def completed(package: Package, theme: Theme) -> DocxStyles:
    """The styles of a template, those that it lacked among them now, and numbering behind each style of a list.

    Raises RenderError where a style of another kind has the name of one that is needed.
    """
    lent = DocxStyles(package)
    if taken := ", ".join(f"'{name}' as a {kind} style" for kind, name in lent.taken()):
        raise RenderError(
            f"the Word template has a style of another kind where this is needed: {taken}. Rename it there"
        )
    house = DocxStyles.of(house_styles(theme, bullets=BULLETS, numbers=NUMBERS))
    numbers = _Numbering(package)
    for kind, name in lent.lacking():
        _add(package, lent, house, house.element(kind, name), numbers)
        lent = DocxStyles(package)
    for name in HEADINGS.values():  # the page has numbers of its own: the template's would be a second
        lent.element("paragraph", name).get_or_add_pPr()._remove_numPr()
    for name in lent.unnumbered():
        properties = lent.element("paragraph", name).get_or_add_pPr()
        properties._remove_numPr()  # it may name a numbering that is not there
        properties._insert_numPr(numbers.like(house.element("paragraph", name)))
    return DocxStyles(package)


def _add(package: Package, lent: DocxStyles, house: DocxStyles, style: Element, numbers: _Numbering) -> None:
    """A copy of a style of the house, under an id that the template has not given away."""
    made = deepcopy(style)
    own = made.get(qn("w:styleId"))
    made.set(qn("w:styleId"), next(name for name in _names(own) if not lent.knows(name)))
    for tag in _REFERENCES:
        for reference in made.findall(qn(tag)):
            found = lent.like(house, reference.get(qn("w:val")))
            if reference.get(qn("w:val")) == own:
                found = made.get(qn("w:styleId"))
            if found:
                reference.set(qn("w:val"), found)
            else:
                made.remove(reference)
    for old in list(made.iter(qn("w:numPr"))):
        old.getparent().replace(old, numbers.like(style))
    if (
        style.get(qn("w:type")) == "paragraph"
        and _said(style, "w:basedOn") == "Normal"
        and _said(style, "w:name") != BODY
    ):
        _apart(made)
    package.styles.element.append(made)


def _apart(style: Element) -> None:
    """Keep a style free of the spaces, indents and even edges that the template's running text has: a label in a cell has none of them."""
    properties = style.get_or_add_pPr()
    spacing = properties.get_or_add_spacing()
    for name in ("w:before", "w:after"):
        spacing.set(qn(name), spacing.get(qn(name), "0"))
    if spacing.get(qn("w:line")) is None:
        spacing.set(qn("w:line"), "240")
        spacing.set(qn("w:lineRule"), "auto")
    if properties.find(qn("w:ind")) is None:
        indent = properties.get_or_add_ind()
        for name in ("left", "right", "firstLine"):
            indent.set(qn(f"w:{name}"), "0")
    if properties.find(qn("w:jc")) is None:
        properties.get_or_add_jc().set(qn("w:val"), "left")


def _said(style: Element, tag: str) -> str:
    element = style.find(qn(tag))
    return "" if element is None else str(element.get(qn("w:val"), ""))


def _names(own: str) -> Iterator[str]:
    yield own
    number = 2
    while True:
        yield f"{own}{number}"
        number += 1


class _Numbering:
    """The house's bullets and numbers, put into a template's numbering when a style first asks for them."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._ids: dict[str, int] = {}

    def like(self, style: Element) -> Element:
        """What gives a style the numbering that a style of the house has."""
        old = next(style.iter(qn("w:numId"))).get(qn("w:val"))
        if old not in self._ids:
            self._ids[old] = self._added(old)
        return w("numPr", w("numId", val=self._ids[old]))

    def _added(self, old: str) -> int:
        part = self._package.part
        if not has_numbering(self._package):
            made = NumberingPart(
                PackURI("/word/numbering.xml"), CONTENT_TYPE.WML_NUMBERING, w("numbering"), part.package
            )
            part.relate_to(made, RELATIONSHIP_TYPE.NUMBERING)
        root = part.numbering_part.element
        definition = next(a for a in numbering().findall(qn("w:abstractNum")) if a.get(qn("w:abstractNumId")) == old)
        known = [int(a.get(qn("w:abstractNumId"))) for a in root.findall(qn("w:abstractNum"))]
        number = max(known, default=0) + 1
        definition.set(qn("w:abstractNumId"), str(number))
        first = root.find(qn("w:num"))
        root.append(definition) if first is None else first.addprevious(definition)
        return int(root.add_num(number).numId)
