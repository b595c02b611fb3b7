"""The chart's laws, on random timelines, and that each of them can fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import combinations, pairwise
from typing import Any, Literal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Extent, Mark
from briefgen.look.fonts import Face, Faces, measure
from briefgen.look.theme import Theme
from briefgen.timeline.form import choose
from briefgen.timeline.layout import layout
from briefgen.timeline.strokes import Disc, Panel, PathStroke, Placed, Rect, TextStroke
from tests.bench.chart_quality import touch
from tests.support.documents import timeline
from tests.support.sweeps import examples

CLEARANCE = 1.9
HAIR = 0.01
WARSAW = ZoneInfo("Europe/Warsaw")
SIGNS = (
    *(
        "harm",
        "act",
        "recovery",
        "finding",
        "ruling",
        "statement",
        "other",
        "principal",
        "failed",
        "pending",
        "undetermined",
    ),
    *("about", "uncertain", "ongoing", "context"),
)


def chart(*marks: Mark, form: str = "auto") -> Timeline:
    made = timeline(*marks, form=form)
    return replace(made, words=replace(made.words, legend=tuple((sign, sign) for sign in SIGNS)))


# -- the laws ---------------------------------------------------------------------------------------------------------


def faults(asked: Timeline, panels: tuple[Panel, ...], width: float, max_height: float) -> set[str]:
    """The names of the laws that the panels break."""
    found = {name for panel in panels for name in _panel_faults(panel, width, max_height)}
    return found | set(_words_faults(asked, panels)) | set(_event_faults(asked, panels))


def _panel_faults(panel: Panel, width: float, max_height: float) -> Iterator[str]:
    if panel.width != width:
        yield "width"
    if panel.height > max_height + HAIR:
        yield "height"
    frame = Rect(-HAIR, -HAIR, panel.width + 2 * HAIR, panel.height + 2 * HAIR)
    if any(not _inside(box, frame) for box in _extents(panel)):
        yield "frame"
    texts = [one.label for one in panel.placed if one.label] + [entry.box for entry in panel.entries]
    if any(touch(one, other, CLEARANCE) for one, other in combinations(texts, 2)):
        yield "labels"
    if any(touch(text, box) for text in texts for box in panel.furniture):
        yield "furniture"
    for one in panel.placed:
        if one.label and any(touch(one.label, other.mark) for other in panel.placed):
            yield "glyph"
        if any(_crosses(one.leader, text) for text in texts):
            yield "leader"
    if any(
        not any(_inside(_line_box(line), _grown(box, 1.5)) for box in (*texts, *panel.furniture, *_numbers(panel)))
        for line in panel.strokes
        if isinstance(line, TextStroke) and line.text and not _is_time(line)
    ):
        yield "honest"


def _numbers(panel: Panel) -> list[Rect]:
    """Where a row or an entry may print its number."""
    rows = [Rect(0, one.mark.y - 4, panel.width, one.mark.height + 8) for one in panel.placed if one.number]
    return rows + [Rect(0, entry.box.y - 2, entry.box.x, 16) for entry in panel.entries]


def _is_time(line: TextStroke) -> bool:
    """True for what stands beside the words of an event: its time, its status, and that it is contested."""
    return line.colour != Theme().palette.ink


def _words_faults(asked: Timeline, panels: tuple[Panel, ...]) -> Iterator[str]:
    """Every character of each label stands, in order, in the label's box or in the entries of the key."""
    for mark in asked.marks:
        told = [_said(p, [one.label]) for p in panels for one in p.placed if one.key == mark.key and one.label]
        entries = [(p, entry.box) for p in panels for entry in p.entries if entry.key == mark.key]
        text = "".join(_said(panel, [box]) for panel, box in entries)
        numbered = sum(one.key == mark.key and one.number > 0 for p in panels for one in p.placed)
        if not _made_of(text, _printed(mark), numbered) or any(label not in _printed(mark) for label in told):
            yield "characters"


def _made_of(text: str, forms: set[str], times: int) -> bool:
    """True where the text is so many of the forms, one after the other."""
    if not times:
        return not text
    return any(text.startswith(form) and _made_of(text[len(form) :], forms, times - 1) for form in forms if form)


def _said(panel: Panel, boxes: Sequence[Rect]) -> str:
    return _bare("".join(line.text for box in boxes for line in _lines(panel, box)))


def _printed(mark: Mark) -> set[str]:
    """A label as it may stand: alone or after its time; in a row with what is left to say of the time, and with its status."""
    end = f"\u2260{mark.contested}" if mark.contested else ""
    times = {mark.when, mark.on_day, mark.on_date, "Undated", ""}
    times |= {f"{mark.day:%a}{time}" for time in times if mark.day}
    status = mark.status if mark.status in SIGNS else ""
    return {
        _bare(time + mark.label + more + state + end)
        for time in times
        for more in {"", mark.when}
        for state in {"", status}
    }


def _event_faults(asked: Timeline, panels: tuple[Panel, ...]) -> Iterator[str]:
    places = {
        mark.key: [(n, one) for n, p in enumerate(panels) for one in p.placed if one.key == mark.key]
        for mark in asked.marks
    }
    if any(len(found) != 1 for found in places.values()):
        yield "once"
        return
    across = choose(asked) != "agenda"
    if any(list(_order(rows, across)) != sorted(_order(rows, across)) for rows in _rows(asked, panels, places)):
        yield "order"
    numbered = {(key, one.number) for key, found in places.items() for _, one in found if one.number}
    if sorted(number for _, number in numbered) != list(range(1, len(numbered) + 1)):
        yield "numbers"
    if {(entry.key, entry.number) for panel in panels for entry in panel.entries} != numbered:
        yield "key"


def _rows(
    asked: Timeline, panels: tuple[Panel, ...], places: Mapping[str, Sequence[tuple[int, Placed]]]
) -> Iterator[list[tuple[int, Placed]]]:
    """Events that must be met in this order: those of a day as stated on an agenda, moments in time order on each scale."""
    if choose(asked) == "agenda":
        for day in {mark.day for mark in asked.marks}:
            yield [places[mark.key][0] for mark in asked.marks if mark.day == day]
    else:
        moments = [mark for mark in asked.marks if mark.extent == "instant" and mark.start and not mark.context]
        ordered = sorted(moments, key=lambda mark: mark.start or mark.end)  # type: ignore[arg-type,return-value]
        found = [places[mark.key][0] for mark in ordered if not places[mark.key][0][1].number]
        for number, panel in enumerate(panels):
            for scale in panel.scales:
                yield [(n, one) for n, one in found if n == number and scale.top <= one.mark.y <= scale.bottom]


def _order(rows: Sequence[tuple[int, Placed]], across: bool) -> Iterator[tuple[int, float]]:
    """Panel and place of each event, along the direction in which they are read."""
    for panel, one in rows:
        yield panel, round(one.mark.x + one.mark.width / 2 if across else one.mark.y, 2)


def _inside(box: Rect, frame: Rect) -> bool:
    return box.x >= frame.x and box.y >= frame.y and box.right <= frame.right and box.bottom <= frame.bottom


def _grown(box: Rect, by: float = HAIR) -> Rect:
    return Rect(box.x - by, box.y - by, box.width + 2 * by, box.height + 2 * by)


def _line_box(line: TextStroke) -> Rect:
    return Rect(line.x, line.y - 0.7 * line.size, measure(line.text, line.size, line.face), 0.9 * line.size)


def _extents(panel: Panel) -> Iterator[Rect]:
    for stroke in panel.strokes:
        match stroke:
            case TextStroke():
                yield _line_box(stroke)
            case Disc(x, y, radius):
                yield Rect(x - radius, y - radius, 2 * radius, 2 * radius)
            case PathStroke(points):
                xs, ys = [x for x, _ in points], [y for _, y in points]
                yield Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    yield from (one.label for one in panel.placed if one.label)
    yield from (one.mark for one in panel.placed)
    yield from (entry.box for entry in panel.entries)


def _crosses(leader: tuple[tuple[float, float], ...], box: Rect) -> bool:
    return any(
        box.x < x0 + (x1 - x0) * step / 60 < box.right and box.y < y0 + (y1 - y0) * step / 60 < box.bottom
        for (x0, y0), (x1, y1) in pairwise(leader)
        for step in range(61)
    )


def _lines(panel: Panel, box: Rect) -> list[TextStroke]:
    inside = (s for s in panel.strokes if isinstance(s, TextStroke) and _inside(Rect(s.x, s.y, 0, 0), _grown(box)))
    return sorted(inside, key=lambda line: (round(line.y, 2), line.x))


def _bare(text: str) -> str:
    return "".join(text.replace("\u00ad", "").split())


# -- random timelines -------------------------------------------------------------------------------------------------

WORDS = [
    "pump",
    "explosion",
    "the",
    "at",
    "Ministry",
    "Zażółć",
    "gęślą",
    "jaźń",
    "Київ",
    "вибух",
    "Αθήνα",
    "爆発が発生した",
    "東京",
]
LABELS = st.one_of(
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join),
    st.lists(st.sampled_from(WORDS), min_size=3, max_size=120).map(" ".join),
    st.integers(20, 90).map(lambda n: "Donaudampfschifffahrt" * (n // 20) + "x" * (n % 20)),
    st.text(st.characters(codec="utf-8", exclude_categories=["C", "Z"]), min_size=1, max_size=60),
)
WHENS = st.sampled_from(["", "", "15:40", "about 16:00", "between 13:00 and 14:00 Kyiv", "since 15 November 2022?"])
LANES = ("", "Ministry", "Gen. Mark Milley", "Donaudampfschifffahrtsgesellschaft", *(f"party {n}" for n in range(7)))
MINUTE, YEAR = 60, 365 * 86400


@st.composite
def timelines(draw: st.DrawFn) -> Timeline:
    """Ties, bursts, one day, years and centuries; every extent; marks without a date."""
    unit = draw(st.sampled_from([0, 1, MINUTE, 3600, 86400, YEAR]))
    number = draw(st.integers(1, 60))
    steps = draw(st.lists(st.integers(0, 30), min_size=number, max_size=number))
    burst = draw(st.integers(0, number))
    lanes = st.sampled_from(draw(st.sampled_from([("",), LANES, LANES[:2]])))
    marks = []
    moment = datetime(1950, 3, 3, 9, 12, tzinfo=WARSAW)
    for place, step in enumerate(steps):
        moment += timedelta(seconds=step * (unit if place < burst else min(unit, MINUTE)))
        marks.append(_mark(draw, place, moment, unit, lanes))
    return chart(*marks, form=draw(st.sampled_from(["agenda", "scale", "auto"])))


def _mark(draw: st.DrawFn, place: int, moment: datetime, unit: int, lanes: st.SearchStrategy[str]) -> Mark:
    extent: Extent | Literal["undated"] = draw(
        st.sampled_from(["instant", "instant", "instant", "civil", "span", "between", "before", "after", "undated"])
    )
    start: datetime | None = moment
    end: datetime | None = moment + timedelta(seconds=unit * draw(st.integers(0, 20)))
    changes: dict[str, Any] = {}
    if extent == "civil":
        start = moment.replace(hour=0, minute=0, second=0)
        end = start + timedelta(days=1)
    elif extent == "span" and draw(st.booleans()):
        end = None
        changes["open_end"] = draw(st.sampled_from(["ongoing", "unknown"]))
    elif extent in ("before", "after"):
        start, end = (None, moment) if extent == "before" else (moment, None)
    elif extent == "undated":
        extent, start, end = "instant", None, None
    return Mark(
        key=f"event-{place}",
        label=draw(LABELS),
        when=draw(WHENS),
        day=moment.date() if start or end else None,
        start=start,
        end=end,
        extent=extent,
        status=draw(st.sampled_from(["occurred", "failed", "undetermined", "pending"])),
        certainty=draw(st.sampled_from(["certain", "about", "uncertain"])),
        family=draw(st.sampled_from(["harm", "act", "recovery", "finding", "ruling", "statement", "other"])),
        principal=draw(st.booleans()),
        context=draw(st.integers(0, 9)) == 0,
        lane=draw(lanes),
        **changes,
    )


# a chart of sixty marks takes minutes to shrink: the seed that is printed is enough to look at it
PLAINLY = settings(
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
ASKED = (timelines(), st.sampled_from([470.0, 330.0, 650.0]), st.sampled_from([600.0, 300.0, 170.0]))


@settings(PLAINLY, max_examples=examples(20))
@given(*ASKED)
def test_no_law_is_broken(asked: Timeline, width: float, max_height: float) -> None:
    lawful(asked, width, max_height)


@pytest.mark.full
@settings(PLAINLY, max_examples=200)
@given(*ASKED)
def test_no_law_is_broken_by_many(asked: Timeline, width: float, max_height: float) -> None:
    lawful(asked, width, max_height)


def lawful(asked: Timeline, width: float, max_height: float) -> None:
    panels = layout(asked, width=width, max_height=max_height, theme=Theme())
    assert faults(asked, panels, width, max_height) == set()
    assert panels == layout(asked, width=width, max_height=max_height, theme=Theme())


# -- each law can fail ------------------------------------------------------------------------------------------------


def _busy() -> Timeline:
    """A scale with labels, leaders and two numbered marks."""
    marks = [_clocked(number, f"Event {number} at the western gate") for number in range(8)]
    long = "Donaudampfschifffahrtsgesellschaftskapitän " * 8
    return chart(*marks, _clocked(9, long.strip()), _clocked(30, long.strip()), form="scale")


def _clocked(number: int, label: str) -> Mark:
    moment = datetime(2026, 3, 3, 9, 12, tzinfo=WARSAW) + timedelta(minutes=17 * number)
    return Mark(f"event-{number}", label, f"{moment:%H:%M}", moment.date(), moment, moment, "instant")


def _moved(panel: Panel, place: int, **changes: Any) -> Panel:
    placed = list(panel.placed)
    placed[place] = placed[place]._replace(**changes)
    return panel._replace(placed=tuple(placed))


def _other_label(panel: Panel) -> Panel:
    return _moved(panel, 0, label=panel.placed[1].label)


def _shifted_text(panel: Panel) -> Panel:
    return panel._replace(
        strokes=tuple(s._replace(x=s.x + 9) if isinstance(s, TextStroke) else s for s in panel.strokes)
    )


def _without_words(panel: Panel) -> Panel:
    return panel._replace(
        strokes=tuple(s for s in panel.strokes if not (isinstance(s, TextStroke) and "gate" in s.text))
    )


def _leader_through(panel: Panel) -> Panel:
    box = panel.placed[1].label
    assert box
    middle = box.x + box.width / 2
    return _moved(panel, 0, leader=((middle, 0.0), (middle, panel.height)))


SABOTAGE: dict[str, Callable[[Panel], Panel]] = {
    "width": lambda panel: panel._replace(width=471.0),
    "height": lambda panel: panel._replace(height=601.0),
    "frame": lambda panel: panel._replace(strokes=(*panel.strokes, Disc(470.0, 10.0, 3.0))),
    "labels": _other_label,
    "furniture": lambda panel: panel._replace(
        furniture=(*panel.furniture, *[p.label for p in panel.placed if p.label])
    ),
    "glyph": lambda panel: _moved(panel, 0, mark=panel.placed[1].label),
    "leader": _leader_through,
    "honest": _shifted_text,
    "characters": _without_words,
    "order": lambda panel: _moved(panel, 0, mark=panel.placed[3].mark),
    "once": lambda panel: panel._replace(placed=(*panel.placed, panel.placed[0])),
    "numbers": lambda panel: _moved(panel, -1, number=7),
    "key": lambda panel: panel._replace(entries=panel.entries[1:]),
}


def test_the_busy_chart_breaks_no_law() -> None:
    panels = layout(_busy(), width=470, max_height=600, theme=Theme())
    assert len(panels) == 1
    assert [one.number for one in panels[0].placed if one.number] == [1, 2]
    assert faults(_busy(), panels, 470, 600) == set()


@pytest.mark.parametrize("law", SABOTAGE)
def test_a_broken_law_is_reported(law: str) -> None:
    (panel,) = layout(_busy(), width=470, max_height=600, theme=Theme())
    assert law in faults(_busy(), (SABOTAGE[law](panel),), 470, 600)


def test_labels_laid_out_for_a_narrower_face_are_reported() -> None:
    class Optimist(Faces):
        def measure(self, text: str, size: float, face: Face = "regular") -> float:
            return 0.6 * measure(text, size, face)

        def __eq__(self, other: object) -> bool:
            return self is other  # what was measured with the faces that it is made of is not measured with it

        __hash__ = object.__hash__

    panels = layout(_busy(), width=470, max_height=600, theme=Theme(faces=Optimist()))
    assert "honest" in faults(_busy(), panels, 470, 600)
