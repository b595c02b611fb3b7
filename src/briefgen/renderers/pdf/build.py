"""A Document becomes a tagged PDF: boxes are set, cut into pages and drawn; the page count is known before the first stroke."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from briefgen.document.blocks import Block, Document, Heading, PageBreak, plain
from briefgen.errors import Problem
from briefgen.look.theme import Theme
from briefgen.renderers.drawing import pixels
from briefgen.renderers.pdf.flow import Flow
from briefgen.renderers.pdf.furniture import Frame
from briefgen.renderers.pdf.page_one import FrontPage, before_sections, front_page
from briefgen.renderers.pdf.properties import properties
from briefgen.renderers.pdf.refused import refusing
from briefgen.renderers.pdf.styles import PdfStyles
from briefgen.renderers.pdf.typeset import Typesetter
from briefgen.renderers.rendered import Rendered
from briefgen.tagged_pdf.attach import Attachment
from briefgen.tagged_pdf.boxes import Box, Stack
from briefgen.tagged_pdf.document import TaggedPdf
from briefgen.tagged_pdf.pages import paginate

_TO_BAR = 10.0
"""From the text to the change bars in the margin."""


@refusing()
def build(document: Document, theme: Theme, source: bytes = b"") -> Rendered:
    """The PDF (PDF/UA-1 and PDF/A-2a), and what its author should know of it. Raises RenderError for a broken picture.

    It carries `source`, the file that the document was made from, where one is given, and is PDF/A-3a then.

    The same document gives the same bytes, with the same versions of the libraries.
    """
    laid = _laid_out(document, theme)
    frame, front, pages = laid.frame, laid.front, list(laid.pages)
    pages[0] = front.aired(pages[0], frame.first_height)
    data = _draw(document, laid, pages, source)
    problems = tuple(_front(front.over(frame.first_height), theme.body.leading)) if document.meta.pages != 1 else ()
    problems += tuple(_long(document.meta.pages, pages, laid.blocks, theme.body.leading))
    return Rendered(data, tuple(dict.fromkeys(problems)))


@refusing()
def overflow(document: Document, theme: Theme) -> float:
    """The points that page 1 has too many, or, below zero, those that are left on it. Nothing is drawn.

    Page 1 is what stands before the first page break or section, and of a document meant for one page all. Of one that is meant for
    several pages, those that stand beyond them count as well. Raises RenderError for a broken picture.
    """
    if document.meta.pages < 2:
        document = replace(document, blocks=before_sections(document.blocks, document.meta.pages))
    document, theme, _ = pixels(document, theme)
    laid = _laid_out(document, theme)
    over = laid.front.over(laid.frame.first_height)
    beyond = sum(page.height for page in laid.pages[document.meta.pages :]) if document.meta.pages > 1 else 0.0
    return max(over, 0.0) + beyond if beyond else over


class _LaidOut(NamedTuple):
    """A document on its pages: its blocks with their boxes, what is page 1's, and the pages without the foot of page 1, each with the
    sheet that it is on."""

    sheets: list[_Sheet]
    flow: Flow
    blocks: list[tuple[Block, tuple[Box, ...]]]
    front: FrontPage
    pages: list[Stack]

    @property
    def frame(self) -> Frame:
        """What stands around the text of page 1."""
        return self.sheets[0].frame


class _Sheet(NamedTuple):
    """Paper, and what stands around the text on it."""

    theme: Theme
    frame: Frame


def _laid_out(document: Document, theme: Theme) -> _LaidOut:
    upright, across = (_Sheet(one, Frame(document.meta, one)) for one in (theme, theme.turned))
    frame = upright.frame
    type_ = Typesetter(PdfStyles(theme), document.meta.language)
    flow = Flow(document, type_, theme, frame.height, across.frame.height)
    logo = flow.logo()
    blocks = list(flow.boxes())
    front = front_page(logo, blocks, document.meta.pages)
    pages: list[Stack] = []
    sheets: list[_Sheet] = []
    for turned, boxes in _runs(logo, blocks):
        sheet = across if turned else upright
        first = None if pages else frame.first_height - front.reserved
        made = paginate([box for box in boxes if box is not front.foot], sheet.frame.height, first)
        pages += made
        sheets += [sheet] * len(made)
    return _LaidOut(sheets, flow, blocks, front, pages)


def _runs(logo: tuple[Box, ...], blocks: Iterable[tuple[Block, tuple[Box, ...]]]) -> Iterator[tuple[bool, list[Box]]]:
    """The boxes that stand on paper which lies the same way, and whether on its side."""
    turned, run = False, list(logo)
    for block, boxes in blocks:
        if isinstance(block, PageBreak) and block.turned != turned:
            yield turned, run
            turned, run = block.turned, []
        run += boxes
    yield turned, run


def _draw(document: Document, laid: _LaidOut, pages: list[Stack], source: bytes) -> bytes:
    theme, foot = laid.sheets[0].theme, laid.front.foot
    numbers: dict[str, int] = {}
    for number, page in enumerate(pages, 1):
        for box in page.boxes:
            numbers.setdefault(box.anchor, number)
    bars = (theme.left + theme.width + _TO_BAR, theme.palette.ink)
    made = TaggedPdf(laid.flow.root, properties(document.meta), theme.page, numbers, bars)
    pen = made.pen
    for number, (page, sheet) in enumerate(zip(pages, laid.sheets, strict=True), 1):
        theme, frame = sheet.theme, sheet.frame
        pen.paper(theme.page, theme.left + theme.width + _TO_BAR)
        frame.draw(pen, number, len(pages))
        page.draw(pen, theme.left, frame.first_top if number == 1 else frame.top)
        if foot and number == 1:
            foot.draw(pen, theme.left, frame.bottom - foot.height)
        pen.turn()
    for title, anchor, level in laid.flow.outline:
        made.bookmark(title, anchor, level)
    return made.finished(Attachment("brief.yaml", source, "application/yaml", document.meta.title) if source else None)


def _front(over: float, leading: float) -> Iterable[Problem]:
    """W6: what stands before the first page break or section fits on page 1."""
    if over > 0:
        lines = math.ceil(over / leading)
        hint = f"Shorten the bottom line or the key points by {lines} line{'s' * (lines > 1)} of text"
        yield Problem("warning", "page 1 runs over to page 2", hint=hint, rule="W6")


def _long(
    limit: int, pages: list[Stack], blocks: list[tuple[Block, tuple[Box, ...]]], leading: float
) -> Iterable[Problem]:
    """W6: a document that is meant for so many pages takes no more."""
    if not 0 < limit < len(pages):
        return
    lines = math.ceil(sum(page.height for page in pages[limit:]) / leading)
    part = "what stands before the first section"
    heights = {part: 0.0}
    for block, boxes in blocks:
        if isinstance(block, Heading) and block.level == 2:
            part = f"“{plain(block.content)}”"
        heights[part] = heights.get(part, 0.0) + Stack(boxes=boxes).height
    longest = max(heights, key=lambda name: heights[name])
    meant = f"{limit} page{'s' * (limit > 1)}"
    yield Problem(
        "warning",
        f"this outline is meant for {meant}, and the document takes {len(pages)}",
        f"Shorten it by {lines} line{'s' * (lines > 1)} of text; its longest part is {longest}",
        rule="W6",
    )
