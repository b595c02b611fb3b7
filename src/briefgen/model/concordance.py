"""The particulars of a text in such an order that those that may bear another out are found without reading all of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from briefgen.model.particular import Day, Particular

_LONG_ENOUGH = 4
"""Letters of a word that may be a misspelt name; of three, one is too much to be called nearly the same."""


class NumbersSaid:
    """Numbers by what they may mean; those that say the same of the same are kept once."""

    def __init__(self, found: Iterable[Particular]) -> None:
        alike = {(one.kind, one.values, one.fate, one.bound, one.reach, one.counts, one.led): one for one in found}
        self._ranged = [one for one in alike.values() if one.reach]
        self._as_written: dict[object, list[Particular]] = defaultdict(list)
        placed: list[tuple[float, Particular]] = []
        for one in alike.values():
            for value in one.values:
                if isinstance(value, float):
                    placed.append((value, one))
                else:
                    self._as_written[value].append(one)
        placed.sort(key=lambda pair: pair[0])
        self._values = [value for value, _ in placed]
        self._placed = [one for _, one in placed]

    def meeting(self, claimed: Particular) -> Iterator[Particular]:
        """Those that bear the claimed number out, one of two meanings perhaps twice."""
        return (one for one in self._near(claimed) if claimed.meets(one))

    def _near(self, claimed: Particular) -> Iterator[Particular]:
        if claimed.reach:
            yield from self._ranged
        for low, high in claimed.reaches():
            yield from self._placed[bisect_left(self._values, low) : bisect_right(self._values, high)]
        for value in claimed.values:
            if not isinstance(value, float):
                yield from self._as_written.get(value, ())


class TimesSaid:
    """Dates and clocks; the days by each part that they state."""

    def __init__(self, found: Iterable[Particular]) -> None:
        said = frozenset(value for one in found for value in one.values)
        days = [value for value in said if isinstance(value, tuple)]
        self._all = said | {f"weekday {weekday}" for day in days if (weekday := _weekday(day)) is not None}
        self._years = frozenset(day[0] for day in days if day[0])
        self._days: dict[tuple[int, int], list[Day]] = defaultdict(list)
        for day in days:
            for n, part in enumerate(day):
                if part is not None:
                    self._days[n, part].append(day)

    def agree(self, claimed: Particular) -> bool:
        """True when a date or clock is among those said, or does not go against one that states less, but shares its day or month."""
        return any(value in self._all or (isinstance(value, tuple) and self._agrees(value)) for value in claimed.values)

    def have_year(self, value: float | str | Day) -> bool:
        """True when a year is among those said, or none is said."""
        return not isinstance(value, tuple) or value[0] is None or not self._years or value[0] in self._years

    def _agrees(self, day: Day) -> bool:
        finest = max((n, part) for n, part in enumerate(day) if part is not None)
        return any(
            all(a is None or b is None or a == b for a, b in zip(day, other, strict=True))
            for other in self._days.get(finest, ())
        )


def _weekday(day: Day) -> int | None:
    """The weekday of a day that is stated whole and that the calendar has; Monday is 0."""
    year, month, number = day
    try:
        return date(year, month, number).weekday() if year and month and number else None
    except ValueError:
        return None


class NamesSaid:
    """Names by their first letter and their length."""

    def __init__(self, names: Iterable[str]) -> None:
        self._named: dict[tuple[str, int], list[str]] = defaultdict(list)
        for name in dict.fromkeys(names):
            self._named[name[:1], len(name)].append(name)

    def have_nearly(self, word: str) -> bool:
        """True when a name differs from the word by one letter, or by two that changed places, and not by the first."""
        lengths = range(len(word) - 1, len(word) + 2) if len(word) >= _LONG_ENOUGH else ()
        alike = [name for length in lengths for name in self._named.get((word[0], length), ())]
        if not alike:
            return False
        from rapidfuzz.distance import OSA  # only a word that has a name beside it needs it

        return any(OSA.distance(word, name, score_cutoff=1) == 1 for name in alike)


class WordsSaid:
    """Words by how they begin."""

    def __init__(self, words: Iterable[str]) -> None:
        self._sorted = sorted(words)

    def begin(self, stem: str) -> bool:
        """True when a word begins so."""
        first = bisect_left(self._sorted, stem)
        return first < len(self._sorted) and self._sorted[first].startswith(stem)
