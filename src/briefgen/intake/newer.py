"""A newer export of a log against the older one: which rows came, which changed and which are gone; never a row counted twice."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from briefgen.intake.date_order import moment_of
from briefgen.reading.rows import Row, Rows
from briefgen.reading.rows.cell import joined
from briefgen.reading.rows.preset import DateOrder

NEAR, WITHIN = 90, 60.0
"""The likeness from which words are the same words changed, and the seconds between two times of one row."""
_MOST_PAIRS = 8_000_000
"""Pairs of words that are held against each other; rows beyond that stay gone and added, which is never false."""


@dataclass(frozen=True, slots=True)
class ChangedRow:
    """A row of both exports, and the columns in which they differ."""

    before: Row
    after: Row
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NewerExport:
    """What a newer export brings, each in the order of its file."""

    added: tuple[Row, ...]
    changed: tuple[ChangedRow, ...]
    gone: tuple[Row, ...]
    added_columns: tuple[str, ...] = ()
    gone_columns: tuple[str, ...] = ()


def compare(
    before: Rows,
    after: Rows,
    *,
    key: str = "",
    when: Sequence[str] = (),
    words: Sequence[str] = (),
    date: DateOrder | None = None,
) -> NewerExport:
    """The rows of two exports of one log, matched by `key` where both have it; else by their time and words, by the time and near words
    (90 of 100 alike, within a minute), and by equal words that stand once in each. `words` are the columns of what happened; all but key
    and time when none are named. Rows that say the same are matched in their order."""
    return _Comparison(before, after, key, tuple(when), tuple(words), date).result()


@dataclass(slots=True)
class _Side:
    """One export, seen through the columns that both have."""

    rows: Rows
    columns: list[int]
    key: list[str]
    when: list[str]
    at: list[float | None]
    words: list[str]
    left: dict[int, None]

    def cells(self, number: int) -> list[str]:
        row = self.rows.rows[number]
        return [row.cells[column] for column in self.columns]


class _Comparison:
    """The two exports, and the rows that were found in both."""

    def __init__(
        self, before: Rows, after: Rows, key: str, when: tuple[str, ...], words: tuple[str, ...], date: DateOrder | None
    ) -> None:
        self.common = [name for name in before.head if name in set(after.head)]
        has = set(self.common)
        self.key = key if key in has else ""
        self.when = [name for name in when if name in has]
        self.words = [name for name in words if name in has] or [
            name for name in self.common if name != self.key and name not in when
        ]
        self.date = date
        self.before, self.after = self._side(before), self._side(after)
        self.pairs: list[tuple[int, int]] = []
        self.apart: set[str] = set()

    def _side(self, rows: Rows) -> _Side:
        def texts(names: Sequence[str], join: Callable[[list[str]], str]) -> list[str]:
            columns = [rows.head.index(name) for name in names]
            return [join([row.cells[column] for column in columns]) if columns else "" for row in rows.rows]

        when = texts(self.when, joined)
        return _Side(
            rows,
            [rows.head.index(name) for name in self.common],
            texts([self.key] if self.key else [], "".join),
            when,
            [moment_of(cell, self.date) for cell in when],
            texts(self.words, lambda cells: " ".join(" ".join(cells).split())),
            dict.fromkeys(range(len(rows.rows))),
        )

    def result(self) -> NewerExport:
        before, after = self.before, self.after
        if self.key:
            self._unique(before.key, after.key)
            self.apart = set(before.key) ^ set(after.key)
        self._in_order(
            [tuple(before.cells(n)) for n in range(len(before.when))],
            [tuple(after.cells(n)) for n in range(len(after.when))],
        )
        self._in_order(
            [_exact(*one) for one in zip(before.at, before.when, before.words, strict=True)],
            [_exact(*one) for one in zip(after.at, after.when, after.words, strict=True)],
        )
        self._near()
        self._unique(before.words, after.words)
        changed = (self._changed(*pair) for pair in sorted(self.pairs, key=lambda pair: pair[1]))
        return NewerExport(
            tuple(after.rows.rows[number] for number in sorted(after.left)),
            tuple(one for one in changed if one.columns),
            tuple(before.rows.rows[number] for number in sorted(before.left)),
            tuple(name for name in after.rows.head if name not in self.common),
            tuple(name for name in before.rows.head if name not in self.common),
        )

    def _open(self) -> tuple[list[int], list[int]]:
        """The rows that may still be matched: one whose key the other export lacks is no other row."""
        before, after = (
            [number for number in side.left if not (side.key[number] and side.key[number] in self.apart)]
            for side in (self.before, self.after)
        )
        return before, after

    def _pair(self, before: int, after: int) -> None:
        del self.before.left[before], self.after.left[after]
        self.pairs.append((before, after))

    def _in_order(self, before: Sequence[Hashable], after: Sequence[Hashable]) -> None:
        """Match what is equal, the first with the first."""
        mine, theirs = self._open()
        waiting: dict[Hashable, list[int]] = defaultdict(list)
        for number in reversed(mine):
            waiting[before[number]].append(number)
        for number in theirs:
            if found := waiting.get(after[number]):
                self._pair(found.pop(), number)

    def _unique(self, before: Sequence[str], after: Sequence[str]) -> None:
        """Match what stands once on both sides."""
        mine, theirs = self._open()
        once, also = _once(before, mine), _once(after, theirs)
        for text, number in once.items():
            if text in also:
                self._pair(number, also[text])

    def _near(self) -> None:
        """Match the words that are near, the nearest first, then the ones that are closest in time, then in order."""
        mine, theirs = self._open()
        by_time: dict[Hashable, list[int]] = defaultdict(list)
        for number in theirs:
            by_time[_minute(self.after.at[number], self.after.when[number])].append(number)
        found: list[tuple[float, float, int, int]] = []
        pairs = 0
        for number in mine:
            at = self.before.at[number]
            spots = [int(at // 60) + step for step in (-1, 0, 1)] if at is not None else [self.before.when[number]]
            near = [one for spot in spots for one in by_time.get(spot, ()) if self._within(at, self.after.at[one])]
            pairs += len(near)
            if pairs > _MOST_PAIRS:
                break
            choices = {one: self.after.words[one] for one in near}
            for _, likeness, one in process.extract(
                self.before.words[number], choices, scorer=fuzz.ratio, score_cutoff=NEAR, limit=None
            ):
                apart = abs((self.after.at[one] or 0) - (at or 0))
                found.append((-likeness, apart, number, one))
        for _, _, number, one in sorted(found):
            if number in self.before.left and one in self.after.left:
                self._pair(number, one)

    def _within(self, before: float | None, after: float | None) -> bool:
        return before is None or (after is not None and abs(after - before) <= WITHIN)

    def _changed(self, before: int, after: int) -> ChangedRow:
        old, new = self.before.cells(before), self.after.cells(after)
        columns = [name for name, mine, theirs in zip(self.common, old, new, strict=True) if mine != theirs]
        return ChangedRow(self.before.rows.rows[before], self.after.rows.rows[after], tuple(columns))


def _once(texts: Sequence[str], numbers: Iterable[int]) -> dict[str, int]:
    numbers = list(numbers)
    times = Counter(texts[number] for number in numbers)
    return {texts[number]: number for number in numbers if texts[number] and times[texts[number]] == 1}


def _exact(at: float | None, when: str, words: str) -> Hashable:
    return (when if at is None else at, words)


def _minute(at: float | None, when: str) -> Hashable:
    return when if at is None else int(at // 60)
