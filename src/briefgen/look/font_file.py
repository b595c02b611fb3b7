"""A font file of the office's own: fit to be embedded in every brief, or refused with the reason."""

from __future__ import annotations

import io
import re
import struct
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.look.fonts import FontFile

_RESTRICTED, _PREVIEW, _EDITABLE, _NO_SUBSETTING, _BITMAP_ONLY = 0x0002, 0x0004, 0x0008, 0x0100, 0x0200
"""Bits of OS/2.fsType: what the font's licence allows (OpenType, OS/2)."""
_NO_TRUETYPE = {
    b"OTTO": "has PostScript outlines (CFF); a TrueType version (.ttf) is needed",
    b"ttcf": "is a collection of fonts; one font in a file of its own (.ttf) is needed",
    b"wOFF": "is a web font (WOFF); the .ttf it was made from is needed",
    b"wOF2": "is a web font (WOFF2); the .ttf it was made from is needed",
}
_SEMIBOLD = 600
_ITALIC = 0x01


class UnfitFont(ValueError):
    """A font file that cannot be embedded; the text goes on after the file's name."""


def font_file(path: Path, data: bytes) -> FontFile:
    """The font in the bytes of a file that lies at `path`. Raises UnfitFont."""
    from fontTools.ttLib import TTFont, TTLibError

    if reason := _NO_TRUETYPE.get(data[:4]):
        raise UnfitFont(reason)
    if data[:4] not in (b"\x00\x01\x00\x00", b"true"):
        raise UnfitFont("is no TrueType font")
    try:
        with TTFont(io.BytesIO(data), lazy=True) as font:
            _check(font)
            bold = font["OS/2"].usWeightClass >= _SEMIBOLD
            return FontFile(_name(path, data), path, bold, bool(font["OS/2"].fsSelection & _ITALIC))
    except (TTLibError, struct.error, LookupError, ValueError, TypeError, AttributeError, AssertionError) as error:
        if isinstance(error, UnfitFont):
            raise
        raise UnfitFont("is broken: its tables cannot be read") from error


def _check(font: Any) -> None:
    for tag, entry in font.reader.tables.items():
        if len(font.reader[tag]) != entry.length:
            raise UnfitFont("is broken: it ends too early")
    if "fvar" in font:
        raise UnfitFont("is a variable font; a static one, one file for each weight, is needed")
    if "glyf" not in font or "loca" not in font:
        raise UnfitFont("has no TrueType outlines")
    allowed = font["OS/2"].fsType
    if allowed & _RESTRICTED and not allowed & (_PREVIEW | _EDITABLE):
        raise UnfitFont("may not be embedded, says its licence (fsType)")
    if allowed & (_NO_SUBSETTING | _BITMAP_ONLY):
        raise UnfitFont("may not be embedded in part, says its licence (fsType)")
    if not font.getBestCmap():
        raise UnfitFont("names no characters (it is a symbol font)")
    if not font["head"].unitsPerEm or not font["hmtx"].metrics:
        raise UnfitFont("is broken: it has no widths")


def _name(path: Path, data: bytes) -> str:
    """Fit for a PDF font name, and another one when the file changes."""
    stem = re.sub(r"[^A-Za-z0-9]", "", path.stem) or "Font"
    return f"{stem}-{sha256(data).hexdigest()[:8]}"
