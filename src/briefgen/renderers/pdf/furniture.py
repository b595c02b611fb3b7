"""What stands around the text of each page: the marking, the running title, the edition, the contact, the page number."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from briefgen.document.blocks import Banner, Meta
from briefgen.look.ink import BLANK
from briefgen.look.theme import Theme
from briefgen.renderers.pdf.lines import Span, TextLine, TextStyle, break_lines, plain_spaces, width
from briefgen.renderers.pdf.pen import Pen

_EDGE = 22.0
"""From the edge of the paper to the banner."""
_HEADER = ("/Type /Pagination", "/Subtype /Header", "/Attached [/Top]")
_FOOTER = ("/Type /Pagination", "/Subtype /Footer", "/Attached [/Bottom]")
_ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class _Marking:
    """The banner, set: one line as a rule, more where its text is long."""

    banner: Banner
    style: TextStyle
    lines: tuple[TextLine, ...]

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading + 5

    def draw(self, pen: Pen, left: float, room: float, top: float) -> None:
        wide = max(line.width for line in self.lines) + 14
        shift = {"left": 0.0, "center": (room - wide) / 2, "right": room - wide}[self.banner.align]
        pen.box(left + shift, top, wide, self.height, self.banner.background)
        base = top + 2.5 + (self.style.leading + 0.69 * self.style.size) / 2
        for line in self.lines:
            inset = {"left": 7.0, "center": (wide - line.width) / 2, "right": wide - 7 - line.width}[self.banner.align]
            pen.spans(left + shift + inset, base, line.spans, line.right_to_left)
            base += self.style.leading


class Frame:
    """Where the text of a page stands, and what stands around it. A marking of many lines makes the text area lower."""

    def __init__(self, meta: Meta, theme: Theme) -> None:
        self._meta = meta
        self._theme = theme
        self._style = TextStyle(
            theme.small.size, theme.small.leading, "regular", theme.palette.muted, faces=theme.faces
        )
        self._marking = _set(meta.banner, theme) if meta.banner and BLANK.sub("", meta.banner.text) else None
        extra = max(self._marking.height - 21, 0.0) if self._marking else 0.0
        self.top = theme.top + extra
        self.height = max(theme.height - 2 * extra, theme.height / 4)

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draw the furniture of page `number` of `count`. The first page has the title itself, so no running one."""
        with pen.artifact(*_HEADER):
            self._header(pen, number)
        with pen.artifact(*_FOOTER):
            self._footer(pen, number, count)

    def _header(self, pen: Pen, number: int) -> None:
        theme, furniture = self._theme, self._meta.furniture
        if self._marking:
            self._marking.draw(pen, theme.left, theme.width, _EDGE)
        base = self.top - 15
        self._two(pen, base, furniture.running if number > 1 else "", furniture.edition)
        if number > 1:
            pen.rule(theme.left, base + 5, theme.width, theme.palette.hairline)

    def _footer(self, pen: Pen, number: int, count: int) -> None:
        theme, furniture = self._theme, self._meta.furniture
        base = self.top + self.height + 18
        pen.rule(theme.left, base - 11, theme.width, theme.palette.hairline)
        page = furniture.page.replace("{page}", str(number)).replace("{pages}", str(count))
        self._two(pen, base, furniture.contact, page)
        if self._marking:
            self._marking.draw(pen, theme.left, theme.width, theme.page[1] - _EDGE + 7 - self._marking.height)

    def _two(self, pen: Pen, base: float, left: str, right: str) -> None:
        """One text at the left, one at the right of a line; the left one is shortened to make room."""
        theme, style = self._theme, self._style
        right = _fitting(plain_spaces(right), theme.width * 0.6, style)
        taken = width(right, style)
        pen.text(theme.left, base, _fitting(plain_spaces(left), theme.width - taken - 18, style), style)
        pen.text(theme.left + theme.width - taken, base, right, style)


def _set(banner: Banner, theme: Theme) -> _Marking:
    style = TextStyle(banner.size, banner.size * 1.3, "bold", banner.foreground, faces=theme.faces)
    return _Marking(banner, style, break_lines([Span(banner.text, style)], theme.width - 14))


def _fitting(text: str, room: float, style: TextStyle) -> str:
    if width(text, style) <= room:
        return text
    longer = bisect_right(range(1, len(text)), room, key=lambda kept: width(text[:kept] + _ELLIPSIS, style))
    return text[:longer].rstrip() + _ELLIPSIS
