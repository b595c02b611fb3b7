"""When: what is read, what is refused and why, what it means."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from briefgen.model import time as times
from briefgen.model.brief import Brief
from briefgen.model.point import Point, parse_point
from briefgen.model.time import When


def when(text: object, zone: str = "Europe/Warsaw") -> When:
    found = Brief.model_validate({"title": "x", "timezone": zone, "as_of": text}).as_of
    assert found is not None
    return found


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "form", "earliest", "latest"),
    [
        ("2022", "moment", "2021-12-31T23:00", "2022-12-31T23:00"),
        ("2022-11", "moment", "2022-10-31T23:00", "2022-11-30T23:00"),
        ("2022-11-15", "moment", "2022-11-14T23:00", "2022-11-15T23:00"),
        ("2022-11-15 15:40", "moment", "2022-11-15T14:40", "2022-11-15T14:40"),
        ("2022-11-15 15:40 Europe/Kyiv", "moment", "2022-11-15T13:40", "2022-11-15T13:40"),
        ("2022-11-15T15:40+01:00", "moment", "2022-11-15T14:40", "2022-11-15T14:40"),
        ("2022-11-15 15:40 +0300", "moment", "2022-11-15T12:40", "2022-11-15T12:40"),
        ("2022-11-15 15:40Z", "moment", "2022-11-15T15:40", "2022-11-15T15:40"),
        ("2021-03-26 Asia/Tokyo", "moment", "2021-03-25T15:00", "2021-03-26T15:00"),
        ("2022-11-15/2022-11-17", "lasted", "2022-11-14T23:00", "2022-11-17T23:00"),
        ("2021-10-04 15:40/22:45 UTC", "lasted", "2021-10-04T15:40", "2021-10-04T22:45"),
        ("2021-10-04 15:40 Europe/Kyiv/22:45", "lasted", "2021-10-04T12:40", "2021-10-04T19:45"),
        ("2022-02-24/..", "lasted", "2022-02-23T23:00", None),
        ("2022-11-15/", "lasted", "2022-11-14T23:00", None),
        ("../2022-11-15", "lasted", None, "2022-11-15T23:00"),
        ("/2022-11-15", "lasted", None, "2022-11-15T23:00"),
        ("2022-11-15 14:00..15:00", "between", "2022-11-15T13:00", "2022-11-15T14:00"),
        ("..2022-11-15", "by", None, "2022-11-15T23:00"),
        ("2022-11-15 12:00..", "after", "2022-11-15T11:00", None),
        ("201X", "moment", "2009-12-31T23:00", "2019-12-31T23:00"),
        ("2022-21", "moment", "2022-02-28T23:00", "2022-05-31T22:00"),
    ],
)
def test_a_time_means_its_bounds(text: str, form: str, earliest: str | None, latest: str | None) -> None:
    found = when(text)
    assert found.form == form
    meant = found.interval("Europe/Warsaw")
    assert meant.earliest == (utc(earliest) if earliest else None)
    assert meant.latest == (utc(latest) if latest else None)


def test_about_and_uncertain_belong_to_their_end() -> None:
    found = when("2022-02~/2022-11-15?")
    assert found.start is not None and found.end is not None
    assert (found.start.about, found.start.uncertain) == (True, False)
    assert (found.end.about, found.end.uncertain) == (False, True)
    assert not found.certain
    assert when("2022-11-15 15:40~ Europe/Kyiv") != when("2022-11-15 15:40 Europe/Kyiv")
    assert when("2022-11-15 15:40 Europe/Kyiv~").about
    assert when("2022-11-15%").edtf == "2022-11-15%"


def test_still_going_on_is_not_the_same_as_ended_at_an_unknown_time() -> None:
    assert when("2022-11-15/..").ongoing
    assert not when("2022-11-15/").ongoing
    assert when({"from": "2022-11-15", "to": ".."}).ongoing


def test_a_date_is_never_converted() -> None:
    found = when("2021-03-26 Asia/Tokyo", zone="America/New_York")
    assert found.day == date(2021, 3, 26)
    assert found.precision == "day"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("yesterday", "'yesterday' is not a time"),
        ("15.11.2022", "Write the year first: 2022-11-15"),
        ("15:40", "A clock needs its date"),
        ("2022-13-01", "there is no date 2022-13-01"),
        ("2022-02-30", "there is no date 2022-02-30"),
        ("2022-11-15 25:00", "there is no clock time 25:00"),
        ("2022-11 15:40", "needs a full date"),
        ("2022-11-15 15:40 CET", "IANA name"),
        ("2022-11-15 15:40 Europe/Warsow", "'Europe/Warsow' is not a time zone"),
        ("2022-11-16/2022-11-15", "the end comes before the start"),
        ("..", "neither a beginning nor an end"),
        ("/", "the time itself is missing"),
        ("2022-03-27 02:30", "does not exist on 2022-03-27 in Europe/Warsaw"),
        ("2022-10-30 02:30", "happened twice on 2022-10-30 in Europe/Warsaw"),
        ({"at": "2022", "from": "2021"}, "cannot both be given"),
        ({"at": "2022", "fold": "3"}, ""),
    ],
)
def test_a_wrong_time_is_refused_with_what_to_write(text: object, said: str) -> None:
    with pytest.raises(ValidationError) as caught:
        when(text)
    assert said in str(caught.value)


def test_fold_chooses_between_the_two() -> None:
    first, second = (when({"at": "2022-10-30 02:30", "fold": n}).interval("Europe/Warsaw").earliest for n in ("0", "1"))
    assert first == utc("2022-10-30T00:30")
    assert second == utc("2022-10-30T01:30")


@given(
    st.dates(date(100, 1, 1), date(9900, 12, 31)),
    st.sampled_from(["~", "?", "%", ""]),
    st.sampled_from(["day", "month", "year"]),
)
def test_edtf_is_written_as_it_is_read(day: date, mark: str, precision: str) -> None:
    text = day.isoformat()[: {"day": 10, "month": 7, "year": 4}[precision]] + mark
    assert when(text, "UTC").edtf == text
    assert when(when(text, "UTC").edtf, "UTC") == when(text, "UTC")


@pytest.mark.parametrize(
    "text", ["2022-XX", "2022-11-XX", "201X", "2022-21", "2022/2023", "2022-11~/..", "../2022?", "2022/"]
)
def test_edtf_level_1_survives(text: str) -> None:
    edtf = pytest.importorskip("edtf")
    assert when(text, "UTC").edtf == text
    assert edtf.parse_edtf(text) is not None, "the reference reads it too"


@given(st.text(max_size=40))
def test_no_text_makes_anything_but_a_time_or_a_refusal(text: str) -> None:
    try:
        found = when(text)
    except ValidationError:
        return
    assert found.interval("Europe/Warsaw").leading is not None


def test_each_time_of_a_long_log_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def counted(text: str, *, like: Point | None = None) -> Point:
        read.append(text)
        return parse_point(text, like=like)

    monkeypatch.setattr(times, "parse_point", counted)
    log = [When.model_validate(f"1907-03-{1 + n // 1440:02} {n // 60 % 24:02}:{n % 60:02}") for n in range(20_000)]
    assert [when.clocked for when in log] == [when.start is not None for when in log]
    assert len(read) == len(log)
