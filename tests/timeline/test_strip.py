"""The strip of page 1: as high as it may be, what weighs least gives way first, and it says how many events it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Annotation, Mark
from briefgen.look.theme import Theme
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Panel, TextStroke
from tests.support.documents import mark, timeline


def outage(*more: Mark) -> Timeline:
    """A burst of eight moments and three bars over two hours."""
    moments = [
        mark(n, label=f"Event {n} at the gate", rank=1000 if n == 3 else 10 * n, principal=n == 3) for n in range(8)
    ]
    bars = [lasting(20 + n, 30.0 + 25 * n, label=f"The search number {n} of the western hall") for n in range(3)]
    asked = timeline(*moments, *bars, *more, form="scale")
    return replace(asked, words=replace(asked.words, labelled="{n} of {total} labelled", moments="Moments"))


def lasting(number: int, minutes: float, **changes: object) -> Mark:
    start = mark(0).start
    assert start
    end = start + timedelta(minutes=minutes)
    return mark(number, start=start, end=end, extent="span", lasts=f"{minutes:g} min", **changes)


def drawn(asked: Timeline, height: float, width: float = 499.0) -> Panel:
    (made,) = layout(replace(asked, strip=height), width=width, max_height=600.0, theme=Theme())
    return made


def words(made: Panel) -> list[str]:
    return [stroke.text for stroke in made.strokes if isinstance(stroke, TextStroke)]


def named(made: Panel) -> set[str]:
    return {one.key for one in made.placed if one.label}


@pytest.mark.parametrize("height", [float(n) for n in range(72, 142, 3)])
def test_it_is_no_higher_than_it_may_be_and_keeps_the_principal(height: float) -> None:
    asked = outage()
    asked = replace(
        asked, words=replace(asked.words, labelled="{n} of {total} events have a label; the table has all of them")
    )
    made = drawn(asked, height)
    assert made.height <= height
    assert "event-3" in named(made)
    assert len(made.placed) == 11
    assert not made.entries
    assert not any(one.number for one in made.placed)


def test_labels_of_low_rank_give_way_before_the_names_of_bars() -> None:
    bars = {"event-20", "event-21", "event-22"}
    every, few, fewest = (named(drawn(outage(), height)) for height in (200.0, 90.0, 80.0))
    assert fewest < few < every
    assert bars <= few
    assert not bars <= fewest
    assert "event-7" in fewest  # of the moments the one that weighs most, but for the principal
    assert "event-0" not in few


def test_it_says_how_many_events_are_named_where_not_all_are() -> None:
    made = drawn(outage(), 90.0)
    said = f"{len(named(made))} of 11 labelled"
    assert said in " ".join(words(made))
    assert not any("labelled" in text for text in words(drawn(timeline(mark(0), mark(5), form="scale"), 140.0)))


def test_a_measured_distance_is_drawn_where_no_bar_shows_a_length() -> None:
    measured = Annotation("51 min", "event-0", "event-3")
    moments = timeline(*(mark(n) for n in range(5)), form="scale")
    assert "51 min" in words(drawn(replace(moments, annotation=measured), 140.0))
    barred = words(drawn(replace(outage(), annotation=measured), 140.0))
    assert "Event 0 at the gate – Event 3 at the gate:" in barred  # said below the axis


def test_on_a_phone_it_may_be_higher_as_names_stand_above_their_bars() -> None:
    made = drawn(outage(), 140.0, 246.0)
    assert made.height > 140
    assert {"event-3", "event-20", "event-21", "event-22"} <= named(made)


def test_without_a_dated_event_there_is_no_strip() -> None:
    lost = mark(9, when="", day=None, start=None, end=None)
    assert layout(replace(timeline(lost), strip=140.0), width=499.0, max_height=600.0, theme=Theme()) == ()
