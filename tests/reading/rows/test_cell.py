"""What a cell looks like: times as offices write them, and words and numbers that are none."""

from __future__ import annotations

import pytest

from briefgen.reading.rows.cell import has_clock, has_date, is_number, is_time

DATES = ["2022-11-15", "15.11.2022", "15/11/22", "11/15/2022", "15 Nov 2022", "15. November 2022", "Nov 15, 2022", "15 listopada 2022", "15.11.", "Tue, 15 Nov 2022", "15 de noviembre de 2022", "1er août 2022", "3 października 2022", "Nov 15", "15-Nov-22"]  # fmt: skip
CLOCKS = ["10:02", "10:02:03", "10:02:03.551", "10.02", "10h02", "1:02 pm", "1:02 p.m.", "10:02Z", "10:02 UTC", "10:02 +01:00", "10:02 Europe/Kyiv", "~10:02"]  # fmt: skip
BOTH = ["2022-11-15 10:02", "2022-11-15T10:02:03.5Z", "15.11.2022 10:02", "15/11/2022, 10:02", "11/15/22, 10:02\u202fAM", "2022-11-15 10:02:03,123", "20221115T1002Z", "Nov 15 10:02:33", "2022-11-15 10:02 CEST", "15. November 2022 um 10:02"]  # fmt: skip


@pytest.mark.parametrize("cell", [*DATES, *CLOCKS, *BOTH])
def test_times_are_told(cell: str) -> None:
    assert is_time(cell)
    assert has_date(cell) == (cell not in CLOCKS)
    assert has_clock(cell) == (cell not in DATES)


@pytest.mark.parametrize(
    "cell", ["Title 2", "Deck 12", "Room 3", "5", "2022", "1.5", "44880.65", "Fire at 10:02", "10:02 Fire", "1.2.3.4", "", "v1.2", "Mars 4 rover", "12:99", "1668513600", "20221115", "Report 15.11.2022 x"]
)  # fmt: skip
def test_what_is_no_time(cell: str) -> None:
    assert not is_time(cell)


@pytest.mark.parametrize(("cell", "is_one"), [("5", True), ("-1.5", True), ("1,000.5", True), ("25 %", True), ("1e5", True), ("", False), ("x1", False), ("e12", False), (".5", True), ("1.2.3.4", False), ("-", False)])  # fmt: skip
def test_numbers(cell: str, is_one: bool) -> None:
    assert is_number(cell) is is_one
