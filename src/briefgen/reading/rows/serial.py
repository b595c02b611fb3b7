"""Times that are kept as bare numbers to times, only in a column whose name says that it has times: a sheet's days since 1900 or 1904,
seconds since 1970, a clock without its colon."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta
from fractions import Fraction

from briefgen.reading.rows.cell import is_time
from briefgen.reading.rows.names import plain, rank
from briefgen.reading.rows.preset import Epoch, moment
from briefgen.reading.rows.values import LogRow, Rows

_NUMBER = re.compile(r"\d{5}(?:[.,]\d{1,15})?|0[.,]\d{3,17}")
_SINCE_1970: tuple[tuple[re.Pattern[str], Epoch], ...] = (
    (re.compile(r"1\d{9}(?:\.\d{1,9})?"), "s"),
    (re.compile(r"1\d{12}"), "ms"),
    (re.compile(r"1\d{15}"), "us"),
)
_BARE_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_CLOCKS = frozenset(("time", "clock", "uhrzeit", "zeit", "godzina", "czas", "heure", "hora", "log time", "event time"))
_FIRST, _LAST = 32_874, 73_050
"""Days of 1990 and 2099, counted from 1900: a bare number of another size is no date of an incident."""
_BEGIN, _1904 = datetime.fromisoformat("1899-12-30"), 1_462


def dated(rows: Rows, *, is_1904: bool = False) -> Rows:
    """The rows with such numbers as times, each column of them told; where a number stands among other cells than times, nothing changes."""
    changed = {column: _column(rows, column, is_1904) for column, name in enumerate(rows.head) if _is_of_times(name)}
    cells = {column: times for column, times in changed.items() if times}
    if not cells:
        return rows
    remarks = [
        f"column '{rows.head[column]}' has bare numbers, read as times: {before} is {after}"
        for column, times in cells.items()
        for before, after in sorted(times.items())[:1]
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
    cells = {row.cells[column] for row in rows.rows}
    filled = cells - {""}
    if plain(rows.head[column]) in _CLOCKS and filled and all(map(_BARE_CLOCK.fullmatch, filled)):
        return {cell: f"{cell[:2]}:{cell[2:]}" for cell in filled}
    for pattern, count in _SINCE_1970:
        if filled and all(map(pattern.fullmatch, filled)):
            return {cell: moment(cell, count) for cell in filled}
    numbers = {cell for cell in cells if _NUMBER.fullmatch(cell)}
    if not numbers:
        return {}
    found = {cell: time for cell in numbers if (time := _time(cell, is_1904))}
    others = cells - found.keys() - {""}
    return _alike(found) if all(is_time(cell) or cell.startswith("#") for cell in others) else {}


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
