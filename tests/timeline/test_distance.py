"""A measured distance is drawn once, between the marks that it is said of, and no leader passes its words."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Annotation, Cutoff, Mark
from briefgen.look.theme import Theme
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Panel, PathStroke, TextStroke
from tests.support.documents import mark, timeline
from tests.timeline.test_panel import drawn, faults


def measured(*marks: Mark, since: str = "event-0", until: str = "event-3", said: str = "about 51 min") -> Timeline:
    return replace(timeline(*marks, form="scale"), annotation=Annotation(said, since, until))


def said(panel: Panel, text: str) -> list[TextStroke]:
    return [s for s in panel.strokes if isinstance(s, TextStroke) and s.text == text]


def test_the_words_stand_between_the_marks_clear_of_the_leaders_that_pass() -> None:
    (panel,) = layout(measured(*(mark(n) for n in range(5))), width=499.0, max_height=600.0, theme=Theme())
    (words,) = said(panel, "about 51 min")
    heads = {one.key: one.leader[0] for one in panel.placed}
    assert heads["event-0"][0] < words.x < heads["event-3"][0]
    assert words.y < heads["event-0"][1]
    (box,) = [box for box in panel.furniture if box.x == words.x]
    assert not any(box.x < x < box.right for x, _ in heads.values())


def test_where_leaders_leave_no_room_the_words_stand_above_all_labels() -> None:
    asked = measured(*(mark(n, start=_close(n), end=_close(n)) for n in range(6)), mark(20), until="event-5")
    panel = drawn(asked)._replace(title="")
    assert faults(asked, panel) == set()


def test_a_distance_between_windows_stands_on_the_overview_and_one_within_a_window_only_there() -> None:
    burst = [mark(n, start=_close(n), end=_close(n)) for n in range(4)]
    late = [mark(10 + n, start=_close(6000 + n), end=_close(6000 + n)) for n in range(4)]
    for until in ("event-3", "event-12"):
        panels = layout(measured(*burst, *late, until=until), width=499.0, max_height=600.0, theme=Theme())
        assert sum(len(said(panel, "about 51 min")) for panel in panels) == 1


def test_in_lanes_the_distance_stands_above_them() -> None:
    marks = [mark(n, lane=("Ministry", "Brigade")[n % 2]) for n in range(6)]
    (panel,) = layout(measured(*marks), width=499.0, max_height=600.0, theme=Theme())
    (words,) = said(panel, "about 51 min")
    assert words.y < min(one.mark.y for one in panel.placed)


def test_a_dotted_line_parts_what_is_known_from_what_is_expected() -> None:
    last = mark(2).start
    assert last
    asked = timeline(mark(0), mark(1), mark(4, status="pending"), form="scale")
    asked = replace(asked, cutoff=Cutoff(last, "Information to 09:46"))
    panel = drawn(asked)
    (words,) = said(panel, "Information to 09:46")
    (line,) = [s for s in panel.strokes if isinstance(s, PathStroke) and s.dash and not s.event]
    x = line.points[0][0]
    assert abs(words.x - x) < 4
    heads = {one.key: one.leader[0][0] for one in panel.placed}
    assert heads["event-1"] < x < heads["event-4"]
    assert faults(asked, panel) == set()
    assert not said(drawn(replace(asked, marks=asked.marks[:2])), "Information to 09:46")


def _close(minutes: int) -> datetime:
    start = mark(0).start
    assert start
    return start + timedelta(minutes=minutes)
