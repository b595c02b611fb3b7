"""Days in English prose: which day a clause speaks of, days that have a name, and the second day of "24 and 25"."""

from __future__ import annotations

import datetime as dt

import pytest

from briefgen.intake.draft.dates import dated

PUBLISHED = dt.date(2022, 11, 16)  # a Wednesday


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The blast next to the United States embassy came on Friday.", "2022-11-11"),
        ("Next month comes after Friday.", "2022-11-18"),
        ("She said that she would be traveling to the United States Thursday.", "2022-11-17"),
        ("He will succeed Mr. Davison Friday.", "2022-11-18"),
        ("Residents may return on Friday.", "2022-11-18"),
        ("The bridge opens on Friday at the earliest.", "2022-11-18"),
        ("He will leave at 4 a.m. Friday.", "2022-11-18"),
        ("The offer had been due to expire Friday.", "2022-11-11"),
        ("The attack came as previously planned on Friday.", "2022-11-11"),
        ("The attack is planned for Friday.", "2022-11-18"),
        ("He led the march on Friday.", "2022-11-11"),
        ("The order is effective Feb. 1.", "2023-02-01"),
    ],
)
def test_a_clause_says_whether_its_day_was_or_is_to_come(text: str, day: str) -> None:
    assert day in [value.value[:10] for _, _, value in dated(text, PUBLISHED, "en")]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The wave came on Boxing Day 2004.", {"Boxing Day 2004": "2004-12-26"}),
        ("They will meet on Christmas Eve.", {"Christmas Eve": "2022-12-24"}),
        ("They will meet on New Year’s Day.", {"New Year’s Day": "2023-01-01"}),
        ("It burned on Good Friday, 2022.", {"Good Friday, 2022": "2022-04-15"}),
        ("The bombs of Easter Sunday 2019.", {"Easter Sunday 2019": "2019-04-21"}),
        ("Easter Monday 2024 was the day.", {"Easter Monday 2024": "2024-04-01"}),
        ("He was found last Thanksgiving.", {"last Thanksgiving": "2021-11-25"}),
        ("He was found on Thanksgiving Day 2023.", {"Thanksgiving Day 2023": "2023-11-23"}),
        ("The turkeys of Thanksgiving are many.", {}),
    ],
)
def test_a_day_with_a_name_is_one_of_the_calendar(text: str, days: dict[str, str]) -> None:
    assert {text[start:end]: value.value for start, end, value in dated(text, PUBLISHED, "en")} == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("The summit is on November 24 and 25.", {"November 24": "2022-11-24", "25": "2022-11-25"}),
        ("It burned from Oct. 3 to 5, 2021, in Bath.", {"Oct. 3": "2022-10-03", "5, 2021": "2021-10-05"}),
        ("On Oct. 3, 4 and 5, it burned.", {"Oct. 3": "2022-10-03", "5": "2022-10-05"}),
        ("On October 3 and 25 people were hurt.", {"October 3": "2022-10-03"}),
        ("On October 3 and 25 were hurt.", {"October 3": "2022-10-03"}),
        ("It burned October 3 to 5 in Bath.", {"October 3": "2022-10-03", "5": "2022-10-05"}),
        ("They were 24 and 25.", {}),
        ("It was on Oct. 3 to 99.", {"Oct. 3": "2022-10-03"}),
    ],
)
def test_the_last_of_several_days_has_the_month_of_the_first(text: str, days: dict[str, str]) -> None:
    assert {text[start:end]: value.value for start, end, value in dated(text, PUBLISHED, "en")} == days
