"""Sheets to a workbook (XLSX): every text a text, instants as dates in UTC, numbers as numbers; the same bytes each time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from briefgen.errors import Problem
from briefgen.export.delimited import text
from briefgen.export.flat import CellValue, FactTable
from briefgen.model.brief import Brief

LONGEST = 32_767
"""What a cell holds, in units of UTF-16 (Excel, specifications and limits)."""
_FIRST = datetime(1900, 3, 1, tzinfo=UTC)
"""Before this day a workbook counts wrongly."""
_WIDEST, _NARROWEST = 60, 8
_NAME = 31
_BANNER = 120
"""Characters of a marking at the head and the foot of a printed sheet, which have 255 with their signs."""
_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "remove_timezone": True,
}


def workbook(sheets: Sequence[FactTable], brief: Brief) -> tuple[bytes, tuple[Problem, ...]]:
    """The workbook, and a warning for each sheet with a cell that is longer than a workbook holds, which is cut there."""
    file, problems = BytesIO(), list[Problem]()
    book = xlsxwriter.Workbook(file, _OPTIONS)
    book.set_properties({"title": brief.title[:255], "created": _made(brief)})
    banner = f"&C{_fitting(brief.marking.text)[:_BANNER].replace('&', '&&')}" if brief.marking.text else ""
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    body = book.add_format({"valign": "top", "text_wrap": True, "num_format": "@"})
    plain = book.add_format({"valign": "top"})
    date = book.add_format({"valign": "top", "num_format": "yyyy-mm-dd hh:mm:ss"})
    for sheet, name in zip(sheets, _names(sheets), strict=True):
        page: Any = book.add_worksheet(name)
        page.freeze_panes(1, 1)
        page.set_header(banner)
        page.set_footer(banner)
        for column, title in enumerate(sheet.head):
            page.set_column(column, column, _width(row[column] for row in (sheet.head, *sheet.rows)))
            page.write_string(0, column, title, head)
        for number, row in enumerate(sheet.rows, 1):
            for column, cell in enumerate(row):
                match shown(cell):
                    case None | "":
                        continue
                    case datetime() as at:
                        page.write_datetime(number, column, at, date)
                    case int() | float() as amount:
                        page.write_number(number, column, amount, plain)
                    case str(words):
                        page.write_string(number, column, words, body)
        if cut := sum(isinstance(cell, str) and _fitting(cell) != cell for row in sheet.rows for cell in row):
            message = f"XLSX: {cut} cells of the sheet '{name}' are longer than a workbook holds, and are cut"
            problems.append(Problem("warning", message, "The JSON has them whole"))
        if sheet.rows:
            page.autofilter(0, 0, len(sheet.rows), len(sheet.head) - 1)
    book.close()
    return file.getvalue(), tuple(problems)


def shown(cell: CellValue) -> CellValue:
    """What a workbook has of a cell: an instant before its calendar begins as text, a text as long as a cell holds."""
    match cell:
        case datetime() if cell >= _FIRST:
            return cell
        case None | int() | float():
            return cell
        case _:
            return _fitting(text(cell))


def _fitting(words: str) -> str:
    """A text as long as a cell holds, ending in … where it is cut."""
    if len(words) * 2 <= LONGEST or len(words.encode("utf-16-le", "surrogatepass")) // 2 <= LONGEST:
        return words
    kept = words.encode("utf-16-le", "surrogatepass")[: 2 * (LONGEST - 1)].decode("utf-16-le", "ignore")
    return f"{kept}…"


def _made(brief: Brief) -> datetime:
    """The date in the workbook's properties: that of the information, else the zip format's first day. Never today."""
    at = brief.resolve(brief.as_of).last if brief.as_of else datetime(1980, 1, 1, tzinfo=UTC)
    return at.astimezone(UTC).replace(tzinfo=None, microsecond=0)


def _names(sheets: Iterable[FactTable]) -> Iterator[str]:
    """The names of the sheets, each of its own among the capital letters, and as long as a workbook allows."""
    taken: set[str] = set()
    for sheet in sheets:
        name, number = sheet.name[:_NAME], 1
        while name.casefold() in taken:
            number += 1
            name = f"{sheet.name[: _NAME - 3]} {number}"
        taken.add(name.casefold())
        yield name


def _width(cells: Iterable[CellValue]) -> int:
    longest = max((len(line) for cell in cells for line in text(cell).split("\n")), default=0)
    return min(max(longest + 2, _NARROWEST), _WIDEST)
