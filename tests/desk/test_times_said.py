"""A time as it is typed, in words: what it means, or what is wrong with it."""

from __future__ import annotations

import pytest

from briefgen.desk.times_said import said, source_of

HERE = "Europe/Warsaw"


@pytest.mark.parametrize(
    ("text", "zone", "words"),
    [
        ("2022-11-16", "America/New_York", "Wednesday 16 November 2022 in New York, no clock time."),
        ("2022-11-16", "", "Wednesday 16 November 2022, no clock time."),
        ("2022-11-16 15:40", "Europe/Kyiv", "Wednesday 16 November 2022, 15:40 in Kyiv, 14:40 here, 13:40 UTC."),
        ("2022-11-16 15:40 Europe/Kyiv", "", "Wednesday 16 November 2022, 15:40 in Kyiv, 14:40 here, 13:40 UTC."),
        ("2022-11-16 15:40", "", "Wednesday 16 November 2022, 15:40 here, 14:40 UTC."),
        ("2022-11-16 13:40", "UTC", "Wednesday 16 November 2022, 13:40 UTC, 14:40 here."),
        ("2022-11-16 15:40", "+05:30", "Wednesday 16 November 2022, 15:40 UTC+5:30, 11:10 here, 10:10 UTC."),
        ("2022-11-16 03:00", "Asia/Tokyo", "Wednesday 16 November 2022, 03:00 in Tokyo, 19:00 here on Tuesday 15 November, 18:00 UTC on Tuesday 15 November."),
        ("2022-11-15 15:40~", "", "Tuesday 15 November 2022, about 15:40 here, 14:40 UTC."),
        ("2022-11-15~", "", "About Tuesday 15 November 2022, no clock time."),
        ("2022-11-15?", "", "Perhaps Tuesday 15 November 2022, no clock time."),
        ("2022-11", "", "November 2022."),
        ("2022-21", "", "Spring 2022."),
        ("202X", "", "2020 to 2029."),
        ("2022-11-15/2022-11-16", "", "From Tuesday 15 November 2022 to Wednesday 16 November 2022."),
        ("2022-11-15 15:40/17:00", "", "From Tuesday 15 November 2022, 15:40 here, 14:40 UTC, to 17:00 here, 16:00 UTC."),
        ("2022-11-15/..", "", "From Tuesday 15 November 2022, still going on."),
        ("2022-11-15/", "", "From Tuesday 15 November 2022; when it ended is not known."),
        ("../2022-11-15", "", "Until Tuesday 15 November 2022; when it began is not known."),
        ("2022-11-15..2022-11-16", "", "Once between Tuesday 15 November 2022 and Wednesday 16 November 2022."),
        ("..2022-11-15", "", "Not later than Tuesday 15 November 2022."),
        ("2022-11-15..", "", "Not before Tuesday 15 November 2022."),
        ("", "", ""),
    ],
)  # fmt: skip
def test_a_time_says_what_it_means(text: str, zone: str, words: str) -> None:
    found = said(text, zone, HERE)
    assert (found.words, found.wrong) == (words, False)


@pytest.mark.parametrize(
    ("text", "zone", "words"),
    [
        ("2022-11-31", "", "November has 30 days. Do you mean 2022-11-30?"),
        ("2023-02-29", "", "February 2023 has 28 days. Do you mean 2023-02-28?"),
        ("2022-11-00", "", "November has 30 days. Do you mean 2022-11-01?"),
        ("2022-13-01", "", "There is no month 13. Months run from 01 to 12."),
        ("2022-11-15 25:00", "", "There is no 25:00. Clock times run from 00:00 to 23:59."),
        ("2022-11-15 15:40/15:60", "", "There is no 15:60. Clock times run from 00:00 to 23:59."),
        ("15:40", "", "15:40 on which day? Write the date before it."),
        ("2022-11-15/2022-11-14", "", "The end, Monday 14 November, is before the start, Tuesday 15 November."),
        ("2022-12-31/2021-01-01", "", "The end, Friday 1 January 2021, is before the start, Saturday 31 December 2022."),
        ("2022-11-15 18:00/17:00", "", "The end, 17:00, is before the start, 18:00."),
        ("15.11.2022", "", "'15.11.2022' is not a time. Write the year first: 2022-11-15."),
        ("2022-10-30 02:30", "", "02:30 came twice that day, when the clocks in Warsaw went back. Say which of the two."),
        ("2022-03-27 02:30", "", "02:30 did not exist that day: the clocks in Warsaw went forward. Check the hour, or write it in UTC."),
        ("2022-11-15", "Mars/Base", "'Mars/Base' is not a time zone. Write an IANA name such as Europe/Warsaw, or UTC, or +01:00."),
        ("2022-11-15", "EST", "EST is one offset from UTC for the whole year, whatever the clocks do. Write America/New_York, or -05:00."),
    ],
)  # fmt: skip
def test_what_is_wrong_with_a_time_is_said_as_one_would_say_it(text: str, zone: str, words: str) -> None:
    found = said(text, zone, HERE)
    assert (found.words, found.wrong) == (words, True)


def test_a_clock_that_came_twice_is_settled_by_saying_which() -> None:
    assert said("2022-10-30 02:30", "", HERE, fold=1).words == "Sunday 30 October 2022, 02:30 here, 01:30 UTC."


def test_in_a_brief_whose_clocks_are_utc_nothing_is_said_twice() -> None:
    assert said("2022-11-15 15:40", "", "UTC").words == "Tuesday 15 November 2022, 15:40 UTC."


@pytest.mark.parametrize(
    ("basis", "as_written", "words"),
    [
        ("inferred_from_weekday", "earlier on Wednesday", "From “earlier on Wednesday”, worked out from the weekday."),
        ("stated", "on 15 November 2022", "From “on 15 November 2022”, as the source says it."),
        ("estimated", "", "Estimated."),
        ("stated", "", ""),
    ],
)
def test_where_a_time_comes_from_is_said(basis: str, as_written: str, words: str) -> None:
    assert source_of(basis, as_written) == words
