"""Marks are divided into periods where a crowded chart needs several panels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import inf

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import Period, bounds

MOST_CARRIED = 4
"""No panel repeats more marks of the panels before it."""


@dataclass(frozen=True)
class Share:
    """What one panel tells: its own marks, in time order, and those of earlier panels that still go on."""

    marks: tuple[Mark, ...]
    carried: tuple[Mark, ...]
    period: Period


def divide(marks: Sequence[Mark], panels: int) -> list[Share]:
    """The marks in time order in `panels` shares of about equal number, cut at the longest pauses near; fewer if they coincide."""
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
    cuts.append(len(ordered))
    found = []
    for start, end in pairwise(cuts):
        since = starts[start] if start else -inf
        until = starts[end] if end < len(ordered) else inf
        found.append(Share(tuple(ordered[start:end]), _carried(ordered[:start], since), Period(since, until)))
    return found


def _carried(earlier: Sequence[Mark], since: float) -> tuple[Mark, ...]:
    """The principal and then the earliest of the marks that last into a period."""
    lasting = [mark for mark in earlier if _lasts(mark, since)]
    return tuple(sorted(lasting, key=lambda mark: not mark.principal)[:MOST_CARRIED])


def _lasts(mark: Mark, since: float) -> bool:
    if mark.context or mark.extent != "span":
        return False
    return mark.open_end == "ongoing" or bounds(mark)[1] > since
