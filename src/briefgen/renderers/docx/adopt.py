"""A customer's Word template becomes one that lends every style: what it lacks is made from its own Normal and headings."""

from __future__ import annotations

from copy import deepcopy
from typing import NamedTuple

from docx.oxml.ns import qn

from briefgen.look.theme import PageSize, Theme
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.added_styles import completed
from briefgen.renderers.docx.elements import Element
from briefgen.renderers.docx.package import closed, opened, readable
from briefgen.renderers.docx.sections import paper
from briefgen.renderers.docx.styles import DocxStyles

_AS_NORMAL = (
    styles.BODY, styles.BULLET, styles.NUMBER, styles.QUOTE, styles.FACT, styles.POINT, styles.ENTRIES[2], styles.ENTRIES[3],
    "Brief Group",
)  # fmt: skip
"""What is set in the size of running text."""
_AS_HEADING = (styles.TITLE, styles.HEADINGS[2], styles.HEADINGS[3], styles.CONTENTS, "Brief Group", styles.ROW_GROUP)
"""What is set in the face and the colour of a heading."""
_SIZES, _LOOKS = ("w:sz", "w:szCs"), ("w:rFonts", "w:color")


class AdoptedTemplate(NamedTuple):
    """The template with every style, without its own text; `added` are the names of those that it lacked, `paper` is that of its pages,
    None for one that no look prints on; `landscape` when it lies on its side."""

    data: bytes
    added: tuple[str, ...]
    paper: PageSize | None
    landscape: bool


def adopted(template: bytes, theme: Theme) -> AdoptedTemplate:
    """The template made usable: its page, header, footer, fonts and styles stay. Raises RenderError for one that is refused."""
    package = opened(template)
    with readable():
        lacked = tuple(DocxStyles(package).lacking())
        known = completed(package, theme)
        added = {name for _, name in lacked}
        for name in added.intersection(_AS_NORMAL):
            _without(known.element("paragraph", name), _SIZES)
        if (heading := _heading(known, added)) is not None:
            for name in added.intersection(_AS_HEADING):
                _dressed(known.element("paragraph", name), heading)
        section = package.sections[-1]
        wide = (section.page_width or 0) > (section.page_height or 0)
    return AdoptedTemplate(closed(package), tuple(name for _, name in lacked), paper(section), wide)


def _heading(known: DocxStyles, added: set[str]) -> Element | None:
    """The looks of the template's own first heading; None where it has none."""
    own = next((name for name in (styles.HEADINGS[2], styles.TITLE, styles.HEADINGS[3]) if name not in added), None)
    return None if own is None else known.element("paragraph", own).find(qn("w:rPr"))


def _without(style: Element, names: tuple[str, ...]) -> None:
    run = style.find(qn("w:rPr"))
    for name in names if run is not None else ():
        for element in run.findall(qn(name)):
            run.remove(element)


def _dressed(style: Element, looks: Element) -> None:
    """Give a style the face and the colour of a heading, in the order that the schema asks for (ECMA-376-1, 17.3.2.28)."""
    run = style.get_or_add_rPr()
    _without(style, _LOOKS)
    if (face := looks.find(qn("w:rFonts"))) is not None:
        run.insert(0, deepcopy(face))
    if (colour := looks.find(qn("w:color"))) is not None:
        before = ("w:rStyle", "w:rFonts", "w:b", "w:bCs", "w:i", "w:iCs", "w:caps", "w:smallCaps")
        place = sum(child.tag in {qn(name) for name in before} for child in run)
        run.insert(place, deepcopy(colour))
