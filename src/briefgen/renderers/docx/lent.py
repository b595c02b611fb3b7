"""What a Word template lends: its page, header, footer, styles and numbering, without its text and without what records or locks that."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import suppress

from docx.document import Document as Package
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from briefgen.renderers.docx.elements import Element
from briefgen.renderers.docx.harmless import check

_LENT = re.compile(
    "/(officeDocument|core-properties|custom-properties|classificationlabels"
    "|styles|settings|webSettings|fontTable|theme|numbering|header|footer|footnotes|endnotes)$"
)
"""Relationships to what a template lends. Others lead to its own text, pictures, comments, authors and statistics."""
_CORE = re.compile("/core-properties$")
"""LibreOffice spells this relationship in its own way, so that python-docx would write a second part of the same name."""
_NOT_LENT = (
    "rsids", "docVars", "mailMerge", "attachedTemplate", "updateFields", "writeProtection", "documentProtection",
    "trackRevisions", "readModeInkLockDown", "revisionView", "linkStyles",
)  # fmt: skip
"""Settings that record how the template's text came about, lock what is made, or make Word ask a question when it opens."""
_PAGE = (
    "headerReference", "footerReference", "pgSz", "pgMar", "paperSrc", "pgBorders", "lnNumType", "titlePg", "bidi",
    "rtlGutter", "docGrid",
)  # fmt: skip
"""What of a section is its page: not its columns, the numbers of its pages, the way it begins, or what locks it."""
_REFERENCES = (qn("w:headerReference"), qn("w:footerReference"))
_GONE = tuple(map(qn, ("w:del", "w:moveFrom", "w:commentRangeStart", "w:commentRangeEnd", "w:commentReference")))
_KEPT = tuple(map(qn, ("w:ins", "w:moveTo")))
_CHANGES = re.compile("}(?:[a-zA-Z]+Change|move(?:From|To)Range(?:Start|End))$")
_HIDDEN = tuple(map(qn, ("w:vanish", "w:specVanish", "w:webHidden")))


def lent(package: Package) -> None:
    """Leave of a template what it lends; of several sections that of the last page that stands upright, else of the last.

    Tracked changes are as if accepted, and text is never hidden by a style. Raises RenderError for what acts or loads by itself.
    """
    body = package.part.element.body
    sections = [*body.iter(qn("w:sectPr"))]
    chosen = _chosen(sections)
    body.clear_content()
    section = body.get_or_add_sectPr()
    if chosen is not None:
        section[:] = [child for child in chosen if child.tag in {qn(f"w:{name}") for name in _PAGE}]
    _whole(section)
    _related(package, {reference.get(qn("r:id")) for reference in section})
    settings = package.settings.element
    for setting in [one for one in settings if one.tag in {qn(f"w:{name}") for name in _NOT_LENT}]:
        settings.remove(setting)
    for relationships in (package.part._settings_part.rels, package.part._styles_part.rels):
        relationships.clear()
    for element in [*package.styles.element.iter(*_HIDDEN)]:
        element.getparent().remove(element)
    for part in _furniture(package):
        _accepted(part.element)
        check(part)


def _chosen(sections: list[Element]) -> Element | None:
    """The section whose page is lent, with the headers and footers that it takes over from those before it."""
    upright = [number for number, one in enumerate(sections) if not _lies(one)]
    if not sections:
        return None
    last = upright[-1] if upright else len(sections) - 1
    chosen = sections[last]
    known = {_kind(reference) for reference in chosen.iterchildren(*_REFERENCES)}
    for section in reversed(sections[:last]):
        for reference in [*section.iterchildren(*_REFERENCES)]:
            if _kind(reference) not in known:
                known.add(_kind(reference))
                chosen.insert(0, reference)
    return chosen


def _kind(reference: Element) -> tuple[str, str]:
    return reference.tag, reference.get(qn("w:type"), "default")


def _lies(section: Element) -> bool:
    size = section.find(qn("w:pgSz"))
    width, height = (0.0, 0.0) if size is None else (_number(size.get(qn(f"w:{side}"), "")) for side in "wh")
    return width > height


def _number(written: str) -> float:
    found = re.match(r"[\d.]+", written)
    return float(found[0]) if found else 0.0


def _whole(section: Element) -> None:
    """Round the lengths of a page, which Google Docs writes with decimals, to twentieths of a point."""
    for element in section.iterchildren(qn("w:pgSz"), qn("w:pgMar")):
        for name, value in element.attrib.items():
            with suppress(ValueError):
                element.set(name, str(round(float(value))))


def _related(package: Package, used: set[str | None]) -> None:
    for relationships in (package.part.package.rels, package.part.rels):
        for key, relationship in list(relationships.items()):
            furniture = relationship.reltype.endswith(("/header", "/footer"))
            foreign = _CORE.search(relationship.reltype) and relationship.reltype != RELATIONSHIP_TYPE.CORE_PROPERTIES
            if not _LENT.search(relationship.reltype) or (furniture and key not in used) or foreign:
                del relationships[key]


def _furniture(package: Package) -> Iterator[XmlPart]:
    """The headers, the footers and the notes that are lent."""
    for relationship in package.part.rels.values():
        if relationship.reltype.endswith(("/header", "/footer")):
            yield relationship.target_part


def _accepted(root: Element) -> None:
    """What was inserted stays, what was deleted goes, and so does who did it."""
    for element in [*root.iter(*_GONE)]:
        element.getparent().remove(element)
    for element in [*root.iter(*_KEPT)]:
        _unwrapped(element)
    for element in [one for one in root.iter() if _CHANGES.search(str(one.tag))]:
        element.getparent().remove(element)


def _unwrapped(element: Element) -> None:
    place = element.getparent()
    children: Iterable[Element] = [*element]
    for child in children:
        element.addprevious(child)
    place.remove(element)
