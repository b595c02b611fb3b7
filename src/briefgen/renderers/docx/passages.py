"""Facts, callouts and quotations: passages that styles alone set apart from the text around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefgen.document.blocks import BulletList, Callout, FactList, Paragraph, Quotation, plain
from briefgen.document.inlines import Text
from briefgen.document.passages import changed, said
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.direction import runs_right_to_left
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.grid import Cell, columns, grid, second_edge
from briefgen.renderers.docx.house_styles import CALLOUT, FACT_TERM
from briefgen.renderers.docx.inlines import RunFormat, inline_runs, paragraph, text_paragraph, text_runs
from briefgen.renderers.docx.lists import bullet_list
from briefgen.renderers.docx.story import DocxContext

_TERM = 9.5
"""The size of a term, near enough, and what is clear behind it in points."""
_CLEAR = 6.0
_UNBROKEN = 1200
"""Characters: a longer callout may be split over pages."""


def fact_list(
    story: DocxContext, block: FactList, style: str = styles.FACT, room: float = FACT_TERM
) -> Iterator[Element]:
    """One paragraph for each fact: term, tab, values on lines of their own, all of them below a term that needs more than `room`.

    No table: a screen reader would announce rows and columns of a grid that has no meaning, while term and value in one
    paragraph are read together, and reflow on a small screen.
    """
    for number, fact in enumerate(block.facts, 1):
        right = runs_right_to_left(fact.term, story.right_to_left)
        values: list[Element] = []
        for index, line in enumerate(fact.lines):
            values += [w("r", w("br"))] if index else []
            values += inline_runs(story, line, RunFormat(right_to_left=right))
        term = text_runs(story, fact.term, RunFormat(styles.TERM, right_to_left=right))
        opens = number == 1 < len(block.facts)  # one fact alone does not stand below its heading at a page's foot
        long = story.faces.measure(fact.term, _TERM) > room - _CLEAR
        runs = (*term, w("r", w("br" if long else "tab")), *values)
        yield paragraph(story, style, *runs, keep_with_next=opens, right_to_left=right, changed=fact.changed)


def callout(story: DocxContext, block: Callout) -> Element:
    """The title in the column of labels, the text beside it, and in a third column what stands aside."""
    style = styles.CALLOUTS[block.tone]
    marked = any(changed(block.content))
    label = second_edge(story) - CALLOUT  # the rule of the text stands before its own edge
    title = text_paragraph(story, f"{style} Label", (Text(block.title),))
    words: list[Element] = []
    for part in block.content:
        match part:
            case Paragraph():
                words.append(text_paragraph(story, style, part.content, anchor=part.anchor))
            case BulletList():
                words += bullet_list(story, part, f"{style} List")
            case _:
                assert_never(part)
    cells = [Cell([title]), Cell(words, marked)]
    widths = [label, story.width - label]
    if block.aside:
        aside = columns(story, 4)
        widths = [label, story.width - aside - label, aside]
        cells.append(Cell([text_paragraph(story, styles.ASIDE, line) for line in block.aside]))
    looks = styles.DECISION if block.tone == "decision" else styles.LAYOUT
    short = sum(len(plain(line)) for one in said(block) for line in one.lines) < _UNBROKEN
    return grid(story, looks, widths, [cells], whole=short, gutter=CALLOUT)


def quotation(story: DocxContext, block: Quotation) -> Iterator[Element]:
    """The words, and whose they are, kept together."""
    style = styles.ALTERED if block.altered else styles.QUOTE
    said = bool(plain(block.attribution))
    yield text_paragraph(story, style, block.content, keep_with_next=said, changed=block.changed)
    if said:
        yield text_paragraph(story, styles.ATTRIBUTION, block.attribution, changed=block.changed)
