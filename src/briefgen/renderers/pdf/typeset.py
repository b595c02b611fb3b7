"""Inlines become spans of text, each tied to its place in the structure tree, and spans become set paragraphs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from briefgen.document.blocks import plain
from briefgen.document.inlines import Cite, Code, Emphasis, Inline, Inlines, Link, Strong, Text
from briefgen.document.signs import Gauge, Glyph, Trend
from briefgen.look.binding import NO_BREAK, bound
from briefgen.renderers import glyphs
from briefgen.renderers.pdf.lines import break_lines, plain_spaces
from briefgen.renderers.pdf.spans import SIGN, Sign, Span, TextStyle
from briefgen.renderers.pdf.styles import PdfStyles, emphasis
from briefgen.tagged_pdf.boxes import Lines
from briefgen.tagged_pdf.structure import StructureElement


@dataclass(slots=True)
class Typesetter:
    """Sets the text of one document."""

    styles: PdfStyles
    language: str

    def paragraph(self, inlines: Inlines, style: TextStyle, element: StructureElement, width: float) -> Lines:
        """The inlines as lines of a width, as content of the element."""
        return Lines(lines=break_lines(self.spans(inlines, style, element, room=width), width), style=style)

    def label(self, text: str, style: TextStyle, element: StructureElement, width: float) -> Lines:
        """A label in capitals, which a screen reader hears as it was written."""
        element.texts["ActualText"] = plain_spaces(text)
        return self.paragraph((Text(text),), style, element, width)

    def spans(
        self,
        inlines: Iterable[Inline],
        style: TextStyle,
        element: StructureElement,
        link: StructureElement | None = None,
        room: float = glyphs.GAUGE[0],
    ) -> list[Span]:
        """The inlines as spans; inline elements are added to the element in reading order. No yardstick is wider than `room`."""
        spans: list[Span] = []
        for inline in inlines:
            found = self._inline(inline, style, element, link, room)
            if spans and spans[-1].sign and found and found[0].text.startswith(" "):
                found[0] = found[0].saying(f"{NO_BREAK}{found[0].text[1:]}")  # no line ends between a mark and its word
            spans += found
        return spans

    def _inline(
        self, inline: Inline, style: TextStyle, element: StructureElement, link: StructureElement | None, room: float
    ) -> list[Span]:
        match inline:
            case Text(text, language):
                place = element.add("Span", Lang=language) if language not in ("", self.language) else element
                return [Span(bound(text, language or self.language), style, place.content(), link)]
            case Strong(children):
                return self.spans(children, self.styles.strong(style), element, link, room)
            case Emphasis(children):
                return self.spans(children, emphasis(style), element.add("Em"), link, room)
            case Code(text):
                return [Span(text, self.styles.coded(style), element.add("Code").content(), link, literal=True)]
            case Link(children, target):
                return self._link(children, target, self.styles.linked(style), element, link)
            case Cite(label, anchor, before, after):
                small = self.styles.cited(style)
                opening = self._beside(before, small, element, link)  # in the tree before the link
                number = self._link((Text(label),), f"#{anchor}", small, element, link)
                return [opening, *number, self._beside(after, small, element, link)]
            case Glyph(stance):
                strokes = glyphs.stance(stance, self.styles.palette)
                return [Span(SIGN, style, sign=Sign(strokes, glyphs.SIZE, glyphs.SIZE))]
            case Trend():
                width, height = min(room, glyphs.TREND[0]), glyphs.TREND[1]
                return [Span(SIGN, style, sign=Sign(glyphs.trend(inline, self.styles.palette, width), width, height))]
            case Gauge():
                width, height = min(room, glyphs.GAUGE[0]), glyphs.GAUGE[1]
                return [Span(SIGN, style, sign=Sign(glyphs.gauge(inline, self.styles.palette, width), width, height))]
        assert_never(inline)

    @staticmethod
    def _beside(text: str, style: TextStyle, element: StructureElement, link: StructureElement | None) -> Span:
        return Span(text, style, element.content(), link)

    def _link(
        self,
        children: Inlines,
        target: str,
        style: TextStyle,
        element: StructureElement,
        around: StructureElement | None,
    ) -> list[Span]:
        if around is not None:  # a link in a link: the outer one is live
            return self.spans(children, style, element, around)
        link = element.add("Link")
        link.target, link.spoken = target, plain_spaces(plain(children)).strip()
        return self.spans(children, style, link, link)
