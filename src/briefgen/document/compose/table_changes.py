"""What changed in a table in words: how many rows are new, changed and gone, and the first of them by name."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.document.compose.facts import Facts, text
from briefgen.document.compose.statements import Comparison, Statement
from briefgen.document.defang import defanged
from briefgen.model.changes import Difference
from briefgen.model.table import AnnexTable, TableContent
from briefgen.model.table_changes import TableDifference, table_difference

_NAMED = 5
"""Rows that are named; the others are counted."""
_SHORT = 70
"""Characters of a row's name."""


def table_changed(sides: Comparison, change: Difference) -> Statement | None:
    """The rows of a table that differ; None where only their order does, and how many it has where the old ones must not be told."""
    table, w = sides.now.brief.tables[change.id], sides.now.words
    if not isinstance(change.after, TableContent):
        return None
    if not isinstance(change.before, TableContent):
        return Statement((), text(w.count("tables.rows", len(change.after.cells))))
    found = table_difference(change.before, change.after, table.key)
    said = w("join.semicolon").join(_parts(sides.now, table, change.before, change.after, found))
    return Statement((), text(said)) if said else None


def _parts(
    facts: Facts, table: AnnexTable, before: TableContent, after: TableContent, found: TableDifference
) -> Iterator[str]:
    w = facts.words
    for key, columns in (("columns_new", found.columns_new), ("columns_gone", found.columns_gone)):
        if columns:
            yield w(f"changes.{key}", columns=w.list(table.columns.get(name, name) for name in columns))
    names = _named(table, after, found.by, found.new)
    yield from _counted(facts, "changes.rows_new", names, len(found.new))
    was = _Cells(before, found.columns), _Cells(after, found.columns)
    changed = [
        f"{name} ({w.list(_differing(table, found.columns, was[0].row(old), was[1].row(now)))})"
        for name, (old, now) in zip(
            _named(table, after, found.by, [now for _, now in found.changed]), found.changed, strict=False
        )
    ]
    yield from _counted(facts, "changes.rows_changed", changed, len(found.changed))
    yield from _counted(facts, "changes.rows_gone", _named(table, before, found.by, found.gone), len(found.gone))


class _Cells:
    """The cells of a reading in some of its columns."""

    def __init__(self, content: TableContent, columns: Sequence[str]) -> None:
        self._cells = content.cells
        self._places = [content.head.index(name) for name in columns]

    def row(self, at: int) -> tuple[str, ...]:
        return tuple(self._cells[at][place] for place in self._places)


def _differing(table: AnnexTable, columns: Sequence[str], old: Sequence[str], now: Sequence[str]) -> list[str]:
    """The titles of the columns in which two rows differ."""
    return [table.columns.get(name, name) for name, a, b in zip(columns, old, now, strict=True) if a != b]


def _named(table: AnnexTable, content: TableContent, by: str, rows: Sequence[int]) -> list[str]:
    """The first rows by the cell that they are known by, else by their first cells."""
    place = content.head.index(by) if by else -1
    return [_name(table, content.cells[at], place) for at in rows[:_NAMED]]


def _name(table: AnnexTable, row: Sequence[str], place: int) -> str:
    said = row[place] if place >= 0 else " ".join([cell for cell in row if cell][:2])
    said = " ".join((defanged(said, row) if table.defang else said).split())
    return said if len(said) <= _SHORT else f"{said[: _SHORT - 1]}…"


def _counted(facts: Facts, key: str, names: Sequence[str], n: int) -> Iterator[str]:
    if n:
        w, comma = facts.words, facts.words("join.comma")
        counted = w.count(key, n)
        listed = comma.join(names) if n > len(names) else w.list(names)
        said = w("changes.rows_more", rows=listed, n=w.number(n - len(names))) if n > len(names) else listed
        yield w("changes.labelled", label=counted, said=said)
