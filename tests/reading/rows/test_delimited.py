"""CSV and its kin: what a spreadsheet or a tool exports is read cell by cell, and every row has its line."""

from __future__ import annotations

import pytest

from briefgen.model.log import row_place
from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import Rows, RowsRefused

LOG = 'Time,Event,By\n2022-11-15 10:00,"Fire, on deck ""3""",Anna\n2022-11-15 10:05,"Crew called\nby radio",\n10:07,Doors shut,Bo\n'
CELLS = [
    ("2022-11-15 10:00", 'Fire, on deck "3"', "Anna"),
    ("2022-11-15 10:05", "Crew called\nby radio", ""),
    ("10:07", "Doors shut", "Bo"),
]


def read(text: str | bytes, name: str = "log.csv") -> Rows:
    return read_rows(text if isinstance(text, bytes) else text.encode(), name)


def cells(rows: Rows) -> list[tuple[str, ...]]:
    return [row.cells for row in rows.rows]


def refused(text: str | bytes, name: str = "log.csv") -> str:
    with pytest.raises(RowsRefused) as caught:
        read(text, name)
    return str(caught.value)


def test_a_row_is_its_cells_and_counted_as_a_spreadsheet_shows_it_and_an_editor() -> None:
    rows = read(LOG)
    assert rows.head == ("Time", "Event", "By")
    assert cells(rows) == CELLS
    assert [rows.numbering.one(row.number) for row in rows.rows] == ["row 2", "row 3", "row 4 (line 5)"]
    assert rows.remarks == ()


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_encoding_of_an_office_is_the_same_rows(encoding: str, newline: str) -> None:
    rows = read(LOG.replace("\n", newline).encode(encoding))
    assert (cells(rows), rows.remarks) == (CELLS, ())


def test_the_letters_of_windows_are_read_and_told() -> None:
    rows = read("Zeit;Ereignis\n10:00;Straße gesperrt – Müller\n".encode("cp1252"))
    assert cells(rows) == [("10:00", "Straße gesperrt – Müller")]
    assert "Windows-1252" in rows.remarks[0] and "'Straße'" in rows.remarks[0]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Time;Event\n10:00;1,5 m, rising\n10:05;2,5 m, falling\n", ("10:00", "1,5 m, rising")),
        ("Time\tEvent\n10:00\tone, two; three\n", ("10:00", "one, two; three")),
        ('Time\tEvent\n10:00\t"Fire" they said\n', ("10:00", '"Fire" they said')),
        ("Time|Event\n10:00|one, two\n", ("10:00", "one, two")),
        ('Time, Event\n10:00, "one, two"\n', ("10:00", "one, two")),
        ("sep=;\nTime;Event\n10:00;one, two\n", ("10:00", "one, two")),
        ('Time,Event\n10:00,a 5" pipe\n', ("10:00", 'a 5" pipe')),
    ],
)
def test_the_delimiter_is_the_one_that_cuts_the_lines_alike(text: str, expected: tuple[str, ...]) -> None:
    assert cells(read(text))[0] == expected


def test_what_stands_above_the_head_is_told_and_is_no_row() -> None:
    rows = read("Control room log\nExported:,2022-11-16\n\nTime,Event,By,Desk\n10:00,Fire,Anna,2\n10:05,Out,Bo,3\n")
    assert rows.head == ("Time", "Event", "By", "Desk")
    assert [row.number for row in rows.rows] == [5, 6]
    assert rows.remarks == ("above the head stands: 'Control room log Exported: 2022-11-16'",)


def test_a_head_of_two_lines_is_one() -> None:
    rows = read("Time,,Event\nLocal,UTC,\n10:00,09:00,Fire\n10:05,09:05,Out\n")
    assert rows.head == ("Time Local", "Time UTC", "Event")
    assert cells(rows)[0] == ("10:00", "09:00", "Fire")


def test_a_table_without_a_head_loses_no_row() -> None:
    rows = read("2022-11-15 10:00,Fire,Anna\n2022-11-15 10:05,Out,Bo\n")
    assert rows.head == ("column 1", "column 2", "column 3")
    assert len(rows.rows) == 2
    assert "no head" in rows.remarks[0]


def test_columns_without_a_name_and_of_one_name_are_told_apart() -> None:
    rows = read("Time,Event,,Event\n10:00,Fire,x,y\n")
    assert rows.head == ("Time", "Event", "column 3", "Event (2)")
    assert len(rows.remarks) == 2


def test_a_cell_cut_in_two_is_told() -> None:
    rows = read("Time,Event\n10:00,Fire\n10:05,Smoke, and more\n")
    assert cells(rows)[1] == ("10:05", "Smoke", "and more")
    assert any("row 3 has more cells than the head" in remark for remark in rows.remarks)


def test_a_head_that_comes_again_is_no_row() -> None:
    rows = read("Time,Event\n10:00,Fire\n\nTime,Event\n10:05,Out\n")
    assert cells(rows) == [("10:00", "Fire"), ("10:05", "Out")]
    assert any("row 4" in remark for remark in rows.remarks)


def test_blank_lines_and_lines_without_a_time_are_no_second_table() -> None:
    rows = read("Time,Event\n10:00,Fire\n\n10:05,Out\n\n,Night shift takes over\n\nTotal: 3,\n")
    assert len(rows.rows) == 4
    rows = read("Time,Event,By\n10:00,Fire,Anna\n\nunknown,Smoke,Bo\n10:05,Out,Cy\n\nlater,Crew gone,\n")
    assert len(rows.rows) == 4


@pytest.mark.parametrize(
    "text",
    [
        "Time,Event\n10:00,Fire\n10:05,Out\n\nName,Phone\nAnna,123\nBo,456\n",
        "Name,Phone\nAnna,123\nBo,456\n\nTime,Event\n10:00,Fire\n10:05,Out\n",
        "Time,Event,By\n10:00,Fire,Anna\n\nTime,Action,Owner\n11:00,Call,Bo\n",
        "Time,Event\n10:00,Fire\n\nStaff,\nName,Phone\nAnna,123\n",
        "Item,Count\nPump,3\nHose,4\n\nHost,Owner\nalpha,Anna\n",
        "Time,Event,,Time,Event\n10:00,Fire,,11:00,Flood\n",
    ],
)
def test_two_tables_are_refused_with_what_to_write(text: str) -> None:
    assert "Save the one table that is the log as a file of its own" in refused(text)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "empty"),
        (b"Time,Event\n", "no rows under it. Leave the table out"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"\x1f\x8b\x08abc", "packed"),
        (b"<!DOCTYPE html><html><body>x</body></html>", "HTML"),
        (b"Time,Event\n10:00,\x00\n", "zero bytes"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "is no text"),
        (b'Time,Event\n10:00,"Fire\n10:05,Out\n', ":2: a quotation mark opens"),
        (b'Time,Event\n10:00,"Fire" x\n', ":2: text follows a closing quotation mark"),
        (b"Time,Event\n10:00," + b"x" * 200_000, "a cell has more than"),
        (b"Time,Event\n10:00" + b",x" * 5_000, "columns"),
        (b"x," * 1_000_000, "a line of 2,000,000 characters"),
        (b"\x81\x8d\x8f,x\n", "neither UTF-8 nor Windows"),
    ],
)
def test_what_is_no_log_is_refused_in_plain_words(data: bytes, said: str) -> None:
    assert said in refused(data)


def test_one_long_row_does_not_blow_up_a_table_of_short_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = "Time,Event\n" + "10:00,Fire\n" * 20
    monkeypatch.setattr("briefgen.reading.rows.grid.MOST_CELLS", 100)
    assert len(read(rows).rows) == 20
    said = "log.csv has 22 rows of up to 10 cells; 100 cells can be read. Keep the rows that matter."
    assert refused(rows + "10:00" + "," * 9 + "\n") == said


def test_the_blank_lines_of_a_table_are_rows_and_the_line_for_excel_is_none() -> None:
    rows = read('sep=;\nTime;Event\n\n10:00;"a\nb"\n10:05;c\n')
    assert rows.numbering.several(row.number for row in rows.rows) == "rows 3 (line 4) and 4 (line 6)"


@pytest.mark.parametrize(
    ("locator", "row"),
    [("4", 4), ("row 4", 4), ("no. 4", 4), ("line 2", 2), ("line 3", 3), ("line 4", 3), ("Line 5", 4), ("line 9", 4)],
)
def test_a_locator_names_the_row_of_a_spreadsheet_or_the_line_of_an_editor(locator: str, row: int) -> None:
    place = row_place(locator)
    assert place and read(LOG).numbering.number(place) == row
