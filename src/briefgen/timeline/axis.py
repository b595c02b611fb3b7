"""Time becomes a place on a line, proportional but for long silences, which are cut out.

In a cut, and beside the ends of the axis, what the axis does not show stands in order of time and not to scale."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from briefgen.document.marks import Mark
from briefgen.timeline.moments import bounds, date_only

MOST_BREAKS = 3
SILENCE = 0.35
"""The share of the span above which a silence is cut."""
TIMES_MEDIAN = 5.0
MARGIN = 0.015
BESIDE = 0.06
"""Shares of the time that is shown, added at the ends of the axis and on both sides of a break."""
ASIDE = 6.0
STEP = 10.0
"""Between the moments that stand beside the axis or in a break."""
MOST_STEPS = 0.12
"""Of the width, that these may take at one place."""
CUT, DAY_AFTER = 16.0, 29.0
"""The width of the cut before days that stand beside the axis, and of each."""
MOST_BESIDE = 0.4
"""Of the width, that these days may take."""
FEWEST = 3
CLOCKED = 2 * 86400.0
"""What has clocks is no longer than this where the days after it stand beside it."""
MOST_CUT = 0.5
"""Of the width, that breaks may take: else nothing is cut."""


class Period(NamedTuple):
    """What one panel tells of: from the second at which its first event begins to that of the next panel's."""

    since: float
    until: float

    def clipped(self, start: float, end: float) -> tuple[float, float]:
        """As much of an extent as lies in the period."""
        begin = max(start, self.since)
        return begin, max(begin, min(end, self.until))


EVER = Period(-inf, inf)


class AxisStretch(NamedTuple):
    """An uncut piece of the axis: from `start` to `end` in seconds since 1970, from `left` to `right` in points."""

    start: float
    end: float
    left: float
    right: float

    @property
    def scale(self) -> float:
        """Points per second."""
        return (self.right - self.left) / (self.end - self.start)

    def x(self, second: float) -> float:
        return self.left + (second - self.start) * self.scale


class Axis(NamedTuple):
    """Stretches from left to right, with a break between each two; `silences` are the seconds of silence that each break stands for.

    `aside_moments` are the moments, in order, that have a place of their own though no stretch shows them; `days_after` begin
    the days that stand after a cut at its right end, side by side.
    """

    stretches: tuple[AxisStretch, ...]
    silences: tuple[float, ...] = ()
    aside_moments: tuple[float, ...] = ()
    step: float = STEP
    days_after: tuple[float, ...] = ()

    @property
    def left(self) -> float:
        return self.stretches[0].left

    @property
    def right(self) -> float:
        return self.stretches[-1].right

    @property
    def first(self) -> float:
        """The second at which it begins."""
        return self.stretches[0].start

    @property
    def last(self) -> float:
        """The second at which it ends."""
        return self.stretches[-1].end

    def x(self, second: float) -> float:
        """The place of a moment: to scale on a stretch, in order of time in a break, else at the end of the axis."""
        before = self.stretches[0]
        for stretch in self.stretches:
            if second < stretch.start:
                return self._between(before, stretch, second) if stretch is not before else stretch.left
            if second <= stretch.end:
                return stretch.x(second)
            before = stretch
        return self.day_after(second) or self.right

    def day_after(self, second: float) -> float:
        """The middle of the place of a day after the cut; 0 when a moment lies on none."""
        place = bisect_right(self.days_after, second)
        return self.right + CUT + DAY_AFTER * (place - 0.5) if place else 0.0

    def shows(self, second: float) -> bool:
        """True when a stretch shows a moment."""
        return any(stretch.start <= second <= stretch.end for stretch in self.stretches)

    def _between(self, one: AxisStretch, other: AxisStretch, second: float) -> float:
        first, last = bisect_right(self.aside_moments, one.end), bisect_left(self.aside_moments, other.start)
        place = bisect_left(self.aside_moments, second) - first + 1
        return one.right + (other.left - one.right) * place / (last - first + 1)

    def aside(self, first: float, last: float) -> float:
        """Where what lies wholly before or after the axis stands: beside its end, in order of time."""
        if last <= self.first:
            place = bisect_right(self.aside_moments, self.first) - bisect_right(self.aside_moments, last)
            return self.left - ASIDE - self.step * place
        return (
            self.right
            + ASIDE
            + self.step * (bisect_left(self.aside_moments, first) - bisect_left(self.aside_moments, self.last))
        )


def axis(
    marks: Sequence[Mark], left: float, right: float, break_width: float, during: Period = EVER, *, cut: bool = True
) -> Axis:
    """The axis from `left` to `right` that shows all the marks; context marks set it only where there are no others.

    What lasts from before the period, or beyond it into the next panel, does not make the axis longer. With `cut` long
    silences are cut out, unless something goes on in them or the breaks would take too much of the width.
    """
    told = [mark for mark in marks if not mark.context] or list(marks)
    days = _days_after(told, during)
    if CUT + DAY_AFTER * len(days) > MOST_BESIDE * (right - left):
        days = ()
    told = [mark for mark in told if bounds(mark)[0] not in days]
    beside = CUT + DAY_AFTER * len(days) if days else 0.0
    right -= beside
    extents = [during.clipped(*bounds(mark)) for mark in told]
    first, last = min(start for start, _ in extents), max(end for _, end in extents)
    ongoing = any(mark.open_end == "ongoing" for mark in told)
    cuts = sorted(_silences(extents)) if cut and not ongoing else []
    pieces = _pieces(first, last, cuts, last - first - sum(end - start for start, end in cuts))
    aside = _aside(marks, pieces, during)
    held = [sum(one[1] < moment < other[0] for moment in aside) for one, other in pairwise(pieces)]
    before = sum(moment <= pieces[0][0] for moment in aside)
    after = sum(moment >= pieces[-1][1] for moment in aside)
    step = min(STEP, MOST_STEPS * (right - left) / max((*held, before, after, 1)))
    breaks = [max(break_width, step * (number + 1)) for number in held]
    if sum(breaks) > MOST_CUT * (right - left):
        return axis(marks, left, right + beside, break_width, during, cut=False)
    left, right = left + step * max(0, before - 1), right - step * max(0, after - 1)
    scale = (right - left - sum(breaks)) / sum(end - start for start, end in pieces)
    stretches: list[AxisStretch] = []
    for (start, end), width in zip(pieces, (*breaks, 0.0), strict=True):
        stretches.append(AxisStretch(start, end, left, left + (end - start) * scale))
        left = stretches[-1].right + width
    return Axis(tuple(stretches), tuple(end - start for start, end in cuts), aside, step, days)


def _days_after(told: Sequence[Mark], during: Period) -> tuple[float, ...]:
    """The days without clocks that come after a day or two with them, where they would take most of the axis: when each begins."""
    if during != EVER:
        return ()
    clocked = [bounds(mark) for mark in told if not date_only(mark)]
    if len(clocked) < FEWEST:
        return ()
    first, last = min(start for start, _ in clocked), max(end for _, end in clocked)
    days = tuple(sorted({bounds(mark)[0] for mark in told if mark.extent == "civil" and bounds(mark)[0] > last}))
    whole = max((bounds(mark)[1] for mark in told), default=last) - first
    ongoing = any(mark.open_end == "ongoing" for mark in told)
    squeezed = last - first <= min(CLOCKED, whole / 2) and not ongoing
    return days if squeezed else ()


def _aside(marks: Sequence[Mark], pieces: Sequence[tuple[float, float]], during: Period) -> tuple[float, ...]:
    """The moments of context that no piece shows."""
    moments: set[float] = set()
    for mark in marks:
        if not mark.context:
            continue
        first, last = bounds(mark)
        if last <= pieces[0][0]:
            moments.add(last)
        elif first >= pieces[-1][1]:
            moments.add(first)
        else:
            inner = during.clipped(first, last)
            moments |= {at for at in inner for one, other in pairwise(pieces) if one[1] < at < other[0]}
    return tuple(sorted(moments))


def _pieces(first: float, last: float, cuts: Sequence[tuple[float, float]], shown: float) -> list[tuple[float, float]]:
    """What the axis shows, with a little time about it; an hour about a lone moment."""
    around = shown * MARGIN or 3600.0
    beside = shown * BESIDE
    pieces, start = [], first - around
    for begin, end in cuts:
        pieces.append((start, begin + beside))
        start = end - beside
    return [*pieces, (start, last + around)]


def _silences(extents: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The silences to cut, the longest first."""
    gaps: list[tuple[float, float]] = []
    ordered = sorted(extents)
    reached = ordered[0][1]
    for start, end in ordered[1:]:
        if start > reached:
            gaps.append((reached, start))
        reached = max(reached, end)
    starts = [start for start, _ in ordered]
    pauses = [later - earlier for earlier, later in pairwise(starts) if later > earlier]
    if len(pauses) < 3:
        return []
    usual = median(pauses)
    remaining = reached - ordered[0][0]
    cuts: list[tuple[float, float]] = []
    for begin, end in sorted(gaps, key=lambda gap: gap[0] - gap[1]):
        length = end - begin
        if len(cuts) == MOST_BREAKS or length <= SILENCE * remaining or length <= TIMES_MEDIAN * usual:
            break
        cuts.append((begin, end))
        remaining -= length
    return cuts
