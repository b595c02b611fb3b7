"""Times and zones as people and machines write them: read, or refused with what to write instead."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pydantic import ValidationError

from briefgen.document import dates
from briefgen.model.brief import Brief
from briefgen.model.time import When
from briefgen.reading.frozen import thawed
from briefgen.settings.office import Office
from tests.support.checkout import Write


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-02T10:43:09.551-04:00", "2026-03-02T14:43:09"),
        ("2026-03-02T15:59:13,1z", "2026-03-02T15:59:13"),
        ("2026-03-03T14:02:34.000000Z", "2026-03-03T14:02:34"),
        ("2026-03-03 14:05:00+00", "2026-03-03T14:05"),
        ("2026-03-03 14:05:00 +0000", "2026-03-03T14:05"),
        ("2026-03-03t14:06:00z", "2026-03-03T14:06"),
        ("2026-03-03 14:06 GMT", "2026-03-03T14:06"),
        ("2026-03-03 14:06 gmt/15:00", "2026-03-03T14:06"),
        ("2026-03-03 14:06 UTC+2", "2026-03-03T12:06"),
        ("2026-03-03 14:06 UTC\u22125", "2026-03-03T19:06"),
        ("20261003T1015Z", "2026-10-03T10:15"),
        ("20261003T101530Z", "2026-10-03T10:15:30"),
        ("2026-10-03T1015Z", "2026-10-03T10:15"),
        ("20261003T1015Z/20261003T1120Z", "2026-10-03T10:15"),
        ("20261003", "2026-10-03T00:00"),
        ("2026-03-03 14:06 Etc/GMT-2", "2026-03-03T12:06"),
        ("2021-10-04 15:40 America/La_Paz/22:45", "2021-10-04T19:40"),
    ],
)
def test_a_machines_time_is_read(text: str, instant: str) -> None:
    assert When(at=text).interval("UTC").earliest == utc(instant)


def test_a_log_with_fractions_and_letters_is_read_row_by_row(written: Write) -> None:
    loaded = written(
        "title: Times as machines write them\nevents: {file: updates.csv}\nsources: {api: Status page}\n",
        **{
            "updates.csv": "id,title,when,evidence\n"
            "a1,Mail is delayed,2026-03-02T10:43:09.551-04:00,api\n"
            "a2,Resolved,2026-03-03T14:02:34.000000Z,api\n"
            "a3,Note,2026-03-03 14:05:00+00,api\n"
            "a4,Closed,2026-03-03T14:06:00z,api\n"
            "a5,Closed in London,2026-03-03 14:06 GMT,api\n"
        },
    )
    assert loaded.problems == ()
    found = [event.when.interval("UTC").leading for event in loaded.draft.events.values() if event.when]
    assert [f"{at.astimezone(UTC):%H:%M:%S}" for at in found] == [
        "14:43:09",
        "14:02:34",
        "14:05:00",
        "14:06:00",
        "14:06:00",
    ]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        (
            "03/04/2026",
            "Write the year first: 2026-04-03 if the day comes first in yours, 2026-03-04 if the month does",
        ),
        ("13/04/2026 9:15", "Write the year first: 2026-04-13 09:15"),
        ("3.4.26", "2026-04-03 if the day comes first in yours"),
        ("2026/04/03 10:15", "Write the year first: 2026-04-03 10:15"),
        ("2026/04", "Write 2026-04 for that month"),
        ("3 April 2026", "Write the year first: 2026-04-03"),
        ("Apr 3, 2026 10:15", "Write the year first: 2026-04-03 10:15"),
        ("2026-10-03 10:15 PM", "Write the clock from 00:00 to 23:59: 2026-10-03 22:15"),
        ("45718", "A spreadsheet's number for 2025-03-02, it seems: give the column the format of text"),
        ("45718.43", "A spreadsheet's number for 2025-03-02 10:19"),
        ("2026-10-03 10:15 EST", "such as America/New_York, or -05:00"),
    ],
)
def test_a_time_in_another_order_is_refused_with_the_date_to_write(text: str, hint: str) -> None:
    with pytest.raises(ValidationError) as refused:
        When(at=text)
    assert hint in str(refused.value)


@pytest.mark.parametrize("name", ["EST", "MST", "HST"])
def test_letters_that_stand_still_all_summer_are_refused_wherever_a_zone_is_written(name: str) -> None:
    city = {"EST": "America/New_York", "MST": "America/Denver", "HST": "Pacific/Honolulu"}[name]
    job = {"cron": "0 7 * * *", "zone": name}
    for model, data in (
        (Brief, {"title": "x", "timezone": name}),
        (Brief, {"title": "x", "as_of": {"at": "2026-07-03 10:15", "zone": name}}),
        (Office, {"timezone": name}),
        (Office, {"schedule": {"morning": job}}),
    ):
        with pytest.raises(ValidationError, match=city):
            model.model_validate(data)


def test_an_edition_of_old_keeps_its_letters() -> None:
    old = thawed(Brief, {"title": "x", "timezone": "EST", "as_of": "2026-07-03 10:15"})
    assert old.as_of and old.resolve(old.as_of).leading == utc("2026-07-03T15:15")


def test_a_misspelt_zone_is_told_with_the_right_letters() -> None:
    with pytest.raises(ValidationError, match="Write Europe/Warsaw"):
        Brief(title="x", timezone="europe/warsaw")
    with pytest.raises(ValidationError, match="Write America/Los_Angeles"):
        Brief(title="x", timezone="PST")


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Etc/GMT-2", "UTC+2"),
        ("Etc/GMT+5", "UTC\u22125"),
        ("GMT", "UTC"),
        ("Z", "UTC"),
        ("Zulu", "UTC"),
        ("+0530", "UTC+5:30"),
        ("Europe/Warsaw", "Warsaw"),
        ("America/Argentina/Buenos_Aires", "Buenos Aires"),
    ],
)
def test_a_zone_is_called_by_its_city_or_by_what_it_is_ahead(name: str, shown: str) -> None:
    assert dates.city(name) == shown
