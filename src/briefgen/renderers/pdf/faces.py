"""The typeface as the PDF embeds it: words cut into runs of registered fonts, and character maps that readers can trust."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.pdfdoc import PDFDocument
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont

from briefgen.errors import RenderError
from briefgen.look.direction import has_right_to_left, letters
from briefgen.look.fonts import HOUSE, Face, Faces, FontFile, FontRun
from briefgen.renderers.pdf.kerning import Kerning, kerning


class ShapedRun(NamedTuple):
    """Characters in one font, by the name that ReportLab knows it by; `gaps` are the places after which something is added
    between them, and how much in ems."""

    font: str
    text: str
    gaps: tuple[tuple[int, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Shaped:
    """A text in one face: its runs in order, and its width in ems."""

    runs: tuple[ShapedRun, ...]
    width: float


@lru_cache(maxsize=1 << 15)
def shape(text: str, face: Face, faces: Faces, kerned: bool) -> Shaped:
    """The text as it will be shown, in reading order: a character that no font has is U+FFFD."""
    cut, _ = faces.runs(text, face)
    runs = tuple(_run(run, kerned) for run in cut)
    return Shaped(runs, faces.measure(text, 1.0, face) + sum(gap for run in runs for _, gap in run.gaps))


def _run(run: FontRun, kerned: bool) -> ShapedRun:
    name = _register(run.font)
    if not kerned or len(run.text) < 2 or has_right_to_left(run.text):
        return ShapedRun(name, run.text)
    glyphs = pdfmetrics.getFont(name).face.charToGlyph
    return ShapedRun(name, run.text, _kerning(name).gaps(run.text, glyphs))


def body_font() -> str:
    """The name of the registered text face."""
    return _register(HOUSE.stack("regular")[0])


@cache
def _register(font: FontFile) -> str:
    """The name under which ReportLab knows the font: of our own, since another program in this process may have one of the same face,
    which `registerFont` would give out in its place, with other bytes."""
    name = f"briefgen:{font.name}"
    try:
        # only the characters in use are embedded, not all of ASCII: a third smaller
        made = TTFont(name, str(font.path), asciiReadable=False)
    except TTFError as error:
        raise RenderError(f"the font {font.path.name} cannot be embedded in the PDF: {error}") from error
    made.face.name = font.name.encode("ascii")  # two files may bear one name inside; ReportLab would mix them up
    pdfmetrics._fonts[name] = made
    return name


@cache
def _kerning(name: str) -> Kerning:
    return kerning(pdfmetrics.getFont(name).face._ttf_data)


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
    """The letter that a glyph stands for; two in one glyph stay a presentation form, whose order no reader mistakes."""
    letter = letters(character)
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
