"""Strings as PDF holds them."""

from __future__ import annotations

from reportlab.pdfbase.pdfdoc import PDFString

from briefgen.renderers.markup import clean


def text_string(text: str) -> PDFString:
    """A PDF text string (ISO 32000-1, 7.9.2.2)."""
    return PDFString(clean(text))
