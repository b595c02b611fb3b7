"""Measured intervals become rows as bars have them, each a dimension line: they are arithmetic, not events."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from briefgen.document.marks import Annotation, Mark
from briefgen.timeline.distance import ROW, distance
from briefgen.timeline.fragments import Fragment, Sheet, rule

LEAST = 13.0
"""The height of a row whose name is one line."""
LEADING, AROUND = 7.6, 2.1
MOST_LINES = 2
"""Of a name in the column."""


def intervals(
    sheet: Sheet, asked: Sequence[Annotation], marks: Mapping[str, Mark], places: Mapping[str, float], room: float
) -> Fragment | None:
    """A row for each interval whose ends have `places`, with what it leads to as its name, as many as `room` has a place for; None without any."""
    found: Fragment | None = None
    for one in asked:
        if one.since in places and one.until in places:
            row = _row(sheet, one, marks[one.until], *sorted((places[one.since], places[one.until])))
            height = (found.height if found else 0.0) + (row.height if row else 0.0)
            if row and height <= room:
                found = found.above(row, 0.0) if found else row
    return found


def _row(sheet: Sheet, one: Annotation, until: Mark, left: float, right: float) -> Fragment | None:
    """The row of an interval; None where its words find no room beside it, or its name none in the column."""
    name, line = sheet.name(until, LEADING), distance(sheet, one, left, right)
    if line is None:
        return None
    if sheet.edge:
        words = name.to(sheet.column)
        height = max(LEAST, words.height + 2 * AROUND)
        x, y, low = 0.0, (height - words.height) / 2, (height - ROW) / 2
    else:  # the name above its line
        words = name.to(sheet.width)
        height = words.height + ROW + AROUND
        x, y, low = max(0.0, min(left, sheet.width - words.width)), AROUND / 2, words.height + AROUND / 2
    if len(words.lines) > MOST_LINES:
        return None
    lowered = line.lowered(low)
    strokes = (
        rule(0, height, sheet.width, height, sheet.palette.hairline),
        *lowered.strokes,
        *words.strokes(x, y),
    )
    boxes = (*lowered.furniture, words.box(x, y))
    return lowered._replace(height=height, strokes=strokes, furniture=boxes)
