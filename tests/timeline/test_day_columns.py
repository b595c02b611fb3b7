"""Days without clock times as columns: order, lengths, what gives way in a strip, and when rows are better."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Mark
from briefgen.look.theme import Theme
from briefgen.timeline import day_bars
from briefgen.timeline import day_columns as form
from briefgen.timeline import marks as draw
from briefgen.timeline.day_columns import day_columns
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.strokes import Disc, PathStroke, Placed, Rect, TextStroke
from tests.support.documents import mark, timeline
from tests.support.sweeps import examples

WARSAW = ZoneInfo("Europe/Warsaw")
TUESDAY = date(2026, 3, 3)


def on(number: int, day: int = 0, days: int = 1, **changes: Any) -> Mark:
    start = datetime(2026, 3, 3 + day, tzinfo=WARSAW)
    whole = {"when": "", "day": start.date(), "start": start, "end": start + timedelta(days=days), "extent": "civil"}
    return mark(number, **{**whole, "label": f"Event {number}", **changes})


def chart(*marks: Mark, **changes: Any) -> Timeline:
    asked = timeline(*marks)
    words = replace(asked.words, clockless="No clock times", in_order="Moments, in order")
    return replace(asked, words=words, **changes)


def drawn(asked: Timeline, width: float = 499.0, height: float = 600.0) -> Fragment | None:
    return day_columns(Sheet(width, height, Theme(), asked.words, asked.zone, "en-GB"), asked)


def made(asked: Timeline, **room: float) -> Fragment:
    part = drawn(asked, **room)
    assert part
    return part


def where(part: Fragment, key: str) -> Placed:
    return next(one for one in part.placed if one.key == f"event-{key}")


def words(part: Fragment) -> list[str]:
    return [stroke.text for stroke in part.strokes if isinstance(stroke, TextStroke)]


def bars(part: Fragment, key: str, role: str = "bar") -> list[tuple[float, float]]:
    found = [s for s in part.strokes if isinstance(s, PathStroke) and s.event == f"event-{key}" and s.role == role]
    return [(min(x for x, _ in s.points), max(x for x, _ in s.points)) for s in found]


# -- laws -------------------------------------------------------------------------------------------------------------


def faults(part: Fragment, width: float, height: float) -> set[str]:
    """The names of the laws that the picture breaks."""
    found = set()
    labels = [one.label for one in part.placed if one.label]
    boxes = [*labels, *part.furniture]
    if any(_touch(one, other) for one, other in combinations(boxes, 2)):
        found.add("texts")
    others = [(one, other) for one in part.placed for other in part.placed if one.label]
    if any(_touch(one.label, other.mark) and not _on_its_bar(one, other) for one, other in others if one.label):
        found.add("marks")
    if any(x < -0.01 or x > width + 0.01 or y < -0.01 or y > height + 0.01 for x, y in _points(part, boxes)):
        found.add("frame")
    return found


def _on_its_bar(one: Placed, other: Placed) -> bool:
    """True for a name on its own bar, of which there is some to see at either side."""
    label, bar = one.label, other.mark
    return one.key == other.key and bool(label and bar.x + 5 < label.x and label.right < bar.right - 5)


def _touch(one: Rect, other: Rect) -> bool:
    return (
        min(one.right, other.right) - max(one.x, other.x) > 0.01
        and min(one.bottom, other.bottom) - max(one.y, other.y) > 0.01
    )


def _points(part: Fragment, boxes: list[Rect]) -> list[tuple[float, float]]:
    corners = [(x, y) for box in boxes for x, y in ((box.x, box.y), (box.right, box.bottom))]
    for stroke in part.strokes:
        match stroke:
            case PathStroke(points):
                corners += points
            case Disc(x, y, radius):
                corners += [(x - radius, y - radius), (x + radius, y + radius)]
            case TextStroke():
                pass
    return corners


@st.composite
def few_days(pick: st.DrawFn) -> Timeline:
    """Random marks without clocks within a week, in stated order."""
    marks: list[Mark] = []
    label = st.lists(
        st.sampled_from(["fire", "Explosion", "at", "Zażółć", "x" * 40, "爆発が発生した"]), min_size=1, max_size=9
    )
    for number in range(pick(st.integers(1, 14))):
        day, lasts = pick(st.integers(0, 5)), pick(st.booleans())
        end = pick(st.sampled_from(["closed", "ongoing", "unknown"])) if lasts else "closed"
        one = on(
            number,
            day,
            pick(st.integers(1, 9)) if lasts else 1,
            extent=pick(st.sampled_from(["span", "between"]))
            if lasts and end == "closed"
            else "span"
            if lasts
            else "civil",
            open_end=end,
            label=" ".join(pick(label)),
            lasts=pick(st.sampled_from(["", "2 days"])),
            when=pick(st.sampled_from(["", "date in New York"])),
            status=pick(st.sampled_from(["occurred", "failed", "pending"])),
            certainty=pick(st.sampled_from(["certain", "about"])),
            after=tuple(one.key for one in marks[-1:]) if pick(st.booleans()) else (),
            rank=pick(st.integers(-1, 300)),
            context=pick(st.integers(0, 9)) == 0,
        )
        marks.append(replace(one, end=None) if end != "closed" else one)
    return chart(*marks, strip=pick(st.sampled_from([0.0, 0.0, 140.0, 104.0])))


@settings(
    max_examples=examples(120), deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(few_days(), st.sampled_from([499.0, 420.0]))
def test_no_law_is_broken(asked: Timeline, width: float) -> None:
    part = drawn(asked, width, asked.strip or 600.0)
    if part is None:
        return
    assert faults(part, width, asked.strip or 600.0) == set()
    assert sorted(one.key for one in part.placed) == sorted(one.key for one in asked.marks)
    if not asked.strip:
        said = "".join(words(part)).replace("\u00ad", "").replace(" ", "")
        assert all(one.label.replace(" ", "") in said or _split(one, part) for one in asked.marks)


def _split(one: Mark, part: Fragment) -> bool:
    """Every character of a label stands in strokes of its event, in order."""
    own = "".join(s.text for s in part.strokes if isinstance(s, TextStroke) and s.event == one.key)
    return one.label.replace(" ", "") in own.replace(" ", "").replace("\u00ad", "")


def test_the_laws_can_fail(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = chart(*(on(n, n % 2, label="A long account of what went on") for n in range(6)))
    assert faults(made(asked), 499.0, 600.0) == set()
    monkeypatch.setattr(form, "MOMENT", 2.0)
    assert faults(made(asked), 499.0, 600.0) == {"marks"}
    monkeypatch.undo()
    goes_on = chart(on(0, extent="span", end=None, open_end="ongoing", when="continuing"), on(1))
    assert faults(made(goes_on), 499.0, 600.0) == set()
    arrow = draw.arrow
    monkeypatch.setattr(draw, "arrow", lambda x, y, length, along, ink: arrow(x, y, 3 * length, along, ink))
    assert faults(made(goes_on), 499.0, 600.0) == {"frame"}
    monkeypatch.undo()
    monkeypatch.setattr(day_bars, "_beside", lambda *_: 5.0)
    assert faults(made(goes_on), 499.0, 600.0) == {"texts"}


def test_in_a_strip_a_long_name_stands_on_its_bar_in_one_line_so_that_all_have_one() -> None:
    spans = [on(n, 0, 3, extent="span", rank=20, label="A long account of the talks that they had") for n in range(4)]
    part = made(chart(*spans, *(on(n, n - 5, rank=40) for n in range(5, 8)), strip=104.0), height=104.0)
    assert all(one.label for one in part.placed)
    label = where(part, "2").label
    assert label
    (left, right), *_ = bars(part, "2")
    assert left < label.x < label.right < right
    (ground,) = [s for s in part.strokes if isinstance(s, PathStroke) and s.fill == "#FFFFFF" and _over(s, label)]
    assert ground.points[0][0] < label.x
    assert ground.event == "event-2", "a page that groups strokes by event would paint it under the bar"


def _over(stroke: PathStroke, box: Rect) -> bool:
    return stroke.points[0][1] < box.bottom and stroke.points[-1][1] > box.y


# -- what a reader sees -----------------------------------------------------------------------------------------------


def test_each_day_has_a_column_with_its_moments_in_stated_order() -> None:
    part = made(chart(on(0, 0), on(1, 1), on(2, 0), on(3, 1)))
    lefts = [where(part, key).mark.x for key in "0213"]
    assert lefts == sorted(lefts)
    assert len({where(part, key).mark.y for key in "0213"}) == 1
    assert {"Tuesday 3 March 2026", "Wednesday 4 March 2026", "No clock times", "Moments, in order"} <= set(words(part))


def test_what_lasted_runs_from_the_moment_that_it_follows_to_the_end_of_its_last_day() -> None:
    follows = on(2, 0, 2, extent="span", after=("event-1",), lasts="2 days", label="Calls")
    part = made(chart(on(0), on(1), follows, on(3, 1), on(4, 2)))
    ((left, right),) = bars(part, "2")
    first = where(part, "1").mark
    assert left == pytest.approx(first.x + first.width / 2)
    assert where(part, "3").mark.right < right < where(part, "4").mark.x
    assert "2 days" in words(part)
    assert where(part, "2").label is not None
    assert where(part, "2").label.right < Theme().second_edge  # type: ignore[union-attr]


def test_what_goes_on_has_an_arrow_into_a_column_of_its_own_and_what_nobody_knows_the_end_of_dissolves() -> None:
    on_ = on(0, extent="span", end=None, open_end="ongoing", when="continuing")
    part = made(chart(on_, on(1), on(2, extent="span", end=None, open_end="unknown", when="end not known")))
    assert "later" in words(part)
    assert bars(part, "0", "open")[-1][1] == pytest.approx(499.0)
    assert len(bars(part, "2", "open")) == 4
    assert {"continuing", "end not known"} <= set(words(part))


def test_what_came_from_before_the_days_has_an_arrow_and_its_date() -> None:
    war = on(0, extent="span", end=None, open_end="ongoing", context=True, on_date="since Feb 2022")
    began = datetime(2022, 2, 24, tzinfo=WARSAW)
    part = made(chart(replace(war, start=began, day=began.date()), on(1), on(2, 1)))
    assert len(bars(part, "0", "open")) == 4  # two arrows, of a shaft and a tip
    assert "since Feb 2022" in words(part)


@pytest.mark.parametrize("height", [90.0, 104.0, 140.0])
def test_in_a_strip_the_principal_keeps_its_label_and_no_event_its_mark_only_by_rank(height: float) -> None:
    spans = [on(n, 0, 2, extent="span", rank=20, label="A long account of talks") for n in range(3)]
    moments = [on(n, n % 2, rank=10 * n, label="Something else that went on there") for n in range(3, 8)]
    part = made(chart(*spans, *moments, on(9, 1, principal=True, rank=1100), strip=height), height=height)
    assert part.height <= height
    assert where(part, "9").label
    assert len(part.placed) == 9
    assert faults(part, 499.0, height) == set()


def test_in_a_strip_moments_stand_in_one_row_and_the_heaviest_have_words_over_those_after_them() -> None:
    ranks = (20, 160, 20, 20, 60)
    marks = [on(n, 0, rank=rank, label="Something that went on there") for n, rank in enumerate(ranks)]
    days = [on(n, n - 4, rank=20) for n in (5, 6, 7, 8)]
    part = made(chart(*marks, *days, strip=104.0), height=104.0)
    assert len({one.mark.y for one in part.placed}) == 1
    first = [one for one in part.placed if one.key in {mark.key for mark in marks}]
    assert "event-1" in {one.key for one in first if one.label}
    assert 0 < sum(one.label is not None for one in first) < len(marks)


def test_in_a_strip_a_principal_at_the_end_of_its_day_has_words_too() -> None:
    moments = [on(n, rank=20 * n, principal=n == 13, label="Blast") for n in range(14)]
    part = made(chart(*moments, *(on(n, n - 13) for n in (14, 15)), strip=140.0), height=140.0)
    assert where(part, "13").label
    assert faults(part, 499.0, 140.0) == set()


def test_the_days_are_named_in_one_form() -> None:
    part = made(chart(on(0), on(1), on(2), on(3, 1), on(4, 2)))
    assert {"Tue 3 Mar", "Wed 4 Mar", "Thu 5 Mar"} <= set(words(part))


def test_on_a_phone_and_for_undated_or_very_many_moments_rows_are_better() -> None:
    assert drawn(chart(on(0), on(1)), width=246.0) is None
    assert drawn(chart(on(0), mark(1, when="", day=None, start=None, end=None))) is None
    assert drawn(chart(*(on(n) for n in range(40)))) is None
