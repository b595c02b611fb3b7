"""Two readings of one table become what differs: rows that are new, gone or say something else, by key."""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.model.table import TableContent

_TELLING = 0.9
"""The share of its rows that a column tells apart from which on a row is known by it, where no key is named."""

TableCells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableDifference:
    """`new` are places of rows of the later table, `gone` of the earlier, `changed` of both; `columns` are those that both
    have, `by` is that by which a row is known, where it is one of them."""

    new: tuple[int, ...]
    gone: tuple[int, ...]
    changed: tuple[tuple[int, int], ...]
    columns: tuple[str, ...]
    columns_new: tuple[str, ...]
    columns_gone: tuple[str, ...]
    by: str = ""


def table_difference(before: TableContent, after: TableContent, key: str = "") -> TableDifference:
    """What differs, by the columns that both have; `key` names that by which a row is known.

    Rows that say the same are one, the first with the first; else those of one key that stands once in each. Without a key, it is the
    column that tells most rows apart, if there is one that tells nearly all. The order of rows is no difference.
    """
    columns = tuple(name for name in after.head if name in before.head)
    old, new = _cells(before, columns), _cells(after, columns)
    pairs, mine, its = _equal(old, new)
    place = columns.index(key) if key in columns else -1 if key else _telling(old, new, len(columns))
    known, now_known = _keys(before, old, place), _keys(after, new, place)
    once, now_once = _once(known), _once(now_known)
    left = {now_known[at]: at for at in its if now_known[at] in now_once}
    for at in mine:
        if known[at] in once and known[at] in left:
            pairs[left.pop(known[at])] = at
    taken = set(pairs.values())
    return TableDifference(
        tuple(at for at in range(len(new)) if at not in pairs),
        tuple(at for at in range(len(old)) if at not in taken),
        tuple((was, at) for at, was in sorted(pairs.items()) if old[was] != new[at]),
        columns,
        tuple(name for name in after.head if name not in before.head),
        tuple(name for name in before.head if name not in after.head),
        columns[place] if place >= 0 else "",
    )


def _cells(content: TableContent, columns: Sequence[str]) -> list[TableCells]:
    """The rows in these columns alone."""
    if tuple(columns) == content.head:
        return list(content.cells)
    places = [content.head.index(name) for name in columns]
    return [tuple(row[place] for place in places) for row in content.cells]


def _equal(old: list[TableCells], new: list[TableCells]) -> tuple[dict[int, int], list[int], list[int]]:
    """Places in both of rows that say the same, later to earlier, and the places in each that are left."""
    waiting: dict[TableCells, deque[int]] = defaultdict(deque)
    for at, row in enumerate(old):
        waiting[row].append(at)
    pairs = {at: waiting[row].popleft() for at, row in enumerate(new) if waiting.get(row)}
    taken = set(pairs.values())
    return pairs, [at for at in range(len(old)) if at not in taken], [at for at in range(len(new)) if at not in pairs]


def _keys(content: TableContent, cells: list[TableCells], place: int) -> Sequence[str]:
    """By what each row is known: its key in a column that is not shown, else its cell at a place; empty texts for neither."""
    return content.keys or ([row[place] for row in cells] if place >= 0 else [""] * len(cells))


def _telling(old: list[TableCells], new: list[TableCells], width: int) -> int:
    """The column that tells most rows of both apart; -1 where none tells nearly all."""

    def share(at: int) -> float:
        return min((len({row[at] for row in rows if row[at]}) / len(rows) for rows in (old, new) if rows), default=0.0)

    shares = [share(at) for at in range(width)]
    best = max(range(width), key=lambda at: shares[at], default=-1)
    return best if best >= 0 and shares[best] >= _TELLING else -1


def _once(keys: Sequence[str]) -> set[str]:
    return {key for key, times in Counter(keys).items() if key and times == 1}
