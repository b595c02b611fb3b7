"""A log, table or tool's export, whatever the file's form, to rows of cells, each with its place."""

from __future__ import annotations

from dataclasses import replace

from briefgen.reading.markup import markup
from briefgen.reading.rows import delimited, text
from briefgen.reading.rows.grid import table
from briefgen.reading.rows.preset import Preset
from briefgen.reading.rows.values import Row, Rows, RowsRefused

__all__ = ["Preset", "Row", "Rows", "RowsRefused", "read_rows"]


def read_rows(data: bytes, name: str, *, sheet: str = "", preset: Preset | None = None) -> Rows:
    """The rows of a file called `name`; of one `sheet` of a workbook, by one `preset` where the file is a tool's export.

    Raises RowsRefused for what holds no rows, or more tables than one and none named.
    """
    if data[:4] in (b"PK\x03\x04", b"\xd0\xcf\x11\xe0"):
        from briefgen.reading.rows import workbook  # its libraries are loaded for a workbook alone

        return replace(table(workbook.grid(data, name, sheet)), form=workbook.form(data))
    if data[:5] == b"%PDF-" or data[:2] == b"\x1f\x8b":
        kind = "a PDF" if data[:1] == b"%" else "packed (gzip)"
        raise RowsRefused(f"{name} is {kind}, not a table. Save the log as CSV or as a workbook (.xlsx).")
    read = text.read(data, name)
    if not read.text.strip():
        raise RowsRefused(f"{name} is empty.")
    if kind := markup(read.text[:100_000]):
        raise RowsRefused(f"{name} is {kind}, not a table. Copy the table into a spreadsheet, or save it as CSV.")
    grid = delimited.grid(read.text, name)
    grid.remarks += read.remarks
    return replace(table(grid), form=delimited.form(read.text))
