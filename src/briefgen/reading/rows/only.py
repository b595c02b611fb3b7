"""Which rows a mapping takes: those whose cell in a column says a value, or has it as one of its parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from briefgen.reading.characters import without_control
from briefgen.reading.rows.values import LogRow, Rows

_SHOWN = 40


def chosen(table: Rows, only: Mapping[str, Sequence[str]]) -> list[LogRow]:
    """The rows of which every column of `only`, all of them columns of the table, has one of its values."""
    wanted = [(table.head.index(column), values) for column, values in only.items()]
    return [
        row
        for row in table.rows
        if all(any(_same(value, part) for value in values for part in _parts(row.cells[at])) for at, values in wanted)
    ]


def commonest(table: Rows, only: Mapping[str, Sequence[str]]) -> str:
    """What the columns of `only` have most, for whoever chose none: "tag has 'a', 'b'"."""
    said = "; ".join(f"{column} has {_common(table, column)}" for column in only)
    return said[:1].upper() + said[1:]


def _common(table: Rows, column: str) -> str:
    at = table.head.index(column)
    counted = Counter(part for row in table.rows for part in _parts(row.cells[at])[-8:] if part)
    return ", ".join(f"'{_short(part)}'" for part, _ in counted.most_common(5)) or "nothing"


def _parts(cell: str) -> list[str]:
    """The cell, and its parts at commas, semicolons and bars, also those of a list as a program prints it: ['evil', 'starred']."""
    cell = without_control(cell).strip()
    parts = [part.strip() for part in re.split(r"[,;|]", cell)]
    return list(dict.fromkeys((cell, *parts, *(part.strip("[]{}()'\" ") for part in parts))))


def _same(value: str, part: str) -> bool:
    return value.strip().casefold() == part.casefold()


def _short(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"
