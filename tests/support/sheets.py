"""Workbooks as an office writes them, for the tests of what is read of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from io import BytesIO
from typing import Any, TypeAlias

import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import CoveredTableCell, Table, TableCell, TableRow
from odf.text import P

Cell: TypeAlias = str | float | bool | datetime | date | time | timedelta | None
Cells: TypeAlias = Sequence[Sequence[Cell]]
FORMATS: tuple[tuple[type, str], ...] = (
    (datetime, "yyyy-mm-dd hh:mm:ss.0"),
    (date, "yyyy-mm-dd"),
    (time, "hh:mm:ss"),
    (timedelta, "[h]:mm:ss"),
)


def xlsx(
    sheets: Mapping[str, Cells], *, merged: Sequence[str] = (), hidden: Sequence[str] = (), is_1904: bool = False
) -> bytes:
    """An XLSX workbook; `merged` are ranges of its first sheet, `hidden` the names of sheets; text that begins with = is a formula,
    and one that is an error value is its result."""
    data = BytesIO()
    book = xlsxwriter.Workbook(data, {"in_memory": True, "date_1904": is_1904, "strings_to_formulas": False})
    formats = {kind: book.add_format({"num_format": shown}) for kind, shown in FORMATS}
    for name, cells in sheets.items():
        sheet = book.add_worksheet(name)
        for row, values in enumerate(cells):
            for column, value in enumerate(values):
                _xlsx_cell(sheet, row, column, value, formats)
        if name in hidden:
            sheet.hide()
    for area in merged:
        first = book.worksheets()[0]
        row, column = _place(area.split(":")[0])
        cells = next(iter(sheets.values()))
        first.merge_range(area, cells[row][column])
    book.close()
    return data.getvalue()


def _place(name: str) -> tuple[int, int]:
    return int(name[1:]) - 1, ord(name[0]) - 65


def _xlsx_cell(sheet: Any, row: int, column: int, value: Cell, formats: Mapping[type, Any]) -> None:
    if value is None:
        return
    if isinstance(value, str) and value.startswith("#"):
        sheet.write_formula(row, column, "=1/0", None, value)
    elif isinstance(value, str):
        sheet.write_string(row, column, value)
    elif isinstance(value, (datetime, date, time, timedelta)):
        sheet.write_datetime(row, column, value, next(formats[kind] for kind, _ in FORMATS if isinstance(value, kind)))
    else:
        sheet.write(row, column, value)


def ods(sheets: Mapping[str, Cells], *, tall: Mapping[tuple[int, int], int] | None = None) -> bytes:
    """An ODS workbook; `tall` says over how many rows a cell is merged. A cell of several lines has a paragraph for each."""
    document = OpenDocumentSpreadsheet()
    spans = dict(tall or {})
    for name, cells in sheets.items():
        table = Table(name=name)
        for number, values in enumerate(cells):
            row = TableRow()
            for column, value in enumerate(values):
                under = any(c == column and r < number < r + rows for (r, c), rows in spans.items())
                row.addElement(CoveredTableCell() if under else _ods_cell(value, spans.get((number, column), 1)))
            table.addElement(row)
        document.spreadsheet.addElement(table)
    data = BytesIO()
    document.save(data)
    return data.getvalue()


def _ods_cell(value: Cell, rows: int) -> Any:
    more: dict[str, Any] = {"numberrowsspanned": rows, "numbercolumnsspanned": 1} if rows > 1 else {}
    match value:
        case None | "":
            return TableCell(**more)
        case str():
            cell = TableCell(valuetype="string", **more)
            for line in value.split("\n"):
                cell.addElement(P(text=line))
            return cell
        case bool():
            return TableCell(valuetype="boolean", booleanvalue=str(value).lower(), **more)
        case datetime() | date():
            return TableCell(valuetype="date", datevalue=value.isoformat(), **more)
        case time():
            return TableCell(valuetype="time", timevalue=f"PT{value:%HH%MM%SS}", **more)
        case timedelta():
            whole = int(value.total_seconds())
            shown = f"PT{whole // 3600:02}H{whole // 60 % 60:02}M{whole % 60:02}S"
            return TableCell(valuetype="time", timevalue=shown, **more)
        case _:
            return TableCell(valuetype="float", value=str(value), **more)
