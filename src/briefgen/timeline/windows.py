"""The parts of a chart that are drawn once more at a scale of their own: bursts that its whole cannot part, between round bounds."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo
from math import inf
from typing import NamedTuple

from briefgen.document.marks import Mark
from briefgen.timeline.axis import Axis, AxisStretch, Period
from briefgen.timeline.moments import Stands, bounds
from briefgen.timeline.turns import STEPS, Unit, floor, following, second_of, wall_clock

MOST_WINDOWS = 4
HIGH = 9.6
"""Points: a label's height. Three moments within it cannot be told apart, and a bar that is shorter is but a moment."""
LINKED = 2 * HIGH
"""What stands nearer to a burst is part of it."""
FEWEST = 3
MOST_MOMENTS = 24
"""One panel has labels for no more: a crowd of more is a burst, however even."""
MOST_BETWEEN = 5
"""So many may stand between two windows without one of their own."""
BEFORE, AFTER = 0.1, 0.25
"""Shares of a burst's length that its window has at its ends; the last label runs to the right."""
COARSE = 5
"""Round units that are the least length of a window."""
TIMES = 2.0
"""How many times larger a window must show what its panel shows; else it is cut in two."""
ROUND: tuple[tuple[Unit, int, float], ...] = tuple(
    step for step in STEPS if (step[1] != 2 and step[0] != "month") or step[1] == 1
)
"""The steps of the calendar that a window's bounds are rounded to."""
_LETTERS = "ABCD"


class Burst(NamedTuple):
    """Moments too near to each other, from when to when they last, and how many they are."""

    since: float
    until: float
    moments: int

    def joined(self, other: Burst) -> Burst:
        """Both, as one."""
        return Burst(min(self.since, other.since), max(self.until, other.until), self.moments + other.moments)


class Window(NamedTuple):
    """A part of the chart from `since` to `until`, in seconds since 1970, which are turns of `unit`. `keys` are the marks that
    are told in it and in no smaller window, in order of time; `within` is the letter of the window that it is itself a part of."""

    letter: str
    since: float
    until: float
    unit: Unit
    keys: tuple[str, ...] = ()
    within: str = ""

    @property
    def period(self) -> Period:
        """The time that its panel shows."""
        return Period(self.since, self.until)

    @property
    def length(self) -> float:
        """Seconds."""
        return self.until - self.since

    def within_bounds(self, since: float, until: float, unit: Unit) -> Window:
        """As much of it as lies between two turns of a unit."""
        if since <= self.since and self.until <= until:
            return self
        return self._replace(since=max(since, self.since), until=min(until, self.until), unit=_finest(unit, self.unit))

    def holds(self, since: float, until: float) -> bool:
        """True when all of an extent lies in it."""
        return self.since <= since and until <= self.until


def windows(
    marks: Sequence[Mark], stands: Stands, across: Axis, zone: tzinfo, *, crowd: int = MOST_MOMENTS
) -> tuple[Window, ...]:
    """The windows of a chart whose whole is drawn on `across`, at most four, in the order in which they are read; none when the
    whole shows everything well.

    Every burst of the whole is in a window; windows that are left over are for the bursts inside of others. Context opens none.
    More than `crowd` moments on a panel are a burst, however even.
    """
    told = sorted((mark for mark in marks if not mark.context), key=lambda mark: stands.of[mark.key].at)
    opening = _Opening(told, stands, across, zone, crowd)
    bursts = _fewer(_bursts(told, stands, across, crowd), across)
    found = opening.larger(_apart([opening.about(burst) for burst in bursts]))
    while found and len(found) < MOST_WINDOWS and (more := opening.finer(found)) != found:
        found = more
    found = opening.needed(found)
    found += opening.between(found)[: MOST_WINDOWS - len(found)] if found else []
    return _lettered(found, told, stands)


# -- bursts -----------------------------------------------------------------------------------------------------------


def _bursts(told: Sequence[Mark], stands: Stands, across: Axis, crowd: int) -> list[Burst]:
    """The bursts on an axis, in order of time."""
    moments = [mark for mark in told if across.shows(stands.of[mark.key].at) and _short(mark, across)]
    places = [across.x(stands.of[mark.key].at) for mark in moments]
    distinct = sorted(set(places))
    runs = list(_runs(distinct))
    lefts, rights = [left for left, _ in runs], [right for _, right in runs]
    if sum(not _within(x, lefts, rights) for x in distinct) > crowd:
        lefts, rights = distinct[:1], distinct[-1:]
    held: dict[int, list[Mark]] = {}
    for mark, x in zip(moments, places, strict=True):
        if place := _within(x, lefts, rights):
            held.setdefault(place, []).append(mark)
    return [Burst(*_hull(held[place]), len(held[place])) for place in sorted(held)]


def _within(x: float, lefts: Sequence[float], rights: Sequence[float]) -> int:
    """Which of the runs a place is in, counted from 1; 0 when it is in none."""
    place = bisect_right(lefts, x)
    return place if place and x <= rights[place - 1] else 0


def _runs(distinct: Sequence[float]) -> Iterator[tuple[float, float]]:
    """Runs of neighbours that are LINKED in which FEWEST stand within HIGH."""
    first = 0
    for last in range(len(distinct)):
        if last + 1 < len(distinct) and distinct[last + 1] - distinct[last] < LINKED:
            continue
        if any(distinct[n + FEWEST - 1] - distinct[n] < HIGH for n in range(first, last - FEWEST + 2)):
            yield distinct[first], distinct[last]
        first = last + 1


def _short(mark: Mark, across: Axis) -> bool:
    """True for what is no bar on an axis: a moment, or too short to be read as one."""
    if mark.open_end == "ongoing":
        return False
    start, end = bounds(mark)
    return across.x(end) - across.x(start) < HIGH


def _hull(marks: Sequence[Mark]) -> tuple[float, float]:
    extents = [bounds(mark) for mark in marks]
    return min(start for start, _ in extents), max(end for _, end in extents)


def _fewer(bursts: Sequence[Burst], across: Axis) -> list[Burst]:
    """At most as many as there may be windows: neighbours whose union is shortest become one."""
    found = sorted(bursts)
    while len(found) > MOST_WINDOWS:
        at = min(range(len(found) - 1), key=lambda n: across.x(found[n + 1].until) - across.x(found[n].since))
        found[at : at + 2] = [found[at].joined(found[at + 1])]
    return found


# -- round bounds -----------------------------------------------------------------------------------------------------


def _about(burst: Burst, first: float, last: float, zone: tzinfo) -> Window:
    """The window about a burst, a tenth of its length before it and a quarter after but none of that before the `first` or after
    the `last` second of the chart, to the next round unit."""
    length = burst.until - burst.since
    since = min(burst.since, max(first, burst.since - BEFORE * length))
    until = max(burst.until, min(last, burst.until + AFTER * length))
    unit, count, _ = next((step for step in reversed(ROUND) if step[2] * COARSE <= until - since), ROUND[0])
    return Window("", _turn_before(since, unit, count, zone), _turn_after(until, unit, count, zone), unit)


def _turn_before(second: float, unit: Unit, count: int, zone: tzinfo) -> float:
    """The last turn at or before a second; the second itself where the calendar has none."""
    found = second_of(floor(wall_clock(second, zone), unit, count), zone)
    return second if found is None else min(found, second)


def _turn_after(second: float, unit: Unit, count: int, zone: tzinfo) -> float:
    """The first turn at or after a second; the second itself where the calendar ends before."""
    local = floor(wall_clock(second, zone), unit, count)
    while (found := second_of(local, zone)) is None or found < second:
        later = following(local, unit, count)
        if later is None:
            return second
        local = later
    return found


def _halves(one: Window, told: Sequence[Mark], stands: Stands, zone: tzinfo) -> tuple[Window, ...]:
    """The window in two, cut at a round turn, best in a long pause about its middle; none where it holds no such turn."""
    ats = sorted({at for mark in told if one.since < (at := stands.of[mark.key].at) < one.until})
    third = one.length / 3
    for unit, count, length in reversed(ROUND):
        if length > third:
            continue
        turns: list[float] = []
        turn = _turn_after(one.since + third, unit, count, zone)
        while turn <= one.until - third and (not turns or turn > turns[-1]):
            turns.append(turn)
            turn = _turn_after(turn + length / 2, unit, count, zone)
        if turns:
            cut = max(turns, key=lambda turn: (_pause(ats, turn), -abs(2 * turn - one.since - one.until)))
            finer = _finest(one.unit, unit)
            return one._replace(until=cut, unit=finer), one._replace(since=cut, unit=finer)
    return ()


def _finest(one: Unit, other: Unit) -> Unit:
    return min(one, other, key=_length)


def _length(unit: Unit) -> float:
    return next(length for own, _, length in STEPS if own == unit)


def _pause(ats: Sequence[float], turn: float) -> float:
    """How long nothing happens about a turn."""
    after = bisect_left(ats, turn)
    return ats[after] - ats[after - 1] if 0 < after < len(ats) else 0.0


# -- several ----------------------------------------------------------------------------------------------------------


def _apart(found: Sequence[Window]) -> list[Window]:
    """Those that overlap become one."""
    apart: list[Window] = []
    for one in found:
        if apart and one.since < apart[-1].until:
            last = apart.pop()
            one = Window("", last.since, max(last.until, one.until), _finest(last.unit, one.unit))
        apart.append(one)
    return apart


class _Opening(NamedTuple):
    """What windows are opened on: the marks in order of time, how long the whole is and how wide it is drawn."""

    told: Sequence[Mark]
    stands: Stands
    across: Axis
    zone: tzinfo
    crowd: int

    def larger(self, found: Sequence[Window]) -> list[Window]:
        """The same, but of those that show hardly more than the whole two halves, where there may be one more."""
        whole, opened = self.across.last - self.across.first, list[Window]()
        for n, one in enumerate(found):
            room = MOST_WINDOWS - len(opened) - (len(found) - n)
            opened += (room > 0 and one.length * TIMES > whole and self.halves(one)) or (one,)
        return opened

    def about(self, burst: Burst) -> Window:
        return _about(burst, self.across.first, self.across.last, self.zone)

    def halves(self, one: Window) -> tuple[Window, ...]:
        return _halves(one, self.told, self.stands, self.zone)

    def finer(self, found: Sequence[Window]) -> list[Window]:
        """One window more, for the greatest burst within one of these; the same when there is none."""
        homes = _homes(found, self.told, self.stands)
        inner = [(burst, one) for one in found for burst in self.inside(one, homes)]
        for burst, one in sorted(inner, key=lambda item: (-item[0].moments, item[0].since)):
            child = self.about(burst)
            child = child.within_bounds(one.since, one.until, one.unit)
            if child.length * TIMES <= one.length:
                if all(child.until <= other.since or child.since >= other.until for other in found if _in(other, one)):
                    return [*found, child]
            elif not any(_in(other, one) for other in found) and (halves := self.halves(one)):
                return [other for other in found if other != one] + list(halves)
        return list(found)

    def needed(self, found: Sequence[Window]) -> list[Window]:
        """Without those whose marks the window around them shows well, now that what crowded there has one of its own."""
        for one in found:
            others = [other for other in found if other != one]
            around = min((other for other in others if _in(one, other)), key=lambda other: other.length, default=None)
            if around and any(_in(other, one) for other in others):
                homes = _homes(others, self.told, self.stands)
                if not self.inside(around, homes):
                    return self.needed(others)
        return list(found)

    def between(self, found: Sequence[Window]) -> list[Window]:
        """Windows for what stands between others, where that is more than the whole has labels for; the fullest first."""
        top = sorted((one for one in found if not any(_in(one, other) for other in found)), key=lambda one: one.since)
        edges = [-inf, *(edge for one in top for edge in (one.since, one.until)), inf]
        unit = min((one.unit for one in found), key=_length)
        opened: list[tuple[int, Window]] = []
        short = [(mark, bounds(mark)) for mark in self.told if _short(mark, self.across)]
        for since, until in zip(edges[::2], edges[1::2], strict=True):
            here = [mark for mark, extent in short if Window("", since, until, "day").holds(*extent)]
            if len({self.stands.of[mark.key].at for mark in here}) > MOST_BETWEEN:
                one = self.about(Burst(*_hull(here), len(here)))
                one = one.within_bounds(since, until, unit)
                if one.length * TIMES <= self.across.last - self.across.first:
                    opened.append((len(here), one))
        return [one for _, one in sorted(opened, key=lambda item: (-item[0], item[1].since))]

    def inside(self, one: Window, homes: Mapping[Window, Sequence[Mark]]) -> list[Burst]:
        """The bursts that a window cannot part either."""
        across = Axis((AxisStretch(one.since, one.until, self.across.left, self.across.right),))
        return _bursts(homes.get(one, ()), self.stands, across, self.crowd)


def _in(one: Window, other: Window) -> bool:
    return one != other and other.holds(one.since, one.until)


def _homes(found: Sequence[Window], told: Sequence[Mark], stands: Stands) -> dict[Window, list[Mark]]:
    """The marks of each window, in order of time: of those that hold a mark the smallest, the later of two."""
    homes: dict[Window, list[Mark]] = {}
    for mark in told:
        at = stands.of[mark.key].at
        start, end = bounds(mark)
        fit = [one for one in found if one.holds(min(start, at), max(end, at))] if mark.open_end != "ongoing" else []
        if fit:
            homes.setdefault(min(fit, key=lambda one: (one.length, -one.since)), []).append(mark)
    return homes


def _lettered(found: Sequence[Window], told: Sequence[Mark], stands: Stands) -> tuple[Window, ...]:
    """Those that tell something, in order of time, each before those within it."""
    homes = _homes(found, told, stands)
    ordered = [
        one._replace(letter=letter, keys=tuple(mark.key for mark in homes[one]))
        for letter, one in zip(_LETTERS, sorted(homes, key=lambda one: (one.since, -one.length)), strict=False)
    ]
    outer = {one: min((o for o in ordered if _in(one, o)), key=lambda o: o.length, default=None) for one in ordered}
    return tuple(one._replace(within=around.letter) if around else one for one, around in outer.items())
