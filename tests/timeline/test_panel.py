"""One panel's laws, on random timelines and rooms, and that each of them can fail."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Mark, Timeline
from briefgen.document.blocks import Phase as Stage
from briefgen.look.theme import Theme
from briefgen.timeline.fragments import Sheet
from briefgen.timeline.key import Numbering
from briefgen.timeline.layout import layout
from briefgen.timeline.moments import Stands
from briefgen.timeline.panel import View, panel, time_axis
from briefgen.timeline.strokes import Panel, Rect, TextStroke
from tests.bench.chart_quality import touch
from tests.timeline.test_timeline_layout import HAIR, _bare, _extents, _grown, _inside, _line_box, _lines
from tests.timeline.test_timeline_truth import faults as untruths
from tests.timeline.test_timeline_truth import shapes, stated

CLEARANCE = 1.9
NEAR = 7.0 - HAIR


def drawn(asked: Timeline, width: float = 499.0, room: float = 300.0, *, keyed: bool = True, tiers: int = 6) -> Panel:
    """The dated marks of a timeline as one panel."""
    sheet = Sheet(width, room, Theme(), asked.words, asked.zone, "en-GB")
    marks = dated(asked)
    view = View(marks, Stands.find(marks), time_axis(sheet, marks), phases=asked.phases)
    made = panel(sheet, view, room, tiers=tiers, numbered=keyed)
    part = made.part(Numbering() if keyed else None)
    assert part.height == pytest.approx(made.height)
    return Panel(width, part.height, part.strokes, part.placed, furniture=part.furniture, scales=part.scales)


def dated(asked: Timeline) -> tuple[Mark, ...]:
    return tuple(one for one in asked.marks if one.start or one.end)


# -- the laws ---------------------------------------------------------------------------------------------------------


def faults(asked: Timeline, made: Panel, *, keyed: bool = True) -> set[str]:
    """The names of the laws that a panel breaks."""
    own = {one.key: one for one in dated(asked)}
    found = set(_room(made)) | set(_texts(own, made, keyed)) | set(_marks(own, made))
    return found | untruths(replace(asked, marks=dated(asked)), (made,))


def _room(made: Panel) -> Iterator[str]:
    frame = Rect(-HAIR, -HAIR, made.width + 2 * HAIR, made.height + 2 * HAIR)
    if any(not _inside(box, frame) for box in _extents(made)):
        yield "frame"
    texts = [one.label for one in made.placed if one.label]
    if any(touch(one, other, CLEARANCE) for one, other in combinations(texts, 2)):
        yield "labels"
    if any(touch(text, box) for text in texts for box in made.furniture):
        yield "furniture"
    if any(one.label and touch(one.label, other.mark) for one in made.placed for other in made.placed):
        yield "glyph"
    for one in made.placed:
        if one.leader:
            (x, low), (_, high) = one.leader
            line = Rect(x, high, 0, low - high)
            if any(touch(line, box) for box in (*texts, *made.furniture)):
                yield "leader"
            if not _inside(Rect(x, low, 0, 0), one.mark):
                yield "ends"
    for text in (s for s in made.strokes if isinstance(s, TextStroke)):
        if not any(_inside(_line_box(text), _grown(box, 1.5)) for box in (*texts, *made.furniture)):
            yield "honest"


def _texts(own: dict[str, Mark], made: Panel, keyed: bool) -> Iterator[str]:
    numbers = sorted(one.number for one in made.placed if one.number)
    if numbers != list(range(1, len(numbers) + 1)):
        yield "numbers"
    for one in made.placed:
        if keyed and bool(one.label) == bool(one.number):
            yield "lost"
        if one.label:
            text = _bare("".join(line.text for line in _lines(made, one.label)))
            if text not in _printed(own[one.key]):
                yield "characters"
    principal = [one for one in made.placed if own[one.key].principal]
    alone = len(principal) == 1 and _short(own[principal[0].key])
    if alone and not principal[0].label and any(one.leader for one in made.placed):
        yield "rank"


def _short(one: Mark) -> bool:
    """True for a moment whose label is short enough for any panel."""
    return one.extent == "instant" and len(one.label) < 12


def _printed(one: Mark) -> set[str]:
    """A label as it may stand: with the time before it, or the day and the time, and without where a bar has its length beside it."""
    end = f"≠{one.contested}" if one.contested else ""
    times = (one.when, one.on_day, one.on_date, one.lasts, "")
    return {_bare(time + one.label + end) for time in times} | {_bare(one.label + end + time) for time in times}


def _marks(own: dict[str, Mark], made: Panel) -> Iterator[str]:
    if sorted(one.key for one in made.placed) != sorted(own):
        yield "once"
    for key in own:
        if not any(shapes(made, key, role) for role in ("glyph", "bar", "open")):
            yield "drawn"
    whole = [one for one in made.placed if one.label and one.leader]
    heads = [
        ((shape[0] + shape[1]) / 2, (shape[2] + shape[3]) / 2)
        for one in whole
        for shape in shapes(made, one.key, "glyph")[:1]
    ]
    if any(abs(x - a) < NEAR and abs(y - b) < NEAR for (x, y), (a, b) in combinations(heads, 2)):
        yield "hidden"


# -- random timelines -------------------------------------------------------------------------------------------------


@st.composite
def told(draw: st.DrawFn) -> Timeline:
    """Random timelines with ranks, sources, what is contested, lengths in words and phases."""
    asked = draw(stated())
    marks = tuple(
        replace(
            one,
            rank=draw(st.integers(-1, 3)) * 50,
            sources=draw(st.integers(0, 3)),
            contested=draw(st.sampled_from(["", "", "contested"])),
            lasts=draw(st.sampled_from(["", "about 5 h 30 min", "some time between"])),
        )
        for one in asked.marks
    )
    starts = sorted({one.start for one in marks if one.start})
    cuts = starts[:: max(1, len(starts) // 3)]
    stages = [
        Stage(draw(st.sampled_from(["Gone", "The long way back"])), start, end, draw(st.sampled_from(["", "5 h"])))
        for start, end in zip(cuts, [*cuts[1:], None][: len(cuts)], strict=True)
    ]
    words = replace(asked.words, axis="UTC", phases="Phases", moments="Moments")
    return replace(asked, marks=marks, phases=tuple(stages) if draw(st.booleans()) else (), words=words)


LAWFUL = settings(
    max_examples=50,
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@LAWFUL
@given(told(), st.sampled_from([499.0, 330.0, 246.0]), st.sampled_from([500.0, 200.0, 100.0]), st.booleans())
def test_no_law_is_broken(asked: Timeline, width: float, room: float, keyed: bool) -> None:
    if not dated(asked) or not Stands.find(dated(asked)).possible:
        return
    assert faults(asked, drawn(asked, width, room, keyed=keyed), keyed=keyed) == set()


@LAWFUL
@given(told(), st.sampled_from([499.0, 451.0, 246.0]), st.sampled_from([140.0, 104.0, 60.0]))
def test_no_law_is_broken_by_a_strip(asked: Timeline, width: float, height: float) -> None:
    if not dated(asked) or not Stands.find(dated(asked)).possible:
        return
    (made,) = layout(replace(asked, strip=height), width=width, max_height=600.0, theme=Theme())
    assert faults(asked, made, keyed=False) == set()
