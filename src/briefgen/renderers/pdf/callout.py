"""A callout as a box: its title in the column of labels, its text at the second edge, what stands beside it in the last four columns."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.blocks import BulletList, Callout, Paragraph
from briefgen.document.inlines import Text
from briefgen.look.theme import GUTTER
from briefgen.renderers.pdf.spans import TextStyle
from briefgen.renderers.pdf.texts import TextSetter
from briefgen.tagged_pdf.boxes import Box, Lines, Stack
from briefgen.tagged_pdf.columns import Border, Ruled, SideBySide, level
from briefgen.tagged_pdf.structure import StructureElement

_RULE = 2.5
_INSET = 10.0 + _RULE
"""From the left of the rule to the text."""


def callout(block: Callout, texts: TextSetter, parent: StructureElement) -> Box:
    """The callout across the whole text area. What a reader must act on has its title above its text, in full size."""
    theme, styles, element = texts.theme, texts.styles, parent.add("Div")
    palette, edge = theme.palette, theme.second_edge
    room = (theme.columns(8) if block.aside else theme.width) - edge
    other = {"decision": styles.decision, "notice": styles.notice}.get(block.tone)
    said: list[Box] = []
    title: tuple[Lines, ...] = ()
    if block.tone == "alert":
        head = texts.type.paragraph((Text(block.title),), styles.alert, element.add("P"), room)
        said.append(replace(head, keep=True, after=1.0))
    else:
        label = texts.type.label(block.title, styles.tones[block.tone], element.add("P"), edge - _INSET - 4)
        title = level(label, other or styles.paragraphs["lead"])
    said += (_content(part, texts, element, room, other) for part in block.content)
    words = Stack(boxes=tuple(said), whole=theme.height / 6)
    cells: list[tuple[float, Stack]] = [(0.0, Stack(boxes=title))]
    match block.tone:
        case "key" | "alert":
            colour = palette.accent if block.tone == "key" else palette.alert
            bar = Ruled(inner=words, colour=colour, thickness=_RULE, inset=_INSET)
            cells.append((edge - _INSET, Stack(boxes=(bar,))))
        case "decision" | "notice":
            cells.append((edge, words))
    if block.aside:
        width = theme.columns(4)
        lines = tuple(texts.type.paragraph(line, styles.side, element.add("P"), width) for line in block.aside)
        cells.append((theme.columns(8) + GUTTER, Stack(boxes=lines)))
    box = SideBySide(cells=tuple(cells), width=theme.width, before=10.0, after=8.0, airy=True)
    if block.tone != "decision":
        return box
    return replace(box, over=5.0, under=6.0, above=Border(palette.ink, 0.8), below=Border(palette.hairline), before=9.0)


def _content(
    part: Paragraph | BulletList, texts: TextSetter, element: StructureElement, room: float, style: TextStyle | None
) -> Box:
    match part:
        case Paragraph():
            return texts.paragraph(part, element.add("P"), room, style)
        case BulletList():
            options = (
                None if style is texts.styles.decision else style
            )  # what is asked is louder than what there is to choose
            return replace(texts.list(part, element, room, options), before=2.0, after=2.0)
