"""The cells of one sheet as a reader sees them: times of a column alike, numbers without noise, error values, cells shown as one."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from typing import TypeAlias

from python_calamine import CalamineSheet

from briefgen.reading.characters import without_control
from briefgen.reading.rows.sheet_xml import Spot, Unseen, is_error

Moment: TypeAlias = date | time | timedelta
_DURATION = re.compile(r"PT(\d+)H(\d\d)M(\d\d(?:[.,]\d+)?)S")
"""A duration above 24 hours in an ODS sheet, as the library gives it."""
_TOLD = 5
_RELIABLE = "1900-03-01"
"""From this day on all spreadsheets count alike: Excel has a 29 February 1900."""


class SheetText:
    """The cells of one sheet as text."""

    def __init__(
        self, cells: CalamineSheet, unseen: Unseen, days_alone: Callable[[set[Spot]], set[Spot]], *, counted: bool
    ) -> None:
        """`days_alone` says which of some cells are shown as a day without a clock; `counted` whether days are kept as numbers."""
        self.cells, self.unseen, self.days_alone, self.counted = cells, unseen, days_alone, counted
        self.left = cells.start[1] if cells.start else 0
        self.moments: dict[int, list[tuple[int, Moment]]] = {}
        self.remarks: list[str] = []
        self.suspect: list[int] = []

    def lines(self) -> tuple[list[tuple[int, list[str]]], list[str]]:
        """The rows, and what is to be told of them."""
        lines: list[tuple[int, list[str]]] = []
        margin = [""] * self.left
        for index, values in enumerate(self.cells.iter_rows()):
            found: list[tuple[int, Moment]] = []
            cells = [
                value if isinstance(value, str) else self._cell((index, column), value, found)
                for column, value in enumerate(values, self.left)
            ]
            said = "".join(cells)
            if said.isascii() and said.isprintable() and "PT" not in said:
                cells = [*margin, *map(str.strip, cells)]
            else:
                cells = [*margin, *map(_shown, cells)]
            if "#" in said or "Err:" in said:
                self.suspect.append(index)
            for column, value in found:
                self.moments.setdefault(column, []).append((index, value))
            lines.append((index + 1, cells))
        for column, moments in self.moments.items():
            self._times(column, moments, lines)
        self._texts(lines)
        self._errors(lines)
        self._merged(lines)
        self._hidden(max((len(cells) for _, cells in lines), default=0))
        return lines, self.remarks

    def _cell(self, spot: Spot, value: float | bool | Moment, found: list[tuple[int, Moment]]) -> str:
        """What is no text as text; a time waits until its column is known."""
        if isinstance(value, (float, int)):
            shown = self.unseen.formats.get(spot)
            return shown.shown(value) if shown and not isinstance(value, bool) and isfinite(value) else _number(value)
        found.append((spot[1], value))
        return ""

    def _times(self, column: int, moments: list[tuple[int, Moment]], lines: list[tuple[int, list[str]]]) -> None:
        """Write the times of a column alike: with seconds where one has seconds, midnight too where one has a clock. A day that the
        sheet shows without a clock stays one."""
        rounded = [(row, _to_milliseconds(value)) for row, value in moments]
        seconds = any(_seconds(value) for _, value in rounded)
        alone: set[Spot] = set()
        if any(isinstance(value, datetime) for _, value in rounded):
            days = {(row, column) for row, value in rounded if not isinstance(value, (datetime, time, timedelta))}
            alone = self.days_alone(days) if days else days
            rounded = [(row, value if (row, column) in alone else _midnight(value)) for row, value in rounded]
        for row, value in rounded:
            lines[row][1][column] = _moment(value, seconds)
        early = [(row, column) for row, value in rounded if isinstance(value, date) and value.isoformat() < _RELIABLE]
        if early and self.counted:
            self.remarks.append(
                f"days before 1 March 1900, which each spreadsheet counts in another way: {_spots(early)}; write them as text"
            )

    def _texts(self, lines: list[tuple[int, list[str]]]) -> None:
        """Put in what the library gives wrongly: tabs that join words, and formulas of which nobody knows the value."""
        empty = dict.fromkeys(self.unseen.not_worked_out, "")
        for (row, column), text in (self.unseen.texts | empty).items():
            if row < len(lines) and column < len(lines[row][1]):
                lines[row][1][column] = text.strip()
        if empty:
            self.remarks.append(
                f"formulas that no spreadsheet has worked out, so that the cells are empty: {_spots(sorted(empty))}; open the workbook in Excel or Calc, save it, and take that"
            )

    def _hidden(self, width: int) -> None:
        """Tell of what the sheet hides."""
        if self.unseen.hidden:
            self.remarks.append(f"{_rows(self.unseen.hidden)} hidden in the sheet; read all the same")
        columns = [_letters(column) for column in self.unseen.hidden_columns if column < width]
        if columns:
            several = "s" if len(columns) > 1 else ""
            shown = ", ".join(columns[:_TOLD]) + (f" and {len(columns) - _TOLD:,} more" if len(columns) > _TOLD else "")
            self.remarks.append(
                f"column{several} {shown} {'are' if several else 'is'} hidden in the sheet; read all the same"
            )

    def _errors(self, lines: list[tuple[int, list[str]]]) -> None:
        """Put the error values back that the library leaves out, and tell of each."""
        for (row, column), value in self.unseen.errors.items():
            if row < len(lines) and column < len(lines[row][1]):
                lines[row][1][column] = value
                self.suspect.append(row)
        for row, column in self.unseen.negative:
            cell = lines[row][1][column] if row < len(lines) and column < len(lines[row][1]) else ""
            if ":" in cell or cell.count("-") == 2:  # shown as a date or clock, which a number below zero is not
                lines[row][1][column] = "########"
                self.suspect.append(row)
        found = [
            f"{_letters(column)}{number} ({cell})"
            for number, cells in (lines[index] for index in sorted(set(self.suspect)))
            for column, cell in enumerate(cells)
            if is_error(cell) or cell == "########"
        ]
        if found:
            more = f" and {len(found) - _TOLD:,} more" if len(found) > _TOLD else ""
            self.remarks.append(f"cells without a value: {', '.join(found[:_TOLD])}{more}")

    def _merged(self, lines: list[tuple[int, list[str]]]) -> None:
        """A cell shown over several rows is read in each of them, as a reader of the sheet does."""
        told = []
        for one in self.unseen.merged:
            if one.bottom == one.top or one.bottom >= len(lines) or one.left >= len(lines[one.top][1]):
                continue
            value = lines[one.top][1][one.left]
            if not value or one.bottom - one.top > len(lines):
                continue
            told.append(f"{_letters(one.left)}{one.top + 1}:{_letters(one.right)}{one.bottom + 1}")
            for row in range(one.top + 1, one.bottom + 1):
                cells = lines[row][1]
                if any(cells) and one.left < len(cells) and not cells[one.left]:
                    cells[one.left] = value
        if told:
            more = f" and {len(told) - _TOLD:,} more" if len(told) > _TOLD else ""
            self.remarks.append(
                f"cells merged over several rows, read in each of them: {', '.join(told[:_TOLD])}{more}"
            )


def _shown(value: str) -> str:
    if duration := _DURATION.fullmatch(value):
        return f"{int(duration[1])}:{duration[2]}" + (f":{duration[3]}" if duration[3] != "00" else "")
    return without_control(value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _number(value: float | bool) -> str:
    """A number without a false .0 and without the noise of its last binary digit."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if not isfinite(value):
        return "#NUM!"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    short = f"{value:.15g}"
    return f"{Decimal(short):f}" if "e" in short else short


def _moment(value: Moment, seconds: bool) -> str:
    if isinstance(value, timedelta):
        whole = abs(value)
        total = whole.days * 86_400 + whole.seconds
        shown = f"{'-' if value < timedelta() else ''}{total // 3600}:{total // 60 % 60:02}"
        return shown + (_second(total % 60, whole.microseconds) if seconds else "")
    if isinstance(value, time):
        return value.isoformat("minutes") + (_second(value.second, value.microsecond) if seconds else "")
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes") + (_second(value.second, value.microsecond) if seconds else "")
    return value.isoformat()


def _midnight(value: Moment) -> Moment:
    """A day as its first moment: the library gives a time at midnight as the day."""
    return datetime.combine(value, time()) if type(value) is date else value


def _second(second: int, microsecond: int) -> str:
    return f":{second:02}" + (f".{microsecond:06}".rstrip("0") if microsecond else "")


def _seconds(value: Moment) -> bool:
    if isinstance(value, timedelta):
        return bool(value.seconds % 60 or value.microseconds)
    return isinstance(value, (datetime, time)) and bool(value.second or value.microsecond)


def _to_milliseconds(value: Moment) -> Moment:
    """A workbook's fraction of a day is exact to a millisecond at best."""
    if isinstance(value, timedelta):
        return timedelta(milliseconds=round(value / timedelta(milliseconds=1)))
    if isinstance(value, datetime):
        if not value.microsecond:
            return value
        return value.replace(microsecond=0) + timedelta(milliseconds=round(value.microsecond / 1000))
    if isinstance(value, time) and value.microsecond:
        return (
            datetime.combine(date.min, value.replace(microsecond=0))
            + timedelta(milliseconds=round(value.microsecond / 1000))
        ).time()
    return value


def _letters(column: int) -> str:
    """The name of a column, as a sheet shows it."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _spots(spots: Sequence[Spot]) -> str:
    """ "A2, B7"; of many the first, and how many more."""
    first = ", ".join(f"{_letters(column)}{row + 1}" for row, column in spots[:_TOLD])
    return f"{first} and {len(spots) - _TOLD:,} more" if len(spots) > _TOLD else first


def _rows(hidden: list[int]) -> str:
    first = ", ".join(str(row + 1) for row in hidden[:_TOLD])
    more = f" and {len(hidden) - _TOLD:,} more" if len(hidden) > _TOLD else ""
    return f"row {first}{more} {'are' if len(hidden) > 1 else 'is'}"
