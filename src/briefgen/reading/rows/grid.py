"""A grid of cells to one table: which row is its head, what stands above it, and whether there is a second table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from statistics import median
from typing import NamedTuple

from briefgen.reading.rows.cell import is_number, is_time
from briefgen.reading.rows.values import LogRow, RowNumbering, Rows, RowsRefused

WIDEST = 1_000
"""Columns of a table."""
LONGEST = 1_000_000
"""Rows of a table."""
MOST_CELLS = 20_000_000
"""Rows times columns of a table: short rows are filled up to the longest."""
_SAMPLE, _ABOVE, _TOLD = 200, 40, 5


class Merged(NamedTuple):
    """Cells that the sheet shows as one: first and last row (as the rows are numbered) and column (from 0)."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass
class Grid:
    """The cells of a text or sheet as they stand: numbered lines, blank ones among them, each as wide as it is."""

    name: str
    lines: list[tuple[int, list[str]]]
    numbering: RowNumbering = field(default_factory=RowNumbering)
    delimited: bool = False
    """Whether a delimiter that stands in a cell makes more cells of it."""
    merged: Sequence[Merged] = ()
    sheet: str = ""
    another: str = "Save the one table that is the log as a file of its own"
    """What to write where there are two tables."""
    remarks: list[str] = field(default_factory=list)


def table(grid: Grid) -> Rows:
    """The one table of a grid. Raises RowsRefused for none, for several, and for one that is wider or longer than any log."""
    filled = [index for index, (_, cells) in enumerate(grid.lines) if any(cells)]
    if not filled:
        raise RowsRefused(f"{grid.name} has no rows.")
    if len(filled) > LONGEST:
        raise RowsRefused(f"{grid.name} has more than {LONGEST:,} rows. Keep those that matter.")
    widest = max(len(grid.lines[index][1]) for index in filled)
    if widest > WIDEST:
        raise RowsRefused(
            f"{grid.name} has {widest:,} columns; {WIDEST:,} can be read. Keep those that say when, what and who."
        )
    refuse_too_many(grid.name, len(filled), widest)
    return _Table(grid, filled, widest).rows()


def refuse_too_many(name: str, rows: int, columns: int) -> None:
    """Raise RowsRefused for a table of more cells than are read."""
    if rows * columns > MOST_CELLS:
        raise RowsRefused(
            f"{name} has {rows:,} rows of up to {columns:,} cells; {MOST_CELLS:,} cells can be read. Keep the rows that matter."
        )


def named(names: Sequence[str], columns: Sequence[int], remarks: list[str]) -> tuple[str, ...]:
    """The names of columns, each of its own and in one line; what had to be made up for it is added to the remarks."""
    head: dict[str, None] = {}
    for said, column in zip(names, columns, strict=True):
        wanted = name = " ".join(said.split()) or f"column {column + 1}"
        if not said and any(names):
            remarks.append(f"column {column + 1} has no name and is called 'column {column + 1}'")
        times = 1
        while name in head:
            times += 1
            name = f"{wanted} ({times})"
        if times > 1:
            remarks.append(f"another column is called '{wanted}': column {column + 1} is called '{name}'")
        head[name] = None
    return tuple(head)


class _Table:
    """One reading of a grid."""

    def __init__(self, grid: Grid, filled: list[int], width: int) -> None:
        self.grid, self.filled, self.width = grid, filled, width
        self.remarks = list(grid.remarks)
        sample = [grid.lines[index][1] for index in filled[: _SAMPLE + _ABOVE]]
        self.fill = median(_count(cells) for cells in sample)
        self.times = _column_of_times(sample, width)
        self.left = {(one.top, one.left): one for one in grid.merged}

    def rows(self) -> Rows:
        names, first = self._head()
        body = self.filled[first:]
        lines = self.grid.lines
        used = _used(names, (lines[index][1] for index in body), self.width)
        self._several(names, body)
        head = named([names[column] for column in used], used, self.remarks)
        whole = used == list(range(self.width))
        blank = [""] * self.width
        repeated, wider, rows = [], [], []
        says = [name for name in names if name]
        for index in body:
            number, cells = lines[index]
            if len(cells) < self.width:
                cells = cells + blank[len(cells) :]
            if says and cells[used[0]] == names[used[0]] and cells == names:
                repeated.append(number)
                continue
            if self.extra and any(cells[self.extra :]):
                wider.append(number)
            rows.append(LogRow(number, tuple(cells) if whole else tuple([cells[column] for column in used])))
        self._told(repeated, wider)
        if not rows:
            said = ", ".join(head[:5])
            raise RowsRefused(
                f"{self.grid.name} has a head ({said}) and no rows under it. Leave the table out until it has one."
            )
        return Rows(head, tuple(rows), self.grid.sheet, tuple(self.remarks), numbering=self.grid.numbering)

    # -- the head -----------------------------------------------------------------------------------------------------

    def _head(self) -> tuple[list[str], int]:
        """The names of the columns as they stand, and how many filled lines come before the first row."""
        lines = [self._padded(index) for index in self.filled[: _ABOVE + 1]]
        at = self._head_line(lines)
        if at is None:
            begin = next(i for i, cells in enumerate(lines) if _count(cells) >= min(2, self.fill))
            self._above(begin)
            self.remarks.append("the table has no head: its columns are called column 1, column 2 and so on")
            self.extra = 0
            return [""] * self.width, begin
        head, first, top = lines[at], at + 1, at
        if at + 1 < len(lines) and self._two_lines(at, head, lines[at + 1]):
            head, first = self._joined(self.filled[at], head, lines[at + 1]), at + 2
        elif at and self._is_group(at - 1, lines[at - 1]):
            head, top = self._joined(self.filled[at - 1], lines[at - 1], head), at - 1
        self._above(top)
        named = [column for column, name in enumerate(head) if name]
        self.extra = named[-1] + 1 if named[-1] + 1 < self.width else 0
        return head, first

    def _head_line(self, lines: list[list[str]]) -> int | None:
        least = max(min(2, self.fill), self.fill / 2)
        for at, cells in enumerate(lines):
            if self.times is not None and is_time(cells[self.times]):
                return None
            if _count(cells) >= least and _is_head(cells):
                return at
            if self.times is None and _count(cells) >= least:
                return None
        return None

    def _two_lines(self, at: int, upper: list[str], lower: list[str]) -> bool:
        """Whether the line below the head belongs to it: names under a name that stands over several columns."""
        if not _is_head(lower):
            return False
        number = self.grid.lines[self.filled[at]][0]
        if any((one.right > one.left or one.bottom > one.top) and one.top == number for one in self.grid.merged):
            return all(low or up for up, low in zip(upper, lower, strict=True)) or _count(lower) > 1
        gaps = [column for column in range(1, self.width) if not upper[column] and lower[column]]
        if self.grid.merged or not gaps or self.times is None:
            return False
        below = all(lower[column] for column in gaps) and all(lower[column - 1] for column in gaps)
        return below and bool(lower[self.times]) and not all(lower)

    def _is_group(self, at: int, cells: list[str]) -> bool:
        number = self.grid.lines[self.filled[at]][0]
        wide = [one for one in self.grid.merged if one.top == number and one.right > one.left]
        return _count(cells) > 1 and bool(wide)

    def _joined(self, index: int, upper: list[str], lower: list[str]) -> list[str]:
        number, names, over = self.grid.lines[index][0], [], ""
        for column, (up, low) in enumerate(zip(upper, lower, strict=True)):
            one = self.left.get((number, column))
            over = up or (
                over if low and not (self.grid.merged and one is None and not self._covers(number, column)) else ""
            )
            names.append(f"{over} {low}".strip() if low and over != low else over if up else low)
        return names

    def _covers(self, number: int, column: int) -> bool:
        return any(one.top == number and one.left <= column <= one.right for one in self.grid.merged)

    def _above(self, top: int) -> None:
        said = [cell for index in self.filled[:top] for cell in self.grid.lines[index][1] if cell]
        if said:
            self.remarks.append(f"above the head stands: '{' '.join(' '.join(said).split())[:200]}'")

    # -- what is wrong ------------------------------------------------------------------------------------------------

    def _several(self, names: list[str], body: list[int]) -> None:
        """Raise RowsRefused where a second table stands below or beside the first."""
        lines, said = self.grid.lines, [name for name in names if name]
        for at in range(1, len(body)):
            before, index = body[at - 1], body[at]
            apart = index > before + 1 or _count(lines[before][1]) == 1
            if apart and self._is_another_head(at, body, names):
                begin, end, below = (self.grid.numbering.one(lines[at][0]) for at in (body[0], before, index))
                first = f"{', '.join(said[:3])} ({begin} to {end})"
                second = f"{', '.join(cell for cell in lines[index][1] if cell)[:60]} (from {below})"
                raise RowsRefused(f"{self.grid.name} holds several tables: {first}; {second}. {self.grid.another}.")
        half = next((gap for gap in range(1, len(names)) if not names[gap] and names[gap + 1 :] and names[:gap]), 0)
        left, right = [name for name in names[:half] if name], [name for name in names[half:] if name]
        if half and len(left) > 1 and left == right:
            raise RowsRefused(
                f"{self.grid.name} holds two tables side by side, each with {', '.join(left[:3])}. {self.grid.another}."
            )

    def _is_another_head(self, at: int, body: list[int], names: list[str]) -> bool:
        """Whether a line of names stands over other columns than the head: where there were times or numbers there are words, or the
        other way round; or it has the head's name of the times over other names."""
        cells = self._padded(body[at])
        if _count(cells) < 2 or cells == names or any(is_number(cell) for cell in cells) or not _is_head(cells):
            return False
        over, under = ([self._padded(i) for i in some] for some in (body[max(0, at - 5) : at], body[at + 1 : at + 4]))
        if self.times is not None and cells[self.times] and cells[self.times] == names[self.times]:
            return bool(under)
        return any(_unlike(over, under, column) for column, cell in enumerate(cells) if cell)

    def _told(self, repeated: list[int], wider: list[int]) -> None:
        if repeated:
            again = self.grid.numbering.several(repeated, _TOLD)
            self.remarks.append(f"the head stands again in {again} and is left out there")
        if wider and self.grid.delimited:
            where = f"{self.grid.numbering.several(wider, _TOLD)} {'have' if len(wider) > 1 else 'has'}"
            columns = f"{self.extra} column{'s' if self.extra > 1 else ''}"
            self.remarks.append(
                f"{where} more cells than the head has columns ({columns}): is a cell with the delimiter not in quotation marks?"
            )

    def _padded(self, index: int) -> list[str]:
        cells = self.grid.lines[index][1]
        return cells + [""] * (self.width - len(cells))


def _count(cells: list[str]) -> int:
    return len(cells) - cells.count("")


def _is_head(cells: list[str]) -> bool:
    """Names, no values: no time among them, and no number first."""
    first = next(cell for cell in cells if cell)
    return not is_number(first) and not any(is_time(cell) for cell in cells if cell)


def _unlike(over: list[list[str]], under: list[list[str]], column: int) -> bool:
    """Whether a column has only times and numbers on one side of a line, and only words on the other."""
    sides = []
    for lines in (over, under):
        values = {is_time(cells[column]) or is_number(cells[column]) for cells in lines if cells[column]}
        sides.append(values)
    return len(sides[0]) == len(sides[1]) == 1 and sides[0] != sides[1]


def _column_of_times(sample: list[list[str]], width: int) -> int | None:
    """The column in which most times stand, if it is one of times: a fifth of its cells, since a title or a second table may stand in it."""
    found = Counter(c for cells in sample for c, cell in enumerate(cells) if cell and is_time(cell))
    if not found:
        return None
    column, times = max(found.items(), key=lambda item: (item[1], -item[0]))
    filled = sum(1 for cells in sample if column < len(cells) and cells[column])
    return column if times * 5 >= filled else None


def _used(names: list[str], rows: Iterable[list[str]], width: int) -> list[int]:
    """The columns that have a name or a cell."""
    empty = {column for column in range(width) if not names[column]}
    for cells in rows:
        if not empty:
            break
        empty -= {column for column in empty if column < len(cells) and cells[column]}
    return [column for column in range(width) if column not in empty]
