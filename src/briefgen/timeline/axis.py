"""Time becomes a place on a line: proportional, but for long silences, which are cut out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from math import inf
from statistics import median

from briefgen.document.blocks import Mark

MOST_BREAKS = 3
SILENCE = 0.35
"""The share of the span above which a silence is cut."""
TIMES_MEDIAN = 5.0
MARGIN = 0.015
BESIDE = 0.06
"""Shares of the time that is shown, added at the ends of the axis and on both sides of a break."""


@dataclass(frozen=True, slots=True)
class Period:
    """What one panel tells of: from the second at which its first event begins to that of the next panel's."""

    since: float
    until: float

    def clipped(self, start: float, end: float) -> tuple[float, float]:
        """As much of an extent as lies in the period."""
        begin = max(start, self.since)
        return begin, max(begin, min(end, self.until))


EVER = Period(-inf, inf)


@dataclass(frozen=True, slots=True)
class Stretch:
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


@dataclass(frozen=True, slots=True)
class Axis:
    """Stretches from left to right, with a break between each two; `silences` are the seconds of silence that each break stands for."""

    stretches: tuple[Stretch, ...]
    silences: tuple[float, ...] = ()

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
        """The place of a moment; one before or after the axis is at its end."""
        for stretch in self.stretches:
            if second <= stretch.end:
                return max(stretch.left, stretch.x(second))
        return self.right


def bounds(mark: Mark) -> tuple[float, float]:
    """The first and the last second of a mark's own extent; what is open ends where it begins."""
    start = mark.start or mark.end
    end = mark.end or mark.start
    if start is None or end is None:
        raise ValueError(f"{mark.key} has no date")
    if mark.extent == "before":
        start = end
    if mark.extent == "after":
        end = start
    return seconds(start), max(seconds(start), seconds(end))


def seconds(moment: datetime) -> float:
    """Seconds since 1970, for any year."""
    return moment.timestamp()


def axis(marks: Sequence[Mark], left: float, right: float, break_width: float, during: Period = EVER) -> Axis:
    """The axis from `left` to `right` that shows all the marks; context marks set it only where there are no others.

    What lasts from before the period, or beyond it into the next panel, does not make the axis longer.
    """
    told = [mark for mark in marks if not mark.context] or marks
    extents = [during.clipped(*bounds(mark)) for mark in told]
    first, last = min(start for start, _ in extents), max(end for _, end in extents)
    ongoing = any(mark.open_end == "ongoing" for mark in marks if not mark.context)
    cuts = [] if ongoing else sorted(_silences(extents))
    silences = tuple(end - start for start, end in cuts)
    pieces = _pieces(first, last, cuts, last - first - sum(silences))
    scale = (right - left - break_width * len(cuts)) / sum(end - start for start, end in pieces)
    stretches = []
    x = left
    for start, end in pieces:
        stretches.append(Stretch(start, end, x, x + (end - start) * scale))
        x = stretches[-1].right + break_width
    return Axis(tuple(stretches), silences)


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
    if len(gaps) < 3:
        return []
    usual = median(end - start for start, end in gaps)
    remaining = reached - ordered[0][0]
    cuts: list[tuple[float, float]] = []
    for begin, end in sorted(gaps, key=lambda gap: gap[0] - gap[1]):
        length = end - begin
        if len(cuts) == MOST_BREAKS or length <= SILENCE * remaining or length <= TIMES_MEDIAN * usual:
            break
        cuts.append((begin, end))
        remaining -= length
    return cuts
