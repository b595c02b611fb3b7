"""The house look as the styles of the PDF: one type scale, few faces, quiet colours."""

from __future__ import annotations

from dataclasses import replace

from briefgen.document.blocks import ParagraphRole
from briefgen.look.fonts import Face
from briefgen.look.theme import Theme, TypeStep
from briefgen.renderers.pdf.lines import TextStyle

_STRONG: dict[Face, Face] = {
    "regular": "semibold",
    "italic": "bold-italic",
    "semibold": "bold",
    "bold": "bold",
    "bold-italic": "bold-italic",
}
_EMPHASIS: dict[Face, Face] = {
    "regular": "italic",
    "italic": "italic",
    "semibold": "bold-italic",
    "bold": "bold-italic",
    "bold-italic": "bold-italic",
}


def strong(style: TextStyle) -> TextStyle:
    """The style for words that are important."""
    return replace(style, face=_STRONG[style.face])


def emphasis(style: TextStyle) -> TextStyle:
    """The style for words set apart in tone."""
    return replace(style, face=_EMPHASIS[style.face])


class PdfStyles:
    """The styles of one theme, by their work on the page."""

    def __init__(self, theme: Theme) -> None:
        def style(
            step: TypeStep, face: Face = "regular", colour: str = theme.palette.ink, tracking: float = 0.0
        ) -> TextStyle:
            return TextStyle(step.size, step.leading, face, colour, tracking, theme.faces)

        palette = theme.palette
        self.link_colour = palette.accent
        self.headings = (
            style(theme.title, "bold", palette.accent),
            style(theme.section, "semibold", palette.accent),
            style(theme.part, "semibold"),
        )
        self.paragraphs: dict[ParagraphRole, TextStyle] = {
            "body": style(theme.body),
            "kicker": style(theme.small, "semibold", palette.muted, tracking=0.5),
            "lead": style(theme.lead),
            "standfirst": style(theme.body, "regular", palette.muted),
            "small": style(theme.small, "regular", palette.muted),
            "group": style(theme.body, "semibold"),
        }
        self.body = self.paragraphs["body"]
        self.altered = style(theme.body, "italic")
        self.term = style(theme.body, "regular", palette.muted)
        self.tag = style(theme.small, "italic", palette.muted)
        self.label = style(theme.body, "regular", palette.muted)
        self.caption_label = style(theme.small, "semibold", palette.accent)
        self.caption = style(theme.small, "regular", palette.muted)
        self.small = self.paragraphs["small"]
        self.cell = style(theme.table)
        self.row_head = style(theme.table, "semibold")
        self.column_head = style(theme.table, "semibold", palette.muted)
        self.group_row = style(theme.table, "semibold", palette.accent)
        self.contents_title = style(theme.part, "semibold", palette.accent)
        self.contents_section = style(theme.body, "semibold")
        self.contents_part = style(theme.body)
