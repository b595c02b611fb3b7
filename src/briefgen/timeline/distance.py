"""A measured distance becomes a dimension line between two places, its words where no leader passes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from briefgen.document.marks import Annotation
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun
from briefgen.timeline.strokes import Stroke

ROW = 10.6
GAP = 4.0
CAP = 2.4
INSET = 6.0
"""From a mark to the end of the line, where there is room."""


def distance(
    sheet: Sheet, asked: Annotation, left: float, right: float, leaders: Sequence[float] = ()
) -> Fragment | None:
    """The line from `left` to `right` with its words on it, else right or left of it; None where the leaders at these places
    leave the words no room, or they take more than a line."""
    text = sheet.copy(LabelRun(asked.text, "regular", sheet.palette.ink)).to(sheet.width - sheet.edge)
    need = text.width + 2 * GAP
    inset = INSET if right - left > 4 * INSET else 0.0
    begin, end = left + inset, right - inset
    inside = _gaps(begin, end, leaders)
    widest = max(inside, key=lambda gap: gap[1] - gap[0])
    after, before = _gaps(right, sheet.width, leaders)[0], _gaps(sheet.edge, left, leaders)[-1]
    if len(text.lines) > 1:
        return None
    if widest[1] - widest[0] >= need + 4 * CAP:
        at = sum(widest) / 2 - text.width / 2
        pieces = [(begin, at - GAP), (at + text.width + GAP, end)]
    elif after[1] - after[0] >= need:
        at, pieces = after[0] + GAP, [(begin, end)]
    elif before[1] - before[0] >= need:
        at, pieces = before[1] - GAP - text.width, [(begin, end)]
    else:
        return None
    y = ROW / 2
    strokes: list[Stroke] = [rule(one, y, other, y, sheet.palette.ink, 0.8) for one, other in pieces]
    strokes += [rule(x, y - CAP, x, y + CAP, sheet.palette.ink, 0.8) for x in (begin, end)]
    box = text.box(at, y - text.height / 2)
    return Fragment(ROW, (*strokes, *text.strokes(box.x, box.y)), furniture=(box,), shows=frozenset({asked}))


def _gaps(begin: float, end: float, leaders: Sequence[float]) -> list[tuple[float, float]]:
    """The pieces of a stretch between the leaders that pass it."""
    inner = sorted(x for x in leaders if begin < x < end)
    return list(pairwise([begin, *inner, end]))
