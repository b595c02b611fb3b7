"""A Document becomes a Word file: native headings, lists, tables, captions and links in the styles of a template."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import assert_never

from docx.document import Document as Package
from docx.enum.section import WD_ORIENTATION
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Pt

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    ClassedPoints,
    Contents,
    Dispute,
    Document,
    FactList,
    Figure,
    Foot,
    Heading,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quotation,
    RecordRow,
    Table,
    Timeline,
    TwoColumns,
    plain,
)
from briefgen.document.inlines import Text
from briefgen.document.passages import anchors, entries, first_foot
from briefgen.document.stationery import Letterhead
from briefgen.errors import RenderError
from briefgen.look.theme import Theme
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.added_styles import completed
from briefgen.renderers.docx.bookmarks import Bookmarks
from briefgen.renderers.docx.elements import Element
from briefgen.renderers.docx.fields import Captions, contents, heading_number, number_pages
from briefgen.renderers.docx.front import beside, dispute, foot, key_figures, letterhead, points, record
from briefgen.renderers.docx.furniture import furnish
from briefgen.renderers.docx.grid import gap
from briefgen.renderers.docx.inlines import text_paragraph, text_runs
from briefgen.renderers.docx.lists import bullet_list
from briefgen.renderers.docx.package import closed, opened, readable
from briefgen.renderers.docx.pages import Paper
from briefgen.renderers.docx.passages import callout, fact_list, quotation
from briefgen.renderers.docx.pictures import crest, figure, logo, timeline
from briefgen.renderers.docx.properties import describe
from briefgen.renderers.docx.sections import Sections, paper
from briefgen.renderers.docx.story import DocxContext
from briefgen.renderers.docx.tables import table
from briefgen.renderers.rendered import Draw, Rendered

_BELOW_TABLE = 12
"""Points to the text that follows: Word gives a table itself no space."""
_SET_APART = (Heading, Table, KeyFigures, ClassedPoints, TwoColumns, Callout, Foot, RecordRow, Letterhead)
"""What brings its own room above it."""
_SHORT = 400
"""Characters of a paragraph that is held to a table below it."""
_LEAST = 144.0
"""Two inches: a page that leaves less for its text is a mistake."""


def build(document: Document, theme: Theme, template: bytes, draw: Draw | None = None) -> Rendered:
    """The document in the styles and margins of the template and on the theme's paper; `draw` has the charts' pictures.

    What the template lacks of styles is added. Raises RenderError when the template is refused, or when a figure is no picture.
    """
    package = opened(template)
    with readable():
        lent = completed(package, theme)
        section = _page(package, theme)
        width, height = _text_area(section)
    body = DocxContext(
        part=package.part,
        styles=lent,
        bookmarks=Bookmarks(anchors(document.blocks)),
        width=width,
        full=width,
        height=height,
        language=document.meta.language,
        palette=theme.palette,
        faces=theme.faces,
        draw=draw,
    )
    own = any(isinstance(block, Letterhead) for block in document.blocks)  # it has the sign itself
    named = document.meta.publisher or document.meta.title
    head = [logo(body, theme.logo, named)] if theme.logo and not own else []
    at_foot = first_foot(document.blocks)
    blocks = tuple(block for block in document.blocks if block is not at_foot)
    sections = Sections(section, body, _LEAST)
    _write(package, chain(head, _elements(sections, blocks, theme)))
    across = sections.furnish(package, document.meta)
    furnish(package, section, body, document.meta, at_foot)
    _number(package, section, body, contents=any(isinstance(block, Contents) for block in blocks))
    sections.finish(across)
    describe(package, document.meta)
    return Rendered(closed(package))


def styles_in_the_way(template: bytes) -> tuple[tuple[str, str], ...]:
    """The kind and name of each style that a template lacks and that cannot be added to it, since one of another kind has its
    name; empty when the template will do. Raises RenderError."""
    package = opened(template)
    with readable():
        return tuple(styles.DocxStyles(package).taken())


def _page(package: Package, theme: Theme) -> Section:
    """The template's section, on the theme's paper as both formats of a brief print on the same: lying where the template's lies, and on
    paper that is none of the theme's where the template's is."""
    section = package.sections[-1]
    lies = (section.page_width or 0) > (section.page_height or 0)
    if not section.page_width or paper(section):
        short, long = sorted(theme.page)
        section.page_width, section.page_height = (Pt(long), Pt(short)) if lies else (Pt(short), Pt(long))
    section.orientation = WD_ORIENTATION.LANDSCAPE if lies else WD_ORIENTATION.PORTRAIT
    return section


def _text_area(section: Section) -> tuple[float, float]:
    def points(*lengths: int | None) -> float:
        return sum(length or 0 for length in lengths) / Pt(1)

    across = points(section.left_margin, section.right_margin, section.gutter)
    down = points(section.top_margin, section.bottom_margin)
    width, height = points(section.page_width) - across, points(section.page_height) - down
    if min(width, height) < _LEAST:
        raise RenderError("the margins of the Word template leave no room for text")
    return width, height


def _number(package: Package, section: Section, body: DocxContext, *, contents: bool) -> None:
    """Fill in the pages that the contents name, where there are any. Raises RenderError where header and footer leave no room for text."""
    measure = Paper(package.styles.element, body.faces, body.width)

    def free(kind: str) -> float:
        """The height of text on pages whose furniture is of a kind."""
        edges = ((section.header_distance, f"{kind}header"), (section.footer_distance, f"{kind}footer"))
        taken = [(far or 0) / Pt(1) + measure.height(getattr(section, name).part.element) for far, name in edges]
        margins = [(margin or 0) / Pt(1) for margin in (section.top_margin, section.bottom_margin)]
        return (section.page_height or 0) / Pt(1) - sum(map(max, taken, margins))

    text, other = package.part.element.body, free("")
    if other < _LEAST:
        raise RenderError("the header and footer of the Word template leave no room for text")
    if not contents:
        return
    across = other + ((section.page_width or 0) - (section.page_height or 0)) / Pt(1)
    number_pages(text, measure.numbers(text, first=free("first_page_"), other=other, across=across))


def _write(package: Package, elements: Iterable[Element]) -> None:
    body = package.part.element.body
    end, last = body.find(qn("w:sectPr")), None
    for last in elements:
        end.addprevious(last)
    if last is None or last.tag == qn("w:tbl"):
        package.add_paragraph()  # Word wants a paragraph after a table, at the end too


def _elements(sections: Sections, blocks: Sequence[Block], theme: Theme) -> Iterator[Element]:
    """The elements of all blocks. A page break is a property of the paragraph after it, so that it leaves no empty one; pages that are
    turned begin a section. What stands in columns begins with a little room, which also keeps it apart from a table above."""
    captions, breaks, below = Captions(), False, False
    element: Element | None = None
    for index, block in enumerate(blocks):
        story = sections.story
        if isinstance(block, PageBreak) and sections.turns(block.turned):
            if element is None or element.tag != qn("w:p"):
                element = gap(story)
                yield element
            sections.end(element)
            breaks = below = False
            continue
        if isinstance(block, PageBreak):
            breaks = True
            continue
        made = list(_block(story, block, blocks[index + 1 :], theme, captions))
        if index and made and made[0].tag == qn("w:tbl"):  # nothing stands above the first
            made = [gap(story), *made]
        for element in made:
            if breaks:
                element.get_or_add_pPr().get_or_add_pageBreakBefore()
                breaks = False
            if below and element.tag == qn("w:p") and not isinstance(block, _SET_APART):
                element.get_or_add_pPr().spacing_before = Pt(_BELOW_TABLE)
            below = element.tag == qn("w:tbl")
            yield element


def _block(
    story: DocxContext, block: Block, following: Sequence[Block], theme: Theme, captions: Captions
) -> Iterator[Element]:
    match block:
        case Heading():
            yield _heading(story, block)
        case Paragraph(content, role, anchor, changed):
            # what is said of a table stands on its page
            tells = isinstance(next(iter(following), None), Table) and len(plain(content)) < _SHORT
            yield text_paragraph(
                story, styles.ROLES[role], content, anchor=anchor, keep_with_next=tells, changed=changed
            )
        case BulletList():
            yield from bullet_list(story, block)
        case FactList():
            yield from fact_list(story, block)
        case Table():
            yield from table(story, block, captions)
        case Callout():
            yield callout(story, block)
        case KeyFigures():
            yield from key_figures(story, block)
        case ClassedPoints():
            yield from points(story, block)
        case Dispute():
            yield from dispute(story, block)
        case TwoColumns():
            yield beside(story, block)
        case Foot():
            yield from foot(story, block)
        case RecordRow(facts):
            yield record(story, facts)
        case Letterhead():
            sign, wide = crest(story, theme.logo, plain(block.name)) if theme.logo else (None, 0.0)
            yield letterhead(story, block, sign, wide)
        case Quotation():
            yield from quotation(story, block)
        case Figure():
            yield from figure(story, block, captions)
        case Timeline():
            yield from timeline(story, block, theme, captions)
        case Contents(title):
            yield text_paragraph(story, styles.CONTENTS, (Text(title),))
            yield from contents(story, list(entries(following)))
        case PageBreak():
            return
        case _:
            assert_never(block)


def _heading(story: DocxContext, heading: Heading) -> Element:
    """A heading in its style, with the outline level said outright.

    Word's own "Title" has none, so its navigation pane and screen readers would pass over it; with level 1 it is the
    first stop, and sections stay "Heading 1", which is what Word's own contents, numbering and templates expect.
    """
    number = text_runs(story, heading_number(heading))
    return text_paragraph(
        story,
        styles.HEADINGS[heading.level],
        heading.content,
        before=number,
        anchor=heading.anchor,
        keep_with_next=True,
        outline=max(heading.level - 2, 0),
        changed=heading.changed,
    )
