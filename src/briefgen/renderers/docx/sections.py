"""Sections of paper that lies on its side: where one ends, and what its pages have around their text."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from docx.document import Document as Package
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt

from briefgen.document.meta import Meta
from briefgen.look.theme import PAGES, PageSize
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.furniture import furnish_across
from briefgen.renderers.docx.story import DocxContext

_FIRST = (qn("w:headerReference"), qn("w:footerReference"), qn("w:titlePg"))
"""What a section does not take over from the one whose pages stand upright."""

_ROUNDED = 3.0
"""Points by which programs differ on the size of a paper."""


def paper(section: Section) -> PageSize | None:
    """The name of a section's paper, standing or lying; None for one that no look prints on."""
    own = sorted((section.page_width or 0, section.page_height or 0))
    named = (
        name
        for name, page in PAGES.items()
        if all(abs(a - Pt(b)) < Pt(_ROUNDED) for a, b in zip(own, sorted(page), strict=True))
    )
    return next(named, None)


class Sections:
    """The sections of one package. `section` is the template's, upright; `upright` is the flow of text on its pages, `across` that on
    paper that lies on its side, with the same margins: the same one where these leave no room, and where the template's paper lies so itself."""

    def __init__(self, section: Section, upright: DocxContext, least: float) -> None:
        self._section = section
        self._upright = upright
        self._ended: list[tuple[bool, Element]] = []
        self._turned = False
        page = (section.page_width or 0) - (section.page_height or 0)
        width, height = upright.width - page / Pt(1), upright.height + page / Pt(1)
        self._room = min(width, height) >= least and page <= 0
        self._across = replace(upright, width=width, full=width, height=height)

    @property
    def story(self) -> DocxContext:
        """The flow of text of the section that is being written."""
        return self._across if self._turned else self._upright

    def turns(self, turned: bool) -> bool:
        """Whether pages that lie so are a section of their own after those before."""
        return self._room and turned != self._turned

    def end(self, last: Element) -> None:
        """End the section with a paragraph; the next one lies the other way."""
        properties = w("sectPr")
        last.get_or_add_pPr().append(properties)
        self._ended.append((self._turned, properties))
        self._turned = not self._turned

    def furnish(self, package: Package, meta: Meta) -> Element | None:
        """The properties of sections that lie on their side, with headers and footers of their own beside the template's; None where
        there are none. The template's must not be furnished yet."""
        if not self._ended:
            return None
        properties = deepcopy(self._section._sectPr)
        for child in [child for child in properties if child.tag in _FIRST]:
            properties.remove(child)
        made = Section(properties, package.part)
        made.page_width, made.page_height = self._section.page_height, self._section.page_width
        wide = (made.page_width or 0) > (made.page_height or 0)
        made.orientation = WD_ORIENTATION.LANDSCAPE if wide else WD_ORIENTATION.PORTRAIT
        furnish_across(package, self._section, made, self._across, meta)
        return properties

    def finish(self, across: Element | None) -> None:
        """Give each section its properties, the upright ones those of the template's as they are by now."""
        if across is None:
            return
        own = self._section._sectPr
        upright = deepcopy(own)
        for number, (turned, properties) in enumerate([*self._ended, (self._turned, own)]):
            properties[:] = deepcopy(across if turned else upright)
            if number:
                for title in properties.findall(qn("w:titlePg")):
                    properties.remove(title)
