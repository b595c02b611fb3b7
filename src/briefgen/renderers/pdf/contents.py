"""The list of sections: titles that are links, dot leaders that nobody reads out, page numbers known before drawing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from briefgen.document import passages
from briefgen.document.blocks import Heading
from briefgen.renderers.pdf.direction import alone
from briefgen.renderers.pdf.lines import TextLine, break_lines, plain_spaces
from briefgen.renderers.pdf.spans import Span, TextStyle, width
from briefgen.renderers.pdf.styles import PdfStyles
from briefgen.tagged_pdf.boxes import Box, baseline
from briefgen.tagged_pdf.pen import Pen
from briefgen.tagged_pdf.structure import Content, StructureElement

_LEADER = " ."
_CLEAR = 6.0
_INDENT = 16.0
_NUMBERS = 60.0
"""Kept free of titles at the right."""


def title(heading: Heading) -> str:
    """A heading as bookmarks and the contents name it."""
    return plain_spaces(passages.title(heading))


def listed(headings: Iterable[Heading], element: StructureElement, styles: PdfStyles, room: float) -> Iterator[Entry]:
    """One entry for each heading, as children of the TOC element."""
    for heading in headings:
        section = heading.level == 2
        style = styles.contents_section if section else styles.contents_part
        indent = 0.0 if section else _INDENT
        link = element.add("TOCI").add("Reference").add("Link")
        link.target, link.spoken = f"#{heading.anchor}", title(heading)
        yield Entry(
            lines=break_lines([Span(f"{link.spoken} ", style, link.content())], room - indent - _NUMBERS),
            style=style,
            leader=styles.small,
            indent=indent,
            width=room,
            target=heading.anchor,
            link=link,
            number=link.content(),
            before=4.0 if section else 1.0,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry(Box):
    """One line of the contents; `target` is the anchor whose page number stands at its right."""

    lines: tuple[TextLine, ...]
    style: TextStyle
    leader: TextStyle
    indent: float
    width: float
    target: str
    link: StructureElement
    number: Content

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading

    def draw(self, pen: Pen, x: float, y: float) -> None:
        base = y + baseline(self.style)
        for line in self.lines:
            pen.line(x + self.indent, base, line.pieces)
            base += self.style.leading
        base -= self.style.leading
        number = str(pen.numbers.get(self.target, ""))
        digits = width(number, self.style)
        start = x + self.indent + (self.lines[-1].width if self.lines else 0.0) + _CLEAR
        self._leaders(pen, start, x + self.width - digits - _CLEAR, base)
        pen.line(x + self.width - digits, base, alone(number, self.style, self.number))
        pen.link(self.link, x + self.indent, y, x + self.width, y + self.height)

    def _leaders(self, pen: Pen, start: float, end: float, base: float) -> None:
        step = width(_LEADER, self.leader)
        count = int((end - start) // step)
        if count > 0:  # from the right, so that the dots of all lines stand below each other
            pen.line(end - count * step, base, alone(_LEADER * count, self.leader))
