"""Lanes and periods: each mark in its lane, what goes on told again, each panel named, the signs explained once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Mark
from briefgen.look.theme import Theme
from briefgen.timeline.heads import period_name
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Panel, PathStroke, Placed, TextStroke
from briefgen.timeline.windows import Window
from tests.bench.chart_quality import fixed, quality
from tests.support.documents import mark, timeline

WARSAW = ZoneInfo("Europe/Warsaw")


def drawn(asked: Timeline, language: str = "en-GB") -> tuple[Panel, ...]:
    return layout(asked, width=470.0, max_height=600.0, theme=Theme(), language=language)


def words(panel: Panel) -> list[str]:
    return [stroke.text for stroke in panel.strokes if isinstance(stroke, TextStroke)]


def top(panel: Panel, text: str) -> float:
    return next(stroke.y for stroke in panel.strokes if isinstance(stroke, TextStroke) and stroke.text == text)


def where(panel: Panel, key: str) -> Placed:
    return next(one for one in panel.placed if one.key == key)


# -- lanes ------------------------------------------------------------------------------------------------------------


def in_lanes(number: int, names: list[str]) -> Timeline:
    return timeline(*(mark(n, lane=names[n % len(names)]) for n in range(number)), form="scale")


def mixed(asked: Timeline, panel: Panel) -> bool:
    """True when a mark stands beside those of another lane on one axis."""
    lanes = {one.key: one.lane for one in asked.marks}
    return any(
        one[1] > other[0]
        for scale in panel.scales
        for one, other in pairwise(_reaches([p for p in panel.placed if scale.top <= p.mark.y <= scale.bottom], lanes))
    )


def _reaches(placed: list[Placed], lanes: dict[str, str]) -> list[tuple[float, float]]:
    """From where to where each lane's marks stand, from above."""
    reach: dict[str, list[float]] = {}
    for one in placed:
        reach.setdefault(lanes[one.key], []).extend((one.mark.y, one.mark.bottom))
    return sorted((min(ys), max(ys)) for ys in reach.values())


def test_each_lane_has_its_title_in_order_of_first_appearance() -> None:
    (panel,) = drawn(in_lanes(6, ["Ministry", "Brigade", "Operator"]))
    assert top(panel, "Ministry") < top(panel, "Brigade") < top(panel, "Operator")
    assert where(panel, "event-0").mark.y < where(panel, "event-1").mark.y < where(panel, "event-2").mark.y


@settings(max_examples=15, phases=(Phase.generate,), suppress_health_check=list(HealthCheck))
@given(st.integers(1, 24), st.integers(1, 5))
def test_no_mark_stands_in_another_lane(number: int, lanes: int) -> None:
    asked = in_lanes(number, [f"Lane {n}" for n in range(lanes)])
    assert not any(mixed(asked, panel) for panel in drawn(asked))


def test_a_mark_in_another_lane_is_reported() -> None:
    asked = in_lanes(6, ["Ministry", "Brigade", "Operator"])
    (panel,) = drawn(asked)
    first = panel.placed[0]._replace(mark=panel.placed[-1].mark)
    assert mixed(asked, panel._replace(placed=(first, *panel.placed[1:])))


def test_what_belongs_to_no_lane_stands_last_and_so_do_the_rarest_lanes() -> None:
    names = ["", *(f"Lane {n}" for n in range(9))]
    asked = timeline(*(mark(n, lane=names[min(n // 2, 9)]) for n in range(20)), form="scale")
    titles = {text for panel in drawn(asked) for text in words(panel) if text.startswith("Lane")}
    assert len(titles) == 7
    (panel,) = drawn(timeline(mark(0), mark(1, lane="Ministry"), form="scale"))
    assert where(panel, "event-1").mark.y < where(panel, "event-0").mark.y


def test_an_agenda_names_the_lane_in_a_column() -> None:
    (panel,) = drawn(replace(in_lanes(4, ["Ministry", "Brigade"]), form="agenda"))
    assert words(panel).count("Ministry") == 2
    assert len({s.x for s in panel.strokes if isinstance(s, TextStroke) and s.text in ("Ministry", "Brigade")}) == 1


# -- periods ----------------------------------------------------------------------------------------------------------


def busy(*more: Mark) -> Timeline:
    return timeline(*(mark(n) for n in range(30)), *more, form="scale")


def span(key: str, hours: float | None) -> Mark:
    start = datetime(2026, 3, 3, 9, 20, tzinfo=WARSAW)
    end = None if hours is None else start + timedelta(hours=hours)
    ongoing = "ongoing" if hours is None else "closed"
    return mark(99, key=key, start=start, end=end, extent="span", open_end=ongoing, when="from 09:20", label="Search")


def bars(panel: Panel, key: str) -> list[list[PathStroke]]:
    """The strokes of an event's bar on each axis of a panel."""
    own = [s for s in panel.strokes if isinstance(s, PathStroke) and s.event == key and s.role in ("bar", "open")]
    return [[s for s in own if one.top <= s.points[0][1] <= one.bottom] for one in panel.scales]


def test_what_goes_on_has_a_bar_in_each_window_and_one_name() -> None:
    for lasting in (span("search", 8), span("search", None)):
        (panel,) = drawn(busy(lasting))
        assert len(panel.scales) > 2
        assert all(bars(panel, "search"))
        assert [one.key for one in panel.placed if one.label].count("search") == 1


def test_what_ends_in_its_window_is_in_no_other() -> None:
    (panel,) = drawn(busy(span("search", 0.5)))
    assert [bool(found) for found in bars(panel, "search")].count(True) == 2  # the overview, and its window


def test_an_arrow_leads_into_the_window_where_something_goes_on() -> None:
    (panel,) = drawn(busy(span("search", 8)))
    last = bars(panel, "search")[-1]
    assert any(s.role == "open" and len(s.points) == 3 and s.points[0][0] < panel.scales[-1].axis.left for s in last)


def test_each_window_is_named_by_its_letter_and_its_period() -> None:
    (panel,) = drawn(busy())
    assert {"A", "B", "3 March 2026, 09:00–12:00"} <= set(words(panel))
    assert "3. März 2026, 09:00–12:00" in words(drawn(busy(), language="de")[0])
    assert not {"A", "B"} & set(words(drawn(timeline(mark(0), mark(1)))[0]))


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        (datetime(2011, 3, 1, tzinfo=WARSAW), datetime(2011, 4, 1, tzinfo=WARSAW), "Mar 2011"),
        (datetime(2009, 5, 1, tzinfo=WARSAW), datetime(2010, 9, 1, tzinfo=WARSAW), "May 2009–Aug 2010"),
        (datetime(2009, 6, 1, tzinfo=WARSAW), datetime(2009, 6, 4, tzinfo=WARSAW), "1–3 Jun 2009"),
        (datetime(2009, 1, 1, tzinfo=WARSAW), datetime(2013, 1, 1, tzinfo=WARSAW), "2009–2012"),
        (
            datetime(2009, 6, 1, 22, tzinfo=WARSAW),
            datetime(2009, 6, 2, 4, tzinfo=WARSAW),
            "1 June 2009, 22:00 – 2 June 2009, 04:00",
        ),
    ],
)
def test_a_period_is_named_no_more_precisely_than_its_bounds(first: datetime, last: datetime, name: str) -> None:
    since, until = (moment.timestamp() for moment in (first, last))
    assert period_name(Window("A", since, until, "day"), WARSAW, "en-GB") == name


def test_a_window_says_its_tick_and_how_much_larger_it_is() -> None:
    asked = busy()
    asked = replace(asked, words=replace(asked.words, tick="one tick = {length}", times="{n} times the scale above"))
    said = words(drawn(asked)[0])
    assert "one tick = 5 minutes" in said
    assert any(text.endswith("times the scale above") for text in said)


def test_many_families_stand_in_lanes_of_their_own_where_no_lanes_are_asked_for() -> None:
    families = ("harm", "act", "recovery", "finding")
    asked = timeline(*(mark(3 * n, family=families[n % 4]) for n in range(8)), form="scale")
    legend = tuple((family, f"a {family}") for family in families)
    (panel,) = drawn(replace(asked, words=replace(asked.words, legend=legend)))
    assert top(panel, "A harm") < top(panel, "A act") < top(panel, "A recovery") < top(panel, "A finding")


def test_a_long_silence_is_named_on_the_overview() -> None:
    start = datetime(2026, 3, 3, 9, 12, tzinfo=WARSAW)
    after = (*(timedelta(minutes=n) for n in range(4)), *(timedelta(days=n) for n in (3, 6, 9, 90, 93)))
    marks = [mark(n, start=start + at, end=start + at) for n, at in enumerate(after)]
    asked = timeline(*marks, form="scale")
    (panel,) = drawn(replace(asked, words=replace(asked.words, silence="{length} without an event")))
    assert "3 months without an event" in words(panel)


def test_the_signs_are_explained_once_under_the_last_panel() -> None:
    asked = busy()
    first, *others = asked.marks
    panels = drawn(replace(asked, marks=(replace(first, status="failed"), *others)))
    assert ["did not succeed" in words(panel) for panel in panels] == [False] * (len(panels) - 1) + [True]


def test_a_label_says_the_day_where_the_ruler_does_not() -> None:
    spread = [mark(n, start=at, end=at, day=at.date(), when="09:12") for n, at in enumerate(_each_week(5))]
    (panel,) = drawn(timeline(*spread, form="scale"))
    assert any("10 Mar" in text for text in words(panel))
    assert not any("3 Mar," in text for panel in drawn(busy()) for text in words(panel))
    whole = mark(
        7, start=_each_week(1)[0], end=_each_week(6)[5], when="to Tue 7 Apr 2026", day=date(2026, 3, 3), extent="span"
    )
    (panel,) = drawn(timeline(*spread, whole, form="scale"))
    assert any(text.startswith("3 Mar, to Tue") for text in words(panel))


def _each_week(number: int) -> list[datetime]:
    return [datetime(2026, 3, 3, 9, 12, tzinfo=WARSAW) + timedelta(days=7 * n) for n in range(number)]


# -- quality ----------------------------------------------------------------------------------------------------------


def test_the_layout_is_no_worse_than_it_was() -> None:
    found = {name: quality(drawn(asked)) for name, asked in fixed().items()}
    assert {name: one.keyed for name, one in found.items() if one.keyed} == {"even": 3, "crowded": 30, "lanes": 1}
    assert {name: one.mean for name, one in found.items() if one.mean > 40} == {}
    assert found["lanes"].leaders == 0


def test_quality_sees_a_worse_layout() -> None:
    (panel,) = drawn(fixed()["sparse"])
    one = next(one for one in panel.placed if one.label and one.leader)
    assert one.label
    far = one._replace(label=one.label._replace(y=one.label.y - 50), leader=((0.0, 0.0), (0.0, 200.0)))
    worse = panel._replace(placed=tuple(far if other is one else other for other in panel.placed))
    assert quality((worse,)).mean > quality((panel,)).mean
    assert quality((worse,)).leaders > quality((panel,)).leaders
