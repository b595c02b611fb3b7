"""What every form of log is read into: rows of cells under one head, and what the file has that no row can show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.model.log import RowPlace, RowUnit
from briefgen.reading.rows.preset import Preset


@dataclass(frozen=True, slots=True)
class RowNumbering:
    """How a file counts its rows, and how that is said: as a spreadsheet shows a table or a workbook, by the lines of a text, by the
    records of a list. `lines` are the lines, by row, in which those rows of a CSV begin whose number an editor does not show: a cell
    above has several lines."""

    unit: RowUnit = "row"
    lines: Mapping[int, int] = field(default_factory=dict)

    def place(self, number: int) -> str:
        """ "row 3": what a locator says."""
        return f"{self.unit} {number}"

    def one(self, number: int) -> str:
        """ "row 3", or "row 3 (line 5)" where an editor shows another number."""
        return f"{self.unit} {self._told(number)}"

    def several(self, numbers: Iterable[int], most: int = 8) -> str:
        """ "rows 3, 7 (line 9) and 12"; of many the first, and how many more."""
        every = list(numbers)
        shown = list(map(self._told, every[:most]))
        if len(every) > most:
            return f"{self.unit}s {', '.join(shown)} and {len(every) - most:,} more"
        return f"{self.unit}s {', '.join(shown[:-1])} and {shown[-1]}" if len(every) > 1 else f"{self.unit} {shown[0]}"

    def number(self, place: RowPlace) -> int:
        """The row that a locator names; 0 for a line in which none can be."""
        if place.unit != "line":
            return place.number
        begun = [row for row, line in self.lines.items() if line <= place.number]
        return max(begun) if begun else min(place.number, min(self.lines, default=place.number + 1) - 1)

    def _told(self, number: int) -> str:
        return f"{number} (line {self.lines[number]})" if number in self.lines else str(number)


class LogRow(NamedTuple):
    """`number` is how its file counts it, from 1, as `RowNumbering` says. `cells` are as many as the head has: each as a reader of the file sees it, times of a workbook as "2022-11-15 15:40:02.5"."""

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
    numbering: RowNumbering = field(default_factory=RowNumbering)


class RowsRefused(ValueError):
    """A file that holds no rows, or more tables than one and none named: the message says what to write instead."""
