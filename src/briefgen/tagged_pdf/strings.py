"""Strings as PDF holds them, and arrays and dictionaries as ReportLab writes them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from reportlab.pdfbase.pdfdoc import PDFString

_FORBIDDEN = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufdcf\ufdf0-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 (2.2) forbids or advises against: the properties of a file stand in XML too, and there as they stand elsewhere."""


def clean(text: str) -> str:
    """The text with U+FFFD for each character that cannot stand in the properties of a file."""
    return _FORBIDDEN.sub("\ufffd", text)


def text_string(text: str) -> PDFString:
    """A PDF text string (ISO 32000-1, 7.9.2.2)."""
    return PDFString(clean(text))


def array(items: Iterable[str]) -> str:
    """An array of things that are written already."""
    return f"[ {_in_lines([*items], 10)} ]"


def dictionary(entries: Mapping[str, str]) -> str:
    """A dictionary whose values are written already, by its keys in order."""
    return f"<<\n{_in_lines([f'/{key} {entries[key]}' for key in sorted(entries)], 6)}\n>>"


def _in_lines(items: list[str], of: int) -> str:
    return " \n  ".join(" ".join(items[start : start + of]) for start in range(0, len(items), of))
