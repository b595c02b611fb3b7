"""What a TrueType font says of its characters: the glyph of each, how wide it is and where it is drawn (OpenType 1.9: cmap, hmtx, loca).

Read where it stands in the bytes of the file, stretch by stretch: ReportLab and fontTools take number by number, which for six faces is longer
than to set a page.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from itertools import islice
from pathlib import Path
from struct import error, iter_unpack, unpack_from
from typing import NamedTuple

from .unusable import Unusable

_BEST = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))
"""Platform and encoding of the maps of Unicode, those of most characters first."""


class FontTables(NamedTuple):
    """`glyphs` by code point; of each glyph in `metrics` its width and the space at its left, in units of which `em` has so many; in
    `places` where its outline begins, and where the last one ends."""

    em: int
    glyphs: dict[int, int]
    metrics: tuple[tuple[int, int], ...]
    places: tuple[int, ...]


@lru_cache(maxsize=64)
def font_tables(name: str, path: Path) -> FontTables:
    """Those of the file at a path; a file with other bytes has another name. Raises Unusable for one that cannot be read."""
    try:
        return _read(path.read_bytes())
    except (error, KeyError, IndexError) as fault:
        raise Unusable(f"the font {path.name} cannot be embedded in the PDF: {fault}") from fault


def directory(data: bytes) -> dict[bytes, int]:
    """Where each table of a font begins, by its tag."""
    (count,) = unpack_from(">H", data, 4)
    return dict(unpack_from(">4s4xI", data, 12 + 16 * number) for number in range(count))


def _read(data: bytes) -> FontTables:
    tables = directory(data)
    head = tables[b"head"]
    (count,) = unpack_from(">H", data, tables[b"maxp"] + 4)
    if unpack_from(">H", data, head + 50)[0]:
        places = unpack_from(f">{count + 1}I", data, tables[b"loca"])
    else:
        places = tuple(2 * half for half in unpack_from(f">{count + 1}H", data, tables[b"loca"]))
    widths = unpack_from(">H", data, tables[b"hhea"] + 34)[0]
    metrics = _metrics(data, tables[b"hmtx"], widths, count)
    return FontTables(unpack_from(">H", data, head + 18)[0], _glyphs(data, tables[b"cmap"]), metrics, places)


def _metrics(data: bytes, at: int, widths: int, count: int) -> tuple[tuple[int, int], ...]:
    """As many as there are glyphs; those after the last width have that one."""
    end = at + 4 * widths
    wide = tuple(islice(iter_unpack(">2H", data[at:end]), count))
    return (*wide, *((wide[-1][0], space) for space in unpack_from(f">{max(count - widths, 0)}H", data, end)))


def _glyphs(data: bytes, cmap: int) -> dict[int, int]:
    records = (unpack_from(">2HI", data, cmap + 4 + 8 * n) for n in range(unpack_from(">H", data, cmap + 2)[0]))
    maps = {(platform, encoding): cmap + offset for platform, encoding, offset in records}
    at = next((maps[one] for one in _BEST if one in maps), None)
    if at is None:
        raise KeyError("no map of Unicode")
    match unpack_from(">H", data, at)[0]:
        case 4:
            return _of_segments(data, at)
        case 12:
            return _of_groups(data, at)
        case _:
            return _otherwise(data)


def _of_segments(data: bytes, at: int) -> dict[int, int]:
    """Segments of code points whose glyphs are so many numbers away, or stand in a list (form 4); the last one is none."""
    count = unpack_from(">H", data, at + 6)[0] // 2
    ends, starts, deltas, offsets = (unpack_from(f">{count}H", data, at + 14 + 2 * part) for part in _columns(count))
    glyphs: dict[int, int] = {}
    for number in range(count - 1):
        start, size, delta = starts[number], max(ends[number] - starts[number] + 1, 0), deltas[number]
        codes = range(start, start + size)
        if offsets[number]:
            listed = unpack_from(f">{size}H", data, at + 16 + 6 * count + 2 * number + offsets[number])
            found = [(glyph + delta) & 0xFFFF if glyph else 0 for glyph in listed]
        else:
            found = [(code + delta) & 0xFFFF for code in codes]
        glyphs.update(zip(codes, found, strict=True))
    return glyphs


def _columns(count: int) -> tuple[int, int, int, int]:
    """Where the four lists of the segments stand, in numbers after the first; one number stands after the first list."""
    return 0, count + 1, 2 * count + 1, 3 * count + 1


def _of_groups(data: bytes, at: int) -> dict[int, int]:
    """Groups of code points in a row with glyphs in a row (form 12)."""
    glyphs: dict[int, int] = {}
    for start, end, first in iter_unpack(">3I", data[at + 16 : at + 16 + 12 * unpack_from(">I", data, at + 12)[0]]):
        glyphs.update(zip(range(start, end + 1), range(first, first + end + 1 - start), strict=True))
    return glyphs


def _otherwise(data: bytes) -> dict[int, int]:
    """A map of any other form, which hardly a font has."""
    from fontTools.ttLib import TTFont

    with TTFont(BytesIO(data), lazy=True) as file:
        file.setGlyphOrder(range(file["maxp"].numGlyphs))
        return dict(file.getBestCmap())
