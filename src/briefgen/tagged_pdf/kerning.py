"""Pairs of glyphs that a font sets closer or wider than their widths say (OpenType 1.9, GPOS: pair adjustment).

Read from the bytes of the font: of fontTools' reading of them a document would wait longer than for all else of its type.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from struct import error, unpack_from

from .font_tables import directory

_APART = frozenset(" \u00a0\u00ad-\u2010\u2011\u2013\u2014/")
"""Lines are broken after these, so no pair reaches over one of them: a word is as wide alone as in its line."""
_PAIRS, _EXTENSION = 2, 9
"""Types of lookups."""
_ADVANCE = 0x0004
"""The bit of a value format that says that there is an advance; those below it are of two values that stand before it."""


@dataclass(frozen=True, slots=True)
class Kerning:
    """The pair adjustments of a font for Latin text, in ems, by the numbers of its glyphs."""

    lookups: tuple[tuple[_Pairs, ...], ...] = ()
    em: int = 1000
    known: dict[tuple[int, int], float] = field(default_factory=dict, compare=False, repr=False)
    """Pairs that were looked for: a text has the same few hundred again and again."""

    def between(self, left: int, right: int) -> float:
        """What is added between two glyphs; below zero they come closer."""
        pair = left, right
        if pair not in self.known:
            self.known[pair] = self._looked_up(left, right) / self.em
        return self.known[pair]

    def _looked_up(self, left: int, right: int) -> int:
        total = 0
        for lookup in self.lookups:
            total += next((found for pairs in lookup if (found := pairs.adjusted(left, right)) is not None), 0)
        return total

    def gaps(self, text: str, glyphs: dict[int, int]) -> tuple[tuple[int, float], ...]:
        """The place in a text after which something is added, and how much, in order; `glyphs` are the font's by code point."""
        found = []
        for place, (left, right) in enumerate(pairwise(text), 1):
            if left not in _APART and right not in _APART:
                added = self.between(glyphs.get(ord(left), 0), glyphs.get(ord(right), 0))
                if added:
                    found.append((place, added))
        return tuple(found)


def kerning(data: bytes) -> Kerning:
    """The pair adjustments of a font, from its file's bytes; none where it has none that can be read."""
    try:
        return _read(data)
    except (error, KeyError, IndexError):
        return Kerning()


@dataclass(frozen=True, slots=True)
class _Pairs:
    """One subtable: for its left glyphs either the right ones and what is added, or a grid by the classes of both, row by row."""

    single: dict[int, dict[int, int]] = field(default_factory=dict)
    covered: frozenset[int] = frozenset()
    first: dict[int, int] = field(default_factory=dict)
    second: dict[int, int] = field(default_factory=dict)
    grid: tuple[int, ...] = ()
    columns: int = 0

    def adjusted(self, left: int, right: int) -> int | None:
        """What is added, in units of the font; None where the subtable has no say in the pair."""
        if not self.grid:
            return self.single.get(left, {}).get(right)
        if left not in self.covered:
            return None
        return self.grid[self.first.get(left, 0) * self.columns + self.second.get(right, 0)]


def _read(data: bytes) -> Kerning:
    tables = directory(data)
    em = unpack_from(">H", data, tables[b"head"] + 18)[0]
    start = tables[b"GPOS"]
    scripts, features, lookups = (start + offset for offset in unpack_from(">3H", data, start + 4))
    places = list(_offsets(data, lookups))
    wanted = sorted(_wanted(data, scripts, features))
    return Kerning(tuple(tuple(_subtables(data, places[number])) for number in wanted), em)


def _offsets(data: bytes, at: int) -> Iterator[int]:
    """The places that a list of offsets from its own place leads to."""
    (count,) = unpack_from(">H", data, at)
    return (at + offset for offset in unpack_from(f">{count}H", data, at + 2))


def _records(data: bytes, at: int) -> Iterator[tuple[bytes, int]]:
    """The tags of a list, and the place that each leads to."""
    for number in range(unpack_from(">H", data, at)[0]):
        tag, offset = unpack_from(">4sH", data, at + 2 + 6 * number)
        yield tag, at + offset


def _wanted(data: bytes, scripts: int, features: int) -> set[int]:
    """The numbers of the lookups that kern Latin text, or any where the font names no Latin."""
    named = dict(_records(data, scripts))
    script = named[b"latn"] if b"latn" in named else named[b"DFLT"]
    language = script + unpack_from(">H", data, script)[0]
    count = unpack_from(">H", data, language + 4)[0]
    listed = list(_records(data, features))
    found: set[int] = set()
    for number in unpack_from(f">{count}H", data, language + 6):
        tag, feature = listed[number]
        if tag == b"kern":
            found.update(unpack_from(f">{unpack_from('>H', data, feature + 2)[0]}H", data, feature + 4))
    return found


def _subtables(data: bytes, lookup: int) -> Iterator[_Pairs]:
    kind, _, count = unpack_from(">3H", data, lookup)
    for offset in unpack_from(f">{count}H", data, lookup + 6):
        at, of = lookup + offset, kind
        if kind == _EXTENSION:
            of, further = unpack_from(">HI", data, at + 2)
            at += further
        if of == _PAIRS and unpack_from(">H", data, at + 4)[0] & _ADVANCE:
            yield _single(data, at) if unpack_from(">H", data, at)[0] == 1 else _classes(data, at)


def _sizes(data: bytes, at: int) -> tuple[int, int]:
    """Of the values of a pair: the bytes of both, and at which of them the left one's advance stands."""
    one, other = unpack_from(">2H", data, at + 4)
    return 2 * (one.bit_count() + other.bit_count()), 2 * (one & (_ADVANCE - 1)).bit_count()


def _single(data: bytes, at: int) -> _Pairs:
    values, advance = _sizes(data, at)
    single: dict[int, dict[int, int]] = {}
    covered = _covered(data, at + unpack_from(">H", data, at + 2)[0])
    (count,) = unpack_from(">H", data, at + 8)
    for left, offset in zip(covered, unpack_from(f">{count}H", data, at + 10), strict=True):
        first, size = at + offset + 2, 2 + values
        pairs = range(first, first + size * unpack_from(">H", data, at + offset)[0], size)
        single[left] = {
            unpack_from(">H", data, pair)[0]: unpack_from(">h", data, pair + 2 + advance)[0] for pair in pairs
        }
    return _Pairs(single)


def _classes(data: bytes, at: int) -> _Pairs:
    values, advance = _sizes(data, at)
    coverage, _, _, one, other, rows, columns = unpack_from(">7H", data, at + 2)
    grid = unpack_from(f">{rows * columns * values // 2}h", data, at + 16)[advance // 2 :: values // 2]
    first, second = _classed(data, at + one), _classed(data, at + other)
    return _Pairs({}, frozenset(_covered(data, at + coverage)), first, second, grid, columns)


def _covered(data: bytes, at: int) -> list[int]:
    """The glyphs of a coverage table, in order."""
    form, count = unpack_from(">2H", data, at)
    if form == 1:
        return list(unpack_from(f">{count}H", data, at + 4))
    ranges = (unpack_from(">2H", data, at + 4 + 6 * number) for number in range(count))
    return [glyph for first, last in ranges for glyph in range(first, last + 1)]


def _classed(data: bytes, at: int) -> dict[int, int]:
    """The classes of glyphs; one that is not named is of class 0."""
    form, begin = unpack_from(">2H", data, at)
    if form == 1:
        (count,) = unpack_from(">H", data, at + 4)
        return dict(enumerate(unpack_from(f">{count}H", data, at + 6), begin))
    ranges = (unpack_from(">3H", data, at + 4 + 6 * number) for number in range(begin))
    return {glyph: number for first, last, number in ranges for glyph in range(first, last + 1)}
