"""Pictures as Word has them in a line of text: strokes as SVG, with the pixels of the same strokes for what reads none."""

from __future__ import annotations

from collections.abc import Iterable

from docx.oxml import parse_xml
from docx.parts.image import ImagePart

from briefgen.look.fonts import Faces
from briefgen.renderers.docx.elements import Element, w
from briefgen.renderers.docx.story import DocxContext
from briefgen.renderers.markup import clean
from briefgen.renderers.outlined import outlined
from briefgen.timeline.strokes import Panel, Stroke

_EMU = 12700
"""English metric units in a point (ECMA-376-1, 20.1.10.16)."""
_IMAGE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/image"
_KINDS = {"png": "image/png", "jpeg": "image/jpeg", "svg": "image/svg+xml"}
_DECORATIVE = """\
<a:extLst><a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}">\
<adec:decorative xmlns:adec="http://schemas.microsoft.com/office/drawing/2017/decorative" val="1"/></a:ext></a:extLst>"""
_VECTOR = """\
<a:extLst><a:ext uri="{{96DAC541-7B7A-43D3-8B79-37D633B846F1}}">\
<asvg:svgBlip xmlns:asvg="http://schemas.microsoft.com/office/drawing/2016/SVG/main" r:embed="{relationship}"/></a:ext></a:extLst>"""
_INLINE = """\
<wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"
 xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"
 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
 xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" distT="0" distB="0" distL="0" distR="0">\
<wp:extent cx="{x}" cy="{y}"/><wp:docPr id="{id}" name="{name}">{decorative}</wp:docPr>\
<wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>\
<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>\
<pic:nvPicPr><pic:cNvPr id="{id}" name="{name}"/><pic:cNvPicPr/></pic:nvPicPr>\
<pic:blipFill><a:blip r:embed="{relationship}">{vector}</a:blip><a:stretch><a:fillRect/></a:stretch></pic:blipFill>\
<pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="{x}" cy="{y}"/></a:xfrm>\
<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>\
</pic:pic></a:graphicData></a:graphic></wp:inline>"""


def drawing(story: DocxContext, strokes: Iterable[Stroke], width: float, height: float) -> Element:
    """A small drawing in a line of text, so wide and high in points: the words beside it say it, so that it is passed over
    when the text is read out."""
    return panel_picture(story, Panel(width, height, tuple(strokes), ()))


def panel_picture(story: DocxContext, panel: Panel, scale: float = 1.0, description: str = "") -> Element:
    """A panel, its strokes as lines and as pixels; without a description it is decoration."""
    if panel not in story.drawn:  # a page has the same mark many times
        lines = outlined(panel.strokes, panel.width, panel.height, story.faces)
        story.drawn[panel] = (story.draw or _png)(panel, story.faces), lines
    pixels, lines = story.drawn[panel]
    return picture(story, pixels, "png", panel.width * scale, panel.height * scale, description, lines)


def picture(
    story: DocxContext, data: bytes, kind: str, width: float, height: float, description: str, vector: bytes = b""
) -> Element:
    """The `w:drawing` of a PNG or JPEG, so wide and high in points, and of an SVG that is shown in its place where it can be."""
    number = next(story.pictures)
    made = parse_xml(
        _INLINE.format(
            x=round(width * _EMU),
            y=round(height * _EMU),
            id=number,
            name=f"Picture {number}",
            relationship=_related(story, data, kind),
            vector=_VECTOR.format(relationship=_related(story, vector, "svg")) if vector else "",
            decorative="" if description else _DECORATIVE,
        )
    )
    made.docPr.set("descr", clean(description))
    return w("drawing", made)


def _related(story: DocxContext, data: bytes, kind: str) -> str:
    """The relationship to a picture's part, one part for all that are the same."""
    part = story.images.get(data)
    if part is None:
        name = story.part.package.next_partname(f"/word/media/image%d.{kind}")
        part = story.images[data] = ImagePart(name, _KINDS[kind], data)
    return str(story.part.relate_to(part, _IMAGE))


def _png(panel: Panel, faces: Faces) -> bytes:
    from briefgen.renderers.png import png  # brings resvg, which only a new drawing needs

    return png(panel, faces=faces)
