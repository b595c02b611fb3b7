"""The first page: figures, points with their class, what is contested beside them, and the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from math import ceil
from typing import assert_never

from docx.shared import Pt

from briefgen.document.blocks import (
    BulletList,
    ClassedPoint,
    ClassedPoints,
    Dispute,
    Fact,
    FactList,
    Foot,
    KeyFigure,
    KeyFigures,
    Paragraph,
    TwoColumns,
    plain,
)
from briefgen.document.inlines import Inlines, Text
from briefgen.document.signs import Glyph
from briefgen.document.stationery import Letterhead
from briefgen.look.theme import GUTTER
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.grid import Cell, columns, gap, grid, second_edge
from briefgen.renderers.docx.house_styles import BARS, SIDE_TERM
from briefgen.renderers.docx.inlines import RunFormat, inline_runs, paragraph, text_paragraph, text_runs
from briefgen.renderers.docx.lists import bullet_list
from briefgen.renderers.docx.passages import fact_list
from briefgen.renderers.docx.story import DocxContext

_ABREAST = 4
_LEAST_ABREAST = 3
_FOOT = 3
_BESIDE_CREST = 12.0
"""From the sign in a letterhead to the name."""
_SMALL = 7.5
_TO_RULE = 5
"""Points from a small heading to the rule of the table below it: a table has no space before it."""


def key_figures(story: DocxContext, block: KeyFigures) -> Iterator[Element]:
    """The numbers beside each other, three or four in a row; more of them in further rows."""
    for first in range(0, len(block.figures), _ABREAST):
        figures = block.figures[first : first + _ABREAST]
        share = columns(story, 12 // max(len(figures), _LEAST_ABREAST)) + GUTTER
        widths = [*[share] * (len(figures) - 1), story.width - share * (len(figures) - 1)]
        yield grid(
            story, styles.FIGURES, widths, [[Cell(list(_figure(story, figure)), figure.changed) for figure in figures]]
        )


def _figure(story: DocxContext, figure: KeyFigure) -> Iterator[Element]:
    unit = text_runs(story, f"\u00a0{figure.unit}", RunFormat(styles.UNIT)) if figure.unit else ()
    yield text_paragraph(story, styles.NUMBER_BIG, (Text(figure.number),), after=unit)
    yield text_paragraph(story, styles.NUMBER_TEXT, figure.what)
    if figure.note:
        yield text_paragraph(story, styles.NUMBER_NOTE, figure.note)


def points(story: DocxContext, block: ClassedPoints) -> Iterator[Element]:
    """A row for each point: its class and what that rests on, and the point."""
    label = second_edge(replace(story, width=story.full))
    rows = [[Cell(list(_class(story, one))), Cell(list(_point(story, one)), one.changed)] for one in block.points]
    if rows:
        widths = [label, story.width - label]
        yield grid(story, styles.POINTS, widths, rows)


def _class(story: DocxContext, point: ClassedPoint) -> Iterator[Element]:
    runs = text_runs(story, point.label, RunFormat(styles.CLASSES[point.kind]))
    yield paragraph(story, styles.LABEL, *runs)
    if point.rests:
        yield text_paragraph(story, styles.RESTS, point.rests)


def _point(story: DocxContext, point: ClassedPoint) -> Iterator[Element]:
    yield text_paragraph(story, styles.POINT, point.content)
    if point.more:
        yield text_paragraph(story, styles.POINT_MORE, point.more)


def dispute(story: DocxContext, block: Dispute) -> Iterator[Element]:
    """The question, its state, and a line for each side behind the mark of its stance."""
    yield text_paragraph(story, styles.QUESTION, block.question, changed=block.changed)
    if block.state:
        yield text_paragraph(story, styles.STATE, block.state, changed=block.changed)
    for side in block.sides:
        mark = (*inline_runs(story, (Glyph(side.stance),)), w("r", w("tab")))
        yield text_paragraph(story, styles.SIDE, side.content, before=mark, changed=block.changed)


def beside(story: DocxContext, block: TwoColumns) -> Element:
    """One row of two cells, the main one read first."""
    main, side = columns(story, 8), columns(story, 4)
    cells = [
        Cell(_column(replace(story, width=main), block.main)),
        Cell(_column(replace(story, width=side), block.side)),
    ]
    return grid(story, styles.LAYOUT, [main + GUTTER, side], [cells], whole=False, beyond=BARS)


def _column(
    story: DocxContext, parts: Sequence[Paragraph | ClassedPoints | BulletList | Dispute | FactList]
) -> Sequence[Element]:
    made: list[Element] = []
    for number, part in enumerate(parts):
        match part:
            case Paragraph(content, role, anchor, changed):
                made.append(text_paragraph(story, styles.ROLES[role], content, anchor=anchor, changed=changed))
                properties = made[-1].get_or_add_pPr()
                properties.get_or_add_keepNext().val = (
                    False  # it would hold the whole row to what stands below the columns
                )
                if number == 0:
                    properties.spacing_before = Pt(0)
                if isinstance(next(iter(parts[number + 1 :]), None), ClassedPoints):
                    properties.spacing_after = Pt(_TO_RULE)
            case ClassedPoints():
                made += points(story, part)
            case BulletList():
                made += bullet_list(story, part)
            case Dispute():
                made += dispute(story, part)
            case FactList():
                made += fact_list(story, part, styles.SIDE_FACT, SIDE_TERM)
            case _:
                assert_never(part)
    return made


def record(story: DocxContext, facts: Sequence[Fact]) -> Element:
    """Terms above their values, in ruled cells of one width, three or more abreast."""
    abreast = max(len(facts), _LEAST_ABREAST)
    share = (story.width + GUTTER) / abreast
    widths = [share - GUTTER / 2, *[share] * (len(facts) - 2)]
    cells = [Cell(list(_recorded(story, fact)), fact.changed) for fact in facts]
    last = share if len(facts) < abreast else share - GUTTER / 2
    widths = [*widths[: len(facts) - 1], last]
    return grid(story, styles.RECORD_ROW, widths, [cells], gutter=GUTTER / 2, inset=GUTTER / 2)


def _recorded(story: DocxContext, fact: Fact) -> Iterator[Element]:
    yield text_paragraph(story, styles.LABEL, (Text(fact.term),))
    yield from (text_paragraph(story, styles.RECORDED, line) for line in fact.lines)


def letterhead(story: DocxContext, block: Letterhead, sign: Element | None, wide: float) -> Element:
    """The office's sign, which takes so many points, and beside it its name and how it is reached, above a rule."""
    words = [text_paragraph(story, styles.OFFICE, block.name)]
    words += (text_paragraph(story, styles.POINT_MORE, line) for line in block.lines)
    if sign is None:
        return grid(story, styles.LETTERHEAD, [story.width], [[Cell(words)]], gutter=0)
    left = wide + _BESIDE_CREST
    return grid(
        story, styles.LETTERHEAD, [left, story.width - left], [[Cell([sign]), Cell(words)]], gutter=0, centred=True
    )


def foot(story: DocxContext, block: Foot) -> Iterator[Element]:
    """The cells of its record; terms and values in up to three columns."""
    if block.record:
        yield record(story, block.record)
        if block.facts:
            yield gap(story)
    if not block.facts:
        return
    share = columns(story, 12 // _FOOT)
    dealt = list(_dealt(block.facts, [_lines(story, fact, share) for fact in block.facts]))
    widths = [*[share + GUTTER] * (len(dealt) - 1), story.width - (share + GUTTER) * (len(dealt) - 1)]
    cells = [Cell([_small_fact(story, fact) for fact in part]) for part in dealt]
    yield grid(story, styles.FOOT_ROW, widths, [cells])


def _lines(story: DocxContext, fact: Fact, width: float) -> int:
    """The lines that a fact takes in small print, near enough to deal facts into columns."""
    text = " ".join((fact.term, *map(plain, fact.lines)))
    return ceil(story.faces.measure(text, _SMALL) / width)


def _dealt(facts: Sequence[Fact], heights: Sequence[int]) -> Iterator[Sequence[Fact]]:
    """The facts in up to three columns, in order, as even in height as that lets them be."""
    first, left = 0, _FOOT
    while first < len(facts):
        share, last = sum(heights[first:]) / left, first + 1
        while last < len(facts) and (left == 1 or sum(heights[first:last]) + heights[last] / 2 <= share):
            last += 1
        yield facts[first:last]
        first, left = last, left - 1


def _small_fact(story: DocxContext, fact: Fact) -> Element:
    values: list[Inlines] = [(Text(" "), *line) for line in fact.lines]
    before = text_runs(story, fact.term, RunFormat(styles.FOOT_TERM))
    joined = tuple(inline for line in values for inline in line)
    return text_paragraph(story, styles.FOOT, joined, before=before, changed=fact.changed)
