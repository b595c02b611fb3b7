"""A Document becomes the bytes of a format. The only list of formats; each is imported when it is asked for."""

from __future__ import annotations

from typing import Literal, assert_never, get_args

from briefgen.document.blocks import Document
from briefgen.look.theme import Theme
from briefgen.render.rendered import Rendered

Format = Literal["pdf", "docx"]
FORMATS: tuple[Format, ...] = get_args(Format)


def render(document: Document, format: Format, theme: Theme, word_template: bytes) -> Rendered:  # noqa: A002
    """The finished file. `word_template` is the .docx that lends the DOCX its styles. Raises RenderError."""
    match format:
        case "pdf":
            from briefgen.render.pdf.build import build as build_pdf

            return build_pdf(document, theme)
        case "docx":
            from briefgen.render.docx.build import build as build_docx

            return build_docx(document, theme, word_template)
    assert_never(format)
