"""A table as boxes: rows that are cut well, heads repeated on each page, groups never left alone at a foot."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from briefgen.document.blocks import Row as TableRow
from briefgen.document.blocks import Table as TableBlock
from briefgen.document.inlines import Inlines, Text
from briefgen.look.theme import Theme
from briefgen.renderers.pdf.spans import TextStyle
from briefgen.renderers.pdf.spans import width as width_of
from briefgen.renderers.pdf.typeset import Typesetter
from briefgen.renderers.widths import longest, shared
from briefgen.tagged_pdf.boxes import Box, Lines, Stack
from briefgen.tagged_pdf.columns import Border, SideBySide
from briefgen.tagged_pdf.strings import text_string
from briefgen.tagged_pdf.structure import StructureElement
from briefgen.tagged_pdf.table import GroupRow, TableBox

_GUTTER = 10.0
_PADDING = 3.5
_SLACK = 0.1
_DENSE = 0.6
"""The padding in a table that is long and looked up, beside that in others."""


def set_table(
    table: TableBlock,
    title: Lines,
    element: StructureElement,
    type_: Typesetter,
    theme: Theme,
    height: float,
    continued: str,
) -> Box:
    """The table as a box for pages of this text height; `title` is its caption, already the first child of `element`.

    `continued` is how the head of a group stands on the next page, with {title} to fill in.
    """
    element.set("Table", Summary=text_string(table.summary))
    setter = _Rows(table, type_, theme, height, continued)
    head = setter.head((element.add("THead") if table.rows else element).add("TR"))
    rows = setter.rows(element)
    if head.height > height / 3:  # too tall to be repeated: it becomes the first row
        loose = Stack(boxes=(replace(head, whole=0.0), *rows))
        return Stack(boxes=(replace(title, keep=True, after=4.0), loose), anchor=table.anchor)
    return TableBox(title=title, head=head, body=Stack(boxes=tuple(rows)), hole=height / 4, anchor=table.anchor)


class _Rows:
    def __init__(self, table: TableBlock, type_: Typesetter, theme: Theme, height: float, continued: str) -> None:
        self._table = table
        self._type = type_
        self._theme = theme
        self._whole = height / 6
        self._continued = continued.partition("{title}")
        self._style = type_.styles.dense if table.dense else type_.styles.cell
        least = list(longest(table, self._piece, self._word)) if table.dense else ()
        self._lefts, self._widths = _grid([column.weight for column in table.columns], theme.width, least)

    def _piece(self, piece: str, of_value: bool) -> float:
        return width_of(piece, self._type.styles.coded(self._style) if of_value else self._style) + _SLACK

    def _word(self, word: str) -> float:
        return width_of(word, self._type.styles.column_head) + _SLACK

    def head(self, element: StructureElement) -> SideBySide:
        palette = self._theme.palette
        cells = []
        for left, width, column in zip(self._lefts, self._widths, self._table.columns, strict=True):
            cell = element.add("TH").set("Table", Scope="/Column")
            cells.append((left, self._cell(((Text(column.title),),), self._type.styles.column_head, cell, width)))
        return replace(self._row(cells, rule=palette.muted, rule_width=0.8), lowered=True)

    def rows(self, element: StructureElement) -> list[SideBySide]:
        rows: list[SideBySide] = []
        body: StructureElement | None = None
        for number, row in enumerate(self._table.rows):
            if row.group or body is None:
                body = element.add("TBody")
            last = number + 1 == len(self._table.rows)
            before_group = not last and self._table.rows[number + 1].group
            rows.append(self._group(row, body, last) if row.group else self._plain(row, body, last, before_group))
        return rows

    def _group(self, row: TableRow, body: StructureElement, last: bool) -> GroupRow:
        cell = body.add("TR").add("TH").set("Table", Scope="/Row")
        if len(self._widths) > 1:
            cell.set("Table", ColSpan=len(self._widths))
        title = row.cells[0] if row.cells else ()
        before, _, after = self._continued
        again = tuple((Text(before), *line, Text(after)) for line in title[:1])
        repeated = self._heading(again, StructureElement("TH"))  # drawn again, and read once
        return GroupRow(
            cells=self._heading(title, cell).cells,
            over=repeated.over,
            under=repeated.under,
            whole=repeated.whole,
            width=repeated.width,
            keep=not last,
            anchor=row.anchor,
            changed=row.changed,
            again=repeated,
        )

    def _heading(self, title: Sequence[Inlines], element: StructureElement) -> SideBySide:
        cell = self._cell(title, self._type.styles.group_row, element, self._theme.width)
        return replace(self._row([(0.0, cell)], rule=""), over=7.0, under=1.0)

    def _plain(self, row: TableRow, body: StructureElement, last: bool, before_group: bool) -> SideBySide:
        styles, palette = self._type.styles, self._theme.palette
        line = body.add("TR")
        cells = []
        span = len(self._widths) - len(row.cells) + 1  # of the last cell
        for number, (left, width, paragraphs) in enumerate(zip(self._lefts, self._widths, row.cells, strict=False)):
            heads = self._table.row_heads and number == 0
            cell = line.add("TH").set("Table", Scope="/Row") if heads else line.add("TD")
            if span > 1 and number == len(row.cells) - 1:
                cell.set("Table", ColSpan=span)
                width = self._theme.width - left
            times = self._table.columns[number].times
            style = styles.quiet if span > 1 else styles.time if times else self._style
            cells.append((left, self._cell(paragraphs, style, cell, width)))
        rule = palette.muted if last else palette.rule if before_group else palette.hairline
        return replace(self._row(cells, rule=rule), anchor=row.anchor, changed=row.changed)

    def _cell(self, paragraphs: Sequence[Inlines], style: TextStyle, element: StructureElement, width: float) -> Stack:
        if len(paragraphs) == 1:
            return Stack(boxes=(self._type.paragraph(paragraphs[0], style, element, width),))
        return Stack(
            boxes=tuple(
                replace(self._type.paragraph(inlines, style, element.add("P"), width), after=2.0)
                for inlines in paragraphs
            )
        )

    def _row(self, cells: list[tuple[float, Stack]], rule: str, rule_width: float = 0.5) -> SideBySide:
        lefts = [left for left, _ in cells if left] if self._theme.grid else []
        padding = _PADDING * (_DENSE if self._table.dense else 1.0)
        return SideBySide(
            cells=tuple(cells),
            over=padding,
            under=padding,
            whole=self._whole,
            width=self._theme.width,
            below=Border(rule, rule_width),
            between=tuple(left - _GUTTER / 2 for left in lefts),
            down=Border(self._theme.palette.hairline),
        )


def _grid(weights: Sequence[float], width: float, least: Sequence[float] = ()) -> tuple[list[float], list[float]]:
    """The left edge and the width of each column, a gutter between them; no column becomes narrower than is readable, nor than its
    `least` where all of these have room."""
    gutter = min(_GUTTER, width / max(len(weights), 1) / 5)
    free = width - gutter * (len(weights) - 1)
    readable = [min(30.0, free / max(len(weights), 1))] * len(weights)
    widths = shared(weights, free, least or readable)
    return [0.0, *accumulate(column + gutter for column in widths[:-1])][: len(weights)], widths
