"""What a reader sees on the chart: forms, days, ticks, breaks, signs, and how a crowded chart gives way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Cutoff, Mark
from briefgen.look.fonts import HOUSE, measure
from briefgen.look.theme import Theme
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import axis
from briefgen.timeline.form import choose
from briefgen.timeline.labels import SOFT_HYPHEN, LabelRun, clusters, measured
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Placed, TextStroke
from briefgen.timeline.time_label import duration
from tests.support.documents import mark, one_day, timeline

WARSAW = ZoneInfo("Europe/Warsaw")
NOON = datetime(2026, 3, 3, 12, 0, tzinfo=WARSAW)
THEME = Theme()
INK = THEME.palette


def drawn(asked: Timeline, **changes: Any) -> tuple[Panel, ...]:
    room: dict[str, Any] = {"width": 470.0, "max_height": 600.0, "theme": THEME, **changes}
    return layout(asked, **room)


def words(panel: Panel) -> list[str]:
    return [stroke.text for stroke in panel.strokes if isinstance(stroke, TextStroke)]


def where(panel: Panel, key: str) -> Placed:
    return next(one for one in panel.placed if one.key == key)


def civil(number: int, day: date, **changes: Any) -> Mark:
    start = datetime(day.year, day.month, day.day, tzinfo=WARSAW)
    whole = {"when": "", "day": day, "start": start, "end": start + timedelta(days=1), "extent": "civil"}
    return mark(number, **{**whole, **changes})


def at(key: str, moment: datetime, **changes: Any) -> Mark:
    own = {"key": key, "start": moment, "end": moment, "day": moment.date(), "when": f"{moment:%H:%M}", "label": key}
    return mark(0, **{**own, **changes})


# -- form -------------------------------------------------------------------------------------------------------------


def test_dates_without_clock_within_a_few_days_make_an_agenda() -> None:
    days = [date(2026, 3, 3), date(2026, 3, 4)]
    assert choose(timeline(*(civil(n, days[n % 2]) for n in range(5)))) == "agenda"


def test_clocks_and_long_spans_of_dates_make_a_scale() -> None:
    assert choose(timeline(mark(0), mark(1))) == "scale"
    assert choose(timeline(civil(0, date(2021, 3, 3)), civil(1, date(2026, 3, 3)))) == "scale"
    mixed = [civil(n, date(2026, 3, 3)) for n in range(7)]
    assert choose(timeline(*mixed, mark(7))) == "agenda"
    assert choose(timeline(*mixed, mark(7), mark(8))) == "scale"


def test_the_form_asked_for_is_the_form_drawn() -> None:
    assert choose(replace(one_day(), form="scale")) == "scale"


def test_a_chart_without_marks_has_no_panel() -> None:
    assert drawn(timeline()) == ()


def test_too_little_room_is_an_error() -> None:
    with pytest.raises(ValueError, match="240 by 160"):
        drawn(one_day(), width=100.0)


# -- agenda -----------------------------------------------------------------------------------------------------------


def test_the_rows_of_an_agenda_stand_by_day_and_in_stated_order_and_say_a_date_once() -> None:
    first, second = date(2026, 3, 3), date(2026, 3, 4)
    rows = (civil(0, second), civil(1, first), civil(2, second), at("late", NOON + timedelta(days=1)))
    (panel,) = drawn(timeline(*rows, form="agenda"))
    tops = {one.key: one.mark.y for one in panel.placed}
    assert tops["event-1"] < tops["event-0"] < tops["event-2"] < tops["late"]
    assert [word for word in words(panel) if word in ("Tue", "Wed")] == ["Tue", "Wed"]


def test_what_has_no_date_comes_last_and_borrows_none() -> None:
    lost = mark(9, key="lost", when="", day=None, start=None, end=None)
    for form in ("agenda", "scale"):
        (panel,) = drawn(timeline(lost, mark(0), mark(1), form=form))
        assert "Undated" in words(panel)
        assert where(panel, "lost").mark.y > max(one.mark.y for one in panel.placed if one.key != "lost")


def test_a_day_that_runs_on_in_another_panel_is_named_there_again() -> None:
    panels = drawn(timeline(*(mark(n) for n in range(30)), form="agenda"), max_height=300.0)
    assert len(panels) == 2
    assert all(words(panel).count("Tue") == 1 for panel in panels)


def test_a_span_is_as_long_beside_the_spine_as_it_lasted() -> None:
    span = civil(0, date(2026, 3, 3), key="span", extent="span", end=NOON + timedelta(days=1))
    days = [civil(n, date(2026, 3, 2 + n)) for n in (1, 2, 3)]
    (panel,) = drawn(timeline(span, *days, form="agenda"))
    bar = next(s for s in panel.strokes if isinstance(s, PathStroke) and s.event == "span" and s.role == "bar")
    length = max(y for _, y in bar.points) - min(y for _, y in bar.points)
    starts = [where(panel, day.key).leader[0][1] for day in days]
    assert length / (starts[1] - starts[0]) == pytest.approx(1.5)  # from midnight to the noon of the day after


def test_the_ways_from_the_spine_do_not_cross_and_are_true_to_scale() -> None:
    (panel,) = drawn(timeline(*(civil(n, date(2026, 3, day)) for n, day in enumerate((1, 2, 5, 29))), form="agenda"))
    starts = [one.leader[0][1] for one in panel.placed]
    ends = [one.leader[-1][1] for one in panel.placed]
    assert starts == sorted(starts)
    assert len({round(later - earlier, 3) for earlier, later in pairwise(ends[:3])}) == 1  # even rows
    per_day = (starts[3] - starts[0]) / 28
    assert starts[2] - starts[0] == pytest.approx(4 * per_day, rel=0.01)


def test_a_long_silence_between_two_rows_is_named() -> None:
    days = [date(2026, 3, 3), date(2026, 3, 5), date(2026, 3, 6), date(2026, 5, 20)]
    (panel,) = drawn(timeline(*(civil(n, day) for n, day in enumerate(days)), form="agenda"))
    assert [word for word in words(panel) if word.endswith(" days")] == ["75 days"]


def test_nothing_is_silent_while_something_goes_on() -> None:
    on = civil(0, date(2026, 3, 3), extent="span", end=None, open_end="ongoing")
    later = (civil(1, date(2026, 3, 4)), civil(2, date(2026, 5, 20)))
    (panel,) = drawn(timeline(on, *later, form="agenda"))
    assert not [word for word in words(panel) if word.endswith(" days")]


def test_a_row_says_its_status_and_who_contests_it() -> None:
    rows = (mark(0, status="failed"), mark(1, contested="contested by the brigade"), mark(2))
    (panel,) = drawn(timeline(*rows, form="agenda"))
    said = {
        key: [s.text for s in panel.strokes if isinstance(s, TextStroke) and s.event == key]
        for key in ("event-0", "event-1")
    }
    assert "did not succeed" in said["event-0"]
    assert "\u2260\u00a0contested by the brigade" in said["event-1"]


def test_a_bar_beside_the_spine_is_on_no_panel_before_its_row() -> None:
    late = mark(29, key="late", extent="span", end=NOON + timedelta(hours=9))
    panels = drawn(timeline(*(mark(n) for n in range(29)), late, form="agenda"), max_height=300.0)
    drawn_on = [number for number, panel in enumerate(panels) if any(s.event == "late" for s in panel.strokes)]
    assert drawn_on == [len(panels) - 1]


def test_on_a_phone_an_agenda_has_no_spine_and_its_times_run_in() -> None:
    (panel,) = drawn(timeline(mark(0), mark(1), form="agenda"), width=246.0)
    assert not any(one.leader for one in panel.placed)
    assert [word for word in words(panel) if ":" in word][:2] == ["Tue 3 Mar 2026, 09:12", "09:29"]


# -- scale ------------------------------------------------------------------------------------------------------------


def test_a_date_without_clock_fills_its_day_and_no_more() -> None:
    noon = at("noon", datetime(2026, 3, 4, 12, 0, tzinfo=WARSAW))
    (panel,) = drawn(timeline(civil(0, date(2026, 3, 3)), civil(1, date(2026, 3, 4)), noon, form="scale"))
    first, second, half = (where(panel, key).mark for key in ("event-0", "event-1", "noon"))
    assert first.right == pytest.approx(second.x, abs=0.01)
    assert half.x + half.width / 2 == pytest.approx(second.x + second.width / 2, abs=0.01)


def test_time_is_proportional() -> None:
    marks = (at("a", NOON), at("b", NOON + timedelta(hours=1)), at("c", NOON + timedelta(hours=4)))
    (panel,) = drawn(timeline(*marks, form="scale"))
    a, b, c = (where(panel, key).mark.x for key in "abc")
    assert (c - a) == pytest.approx(4 * (b - a))


def test_context_stands_at_the_edge_and_does_not_stretch_the_scale() -> None:
    war = at("war", NOON - timedelta(days=300), end=None, extent="span", open_end="ongoing", context=True)
    events = [at(f"e{n}", NOON + timedelta(hours=n)) for n in range(3)]
    (panel,) = drawn(timeline(war, *events, form="scale"))
    assert where(panel, "war").mark.right < where(panel, "e0").mark.x
    assert where(panel, "e2").mark.x - where(panel, "e0").mark.x > 300


def test_a_long_silence_is_cut_and_named() -> None:
    late = NOON + timedelta(days=280)
    events = [at(f"e{n}", NOON + timedelta(hours=5 * n)) for n in range(4)]
    events += [at(f"l{n}", late + timedelta(hours=5 * n)) for n in range(4)]
    (panel,) = drawn(timeline(*events, form="scale"))
    assert "9 months" in words(panel)
    assert where(panel, "e3").mark.x - where(panel, "e0").mark.x > 100
    (panel,) = drawn(timeline(*events, form="scale"), language="de")
    assert "9 Monate" in words(panel)


def test_something_under_way_is_no_silence() -> None:
    events = [at(f"e{n}", NOON + timedelta(hours=n)) for n in range(4)]
    events.append(at("late", NOON + timedelta(days=280)))
    lasting = at("search", NOON, extent="span", end=NOON + timedelta(days=279))
    assert len(axis(events, 0, 470, 30).stretches) == 2
    assert len(axis([*events, lasting], 0, 470, 30).stretches) == 1


def test_labels_that_fit_no_label_go_to_the_key() -> None:
    long = mark(3, key="long", label="a very long account of what happened then " * 15)
    (panel,) = drawn(timeline(mark(0), long, mark(5), form="scale"))
    assert where(panel, "long").label is None
    assert [(entry.key, entry.number) for entry in panel.entries] == [("long", 1)]
    assert all(where(panel, f"event-{n}").label for n in (0, 5))


def test_a_crowd_gets_windows_before_numbers() -> None:
    (panel,) = drawn(timeline(*(mark(n) for n in range(30)), form="scale"))
    assert 1 < len(panel.scales) <= 5
    assert len(panel.entries) < 10
    ties = [at(f"tie-{n}", NOON, label=f"Alarm {n} in the western hall") for n in range(30)]
    (panel,) = drawn(timeline(*ties, form="scale"))
    assert len(panel.scales) == 1
    assert len(panel.entries) + sum(one.label is not None for one in panel.placed) == 30


# -- lengths ----------------------------------------------------------------------------------------------------------


def test_durations_are_rounded_words() -> None:
    assert duration(280 * 86400, "en-GB") == "9 months"
    assert duration(3 * 3600, "fr") == "3 heures"


# -- labels -----------------------------------------------------------------------------------------------------------


def set_to(text: str, width: float) -> list[str]:
    copy = measured((LabelRun(text, "regular", INK.ink),), 8, 9.6, HOUSE)
    return ["".join(run.text for run in line) for line in copy.to(width).lines]


def test_lines_break_between_words_and_after_punctuation_within_them() -> None:
    assert set_to("one two three", 30) == ["one two", "three"]
    assert set_to("feeder/transformer", 45) == ["feeder/", "transformer"]
    assert set_to("13:00–14:30", 20)[0] != "13:"


def test_a_word_too_long_for_a_line_breaks_with_a_soft_hyphen() -> None:
    lines = set_to("Donaudampfschifffahrtsgesellschaft", 60)
    assert len(lines) > 1
    assert all(line.endswith(SOFT_HYPHEN) for line in lines[:-1])
    assert "".join(lines).replace(SOFT_HYPHEN, "") == "Donaudampfschifffahrtsgesellschaft"
    assert all(measure(line, 8) <= 60 for line in lines)


def test_the_author_s_soft_hyphen_shows_only_where_it_breaks() -> None:
    assert set_to("tele\u00admetry", 200) == ["telemetry"]
    assert set_to("tele\u00admetry", 24) == ["tele\u00ad", "metry"]


def test_a_no_break_space_holds() -> None:
    assert set_to("from Gen.\u00a0Milley", 50) == ["from", "Gen.\u00a0Milley"]


def test_ideographs_break_anywhere_but_before_a_full_stop() -> None:
    assert set_to("東京で爆発。", 8 * 5.2)[-1] != "。"
    assert len(set_to("東京で爆発が発生した", 30)) > 1


def test_a_combining_mark_stays_with_its_letter() -> None:
    assert clusters("e\u0301a") == ["e\u0301", "a"]


# -- signs ------------------------------------------------------------------------------------------------------------


def sign(**changes: Any) -> tuple[PathStroke | Disc, ...]:
    return tuple(s for s in draw.glyph(mark(0, **changes), 0, 0, INK) if not isinstance(s, TextStroke))


def test_each_status_has_a_sign_of_its_own() -> None:
    happened, failed, pending, cancelled, unknown = (
        sign(family="harm", status=status) for status in ("occurred", "failed", "pending", "cancelled", "undetermined")
    )
    assert happened[0].fill == INK.harm
    assert [(line.stroke, line.fill) for line in failed[2:]] == [(INK.harm, "")] * 2  # a cross
    assert pending[0].dash
    assert pending[0].fill == INK.paper
    assert cancelled[0].fill == INK.paper
    assert cancelled[0].width < pending[0].width
    assert len(cancelled) == 2  # struck through
    assert unknown[0].fill not in (INK.harm, INK.paper)


def test_a_glyph_is_the_same_whether_its_moment_is_exact_or_not() -> None:
    assert sign() == sign(certainty="about") == sign(certainty="uncertain")  # its words say so


def lasting(**changes: Any) -> tuple[PathStroke, ...]:
    made = draw.bar(mark(0, **{"extent": "span", "family": "act", **changes}), 0, 0, 40, "right", INK)
    return tuple(s for s in made if isinstance(s, PathStroke))


def nicks(**changes: Any) -> list[float]:
    return [s.points[0][0] for s in lasting(**changes) if s.stroke == INK.paper and not s.closed]


def test_white_nicks_say_which_end_of_a_bar_is_not_exact() -> None:
    assert nicks() == []
    assert [x < 20 for x in nicks(certainty="about", vague=(True, False))] == [True, True]
    assert [x < 20 for x in nicks(certainty="about", vague=(False, True))] == [False, False]
    assert len(nicks(certainty="uncertain")) == 4
    assert len(nicks(certainty="about", open_end="ongoing")) == 2  # an open end has its arrow


def test_a_failed_span_is_an_outline_with_a_line_through_it_and_a_cross_at_its_end() -> None:
    outline, through = lasting(status="failed")
    cross = draw.ending(mark(0, extent="span", status="failed"), 40, 0, "right", INK)
    assert (outline.fill, outline.stroke, outline.closed) == (INK.paper, INK.act, True)
    assert [x for x, _ in through.points] == [0, 40]
    assert all(40 < x <= 40 + draw.BEYOND for line in cross if isinstance(line, PathStroke) for x, _ in line.points)
    assert draw.ending(mark(0, extent="span"), 40, 0, "right", INK) == ()


def test_a_stroke_stands_below_a_mark_for_each_independent_source() -> None:
    assert [len(draw.evidence(sources, 0, 0, INK)) for sources in (0, 1, 3)] == [0, 1, 3]


def test_families_differ_in_shape_and_not_in_colour_alone() -> None:
    families = ("harm", "act", "recovery", "finding", "ruling", "statement", "other")
    shapes = {
        tuple(s.points) if isinstance(s, PathStroke) else s.radius
        for s in (sign(family=family)[0] for family in families)
    }
    assert len(shapes) == 7


def test_the_legend_names_only_what_appears() -> None:
    (panel,) = drawn(timeline(mark(0), mark(1, status="failed"), mark(5)))
    assert "did not succeed" in words(panel)
    assert "uncertain" not in words(panel)


def test_the_legend_names_each_sign_once_and_not_what_is_no_longer_drawn() -> None:
    named = ("about", "before", "after", "sources", "between", "contested", "harm", "act")
    asked = timeline(
        mark(0, family="harm", certainty="about", sources=2),
        mark(1, extent="before", family="act", contested="contested by Russia"),
        mark(3, extent="between", family="act", end=NOON),
        form="agenda",
    )
    asked = replace(asked, words=replace(asked.words, legend=tuple((name, f"a {name}") for name in named)))
    (panel,) = drawn(asked)
    said = [word for word in words(panel) if word.startswith("a ")]
    assert sorted(said) == sorted(f"a {name}" for name in ("before", "between", "contested", "harm", "act"))


def test_where_no_bars_are_drawn_none_are_explained() -> None:
    rows = mark(0), mark(1, extent="span", end=None, open_end="ongoing"), mark(2, extent="between", end=NOON)
    asked = timeline(*rows, form="agenda")
    asked = replace(asked, words=replace(asked.words, legend=(("ongoing", "goes on"), ("between", "some time"))))
    assert {"goes on", "some time"} <= set(words(drawn(asked)[0]))
    assert not {"goes on", "some time"} & set(words(drawn(asked, width=246.0)[0]))


def test_the_legend_explains_what_dissolves() -> None:
    asked = timeline(mark(0), mark(1, extent="span", end=None, open_end="unknown"))
    asked = replace(asked, words=replace(asked.words, legend=(("unknown_end", "end not known"),)))
    assert "end not known" in words(drawn(asked)[0])


# -- around the picture -----------------------------------------------------------------------------------------------


def around(*marks: Mark, form: str = "agenda") -> Timeline:
    asked = replace(timeline(*marks, form=form), headline="Gone in ten minutes", sub="Warsaw, 3 March 2026")
    asked = replace(asked, source="Sources: the brigade [1].", marking="TLP:AMBER")
    return replace(asked, cutoff=Cutoff(NOON, "Information to 3 March"))


@pytest.mark.parametrize("width", [499.0, 246.0])
def test_a_whole_chart_says_what_it_shows_above_and_whom_it_rests_on_below(width: float) -> None:
    (panel,) = drawn(around(mark(0), mark(1)), width=width)
    tops = {s.text: s.y for s in panel.strokes if isinstance(s, TextStroke)}
    above, below = (edge(one.mark for one in panel.placed) for edge in (min, max))
    assert tops["Gone in ten minutes"] < tops["Warsaw, 3 March 2026"] < above.y
    assert below.y < tops["Sources: the brigade [1]."] <= tops["TLP:AMBER"] == tops["Information to 3 March"]


def test_of_several_panels_the_first_has_the_headline_and_the_last_the_sources() -> None:
    panels = drawn(around(*(mark(n) for n in range(60))), width=499.0)
    assert len(panels) > 1
    assert [number for number, panel in enumerate(panels) if "Gone in ten minutes" in words(panel)] == [0]
    assert [number for number, panel in enumerate(panels) if "TLP:AMBER" in words(panel)] == [len(panels) - 1]
    assert all(panel.height <= 600 for panel in panels)


def test_a_strip_stands_under_a_caption_and_says_none_of_it() -> None:
    asked = replace(around(mark(0), mark(1)), strip=300.0)
    assert not {"Gone in ten minutes", "TLP:AMBER", "Information to 3 March"} & set(words(drawn(asked)[0]))


@pytest.mark.parametrize("height", [160.0, 600.0])
def test_words_without_end_around_a_chart_leave_room_for_it(height: float) -> None:
    """The sources of a brief may be named by hundreds of words: they stand in the document too."""
    endless = "word " * 3000
    crowd = timeline(*(mark(n, label=f"{'Something long happens ' * 9}{n}") for n in range(12)))
    drawn = layout(
        replace(crowd, source=endless, sub=endless, headline=endless), width=470, max_height=height, theme=Theme()
    )
    assert {placed.key for panel in drawn for placed in panel.placed} == {one.key for one in crowd.marks}
    assert not [
        line
        for panel in drawn
        for line in panel.strokes
        if isinstance(line, TextStroke) and line.text.startswith("word")
    ]
    assert all(panel.height < 2 * height for panel in drawn)
