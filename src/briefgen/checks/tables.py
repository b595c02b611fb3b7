"""Tables: what of them says nothing, stands where it is in the way, or is wider than paper."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from briefgen.document.values import pieces
from briefgen.errors import Problem
from briefgen.model.table import AnnexTable, TableContent
from briefgen.reading.load import Loaded

_LONG = 40
"""Rows from which on a table is looked up, not read."""
_WIDEST = 168
"""Characters that stand beside each other on paper that lies on its side."""
_GUTTER = 2


def columns_that_say_nothing(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A column that is asked for says something in one row at least."""
    for key, _, content in _read(loaded):
        for place, name in enumerate(content.head):
            if not any(row[place] for row in content.cells):
                message = f"the column '{name}' is empty in every row"
                yield Problem("warning", message, "Take it out of columns", ("tables", key, "columns"))


def long_table_in_the_text(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A long table stands in an annex."""
    for key, table, content in _read(loaded):
        if not table.annex and len(content.cells) > _LONG:
            message = f"this table has {len(content.cells):,} rows, and stands in the text"
            yield Problem("warning", message, "Write annex: yes", ("tables", key))


def wider_than_paper(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """The longest values of a table stand beside each other on a page."""
    for key, _, content in _read(loaded):
        widths = [_longest(row[place] for row in content.cells) for place in range(len(content.head))]
        wide = sum(widths) + _GUTTER * (len(widths) - 1)
        if wide > _WIDEST:
            most = content.head[widths.index(max(widths))]
            message = (
                f"the values of a row take {wide} characters; a page has room for {_WIDEST}: they are parted over lines"
            )
            hint = f"Choose fewer columns; the widest is '{most}'"
            yield Problem("warning", message, hint, ("tables", key, "columns"))


def keys_that_repeat(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A key names one row."""
    for key, table, content in _read(loaded):
        keys = content.keys or _column(content, table.key)
        twice = [one for one, times in Counter(keys).items() if one and times > 1]
        if table.key and twice:
            message = f"'{twice[0]}' stands in the column '{table.key}' more than once: such rows are not known again"
            yield Problem("note", message, "", ("tables", key, "key"))


def table_from_nowhere(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """ICD 206: a table has a source, as every fact has."""
    for key, table in loaded.draft.tables.items():
        if not table.evidence:
            hint = "Write evidence: and the id of the source"
            yield Problem("note", "where this table comes from is not said", hint, ("tables", key))


def _read(loaded: Loaded) -> Iterator[tuple[str, AnnexTable, TableContent]]:
    return ((key, table, table.content) for key, table in loaded.draft.tables.items() if table.content)


def _column(content: TableContent, name: str) -> tuple[str, ...]:
    place = content.head.index(name) if name in content.head else -1
    return tuple(row[place] for row in content.cells) if place >= 0 else ()


def _longest(cells: Iterator[str]) -> int:
    return max((len(piece) for cell in set(cells) for line in cell.splitlines() for piece in pieces(line)), default=0)
