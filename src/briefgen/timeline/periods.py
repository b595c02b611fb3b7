"""Marks are divided into periods where a crowded chart needs several panels."""

from __future__ import annotations

from collections.abc import Sequence
from math import inf

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import bounds


def divide(marks: Sequence[Mark], panels: int) -> list[list[Mark]]:
    """The marks in time order in `panels` periods of about equal number, cut at the longest pauses near; fewer if they coincide."""
    ordered = sorted(marks, key=lambda mark: bounds(mark)[0])
    starts = [bounds(mark)[0] for mark in ordered]
    reach = max(1, len(ordered) // (panels * 3))
    cuts = [0]
    for number in range(1, panels):
        target = round(len(ordered) * number / panels)
        near = [
            n
            for n in range(target - reach, target + reach + 1)
            if cuts[-1] < n < len(ordered) and starts[n] > starts[n - 1]
        ]
        if near:
            cuts.append(max(near, key=lambda n: (starts[n] - starts[n - 1], -abs(n - target))))
    return [list(ordered[start:end]) for start, end in zip(cuts, [*cuts[1:], len(ordered)], strict=True)]


def ends(periods: Sequence[Sequence[Mark]]) -> list[float]:
    """The second at which each period is over: where the next begins; the last has no end."""
    starts = [min(bounds(mark)[0] for mark in period) for period in periods]
    return [*starts[1:], inf]
