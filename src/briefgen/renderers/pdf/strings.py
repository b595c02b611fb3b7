"""Strings as PDF and XML can hold them."""

from __future__ import annotations

import re

from reportlab.pdfbase.pdfdoc import PDFString

_NO_CHARACTER = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def clean(text: str) -> str:
    """The text with U+FFFD for what is no character of XML 1.0: control characters, lone surrogates."""
    return _NO_CHARACTER.sub("\ufffd", text)


def text_string(text: str) -> PDFString:
    """A PDF text string (ISO 32000-1, 7.9.2.2)."""
    return PDFString(clean(text))
