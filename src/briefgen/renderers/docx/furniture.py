"""What stands on every page: the marking, the running title and the edition above; contact, page number and marking below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.section import Section, _BaseHeaderFooter

from briefgen.document.blocks import Banner, Meta
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import Element, characters, hexadecimal, twips, w
from briefgen.renderers.docx.fields import page_numbers
from briefgen.renderers.docx.inlines import paragraph, text_runs
from briefgen.renderers.docx.story import DocxContext

_SMALLEST = 12.0
"""A marking is set in 12 points at least (TLP 2.0)."""


def furnish(package: Package, section: Section, body: DocxContext, meta: Meta) -> None:
    """Put the furniture into each header and footer that the template's pages use; what it has there itself stays."""
    for header in _active(package, section, "header"):
        story = replace(body, part=header.part)
        _fill(header._element, _banner(story, meta.banner), _running(story, meta))
    for footer in _active(package, section, "footer"):
        story = replace(body, part=footer.part)
        _fill(footer._element, [], [*_folio(story, meta), *_banner(story, meta.banner)])


def _active(package: Package, section: Section, kind: str) -> Iterator[_BaseHeaderFooter]:
    names = [kind]
    if section.different_first_page_header_footer:
        names.append(f"first_page_{kind}")
    if package.settings.odd_and_even_pages_header_footer:
        names.append(f"even_page_{kind}")
    for name in names:
        part: _BaseHeaderFooter = getattr(section, name)
        part.is_linked_to_previous = False
        yield part


def _fill(root: Element, above: list[Element], below: list[Element]) -> None:
    if len(root) == 1 and root[0].find(f".//{qn('w:r')}") is None:
        root.remove(root[0])  # the one empty paragraph that stands for nothing
    for index, element in enumerate(above):
        root.insert(index, element)
    root.extend(below)


def _banner(story: DocxContext, banner: Banner | None) -> list[Element]:
    if banner is None:
        return []
    half_points = round(2 * max(banner.size, _SMALLEST))
    # The colours are the marking's own, not the template's.
    look = w(
        "rPr",
        w("color", val=hexadecimal(banner.foreground)),
        w("sz", val=half_points),
        w("szCs", val=half_points),
        w("shd", val="clear", color="auto", fill=hexadecimal(banner.background)),
    )
    run = w("r", look, *characters(f"\u2002{banner.text}\u2002"))  # the box is as wide as its text, so it is padded
    return [paragraph(story, styles.BANNER, run, align=banner.align)]


def _running(story: DocxContext, meta: Meta) -> list[Element]:
    words = meta.furniture
    return [_apart(story, styles.HEADER, text_runs(story, words.running), text_runs(story, words.edition))]


def _folio(story: DocxContext, meta: Meta) -> list[Element]:
    words = meta.furniture
    return [_apart(story, styles.FOOTER, text_runs(story, words.contact), page_numbers(story, words.page))]


def _apart(story: DocxContext, style: str, start: Iterator[Element], end: Iterator[Element]) -> Element:
    """One text at either side: the tab stop stands at the page's own width, so it is no matter of style."""
    stop = w("tabs", *_cleared(story, style), w("tab", val="right", pos=twips(story.width)))
    return paragraph(story, style, *start, w("r", w("tab")), *end, tabs=[stop], right_to_left=story.right_to_left)


def _cleared(story: DocxContext, style: str) -> Iterator[Element]:
    for position in story.styles.tab_stops(style):
        if position != str(twips(story.width)):
            yield w("tab", val="clear", pos=position)
