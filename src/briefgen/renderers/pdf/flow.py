"""The blocks of a Document become boxes, and its structure tree, in one walk in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import assert_never

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
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
)
from briefgen.document.inlines import Inlines, Strong, Text
from briefgen.document.passages import anchors, entries, rows_of, spoken
from briefgen.document.stationery import Letterhead
from briefgen.look.theme import GUTTER, LOGO, Theme
from briefgen.renderers.pdf.callout import callout
from briefgen.renderers.pdf.chart import ChartPanel, mark_links
from briefgen.renderers.pdf.contents import listed, title
from briefgen.renderers.pdf.front import dispute, figures, foot, letterhead, points, record
from briefgen.renderers.pdf.lines import balance, break_lines
from briefgen.renderers.pdf.styles import PdfStyles
from briefgen.renderers.pdf.table import set_table
from briefgen.renderers.pdf.texts import TextSetter
from briefgen.renderers.pdf.typeset import Typesetter
from briefgen.tagged_pdf.boxes import Box, Break, Float, Lines, SectionHead, Stack
from briefgen.tagged_pdf.columns import SideBySide, moved
from briefgen.tagged_pdf.figure import Image, ImageFloat
from briefgen.tagged_pdf.picture import read
from briefgen.tagged_pdf.structure import StructureElement
from briefgen.timeline.layout import LEAST_HEIGHT, fitted

_SPACE = {1: (0.0, 4.0), 2: (22.0, 6.0), 3: (14.0, 4.0)}
_WIDE = (Table, Figure, Timeline)
"""What has the full measure, and so have the notes beside it."""


class Flow:
    """Makes the boxes of one document for a text area of `theme.width` by `height` points, what is turned for one `across` high on
    paper that lies on its side."""

    def __init__(self, document: Document, type_: Typesetter, theme: Theme, height: float, across: float) -> None:
        self.root = StructureElement("Document", {"Lang": document.meta.language})
        self.outline: list[tuple[str, str, int]] = []
        self._document = document
        self._places = frozenset(anchors(document.blocks))
        self._type = type_
        self._styles: PdfStyles = type_.styles
        self._areas = {False: (theme, height), True: (theme.turned, across)}
        self._turn(False)
        self._sections: list[tuple[int, StructureElement]] = []

    def _turn(self, turned: bool) -> None:
        """What follows stands on paper that lies as it does here."""
        self._theme, self._height = self._areas[turned]
        self._texts = TextSetter(self._type, self._theme, self._height)

    def logo(self) -> tuple[Box, ...]:
        """The publisher's sign at the head of page 1, the first thing in the tree; a letterhead has it itself."""
        logo = self._theme.logo
        if logo is None or any(isinstance(block, Letterhead) for block in self._document.blocks):
            return ()
        figure = self.root.add("Figure", Alt=logo.alt or self._document.meta.publisher or self._document.meta.title)
        picture = read(logo.image, "the logo")
        return (Image(picture=picture, content=figure.content(), widest=LOGO[0], tallest=LOGO[1], after=16.0),)

    def boxes(self) -> Iterator[tuple[Block, tuple[Box, ...]]]:
        """Each block with its boxes, in order."""
        for before, block, following in _between(self._document.blocks):
            after = (Table, FactList) if _ends_prose(before, block) else (*_WIDE, FactList)
            full = isinstance(following, after) or (_is_note(block) and isinstance(before, _WIDE))
            boxes = tuple(self._block(block, self._here, full))
            if isinstance(following, Table) and _is_note(block):
                boxes = tuple(replace(box, keep=True) for box in boxes)  # what is said of a table stands on its page
            yield block, boxes

    @property
    def _here(self) -> StructureElement:
        return self._sections[-1][1] if self._sections else self.root

    def _block(self, block: Block, parent: StructureElement, full: bool) -> Iterator[Box]:
        texts, theme = self._texts, self._theme
        edge, measure = theme.second_edge, theme.width - theme.second_edge
        match block:
            case Heading():
                yield self._heading(block, theme.width)
            case Paragraph(role="kicker" | "standfirst"):
                yield texts.paragraph(block, parent.add("P"), theme.width)
            case Paragraph(role="small" | "group") if full:  # as wide as the table beside it
                yield texts.paragraph(block, parent.add("P"), theme.width)
            case Paragraph():
                yield replace(texts.paragraph(block, parent.add("P"), measure), indent=edge)
            case BulletList():
                yield moved(texts.list(block, parent, measure), edge)
            case FactList():
                yield texts.facts(block, parent, theme.width, edge)
            case Table():
                yield self._table(block, parent)
            case Callout():
                yield callout(block, texts, parent)
            case Quotation():
                yield moved(texts.quotation(block, parent, measure), edge)
            case Figure():
                yield from self._figure(block, parent)
            case Timeline():
                yield from self._timeline(block, parent)
            case Contents():
                yield from self._contents(block, parent)
            case PageBreak(turned):
                self._turn(turned)
                yield Break()
            case KeyFigures():
                yield figures(block, texts, parent)
            case ClassedPoints():
                yield points(block, texts, parent, theme.width)
            case Dispute():
                yield moved(dispute(block, texts, parent, measure), edge)
            case TwoColumns():
                yield self._beside(block, parent)
            case Foot():
                yield foot(block, texts, parent)
            case RecordRow(facts):
                yield record(facts, texts, parent)
            case Letterhead():
                yield letterhead(block, texts, parent, theme.logo)
            case _:
                assert_never(block)

    # -- text ---------------------------------------------------------------------------------------------------------

    def _heading(self, heading: Heading, width: float) -> Box:
        if not title(heading):  # nothing to read: a tag without content would leave a gap between the levels
            return Lines(lines=(), style=self._styles.body, anchor=heading.anchor)
        while self._sections and self._sections[-1][0] >= heading.level:
            self._sections.pop()
        section = self._here.add("Sect")
        self._sections.append((heading.level, section))
        depth = len(self._sections)  # PDF/UA-1, 7.4.2: no level is skipped, whatever the document does
        anchor = heading.anchor or f"heading {len(self.outline)}"
        self.outline.append((title(heading), anchor, depth - 1))
        style = self._styles.headings[heading.level - 1]
        number = (Text(f"{heading.number}\u2002"),) if heading.number else ()
        spans = self._type.spans((*number, *heading.content), style, section.add(f"H{depth}"))
        before, after = _SPACE[heading.level]
        kind = SectionHead if heading.level == 2 else Lines
        return kind(lines=balance(spans, width), style=style, before=before, after=after, keep=True, anchor=anchor,
                    changed=heading.changed)  # fmt: skip

    def _beside(self, block: TwoColumns, parent: StructureElement) -> Box:
        main, side = self._theme.columns(8), self._theme.columns(4)
        cells = (
            (0.0, Stack(boxes=tuple(self._main(one, parent, main) for one in block.main))),
            (main + GUTTER, Stack(boxes=tuple(self._aside(one, parent, side) for one in block.side))),
        )
        return SideBySide(cells=cells, before=10.0, after=8.0, airy=True)

    def _main(self, block: Paragraph | ClassedPoints | BulletList, parent: StructureElement, room: float) -> Box:
        match block:
            case Paragraph():
                return self._texts.paragraph(block, parent.add("P"), room)
            case ClassedPoints():
                return points(block, self._texts, parent, room)
            case BulletList():
                return self._texts.list(block, parent, room)
        assert_never(block)

    def _aside(self, block: Paragraph | Dispute | FactList | BulletList, parent: StructureElement, room: float) -> Box:
        style = self._styles.side
        match block:
            case Paragraph(role="group"):
                return self._texts.paragraph(block, parent.add("P"), room)
            case Paragraph():
                return self._texts.paragraph(block, parent.add("P"), room, style)
            case Dispute():
                return dispute(block, self._texts, parent, room)
            case FactList():
                return replace(self._texts.facts(block, parent, room, style=style), before=0.0)
            case BulletList():
                return self._texts.list(block, parent, room, style)
        assert_never(block)

    # -- tables, figures ----------------------------------------------------------------------------------------------

    def _caption(self, caption: Caption, element: StructureElement) -> Lines:
        styles = self._styles
        spans = self._type.spans((Text(f"{caption.label} {caption.number}. "),), styles.caption_label, element)
        spans += self._type.spans(caption.content, styles.caption, element)
        return Lines(lines=break_lines(spans, self._theme.width), style=styles.caption)

    def _table(self, block: Table, parent: StructureElement) -> Box:
        element = parent.add("Table")
        caption = self._caption(block.caption, element.add("Caption"))
        table = set_table(
            block, caption, element, self._type, self._theme, self._height, self._document.meta.furniture.continued
        )
        return replace(table, before=12.0, after=16.0)

    def _captioned(self, caption: Caption, credit: Inlines, parent: StructureElement) -> Stack:
        lines = self._caption(caption, parent.add("Caption"))
        if not credit:
            return Stack(boxes=(lines,), before=5.0, after=16.0)
        line = self._type.paragraph(credit, self._styles.small, parent.add("P"), self._theme.width)
        return Stack(boxes=(replace(lines, keep=True), line), before=5.0, after=16.0)

    def _figure(self, block: Figure, parent: StructureElement) -> Iterator[Box]:
        figure = parent.add("Figure", Alt=spoken(block))
        below = self._captioned(block.caption, block.credit, parent)
        image = Image(
            picture=read(block.image, f"figure {block.caption.number}"),
            content=figure.content(),
            widest=self._theme.width,
            tallest=max(self._height * 0.8 - below.height, self._height / 4),
            density=block.density,
            keep=True,
        )
        yield ImageFloat(boxes=(image, below), whole=self._height, before=12.0, after=below.after, anchor=block.anchor)

    def _timeline(self, block: Timeline, parent: StructureElement) -> Iterator[Box]:
        if block.strip:
            yield from self._strip(block, parent)
            return
        figure = parent.add("Figure", Alt=spoken(block))
        below = self._captioned(block.caption, (), parent)
        boxes = self._panels(block, figure, parent, self._height - below.height - 10)
        if not boxes:
            yield replace(below, anchor=block.anchor)
        for number, box in enumerate(boxes):
            last = number + 1 == len(boxes)
            parts = (replace(box, keep=True), below) if last else (box,)
            yield self._floating(*parts, anchor="" if number else block.anchor)

    def _floating(self, *parts: Box, anchor: str) -> Float:
        """A picture with its caption, in one piece."""
        return Float(boxes=parts, whole=self._height, before=12.0, after=parts[-1].after, anchor=anchor)

    def _strip(self, block: Timeline, parent: StructureElement) -> Iterator[Box]:
        """The chart of page 1, its caption above it."""
        above = self._caption(block.caption, parent.add("Caption"))
        boxes = self._panels(block, parent.add("Figure", Alt=spoken(block)), parent, self._height)
        yield replace(above, before=11.0, after=6.0, keep=bool(boxes), anchor=block.anchor, airy=True)
        for number, box in enumerate(boxes):
            yield replace(box, keep=number + 1 < len(boxes))

    def _panels(
        self, block: Timeline, figure: StructureElement, parent: StructureElement, room: float
    ) -> list[ChartPanel]:
        tallest = max(room, self._height / 2, LEAST_HEIGHT)
        language, width = self._document.meta.language, self._theme.width
        panels, scale = fitted(block, self._theme, language, width=width, height=tallest)
        place, faces = figure.content(), self._theme.faces
        links = mark_links(panels, rows_of(block, self._places), parent)
        return [
            ChartPanel(panel=panel, content=place, scale=scale, faces=faces, links=found)
            for panel, found in zip(panels, links, strict=True)
        ]

    def _contents(self, block: Contents, parent: StructureElement) -> Iterator[Box]:
        styles, room = self._styles, self._theme.width
        head = self._type.paragraph((Strong((Text(block.title),)),), styles.contents_title, parent.add("P"), room)
        yield replace(head, before=12.0, after=6.0, keep=True)
        following = self._document.blocks[self._document.blocks.index(block) + 1 :]
        yield from listed(entries(following), parent.add("TOC"), styles, room)
        yield Stack(boxes=(), after=10.0)


def _is_note(block: Block) -> bool:
    return isinstance(block, Paragraph) and block.role == "small"


def _ends_prose(before: Block | None, block: Block) -> bool:
    """Whether it is a note on the words above it, and so as wide as they are, whatever picture follows."""
    return _is_note(block) and isinstance(before, Paragraph | BulletList | Quotation)


def _between(blocks: Sequence[Block]) -> Iterator[tuple[Block | None, Block, Block | None]]:
    """Each block, with those that stand before and after it when notes are left out."""
    following: list[Block | None] = []
    next_ = None
    for block in reversed(blocks):
        following.append(next_)
        next_ = next_ if _is_note(block) else block
    before = None
    for block, after in zip(blocks, reversed(following), strict=True):
        yield before, block, after
        before = before if _is_note(block) else block
