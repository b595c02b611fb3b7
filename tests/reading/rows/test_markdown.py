"""Markdown tables as they are pasted: with or without strokes at the edges, one of several by its heading."""

from __future__ import annotations

import pytest

from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import RowsRefused


def read(text: str, sheet: str = "") -> list[tuple[str, ...]]:
    rows = read_rows(text.encode(), "pasted", sheet=sheet)
    return [rows.head, *(row.cells for row in rows.rows)]


@pytest.mark.parametrize(
    "text",
    [
        "| Time | Event |\n|------|:-----:|\n| 10:00 | Fire |\n",
        "Time | Event\n--- | ---\n10:00 | Fire\n",
        "  |Time|Event|  \n  |-|-|  \n  |10:00|Fire|  \n",
        "+-------+-------+\n| Time  | Event |\n+-------+-------+\n| 10:00 | Fire  |\n+-------+-------+\n",
        " Time  | Event \n-------+-------\n 10:00 | Fire\n",
        "| Time | Event |\n| 10:00 | Fire |\n",
    ],
)
def test_every_way_of_drawing_it_is_the_same_table(text: str) -> None:
    assert read(text) == [("Time", "Event"), ("10:00", "Fire")]


def test_cells_are_as_a_reader_of_the_page_sees_them() -> None:
    text = "| Time | Event |\n|--|--|\n| **10:00** | Fire \\| smoke<br>in `/var/log`, see [plan](http://x/y_(z)) |\n| 10:05 | a_b_c 2\\*3 |\n"
    assert read(text)[1:] == [("10:00", "Fire | smoke\nin /var/log, see plan"), ("10:05", "a_b_c 2*3")]


def test_the_row_has_its_line_and_the_text_around_is_told() -> None:
    rows = read_rows(b"# Night\n\nSome words.\n\n| Time | Event |\n|--|--|\n| 10:00 | Fire |\n\nMore.\n", "pasted")
    assert [row.number for row in rows.rows] == [7]
    assert rows.remarks == ("3 lines before and after the table are not read",)


def test_of_several_tables_one_is_named() -> None:
    text = "## Night\n\n| Time | Event |\n|--|--|\n| 10:00 | Fire |\n\n## Staff\n\n| Name | Phone |\n|--|--|\n| Anna | 1 |\n"
    with pytest.raises(RowsRefused, match="sheet: Night"):
        read(text)
    assert read(text, "Staff") == read(text, "2") == [("Name", "Phone"), ("Anna", "1")]
    with pytest.raises(RowsRefused, match="The tables are Night, Staff"):
        read(text, "Day")
