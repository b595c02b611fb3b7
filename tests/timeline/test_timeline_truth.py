"""The chart says nothing false: what a reader measures on the picture lies within what is known of each event; and each of
these laws can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import pairwise
from math import inf
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Mark
from briefgen.look.theme import Theme
from briefgen.timeline import axis as axis_module
from briefgen.timeline import extents, scale
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import Axis
from briefgen.timeline.fragments import Sheet
from briefgen.timeline.key import Numbering
from briefgen.timeline.layout import layout
from briefgen.timeline.moments import Stands, bounds
from briefgen.timeline.panel_view import time_axis
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Stroke, StrokeRole, TextStroke
from briefgen.timeline.windows import Window
from tests.support.documents import mark, timeline
from tests.support.sweeps import examples
from tests.timeline.test_timeline_layout import WARSAW, timelines

HAIR = 0.05
NEAR = 0.05
"""Of the time that a panel shows: what reaches no further into it need not be told there again."""


# -- reading the picture back -----------------------------------------------------------------------------------------


def when(axis: Axis, x: float) -> tuple[float, float]:
    """The moments that a place on the picture may mean: one, on a stretch; any of the silence, in a break."""
    if x < axis.left - HAIR:
        return -inf, axis.first
    for stretch in axis.stretches:
        if stretch.left - HAIR <= x <= stretch.right + HAIR:
            at, slack = stretch.start + (x - stretch.left) / stretch.scale, HAIR / stretch.scale
            return at - slack, at + slack
    for one, other in pairwise(axis.stretches):
        if one.right < x < other.left:
            return one.end, other.start
    return axis.last, inf


def known(one: Mark) -> tuple[float, float]:
    """The earliest and the latest moment of an event, as the brief has them."""
    earliest = one.start.timestamp() if one.start and one.extent != "before" else -inf
    latest = one.end.timestamp() if one.end and one.extent != "after" else inf
    if one.extent == "span" and one.open_end == "unknown":
        latest = earliest
    return earliest, max(earliest, latest)


def bands(panels: tuple[Panel, ...]) -> Iterator[Panel]:
    """Each axis of the panels with what is drawn above and about it, as a panel of its own; agendas as they are."""
    for panel in panels:
        if not panel.scales:
            yield panel
        for one in panel.scales:
            strokes = tuple(s for s in panel.strokes if one.top - HAIR <= _middle(s) <= one.bottom + HAIR)
            yield panel._replace(strokes=strokes, scales=(one,))


def _middle(stroke: Stroke) -> float:
    match stroke:
        case Disc(y=y) | TextStroke(y=y):
            return y
        case PathStroke(points):
            return (min(y for _, y in points) + max(y for _, y in points)) / 2


def shapes(panel: Panel, key: str, role: StrokeRole) -> list[tuple[float, float, float, float]]:
    """(left, right, top, bottom) of each stroke of an event."""
    found = []
    for stroke in panel.strokes:
        if stroke.event != key or stroke.role != role:
            continue
        match stroke:
            case Disc(x, y, radius):
                found.append((x - radius, x + radius, y - radius, y + radius))
            case PathStroke(points, ink, width, closed=closed):
                xs, ys = [x for x, _ in points], [y for _, y in points]
                edge = width / 2 if closed and ink else 0.0  # an outline lies inside of what it is drawn about
                found.append((min(xs) - edge, max(xs) + edge, min(ys), max(ys)))
            case TextStroke():
                pass
    return found


def heads_of(panel: Panel, *keys: str) -> list[float]:
    """The centres of events' marks."""
    found = [shapes(panel, key, "glyph")[0] for key in keys]
    return [(left + right) / 2 for left, right, *_ in found]


def faults(asked: Timeline, panels: tuple[Panel, ...]) -> set[str]:
    """The names of the laws that the picture breaks."""
    shown = tuple(bands(panels))
    found = set(_order_faults(asked, shown)) | set(_word_faults(asked, panels))
    for panel in shown:
        for one in asked.marks:
            if panel.axis and (one.start or one.end):
                found |= set(_faults(panel, panel.axis, one))
    return found


def _faults(panel: Panel, axis: Axis, one: Mark) -> Iterator[str]:
    earliest, latest = known(one)
    glyphs, bars, opens = (shapes(panel, one.key, role) for role in ("glyph", "bar", "open"))
    for left, right, *_ in glyphs:
        low, high = when(axis, (left + right) / 2)
        if high < earliest or low > latest:
            yield "mark"
    for left, right, *_ in bars:
        if when(axis, left)[1] < earliest or when(axis, right)[0] > latest:
            yield "bar"
    if bars and not (one.context and not axis.first < earliest < latest < axis.last):
        middle = min(left for left, *_ in bars), max(right for _, right, *_ in bars)
        if earliest < axis.first and not any(left < middle[0] - 1 for left, *_ in opens):
            yield "open"
        if latest > axis.last and not any(right > middle[1] + 1 for _, right, *_ in opens):
            yield "open"
        caps = [left for left, right, top, bottom in bars if right - left < HAIR < bottom - top]
        if any(
            (earliest < axis.first and x < axis.left + HAIR) or (latest > axis.last and x > axis.right - HAIR)
            for x in caps
        ):
            yield "cap"
    shown = axis.last - axis.first
    reaches = earliest < axis.last - NEAR * shown and latest > axis.first + NEAR * shown
    if one.extent in ("span", "between") and not one.context and reaches and not (glyphs or bars or opens):
        yield "gone"


def _order_faults(asked: Timeline, panels: tuple[Panel, ...]) -> Iterator[str]:
    """Each dated event stands, where it stands first, no earlier than where the dated ones that it follows stand first."""
    places = {one.key: found for one in asked.marks if (one.start or one.end) and (found := _first(panels, one.key))}
    for one in asked.marks:
        for earlier in one.after:
            if earlier in places and one.key in places:
                (since, first, _), (number, _, last) = places[earlier], places[one.key]
                if (since, first) > (number, last + HAIR):
                    yield "order"


def _first(panels: tuple[Panel, ...], key: str) -> tuple[int, float, float] | None:
    """The first panel on which an event stands, and where at the earliest and at the latest: before all that it shows, for what an arrow
    says to have begun before the axis."""
    roles: tuple[StrokeRole, ...] = ("glyph", "bar")  # a bar in a row of its own has no glyph
    for number, panel in enumerate(panels):
        for role in roles:
            for left, right, top, bottom in shapes(panel, key, role):
                if not panel.axis:
                    return number, (top + bottom) / 2, (top + bottom) / 2
                at = (left + right) / 2 if role == "glyph" else left
                arrow = any(one < left - 1 for one, *_ in shapes(panel, key, "open"))
                begun = role == "bar" and arrow and left < panel.axis.left + HAIR
                return number, -inf if begun else at, at
    return None


def _word_faults(asked: Timeline, panels: tuple[Panel, ...]) -> Iterator[str]:
    muted = Theme().palette.muted
    for one in asked.marks:
        own = {_bare(text) for text in (one.when, one.on_day, one.on_date, one.lasts, "Undated", "")}
        own |= {text + one.status for text in own if one.context}
        if one.day:
            own |= {f"{one.day:%a}{text}" for text in own}
        own |= {text + again for text in own for again in own}  # beside its number, and in the key
        own |= {text + _bare(one.lane) for text in own} | {_bare(one.lane) + text for text in own}
        for panel in panels:
            lines = [s for s in panel.strokes if isinstance(s, TextStroke) and s.event == one.key]
            said = "".join(line.text for line in lines if line.colour == muted and line.role == "label")
            if _bare(said) not in own:
                yield "words"


def _bare(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


# -- random timelines -------------------------------------------------------------------------------------------------


@st.composite
def stated(draw: st.DrawFn) -> Timeline:
    """Random timelines in which some events are said to follow others."""
    asked = draw(timelines())
    marks = list(asked.marks)
    for number in draw(st.lists(st.integers(1, max(1, len(marks) - 1)), max_size=8)):
        if number < len(marks):
            earlier = draw(st.integers(0, number - 1))
            marks[number] = replace(marks[number], after=(f"event-{earlier}",))
    return replace(asked, marks=tuple(marks))


@settings(
    max_examples=examples(50),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(stated(), st.sampled_from([470.0, 330.0, 246.0]), st.sampled_from([600.0, 300.0]))
def test_the_chart_says_nothing_false(asked: Timeline, width: float, height: float) -> None:
    assert faults(asked, layout(asked, width=width, max_height=height, theme=Theme())) == set()


# -- the laws can fail ------------------------------------------------------------------------------------------------

MIDNIGHT = datetime(2024, 12, 25, tzinfo=WARSAW)


def at(number: int, hours: float, **changes: object) -> Mark:
    moment = MIDNIGHT + timedelta(hours=hours)
    own = {"start": moment, "end": moment, "day": moment.date(), "when": f"{moment:%H:%M}"}
    return mark(number, **{**own, **changes})


def lasting(number: int, first: float, last: float, extent: str, **changes: object) -> Mark:
    return at(number, first, **{"end": MIDNIGHT + timedelta(hours=last), "extent": extent, **changes})


def crossing() -> Timeline:
    """A whisker and a bar over several panels, a day that follows an hour of it, and a burst."""
    marks = [
        lasting(0, 0, 48, "between"),
        lasting(1, 0, 24, "civil"),
        lasting(2, 1, 40, "span"),
        at(3, 12.4),
        lasting(4, 0, 24, "civil", after=("event-3",)),
        *(at(number, 13 + number * 0.7) for number in range(5, 50)),
    ]
    return timeline(*marks, form="scale")


def drawn(asked: Timeline) -> tuple[Panel, ...]:
    return layout(asked, width=470, max_height=600, theme=Theme())


LONG, WHISKER, ARROW, STANDS = extents._long, draw.whisker, draw.arrow, Stands.find
X = Axis.x
SABOTAGE: dict[str, tuple[Any, str, Callable[..., Any]]] = {
    "mark": (axis_module.Axis, "x", lambda axis, second: X(axis, second) + 9.0),
    "bar": (extents, "_long", lambda *given: replace(LONG(*given), start=LONG(*given).start - 8.0)),
    "cap": (draw, "whisker", lambda *given: WHISKER(*given[:6])),
    "open": (draw, "arrow", lambda *given: ()),
    "gone": (scale, "touches", lambda *given: False),
    "order": (Stands, "find", classmethod(lambda cls, marks: STANDS([replace(m, after=()) for m in marks]))),  # type: ignore[dict-item]
}


def test_a_chart_over_several_panels_keeps_the_laws() -> None:
    panels = drawn(crossing())
    assert len(panels) > 1
    assert faults(crossing(), panels) == set()


@pytest.mark.parametrize("law", SABOTAGE)
def test_each_law_can_fail(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    where, name, broken = SABOTAGE[law]
    monkeypatch.setattr(where, name, broken)
    assert law in faults(crossing(), drawn(crossing()))


def test_times_that_contradict_the_stated_order_make_an_agenda() -> None:
    asked = timeline(at(0, 12), at(1, 11, after=("event-0",)), form="scale")
    assert [panel.axis for panel in drawn(asked)] == [None]
    assert faults(asked, drawn(asked)) == set()


def test_what_follows_something_long_in_another_lane_begins_no_earlier() -> None:
    first = lasting(0, 0, 30, "between", principal=True, lane="Ministry")
    other = lasting(1, 0.5, 40, "between", after=("event-0",), label="A long account of what went on " * 8)
    asked = timeline(first, other, at(2, 1, lane="Ministry"), form="scale")
    assert faults(asked, drawn(asked)) == set()


def test_context_from_before_the_axis_may_be_followed_by_more_of_it() -> None:
    first = lasting(0, 0, 12, "span", context=True)
    other = at(1, 4, start=None, extent="before", context=True, after=("event-0",))
    asked = timeline(first, other, lasting(2, 10, 20, "instant"), form="scale")
    assert faults(asked, drawn(asked)) == set()


def test_a_glyph_from_before_the_axis_stands_before_what_follows_it() -> None:
    first = lasting(0, 0, 0.1, "between", context=True, principal=True)
    asked = timeline(first, at(1, 0, context=True, after=("event-0",)), lasting(2, 0.07, 0.2, "instant"), form="scale")
    assert faults(asked, drawn(asked)) == set()


def test_what_lasts_at_the_same_time_always_has_its_bar() -> None:
    """Sixty spans at once: every one has a bar on every panel, as a scale or as an agenda."""
    marks = [lasting(n, n * 0.2, 400, "span", label="A long account of what went on " * 8) for n in range(60)]
    for form in ("scale", "agenda"):
        panels = layout(timeline(*marks, form=form), width=470, max_height=600, theme=Theme())
        first = [next(n for n, p in enumerate(panels) if shapes(p, m.key, "glyph")) for m in marks]
        for number, panel in enumerate(panels):
            if panel.placed:
                begun = [m for m, began in zip(marks, first, strict=True) if began <= number]
                assert all(shapes(panel, m.key, "bar") for m in begun)


# -- context ----------------------------------------------------------------------------------------------------------


def silence(*hours: float) -> Timeline:
    attacks = [at(number, number * 0.1, label="Attack") for number in range(4)]
    around = [at(10 + number, hour, label=f"C{number}", context=True) for number, hour in enumerate(hours)]
    return timeline(*attacks, *around, at(9, 21), form="scale")


def heads(panel: Panel, *numbers: int) -> list[float]:
    return heads_of(panel, *(f"event-{number}" for number in numbers))


def test_context_in_a_silence_stands_in_its_break() -> None:
    (panel,) = drawn(silence(4.5))
    assert panel.axis
    one, other = panel.axis.stretches
    assert one.right < heads(panel, 10)[0] < other.left
    dashed = {s.event for s in panel.strokes if isinstance(s, PathStroke) and s.role == "leader" and s.dash}
    assert dashed == {"event-10"}  # the sign that its place is not to scale


@pytest.mark.parametrize("hours", [[3.0 + number for number in range(5)], [-30.0 - number for number in range(8)]])
def test_much_context_does_not_pile_up(hours: list[float]) -> None:
    panels = drawn(silence(*hours))
    assert faults(silence(*hours), panels) == set()
    for panel in panels:
        here = [number for number in range(10, 10 + len(hours)) if shapes(panel, f"event-{number}", "glyph")]
        assert all(other - one > 5 for one, other in pairwise(sorted(heads(panel, *here))))


def test_what_goes_on_from_another_day_says_that_day() -> None:
    """A clock alone would be read as one of the day on the ruler."""
    for panel in drawn(crossing())[1:]:
        lines = [s.text for s in panel.strokes if isinstance(s, TextStroke) and s.event == "event-2"]
        assert not lines or "25 Dec, 01:00" in " ".join(lines)


def test_on_an_overview_what_follows_marks_of_a_window_stands_after_them() -> None:
    first = datetime(2026, 3, 3, tzinfo=WARSAW)
    day = [
        mark(n, start=first, end=first + timedelta(days=1), extent="civil", after=(f"event-{n - 1}",) if n else ())
        for n in range(5)
    ]
    later = first + timedelta(days=3)
    asked = timeline(*day, mark(5, start=later, end=later), form="scale")
    sheet = Sheet(470.0, 400.0, Theme(), asked.words, asked.zone, "en-GB")
    stands, across = Stands.find(asked.marks), time_axis(sheet, asked.marks)
    told = Window("A", *bounds(asked.marks[0]), "day", tuple(f"event-{n}" for n in range(4)))
    whole = scale._Chart(sheet, asked, asked.marks, stands, across, (told,)).overview(Numbering())
    panel = Panel(sheet.width, whole.height, whole.strokes, whole.placed, scales=whole.scales)
    heads = heads_of(panel, *(f"event-{n}" for n in range(5)))
    assert heads == sorted(heads)
    assert heads[4] > heads[3]  # it steps aside for all of its day
