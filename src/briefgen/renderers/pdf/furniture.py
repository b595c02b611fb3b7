"""What stands around the text of each page: the marking and its caveats, whether it is a draft, the running title, contact and page."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from briefgen.document.meta import Banner, Meta
from briefgen.look.ink import BLANK
from briefgen.look.theme import Theme
from briefgen.renderers.pdf.direction import alone
from briefgen.renderers.pdf.lines import TextLine, balance, break_lines, plain_spaces
from briefgen.renderers.pdf.spans import Span, TextStyle, width
from briefgen.tagged_pdf.boxes import baseline
from briefgen.tagged_pdf.pen import CAPITALS, Pen

_EDGE = 22.0
"""From the edge of the paper to the marking."""
_ROW = 20.6
"""The height of the row that the marking stands in."""
_CLEAR = 12.0
"""Between the texts of a row."""
_PADDING = 7.0
"""From the marking to the sides of its box."""
_BESIDE = 2
"""Lines of caveats that stand beside the marking; more have the width of the page, below it at the head and above it at the foot."""
_RUNNING = 10.0
"""From a running head to the text, more than from a marking alone."""
_HEADER = ("/Type /Pagination", "/Subtype /Header", "/Attached [/Top]")
_FOOTER = ("/Type /Pagination", "/Subtype /Footer", "/Attached [/Bottom]")
_ELLIPSIS = "…"
_DOT = " · "


class _Marking(NamedTuple):
    """The marking proper, set: one line as a rule, more where it is long."""

    banner: Banner
    style: TextStyle
    lines: tuple[TextLine, ...]
    left: float

    @property
    def width(self) -> float:
        return max(line.width for line in self.lines) + 2 * _PADDING

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading + 5

    def draw(self, pen: Pen, left: float, top: float) -> None:
        left += self.left
        pen.box(left, top, self.width, self.height, self.banner.background)
        base = top + 2.5 + baseline(self.style)
        for line in self.lines:
            room = self.width - 2 * _PADDING - line.width
            inset = {"left": 0.0, "center": room / 2, "right": room}[self.banner.align]
            pen.line(left + _PADDING + inset, base, line.pieces)
            base += self.style.leading


class Frame:
    """Where the text of a page stands, and what stands around it. A marking of many lines makes the text area lower.

    `top`, `height` and `bottom` are those of the text area in points from the head of the paper; on page 1, which has no running
    head, it begins at `first_top`.
    """

    def __init__(self, meta: Meta, theme: Theme) -> None:
        self._meta = meta
        self._theme = theme
        self._style = TextStyle(
            theme.small.size, theme.small.leading, "regular", theme.palette.muted, faces=theme.faces
        )
        self._draft = self._style._replace(
            size=8.0, face="bold", colour=theme.palette.paper, tracking=0.72, capitals=True
        )
        banner = meta.banner if meta.banner and BLANK.sub("", meta.banner.text) else None
        self._marking = _set(banner, theme) if banner else None
        self._alone = self._marking is not None and self._marking.width > theme.columns(6)
        self._caveats = self._broken(banner.caveats if banner else "", self._room)
        self._below = len(self._caveats) > _BESIDE
        if self._below and banner:
            self._caveats = self._broken(banner.caveats, theme.width)
        extra = max(self._marking.height - _ROW, 0.0) if self._marking else 0.0
        extra += (_ROW - 4 if self._alone else 0.0) + (len(self._caveats) * self._style.leading if self._below else 0.0)
        self.first_top = theme.top + extra
        self.first_height = max(theme.height - 2 * extra, theme.height / 4)
        self.bottom = self.first_top + self.first_height
        self.top = self.first_top + _RUNNING
        self.height = self.bottom - self.top

    def draw(self, pen: Pen, number: int, count: int) -> None:
        """Draw the furniture of page `number` of `count`. The first page has the title itself, so no running one."""
        with pen.artifact(*_HEADER):
            self._header(pen, number)
        with pen.artifact(*_FOOTER):
            self._footer(pen, number, count)

    def _header(self, pen: Pen, number: int) -> None:
        furniture, top = self._meta.furniture, _EDGE
        if self._marking:
            self._marking.draw(pen, self._theme.left, top)
            top += self._marking.height if self._alone else 0.0
        left, right = self._free
        middle = top + (_ROW - 4 if self._alone else _ROW) / 2
        if not self._below:
            self._right(pen, right, middle, self._caveats)
            right -= self._wide(self._caveats)
        said = (furniture.unissued or furniture.edition, furniture.running if number > 1 else "")
        self._state(pen, left, right, middle, [plain_spaces(text) for text in said if text])
        if self._below:
            self._lines(pen, self._theme.left, middle + _ROW / 2, self._caveats)

    def _state(self, pen: Pen, left: float, right: float, middle: float, said: Sequence[str]) -> None:
        """What the page is of: a draft bears a label that cannot be overlooked."""
        if self._meta.furniture.unissued:
            style = self._draft
            wide, high = width(plain_spaces(self._meta.furniture.edition), style) + 10, 12.5
            pen.box(left, middle - high / 2, wide, high, self._theme.palette.ink)
            pen.line(left + 5.4, _base(middle, style), alone(plain_spaces(self._meta.furniture.edition), style))
            left += wide + 6
        top = middle - len(said) * self._style.leading / 2
        for number, text in enumerate(said):
            base = top + number * self._style.leading + baseline(self._style)
            pen.line(left, base, alone(_fitting(text, right - left, self._style), self._style))

    def _footer(self, pen: Pen, number: int, count: int) -> None:
        theme, furniture = self._theme, self._meta.furniture
        bottom = theme.page[1] - _EDGE + 3
        if self._marking:
            self._marking.draw(pen, theme.left, bottom - self._marking.height)
            bottom -= self._marking.height if self._alone else 0.0
        left, right = self._free
        middle = bottom - (_ROW - 4 if self._alone else _ROW) / 2
        page = furniture.page.replace("{page}", str(number)).replace("{pages}", str(count))
        if self._below:
            high = len(self._caveats) * self._style.leading
            self._lines(pen, theme.left, middle - _ROW / 2 - high, self._caveats)
        else:
            self._lines(pen, left, middle - len(self._caveats) * self._style.leading / 2, self._caveats)
            left += self._wide(self._caveats)
        room = right - left
        page = _fitting(plain_spaces(page), room, self._style)
        contact = plain_spaces(furniture.contact)
        contact = _fitting(contact, room - width(_DOT + page, self._style), self._style) if contact else ""
        said = _DOT.join(filter(None, (contact, page)))
        self._right(pen, right, middle, break_lines([Span(said, self._style)], room))

    # -- the row of the marking ---------------------------------------------------------------------------------------

    @property
    def _free(self) -> tuple[float, float]:
        """What the marking leaves free of its row: one stretch, from the left of the paper; beside one in the middle both ends."""
        left, right = self._theme.left, self._theme.left + self._theme.width
        marking = self._marking
        if marking is None or self._alone:
            return left, right
        match marking.banner.align:
            case "left":
                return left + marking.width + _CLEAR, right
            case "right":
                return left, right - marking.width - _CLEAR
            case "center":
                return left, right

    @property
    def _room(self) -> float:
        """The width that caveats may take in that row."""
        left, right = self._free
        if self._marking and not self._alone and self._marking.banner.align == "center":
            return (right - left - self._marking.width) / 2 - _CLEAR
        return (right - left) / 2

    def _wide(self, lines: Sequence[TextLine]) -> float:
        """The width that lines take, with the space beside them; beside a marking in the middle all of their half."""
        if self._marking and not self._alone and self._marking.banner.align == "center":
            return (self._theme.width + self._marking.width) / 2 + _CLEAR
        return max((line.width for line in lines), default=-_CLEAR) + _CLEAR

    # -- lines of small print -----------------------------------------------------------------------------------------

    def _broken(self, text: str, room: float) -> tuple[TextLine, ...]:
        return balance([Span(text, self._style)], room) if text else ()

    def _right(self, pen: Pen, right: float, middle: float, lines: Sequence[TextLine]) -> None:
        top = middle - len(lines) * self._style.leading / 2
        for number, line in enumerate(lines):
            base = top + number * self._style.leading + baseline(self._style)
            pen.line(right - line.width, base, line.pieces)

    def _lines(self, pen: Pen, left: float, top: float, lines: Sequence[TextLine]) -> None:
        for number, line in enumerate(lines):
            pen.line(left, top + number * self._style.leading + baseline(self._style), line.pieces)


def _base(middle: float, style: TextStyle) -> float:
    """The baseline of a line whose capitals stand about `middle`."""
    return middle + CAPITALS * style.size / 2


def _set(banner: Banner, theme: Theme) -> _Marking:
    style = TextStyle(banner.size, banner.size * 1.3, "bold", banner.foreground, faces=theme.faces)
    lines = break_lines([Span(banner.loud, style)], theme.width - 2 * _PADDING)
    free = theme.width - max(line.width for line in lines) - 2 * _PADDING
    return _Marking(banner, style, lines, {"left": 0.0, "center": free / 2, "right": free}[banner.align])


def _fitting(text: str, room: float, style: TextStyle) -> str:
    if not text or width(text, style) <= room:
        return text
    longer = bisect_right(range(1, len(text)), room, key=lambda kept: width(text[:kept] + _ELLIPSIS, style))
    return text[:longer].rstrip() + _ELLIPSIS
