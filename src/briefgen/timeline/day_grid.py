"""Where things stand on a chart of days side by side: a column for each day, as wide as its moments need, and their places in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, pairwise
from math import ceil
from typing import NamedTuple

from babel.dates import format_skeleton

from briefgen.document.marks import Mark
from briefgen.timeline.agenda_table import EARLIER, LATER, Filed
from briefgen.timeline.fragments import Sheet
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.time_label import locale

NARROWEST = 50.0
"""The least width of a moment with its words."""
TIGHT = 14.0
"""The same in a strip, where not all have words."""
MOST_ROWS = 3
"""Of moments, one below the other."""
INSET = 6.0
BEYOND = 30.0
"""The width of the column after the days."""


class DayColumn(NamedTuple):
    """A day, or what lies before or after the days, with its moments in stated order."""

    day: date | None
    title: TextBlock
    left: float
    right: float
    moments: tuple[Mark, ...]


class DayPlace(NamedTuple):
    """Where a moment stands: the left edge of its place, the width for its words, 0 for none, and which row of moments it is in."""

    mark: Mark
    left: float
    width: float
    row: int


def lasts(mark: Mark) -> bool:
    """True for what has a bar across the days."""
    return mark.extent in ("span", "between")


def columns(sheet: Sheet, rows: Sequence[Filed], narrowest: float, most: int) -> list[DayColumn] | None:
    """The columns, as wide as their moments need, where these are no narrower and in no more rows; None where they find no room."""
    days = sorted({row.day for row in rows if row.timed})
    groups: list[tuple[date | None, str, tuple[Mark, ...]]] = []
    for place, title in ((EARLIER, sheet.words.earlier), (None, ""), (LATER, sheet.words.later)):
        if place is None:
            for own_day in days:
                own = tuple(row.mark for row in rows if row.timed and row.day == own_day and not lasts(row.mark))
                groups.append((own_day, "", own))
        elif found := tuple(row.mark for row in rows if row.place == place and not lasts(row.mark)):
            groups.append((None, title, found))
    beyond = BEYOND if _goes_on(rows) and groups[-1][0] else 0.0
    room = sheet.width - sheet.edge - beyond
    for deep in range(1, most + 1):
        shares = [max(1, ceil(len(moments) / deep)) for _, _, moments in groups]
        if room / sum(shares) >= narrowest:
            break
    else:
        return None
    edges = list(accumulate((room * share / sum(shares) for share in shares), initial=sheet.edge))
    spans = list(pairwise(edges))
    names = _named(
        sheet, [(day, right - left - INSET) for (day, _, _), (left, right) in zip(groups, spans, strict=True) if day]
    )
    made = [
        DayColumn(day, names[day] if day else _quiet(sheet, title, right - left - INSET), left, right, moments)
        for (day, title, moments), (left, right) in zip(groups, spans, strict=True)
    ]
    if beyond:
        made.append(DayColumn(None, _quiet(sheet, sheet.words.later, beyond), edges[-1], sheet.width, ()))
    return made


def _quiet(sheet: Sheet, text: str, width: float) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted)).to(max(width, BEYOND))


def _goes_on(rows: Sequence[Filed]) -> bool:
    return any(row.mark.open_end == "ongoing" for row in rows)


def _named(sheet: Sheet, days: Sequence[tuple[date, float]]) -> dict[date, TextBlock]:
    """The days' names in the longest form that fits each of their widths in one line, else in the shortest."""
    tongue, told = locale(sheet.language), dict(sheet.words.days)
    forms: list[dict[date, str]] = [{day: told.get(day, "") for day, _ in days}]
    forms += [{day: str(format_skeleton(s, day, locale=tongue)) for day, _ in days} for s in ("MMMEd", "MMMd", "d")]
    texts = [
        {day: sheet.copy(LabelRun(name, "semibold", sheet.palette.ink)) for day, name in form.items()}
        for form in forms
        if all(form.values())
    ]
    best = next((one for one in texts if all(one[day].lines(width) == 1 for day, width in days)), texts[-1])
    return {day: best[day].to(width) for day, width in days}


def slots(columns: Sequence[DayColumn], column: DayColumn) -> Iterator[DayPlace]:
    """The places of a column's moments: evenly across, row by row."""
    deep = max(ceil(len(c.moments) * NARROWEST / (c.right - c.left)) for c in columns)
    across = max(1, ceil(len(column.moments) / max(1, min(deep, MOST_ROWS))))
    width = (column.right - column.left) / across
    for number, mark in enumerate(column.moments):
        yield DayPlace(mark, column.left + width * (number % across), width, number // across)


def spread(column: DayColumn) -> Iterator[DayPlace]:
    """The places of a column's moments in one row: those that weigh most have room for words, over those after them that have none."""
    step = (column.right - column.left) / max(1, len(column.moments))
    lefts = {mark.key: column.left + step * number for number, mark in enumerate(column.moments)}
    named: list[float] = []
    for mark in sorted(column.moments, key=lambda mark: (not mark.principal, -mark.rank)):
        left = lefts[mark.key]
        clear = all(abs(left - other) >= NARROWEST for other in named) and column.right - left >= NARROWEST
        if mark.principal or (clear and mark.rank >= 0):
            named.append(left)
    for mark in column.moments:
        left = lefts[mark.key]
        ends = min((other for other in (*named, column.right) if other > left), default=column.right)
        yield DayPlace(mark, left, ends - left if left in named else 0.0, 0)
