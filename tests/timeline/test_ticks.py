"""The words below an axis: turns of the calendar, in a step that fits, in the zone and language of the chart, and in a second zone."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from briefgen.document.marks import SecondZone
from briefgen.look.theme import Theme
from briefgen.timeline.axis import axis
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.strokes import TextStroke
from briefgen.timeline.ticks import Ticks, below, ticks
from tests.support.documents import WARSAW, mark, timeline

NOON = datetime(2026, 3, 3, 12, 0, tzinfo=WARSAW)
SHEET = Sheet(499.0, 600.0, Theme(), replace(timeline().words, axis="Warsaw"), WARSAW, "en-GB")


def found(start: datetime, length: timedelta, sheet: Sheet = SHEET) -> Ticks:
    ends = [mark(0, start=moment, end=moment) for moment in (start, start + length)]
    return ticks(sheet, axis(ends, sheet.edge + 8, sheet.width - 8, 30))


def words(part: Fragment) -> list[str]:
    return [stroke.text for stroke in part.strokes if isinstance(stroke, TextStroke)]


@pytest.mark.parametrize(
    ("length", "tick", "period"),
    [
        (timedelta(seconds=40), "12:00:10", ("Warsaw,", "3 Mar 2026")),
        (timedelta(minutes=50), "12:05", ("Warsaw,", "3 Mar 2026")),
        (timedelta(hours=20), "14:00", ("Tue, 3 Mar 2026", "Wed, 4 Mar 2026")),
        (timedelta(days=9), "Wed 4", ("March 2026",)),
        (timedelta(days=200), "May", ("2026",)),
        (timedelta(days=900), "Jul 2026", ()),
        (timedelta(days=365 * 12), "2030", ()),
        (timedelta(days=365 * 90), "2040", ()),
    ],
)
def test_ticks_are_calendar_ticks_of_a_fitting_step(length: timedelta, tick: str, period: tuple[str, ...]) -> None:
    made = found(NOON, length)
    assert tick in [one.text for one in made.words]
    assert 4 <= len(made.words) <= 24
    assert set(period) <= set(words(below(SHEET, made, None)))


def test_ticks_are_wall_clock_hours_of_the_chart_s_zone_across_a_change_of_clocks() -> None:
    texts = [one.text for one in found(datetime(2026, 3, 28, 22, 0, tzinfo=WARSAW), timedelta(hours=9)).words]
    assert "01:00" in texts
    assert "02:00" not in texts  # does not exist in the night when clocks go forward
    assert "03:00" in texts
    tokyo = SHEET._replace(zone=ZoneInfo("Asia/Tokyo"))
    assert "00:00" in [one.text for one in found(NOON, timedelta(hours=9), tokyo).words]


def test_the_hour_that_comes_twice_has_its_ticks_twice() -> None:
    one = datetime(2026, 10, 24, 23, 30, tzinfo=UTC)
    night = [tick.text for tick in found(one, timedelta(minutes=150)).words]
    quarters = ["02:00", "02:15", "02:30", "02:45"]
    assert night == ["01:30", "01:45", *quarters, *quarters, "03:00"]
    late = [tick.text for tick in found(one + timedelta(minutes=70), timedelta(minutes=80)).words]  # from 02:40 on
    assert late == [*(f"02:{minute:02}" for minute in (40, 50, 0, 10, 20, 30, 40, 50)), "03:00"]


def test_a_second_zone_says_the_same_moments_below() -> None:
    made = found(NOON, timedelta(hours=9))
    said = below(SHEET, made, SecondZone(UTC, "UTC"))
    rows: dict[float, list[str]] = {}
    for stroke in (s for s in said.strokes if isinstance(s, TextStroke) and ":" in s.text):
        rows.setdefault(stroke.y, []).append(stroke.text)
    first, second = (rows[y] for y in sorted(rows))
    assert [f"{int(text[:2]) - 1:02}{text[2:]}" for text in first] == second
    assert "UTC" in words(said)


def test_months_speak_the_language_of_the_brief() -> None:
    german = SHEET._replace(language="de")
    assert "Mai" in [one.text for one in found(NOON, timedelta(days=160), german).words]
    unknown = SHEET._replace(language="xx-unknown")
    assert "2026" in words(below(unknown, found(NOON, timedelta(days=160), unknown), None))


def test_the_ends_of_the_calendar_are_drawn() -> None:
    first, last = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, tzinfo=UTC)
    assert "5000" in [one.text for one in found(first, last - first).words]


@example(11529, 499.0, "en-GB")  # the last clock of the second zone is wider than that above it
@given(st.integers(1, 10**9), st.sampled_from([499.0, 330.0, 246.0]), st.sampled_from(["en-GB", "pl", "de"]))
def test_no_two_words_of_a_row_meet(seconds: int, width: float, language: str) -> None:
    sheet = SHEET._replace(width=width, language=language)
    part = below(sheet, found(NOON, timedelta(seconds=seconds), sheet), SecondZone(UTC, "Coordinated Universal Time"))
    rows: dict[float, list[tuple[float, float]]] = {}
    for box in part.furniture:
        rows.setdefault(box.y, []).append((box.x, box.right))
        assert box.x >= -0.01
        assert box.right <= width + 0.01
    assert all(one[1] < other[0] for row in rows.values() for one, other in pairwise(sorted(row)))
