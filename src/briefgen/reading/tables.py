"""The tables of a brief: a file that each names becomes the cells that are printed, and what is wrong with it is told at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import PurePosixPath

from briefgen.errors import KeyPath, Problem, Where
from briefgen.model.brief import Brief
from briefgen.model.shape import HARD_CAP
from briefgen.model.table import AnnexTable, TableContent
from briefgen.reading.characters import without_control
from briefgen.reading.explain import did_you_mean
from briefgen.reading.logs.log import MOST_ROWS
from briefgen.reading.rows.only import chosen, commonest
from briefgen.reading.rows.preset import Preset
from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import LogRow, Rows, RowsRefused


def with_tables(
    brief: Brief, files: Mapping[str, bytes], shown: Callable[[str], str], exports: Mapping[str, Preset]
) -> tuple[Brief, tuple[Problem, ...]]:
    """The brief with the cells of its tables, and what is wrong with them; `files` are their bytes by id, `shown` says how the user names
    a file, `exports` what the exports of tools look like. Never raises for what a file says.
    """
    problems: list[Problem] = []
    tables = dict(brief.tables)
    for key, data in files.items():
        reading = _Reading(("tables", key), tables[key], shown(tables[key].file), exports)
        try:
            content = reading.content(data)
            tables[key] = tables[key].model_copy(update={"content": content})
        except _Refused as error:
            reading.problems.append(error.problem)
        problems += reading.problems
    return brief.model_copy(update={"tables": tables}) if files else brief, tuple(problems)


class _Refused(Exception):
    """A table that cannot be printed as it is asked for."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class _Reading:
    """One file read as one table of the brief."""

    def __init__(self, path: KeyPath, table: AnnexTable, file: str, exports: Mapping[str, Preset]) -> None:
        self.path, self.table, self.file, self.exports = path, table, file, exports
        self.problems: list[Problem] = []

    def _refused(self, message: str, hint: str, *at: str, where: Where | None = None) -> _Refused:
        return _Refused(Problem("error", message, hint, (*self.path, *at), where))

    def content(self, data: bytes) -> TableContent:
        """The cells. Raises _Refused."""
        rows = self._rows(data)
        self._known(rows)
        self.problems += (Problem("note", remark, "", (*self.path, "file")) for remark in rows.remarks)
        taken = chosen(rows, self.table.only)
        if not taken:
            raise self._refused("`only` chooses no row of the table", commonest(rows, self.table.only), "only")
        if len(taken) > MOST_ROWS:
            message = f"{len(taken):,} rows of the table are chosen; a brief takes {MOST_ROWS:,}"
            raise self._refused(message, "Choose the rows that matter with only: {column: value}", "only")
        head = tuple(self.table.columns) or _said(rows, taken)
        places = [rows.head.index(name) for name in head]
        self._short_enough(rows, taken, places)
        cells = tuple(tuple(without_control(row.cells[place]).strip() for place in places) for row in taken)
        apart = self.table.key and self.table.key not in head
        at = rows.head.index(self.table.key) if apart else -1
        keys = tuple(without_control(row.cells[at]).strip() for row in taken) if apart else ()
        return TableContent(head=head, cells=cells, keys=keys, total=len(rows.rows))

    def _rows(self, data: bytes) -> Rows:
        table = self.table
        if table.preset and table.preset not in self.exports:
            hint = f"There are: {', '.join(self.exports)}" if self.exports else "Leave it out"
            raise self._refused(f"there is no export '{table.preset}' that is known", hint, "preset")
        name = PurePosixPath(table.file.replace("\\", "/")).name
        try:
            return read_rows(data, name, sheet=table.sheet, preset=self.exports.get(table.preset))
        except RowsRefused as error:
            message, _, hint = str(error).partition(". ")
            raise self._refused(message.rstrip("."), hint.rstrip("."), "file") from error

    def _known(self, rows: Rows) -> None:
        """Every column that is named is one of the file."""
        for at, name in self._named():
            if name not in rows.head:
                hint = did_you_mean(name, rows.head) or f"Its columns are {', '.join(rows.head)}"
                raise self._refused(f"the table has no column '{_short(name)}'", hint, *at)

    def _named(self) -> Iterator[tuple[tuple[str, ...], str]]:
        yield from ((("columns",), name) for name in self.table.columns)
        yield from ((("only", name), name) for name in self.table.only)
        if self.table.key:
            yield ("key",), self.table.key

    def _short_enough(self, rows: Rows, taken: list[LogRow], places: list[int]) -> None:
        """No cell has to be cut: nothing of a table is lost."""
        for row in taken:
            for place in places:
                if len(row.cells[place]) > HARD_CAP:
                    message = f"the cell in the column '{_short(rows.head[place])}' has {len(row.cells[place]):,} characters; {HARD_CAP:,} can be printed"
                    where = Where(self.file, row.number)
                    raise self._refused(message, "Leave the column out, or shorten the text", "file", where=where)


def _said(rows: Rows, taken: list[LogRow]) -> tuple[str, ...]:
    """The columns in which a row says something."""
    return tuple(name for at, name in enumerate(rows.head) if any(row.cells[at].strip() for row in taken))


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
