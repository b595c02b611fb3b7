"""A sheet to CSV as spreadsheets open it: UTF-8 with its mark, commas, CRLF (RFC 4180); no cell is a formula."""

from __future__ import annotations

import csv
from datetime import datetime
from io import StringIO

from briefgen.export.flat import CellValue, FactTable
from briefgen.reading.characters import without_control
from briefgen.reading.rows.formula import guarded


def delimited(sheet: FactTable) -> bytes:
    """The sheet as CSV; an instant as 2022-11-15T14:40:00Z. A cell that a spreadsheet would take for a formula has a ' before it."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\r\n")
    writer.writerow(sheet.head)
    writer.writerows([guarded(text(cell)) for cell in row] for row in sheet.rows)
    return file.getvalue().encode("utf-8-sig")


def text(cell: CellValue) -> str:
    """A cell as text."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.isoformat(timespec="seconds").replace("+00:00", "Z")
        case _:
            return without_control(str(cell))
