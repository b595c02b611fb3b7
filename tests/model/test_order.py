"""The order in which events are told."""

from __future__ import annotations

from briefgen.model.brief import Brief
from briefgen.model.order import ordered


def told(**events: object) -> list[str]:
    data = {
        "title": "x",
        "timezone": "Europe/Warsaw",
        "events": {
            key: {"title": key, **(value if isinstance(value, dict) else {"when": value})}
            for key, value in events.items()
        },
    }
    brief = Brief.model_validate(data)
    return list(ordered(brief.events, brief.timezone, brief.clock))


def test_by_time_then_as_in_the_file() -> None:
    assert told(b="2022-11-16", a="2022-11-15", c="2022-11-16") == ["a", "b", "c"]


def test_clock_times_follow_each_other_over_zones() -> None:
    assert told(
        warsaw="2022-11-15 15:00", kyiv="2022-11-15 15:30 Europe/Kyiv", tokyo="2022-11-15 22:45 Asia/Tokyo"
    ) == [
        "kyiv",
        "tokyo",
        "warsaw",
    ]


def test_the_earlier_instant_comes_first_though_its_own_date_is_later() -> None:
    assert told(warsaw="2022-11-15 22:00", tokyo="2022-11-16 01:00 Asia/Tokyo") == ["tokyo", "warsaw"]


def test_a_date_without_clock_keeps_its_place_in_the_file() -> None:
    assert told(late="2022-11-15 18:00", day="2022-11-15", early="2022-11-15 09:00") == ["early", "day", "late"]


def test_stated_order_decides_what_dates_cannot() -> None:
    assert told(briefing={"when": "2022-11-16", "after": "meeting"}, meeting="2022-11-16") == ["meeting", "briefing"]
    assert told(a="2022-11-16", b={"when": "2022-11-16", "before": ["a"]}) == ["b", "a"]


def test_by_a_day_sorts_by_its_bound_and_undated_stands_last() -> None:
    assert told(undated={}, by="..2022-11-14", on="2022-11-15") == ["by", "on", "undated"]


def test_a_circle_is_told_in_the_order_of_time() -> None:
    assert told(a={"when": "2022", "after": "b"}, b={"when": "2023", "after": "a"}) == ["a", "b"]


def test_a_date_stands_among_the_clock_times_of_its_day_by_the_clock_that_the_page_has() -> None:
    """At 00:20 in Oslo it is still yesterday by UTC: no page in UTC turns a day back."""
    events = {
        "night": {"title": "night", "when": "2036-10-25 00:20"},
        "day": {"title": "day", "when": "2036-10-25"},
        "early": {"title": "early", "when": "2036-10-25 00:40"},
    }
    for times, order in (
        ("dtg", ["night", "early", "day"]),
        ("utc", ["night", "early", "day"]),
        ("local+utc", [*events]),
    ):
        data = {"title": "x", "timezone": "Europe/Oslo", "times": times, "events": events}
        brief = Brief.model_validate(data)
        assert list(ordered(brief.events, brief.timezone, brief.clock)) == order
