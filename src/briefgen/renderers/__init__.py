"""A Document becomes the bytes of a format, a panel of its chart those of a picture; each format is imported when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from importlib import import_module
from typing import TYPE_CHECKING, Literal, assert_never, get_args

from briefgen.document.blocks import Document, plain
from briefgen.document.meta import Meta
from briefgen.document.passages import dead, target
from briefgen.document.rewrite import with_live_links, without_origins
from briefgen.errors import Problem
from briefgen.look.fonts import HOUSE, Faces
from briefgen.look.theme import Theme
from briefgen.renderers.rendered import Draw, Rendered
from briefgen.timeline.strokes import Panel

if TYPE_CHECKING:
    from briefgen.timeline.layout import LayOut

Format = Literal["pdf", "docx", "html", "txt", "md"]
FORMATS: tuple[Format, ...] = get_args(Format)
USUAL: tuple[Format, ...] = ("pdf", "docx")
"""The formats that are made when none is named."""
_ROOMS: dict[str, str] = {"txt": "text", "md": "markdown"}
PictureFormat = Literal["svg", "png", "pdf"]
PICTURES: tuple[PictureFormat, ...] = get_args(PictureFormat)


def render(
    document: Document,
    format: Format,  # noqa: A002
    theme: Theme,
    word_template: bytes,
    source: bytes = b"",
    draw: Draw | None = None,
    *,
    origins: bool = False,
    lay_out: LayOut | None = None,
) -> Rendered:
    """The finished file, drawings in it as pixels, a link that leads nowhere as words.

    With `origins`, the page (HTML) says at each of its words, and at each mark of its chart, which field they come from, and leaves the
    faces to whoever shows it; `lay_out` may have kept its chart's panels. `word_template` is the .docx that lends
    the DOCX its styles, `source` the file of facts that a PDF carries with it, none when empty; `draw` has the chart's PNG, else
    it is drawn. Raises RenderError.
    """
    problems = tuple(
        Problem("warning", f"the link “{plain((link,))}” leads nowhere: {target(link)}", hint="Shown as plain text")
        for link in dead(document.blocks)
    )
    if problems:
        document = replace(document, blocks=with_live_links(document.blocks))
    if not (origins and format == "html"):
        document = without_origins(document)
    if format not in ("txt", "md"):
        from briefgen.renderers.drawing import pixels

        document, theme, told = pixels(document, theme)
        problems += told
    match format:
        case "pdf":
            from briefgen.renderers.pdf.build import build as build_pdf

            made = build_pdf(document, theme, source)
        case "docx":
            from briefgen.renderers.docx.build import build as build_docx

            made = build_docx(document, theme, word_template, draw)
        case "html":
            from briefgen.renderers.html.build import build as build_html

            made = build_html(document, theme, lay_out, faces=not origins)
        case "txt":
            from briefgen.renderers.text.build import build as build_text

            made = build_text(document)
        case "md":
            from briefgen.renderers.markdown.build import build as build_markdown

            made = build_markdown(document)
        case _:
            assert_never(format)
    return made._replace(problems=(*made.problems, *dict.fromkeys(problems)))


def warm(formats: Iterable[str]) -> None:
    """Import what the formats need that are documents, so that the first file is made as fast as the next."""
    for format_ in (one for one in formats if one in FORMATS):
        import_module(f"briefgen.renderers.{_ROOMS.get(format_, format_)}.build")
        if format_ == "docx":
            import_module("briefgen.renderers.png")


def picture(
    panel: Panel,
    format: PictureFormat,  # noqa: A002
    meta: Meta,
    *,
    title: str,
    description: str,
    faces: Faces = HOUSE,
) -> bytes:
    """One panel of a chart as a file of its own, as large as the panel; the same strokes as in the documents."""
    match format:
        case "svg":
            from briefgen.renderers.svg import svg

            return svg(panel, title=title, description=description, faces=faces).encode("utf-8")
        case "png":
            from briefgen.renderers.png import png

            return png(panel, faces=faces)
        case "pdf":
            from briefgen.renderers.pdf.panel import pdf

            return pdf(panel, meta, title=title, description=description, faces=faces)
    assert_never(format)
