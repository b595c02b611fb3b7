"""What every form of log is read into: rows of cells under one head, and what the file has that no row can show."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from briefgen.reading.rows.preset import Preset


class LogRow(NamedTuple):
    """`number` is how its file counts it, from 1: the line of a text, the row of a sheet, the record of a list. `cells` are as many as
    the head has: each as a reader of the file sees it, times of a workbook as "2022-11-15 15:40:02.5"."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rows:
    """One table: `head` names its columns, `remarks` say what the file has that a row cannot show (error values, cells merged over
    several rows, a 1904 workbook, further tables). `form` says what kind of file it was, `preset` which tool's export, if one is known."""

    head: tuple[str, ...]
    rows: tuple[LogRow, ...]
    sheet: str = ""
    remarks: tuple[str, ...] = ()
    form: str = ""
    preset: Preset | None = None


class RowsRefused(ValueError):
    """A file that holds no rows, or more tables than one and none named: the message says what to write instead."""
