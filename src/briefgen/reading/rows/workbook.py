"""XLSX and ODS to a grid: cells as a reader of the sheet sees them, and what is hidden, merged, wrong or counted from 1904 told."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from io import BytesIO
from typing import TypeAlias, TypeVar
from zipfile import ZipFile

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from briefgen.reading.characters import without_control
from briefgen.reading.explain import closest
from briefgen.reading.rows.grid import Grid, Merged
from briefgen.reading.rows.sheet_xml import (
    Unseen,
    chunks,
    is_1904,
    is_error,
    ods_sheet,
    opened,
    sheet_parts,
    xlsx_sheet,
)
from briefgen.reading.rows.values import RowsRefused

Moment: TypeAlias = date | time | timedelta
_T = TypeVar("_T")
_OLD = "Open it in Excel or Calc and save it as .xlsx or .ods, without a password."
_DURATION = re.compile(r"PT(\d+)H(\d\d)M(\d\d(?:[.,]\d+)?)S")
"""A duration above 24 hours in an ODS sheet, as the library gives it."""
_TOLD = 5


@dataclass(frozen=True, slots=True)
class _Book:
    """An opened workbook."""

    name: str
    parts: ZipFile
    book: CalamineWorkbook
    is_ods: bool


def grid(data: bytes, name: str, sheet: str) -> tuple[Grid, bool]:
    """The cells of a sheet, of the only one that holds a table when none is named; and whether its days count from 1904.

    Raises RowsRefused.
    """
    book = _opened(data, name)
    named = sheet or _only(book)
    if named not in book.book.sheet_names:
        near = closest(named, book.book.sheet_names)
        hint = f"Did you mean '{near}'?" if near else f"The sheets are {', '.join(book.book.sheet_names)}."
        raise RowsRefused(f"{name} has no sheet '{named}'. {hint}")
    unseen = _unseen(book, named)
    cells = _calamine(book, lambda: book.book.get_sheet_by_name(named))
    unseen.merged += _merged(cells)
    lines, remarks = _Sheet(cells, unseen).lines()
    from_1904 = not book.is_ods and is_1904(book.parts, name)
    about = list(_about(book, named, sheet))
    if from_1904:
        about.append("the workbook counts its days from 1904, as Excel for the Mac did; its dates are read so")
    read = Grid(
        f"the sheet '{named}' of {name}",
        lines,
        merged=[Merged(m.top + 1, m.left, m.bottom + 1, m.right) for m in unseen.merged],
        sheet=named,
        another="Move each table to a sheet of its own, or save the one that is the log as CSV",
        remarks=[*about, *remarks],
    )
    return read, from_1904


def form(data: bytes) -> str:
    """What kind of workbook it is, in words."""
    return "an ODS workbook" if b"opendocument.spreadsheet" in data[:200] else "an XLSX workbook"


def _opened(data: bytes, name: str) -> _Book:
    if data[:4] == b"\xd0\xcf\x11\xe0":
        raise RowsRefused(f"{name} is a workbook of the old form (.xls) or has a password. {_OLD}")
    parts = opened(data, name)
    names = set(parts.namelist())
    is_ods = "content.xml" in names
    if "xl/workbook.xml" not in names and not is_ods:
        raise RowsRefused(f"{name} is {_what(names)}, not a workbook that can be read. {_OLD}")
    for part in ("xl/sharedStrings.xml", "xl/styles.xml", "styles.xml"):
        if part in names:
            for _ in chunks(parts, part, name):
                pass
    if is_ods:
        if b"encryption-data" in b"".join(chunks(parts, "META-INF/manifest.xml", name)):
            raise RowsRefused(f"{name} has a password. {_OLD}")
        ods_sheet(parts, name, "")
    book = _calamine(_Book(name, parts, None, is_ods), lambda: CalamineWorkbook.from_filelike(BytesIO(data)))  # type: ignore[arg-type]
    return _Book(name, parts, book, is_ods)


def _what(names: set[str]) -> str:
    if "word/document.xml" in names:
        return "a Word document"
    if "xl/workbook.bin" in names:
        return "a binary workbook (.xlsb)"
    return "an archive (.zip)"


def _calamine(book: _Book, read: Callable[[], _T]) -> _T:
    """What the library reads. Raises RowsRefused for all that it stumbles over, its panics among it."""
    try:
        return read()
    except (CalamineError, OSError, ValueError) as error:
        raise RowsRefused(f"{book.name} is damaged: {error}. {_OLD}") from error
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise RowsRefused(f"{book.name} is damaged and cannot be read. {_OLD}") from error


def _unseen(book: _Book, sheet: str) -> Unseen:
    if book.is_ods:
        return ods_sheet(book.parts, book.name, sheet)
    part = sheet_parts(book.parts, book.name).get(sheet, "")
    return xlsx_sheet(book.parts, part, book.name) if part else Unseen()


def _merged(cells: CalamineSheet) -> list[Merged]:
    """The merged cells of an XLSX sheet, which the library knows."""
    ranges = cells.merged_cell_ranges or []
    return [Merged(top, left, bottom, right) for (top, left), (bottom, right) in ranges]


def _only(book: _Book) -> str:
    """The one sheet that holds a table, a visible one if there is one. Raises RowsRefused for none and for several."""
    sheets = [one for one in book.book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet]
    for wanted in (True, False):
        shown = [one.name for one in sheets if (one.visible == SheetVisibleEnum.Visible) is wanted]
        tables = [sheet for sheet in shown if _is_table(book, sheet)]
        if len(tables) > 1:
            names = ", ".join(f"'{sheet}'" for sheet in tables)
            raise RowsRefused(
                f"{book.name} has tables on several sheets: {names}. Name the one that is the log: sheet: {tables[0]}"
            )
        if tables:
            return tables[0]
    raise RowsRefused(f"{book.name} has no sheet with a head and rows.")


def _is_table(book: _Book, sheet: str) -> bool:
    _unseen(book, sheet)
    cells = _calamine(book, lambda: book.book.get_sheet_by_name(sheet))
    return cells.height > 1


def _about(book: _Book, sheet: str, asked: str) -> Iterator[str]:
    for one in book.book.sheets_metadata:
        hidden = one.visible != SheetVisibleEnum.Visible
        if one.name == sheet and hidden:
            yield f"the sheet '{sheet}' is hidden; it is read all the same"
        elif one.name != sheet and not asked:
            yield f"the {'hidden ' if hidden else ''}sheet '{one.name}' is not read"


class _Sheet:
    """The cells of one sheet as text."""

    def __init__(self, cells: CalamineSheet, unseen: Unseen) -> None:
        self.cells, self.unseen = cells, unseen
        self.left = cells.start[1] if cells.start else 0
        self.moments: dict[int, list[tuple[list[str], Moment]]] = {}
        self.remarks: list[str] = []

    def lines(self) -> tuple[list[tuple[int, list[str]]], list[str]]:
        """The rows, and what is to be told of them."""
        lines: list[tuple[int, list[str]]] = []
        for index, values in enumerate(self.cells.iter_rows()):
            cells = [""] * self.left
            for value in values:
                if isinstance(value, str):
                    cells.append(
                        _shown(value)
                        if value[:2] == "PT" or not (value.isascii() and value.isprintable())
                        else value.strip()
                    )
                elif isinstance(value, (date, time, timedelta)):
                    self.moments.setdefault(len(cells), []).append((cells, value))
                    cells.append("")
                else:
                    cells.append(_number(value))
            lines.append((index + 1, cells))
        for column, moments in self.moments.items():
            _moments(column, moments)
        self._errors(lines)
        self._merged(lines)
        if self.unseen.hidden:
            self.remarks.append(f"{_rows(self.unseen.hidden)} hidden in the sheet; read all the same")
        return lines, self.remarks

    def _errors(self, lines: list[tuple[int, list[str]]]) -> None:
        """Put the error values back that the library leaves out, and tell of each."""
        for (row, column), value in self.unseen.errors.items():
            if row < len(lines) and column < len(lines[row][1]):
                lines[row][1][column] = value
        for row, column in self.unseen.negative:
            cell = lines[row][1][column] if row < len(lines) and column < len(lines[row][1]) else ""
            if ":" in cell or cell.count("-") == 2:  # shown as a date or clock, which a number below zero is not
                lines[row][1][column] = "########"
        found = [
            f"{_letters(column)}{number} ({cell})"
            for number, cells in lines
            for column, cell in enumerate(cells)
            if cell[:1] in _ERRORS and (is_error(cell) or cell == "########")
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


_ERRORS = ("#", "E")


def _shown(value: str) -> str:
    if duration := _DURATION.fullmatch(value):
        return f"{int(duration[1])}:{duration[2]}" + (f":{duration[3]}" if duration[3] != "00" else "")
    return without_control(value.replace("\r\n", "\n").replace("\r", "\n")).strip()


def _number(value: float | bool) -> str:
    """A number without a false .0 and without the noise of its last binary digit."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    short = f"{value:.15g}"
    return f"{Decimal(short):f}" if "e" in short else short


def _moments(column: int, moments: list[tuple[list[str], Moment]]) -> None:
    """Write the times of a column alike: with a clock where one has a clock, with seconds where one has seconds."""
    rounded = [(cells, _to_milliseconds(value)) for cells, value in moments]
    clocks = any(isinstance(value, datetime) for _, value in rounded)
    seconds = any(_seconds(value) for _, value in rounded)
    for cells, value in rounded:
        cells[column] = _moment(value, clocks, seconds)


def _moment(value: Moment, clocks: bool, seconds: bool) -> str:
    if isinstance(value, timedelta):
        whole = abs(value)
        total = whole.days * 86_400 + whole.seconds
        shown = f"{'-' if value < timedelta() else ''}{total // 3600}:{total // 60 % 60:02}"
        return shown + (_second(total % 60, whole.microseconds) if seconds else "")
    if isinstance(value, time):
        return f"{value:%H:%M}" + (_second(value.second, value.microsecond) if seconds else "")
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M}" + (_second(value.second, value.microsecond) if seconds else "")
    return value.isoformat() + ((" 00:00:00" if seconds else " 00:00") if clocks else "")


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


def _rows(hidden: list[int]) -> str:
    first = ", ".join(str(row + 1) for row in hidden[:_TOLD])
    more = f" and {len(hidden) - _TOLD:,} more" if len(hidden) > _TOLD else ""
    return f"row {first}{more} {'are' if len(hidden) > 1 else 'is'}"
