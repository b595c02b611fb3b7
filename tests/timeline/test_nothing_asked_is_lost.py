"""Phases and measured distances that a writer asks for reach the picture in every form: drawn, or said in words below."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Annotation, Mark, Phase
from briefgen.look.theme import Theme
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Panel, PathStroke, TextStroke
from tests.support.documents import mark, timeline
from tests.timeline.test_day_columns import on

WARSAW = ZoneInfo("Europe/Warsaw")
START = datetime(2026, 3, 3, tzinfo=WARSAW)
PHASES = (
    Phase("Searching", START, START + timedelta(days=1), "1 day"),
    Phase("Reading", START + timedelta(days=1), None, "continuing"),
    Phase("Long before", START - timedelta(days=900), START - timedelta(days=800), "100 days"),
    Phase("An hour of it", START + timedelta(hours=9), START + timedelta(hours=10), "1 h"),
)
MEASURED = Annotation("about so long", "event-0", "event-2")


def clocked(**changes: Any) -> list[Mark]:
    return [mark(n, **changes) for n in range(4)]


def crowd() -> list[Mark]:
    moments = (START + timedelta(hours=9, minutes=n) for n in range(310))
    marks = [mark(n, start=at, end=at, when=f"{at:%H:%M}", rank=20) for n, at in enumerate(moments)]
    return [replace(one, rank=100) if one.key in ("event-0", "event-2") else one for one in marks]


FORMS: dict[str, Timeline] = {
    "scale": timeline(*clocked(), form="scale"),
    "agenda": timeline(*clocked(), form="agenda"),
    "lanes": timeline(*(mark(n, lane=("Ministry", "Brigade")[n % 2]) for n in range(4)), form="scale"),
    "days": timeline(on(0), on(1), on(2, day=1), on(3, day=2)),
    "crowd": timeline(*crowd()),
    "without a time": timeline(*(mark(n, when="", day=None, start=None, end=None) for n in range(4))),
}


def asked(form: str, **changes: Any) -> Timeline:
    found = FORMS[form]
    words = replace(found.words, phases="Phases", labelled="{n} of {total} labelled")
    return replace(found, words=words, phases=PHASES, annotation=MEASURED, **changes)


def drawn(chart: Timeline, width: float, height: float = 600.0) -> tuple[Panel, ...]:
    return layout(chart, width=width, max_height=height, theme=Theme())


def words(panels: tuple[Panel, ...]) -> str:
    return " ".join(s.text for panel in panels for s in panel.strokes if isinstance(s, TextStroke))


@pytest.mark.parametrize("width", [499.0, 246.0])
@pytest.mark.parametrize("form", FORMS)
def test_every_phase_and_the_distance_are_on_the_picture_once(form: str, width: float) -> None:
    panels = drawn(asked(form), width)
    said = words(panels)
    for text in (*(phase.title for phase in PHASES), MEASURED.text):
        assert said.count(text) == 1, text
    for panel in panels:
        boxes = [one.label for one in panel.placed if one.label]
        for box in panel.furniture:
            assert box.bottom <= panel.height + 0.1
            assert not any(_touch(box, label) for label in boxes)


@pytest.mark.parametrize("height", [70.0, 104.0, 140.0])
@pytest.mark.parametrize("form", ["scale", "days"])
def test_a_strip_says_them_too_where_it_has_room(form: str, height: float) -> None:
    said = words(drawn(asked(form, strip=height), 499.0))
    for text in (*(phase.title for phase in PHASES), MEASURED.text):
        assert said.count(text) == 1 or height < 104


def test_beside_an_agenda_a_line_leads_from_row_to_row() -> None:
    (panel,) = drawn(asked("agenda"), 499.0)
    middles = {one.key: one.mark.y + one.mark.height / 2 for one in panel.placed}
    (line,) = [
        s
        for s in panel.strokes
        if isinstance(s, PathStroke) and s.points[0][0] == s.points[-1][0] > 420 and s.points[0] != s.points[-1]
    ]
    assert [y for _, y in line.points] == [middles["event-0"], middles["event-2"]]


def test_words_that_find_no_room_below_a_full_page_make_the_pages_lower() -> None:
    rows = [mark(n, label=f"Row {n}") for n in range(41)]
    full = replace(timeline(*rows, form="agenda"), annotation=Annotation("so long " * 9, "event-0", "event-40"))
    panels = drawn(full, 246.0, 420.0)
    assert all(panel.height <= 420 for panel in panels)
    assert "so long" in words(panels[-1:])
    assert len(panels[-1].placed) > 1


@pytest.mark.parametrize("width", [499.0, 246.0])
@pytest.mark.parametrize("form", ["scale", "lanes", "days"])
def test_the_name_of_a_phase_that_is_longer_than_a_line_stands_in_full_apart_from_all_else(
    form: str, width: float
) -> None:
    title = "The service comes back region by region under a limit on new sessions " * 3
    phases = (replace(PHASES[0], title=title.strip()), *PHASES[1:])
    panels = drawn(replace(asked(form), phases=phases), width)
    assert " ".join(title.split()) in words(panels)
    for panel in panels:
        boxes = [*panel.furniture, *(one.label for one in panel.placed if one.label)]
        assert not any(_touch(one, other) for one, other in combinations(boxes, 2))


def test_what_nobody_asked_for_adds_no_words() -> None:
    plain = drawn(replace(asked("agenda"), phases=(), annotation=None), 499.0)
    assert "Phases" not in words(plain)


def _touch(one: Any, other: Any) -> bool:
    return bool(
        one.x < other.right - 0.1
        and other.x < one.right - 0.1
        and one.y < other.bottom - 0.1
        and other.y < one.bottom - 0.1
    )


# -- rows of measured intervals -------------------------------------------------------------------------------------------


ROWS = (Annotation("17 min", "event-0", "event-1"), Annotation("51 min", "event-0", "event-3"))


def measured(**changes: Any) -> Timeline:
    marks = [mark(n, label=f"Finding {n}", principal=n == 0) for n in range(5)]
    return replace(timeline(*marks, form="scale"), intervals=ROWS, **changes)


@pytest.mark.parametrize("width", [499.0, 246.0])
@pytest.mark.parametrize("strip", [0.0, 140.0])
def test_intervals_have_a_row_each_named_by_what_they_lead_to(strip: float, width: float) -> None:
    (panel,) = drawn(measured(strip=strip), width)
    said = words((panel,))
    for one in ROWS:
        assert said.count(one.text) == 1
    assert said.count("Finding 1") == said.count("Finding 3") == 2  # its label, and its row
    heads = {one.key: one.leader[0][0] for one in panel.placed if one.leader}
    lines = [s for s in panel.strokes if isinstance(s, PathStroke) and s.width == 0.8 and not s.dash]
    ends = {round(x) for s in lines for x, _ in s.points}
    assert max(ends) <= round(heads["event-3"])


def test_the_authors_distance_that_has_a_row_is_not_drawn_twice() -> None:
    (panel,) = drawn(measured(annotation=ROWS[1]), 499.0)
    assert words((panel,)).count("51 min") == 1


def test_a_low_strip_has_fewer_intervals_and_keeps_its_labels() -> None:
    (high,), (low,) = drawn(measured(strip=140.0), 499.0), drawn(measured(strip=74.0), 499.0)
    assert words((high,)).count(" min") == 2
    assert words((low,)).count(" min") < 2
    assert any(one.key == "event-0" and one.label for one in low.placed)
