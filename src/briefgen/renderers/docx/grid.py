"""Tables that only lay out: columns beside each other, with no head, read from the first cell to the last."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from docx.oxml.ns import qn
from docx.shared import Pt

from briefgen.look.theme import GUTTER
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import Element, twips, w
from briefgen.renderers.docx.inlines import change_bar, paragraph
from briefgen.renderers.docx.story import DocxContext


class Cell(NamedTuple):
    """What stands in a cell; one that is `changed` has the bar at its right edge."""

    content: Sequence[Element]
    changed: bool = False


def columns(story: DocxContext, number: int) -> float:
    """The width in points of so many of the twelve columns of the text, with the gutters between them."""
    return number * (story.width + GUTTER) / 12 - GUTTER


def second_edge(story: DocxContext) -> float:
    """From the left edge of the text to where texts begin beside their labels."""
    return columns(story, 2) + GUTTER


def grid(
    story: DocxContext,
    style: str,
    widths: Sequence[float],
    rows: Sequence[Sequence[Cell]],
    *,
    whole: bool = True,
    gutter: float = GUTTER,
    inset: float = 0.0,
    beyond: float = 0.0,
    centred: bool = False,
) -> Element:
    """Rows of cells in columns of such widths (points, the gutter after each but the last among them, and before all but the first an `inset`); the last column reaches
    `beyond` its text, for bars in the margin; what is `centred` stands in the middle of its row's height.

    It is told to be no data table: it has neither a head nor heads of rows. A row that is `whole` is not split over pages.
    """
    edges = [twips(edge) for edge in (0.0, *accumulate(widths))]
    edges[-1] += twips(beyond)
    measures = [right - left for left, right in pairwise(edges)]
    after = [*[gutter] * (len(widths) - 1), 0.0]
    return w(
        "tbl",
        w(
            "tblPr",
            w("tblStyle", val=story.styles.id(style, "table")),
            *([w("bidiVisual")] if story.right_to_left else []),
            w("tblW", w=sum(measures), type="dxa"),
            w("tblLayout", type="fixed"),
            w("tblLook", val="0600", firstRow=0, lastRow=0, firstColumn=0, lastColumn=0, noHBand=1, noVBand=1),
        ),
        w("tblGrid", *(w("gridCol", w=width) for width in measures)),
        *(_row(story, row, measures, after, inset, whole, centred) for row in rows),
    )


def gap(story: DocxContext) -> Element:
    """What stands between two tables, which Word would otherwise join."""
    return paragraph(story, styles.GAP)


def _row(
    story: DocxContext,
    cells: Sequence[Cell],
    widths: Sequence[int],
    after: Sequence[float],
    inset: float,
    whole: bool,
    centred: bool,
) -> Element:
    made: list[Element] = []
    for cell, width, margin in zip(cells, widths, after, strict=True):
        before = [w("left", w=twips(inset), type="dxa")] if inset and made else []
        bar = [w("tcBorders", change_bar())] if cell.changed else []
        beyond = [w("right", w=twips(margin), type="dxa")] if margin else []
        room = [w("tcMar", *before, *beyond)] if before or beyond else []
        middle = [w("vAlign", val="center")] if centred else []
        properties = w("tcPr", w("tcW", w=width, type="dxa"), *bar, *room, *middle)
        made.append(w("tc", properties, *_ended(story, cell.content)))
    return w("tr", *([w("trPr", w("cantSplit"))] if whole else []), *made)


def _ended(story: DocxContext, cell: Sequence[Element]) -> Sequence[Element]:
    """A cell ends with a paragraph (ECMA-376-1, 17.4.65), one of no height after a table."""
    if cell and cell[-1].tag == qn("w:p"):
        return cell
    end = gap(story)
    end.get_or_add_pPr().spacing_before = Pt(0)
    return [*cell, end]
