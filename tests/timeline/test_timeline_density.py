"""A crowded chart counts every event and names the most telling; its laws, and that each of them can fail."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Mark
from briefgen.look.theme import Theme
from briefgen.timeline.axis import axis
from briefgen.timeline.density import HIGH, LOW, salience
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Panel, Rect, TextStroke
from briefgen.timeline.ticks import cells
from tests.bench.chart_quality import touch
from tests.support.documents import mark, timeline
from tests.support.sweeps import examples

WIDTH, HEIGHT, HAIR = 470.0, 600.0, 0.01


def crowd(*marks: Mark) -> Timeline:
    made = timeline(*marks)
    return replace(made, words=replace(made.words, labelled="{n} of {total} events labelled"))


def drawn(asked: Timeline, width: float = WIDTH, height: float = HEIGHT) -> Panel:
    (panel,) = layout(asked, width=width, max_height=height, theme=Theme())
    return panel


def words(panel: Panel) -> list[str]:
    return [stroke.text for stroke in panel.strokes if isinstance(stroke, TextStroke)]


def day(number: int = 400) -> list[Mark]:
    """Events at a growing distance: the bars become lower to the right."""
    return [_at(n, n * n, "failed" if n % 97 == 3 else "occurred") for n in range(number)]


def _at(number: int, seconds: int, status: str) -> Mark:
    at = _moment(seconds)
    return mark(number, start=at, end=at, day=at.date(), when=f"{at:%H:%M}", status=status)


def _moment(seconds: int) -> datetime:
    return datetime(2026, 3, 3, 9, tzinfo=UTC) + timedelta(seconds=seconds)


# -- what a reader sees -----------------------------------------------------------------------------------------------


def test_above_three_hundred_events_there_is_one_panel_that_says_how_many_are_labelled() -> None:
    panel = drawn(crowd(*day()))
    labelled = sum(one.label is not None for one in panel.placed)
    assert f"{labelled} of 400 events labelled" in " ".join(words(panel))
    assert not panel.entries
    assert len(layout(crowd(*day(300)), width=WIDTH, max_height=HEIGHT, theme=Theme())) > 1


def test_the_principal_is_named_before_all_others_and_the_first_and_the_last_too() -> None:
    marks = day()
    marks[211] = replace(marks[211], principal=True)
    named = {one.key for one in drawn(crowd(*marks)).placed if one.label}
    assert {"event-0", "event-399", "event-211"} <= named


def test_a_principal_event_whose_text_fits_in_no_label_is_numbered() -> None:
    marks = day()
    marks[211] = replace(marks[211], principal=True, label="a very long account of what happened then " * 15)
    panel = drawn(crowd(*marks))
    assert [entry.key for entry in panel.entries] == ["event-211"]


def test_a_label_is_asked_for_by_rank_and_never_for_what_weighs_nothing() -> None:
    ranks = {0: -1, 3: 160, 4: 60, 7: 160, 8: -1, 9: 1020}
    marks = [mark(n, rank=ranks.get(n, 20), principal=n == 9) for n in range(12)]
    assert [one.key for one in salience(marks)] == [f"event-{n}" for n in (9, 3, 7, 4, 11)]


def test_the_heaviest_thirteen_are_named() -> None:
    marks = [replace(one, rank=20 + 40 * (n % 20 == 7)) for n, one in enumerate(day())]
    heavy = {one.key for one in marks if one.rank > 20}
    named = {one.key for one in drawn(crowd(*marks)).placed if one.label}
    assert len(heavy) > 13
    assert named <= heavy
    assert 8 <= len(named) <= 13


def test_what_has_no_date_is_counted_beside_the_axis() -> None:
    lost = [mark(1000 + n, start=None, end=None, day=None, when="") for n in range(12)]
    early = mark(2000, start=_moment(-(10**8)), end=_moment(-(10**8)), context=True)
    panel = drawn(crowd(*day(), *lost, early))
    assert {"Undated 12", "earlier 1"} <= set(words(panel))
    assert len(panel.placed) == 413


def test_bars_are_calendar_cells() -> None:
    month = axis([mark(0), mark(1, start=_moment(0), end=_moment(30 * 86400))], 0, 470, 30)
    edges = cells(month, UTC, 3.6, days=False)
    assert edges[0][0] == month.left
    assert edges[-1][1] == pytest.approx(month.right)
    middle = edges[10]
    assert month.x(_moment(0).timestamp()) < middle[0]
    assert (middle[1] - middle[0]) / month.stretches[0].scale == pytest.approx(6 * 3600)
    days = cells(month, UTC, 3.6, days=True)
    assert (days[10][1] - days[10][0]) / month.stretches[0].scale == pytest.approx(86400)


# -- the laws ---------------------------------------------------------------------------------------------------------


def faults(asked: Timeline, panel: Panel, width: float, height: float) -> Iterator[str]:
    """The names of the laws that the panel breaks."""
    keys = [one.key for one in panel.placed]
    if Counter(keys) != Counter(one.key for one in asked.marks):
        yield "counted"
    if panel.height > height + HAIR or panel.width != width:
        yield "room"
    labels = [one.label for one in panel.placed if one.label] + [entry.box for entry in panel.entries]
    frame = Rect(-HAIR, -HAIR, panel.width + 2 * HAIR, panel.height + 2 * HAIR)
    if any(not _inside(box, frame) for box in (*labels, *(one.mark for one in panel.placed))):
        yield "frame"
    if any(touch(one, other, 2.0) for one, other in combinations(labels, 2)):
        yield "labels"
    if any(touch(label, box) for label in labels for box in (*panel.furniture, *(one.mark for one in panel.placed))):
        yield "clear"
    leaders = [Rect(one.leader[0][0], min(y for _, y in one.leader), 0, 0) for one in panel.placed if one.leader]
    if any(touch(leader, label) for leader in leaders for label in labels):
        yield "leaders"
    for one in panel.placed:
        if one.label and _bare("".join(_text(panel, one.label))) not in _printed(asked, one.key):
            yield "characters"
    most = max(count for _, count in _bars(panel))
    if any(box.height != pytest.approx(max(LOW, HIGH * count / most)) for box, count in _bars(panel)):
        yield "heights"
    named = {one.key for one in panel.placed if one.label or one.number}
    if any(one.principal and one.key not in named for one in asked.marks[:1]):
        yield "principal"


def _bars(panel: Panel) -> Iterator[tuple[Rect, int]]:
    """Each bar and how many events began in it: those that it stands for, and those with a label over it."""
    heads = [one.leader[0][0] for one in panel.placed if one.leader]
    for box, count in Counter(one.mark for one in panel.placed if not one.label and not one.number).items():
        yield box, count + sum(box.x - HAIR <= head < box.x + box.width + 0.6 - HAIR for head in heads)


def _inside(box: Rect, frame: Rect) -> bool:
    return box.x >= frame.x and box.y >= frame.y and box.right <= frame.right and box.bottom <= frame.bottom


def _text(panel: Panel, box: Rect) -> Sequence[str]:
    grown = Rect(box.x - HAIR, box.y - HAIR, box.width + 2 * HAIR, box.height + 2 * HAIR)
    lines = [s for s in panel.strokes if isinstance(s, TextStroke) and _inside(Rect(s.x, s.y, 0, 0), grown)]
    return [line.text for line in sorted(lines, key=lambda line: (round(line.y, 2), line.x))]


def _printed(asked: Timeline, key: str) -> set[str]:
    """The label, with the time or the day and the time before it."""
    (own,) = (one for one in asked.marks if one.key == key)
    return {_bare(time + own.label) for time in (own.when, own.on_day, own.on_date)}


def _bare(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


@settings(
    max_examples=examples(12),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=list(HealthCheck),
)
@given(
    st.integers(301, 420),
    st.sampled_from([1, 60, 3600, 86400]),
    st.lists(st.integers(0, 40), min_size=5, max_size=12),
    st.sampled_from([(470.0, 600.0), (330.0, 300.0), (250.0, 170.0)]),
)
def test_no_law_is_broken(number: int, unit: int, steps: list[int], room: tuple[float, float]) -> None:
    moment, marks = 0, []
    for place in range(number):
        moment += unit * steps[place % len(steps)]
        marks.append(_at(place, moment, "failed" if steps[place % len(steps)] == 7 else "occurred"))
    asked = crowd(*marks)
    assert set(faults(asked, drawn(asked, *room), *room)) == set()


def _moved(panel: Panel, **changes: Any) -> Panel:
    place = next(n for n, one in enumerate(panel.placed) if one.label)
    placed = list(panel.placed)
    placed[place] = placed[place]._replace(**changes)
    return panel._replace(placed=tuple(placed))


def _second(panel: Panel) -> Rect:
    return [one.label for one in panel.placed if one.label is not None][1]


def _flat(panel: Panel) -> Panel:
    bars = Counter(one.mark for one in panel.placed if not one.label)
    highest = max(bars, key=lambda box: bars[box])
    placed = (one._replace(mark=one.mark._replace(height=1.0)) if one.mark == highest else one for one in panel.placed)
    return panel._replace(placed=tuple(placed))


SABOTAGE: dict[str, Callable[[Panel], Panel]] = {
    "counted": lambda panel: panel._replace(placed=panel.placed[:-1]),
    "room": lambda panel: panel._replace(height=HEIGHT + 1),
    "frame": lambda panel: _moved(panel, label=Rect(WIDTH - 5, 10, 20, 9)),
    "labels": lambda panel: _moved(panel, label=_second(panel)),
    "clear": lambda panel: _moved(panel, label=panel.furniture[-1]),
    "leaders": lambda panel: _moved(panel, leader=((_second(panel).x + 3, _second(panel).y + 3),) * 2),
    "characters": lambda panel: panel._replace(strokes=()),
    "heights": _flat,
    "principal": lambda panel: panel._replace(placed=tuple(one._replace(label=None) for one in panel.placed)),
}


@pytest.mark.parametrize("law", SABOTAGE)
def test_a_broken_law_is_reported(law: str) -> None:
    marks = day(1500)
    marks[0] = replace(marks[0], principal=True)
    panel = drawn(crowd(*marks))
    assert set(faults(crowd(*marks), panel, WIDTH, HEIGHT)) == set()
    assert law in set(faults(crowd(*marks), SABOTAGE[law](panel), WIDTH, HEIGHT))
