"""What stands on every page: its state, the running title and the marking above; caveats, marking, contact and number below."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import replace

from docx.document import Document as Package
from docx.oxml.ns import qn
from docx.section import Section, _BaseHeaderFooter
from docx.shared import Pt

from briefgen.document.blocks import Foot
from briefgen.document.meta import Banner, Meta
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import Element, characters, hexadecimal, w
from briefgen.renderers.docx.fields import page_numbers
from briefgen.renderers.docx.front import foot
from briefgen.renderers.docx.grid import Cell, gap, grid
from briefgen.renderers.docx.inlines import RunFormat, paragraph, text_runs
from briefgen.renderers.docx.story import DocxContext
from briefgen.renderers.docx.tables import WIDER

_SMALLEST = 12.0
"""A marking is set in 12 points at least (TLP 2.0)."""
_PADDING = 16.0
"""What the spaces beside a marking in its box take, in points, and a little more."""
_CLEAR = 12.0
"""Between the texts of a row, in points."""
_STATE = 0.35
"""Of page 1's width, which has no running title."""
_CAVEATS = 0.62
"""Of the foot's width, beside the contact and the number of the page."""
_LONG = 120
"""Characters of caveats that take the width of the page, not a part of the row."""
_LONGEST = 300
"""Characters of a contact that stand at the foot of each page."""


def furnish(package: Package, section: Section, body: DocxContext, meta: Meta, at_foot: Foot | None) -> None:
    """Put the furniture into each header and footer that the template's pages use; what it has there itself stays. The first
    page has no running title, which would repeat its own, and has the brief's foot."""
    _begin_apart(section)
    for name in _active(package, "header"):
        story = _story(body, section, name)
        first = name.startswith("first")
        _fill(story.part.element, list(_head(story, meta, first=first)), [])
    for name in _active(package, "footer"):
        story = _story(body, section, name)
        facts = list(foot(story, at_foot)) if at_foot and name.startswith("first") else []
        _fill(story.part.element, [], [*facts, *_tail(story, meta, below=bool(facts))])


def furnish_across(package: Package, upright: Section, section: Section, body: DocxContext, meta: Meta) -> None:
    """Put it into headers and footers of another section's own, whose text is that of `body`; what the template has there stays too."""
    for kind in ("header", "footer"):
        for name in _active(package, kind):
            if name.startswith("first"):
                continue
            story = _story(body, section, name)
            _copy(getattr(upright, name), getattr(section, name))
            above = list(_head(story, meta, first=False)) if kind == "header" else []
            below = list(_tail(story, meta, below=False)) if kind == "footer" else []
            _fill(story.part.element, above, below)


# -- the parts of the package -----------------------------------------------------------------------------------------


def _begin_apart(section: Section) -> None:
    """Give the first page a header and footer of its own, with what the template has on all its pages."""
    if section.different_first_page_header_footer:
        return
    section.different_first_page_header_footer = True
    for kind in ("header", "footer"):
        _copy(getattr(section, kind), getattr(section, f"first_page_{kind}"))


def _copy(made: _BaseHeaderFooter, other: _BaseHeaderFooter) -> None:
    """Give another header or footer what one has, where that has anything of its own."""
    if made.is_linked_to_previous:
        return
    other.is_linked_to_previous = False
    root = other.part.element
    root[:] = [deepcopy(element) for element in made.part.element]
    for key, relationship in made.part.rels.items():
        target = relationship.target_ref if relationship.is_external else relationship.target_part
        other.part.rels.add_relationship(relationship.reltype, target, key, relationship.is_external)


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


# -- head and tail ----------------------------------------------------------------------------------------------------


def _head(story: DocxContext, meta: Meta, *, first: bool) -> Iterable[Element]:
    """The state of the brief and below it the running title, the marking in its place, its caveats."""
    words, banner = meta.furniture, meta.banner
    state = list(text_runs(story, words.edition))
    if words.unissued:
        label = text_runs(story, f"\u2002{words.edition}\u2002", RunFormat(styles.EDITION))
        state = [*label, *text_runs(story, f"\u2002{words.unissued}")]
    left = [paragraph(story, styles.HEADER, *state)]
    if not first and words.running:
        left.append(paragraph(story, styles.HEADER, *text_runs(story, words.running)))
    caveats = banner.caveats if banner else ""
    alone = _alone(story, banner)
    if banner and alone:
        yield _sign(story, banner)
    right = [] if len(caveats) > _LONG else _noted(story, caveats, "right")
    yield _line(story, None if alone else banner, left, right, share=_STATE if first else 0.5)
    if len(caveats) > _LONG:
        yield from _noted(story, caveats)
    end = gap(story)
    if first:
        end.get_or_add_pPr().spacing_before = Pt(0)
    yield end


def _tail(story: DocxContext, meta: Meta, *, below: bool) -> Iterable[Element]:
    """The caveats, the marking in its place, the contact and the number of the page; `below`: the foot of page 1 stands above them."""
    words, banner = meta.furniture, meta.banner
    caveats = banner.caveats if banner else ""
    alone = _alone(story, banner)
    end = gap(story)
    if not below:
        end.get_or_add_pPr().spacing_before = Pt(0)
    yield end
    if len(caveats) > _LONG:
        yield from _noted(story, caveats)
    contact = () if not words.contact else text_runs(story, f"{_shortened(words.contact)} · ")
    right = [paragraph(story, styles.FOOTER, *contact, *page_numbers(story, words.page), align="right")]
    beside = [] if len(caveats) > _LONG else _noted(story, caveats)
    yield _line(story, None if alone else banner, beside, right, share=_CAVEATS)
    if banner and alone:
        yield _sign(story, banner)
    else:
        last = gap(story)
        last.get_or_add_pPr().spacing_before = Pt(0)
        yield last


def _line(
    story: DocxContext, banner: Banner | None, left: Sequence[Element], right: Sequence[Element], share: float = 0.5
) -> Element:
    """One row: a text at the left, in its `share` of the width, one at the right, and the marking where it is to stand."""
    wide = _wide(story, banner) if banner else 0.0
    share = share if left and right else float(bool(left))
    room = story.width - wide
    cells, widths = [left, right], [room * share, room * (1 - share)]
    if banner:
        sign = [_sign(story, banner)]
        match banner.align:
            case "center":
                cells, widths = [left, sign, right], [room / 2, wide, room / 2]
            case "right":
                cells, widths = [*cells, sign], [*widths, wide]
            case "left":
                cells, widths = [sign, *cells], [wide, *widths]
    kept = [
        (cell or [paragraph(story, styles.HEADER)], width) for cell, width in zip(cells, widths, strict=True) if width
    ]
    return grid(
        story, styles.LAYOUT, [width for _, width in kept], [[Cell(cell) for cell, _ in kept]], gutter=0, centred=True
    )


def _shortened(contact: str) -> str:
    """As much of the contact as a foot has room for, its lines in one, as in the PDF."""
    line = " ".join(contact.split())
    return line if len(line) <= _LONGEST else line[:_LONGEST].rstrip() + "…"


def _noted(story: DocxContext, caveats: str, align: str = "") -> list[Element]:
    return [paragraph(story, styles.HEADER, *text_runs(story, caveats), align=align)] if caveats else []


# -- the marking ------------------------------------------------------------------------------------------------------


def _alone(story: DocxContext, banner: Banner | None) -> bool:
    """True for a marking that leaves no room beside it."""
    return banner is not None and _wide(story, banner) > story.width / 2


def _wide(story: DocxContext, banner: Banner) -> float:
    """The width of the marking in its box, in points: that of the house's bold face, and room for a wider one of a template."""
    return story.faces.measure(banner.loud, max(banner.size, _SMALLEST), "bold") * WIDER + _PADDING + _CLEAR


def _sign(story: DocxContext, banner: Banner) -> Element:
    half_points = round(2 * max(banner.size, _SMALLEST))
    # The colours are the marking's own, not the template's.
    look = w(
        "rPr",
        w("color", val=hexadecimal(banner.foreground)),
        w("sz", val=half_points),
        w("szCs", val=half_points),
        w("shd", val="clear", color="auto", fill=hexadecimal(banner.background)),
    )
    # The box is as wide as its text, so it is padded, by blanks that no template's wider face puts on a line of their own.
    run = w("r", look, *characters(f"\u00a0\u00a0{banner.loud}\u00a0\u00a0"))
    return paragraph(story, styles.BANNER, run, align=banner.align)
