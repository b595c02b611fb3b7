"""An archived text, and whether words stand in it: the one answer that checks, quotation marks and coverage rest on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property, lru_cache

from briefgen.model.log import CELL, ROW
from briefgen.model.lookup import Archive
from briefgen.model.passage import Found, match, matches


def find(archive: Archive, wanted: str) -> Found:
    """The best that can be said of `wanted`: where it stands, or the closest passage and how that differs."""
    if found := match(archive, wanted):
        return found
    from briefgen.model.near import closest  # loads a library that only a failure needs

    return closest(archive, wanted)


@lru_cache(maxsize=32)
def archived(text: str) -> ArchivedText:
    """The archived text, kept for all that ask for it."""
    return ArchivedText(text)


class ArchivedText:
    """An archived text. Several checks look up the same words in it: it is normalised once, and each is looked up once.

    That of a log is its rows (`model/log.py`): words stand in one cell or not at all.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._matches: dict[str, Found | None] = {}
        self._standing: dict[str, tuple[int, ...]] = {}

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self.text)

    @cached_property
    def _cells(self) -> list[int]:
        """Where each cell of a log ends."""
        return [found.start() for found in _END.finditer(self.text)]

    @cached_property
    def _rows(self) -> list[int]:
        """Where each row of a log ends."""
        return [found.start() for found in re.finditer(ROW, self.text)]

    def match(self, words: str) -> Found | None:
        """Where the words stand; None when they do not."""
        if words not in self._matches:
            self._matches[words] = next(self._everywhere(words), None)
        return self._matches[words]

    def find(self, words: str) -> Found:
        """Where the words stand, or the closest passage."""
        return self.match(words) or self._near(words)

    def rows(self, words: str) -> tuple[int, ...]:
        """The rows of a log in which the words stand, from 0."""
        if (
            words not in self._standing
        ):  # in a log that says one thing ten thousand times, ten thousand events may rest on it
            starts = {found.spans[0][0] for found in self._everywhere(words)}
            self._standing[words] = tuple(sorted({bisect_right(self._rows, start) for start in starts}))
        return self._standing[words]

    def _everywhere(self, words: str) -> Iterator[Found]:
        if CELL in words or ROW in words:
            return iter(())
        return (found for found in matches(self._archive, words) if self._in_one_cell(found))

    def _in_one_cell(self, found: Found) -> bool:
        ends = self._cells
        return not ends or bisect_right(ends, found.spans[0][0]) == bisect_right(ends, found.spans[-1][1] - 1)

    def _near(self, words: str) -> Found:
        found = find(self._archive, words)
        if found.passes:  # over the edge of a cell
            return Found("absent", difference="the words stand in several cells")
        return found


_END = re.compile(f"[{CELL}{ROW}]")
