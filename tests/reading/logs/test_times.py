"""Cells of a log become times: the whole column settles the order, a zone is named or asked for, nothing is guessed."""

from __future__ import annotations

from typing import Any

import pytest

from briefgen.model.log import RowMapping
from briefgen.reading.logs.times import Times, times


def read(
    *cells: str, ends: tuple[str, ...] = (), zones: tuple[str, ...] = (), head: str = "Time", **given: Any
) -> Times:
    mapping = RowMapping.model_validate({"title": "Event", "when": head, **given})
    return times(cells, ends, zones, mapping, "Europe/Warsaw")


def texts(found: Times) -> list[str | None]:
    assert not found.problems
    return [row.when.text if row.when else None for row in found.rows]


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2022-11-15T14:02:03.123Z", "2022-11-15 14:02:03 Z"),
        ("2022-11-15 14:02", "2022-11-15 14:02 UTC"),
        ("15/11/2022 2:05 PM", "2022-11-15 14:05 UTC"),
        ("15.11.2022 14:02", "2022-11-15 14:02 UTC"),
        ("Tue, 15 Nov 2022 14:02:03 +0000", "2022-11-15 14:02:03 +0000"),
        ("Nov 15, 2022 14:02 UTC", "2022-11-15 14:02 UTC"),
        ("Tue Nov 15 14:02:03 UTC 2022", "2022-11-15 14:02:03 UTC"),
        ("14:02, 15 Nov 2022", "2022-11-15 14:02 UTC"),
        ("20221115T140203Z", "2022-11-15 14:02:03 Z"),
        ("2022-11-15 14:02 – 14:10", "2022-11-15 14:02 UTC/2022-11-15 14:10 UTC"),
        ("about 2022-11-15 14:02", "2022-11-15 14:02~ UTC"),
        ("2022-11-15 14:02?", "2022-11-15 14:02? UTC"),
        ("2022-11-15", "2022-11-15"),
        ("2022-11", "2022-11"),
        ("2022", "2022"),
        ("2022-11-15 24:00", "2022-11-16 00:00 UTC"),
        ("Di., 15.11.2022 um 14:02", "2022-11-15 14:02 UTC"),
        ("15 listopada 2022, 14.02", "2022-11-15 14:02 UTC"),
        ("15 novembre 2022 à 14h02", "2022-11-15 14:02 UTC"),
        ("2022-11-15 14:02+01:00", "2022-11-15 14:02 +01:00"),
    ],
)
def test_a_cell_is_the_time_that_it_says(cell: str, text: str) -> None:
    assert texts(read(cell, zone="UTC")) == [text]


def test_one_cell_settles_the_order_of_all() -> None:
    assert texts(read("03/04/2022", "25/06/2022", zone="UTC")) == ["2022-04-03", "2022-06-25"]
    assert texts(read("03/04/2022", "06/25/2022", zone="UTC")) == ["2022-03-04", "2022-06-25"]


def test_an_order_that_no_cell_settles_is_asked_for_with_both_readings() -> None:
    (problem,) = read("03/04/2022 10:00", "05/06/2022 11:00", zone="UTC").problems
    assert problem.path == ("date",)
    assert "'03/04/2022 10:00' may be 3 April 2022 or 4 March 2022" in problem.message
    assert "date: dmy" in problem.hint


def test_a_day_that_is_one_in_both_orders_asks_nothing() -> None:
    assert texts(read("04/04/2022", zone="UTC")) == ["2022-04-04"]


def test_two_orders_in_one_column_are_an_error_until_one_is_named() -> None:
    assert read("25/03/2022", "03/25/2022", zone="UTC").problems
    found = read("25/03/2022", "03/25/2022", zone="UTC", date="dmy")
    assert texts(found) == ["2022-03-25", None]
    assert found.rows[1].fault == "there is no such date"


def test_a_year_of_two_digits_may_stand_first_and_is_asked_for() -> None:
    (problem,) = read("22-11-05", "22-11-15", zone="UTC").problems
    assert "'22-11-05' may be 22 November 2005 or 5 November 2022" in problem.message
    assert "date: dmy or date: ymd" in problem.hint
    assert texts(read("22-11-05", "22-11-15", zone="UTC", date="ymd")) == ["2022-11-05", "2022-11-15"]
    assert texts(read("22-11-05", "22-11-31", zone="UTC")) == ["2005-11-22", "2031-11-22"]


def test_a_month_in_letters_leaves_a_year_of_two_digits_open_as_well() -> None:
    assert "may be 31 December 2022 or 22 December 2031" in read("31-Dec-22", zone="UTC").problems[0].message
    assert texts(read("31-Dec-22 14:02", zone="UTC", date="dmy")) == ["2022-12-31 14:02 UTC"]
    assert texts(read("31-Dec-22", "22-Dec-45", zone="UTC")) == ["2022-12-31", "2045-12-22"]


def test_a_date_that_the_named_order_does_not_have_is_none() -> None:
    found = read("03/04/2022", "2022-04-05", zone="UTC", date="ymd")
    assert texts(found) == [None, "2022-04-05"]
    assert found.rows[0].fault == "there is no such date"


@pytest.mark.parametrize("cell", ["Nov 15 10:02:33", "15.11.", "15 listopada", "15.11. 10:02"])
def test_a_date_without_a_year_is_told_as_that(cell: str) -> None:
    (row,) = read(cell, zone="UTC").rows
    assert (row.when, row.fault) == (None, "its date has no year")


def test_words_after_a_clock_are_no_zone() -> None:
    (row,) = read("10:02 Fire", zone="UTC", date="2022-11-15").rows
    assert row.fault == "'10:02 Fire' is no time"


def test_dots_have_the_day_first() -> None:
    assert texts(read("03.04.2022", "05.06.2022", zone="UTC")) == ["2022-04-03", "2022-06-05"]


def test_a_zone_is_a_cells_then_the_mappings_then_the_heads() -> None:
    assert texts(read("2022-11-15 14:02 Z", zone="Europe/Warsaw")) == ["2022-11-15 14:02 Z"]
    assert texts(read("2022-11-15 14:02", head="Time (UTC)")) == ["2022-11-15 14:02 UTC"]
    assert texts(read("2022-11-15 14:02", zones=("Asia/Tokyo",), zone={"column": "TZ"})) == [
        "2022-11-15 14:02 Asia/Tokyo"
    ]


def test_a_zone_that_nothing_names_is_asked_for_and_never_the_briefs() -> None:
    (problem,) = read("2022-11-15 14:02").problems
    assert problem.path == ("zone",)
    assert problem.hint.startswith("Write zone:")


def test_letters_that_mean_several_zones_are_asked_for_and_then_held_against_the_zone() -> None:
    (problem,) = read("2022-11-15 14:02 CET").problems
    assert "CET" in problem.message
    found = read("2022-11-15 14:02 CET", "2022-07-15 14:02 CET", zone="Europe/Warsaw")
    assert texts(found) == ["2022-11-15 14:02 Europe/Warsaw", None]


def test_a_date_without_a_clock_needs_no_zone() -> None:
    assert texts(read("2022-11-15")) == ["2022-11-15"]


def test_clocks_alone_need_the_day_of_the_first_and_go_on_over_midnight() -> None:
    (problem,) = read("14:02", zone="UTC").problems
    assert problem.path == ("date",)
    assert texts(read("14:02", "13:58", "23:58", "00:03", zone="UTC", date="2022-11-15")) == [
        "2022-11-15 14:02 UTC",
        "2022-11-15 13:58 UTC",
        "2022-11-15 23:58 UTC",
        "2022-11-16 00:03 UTC",
    ]


def test_an_hour_that_the_clocks_leave_out_or_have_twice_is_told_and_not_chosen() -> None:
    found = read("2022-03-27 02:30", "2022-10-30 02:30", zone="Europe/Warsaw")
    assert texts(found) == [None, None]
    assert ["does not exist" in row.fault or "happened twice" in row.fault for row in found.rows] == [True, True]


def test_an_end_before_the_beginning_is_told_and_the_beginning_stays() -> None:
    found = read("2022-11-15 14:02", ends=("2022-11-15 13:10",), zone="UTC")
    assert texts(found) == ["2022-11-15 14:02 UTC"]
    assert "the end comes before the start" in found.rows[0].fault


def test_an_end_that_is_a_clock_has_the_day_and_the_zone_of_the_beginning() -> None:
    assert texts(read("2022-11-15 14:02", ends=("14:10",), zone="UTC")) == ["2022-11-15 14:02 UTC/2022-11-15 14:10 UTC"]


def test_what_is_no_time_is_told() -> None:
    found = read("soon", "", zone="UTC")
    assert texts(found) == [None, None]
    assert [row.fault for row in found.rows] == ["'soon' is no time", ""]
