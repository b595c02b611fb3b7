"""What the chart says of a time: never a date that nobody wrote, and every clock in the zone of its axis."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefgen.document.chart_wording import ChartWording
from briefgen.document.wording import Wording
from briefgen.document.words import Words
from briefgen.model.time import When
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT


def wording(zone: str = "Europe/Warsaw", times: str = "local+utc", language: str = "en-GB") -> ChartWording:
    words: Words = Templates(ROOT).words(language)
    return ChartWording(words, zone, times)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("1956/1962", "1956–1962"),
        ("1956", "1956"),
        ("../1962", "until 1962"),
        ("1999/..", "1999, continuing"),
        ("195X/1962", "1950s to 1962"),
        ("2022-03/2022-05", "Mar–May 2022"),
        ("2021-11/2022-05", "Nov 2021–May 2022"),
        ("2022-03/2022-05-12", "Mar 2022 to 12 May 2022"),
        ("2009-06-10/2009-07-10", "10 Jun–10 Jul 2009"),
        ("2009-06-10/2009-06-12", "10–12 Jun 2009"),
        ("2009-12-28/2010-01-03", "28 Dec 2009–3 Jan 2010"),
        ("2009-06-10~/2009-06-12", "about 10 Jun 2009 to 12 Jun 2009"),
        ("2009-06-10", "10 Jun 2009"),
        ("2009-06-10 15:40", "10 Jun 2009, 15:40"),
    ],
)
def test_a_time_keeps_the_precision_that_it_was_written_in(written: str, said: str) -> None:
    assert wording().on_date(When(at=written)) == said


def test_the_year_is_left_out_where_the_ruler_shows_it_but_for_months_and_where_there_are_two() -> None:
    said = [
        wording().on_day(When(at=at)) for at in ("2009-06-10/2009-07-10", "2022-03/2022-05", "2009-12-28/2010-01-03")
    ]
    assert said == ["10 Jun–10 Jul", "Mar–May 2022", "28 Dec 2009–3 Jan 2010"]


def test_other_languages_order_a_range_in_their_own_way() -> None:
    assert wording(language="pl").on_date(When(at="2009-06-10/2009-07-10")) == "10 cze–10 lip 2009"


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2021-10-04 15:51 UTC", "4 Oct 2021, 08:51"),
        ("2021-10-04 16:00 America/New_York", "4 Oct 2021, 13:00"),
        ("2021-10-05 03:00 Europe/Kyiv", "4 Oct 2021, 17:00"),
        ("2021-10-04 22:00 UTC/2021-10-05 09:00 UTC", "4 Oct 2021, 15:00 to Tue 5 Oct 2021, 02:00"),
        ("2021-10-04 15:39 UTC..2021-10-04 21:00 UTC", "4 Oct 2021, between 08:39 and 14:00"),
    ],
)
def test_every_clock_is_that_of_the_axis(written: str, said: str) -> None:
    assert wording("America/Los_Angeles").on_date(When(at=written)) == said


@pytest.mark.parametrize("times", ["utc", "utc+local"])
def test_clocks_in_utc_leave_it_to_the_axis_to_say_so(times: str) -> None:
    assert wording("Europe/Warsaw", times).on_date(When(at="2021-10-04 00:30")) == "3 Oct 2021, 22:30"


ZONES = ["UTC", "Europe/Kyiv", "Asia/Kathmandu", "America/Los_Angeles", "Pacific/Kiritimati", "+05:30"]


@given(
    st.integers(0, 40 * 365 * 1440),
    st.sampled_from(ZONES),
    st.sampled_from(["Europe/Warsaw", "America/New_York", "Australia/Lord_Howe", "UTC"]),
    st.sampled_from(["local+utc", "utc+local", "utc"]),
)
def test_a_label_is_the_same_instant_on_the_clock_of_the_axis(minute: int, own: str, zone: str, times: str) -> None:
    at = datetime(1985, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    local = at.astimezone(ZoneInfo(own) if "+" not in own else datetime.fromisoformat(f"2000-01-01T00:00{own}").tzinfo)
    when = When(at=f"{local:%Y-%m-%d %H:%M} {own}", fold=local.fold if "/" in own else None)
    shown = at.astimezone(ZoneInfo(zone) if times == "local+utc" else UTC)
    said = wording(zone, times)
    assert re.findall(r"\d\d:\d\d", said.mark(when)) == [f"{shown:%H:%M}"]
    assert said.day(when) == shown.date()


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2026-03-03 02:10/2026-03-03 02:14", "02:10 to 02:14 UTC"),
        ("2026-03-03 02:10/2026-03-04 02:14", "02:10 UTC to Wed 4 Mar 2026, 02:14 UTC"),
        ("2026-03-03 02:10~/2026-03-03 02:14", "about 02:10 UTC to 02:14 UTC"),
        ("2026-03-03 02:10..2026-03-03 02:14", "between 02:10 and 02:14 UTC"),
    ],
)
@pytest.mark.parametrize(
    ("zone", "times"), [("UTC", "local+utc"), ("UTC", "utc"), ("Etc/UTC", "utc"), ("UTC", "utc+local")]
)
def test_two_clocks_of_one_day_name_their_zone_once(written: object, said: str, zone: str, times: str) -> None:
    when = When.model_validate(written)
    assert wording(zone, times).mark(when) == said.replace(" UTC", "")
    in_text = Wording(Templates(ROOT).words("en-GB"), zone, times)  # type: ignore[arg-type]
    assert in_text.cell(when) == said
    said_in_full = in_text.full(when)
    assert said_in_full.count("UTC") == said.count("UTC") and "03 March" not in said_in_full


def test_clocks_of_a_zone_of_the_office_s_own_stay_as_they_are() -> None:
    when = When.model_validate("2026-03-03 02:10/2026-03-03 02:14")
    assert wording().mark(when) == "02:10 to 02:14"
    assert wording(times="dtg").mark(when) == "030110ZMAR26 to 030114ZMAR26"
    assert wording(times="utc").mark(when) == "01:10 to 01:14"
