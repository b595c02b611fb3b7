"""One panel's laws, on random timelines and rooms, and that each of them can fail."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Annotation, Cutoff, Mark, SecondZone
from briefgen.document.marks import Phase as Stage
from briefgen.look.theme import Theme
from briefgen.timeline import axis_row, cascade
from briefgen.timeline import panel as panel_module
from briefgen.timeline.fragments import Sheet
from briefgen.timeline.key import Numbering
from briefgen.timeline.layout import layout
from briefgen.timeline.moments import Stands
from briefgen.timeline.panel import panel
from briefgen.timeline.panel_view import PanelView, time_axis
from briefgen.timeline.span_rows import parted
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Placed, Rect, TextStroke
from tests.bench.chart_quality import touch
from tests.support.documents import WARSAW, mark, timeline
from tests.support.sweeps import examples
from tests.timeline.test_timeline_layout import HAIR, _bare, _extents, _grown, _inside, _line_box, _lines
from tests.timeline.test_timeline_truth import faults as untruths
from tests.timeline.test_timeline_truth import shapes, stated

CLEARANCE = 2.0
NEAR = 7.0 - HAIR
DAY = datetime(2026, 3, 3, tzinfo=WARSAW)


def drawn(asked: Timeline, width: float = 499.0, room: float = 300.0, *, keyed: bool = True, tiers: int = 6) -> Panel:
    """The dated marks of a timeline as one panel."""
    sheet = Sheet(width, room, Theme(), asked.words, asked.zone, "en-GB")
    marks = dated(asked)
    view = PanelView(
        marks,
        Stands.find(marks),
        time_axis(sheet, marks),
        phases=asked.phases,
        annotation=asked.annotation,
        second=asked.second,
        cutoff=asked.cutoff,
    )
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
    """A label as it may stand: with the time before it, or the day and the time, and without where a bar has its length beside it;
    among days without clocks with its status."""
    end = f"≠{one.contested}" if one.contested else ""
    times = (one.when, one.on_day, one.on_date, one.lasts, "")
    said = {_bare(time + one.label + end) for time in times} | {_bare(one.label + end + time) for time in times}
    return said | {_bare(one.label + time + one.status + end) for time in times}


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
    asked = replace(asked, marks=marks, phases=tuple(stages) if draw(st.booleans()) else (), words=words)
    if not starts or not draw(st.booleans()):
        return asked
    keys = st.sampled_from([one.key for one in marks])
    return replace(
        asked,
        annotation=Annotation("about 10 min", draw(keys), draw(keys)),
        second=SecondZone(ZoneInfo("America/Los_Angeles"), "California"),
        cutoff=Cutoff(draw(st.sampled_from(starts)), "Information to Friday"),
    )


LAWFUL = settings(
    max_examples=examples(50),
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


# -- each law can fail ------------------------------------------------------------------------------------------------


def busy() -> Timeline:
    """A burst, two spans, two phases, and a label that is too long for any place."""
    moments = [mark(n, label=f"Event {n} at the gate", sources=n % 3, rank=n, principal=n == 2) for n in range(6)]
    close = [_after(10 + n, 40 + n, label=f"Event {10 + n} at the gate") for n in range(4)]
    long = _after(20, 90, label="Donaudampfschifffahrtsgesellschaftskapitän " * 8)
    spans = [_lasting(30, 5, 70), _after(31, 20, end=None, extent="span", open_end="unknown", lasts="end not known")]
    asked = timeline(*moments, *close, long, *spans, form="scale")
    first, second = moments[0].start, moments[3].start
    assert first
    assert second
    return replace(asked, phases=(Stage("Gone", first, second, "51 min"), Stage("Back", second, None)))


def _after(number: int, minutes: float, **changes: Any) -> Mark:
    start = mark(0).start
    assert start
    moment = start + timedelta(minutes=minutes)
    return mark(number, **{"start": moment, "end": moment, "when": f"{moment:%H:%M}", **changes})


def _lasting(number: int, first: float, last: float, **changes: Any) -> Mark:
    end = _after(number, last).start
    return _after(number, first, end=end, extent="span", label=f"Search {number}", **changes)


def _moved(made: Panel, key: str, **changes: Any) -> Panel:
    return made._replace(placed=tuple(one._replace(**changes) if one.key == key else one for one in made.placed))


def _placed(made: Panel, key: str) -> Placed:
    return next(one for one in made.placed if one.key == key)


def _without(made: Panel, key: str, *roles: str) -> Panel:
    return made._replace(strokes=tuple(s for s in made.strokes if s.event != key or s.role not in roles))


def _through(made: Panel) -> Panel:
    """The leader of one mark drawn through the label of another."""
    box = _placed(made, "event-3").label
    assert box
    (_, low), (_, high) = _placed(made, "event-1").leader
    return _moved(made, "event-1", leader=((box.x + 5, low), (box.x + 5, high)))


def _astray(made: Panel) -> Panel:
    """A leader that ends above its mark."""
    (x, low), (_, high) = _placed(made, "event-1").leader
    return _moved(made, "event-1", leader=((x, low - 9.0), (x, high)))


SABOTAGE: dict[str, Callable[[Panel], Panel]] = {
    "frame": lambda made: made._replace(strokes=(*made.strokes, Disc(498.0, 10.0, 3.0))),
    "labels": lambda made: _moved(made, "event-1", label=_placed(made, "event-3").label),
    "furniture": lambda made: made._replace(
        furniture=(*made.furniture, _placed(made, "event-1").label or made.furniture[0])
    ),
    "glyph": lambda made: _moved(made, "event-30", mark=_placed(made, "event-1").label),
    "leader": _through,
    "ends": _astray,
    "honest": lambda made: _moved(made, "event-1", label=None),
    "numbers": lambda made: _moved(made, "event-20", number=2),
    "lost": lambda made: _moved(made, "event-20", number=0),
    "characters": lambda made: _without(made, "event-1", "label"),
    "rank": lambda made: _moved(made, "event-2", label=None),
    "once": lambda made: made._replace(placed=made.placed[:-1]),
    "drawn": lambda made: _without(made, "event-20", "glyph"),
    "mark": lambda made: _shifted(made, "event-1", "glyph"),
    "bar": lambda made: _shifted(made, "event-30", "bar"),
    "gone": lambda made: _without(made, "event-30", "bar"),
}


def _shifted(made: Panel, key: str, role: str) -> Panel:
    """What is drawn of an event, 30 points further right."""
    moved = (
        s._replace(points=tuple((x + 30, y) for x, y in s.points))
        if isinstance(s, PathStroke) and s.event == key and s.role == role
        else s._replace(x=s.x + 30)
        if isinstance(s, Disc) and s.event == key and s.role == role
        else s
        for s in made.strokes
    )
    return made._replace(strokes=tuple(moved))


def test_the_busy_panel_breaks_no_law() -> None:
    made = drawn(busy())
    assert faults(busy(), made) == set()
    numbered = sorted((one.number, one.key) for one in made.placed if one.number)
    assert [key for _, key in numbered] == ["event-12", "event-13", "event-20"]  # in order of time


@pytest.mark.parametrize("law", SABOTAGE)
def test_a_broken_law_is_reported(law: str) -> None:
    asked = busy()
    if law == "rank":  # its label is short enough for any panel
        asked = replace(asked, marks=tuple(replace(m, label="Gate") if m.principal else m for m in asked.marks))
    assert law in faults(asked, SABOTAGE[law](drawn(asked)), keyed=law != "rank")


def test_marks_that_stand_on_each_other_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(axis_row, "OVERLAP", 99.0)
    assert "hidden" in faults(busy(), drawn(busy()))


def test_labels_set_without_a_look_at_their_neighbours_are_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cascade._Tiers, "lowest", lambda *_: 0)
    assert {"labels", "leader"} <= faults(busy(), drawn(busy()))


def test_a_bar_before_what_it_follows_is_reported(monkeypatch: pytest.MonkeyPatch) -> None:
    noon = _after(1, 60)
    asked = timeline(
        noon, _after(3, 500), replace(_lasting(2, 0, 2880, after=("event-1",)), start=DAY, end=DAY + timedelta(days=2))
    )
    assert faults(asked, drawn(asked)) == set()
    nothing = defaultdict[str, frozenset[str]](frozenset)
    monkeypatch.setattr(panel_module, "parted", lambda found, stands: parted(found, stands._replace(after=nothing)))
    assert "order" in faults(asked, drawn(asked))
