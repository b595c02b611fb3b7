"""Fonts as the PDF embeds them: registered with ReportLab, kerned, with character maps that readers can trust."""

from __future__ import annotations

import unicodedata
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTEncoding, TTFError, TTFont, TTFontFace

from .font_tables import font_tables
from .kerning import Kerning, kerning
from .unusable import Unusable


class GlyphRun(NamedTuple):
    """Characters of one font, in the order in which they are shown from the left; `font` is what `register` gave. `gaps` are the
    places after which something is added between them, and how much in ems."""

    font: str
    text: str
    gaps: tuple[tuple[int, float], ...] = ()


@cache
def register(name: str, path: Path) -> str:
    """The name under which ReportLab knows a static TrueType font (for `stringWidth` and its like). Raises Unusable.

    `name` is that of the font in the PDF and no other font's. ReportLab's name is of our own, since another program in this process may have one of
    the same face, which `registerFont` would give out in its place, with other bytes.
    """
    known = f"tagged:{name}"
    try:
        made = _Font(known, _Face(name, path))
    except TTFError as error:
        raise Unusable(f"the font {path.name} cannot be embedded in the PDF: {error}") from error
    pdfmetrics._fonts[known] = made
    return known


class _Face(TTFontFace):  # type: ignore[misc]
    """A face with the tables that `font_tables` reads in a tenth of ReportLab's time."""

    def __init__(self, name: str, path: Path) -> None:
        self._tables = font_tables(name, path)
        super().__init__(str(path))
        self.name = name.encode("ascii")  # two files may bear one name inside; ReportLab would mix them up

    def extractInfo(self, charInfo: int = 1) -> None:  # noqa: N802, N803 - ReportLab's
        super().extractInfo(0)
        tables = self._tables
        self.hmetrics, self.glyphPos = tables.metrics, tables.places
        widths = [self._pdfScale(width) for width, _ in tables.metrics]
        self.defaultWidth = widths[0]
        self.charToGlyph = dict(tables.glyphs)
        space, bound = (self.charToGlyph.get(code) for code in (0x20, 0xA0))
        if space is not None:
            self.charToGlyph[0xA0] = space
        elif bound is not None:
            self.charToGlyph[0x20] = bound
        self.charWidths = {code: widths[glyph] for code, glyph in self.charToGlyph.items() if glyph < len(widths)}


class _Font(TTFont):  # type: ignore[misc]
    """A font of a face that is read already, which ReportLab's own would read once more. Only the characters in use are embedded, not
    all of ASCII: a third smaller."""

    def __init__(self, name: str, face: _Face) -> None:
        self.fontName, self.face, self.encoding, self.state = name, face, TTEncoding(), WeakKeyDictionary[Any, Any]()
        self._asciiReadable, self.shapable = False, False


@cache
def no_font() -> str:
    """The name of a font that is none, for pages to begin with: ReportLab's own is Helvetica, which no file would embed."""
    name = "tagged:none"
    pdfmetrics._fonts[name] = SimpleNamespace(fontName=name, _dynamicFont=True)
    return name


def kerned(font: str, text: str) -> GlyphRun:
    """The characters as close to each other as the registered font says (for text that runs left to right)."""
    glyphs = pdfmetrics.getFont(font).face.charToGlyph
    return GlyphRun(font, text, _kerning(font).gaps(text, glyphs))


@cache
def _kerning(font: str) -> Kerning:
    return kerning(pdfmetrics.getFont(font).face._ttf_data)


def embed(doc: PDFDocument) -> None:
    """Write the fonts that the document uses, each with a ToUnicode map that PDF/UA accepts (ISO 14289-1, 7.21.7).

    ReportLab's own map sends unused codes to U+0000, has blocks of more than 100 entries and no surrogate pairs.
    """
    for font in doc.delayedFonts:
        subsets = font.state[doc].subsets
        font.addObjects(doc)
        for number, subset in enumerate(subsets):
            name = b"".join((SUBSETN(number), b"+", font.face.name, font.face.subfontNameX)).decode("pdfdoc")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = _to_unicode(subset)
    doc.delayedFonts = []


def _said(character: str) -> str:
    """The letter that an Arabic presentation form stands for; two in one glyph stay such a form, whose order no reader mistakes."""
    if not ("\ufb50" <= character <= "\ufdff" or "\ufe70" <= character <= "\ufefc"):
        return character
    letter = unicodedata.normalize("NFKC", character)
    return letter if len(letter) == 1 else character


def _to_unicode(subset: list[int]) -> str:
    pairs = [(code, _said(chr(character))) for code, character in enumerate(subset) if character]
    lines = [
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
        "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
        "1 begincodespacerange <00> <FF> endcodespacerange",
    ]
    for start in range(0, len(pairs), 100):
        block = pairs[start : start + 100]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{text.encode('utf-16-be').hex().upper()}>" for code, text in block]
        lines.append("endbfchar")
    lines.append("endcmap CMapName currentdict /CMap defineresource pop end end")
    return "\n".join(lines)
