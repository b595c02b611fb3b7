"""CSV text to plain data: one mapping for each row, under its id, with the place of every row in the file."""

from __future__ import annotations

import csv
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from briefgen.errors import KeyPath, Problem, Where
from briefgen.reading.characters import clean
from briefgen.reading.explain import closest
from briefgen.reading.tree import LARGEST, Node

CsvRow: TypeAlias = dict[str, Node]

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")
_DELIMITERS = ",;\t"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}

WIDEST, MOST_PROBLEMS = 100, 100
"""Columns of a table, and problems that are told of it: more come from one mistake."""


@dataclass(frozen=True, slots=True)
class CsvTable:
    """What a CSV file says: its rows by id, in the order of the file."""

    data: dict[str, CsvRow]
    problems: tuple[Problem, ...]
    file: str
    _lines: Mapping[str, int]

    def place(self, path: KeyPath, *, key: bool = False) -> Where:
        """The line in which the row of path[0] begins; line 1, the header, when there is no such row."""
        return Where(self.file, self._lines.get(str(path[0]), 1) if path else 1)


def rows(text: str, file: str, *, lists: Collection[str] = frozenset(), known: Collection[str] = ()) -> CsvTable:
    """The rows of a CSV text (RFC 4180) whose delimiter is a comma, semicolon or tab, as the header shows.

    Cells are text; empty ones are absent. The columns in `lists` are split at semicolons. A column `span` beside `evidence`
    holds the exact words of that source. With `known`, the fields of a row of which the first must be there, a fault of the header
    is told once: a column of another name is left out, and a table without that first field has no rows. Never raises for what the
    text says.
    """
    reader = _Reader(file, lists, known)
    if len(text) > LARGEST:
        reader.error(0, f"the table has {len(text):,} characters; {LARGEST:,} are allowed", "Split it")
        return CsvTable({}, tuple(reader.problems), file, {})
    cleaned = clean(text, file)
    reader.problems += cleaned.problems
    reader.read(cleaned.text)
    return CsvTable(reader.data, reader.told, file, reader.lines)


class _Reader:
    """One reading of a table, row by row."""

    def __init__(self, file: str, lists: Collection[str], known: Collection[str]) -> None:
        self.file, self.lists = file, lists
        self.known = ("id", *known, "span") if known else ()
        self.data: dict[str, CsvRow] = {}
        self.problems: list[Problem] = []
        self.lines: dict[str, int] = {}

    def error(self, line: int, message: str, hint: str, row: str = "") -> None:
        path = (row,) if row else ()
        self.problems.append(Problem("error", message, hint, path, Where(self.file, line)))

    @property
    def told(self) -> tuple[Problem, ...]:
        """The problems; of very many the first, and how many more there are."""
        first, more = self.problems[:MOST_PROBLEMS], self.problems[MOST_PROBLEMS:]
        if more:
            message = f"{len(more):,} more rows or cells of this table are wrong"
            first.append(Problem("error", message, "Fix the first ones, then check again", where=more[0].where))
        return tuple(first)

    def read(self, text: str) -> None:
        """Reads the header, then every row that can be read."""
        delimiter = _delimiter(text)
        records = ((line, cells) for line, cells in self._records(text, delimiter) if any(cells))
        line, columns = next(records, (1, []))
        if not self._usable(line, columns, delimiter):
            return
        for begins, cells in records:
            self._row(begins, columns, cells)

    def _records(self, text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
        """Each record with the line in which it begins; a record that cannot be read becomes a problem."""
        lines = (found[0] for found in _LINE.finditer(text) if found[0])
        reader = csv.reader(lines, delimiter=delimiter, strict=True)
        while True:
            begins = reader.line_num + 1
            try:
                yield begins, [cell.strip() for cell in next(reader)]
            except StopIteration:
                return
            except csv.Error as error:
                self._broken(begins, reader.line_num, str(error))
                if "field limit" in str(error):
                    return  # the rest of that cell would be taken for rows

    def _broken(self, begins: int, ends: int, reason: str) -> None:
        hint = 'Put the whole cell in quotation marks, and write "" for a quotation mark inside it'
        if "unexpected end" in reason:
            until = f"; all down to line {ends} is taken for one cell" if ends > begins else ""
            message = f"a quotation mark opens in the row of line {begins} and is never closed{until}"
        elif "field limit" in reason:
            message = f"the row of line {begins} has a cell of more than {csv.field_size_limit():,} characters"
            hint = "Look for a quotation mark that is never closed"
        else:
            message = f"text follows a closing quotation mark in the row of line {begins}"
        self.error(begins, message, hint)

    def _usable(self, line: int, columns: list[str], delimiter: str) -> bool:
        if len(columns) > WIDEST:
            message = f"the table has {len(columns):,} columns; an event has fewer than {WIDEST}"
            self.error(line, message, "Keep the columns that are named like the fields of an event")
            return False
        for number, column in enumerate(columns):
            if column and column in columns[:number]:
                self.error(line, f"two columns are called '{column}'", "Rename or remove one")
            elif column and self.known and column not in self.known:
                near = closest(column, self.known)
                hint = f"Did you mean '{near}'?" if near else f"The columns are {', '.join(self.known)}"
                self.error(line, f"unknown column '{column}', which is left out", hint)
        seen = ", ".join(column for column in columns if column) or "nothing"
        missing = [wanted for wanted in ("id", *self.known[1:2]) if wanted not in columns]
        if missing and not any(
            closest(column, self.known) in missing for column in columns if column not in self.known
        ):
            names = " and no ".join(f"column '{wanted}'" for wanted in missing)
            hint = f"Name the columns in the first line, between {_NAMES[delimiter]}, one of them {missing[0]}"
            self.error(line, f"the table has no {names}; its first line says {seen}", hint)
        return not missing

    def _row(self, line: int, columns: list[str], cells: list[str]) -> None:
        if any(cells[len(columns) :]):
            message = f"the row of line {line} has {len(cells)} cells, but the table has {len(columns)} columns"
            self.error(line, message, "Put a cell that holds the delimiter in quotation marks")
        values: dict[str, str] = {}
        for column, cell in zip(columns, cells, strict=False):
            if cell and not column:
                message = f"the row of line {line} has a cell in a column without a name: '{cell[:40]}'"
                self.error(line, message, "Name the column in the first line")
            elif cell and (not self.known or column in self.known):
                values.setdefault(column, cell)
        key = values.pop("id", "")
        if not key:
            self.error(line, f"the row of line {line} has no id", "Give it one of its own, such as first-report")
        elif key in self.data:
            message = f"'{key}' stands here a second time; the first is in line {self.lines[key]}"
            self.error(line, message, "Give the row an id of its own", key)
        else:
            self.lines[key] = line
            self.data[key] = self._fields(line, key, values)

    def _fields(self, line: int, key: str, values: dict[str, str]) -> CsvRow:
        span, sources = values.pop("span", ""), _split(values.pop("evidence", ""))
        fields: CsvRow = {column: [*_split(cell)] if column in self.lists else cell for column, cell in values.items()}
        if span and len(sources) != 1:
            found = "several sources" if sources else "no source"
            self.error(line, f"'{key}' has a span but {found}", "Name the one source in the column evidence", key)
        if sources:
            fields["evidence"] = {sources[0]: span} if span and len(sources) == 1 else [*sources]
        return fields


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def _delimiter(text: str) -> str:
    """The delimiter of the header: the one that stands most often outside quotation marks."""
    header = re.sub(r'"[^"]*"', "", next((line for line in text.splitlines() if line.strip()), ""))
    return max(_DELIMITERS, key=header.count)
