"""A log, table or tool's export, whatever the file's form, to rows of cells, each with its place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from briefgen.reading.markup import markup
from briefgen.reading.rows import delimited, lines, markdown, records, text
from briefgen.reading.rows.formula import unguarded
from briefgen.reading.rows.grid import table
from briefgen.reading.rows.marked import as_seen
from briefgen.reading.rows.preset import Preset, moment, recognised, with_epochs
from briefgen.reading.rows.serial import dated
from briefgen.reading.rows.values import LogRow as Row
from briefgen.reading.rows.values import Rows, RowsRefused


def read_rows(
    data: bytes, name: str, *, sheet: str = "", preset: Preset | None = None, known: Iterable[Preset] = ()
) -> Rows:
    """The rows of a file called `name`; of one `sheet`: of a workbook, the heading above a Markdown table, the way to JSON's records.

    A tool's export is read by its `preset`; where none is named, by the one of the `known` whose columns it has.
    Raises RowsRefused for what holds no rows, or more tables than one and none named.
    """
    known = tuple(known)
    rows = _rows(data, name, sheet, preset, known)
    by = preset or rows.preset or recognised(known, rows.head)
    if by and by.guarded and not _is_workbook(data):
        rows = replace(rows, rows=tuple(Row(row.number, tuple(map(unguarded, row.cells))) for row in rows.rows))
    return _by(by, rows) if by else dated(rows)


def _rows(data: bytes, name: str, sheet: str, preset: Preset | None, known: tuple[Preset, ...]) -> Rows:
    if _is_workbook(data):
        from briefgen.reading.rows import workbook  # its libraries are loaded for a workbook alone

        grid, is_1904 = workbook.grid(data, name, sheet, lambda head: recognised(known, head) is not None)
        return replace(dated(table(grid), is_1904=is_1904), form=workbook.form(data))
    if data[:5] == b"%PDF-" or data[:2] == b"\x1f\x8b":
        kind = "a PDF" if data[:1] == b"%" else "packed (gzip)"
        raise RowsRefused(f"{name} is {kind}, not a table. Save the log as CSV or as a workbook (.xlsx).")
    read = text.read(data, name)
    found = _of_text(read.text, name, sheet, preset, known)
    return replace(found, remarks=(*read.remarks, *found.remarks))


def _is_workbook(data: bytes) -> bool:
    return data[:4] in (b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")


def _of_text(said: str, name: str, sheet: str, preset: Preset | None, known: tuple[Preset, ...]) -> Rows:
    """By its form, which is told by what stands in it; a name only settles what may be either."""
    if not said.strip():
        raise RowsRefused(f"{name} is empty.")
    if records.is_json(said):
        return records.read(said, name, sheet, preset, known)
    is_markdown = not name.lower().endswith((".csv", ".tsv", ".tab")) and markdown.is_markdown(said)
    if kind := markup(markdown.with_breaks(said[:100_000]) if is_markdown else said[:100_000]):
        raise RowsRefused(f"{name} is {kind}, not a table. Copy the table into a spreadsheet, or save it as CSV.")
    if is_markdown:
        return replace(table(markdown.grid(said, name, sheet)), form="a Markdown table")
    if lines.is_lines(said) and not delimited.has_head(said):
        return lines.read(said, name)
    if sheet:
        raise RowsRefused(f"{name} has no sheets: leave sheet out.")
    return replace(table(delimited.grid(said, name)), form=delimited.form(said))


def _by(preset: Preset, rows: Rows) -> Rows:
    """The rows of a tool's export, with what counts from 1970 as times, and words as the tool shows them."""
    counts = with_epochs(preset, rows.head)
    found = rows.rows
    if counts:
        found = tuple(
            Row(
                row.number,
                tuple([moment(cell, counts[at]) if at in counts else cell for at, cell in enumerate(row.cells)]),
            )
            for row in found
        )
    if marks := preset.marks:
        worded = {at for at, column in enumerate(rows.head) if column in (preset.title, preset.summary)}
        found = tuple(
            Row(
                row.number,
                tuple([as_seen(cell, marks) if at in worded else cell for at, cell in enumerate(row.cells)]),
            )
            for row in found
        )
    remarks = (*rows.remarks, preset.note) if preset.note else rows.remarks
    return replace(rows, rows=found, remarks=remarks, preset=preset)
