"""Which bursts of a chart get a window of their own: laws on random moments, and cases that a reader knows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from briefgen.document.marks import Mark
from briefgen.timeline import windows as module
from briefgen.timeline.axis import Axis, axis
from briefgen.timeline.moments import Stands, bounds
from briefgen.timeline.turns import floor, wall_clock
from briefgen.timeline.windows import HIGH, MOST_WINDOWS, Window, windows
from tests.support.documents import mark
from tests.support.sweeps import examples

WARSAW = ZoneInfo("Europe/Warsaw")
START = datetime(2011, 3, 26, 22, 0, tzinfo=WARSAW)
WIDE = 413.0


def whole(marks: Sequence[Mark]) -> Axis:
    return axis(marks, 0.0, WIDE, 38.0, cut=False)


def opened(marks: Sequence[Mark]) -> tuple[Window, ...]:
    return windows(marks, Stands.find(marks), whole(marks), WARSAW)


def faults(marks: Sequence[Mark], found: Sequence[Window]) -> set[str]:
    """The names of the laws that windows break."""
    return set(_faults(marks, Stands.find(marks), found))


def _faults(marks: Sequence[Mark], stands: Stands, found: Sequence[Window]) -> Iterator[str]:
    if len(found) > MOST_WINDOWS:
        yield "four"
    if [one.letter for one in found] != list("ABCD"[: len(found)]):
        yield "letters"
    held = [key for one in found for key in one.keys]
    if len(held) != len(set(held)) or not set(held) <= {mark.key for mark in marks if not mark.context}:
        yield "home"
    across, by_key = whole(marks), {mark.key: mark for mark in marks}
    places = sorted({across.x(stands.of[m.key].at) for m in marks if not m.context and _moment(m, across)})
    at = {across.x(stands.of[m.key].at): stands.of[m.key].at for m in marks}
    for run in zip(places, places[1:], places[2:], strict=False):
        inside = all(any(one.holds(at[x], at[x]) for one in found) for x in run)
        if run[-1] - run[0] < HIGH and not inside:
            yield "burst"
    for one in found:
        if any(not one.holds(*bounds(by_key[key])) for key in one.keys):
            yield "holds"
        if any(_round(second, one) != second for second in (one.since, one.until)):
            yield "round"
        if one.within and not any(o.letter == one.within and o.holds(one.since, one.until) for o in found):
            yield "within"
    for one, other in pairwise(sorted((one for one in found), key=lambda one: (one.since, -one.length))):
        if other.since < one.until and not one.holds(other.since, other.until):
            yield "apart"


def _moment(one: Mark, across: Axis) -> bool:
    start, end = bounds(one)
    return one.open_end != "ongoing" and across.x(end) - across.x(start) < HIGH


def _round(second: float, one: Window) -> float:
    return floor(wall_clock(second, WARSAW), one.unit, 1).replace(tzinfo=WARSAW).timestamp()


@st.composite
def histories(draw: st.DrawFn) -> list[Mark]:
    """Bursts from seconds to years apart, some of them even crowds; every extent."""
    found: list[Mark] = []
    at = START.astimezone(UTC)
    for _ in range(draw(st.integers(1, 7))):
        at += timedelta(
            seconds=draw(st.sampled_from([60, 3600, 86400, 30 * 86400, 900 * 86400])) * draw(st.integers(1, 9))
        )
        step = draw(st.sampled_from([0, 1, 60, 3600, 86400]))
        for _ in range(draw(st.integers(1, 14))):
            at += timedelta(seconds=step * draw(st.integers(0, 5)))
            found.append(_mark(draw, len(found), at.astimezone(WARSAW)))
    return found


def _mark(draw: st.DrawFn, number: int, at: datetime) -> Mark:
    extent = draw(st.sampled_from(["instant", "instant", "civil", "span", "between"]))
    changes: dict[str, Any] = {"extent": extent, "start": at, "end": at, "context": draw(st.integers(0, 9)) == 0}
    if extent == "civil":
        changes["start"] = at.replace(hour=0, minute=0, second=0, fold=0)
        changes["end"] = changes["start"] + timedelta(days=1)
    elif extent == "span" and draw(st.booleans()):
        changes |= {"end": None, "open_end": draw(st.sampled_from(["ongoing", "unknown"]))}
    elif extent != "instant":
        changes["end"] = at + timedelta(seconds=draw(st.sampled_from([1, 600, 86400, 86400 * 100])))
    return mark(number, **changes)


@settings(
    max_examples=examples(100),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(histories())
def test_the_windows_keep_their_laws(marks: list[Mark]) -> None:
    found = opened(marks)
    assert faults(marks, found) == set()
    assert opened(list(marks)) == found


# -- cases ------------------------------------------------------------------------------------------------------------


def at(number: int, start: str, end: str = "", **changes: Any) -> Mark:
    first = datetime.fromisoformat(start).replace(tzinfo=WARSAW)
    last = datetime.fromisoformat(end).replace(tzinfo=WARSAW) if end else first
    return mark(number, start=first, end=last, **changes)


def shown(found: Sequence[Window]) -> list[str]:
    return [
        f"{one.letter} {wall_clock(one.since, WARSAW):%Y-%m-%d %H:%M} {wall_clock(one.until, WARSAW):%Y-%m-%d %H:%M}"
        for one in found
    ]


def crash() -> list[Mark]:
    """A night, the year of searches after it, and a judgment after fourteen years."""
    night = [at(n, f"2009-06-01 {clock}") for n, clock in enumerate(("00:29", "03:35", "04:10", "04:14"))]
    year = [at(10 + n, f"2009-{month:02}-02") for n, month in enumerate((7, 8, 9, 10))]
    return [*night, *year, at(20, "2012-07-05"), at(21, "2023-04-17")]


def test_a_chart_that_shows_everything_well_has_no_window() -> None:
    assert opened([at(n, f"2026-03-03 {9 + n:02}:00") for n in range(12)]) == ()
    assert opened([at(0, "2026-03-03 09:00"), at(1, "2026-03-03 09:01"), at(2, "2026-03-03 19:00")]) == ()


def test_a_burst_within_a_burst_has_a_letter_of_its_own_after_that_around_it() -> None:
    year, night = opened(crash())
    assert shown((year, night)) == ["A 2009-05-01 00:00 2009-12-01 00:00", "B 2009-06-01 00:00 2009-06-01 06:00"]
    assert (year.within, night.within) == ("", "A")
    assert [len(year.keys), len(night.keys)] == [4, 4]


def test_an_even_crowd_is_cut_at_round_times() -> None:
    start = datetime(2026, 5, 6, 17, 4, tzinfo=WARSAW)
    crowd = [mark(n, start=start + timedelta(minutes=2 * n), end=start + timedelta(minutes=2 * n)) for n in range(60)]
    found = opened(crowd)
    assert len(found) == 4
    assert all(wall_clock(one.since, WARSAW).minute % 5 == 0 for one in found)
    assert sum(len(one.keys) for one in found) == 60
    assert max(len(one.keys) for one in found) <= 20


def test_of_more_bursts_than_windows_the_nearest_share_one() -> None:
    days = ("2011-03-01", "2012-03-01", "2016-03-01", "2020-03-01", "2024-03-01")
    marks = [at(10 * n + k, f"{day[:-1]}{1 + k}") for n, day in enumerate(days) for k in range(5)]
    found = opened(marks)
    assert len(found) == 4
    assert len(found[0].keys) == 10


def test_what_lasts_beyond_a_window_is_told_on_the_whole() -> None:
    lasting = at(30, "2009-06-01 02:00", "2022-01-01 00:00", extent="span")
    going_on = at(31, "2009-06-01 02:00", extent="span", open_end="ongoing")
    found = opened([*crash(), lasting, going_on])
    assert found
    assert not {"event-30", "event-31"} & {key for one in found for key in one.keys}


def test_context_opens_no_window() -> None:
    marks = [mark(n, context=2 <= n <= 8) for n in (0, 1, 2, 3, 4, 5, 6, 7, 8, 400)]
    assert opened(marks) == ()


# -- the laws can fail ------------------------------------------------------------------------------------------------

RUNS = module._runs
SABOTAGE: dict[str, dict[str, Any]] = {
    "four": {"_fewer": lambda bursts, across: list(bursts), "_LETTERS": "ABCDEFG"},
    "round": {"_turn_before": lambda second, *given: second},
    "burst": {"_runs": lambda distinct: list(RUNS(distinct))[1:]},
    "home": {"_homes": lambda found, told, stands: {one: list(told) for one in found}},
    "holds": {"_homes": lambda found, told, stands: {one: list(told) for one in found[:1]}},
    "apart": {"_apart": list},
}


@pytest.mark.parametrize("law", SABOTAGE)
def test_each_law_can_fail(law: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, broken in SABOTAGE[law].items():
        monkeypatch.setattr(module, name, broken)
    days = (f"{year}-03" for year in (2011, 2013, 2017, 2020, 2024))
    five = [at(10 * n + k, f"{day}-{1 + 5 * k:02} 11:30") for n, day in enumerate(days) for k in range(5)]
    minutes = (
        *range(0, 80, 4),
        78,
        79,
        *range(90, 120, 2),
        190,
    )  # two bursts, the second in the last quarter of the first
    near = [
        mark(n, start=START + timedelta(minutes=m), end=START + timedelta(minutes=m)) for n, m in enumerate(minutes)
    ]
    assert any(law in faults(marks, opened(marks)) for marks in (five, crash(), near))
