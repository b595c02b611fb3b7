"""What stands on every page: the marking, the running title and the edition above; contact, page number and marking below."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from copy import deepcopy
from dataclasses import replace
from typing import TypeGuard

from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.section import Section, _BaseHeaderFooter

from briefgen.document.blocks import Banner, Foot, Meta
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import Element, characters, hexadecimal, twips, w
from briefgen.renderers.docx.fields import page_numbers
from briefgen.renderers.docx.front import foot
from briefgen.renderers.docx.inlines import RunFormat, paragraph, text_runs
from briefgen.renderers.docx.story import DocxContext

_SHORT = 30
"""Characters of a marking that leaves room beside it."""
_SMALLEST = 12.0
"""A marking is set in 12 points at least (TLP 2.0)."""


def furnish(package: Package, section: Section, body: DocxContext, meta: Meta, at_foot: Foot | None) -> None:
    """Put the furniture into each header and footer that the template's pages use; what it has there itself stays. The first
    page has no running title, which would repeat its own, and has the brief's foot."""
    _begin_apart(section)
    for name in _active(package, "header"):
        story = _story(body, section, name)
        if name.startswith("first"):
            _fill(story.part.element, _opening(story, meta), [])
        else:
            _fill(story.part.element, _banner(story, meta.banner), _running(story, meta))
    for name in _active(package, "footer"):
        story = _story(body, section, name)
        if name.startswith("first"):
            facts = list(foot(story, at_foot)) if at_foot else []
            _fill(story.part.element, [], [*facts, *_closing(story, meta, told=bool(facts))])
        else:
            _fill(story.part.element, [], [*_folio(story, meta), *_banner(story, meta.banner)])


def _begin_apart(section: Section) -> None:
    """Give the first page a header and footer of its own, with what the template has on all its pages."""
    if section.different_first_page_header_footer:
        return
    section.different_first_page_header_footer = True
    for kind in ("header", "footer"):
        every, first = getattr(section, kind), getattr(section, f"first_page_{kind}")
        if every.is_linked_to_previous:
            continue
        first.is_linked_to_previous = False
        root = first.part.element
        root[:] = [deepcopy(element) for element in every.part.element]
        for key, relationship in every.part.rels.items():
            target = relationship.target_ref if relationship.is_external else relationship.target_part
            first.part.rels.add_relationship(relationship.reltype, target, key, relationship.is_external)


def _active(package: Package, kind: str) -> list[str]:
    even = [f"even_page_{kind}"] if package.settings.odd_and_even_pages_header_footer else []
    return [kind, f"first_page_{kind}", *even]


def _story(body: DocxContext, section: Section, name: str) -> DocxContext:
    made: _BaseHeaderFooter = getattr(section, name)
    made.is_linked_to_previous = False
    return replace(body, part=made.part)


def _fill(root: Element, above: list[Element], below: list[Element]) -> None:
    if len(root) == 1 and root[0].find(f".//{qn('w:r')}") is None:
        root.remove(root[0])  # the one empty paragraph that stands for nothing
    for index, element in enumerate(above):
        root.insert(index, element)
    root.extend(below)


def _opening(story: DocxContext, meta: Meta) -> list[Element]:
    """The state of the brief and the marking, side by side where the marking is short."""
    edition = meta.furniture.edition
    state = list(text_runs(story, f"\u2002{edition}\u2002", RunFormat(styles.EDITION))) if edition else []
    if not _leaves_room(banner := meta.banner):
        return [*_banner(story, banner), paragraph(story, styles.HEADER, *state)]
    return [_with_sign(story, banner, state, ())]


def _closing(story: DocxContext, meta: Meta, *, told: bool) -> list[Element]:
    """What ends page 1: its number beside the marking where that is short and the contact is told above."""
    banner = meta.banner
    if not (told and _leaves_room(banner)):
        return [*_folio(story, meta), *_banner(story, banner)]
    number = list(page_numbers(story, meta.furniture.page))
    right = banner.align == "right"
    return [_with_sign(story, banner, number if right else (), () if right else number)]


def _leaves_room(banner: Banner | None) -> TypeGuard[Banner]:
    return banner is not None and banner.align != "left" and len(banner.text) <= _SHORT


def _with_sign(story: DocxContext, banner: Banner, left: Iterable[Element], right: Iterable[Element]) -> Element:
    """One line: a text, the marking in its place, and where that is the middle another text."""
    places = {"center": story.width / 2} if banner.align == "center" else {}
    places["right"] = story.width
    stops = w("tabs", *(w("tab", val=where, pos=twips(place)) for where, place in places.items()))
    end = [w("r", w("tab")), *right] if right else []
    return paragraph(story, styles.BANNER_LINE, *left, w("r", w("tab")), _sign(banner), *end, tabs=[stops])


def _banner(story: DocxContext, banner: Banner | None) -> list[Element]:
    return [paragraph(story, styles.BANNER, _sign(banner), align=banner.align)] if banner else []


def _sign(banner: Banner) -> Element:
    half_points = round(2 * max(banner.size, _SMALLEST))
    # The colours are the marking's own, not the template's.
    look = w(
        "rPr",
        w("b"),
        w("bCs"),
        w("color", val=hexadecimal(banner.foreground)),
        w("sz", val=half_points),
        w("szCs", val=half_points),
        w("shd", val="clear", color="auto", fill=hexadecimal(banner.background)),
    )
    return w("r", look, *characters(f"\u2002{banner.text}\u2002"))  # the box is as wide as its text, so it is padded


def _running(story: DocxContext, meta: Meta) -> list[Element]:
    words = meta.furniture
    return [_apart(story, styles.HEADER, text_runs(story, words.running), text_runs(story, words.edition))]


def _folio(story: DocxContext, meta: Meta) -> list[Element]:
    words = meta.furniture
    return [_apart(story, styles.FOOTER, text_runs(story, words.contact), page_numbers(story, words.page))]


def _apart(story: DocxContext, style: str, start: Iterable[Element], end: Iterable[Element]) -> Element:
    """One text at either side: the tab stop stands at the page's own width, so it is no matter of style."""
    stop = w("tabs", *_cleared(story, style), w("tab", val="right", pos=twips(story.width)))
    return paragraph(story, style, *start, w("r", w("tab")), *end, tabs=[stop], right_to_left=story.right_to_left)


def _cleared(story: DocxContext, style: str) -> Iterator[Element]:
    for position in story.styles.tab_stops(style):
        if position != str(twips(story.width)):
            yield w("tab", val="clear", pos=position)
