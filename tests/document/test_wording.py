"""Times in words, in both Englishes and all three settings."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from briefgen.document.wording import Wording
from briefgen.document.words import Words
from briefgen.model.brief import TimeDisplay
from briefgen.model.time import When
from briefgen.workspace.templates import Templates


def wording(language: str = "en-GB", times: TimeDisplay = "local+utc") -> Wording:
    return Wording(Templates(Path("nowhere")).words(language), "Europe/Warsaw", times)


def when(text: str) -> When:
    return When.model_validate(text)


@pytest.mark.parametrize(
    ("text", "full", "short"),
    [
        ("2022-11-15", "Tuesday 15 November 2022", "Tue 15 Nov 2022"),
        (
            "2022-11-15 15:40",
            "Tuesday 15 November 2022, 15:40 local (CET, UTC+1) / 14:40 UTC",
            "Tue 15 Nov 2022, 15:40 (14:40 UTC)",
        ),
        (
            "2022-11-15 15:40 Asia/Tokyo",
            "Tuesday 15 November 2022, 15:40 Tokyo (JST, UTC+9) / 06:40 UTC",
            "Tue 15 Nov 2022, 15:40 Tokyo (06:40 UTC)",
        ),
        (
            "2022-11-15 15:40 Etc/GMT-2",
            "Tuesday 15 November 2022, 15:40 UTC+2 / 13:40 UTC",
            "Tue 15 Nov 2022, 15:40 UTC+2 (13:40 UTC)",
        ),
        ("2022-11-15 15:40 GMT", "Tuesday 15 November 2022, 15:40 UTC", "Tue 15 Nov 2022, 15:40 UTC"),
        ("2022-11-15 00:40~", "Tuesday 15 November 2022, about 00:40 local (CET, UTC+1) / Mon 14 Nov, 23:40 UTC", None),
        ("2022-11?", "November 2022 (uncertain)", "Nov 2022 (uncertain)"),
        ("2022-02~/..", "since about February 2022", "since about Feb 2022"),
        ("2022-11-15/", "from Tuesday 15 November 2022, end not known", None),
        ("2022-11-15/2022-11-16", "Tuesday 15 November 2022 to Wednesday 16 November 2022", None),
        ("2022-11-15..2022-11-17", "between Tuesday 15 November 2022 and Thursday 17 November 2022", None),
        ("..2022-11-15", "by Tuesday 15 November 2022", None),
        ("2022-11-15..", "after Tuesday 15 November 2022", None),
        ("../2022-11-15", "until Tuesday 15 November 2022", None),
        ("201X", "2010s", None),
        ("2022-23", "autumn 2022", None),
    ],
)
def test_each_form_has_its_words(text: str, full: str, short: str | None) -> None:
    assert wording().full(when(text)) == full
    if short:
        assert wording().short(when(text)) == short


def test_american_english_has_its_own_order() -> None:
    assert wording("en-US").full(when("2022-11-15")) == "Tuesday, November 15, 2022"


def test_utc_and_date_time_groups() -> None:
    moment = when("2022-11-15 15:40")
    assert wording(times="utc").short(moment) == "Tue 15 Nov 2022, 14:40 UTC"
    assert wording(times="dtg").short(moment) == "151440ZNOV22"


def test_in_utc_an_event_is_filed_under_the_day_of_its_utc_clock() -> None:
    early = when("2022-11-15 00:40")
    assert wording(times="utc").heading(early) == "Monday 14 November 2022"
    assert wording(times="local+utc").heading(early) == "Tuesday 15 November 2022"


def test_a_cell_says_only_what_the_heading_of_the_day_does_not() -> None:
    words = wording()
    assert words.cell(when("2022-11-15")) == "date only"
    assert words.cell(when("2022-11-15?")) == "date uncertain"
    assert words.cell(when("2022-11-15 15:40")) == "15:40 (14:40 UTC)"
    assert words.cell(when("2022-11-15/2022-11-16")) == "to Wed 16 Nov 2022"
    assert words.cell(when("2022-02~/..")) == "continuing"
    assert words.cell(when("2022-11-15 14:00..15:00")) == "between 14:00 (13:00 UTC) and 15:00 (14:00 UTC)"


def test_words_are_lists_and_plurals_of_the_language() -> None:
    words = wording().words
    assert words.list(["a"]) == "a"
    assert words.list(["a", "b", "c"]) == "a, b and c"
    assert words.count("chart.events", 1) == "1 event"
    assert words.count("chart.events", 2) == "2 events"
    assert [words.number(n) for n in (60, 1500, 10_600_000)] == ["60", "1,500", "10,600,000"]


@pytest.mark.parametrize(
    ("language", "numbers", "percent"),
    [
        ("en-GB", ["1,500", "12,000", "7.50"], "55–80%"),
        ("pl", ["1500", "12\u00a0000", "7,50"], "55–80%"),
        ("de", ["1.500", "12.000", "7,50"], "55–80\u00a0%"),
    ],
)
def test_numbers_are_grouped_and_signed_as_the_language_does(language: str, numbers: list[str], percent: str) -> None:
    words = Words.of(language, {})
    assert [words.number(n) for n in (1500, 12_000, Decimal("7.50"))] == numbers
    assert words.percent(55, 80) == percent


def test_a_template_cannot_reach_into_values() -> None:
    words = Words.of("en-GB", {"x": "{name.__class__} {name}"})
    assert words("x", name="Ann") == "{name.__class__} Ann"
