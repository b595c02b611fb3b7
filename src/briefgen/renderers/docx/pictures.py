"""Pictures in the line of text: as wide as the text at most, and said in words for those who cannot see them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from docx.shared import Pt
from PIL import Image

from briefgen.document.blocks import Figure, Timeline, plain
from briefgen.document.passages import spoken
from briefgen.errors import RenderError
from briefgen.look.theme import CREST, LOGO, Logo, Theme
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.drawings import panel_picture, picture
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.fields import Captions
from briefgen.renderers.docx.inlines import paragraph, text_paragraph
from briefgen.renderers.docx.story import DocxContext
from briefgen.timeline.layout import SMALLEST, fitted
from briefgen.timeline.strokes import Panel

_PIXEL = 72 / 96
"""A small logo is not blown up beyond this many points for a pixel."""
_CLEAR = 14
"""Below the logo, in points."""
_BESIDE = 110.0
"""What a heading above, a caption below and the space between panels take on a page, in points."""
_TALLEST = 0.8
"""Of the page's text, so that the caption has room on the same page."""


def logo(story: DocxContext, sign: Logo, otherwise: str) -> Element:
    """The publisher's sign, the first paragraph; `otherwise` describes it when it has no words of its own. Raises RenderError."""
    kind, (width, height) = _opened(sign.image, "the logo")
    scale = min(LOGO[0] / width, LOGO[1] / height, _PIXEL)
    drawn = picture(story, sign.image, kind, width * scale, height * scale, sign.alt or otherwise)
    made = _shown(story, drawn, keep_with_next=True)
    made.get_or_add_pPr().spacing_after = Pt(_CLEAR)  # what follows is no caption of it, as below other pictures
    return made


def crest(story: DocxContext, sign: Logo, otherwise: str) -> tuple[Element, float]:
    """The sign in a letterhead and its width in points. Raises RenderError."""
    kind, (width, height) = _opened(sign.image, "the logo")
    scale = min(CREST[0] / width, CREST[1] / height, _PIXEL)
    drawn = picture(story, sign.image, kind, width * scale, height * scale, sign.alt or otherwise)
    made = _shown(story, drawn, keep_with_next=False)
    made.get_or_add_pPr().spacing_before = Pt(0)
    return made, width * scale


def figure(story: DocxContext, block: Figure, captions: Captions) -> Iterator[Element]:
    """The picture, its caption and its credit, kept together. Raises RenderError for bytes that are no PNG or JPEG."""
    kind, (width, height) = _opened(block.image, f"the picture of “{plain(block.caption.content)}”")
    scale = min(story.width / width, story.height * _TALLEST / height, 72 / block.density)
    drawn = picture(story, block.image, kind, width * scale, height * scale, spoken(block))
    yield _shown(story, drawn, keep_with_next=True)
    yield captions.paragraph(
        story, styles.FIGURE_CAPTION, block.caption, block.anchor, keep_with_next=bool(block.credit)
    )
    if block.credit:
        yield text_paragraph(story, styles.CREDIT, block.credit)


def _opened(data: bytes, name: str) -> tuple[str, tuple[int, int]]:
    """The kind of a picture, png or jpeg, and its width and height in pixels."""
    try:
        with Image.open(io.BytesIO(data), formats=("PNG", "JPEG")) as image:
            return str(image.format).lower(), image.size
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise RenderError(f"DOCX: {name} is no PNG or JPEG") from error


def timeline(story: DocxContext, block: Timeline, theme: Theme, captions: Captions) -> Iterator[Element]:
    """The chart's panels, one picture each, and the caption below the last. Raises RenderError when the template's
    margins leave no room for a chart."""
    try:
        panels, scale = fitted(block, theme, story.language, width=story.width, height=story.height * _TALLEST)
    except ValueError as error:
        raise RenderError(f"DOCX: {error}") from error
    scale = _together(story, panels, scale, theme.chart.size)
    above = bool(block.strip)
    if above:
        yield captions.paragraph(story, styles.CAPTION, block.caption, block.anchor, keep_with_next=True)
    for panel, description in zip(panels, _descriptions(block, panels), strict=True):
        drawn = panel_picture(story, panel, scale, description)
        yield _shown(story, drawn, keep_with_next=not above and panel is panels[-1])
    if not above:
        yield captions.paragraph(story, styles.FIGURE_CAPTION, block.caption, block.anchor)


def _together(story: DocxContext, panels: Sequence[Panel], scale: float, letters: float) -> float:
    """The scale of panels, smaller where they miss a common page by little: half a page would stay empty otherwise."""
    common = (story.height - _BESIDE) / sum(panel.height for panel in panels) if len(panels) > 1 else scale
    return common if SMALLEST / letters <= common < scale else scale


def _descriptions(block: Timeline, panels: Sequence[Panel]) -> list[str]:
    """The whole in words on the first panel; the others say which part they are."""
    caption = plain(block.caption.content)
    parts = [f"{panel.title or caption} ({index}/{len(panels)})" for index, panel in enumerate(panels, 1)]
    return [spoken(block), *parts[1:]][: len(panels)]


def _shown(story: DocxContext, drawn: Element, *, keep_with_next: bool) -> Element:
    return paragraph(story, styles.PICTURE, w("r", drawn), keep_with_next=keep_with_next)
