"""Facts, callouts and quotations: passages that styles alone set apart from the text around them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefgen.document.blocks import BulletList, Callout, FactList, Paragraph, Quotation, Text, plain
from briefgen.document.passages import changed
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.direction import runs_right_to_left
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.inlines import RunFormat, inline_runs, paragraph, text_paragraph, text_runs
from briefgen.renderers.docx.lists import bullet_list
from briefgen.renderers.docx.story import DocxContext


def fact_list(story: DocxContext, block: FactList) -> Iterator[Element]:
    """One paragraph for each fact: term, tab, values on lines of their own.

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
        runs = (*term, w("r", w("tab")), *values)
        yield paragraph(story, styles.FACT, *runs, keep_with_next=opens, right_to_left=right, changed=fact.changed)


def callout(story: DocxContext, block: Callout) -> Iterator[Element]:
    """Paragraphs of one family of styles, whose borders Word joins into one rule (ECMA-376-1, 17.3.1.24).

    Only equal borders are joined, so that a bar for one paragraph stands beside the title too.
    """
    style = styles.CALLOUTS[block.tone]
    marked = any(changed(block.content))
    if block.title:
        yield text_paragraph(story, f"{style} Title", (Text(block.title),), changed=marked)
    for part in block.content:
        match part:
            case Paragraph():
                yield text_paragraph(story, style, part.content, anchor=part.anchor, changed=marked)
            case BulletList():
                yield from bullet_list(story, part, f"{style} List")
            case _:
                assert_never(part)


def quotation(story: DocxContext, block: Quotation) -> Iterator[Element]:
    """The words, and whose they are, kept together."""
    style = styles.ALTERED if block.altered else styles.QUOTE
    said = bool(plain(block.attribution))
    yield text_paragraph(story, style, block.content, keep_with_next=said, changed=block.changed)
    if said:
        yield text_paragraph(story, styles.ATTRIBUTION, block.attribution, changed=block.changed)
