"""Paragraphs, lists, terms with their values and quotations as boxes of a width."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import assert_never

from briefgen.document.blocks import BulletList, FactList, Item, Paragraph, Quotation
from briefgen.document.inlines import Text
from briefgen.look.theme import Theme
from briefgen.renderers.pdf.lines import break_lines
from briefgen.renderers.pdf.spans import Span, TextStyle, width
from briefgen.renderers.pdf.typeset import Typesetter
from briefgen.tagged_pdf.boxes import Box, Lines, Stack
from briefgen.tagged_pdf.columns import Border, Ruled, SideBySide
from briefgen.tagged_pdf.structure import StructureElement

_BULLET = "•"
_HANG = 12.0
_CLEAR = 5.0
"""From a list's number to its text."""
_TERM = 0.4
"""The share of the width that terms take at most."""
_INSET = 14.0


class TextSetter:
    """Sets the running text of one document, for pages of this text height."""

    def __init__(self, type_: Typesetter, theme: Theme, height: float) -> None:
        self.type = type_
        self.styles = type_.styles
        self.theme = theme
        self.height = height

    def paragraph(
        self, paragraph: Paragraph, element: StructureElement, room: float, style: TextStyle | None = None
    ) -> Lines:
        """The paragraph as content of the element; in another `style` than its role's where one is given."""
        lines = self.type.paragraph(paragraph.content, style or self.styles.paragraphs[paragraph.role], element, room)
        lines = replace(lines, anchor=paragraph.anchor, changed=paragraph.changed)
        match paragraph.role:
            case "body" | "lead":
                return replace(lines, after=6.0)
            case "small":
                return replace(lines, after=4.0)
            case "kicker":
                return replace(lines, after=3.0, keep=True)
            case "standfirst":
                return replace(lines, before=4.0, after=6.0)
            case "group":
                return replace(lines, before=11.0, after=3.0, keep=True)
        assert_never(paragraph.role)

    def list(self, block: BulletList, parent: StructureElement, room: float, style: TextStyle | None = None) -> Stack:
        """The list, numbers hung out to the left of the items' texts."""
        element = parent.add("L").set("List", ListNumbering="/Decimal" if block.ordered else "/Disc")
        style = style or self.styles.body
        labels = [f"{n}." if block.ordered else _BULLET for n in range(1, len(block.items) + 1)]
        hang = max([_HANG, *(width(label, style) + _CLEAR for label in labels)])
        rows: list[Box] = []
        for label, item in zip(labels, block.items, strict=True):
            line = element.add("LI")
            mark = Span(label, style._replace(colour=self.styles.mark.colour), line.add("Lbl").content())
            indent = hang - _CLEAR - width(label, style) if block.ordered else 1.0
            number = Lines(lines=break_lines([mark], hang), style=style, indent=indent)
            text = self._item(item, line.add("LBody"), room - hang, style)
            cells = ((0.0, Stack(boxes=(number,))), (hang, Stack(boxes=(text,))))
            rows.append(SideBySide(cells=cells, after=3.5, changed=item.changed))
        return Stack(boxes=tuple(rows), before=3.0, after=8.0)

    def _item(self, item: Item, body: StructureElement, room: float, style: TextStyle) -> Lines:
        spans = self.type.spans(item.content, style, body)
        if item.tag:
            spans += [Span("  ", style, body.content()), Span(item.tag, self.styles.tag, body.content())]
        return Lines(lines=break_lines(spans, room), style=style)

    def facts(
        self,
        block: FactList,
        parent: StructureElement,
        room: float,
        edge: float = 0.0,
        style: TextStyle | None = None,
    ) -> Stack:
        """Terms in a column of their own, their values at `edge`; without one as near as the terms let them stand."""
        element = parent.add("L").set("List", ListNumbering="/None")
        style, hairline = style or self.styles.body, Border(self.theme.palette.hairline)
        terms = style._replace(colour=self.styles.term.colour)
        left = edge or self._column([fact.term for fact in block.facts], terms, room)
        rows: list[Box] = []
        beside = {0, len(block.facts) - 2}  # the first and the last fact have another with them on their page
        for number, fact in enumerate(block.facts):
            line = element.add("LI")
            term = self.type.paragraph((Text(fact.term),), terms, line.add("Lbl"), left - 8)
            body = line.add("LBody")
            values = tuple(
                self.type.paragraph(inlines, style, body.add("P") if len(fact.lines) > 1 else body, room - left)
                for inlines in fact.lines
            )
            row = SideBySide(
                cells=((0.0, Stack(boxes=(term,))), (left, Stack(boxes=values))),
                over=3.4,
                under=4.0,
                width=room,
                above=hairline,
                whole=self.height / 8,
                keep=number in beside,
                changed=fact.changed,
            )
            rows.append(row)
        return Stack(boxes=tuple(rows), whole=self.height / 6, before=4.0, after=10.0)

    def _column(self, terms: Sequence[str], style: TextStyle, room: float) -> float:
        """The width of a column of terms: a share of the room at most, but that no word is broken."""
        longest = max((width(term, style) for term in terms), default=0.0)
        word = max((width(word, style) for term in terms for word in term.split()), default=0.0)
        return min(max(min(longest + _HANG, room * _TERM), word + _HANG), room / 2)

    def quotation(self, block: Quotation, parent: StructureElement, room: float) -> Ruled:
        """The words, and below them whose they are, beside a rule."""
        element = parent.add("BlockQuote")
        style = self.styles.altered if block.altered else self.styles.body
        words = self.type.paragraph(block.content, style, element.add("P"), room - _INSET)
        boxes: tuple[Box, ...] = (words,)
        if block.attribution:
            by = self.type.paragraph(block.attribution, self.styles.small, element.add("P"), room - _INSET)
            boxes = (replace(words, keep=True, after=2.0), by)
        return Ruled(
            inner=Stack(boxes=boxes),
            colour=self.theme.palette.hairline,
            thickness=1.5,
            inset=_INSET,
            before=5.0,
            after=8.0,
            changed=block.changed,
        )
