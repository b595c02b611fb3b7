"""Text becomes lines that fit a width: whole words where possible, a soft hyphen within a word where not, no character lost."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal, NamedTuple

from briefgen.look.fonts import Face, Faces
from briefgen.timeline.strokes import Rect, StrokeColour, TextStroke

SOFT_HYPHEN = "\u00ad"
SLACK = 1.02
"""A renderer may set text this much wider than it was measured."""
CONTESTED = "\u2260"
"""Before the word that says so, and by whom."""
BETWEEN = 1.5
"""Word spaces between two runs of a line: the time and what happened."""

_JOINERS = "\u200c\u200d\ufe0e\ufe0f"
_AFTER = frozenset("-‐–—/\\_.:@=&?,;|")
"""A line may end after these without a further hyphen."""
_NO_BREAK = "\u00a0\u2007\u202f\u2060"
_SPACES = re.compile(rf"[^\S{_NO_BREAK}]+")
"""White space at which a line may end: all but the no-break spaces."""
_DIVISIBLE = re.compile(r"[-‐–—/\\_.:@=&?,;|\u00ad].|[\u1100-\u1fff\u231a-\U0010ffff]", re.DOTALL)
"""Found in every word that a line may end in: something of _AFTER or a soft hyphen before its end, or an ideograph."""
_OPENING = ("Ps", "Pi")
_CLOSING = ("Pe", "Pf", "Po", "Pd")


class LabelRun(NamedTuple):
    """A stretch of text in one face and colour."""

    text: str
    face: Face
    colour: StrokeColour


@dataclass(frozen=True)
class TextBlock:
    """Lines of runs, set at one size; its width holds every line, in points."""

    lines: tuple[tuple[LabelRun, ...], ...]
    size: float
    leading: float
    faces: Faces

    @property
    def height(self) -> float:
        return self.leading * len(self.lines)

    @cached_property
    def widths(self) -> tuple[float, ...]:
        """The width of each line."""
        return tuple(self._width(line) * SLACK for line in self.lines)

    @cached_property
    def width(self) -> float:
        return max(self.widths, default=0.0)

    def _width(self, line: tuple[LabelRun, ...]) -> float:
        gaps = sum(self._after(run) for run in line[:-1])
        return sum(self.faces.measure(run.text, self.size, run.face) for run in line) + gaps

    def _after(self, run: LabelRun) -> float:
        return self.faces.measure(" ", self.size, run.face) * BETWEEN

    def box(self, x: float, y: float) -> Rect:
        """The space that the block takes when its top left is at (x, y)."""
        return Rect(x, y, self.width, self.height)

    def strokes(self, x: float, y: float, align: Literal["left", "right"] = "left") -> tuple[TextStroke, ...]:
        """The lines with the block's top left at (x, y); `align` is within the block's own width."""
        return tuple(self._set(x, y, align))

    def _set(self, x: float, y: float, align: Literal["left", "right"]) -> Iterator[TextStroke]:
        baseline = y + (self.leading - self.size) / 2 + 0.8 * self.size
        for line, width in zip(self.lines, self.widths, strict=True):
            left = x + (self.width - width if align == "right" else 0.0)
            for run in line:
                yield TextStroke(left, baseline, run.text, self.size, run.face, run.colour)
                left += self.faces.measure(run.text, self.size, run.face) + self._after(run)
            baseline += self.leading

    def cut(self, lines: int) -> tuple[TextBlock, TextBlock]:
        """The first lines, and the rest."""
        return replace(self, lines=self.lines[:lines]), replace(self, lines=self.lines[lines:])


def clusters(text: str) -> list[str]:
    """The text cut where a line may at worst be broken: a combining mark or joiner stays with its character."""
    found: list[str] = []
    for character in text:
        joined = unicodedata.combining(character) or character in _JOINERS
        if found and (joined or found[-1].endswith("\u200d")):
            found[-1] += character
        else:
            found.append(character)
    return found


class _Word(NamedTuple):
    text: str
    run: LabelRun
    width: float
    space: float  # the width of a space after it
    glued: bool = False  # set without a space after the word before it


class MeasuredText(NamedTuple):
    """A text that is measured once and can then be set to any width."""

    words: tuple[_Word, ...]
    size: float
    leading: float
    faces: Faces

    @property
    def longest(self) -> float:
        """The width of the longest word."""
        return max((word.width for word in self.words), default=0.0) * SLACK

    def to(self, width: float) -> TextBlock:
        """The text in lines no wider than `width`, as few as words of full length allow."""
        lines = tuple(_joined(line) for line in self._lines(width))
        return TextBlock(lines, self.size, self.leading, self.faces)

    def lines(self, width: float) -> int:
        """How many lines it takes at a width."""
        return len(self._lines(width))

    def within(self, lines: int, widest: float) -> TextBlock | None:
        """The text in so many lines at most, as narrow as they allow; None where it takes more of `widest` points."""
        if self.lines(widest) > lines:
            return None
        return self._narrowed(self.to(widest), lines)

    def _narrowed(self, block: TextBlock, most: int) -> TextBlock:
        """The text, which is set as `block`, as narrow as `most` lines allow."""
        low, high = min(self.longest, block.width), block.width
        found: float | None = None
        while high - low > 2:
            middle = (low + high) / 2
            if self.lines(middle) <= most:
                found = high = middle
            else:
                low = middle
        return block if found is None else self.to(found)

    def _lines(self, width: float) -> list[list[_Word]]:
        width /= SLACK
        lines: list[list[_Word]] = []
        line: list[_Word] = []
        filled = 0.0
        for word in self.words:
            if line:
                gap = 0.0 if word.glued else _space(line[-1], word)
                if filled + gap + word.width <= width:
                    line.append(word)
                    filled += gap + word.width
                    continue
            for piece in self._broken(word, width):
                line = [piece]
                lines.append(line)
                filled = piece.width
        return lines

    def _broken(self, word: _Word, width: float) -> list[_Word]:
        """The word in pieces that fit, each but the last with a soft hyphen."""
        if word.width <= width:
            return [word]
        hyphen = self.faces.measure(SOFT_HYPHEN, self.size, word.run.face)
        pieces: list[_Word] = []
        piece, filled = "", 0.0
        for cluster in clusters(word.text):
            advance = self.faces.measure(cluster, self.size, word.run.face)
            if piece and filled + advance + hyphen > width:
                pieces.append(_Word(piece + SOFT_HYPHEN, word.run, filled + hyphen, word.space, word.glued))
                piece, filled = "", 0.0
            piece += cluster
            filled += advance
        return [*pieces, _Word(piece, word.run, filled, word.space, word.glued)]


@lru_cache(maxsize=1 << 12)
def measured(runs: tuple[LabelRun, ...], size: float, leading: float, faces: Faces) -> MeasuredText:
    """The text of these runs: measured once for the page and the phone, and for the chart as it is after an edit."""
    words = (
        _Word(part, run, faces.measure(part, size, run.face), space, glued=place > 0)
        for run, space in ((run, faces.measure(" ", size, run.face)) for run in runs)
        for word in _SPACES.split(run.text)
        if word.strip(SOFT_HYPHEN)
        for place, part in enumerate(_parts(word.strip(SOFT_HYPHEN)))
    )
    return MeasuredText(tuple(words), size, leading, faces)


def _space(before: _Word, word: _Word) -> float:
    return before.space if before.run is word.run else before.space * BETWEEN


def _joined(line: list[_Word]) -> tuple[LabelRun, ...]:
    """The words of a line as runs: words of one face become one stretch."""
    runs: list[LabelRun] = []
    for word in line:
        if runs and (runs[-1].face, runs[-1].colour) == (word.run.face, word.run.colour):
            text = runs[-1].text.removesuffix(SOFT_HYPHEN) if word.glued else runs[-1].text + " "
            runs[-1] = LabelRun(text + word.text, word.run.face, word.run.colour)
        else:
            runs.append(LabelRun(word.text, word.run.face, word.run.colour))
    return tuple(runs)


def _parts(word: str) -> list[str]:
    """A word cut where a line may end without a further hyphen."""
    if not _DIVISIBLE.search(word):
        return [word]
    parts: list[str] = []
    for cluster in clusters(word):
        if parts and not _may_end(parts[-1], cluster):
            parts[-1] += cluster
        else:
            parts.append(cluster)
    return parts


def _may_end(part: str, following: str) -> bool:
    """True after punctuation within a word and on either side of an ideograph."""
    if part[-1] == SOFT_HYPHEN:
        return True
    if following[0] in _NO_BREAK or part[-1] in _NO_BREAK:
        return False
    if unicodedata.category(following[0]) in _CLOSING or unicodedata.category(part[-1]) in _OPENING:
        return False
    if _wide(following) or _wide(part[-1]):
        return True
    return len(part) > 2 and part[-1] in _AFTER and not following[0].isdigit()


def _wide(character: str) -> bool:
    return unicodedata.east_asian_width(character[0]) in "WF"
