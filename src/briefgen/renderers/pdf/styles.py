"""The house look as the styles of the PDF: one type scale, few faces, quiet colours."""

from __future__ import annotations

from briefgen.document.blocks import ParagraphRole, PointClass, Tone
from briefgen.look.fonts import Face
from briefgen.look.theme import Theme, TypeStep
from briefgen.renderers.pdf.spans import TextStyle

_STRONG: dict[Face, Face] = {
    "regular": "semibold",
    "italic": "semibold-italic",
    "medium": "bold",
    "medium-italic": "bold-italic",
    "semibold": "bold",
    "semibold-italic": "bold-italic",
    "bold": "bold",
    "bold-italic": "bold-italic",
    "mono": "semibold",
}
_EMPHASIS: dict[Face, Face] = {
    "regular": "italic",
    "italic": "italic",
    "medium": "medium-italic",
    "medium-italic": "medium-italic",
    "semibold": "semibold-italic",
    "semibold-italic": "semibold-italic",
    "bold": "bold-italic",
    "bold-italic": "bold-italic",
    "mono": "italic",
}
_SPACED = 0.05
"""Between capitals, in ems."""


def emphasis(style: TextStyle) -> TextStyle:
    """The style for words set apart in tone."""
    return style._replace(face=_EMPHASIS[style.face])


class PdfStyles:
    """The styles of one theme, by their work on the page."""

    def __init__(self, theme: Theme) -> None:
        palette = self.palette = theme.palette
        self.mono = theme.mono

        def style(step: TypeStep, face: Face = "regular", colour: str = palette.ink) -> TextStyle:
            return TextStyle(step.size, step.leading, face, colour, faces=theme.faces, kerned=True)

        def times(step: TypeStep, colour: str = palette.ink) -> TextStyle:
            return style(step, "mono", colour)._replace(size=step.size * theme.mono)

        def label(colour: str) -> TextStyle:
            small = style(theme.label, "semibold", colour)
            return small._replace(tracking=_SPACED * small.size, capitals=True)

        self.headings = (
            style(theme.title, "semibold"),
            style(theme.section, "semibold"),
            style(theme.part, "semibold"),
        )
        self.paragraphs: dict[ParagraphRole, TextStyle] = {
            "body": style(theme.body),
            "kicker": style(theme.kicker, colour=palette.muted),
            "lead": style(theme.lead, "medium"),
            "standfirst": style(theme.kicker, colour=palette.muted),
            "small": style(theme.small, colour=palette.muted),
            "group": style(theme.body, "semibold"),
        }
        self.body = self.paragraphs["body"]
        self.altered = style(theme.body, "italic")
        self.term = style(theme.body, colour=palette.muted)
        self.tag = style(theme.small, "italic", palette.muted)
        self.mark = style(theme.body, colour=palette.muted)
        self.caption_label = style(theme.caption, "semibold")
        self.caption = style(theme.caption, colour=palette.muted)
        self.small = self.paragraphs["small"]
        self.cell = style(theme.table)
        self.time = times(theme.table)
        self.recorded = times(theme.side)
        self.office = style(theme.section, "semibold", palette.accent)
        self.dense = style(theme.caption)
        self.quiet = style(theme.table, colour=palette.muted)
        self.column_head = style(theme.small, "semibold", palette.muted)
        self.group_row = style(theme.table, "semibold")
        self.contents_title = style(theme.part, "semibold")
        self.contents_section = style(theme.body, "semibold")
        self.contents_part = style(theme.body)
        # page 1
        self.figure = style(theme.figure, "medium")
        self.unit = style(theme.unit, "medium")
        self.counted = style(theme.kicker)
        self.label = label(palette.muted)
        self.classes: dict[PointClass, TextStyle] = {
            "fact": label(palette.muted),
            "says": label(palette.says),
            "ours": label(palette.ours),
            "gap": label(palette.gap),
            "": label(palette.muted),
        }
        self.tones: dict[Tone, TextStyle] = {
            "key": label(palette.muted),
            "decision": label(palette.ink),
            "notice": label(palette.gap),
        }
        self.alert = style(theme.lead, "semibold", palette.alert)
        self.more = style(theme.kicker, colour=palette.muted)
        self.decision = style(theme.body, "medium")
        self.notice = style(theme.caption)
        self.side = style(theme.side)
        self.side_term = style(theme.side, colour=palette.muted)
        self.question = style(theme.side, "semibold")
        self.state = style(theme.caption, colour=palette.muted)
        self.foot_term = style(theme.small, "semibold")

    def coded(self, style: TextStyle) -> TextStyle:
        """The style of an identifier in text of a style."""
        return style._replace(face="mono", size=style.size * self.mono) if style.face == "regular" else style

    def cited(self, style: TextStyle) -> TextStyle:
        """The style of a reference in text of a style: no larger than small print, in the text's lines."""
        small = style._replace(size=min(style.size, self.small.size), face="mono", colour=self.palette.accent)
        return small._replace(size=small.size * self.mono)

    def strong(self, style: TextStyle) -> TextStyle:
        """The style for words that are important: among quieter ones they are in ink."""
        quiet = style.colour == self.palette.muted
        return style._replace(face=_STRONG[style.face], colour=self.palette.ink if quiet else style.colour)

    def linked(self, style: TextStyle) -> TextStyle:
        """The style of a link in text of a style: underlined, since colour alone does not tell it (WCAG 2.2, 1.4.1); in a heading it looks like the heading."""
        if style.face in ("semibold", "bold"):
            return style
        return style._replace(colour=self.palette.accent, underline=self.palette.accent)
