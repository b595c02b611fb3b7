"""A user's text without the characters that no document can carry, with the way back to the original's lines and columns."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from briefgen.errors import Problem, Where

_BREAK = re.compile(r"\r\n|\r|\n")
# C0 but tab and line breaks, DEL, C1, line and paragraph separators, inner byte order marks, surrogates, noncharacters.
_NONCHARACTERS = "".join(f"{chr(plane << 16 | 0xFFFE)}{chr(plane << 16 | 0xFFFF)}" for plane in range(17))
_CONTROL = rf"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ufeff\ud800-\udfff\ufdd0-\ufdef{_NONCHARACTERS}"
_BIDI = "\u202a-\u202e"
"""Embeddings and overrides of direction; isolates are what Hebrew and Arabic are pasted with, and change nothing around them."""
_UNPRINTABLE = re.compile(f"[{_CONTROL}]")
_OVERRIDE = re.compile(f"[{_BIDI}]")
_REMARKABLE = re.compile(f"[{_CONTROL}{_BIDI}]")
_PAIR = re.compile(r"(?<!\\)\\u(d[89ab][0-9a-f]{2})\\u(d[c-f][0-9a-f]{2})", re.IGNORECASE)
_SEPARATORS = frozenset(
    "\x0b\x85\u2028\u2029"
)  # what Word and the web put between lines: a space keeps the words apart


@dataclass(frozen=True, slots=True)
class Clean:
    """`text` can be parsed and printed; `where` finds an index of it in the file as the user sees it."""

    text: str
    file: str
    problems: tuple[Problem, ...]
    _lines: tuple[int, ...]  # where each line of the original starts
    _removed: tuple[int, ...]  # where, in `text`, a character of the original is missing

    def original(self, index: int) -> int:
        """The index in the original, without its byte order mark, of an index of `text`."""
        return index + bisect_right(self._removed, index)

    def cleaned(self, original: int) -> int:
        """The index of `text` at which an index of the original stands, or would stand."""
        low, high = max(0, original - len(self._removed)), original
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (middle, high) if self.original(middle) <= original else (low, middle - 1)
        return low

    def where(self, index: int) -> Where:
        """The line and column, 1-based and in characters, of an index of `text`."""
        original = self.original(index)
        line = bisect_right(self._lines, original)
        return Where(self.file, line, original - self._lines[line - 1] + 1)


def clean(text: str, file: str) -> Clean:
    """The text without byte order mark and control characters; one warning for each kind of character, at its first place.

    Bidirectional overrides are named but kept: old Arabic and Hebrew texts need them, and forgers too.
    """
    text = text.removeprefix("\ufeff")
    original = Clean(text, file, (), (0, *(found.end() for found in _BREAK.finditer(text))), ())
    found = [(match.start(), match[0]) for match in _REMARKABLE.finditer(text)]
    if not found:
        return original
    gone = [index for index, character in found if not _OVERRIDE.match(character) and character not in _SEPARATORS]
    removed = tuple(index - number for number, index in enumerate(gone))
    return replace(original, text=without_control(text), problems=_warnings(found, original), _removed=removed)


def joined_pairs(text: Clean) -> Clean:
    """The text with each escaped surrogate pair, as JSON writes an emoji, as the one escape that YAML has for it."""
    found = list(_PAIR.finditer(text.text))
    if not found:
        return text
    starts = [match.start() - 2 * number for number, match in enumerate(found)]
    ends = [match.end() for match in found]
    moved = [index - 2 * bisect_right(ends, index) for index in text._removed]
    shorter = [start + 10 for start in starts for _ in range(2)]
    return replace(text, text=_PAIR.sub(_one, text.text), _removed=tuple(sorted((*moved, *shorter))))


def _one(pair: re.Match[str]) -> str:
    high, low = (int(half, 16) for half in pair.groups())
    return f"\\U{0x10000 + ((high & 0x3FF) << 10 | low & 0x3FF):08X}"


def without_control(text: str) -> str:
    """The text without the characters that `clean` removes; the rare separators become spaces."""
    return _UNPRINTABLE.sub(lambda found: " " if found[0] in _SEPARATORS else "", text)


def remarks(text: str, written: str) -> Iterator[str]:
    """What to say of each kind of character that came into a text by an escape: it is not in what is `written`."""
    for character, times in Counter(_REMARKABLE.findall(text)).items():
        if character not in written:
            yield _message(character, times)


def _warnings(found: list[tuple[int, str]], original: Clean) -> tuple[Problem, ...]:
    times = Counter(character for _, character in found)
    first = {character: index for index, character in reversed(found)}
    order = sorted(first, key=lambda character: first[character])
    return tuple(_warning(character, times[character], original.where(first[character])) for character in order)


def _warning(character: str, times: int, where: Where) -> Problem:
    hint = "Delete it unless the text needs it" if _OVERRIDE.match(character) else "Delete it here"
    return Problem("warning", _message(character, times), hint, where=where)


def _message(character: str, times: int) -> str:
    often = f", {times} times" if times > 1 else ""
    if _OVERRIDE.match(character):
        name = unicodedata.name(character).lower()
        return f"the invisible character {_code(character)} ({name}) changes the order in which text is shown{often}"
    fate = "replaced by a space" if character in _SEPARATORS else "left out"
    return f"the control character {_code(character)} cannot be printed and is {fate}{often}"


def _code(character: str) -> str:
    return f"U+{ord(character):04X}"
