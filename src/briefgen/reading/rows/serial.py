"""Times that a sheet kept as bare numbers, days since 1900 or 1904, to times: only in a column whose name says that it has times."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from briefgen.reading.rows.cell import is_time
from briefgen.reading.rows.names import rank
from briefgen.reading.rows.values import LogRow, Rows

_NUMBER = re.compile(r"\d{5}(?:[.,]\d{1,15})?|0[.,]\d{3,17}")
_FIRST, _LAST = 32_874, 73_050
"""Days of 1990 and 2099, counted from 1900: a bare number of another size is no date of an incident."""
_BEGIN, _1904 = datetime(1899, 12, 30), 1_462  # noqa: DTZ001 - a sheet knows no zone


def dated(rows: Rows, *, is_1904: bool = False) -> Rows:
    """The rows with such numbers as times, each column of them told; where a number stands among other cells than times, nothing changes."""
    changed = {column: _column(rows, column, is_1904) for column, name in enumerate(rows.head) if _is_of_times(name)}
    cells = {column: times for column, times in changed.items() if times}
    if not cells:
        return rows
    remarks = [
        f"column '{rows.head[column]}' has bare numbers, read as a sheet's days: {before} is {after}"
        for column, times in cells.items()
        for before, after in list(times.items())[:1]
    ]
    made = tuple(
        LogRow(
            row.number, tuple([cells[at].get(cell, cell) if at in cells else cell for at, cell in enumerate(row.cells)])
        )
        for row in rows.rows
    )
    return replace(rows, rows=made, remarks=(*rows.remarks, *remarks))


def _is_of_times(name: str) -> bool:
    return rank(name, "when") is not None or rank(name, "end") is not None


def _column(rows: Rows, column: int, is_1904: bool) -> dict[str, str]:
    """What each bare number of a column is as a time; empty where one of its cells is neither such a number nor a time."""
    found: dict[str, str] = {}
    for row in rows.rows:
        cell = row.cells[column]
        if not cell or cell in found:
            continue
        if _NUMBER.fullmatch(cell) and (time := _time(cell, is_1904)):
            found[cell] = time
        elif not is_time(cell) and cell[:1] != "#":
            return {}
    return _alike(found)


def _time(cell: str, is_1904: bool) -> str:
    number = Fraction(cell.replace(",", "."))
    days = number + (_1904 if is_1904 and number >= 1 else 0)
    if days >= 1 and not _FIRST <= days <= _LAST:
        return ""
    at = _BEGIN + timedelta(milliseconds=round(days * 86_400_000))
    clock = f"{at:%H:%M:%S}" + (f".{at.microsecond:06}".rstrip("0") if at.microsecond else "")
    if days < 1:
        return clock
    return f"{at:%Y-%m-%d}" if number.denominator == 1 else f"{at:%Y-%m-%d} {clock}"


def _alike(found: dict[str, str]) -> dict[str, str]:
    """With a clock where one has a clock, and without the seconds that none of them has."""
    clocks = any(":" in time for time in found.values())
    times = {cell: time if ":" in time or not clocks else f"{time} 00:00:00" for cell, time in found.items()}
    if all(time.endswith(":00") for time in times.values()):
        return {cell: time[:-3] for cell, time in times.items()}
    return times
