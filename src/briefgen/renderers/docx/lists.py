"""Lists as Word has them: a style that is numbered, and a fresh count for each ordered list."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import BulletList
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import Element
from briefgen.renderers.docx.inlines import RunFormat, text_paragraph, text_runs
from briefgen.renderers.docx.story import DocxContext

_NO_BREAK = "\u00a0"


def bullet_list(story: DocxContext, block: BulletList, style: str = "") -> Iterator[Element]:
    """The items as paragraphs of a list style: that of the list's kind, or the one named."""
    name = style or (styles.NUMBER if block.ordered else styles.BULLET)
    number = _fresh_count(story) if block.ordered else None
    for item in block.items:
        held = item.tag.replace(" ", _NO_BREAK)  # never alone on a line, nor parted from the last word
        tag = [*text_runs(story, _NO_BREAK), *text_runs(story, held, RunFormat(styles.TAG))] if held else []
        yield text_paragraph(story, name, item.content, after=tag, number=number, changed=item.changed)


def _fresh_count(story: DocxContext) -> int:
    """A new instance of the template's numbering that starts at 1 (ECMA-376-1, 17.9.26)."""
    abstract = story.styles.abstract_number(styles.NUMBER)
    number = story.numbering.add_num(abstract)
    number.add_lvlOverride(ilvl=0).add_startOverride(1)
    return int(number.numId)
