"""On which page a place of the finished text falls: Word counts again when it prints, but shows what is written until then.

Reckoned from the template's own sizes and spaces, in a face as wide as Calibri: near enough for most pages, and no promise.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import NamedTuple

from docx.oxml.ns import qn

from briefgen.look.fonts import Face, Faces
from briefgen.renderers.docx.elements import TWIP, Element

_EMU = 12700
_NARROW = 0.89
"""The width of Calibri's letters beside those of the house's face at the same size."""
_WORD = re.compile("[^ -]*[ -]|[^ -]+")
_SPACE = 0.23
"""The width of a space, in ems: one at a line's end takes no room."""
_LINE = 1.22
"""Calibri's own line, in ems."""
_TOGETHER = 2
"""Lines of a paragraph that stay on a page at least."""


class _Look(NamedTuple):
    """What a paragraph's style says, lengths in points."""

    size: float = 10.0
    bold: bool = False
    line: float = 240.0
    exact: bool = False
    before: float = 0.0
    after: float = 0.0
    left: float = 0.0
    right: float = 0.0
    ruled: float = 0.0
    keeps: bool = False

    @property
    def leading(self) -> float:
        return self.line / TWIP if self.exact else self.size * _LINE * self.line / 240


class _Piece(NamedTuple):
    """A paragraph or a row: its lines, each with its height; `whole` when it is not parted, `keeps` to the next; `ends` when it is the
    last of a section, after which the paper lies the other way."""

    lines: tuple[float, ...]
    before: float = 0.0
    after: float = 0.0
    keeps: bool = False
    whole: bool = False
    breaks: bool = False
    marks: tuple[str, ...] = ()
    head: float = 0.0
    ends: bool = False

    @property
    def height(self) -> float:
        return sum(self.lines)


class Paper:
    """What takes how much of a page whose lines are `width` points wide."""

    def __init__(self, styles: Element, faces: Faces, width: float) -> None:
        self._styles = {style.get(qn("w:styleId")): style for style in styles.iter(qn("w:style"))}
        self._defaults = styles.find(qn("w:docDefaults"))
        self._faces, self._width = faces, width
        self._look = cache(self._style)

    def numbers(self, elements: Iterable[Element], *, first: float, other: float, across: float) -> dict[str, int]:
        """The page of each bookmark among the elements of a body; `first`, `other` and `across` are the heights of text on page 1, on
        all others, and on paper that lies on its side, in points."""
        found: dict[str, int] = {}
        page, y = 1, 0.0
        pieces = list(self._pieces(elements))
        for index, piece in enumerate(pieces):
            limit = first if page == 1 else other
            if y and (piece.breaks or y + self._needed(pieces[index:], other) > limit):
                page, y, limit = page + 1, piece.head, other
            found.update(dict.fromkeys(piece.marks, page))
            y += (
                piece.before if y or piece.breaks else 0.0
            )  # space at the head of a page is kept where it was asked for
            for line in piece.lines:
                if y + line > limit and y > piece.head:
                    page, y, limit = page + 1, piece.head, other
                y += line
            y += piece.after
            if piece.ends:
                page, y = page + 1, 0.0
                other, across = across, other
        return found

    def height(self, elements: Iterable[Element]) -> float:
        """Points that elements take one below the other, as in a cell, a header or a footer."""
        return sum(piece.before + piece.height + piece.after for piece in self._pieces(elements))

    def _needed(self, pieces: Sequence[_Piece], most: float) -> float:
        """The height that must be free for the first of the pieces to begin here."""
        needed = 0.0
        for piece in pieces:
            needed += piece.before
            if not piece.keeps:
                return needed + (piece.height if piece.whole else sum(piece.lines[:_TOGETHER]))
            needed += piece.height + piece.after
            if needed > most:
                return 0.0
        return needed

    # -- pieces -------------------------------------------------------------------------------------------------------

    def _pieces(self, elements: Iterable[Element], width: float = 0.0) -> Iterator[_Piece]:
        width = width or self._width
        for element in elements:
            if element.tag == qn("w:p"):
                yield self._paragraph(element, width)
            elif element.tag == qn("w:tbl"):
                yield from self._rows(element, width)

    def _paragraph(self, element: Element, width: float) -> _Piece:
        name = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
        look = self._own(element, self._look("" if name is None else name.get(qn("w:val"))))
        pictures = [int(extent.get("cy")) / _EMU for extent in element.iter() if str(extent.tag).endswith("}extent")]
        lines = [look.leading] * self._count(element, look, width - look.left - look.right)
        if pictures and max(pictures) > look.leading:
            lines = [max(pictures), *lines[1:]]
        properties = element.find(qn("w:pPr"))
        marks = tuple(mark.get(qn("w:name")) for mark in element.iter(qn("w:bookmarkStart")))
        breaks = properties is not None and properties.find(qn("w:pageBreakBefore")) is not None
        ends = properties is not None and properties.find(qn("w:sectPr")) is not None
        return _Piece(
            tuple(lines),
            look.before,
            look.after + look.ruled,
            look.keeps,
            bool(pictures) or len(lines) < 4,
            breaks,
            marks,
            ends=ends,
        )

    def _count(self, element: Element, look: _Look, width: float) -> int:
        """The lines of a paragraph, each as full of its words as it can be."""
        face: Face = "bold" if look.bold else "regular"
        lines = 0
        for text in "".join(map(_text, element.iter(*_TEXTS))).split("\n"):
            lines += 1
            if self._faces.measure(text, look.size, face) * _NARROW <= width:
                continue
            x = 0.0
            for word in _WORD.findall(text):
                wide = self._faces.measure(word, look.size, face) * _NARROW
                if x and x + wide - (_SPACE * look.size if word[-1] == " " else 0.0) > width:
                    lines, x = lines + 1, 0.0
                lines += int(wide / width)
                x += wide
        return lines

    def _rows(self, table: Element, available: float) -> Iterator[_Piece]:
        margins = self._margins(table)
        head = 0.0
        for row in table.findall(qn("w:tr")):
            properties = row.find(qn("w:trPr"))
            heights, keeps = [], False
            cells = row.findall(qn("w:tc"))
            for cell in cells:
                width = _wide(cell) or available / len(cells)
                own = cell.find(f"{qn('w:tcPr')}/{qn('w:tcMar')}/{qn('w:right')}")
                width -= float(own.get(qn("w:w"))) / TWIP if own is not None else margins["right"]
                pieces = list(self._pieces(cell, width))
                keeps = keeps or any(piece.keeps for piece in pieces)
                heights.append(sum(piece.before + piece.height + piece.after for piece in pieces))
            height = max(heights, default=0.0) + margins["top"] + margins["bottom"]
            whole = properties is not None and properties.find(qn("w:cantSplit")) is not None
            marks = tuple(mark.get(qn("w:name")) for mark in row.iter(qn("w:bookmarkStart")))
            parts = (height,) if whole else _parted(height)
            yield _Piece(parts, keeps=keeps and whole, whole=whole, marks=marks, head=head)
            if properties is not None and properties.find(qn("w:tblHeader")) is not None:
                head = height

    # -- styles -------------------------------------------------------------------------------------------------------

    def _style(self, name: str) -> _Look:
        chain, seen = [], set()
        style = self._styles.get(name)
        while style is not None and id(style) not in seen:
            seen.add(id(style))
            chain.append(style)
            base = style.find(qn("w:basedOn"))
            style = None if base is None else self._styles.get(base.get(qn("w:val")))
        look = _Look()
        if self._defaults is not None:
            for part in self._defaults.iter(qn("w:rPr"), qn("w:pPr")):
                look = _told(look, part, part)
        for style in reversed(chain):
            look = _told(look, style.find(qn("w:pPr")), style.find(qn("w:rPr")))
        return look

    def _own(self, element: Element, look: _Look) -> _Look:
        return _told(look, element.find(qn("w:pPr")), None)

    def _margins(self, table: Element) -> dict[str, float]:
        found = {"top": 0.0, "bottom": 0.0, "right": 0.0}
        name = table.find(f"{qn('w:tblPr')}/{qn('w:tblStyle')}")
        style = None if name is None else self._styles.get(name.get(qn("w:val")))
        for side in found:
            margin = None if style is None else style.find(f"{qn('w:tblPr')}/{qn('w:tblCellMar')}/{qn(f'w:{side}')}")
            if margin is not None:
                found[side] = float(margin.get(qn("w:w"))) / TWIP
        return found


def _wide(cell: Element) -> float:
    """The width that a cell says itself, in points; 0 where it says none, or a share."""
    said = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    if said is None or said.get(qn("w:type"), "dxa") != "dxa":
        return 0.0
    return float(said.get(qn("w:w"), "0")) / TWIP


def _parted(height: float) -> tuple[float, ...]:
    """A row that may be split, as lines of a dozen points."""
    number = max(round(height / 12), 1)
    return (height / number,) * number


def _told(look: _Look, paragraph: Element | None, run: Element | None) -> _Look:
    """A look with what these properties say."""
    values = look._asdict()
    if paragraph is not None:
        for tag, attribute, name in _LENGTHS:
            found = paragraph.find(qn(tag))
            if found is not None and found.get(qn(attribute)) is not None:
                values[name] = float(found.get(qn(attribute))) / TWIP
        spacing = paragraph.find(qn("w:spacing"))
        if spacing is not None and spacing.get(qn("w:line")) is not None:
            values["line"] = float(spacing.get(qn("w:line")))
            values["exact"] = spacing.get(qn("w:lineRule")) == "exact"
        rules = paragraph.find(qn("w:pBdr"))
        if rules is not None:
            values["ruled"] = max(map(_room, rules.iter(*_ACROSS)), default=0.0)  # neighbours that are alike share one
        values["keeps"] = look.keeps or paragraph.find(qn("w:keepNext")) is not None
    if run is not None:
        size = run.find(qn("w:sz"))
        values["size"] = look.size if size is None else float(size.get(qn("w:val"))) / 2
        values["bold"] = look.bold or run.find(qn("w:b")) is not None
    return _Look(**values)


def _room(rule: Element) -> float:
    """Points that a rule takes with the space to the text: its width is in eighths of them."""
    return float(rule.get(qn("w:space"), "0")) + float(rule.get(qn("w:sz"), "0")) / 8


def _text(node: Element) -> str:
    return "\n" if node.tag == qn("w:br") else node.text or ""


_TEXTS = (qn("w:t"), qn("w:br"))
_ACROSS = (qn("w:top"), qn("w:bottom"), qn("w:between"))
_LENGTHS = (
    ("w:spacing", "w:before", "before"),
    ("w:spacing", "w:after", "after"),
    ("w:ind", "w:left", "left"),
    ("w:ind", "w:right", "right"),
)
