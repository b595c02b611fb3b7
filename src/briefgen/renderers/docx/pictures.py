"""Pictures in the line of text: as wide as the text at most, and said in words for those who cannot see them."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from docx.oxml import parse_xml
from docx.parts.image import ImagePart
from docx.shared import Pt
from PIL import Image

from briefgen.document.blocks import Figure, Timeline, plain
from briefgen.errors import RenderError
from briefgen.look.fonts import Faces
from briefgen.look.theme import LOGO, Logo, Theme
from briefgen.renderers.docx import styles
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.fields import Captions
from briefgen.renderers.docx.inlines import paragraph, text_paragraph
from briefgen.renderers.docx.story import DocxContext
from briefgen.renderers.markup import clean
from briefgen.timeline.layout import SMALLEST, fitted
from briefgen.timeline.strokes import Panel

_EMU = 12700
"""English metric units in a point (ECMA-376-1, 20.1.10.16)."""
_PIXEL = 72 / 96
"""A small logo is not blown up beyond this many points for a pixel."""
_CLEAR = 14
"""Below the logo, in points."""
_BESIDE = 110.0
"""What a heading above, a caption below and the space between panels take on a page, in points."""
_TALLEST = 0.8
"""Of the page's text, so that the caption has room on the same page."""
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_INLINE = """\
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" distT="0" distB="0" distL="0" distR="0">\
<wp:extent cx="{x}" cy="{y}"/><wp:docPr id="{id}" name="{name}"/>\
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>\
<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>\
<pic:blipFill><a:blip r:embed="{relationship}"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{x}" cy="{y}"/></a:xfrm>\
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>\
</pic:pic></a:graphicData></a:graphic></wp:inline>"""


def logo(story: DocxContext, sign: Logo, otherwise: str) -> Element:
    """The publisher's sign, the first paragraph; `otherwise` describes it when it has no words of its own. Raises RenderError."""
    kind, (width, height) = _opened(sign.image, "the logo")
    scale = min(LOGO[0] / width, LOGO[1] / height, _PIXEL)
    made = _picture(story, sign.image, kind, width * scale, height * scale, sign.alt or otherwise, keep_with_next=True)
    made.get_or_add_pPr().spacing_after = Pt(_CLEAR)  # what follows is no caption of it, as below other pictures
    return made


def figure(story: DocxContext, block: Figure, captions: Captions) -> Iterator[Element]:
    """The picture, its caption and its credit, kept together. Raises RenderError for bytes that are no PNG or JPEG."""
    kind, (width, height) = _opened(block.image, f"the picture of “{plain(block.caption.content)}”")
    scale = min(story.width / width, story.height * _TALLEST / height, 72 / block.density)
    yield _picture(story, block.image, kind, width * scale, height * scale, block.alt, keep_with_next=True)
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
    draw = story.draw or _png
    for panel, description in zip(panels, _descriptions(block, panels), strict=True):
        drawn, width, height = draw(panel, theme.faces), panel.width * scale, panel.height * scale
        yield _picture(story, drawn, "png", width, height, description, keep_with_next=panel is panels[-1])
    yield captions.paragraph(story, styles.FIGURE_CAPTION, block.caption, block.anchor)


def _together(story: DocxContext, panels: Sequence[Panel], scale: float, letters: float) -> float:
    """The scale of panels, smaller where they miss a common page by little: half a page would stay empty otherwise."""
    common = (story.height - _BESIDE) / sum(panel.height for panel in panels) if len(panels) > 1 else scale
    return common if SMALLEST / letters <= common < scale else scale


def _png(panel: Panel, faces: Faces) -> bytes:
    from briefgen.renderers.png import png  # brings matplotlib, which only a new chart needs

    return png(panel, faces=faces)


def _descriptions(block: Timeline, panels: Sequence[Panel]) -> list[str]:
    """The whole in words on the first panel; the others say which part they are."""
    caption = plain(block.caption.content)
    parts = [f"{panel.title or caption} ({index}/{len(panels)})" for index, panel in enumerate(panels, 1)]
    return [block.alt, *parts[1:]][: len(panels)]


def _picture(
    story: DocxContext, data: bytes, kind: str, width: float, height: float, description: str, *, keep_with_next: bool
) -> Element:
    story.pictures += 1
    name = story.part.package.next_partname(f"/word/media/image%d.{kind}")
    part = ImagePart(name, f"image/{kind}", data)
    xml = _INLINE.format(
        x=round(width * _EMU),
        y=round(height * _EMU),
        id=story.pictures,
        name=f"Picture {story.pictures}",
        relationship=story.part.relate_to(part, _IMAGE),
    )
    inline = parse_xml(xml)
    inline.docPr.set("descr", clean(description))
    return paragraph(story, styles.PICTURE, w("r", w("drawing", inline)), keep_with_next=keep_with_next)
