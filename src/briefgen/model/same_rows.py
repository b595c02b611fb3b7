"""Which row of a newer log is which of the older one: a row has no place that stays, so it is known by what it says."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from math import inf

NEAR, WITHIN = 90, 60.0
"""Per cent of likeness from which words are the same words changed, and the seconds between two times of one row."""
_MOST_PAIRS = 5_000_000
"""Pairs of words that are held against each other; rows beyond that stay gone and new, which is never false."""


@dataclass(frozen=True)
class RowSaid:
    """What a row is known by: its key, empty where it has none; its words; all that it says; and the second of its time, None where
    that is unknown, which is worked out for the rows alone that need it."""

    key: str
    words: str
    whole: Hashable
    second: Callable[[], float | None]

    @cached_property
    def at(self) -> float | None:
        """The second of its time."""
        return self.second()


def same_rows(before: Sequence[RowSaid], after: Sequence[RowSaid]) -> list[tuple[int, int]]:
    """The rows that both have, as pairs of their places in each, every row in one pair at most.

    By a key that stands once in each; else by all that they say; by time and words; by near words within a minute, those of one
    time first; by equal words that stand once in each, which then have another time. Rows that say the same are matched in their
    order. A row whose key the other log lacks is no other row.
    """
    matching = _Matching(before, after)
    matching.once(lambda row: row.key)
    matching.set_apart()
    matching.in_order(lambda row: row.whole)
    matching.in_order(lambda row: (row.at, row.words))
    matching.near()
    matching.once(lambda row: row.words)
    return matching.pairs


class _Matching:
    """The two logs, the rows of each that may still be matched, and the pairs that were found."""

    def __init__(self, before: Sequence[RowSaid], after: Sequence[RowSaid]) -> None:
        self.before, self.after = before, after
        self.old, self.new = dict.fromkeys(range(len(before))), dict.fromkeys(range(len(after)))
        self.pairs: list[tuple[int, int]] = []

    def _pair(self, old: int, new: int) -> None:
        del self.old[old], self.new[new]
        self.pairs.append((old, new))

    def set_apart(self) -> None:
        """Leave out the rows whose key the other log lacks, where both logs have keys."""
        mine, theirs = ({row.key for row in rows if row.key} for rows in (self.before, self.after))
        if mine and theirs:
            apart = mine ^ theirs
            self.old = {number: None for number in self.old if self.before[number].key not in apart}
            self.new = {number: None for number in self.new if self.after[number].key not in apart}

    def _grouped(self, what: Callable[[RowSaid], Hashable]) -> list[tuple[list[int], list[int]]]:
        """The rows that say the same of it, those of the older log beside those of the newer."""
        groups: dict[Hashable, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for number in self.old:
            groups[what(self.before[number])][0].append(number)
        for number in self.new:
            groups[what(self.after[number])][1].append(number)
        return [group for said, group in groups.items() if said != ""]

    def once(self, what: Callable[[RowSaid], Hashable]) -> None:
        """Match what stands once in each."""
        for old, new in self._grouped(what):
            if len(old) == len(new) == 1:
                self._pair(old[0], new[0])

    def in_order(self, what: Callable[[RowSaid], Hashable]) -> None:
        """Match what is equal, the first with the first."""
        for pairs in self._grouped(what):
            for old, new in zip(*pairs, strict=False):
                self._pair(old, new)

    def near(self) -> None:
        """Match near words: of one time before those within a minute, then the nearest, then in order."""
        from rapidfuzz import fuzz, process  # only rows that differ need it

        numbers = sorted(self.new, key=lambda number: (self._time(self.after[number]), number))
        times = [self._time(self.after[number]) for number in numbers]
        words = [self.after[number].words for number in numbers]
        found: list[tuple[bool, float, float, int, int]] = []
        pairs = 0
        for number in self.old:
            row, at = self.before[number], self._time(self.before[number])
            first, last = bisect_left(times, at - WITHIN), bisect_right(times, at + WITHIN)
            pairs += last - first
            if pairs > _MOST_PAIRS:
                break
            for _, likeness, place in process.extract(
                row.words, words[first:last], scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
            ):
                apart = abs(times[first + place] - at) if row.at is not None else 0.0
                found.append((apart > 0, -likeness, apart, number, numbers[first + place]))
        for *_, number, one in sorted(found):
            if number in self.old and one in self.new:
                self._pair(number, one)

    def _time(self, row: RowSaid) -> float:
        """The second of a row's time; rows without one are of one time, before all others."""
        return -inf if row.at is None else row.at
