"""CSV and its kin to a grid: the delimiter is the one that cuts most lines alike, quotation marks only count where they are closed."""

from __future__ import annotations

import csv
from collections import Counter
from io import StringIO
from typing import Literal

from briefgen.reading.rows.grid import Grid
from briefgen.reading.rows.lines import is_line
from briefgen.reading.rows.names import rank
from briefgen.reading.rows.values import RowNumbering, RowsRefused

DELIMITERS = ",;\t|"
_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright strokes"}
LONGEST_LINE = 1_000_000
"""Characters of a line: a row of a log has fewer."""
_SAMPLE, _RECORDS = 200_000, 200


def grid(text: str, name: str) -> Grid:
    """The cells of a text between delimiters. Raises RowsRefused for a quotation mark that is never closed, and for a huge cell."""
    longest = max(map(len, StringIO(text)))
    if longest > LONGEST_LINE:
        raise RowsRefused(
            f"{name} has a line of {longest:,} characters, which is no row of a log. Is it the right file?"
        )
    told, skipped = _told(text)
    delimiter = told or _delimiter(text)
    body = text.split("\n", 1)[1] if skipped else text
    try:
        lines, numbering = _records(body, delimiter, csv.QUOTE_MINIMAL, skipped)
    except csv.Error as error:
        if delimiter != "\t" or "field" in str(error):
            raise RowsRefused(_broken(name, body, delimiter, skipped)) from error
        lines, numbering = _records(body, delimiter, csv.QUOTE_NONE, skipped)
    return Grid(name, lines, numbering, delimited=True)


def has_head(text: str) -> bool:
    """Whether the lines are cut alike by one delimiter, and the first of them names the column of the times; or whether tabs cut them,
    which no prose has. A comma in every line is no delimiter by itself."""
    if _told(text)[0] or _cut(text, "\t")[0] >= 0.9:
        return True
    share, cells = _cut(text, delimiter := _delimiter(text))
    line = text.lstrip().split("\n", 1)[0]
    first = next(csv.reader([line], delimiter=delimiter, skipinitialspace=True), [])
    return (
        share >= 0.9
        and len(first) == cells
        and not is_line(line)
        and any(rank(one, "when") is not None for one in first)
    )


def form(text: str) -> str:
    """How the cells are kept apart, in words."""
    return f"cells between {_NAMES[_told(text)[0] or _delimiter(text)]}"


def _told(text: str) -> tuple[str, int]:
    """The delimiter that Excel writes into a first line `sep=;`, and how many lines that takes."""
    line = text.split("\n", 1)[0]
    return (line[4], 1) if line[:4].lower() == "sep=" and len(line) == 5 and line[4] in DELIMITERS else ("", 0)


def _delimiter(text: str) -> str:
    """The delimiter that cuts the most lines alike; of two, the one that gives more cells."""
    return max(DELIMITERS, key=lambda one: _cut(text, one))


def _cut(text: str, delimiter: str) -> tuple[float, int]:
    """The share of the first records that a delimiter cuts into the same number of cells, at least two; and that number."""
    sample = text[:_SAMPLE]
    if len(text) > _SAMPLE:
        sample = sample.rpartition("\n")[0] or sample
    counts: Counter[int] = Counter()
    try:
        reader = csv.reader(StringIO(sample), delimiter=delimiter, skipinitialspace=True)
        for number, cells in enumerate(reader):
            counts[len(cells)] += bool(cells)
            if number >= _RECORDS:
                break
    except csv.Error:
        pass
    several = {count: times for count, times in counts.items() if count > 1}
    if not several:
        return 0.0, 1
    count, times = max(several.items(), key=lambda item: (item[1], item[0]))
    return times / counts.total(), count


def _records(
    text: str, delimiter: str, quoting: Literal[0, 3], skipped: int
) -> tuple[list[tuple[int, list[str]]], RowNumbering]:
    """Each record with its row, blank ones among them as a spreadsheet shows them, and the lines in which they begin."""
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True, skipinitialspace=True, quoting=quoting)
    records, lines, begins = [], {}, 1 + skipped
    for row, cells in enumerate(reader, 1):
        records.append((row, list(map(str.strip, cells))))
        if begins != row:
            lines[row] = begins
        begins = reader.line_num + 1 + skipped
    return records, RowNumbering("row", lines)


def _broken(name: str, text: str, delimiter: str, skipped: int) -> str:
    begins, ends, reason = 1, 0, ""
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True, skipinitialspace=True)
    try:
        for _ in reader:
            begins = reader.line_num + 1
    except csv.Error as error:
        ends, reason = reader.line_num, str(error)
    begins += skipped
    if "unexpected end" in reason:
        return (
            f"{name}:{begins}: a quotation mark opens in this row and is never closed. "
            'Write "" for a quotation mark inside a cell, and put the whole cell in quotation marks.'
        )
    if "field" in reason:
        limit = f"{csv.field_size_limit():,}"
        return (
            f"{name}:{begins}: a cell has more than {limit} characters. Look for a quotation mark that is never closed."
        )
    return (
        f"{name}:{ends + skipped}: text follows a closing quotation mark. "
        'Write "" for a quotation mark inside a cell, and put the whole cell in quotation marks.'
    )
