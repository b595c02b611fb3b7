"""Tables that read as tables: fixed columns, a header row on every page, groups that stay with their rows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import accumulate, pairwise

from briefgen.document.blocks import Column, Row, Table, plain
from briefgen.document.inlines import Inlines, Text
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import TWIP, Element, twips, w
from briefgen.renderers.docx.fields import Captions
from briefgen.renderers.docx.inlines import change_bar, text_paragraph
from briefgen.renderers.docx.story import DocxContext
from briefgen.renderers.widths import longest, shared

_UNBROKEN = 24
"""Rows of at most so many lines are not split over pages."""
_MARGIN = 9.0
"""Points at the right of a cell, in the house's template."""
WIDER = 1.16
"""How much wider type may be in the faces that templates have than in ours, in which a word is measured."""
_SHARE, _WORD = 0.3, 16.0
"""A column is as wide as its longest word, up to a share of the table or so many times the size of the type: what is longer, as an address, breaks."""
_WORDS = re.compile(r"[\s\u200b/–-]+")
_DENSE = 1.5
"""Points above and below the text of a table that is looked up."""
_FIXED = 0.56
"""The width of a character in Word's fixed-width face, in ems."""
_CHARACTER = 4.6
"""The width of a character of table text, in points, near enough to count lines with."""


def table(story: DocxContext, block: Table, captions: Captions) -> Iterator[Element]:
    """The caption, and below it the table in the full width of the text."""
    yield captions.paragraph(story, styles.CAPTION, block.caption, block.anchor, keep_with_next=True)
    weights, least = [column.weight for column in block.columns], [twips(one) for one in _least(story, block)]
    widths = column_widths(weights, twips(story.width), least)
    yield w(
        "tbl",
        _properties(story, block, sum(widths)),
        w("tblGrid", *(w("gridCol", w=width) for width in widths)),
        _header(story, block.columns, widths),
        *(_row(story, row, widths, block) for row in block.rows),
    )


def column_widths(weights: Sequence[float], total: int, least: Sequence[int]) -> list[int]:
    """Widths that sum to `total` exactly, in the columns' weights, none below its `least`; where all of these have no room, the narrow
    columns have theirs, and the others the same of what is left."""
    edges = [round(edge) for edge in (0.0, *accumulate(shared(weights, total, least)))]
    edges[-1] = total
    return [right - left for left, right in pairwise(edges)]


def _least(story: DocxContext, block: Table) -> Iterator[float]:
    """The width in points of the longest word of each column, of a long one only a part. In a table that is looked up it is that of the
    longest value."""
    text, head = (story.styles.size(name) * WIDER for name in (_text_style(block), styles.TABLE_HEAD))
    if block.dense:
        yield from longest(
            block, partial(_piece, story, text / WIDER), lambda word: story.faces.measure(word, head, "bold") + _MARGIN
        )
        return
    for place, column in enumerate(block.columns):
        cells = [
            row.cells[place] for row in block.rows if place < len(row.cells) == len(block.columns) and not row.group
        ]
        words = {word for cell in cells for inlines in cell for word in _WORDS.split(plain(inlines))}
        wide = (
            *(story.faces.measure(word, text) for word in words),
            *(story.faces.measure(word, head, "bold") for word in column.title.split()),
        )
        yield min(
            max(wide, default=0.0) + _MARGIN, max(story.width * _SHARE, _WORD * story.styles.size(styles.TABLE_TEXT))
        )


def _text_style(block: Table) -> str:
    return styles.DENSE_TEXT if block.dense else styles.TABLE_TEXT


def _piece(story: DocxContext, size: float, piece: str, of_value: bool) -> float:
    """The width of a piece of a dense table in its size of type, with the margin of its cell."""
    wide = len(piece) * _FIXED * size if of_value else story.faces.measure(piece, size * WIDER)
    return wide + _MARGIN


def _properties(story: DocxContext, block: Table, width: int) -> Element:
    return w(
        "tblPr",
        w("tblStyle", val=story.styles.id(styles.TABLE, "table")),
        *([w("bidiVisual")] if story.right_to_left else []),
        w("tblW", w=width, type="dxa"),
        w("tblLayout", type="fixed"),
        *([w("tblCellMar", *(w(side, w=twips(_DENSE), type="dxa") for side in ("top", "bottom")))] if block.dense else []),
        # tells a screen reader which cells are headings
        w("tblLook", val="04A0" if block.row_heads else "0420", firstRow=1, lastRow=0,
          firstColumn=int(block.row_heads), lastColumn=0, noHBand=0, noVBand=1),
        w("tblCaption", val=plain(block.caption.content)),
        w("tblDescription", val=block.summary),
    )  # fmt: skip


def _header(story: DocxContext, columns: Iterable[Column], widths: list[int]) -> Element:
    titles = [
        _paragraphs(story, ((Text(column.title),),), styles.TABLE_HEAD, keep_with_next=True) for column in columns
    ]
    cells = [_cell(width, title) for width, title in zip(widths, titles, strict=True)]
    return w("tr", w("trPr", w("cantSplit"), w("tblHeader")), *cells)


def _row(story: DocxContext, row: Row, widths: list[int], block: Table) -> Element:
    if row.group:
        head = _paragraphs(story, row.cells[0], styles.ROW_GROUP, row.anchor, keep_with_next=True)
        return w("tr", w("trPr", w("cantSplit")), _cell(sum(widths), head, span=len(widths)))
    cells = []
    span = len(widths) - len(row.cells) + 1  # of the last cell
    widths = [*widths[: len(row.cells) - 1], sum(widths[len(row.cells) - 1 :])]
    for index, (content, width) in enumerate(zip(row.cells, widths, strict=True)):
        last = index == len(widths) - 1
        times = block.columns[index].times and not (span > 1 and last)
        plain_style = styles.ROW_HEAD if block.row_heads and index == 0 and not block.dense else _text_style(block)
        style = styles.ROW_TIME if times else plain_style
        within = replace(story, width=width / TWIP - _MARGIN)
        filling = _paragraphs(within, content, style, row.anchor if index == 0 else "")
        cells.append(_cell(width, filling, span if last else 1, changed=row.changed and last))
    return w("tr", *([w("trPr", w("cantSplit"))] if _is_short(row, widths) else []), *cells)


def _cell(width: int, content: list[Element], span: int = 1, *, changed: bool = False) -> Element:
    """A cell; the last one of a changed row has the bar at its right edge, which is the margin's."""
    merged = [w("gridSpan", val=span)] if span > 1 else []
    bar = [w("tcBorders", change_bar())] if changed else []
    return w("tc", w("tcPr", w("tcW", w=width, type="dxa"), *merged, *bar), *content)


def _paragraphs(
    story: DocxContext, content: tuple[Inlines, ...], style: str, anchor: str = "", *, keep_with_next: bool = False
) -> list[Element]:
    """The paragraphs of a cell; one, empty, where there is nothing: a cell must have one (ECMA-376-1, 17.4.65)."""
    return [
        text_paragraph(story, style, inlines, anchor="" if index else anchor, keep_with_next=keep_with_next)
        for index, inlines in enumerate(content or ((),))
    ]


def _is_short(row: Row, widths: list[int]) -> bool:
    return all(
        sum(1 + len(plain(inlines)) * _CHARACTER * TWIP // width for inlines in content) <= _UNBROKEN
        for content, width in zip(row.cells, widths, strict=True)
    )
