"""The blocks of a Document become boxes, and its structure tree, in one walk in reading order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import zip_longest
from typing import assert_never

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
    Contents,
    Document,
    FactList,
    Figure,
    Heading,
    Inlines,
    PageBreak,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    Timeline,
)
from briefgen.document.passages import entries, spoken
from briefgen.look.theme import LOGO, Theme
from briefgen.renderers.pdf.boxes import Box, Break, Lines, Ruled, SideBySide, Stack
from briefgen.renderers.pdf.chart import ChartPanel
from briefgen.renderers.pdf.contents import listed, title
from briefgen.renderers.pdf.figure import Image
from briefgen.renderers.pdf.lines import Span, balance, break_lines, width
from briefgen.renderers.pdf.picture import read
from briefgen.renderers.pdf.structure import StructureElement
from briefgen.renderers.pdf.styles import PdfStyles
from briefgen.renderers.pdf.table import set_table
from briefgen.renderers.pdf.typeset import Typesetter
from briefgen.timeline.layout import LEAST_HEIGHT, fitted

_BULLET = "•"
_HANG = 16.0
_FACTS = 0.24
_MEASURE = 46
"""The longest line of running text, in sizes of its type: about 90 characters."""
_SPACE = {1: (0.0, 5.0), 2: (24.0, 7.0), 3: (15.0, 4.0)}


class Flow:
    """Makes the boxes of one document for a text area of `theme.width` by `height` points."""

    def __init__(self, document: Document, type_: Typesetter, theme: Theme, height: float) -> None:
        self.root = StructureElement("Document", {"Lang": document.meta.language})
        self.outline: list[tuple[str, str, int]] = []
        self._document = document
        self._type = type_
        self._styles: PdfStyles = type_.styles
        self._theme = theme
        self._height = height
        self._sections: list[tuple[int, StructureElement]] = []

    def logo(self) -> tuple[Box, ...]:
        """The publisher's sign at the head of page 1, the first thing in the tree."""
        logo = self._theme.logo
        if logo is None:
            return ()
        figure = self.root.add("Figure", Alt=logo.alt or self._document.meta.publisher or self._document.meta.title)
        picture = read(logo.image, "the logo")
        return (Image(picture=picture, content=figure.content(), widest=LOGO[0], tallest=LOGO[1], after=16.0),)

    def boxes(self) -> Iterator[tuple[Block, tuple[Box, ...]]]:
        """Each block with its boxes, in order."""
        blocks = self._document.blocks
        for block, following in zip_longest(blocks, blocks[1:]):
            boxes = tuple(self._block(block, self._here, self._theme.width))
            if isinstance(following, Table) and isinstance(block, Paragraph) and block.role == "small":
                boxes = tuple(replace(box, keep=True) for box in boxes)  # what is said of a table stands on its page
            yield block, boxes

    @property
    def _here(self) -> StructureElement:
        return self._sections[-1][1] if self._sections else self.root

    def _block(self, block: Block, parent: StructureElement, width: float) -> Iterator[Box]:
        match block:
            case Heading():
                yield self._heading(block, width)
            case Paragraph():
                yield self._paragraph(block, parent.add("P"), width)
            case BulletList():
                yield self._list(block, parent, width)
            case FactList():
                yield self._facts(block, parent, width)
            case Table():
                yield self._table(block, parent)
            case Callout():
                yield self._callout(block, parent, width)
            case Quotation():
                yield self._quotation(block, parent, width)
            case Figure():
                yield from self._figure(block, parent)
            case Timeline():
                yield from self._timeline(block, parent)
            case Contents():
                yield from self._contents(block, parent)
            case PageBreak():
                yield Break()
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
        return Lines(lines=balance(spans, width), style=style, before=before, after=after, keep=True, anchor=anchor,
                     changed=heading.changed)  # fmt: skip

    def _paragraph(self, paragraph: Paragraph, element: StructureElement, width: float) -> Lines:
        style = self._styles.paragraphs[paragraph.role]
        room = width if paragraph.role == "small" else min(width, _MEASURE * style.size)
        lines = self._type.paragraph(paragraph.content, style, element, room)
        lines = replace(lines, anchor=paragraph.anchor, changed=paragraph.changed)
        match paragraph.role:
            case "body" | "lead":
                return replace(lines, after=7.0)
            case "small":
                return replace(lines, after=4.0)
            case "kicker":
                return replace(lines, after=4.0, keep=True)
            case "standfirst":
                return replace(lines, after=12.0)
            case "group":
                return replace(lines, before=11.0, after=3.0, keep=True)
        assert_never(paragraph.role)

    def _list(self, block: BulletList, parent: StructureElement, room: float) -> Box:
        element = parent.add("L").set("List", ListNumbering="/Decimal" if block.ordered else "/Disc")
        style = self._styles.body
        room = min(room, _MEASURE * style.size)
        labels = [f"{n}." if block.ordered else _BULLET for n in range(1, len(block.items) + 1)]
        hang = max([_HANG, *(width(label, style) + 6 for label in labels)])
        rows: list[Box] = []
        for label, item in zip(labels, block.items, strict=True):
            line = element.add("LI")
            mark = Span(label, self._styles.label, line.add("Lbl").content())
            body = line.add("LBody")
            spans = self._type.spans(item.content, style, body)
            if item.tag:
                spans += [Span("  ", style, body.content()), Span(item.tag, self._styles.tag, body.content())]
            text = Lines(lines=break_lines(spans, room - hang), style=style)
            indent = hang - 6 - width(label, style) if block.ordered else 3.0
            number = Lines(lines=break_lines([mark], hang), style=style, indent=indent)
            rows.append(
                SideBySide(
                    cells=((0.0, Stack(boxes=(number,))), (hang, Stack(boxes=(text,)))), after=4.0, changed=item.changed
                )
            )
        return Stack(boxes=tuple(rows), before=3.0, after=9.0)

    def _facts(self, block: FactList, parent: StructureElement, room: float) -> Box:
        element = parent.add("L").set("List", ListNumbering="/None")
        styles, palette = self._styles, self._theme.palette
        longest = max((width(fact.term, styles.term) for fact in block.facts), default=0.0)
        left = min(max(longest + 16, room * _FACTS), room * 0.35)
        rows: list[Box] = []
        beside = {0, len(block.facts) - 2}  # the first and the last fact have another with them on their page
        for number, fact in enumerate(block.facts):
            line = element.add("LI")
            term = self._type.paragraph((Text(fact.term),), styles.term, line.add("Lbl"), left - 12)
            body = line.add("LBody")
            values = tuple(
                self._type.paragraph(inlines, styles.body, body.add("P") if len(fact.lines) > 1 else body, room - left)
                for inlines in fact.lines
            )
            cells = ((0.0, Stack(boxes=(term,))), (left, Stack(boxes=values)))
            whole, keep, hairline = self._height / 8, number in beside, palette.hairline
            row = SideBySide(
                cells=cells, padding=3.0, width=room, rule=hairline, whole=whole, keep=keep, changed=fact.changed
            )
            rows.append(row)
        return Stack(boxes=tuple(rows), whole=self._height / 4, before=6.0, after=14.0)

    # -- set apart ----------------------------------------------------------------------------------------------------

    def _callout(self, block: Callout, parent: StructureElement, width: float) -> Box:
        palette = self._theme.palette
        colour = {"key": palette.accent, "notice": palette.rule, "alert": palette.alert}[block.tone]
        inset = 14.0
        element = parent.add("Div")
        boxes: list[Box] = []
        if block.title:
            ink = palette.alert if block.tone == "alert" else palette.accent if block.tone == "key" else palette.ink
            style = replace(self._styles.contents_section, colour=ink)
            head = self._type.paragraph((Text(block.title),), style, element.add("P"), width - inset)
            boxes.append(replace(head, keep=True, after=2.0))
        for inner in block.content:
            boxes += self._block(inner, element, width - inset - (10 if block.tone == "key" else 0))
        padding = 8.0 if block.tone == "key" else 1.0
        return Ruled(
            inner=Stack(boxes=tuple(boxes), whole=self._height / 4),
            colour=colour,
            thickness=2.5,
            inset=inset,
            padding=padding,
            width=width,
            wash=palette.wash if block.tone == "key" else "",
            before=12.0,
            after=14.0,
        )

    def _quotation(self, block: Quotation, parent: StructureElement, width: float) -> Box:
        element = parent.add("BlockQuote")
        inset, styles = 14.0, self._styles
        style = styles.altered if block.altered else styles.body
        words = self._type.paragraph(block.content, style, element.add("P"), width - 2 * inset)
        boxes: tuple[Box, ...] = (words,)
        if block.attribution:
            by = self._type.paragraph(block.attribution, styles.small, element.add("P"), width - 2 * inset)
            boxes = (replace(words, keep=True, after=2.0), by)
        rule = self._theme.palette.rule
        inner, changed = Stack(boxes=boxes), block.changed
        return Ruled(inner=inner, colour=rule, thickness=1.0, inset=inset, before=6.0, after=10.0, changed=changed)

    # -- tables, figures ----------------------------------------------------------------------------------------------

    def _caption(self, caption: Caption, element: StructureElement) -> Lines:
        styles = self._styles
        spans = self._type.spans((Text(f"{caption.label} {caption.number}. "),), styles.caption_label, element)
        spans += self._type.spans(caption.content, styles.caption, element)
        return Lines(lines=break_lines(spans, self._theme.width), style=styles.caption)

    def _table(self, block: Table, parent: StructureElement) -> Box:
        element = parent.add("Table")
        caption = self._caption(block.caption, element.add("Caption"))
        table = set_table(block, caption, element, self._type, self._theme, self._height)
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
        yield Image(
            picture=read(block.image, f"figure {block.caption.number}"),
            content=figure.content(),
            widest=self._theme.width,
            tallest=max(self._height * 0.8 - below.height, self._height / 4),
            density=block.density,
            before=12.0,
            keep=True,
            anchor=block.anchor,
        )
        yield below

    def _timeline(self, block: Timeline, parent: StructureElement) -> Iterator[Box]:
        figure = parent.add("Figure", Alt=spoken(block))
        below = self._captioned(block.caption, (), parent)
        tallest = max(self._height - below.height - 10, self._height / 2, LEAST_HEIGHT)
        language, width = self._document.meta.language, self._theme.width
        panels, scale = fitted(block, self._theme, language, width=width, height=tallest)
        for number, panel in enumerate(panels):
            yield ChartPanel(
                panel=panel,
                content=figure.content(),
                scale=scale,
                faces=self._theme.faces,
                before=12.0,
                keep=number + 1 == len(panels),
                anchor="" if number else block.anchor,
            )
        yield below if panels else replace(below, anchor=block.anchor)

    def _contents(self, block: Contents, parent: StructureElement) -> Iterator[Box]:
        styles, room = self._styles, self._theme.width
        head = self._type.paragraph((Strong((Text(block.title),)),), styles.contents_title, parent.add("P"), room)
        yield replace(head, before=12.0, after=6.0, keep=True)
        following = self._document.blocks[self._document.blocks.index(block) + 1 :]
        yield from listed(entries(following), parent.add("TOC"), styles, room)
        yield Stack(boxes=(), after=10.0)
