"""A callout as a box: its title in the column of labels, its text at the second edge, what stands beside it in the last four columns."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.blocks import BulletList, Callout, Paragraph
from briefgen.look.theme import GUTTER
from briefgen.renderers.pdf.boxes import Box, Stack
from briefgen.renderers.pdf.columns import Line, Ruled, SideBySide, level
from briefgen.renderers.pdf.lines import TextStyle
from briefgen.renderers.pdf.structure import StructureElement
from briefgen.renderers.pdf.texts import Texts

_RULE = 2.5
_INSET = 10.0 + _RULE
"""From the left of the rule to the text."""


def callout(block: Callout, texts: Texts, parent: StructureElement) -> Box:
    """The callout across the whole text area."""
    theme, element = texts.theme, parent.add("Div")
    palette, edge = theme.palette, theme.second_edge
    style = {"key": None, "decision": texts.styles.decision, "notice": texts.styles.notice, "alert": None}[block.tone]
    first = style or (texts.styles.paragraphs["lead"] if block.tone == "key" else texts.styles.body)
    title = level(
        texts.type.label(block.title, texts.styles.tones[block.tone], element.add("P"), edge - _INSET - 4),
        first,
    )
    room = (theme.columns(8) if block.aside else theme.width) - edge
    words = Stack(
        boxes=tuple(_content(part, texts, element, room, style) for part in block.content), whole=theme.height / 4
    )
    cells: list[tuple[float, Stack]] = [(0.0, Stack(boxes=title))]
    match block.tone:
        case "key" | "alert":
            colour = palette.accent if block.tone == "key" else palette.alert
            bar = Ruled(inner=words, colour=colour, thickness=_RULE, inset=_INSET)
            cells.append((edge - _INSET, Stack(boxes=(bar,))))
        case "decision" | "notice":
            cells.append((edge, words))
    if block.aside:
        side = Stack(
            boxes=tuple(
                texts.type.paragraph(line, texts.styles.side, element.add("P"), theme.columns(4))
                for line in block.aside
            )
        )
        cells.append((theme.columns(8) + GUTTER, side))
    box = SideBySide(cells=tuple(cells), width=theme.width, before=10.0, after=8.0, airy=True)
    if block.tone != "decision":
        return box
    return replace(box, over=5.0, under=6.0, above=Line(palette.ink, 0.8), below=Line(palette.hairline), before=9.0)


def _content(
    part: Paragraph | BulletList, texts: Texts, element: StructureElement, room: float, style: TextStyle | None
) -> Box:
    match part:
        case Paragraph():
            return texts.paragraph(part, element.add("P"), room, style)
        case BulletList():
            return replace(texts.list(part, element, room, style), before=2.0, after=2.0)
