"""Of a crowd of marks, those that tell most, in the order in which they ask for a label."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.document.blocks import Mark

BURSTS = 8
NEAR = 3
"""A burst is no nearer to another than this many bars."""


def telling(bars: Sequence[Sequence[Mark]]) -> list[Mark]:
    """The principal marks; the first and the last; the first of each of the densest bars; what failed or was cancelled.

    `bars` hold the marks in order of time, each bar those of one cell of the calendar. Of equally dense bars the earlier
    comes first, and neighbours of a dense bar belong to its burst.
    """
    marks = [mark for bar in bars for mark in bar]
    found = [mark for mark in marks if mark.principal] + [marks[0], marks[-1]]
    bursts: list[int] = []
    for place in sorted(range(len(bars)), key=lambda n: (-len(bars[n]), n)):
        if len(bursts) < BURSTS and all(abs(place - other) >= NEAR for other in bursts):
            bursts.append(place)
    found += [bars[place][0] for place in bursts]
    found += [mark for mark in marks if mark.status in ("failed", "cancelled")]
    return list({mark.key: mark for mark in found}.values())
