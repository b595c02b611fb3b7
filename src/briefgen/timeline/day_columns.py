"""Days without clock times become columns: what lasted runs across them in rows of its own, moments stand in stated order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate, pairwise
from math import ceil

from babel.dates import format_skeleton

from briefgen.document.blocks import Timeline
from briefgen.document.marks import Mark, Phase
from briefgen.timeline import marks as draw
from briefgen.timeline.agenda_table import EARLIER, LATER, ROOMY, UNDATED, Filed, filed, worded
from briefgen.timeline.bands import bands
from briefgen.timeline.distance import distance
from briefgen.timeline.fragments import Fragment, Sheet, area, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.moments import date_only
from briefgen.timeline.strokes import Placed, Rect, Stroke, told
from briefgen.timeline.time_label import locale

NARROWEST = 50.0
"""The least width of a moment with its words."""
TIGHT = 14.0
"""The same in a strip, where not all have words."""
MOST_ROWS = 3
"""Of moments, one below the other."""
HIGH, LOW = 13.0, 6.5
"""The height of a row of what lasted, with a name of one line and without a name."""
EVERY = 1000
WHOLE = ((EVERY, 6),)
STRIP = tuple((names, lines) for names in (EVERY, 4, 3, 2, 1, 0) for lines in (4, 3, 2, 0))
"""The ways to draw it: how much of what lasted has a name, and how many lines the label of a moment may have, the principal's
any number."""
HEAD = 13.0
BELOW_PHASES = 3.0
NAME = 8.6
"""Between the lines of a name."""
EDGE = 1.5
"""Between a bar and the turn of a day."""
INSET = 6.0
MOMENT = 14.0
BEYOND = 30.0
"""The width of the column after the days."""
ARROW = 9.0
DISSOLVES = 34.0
BEGUN = 12.0
"""How much of what nobody knows the end of is solid."""
GROUND = 3.0


@dataclass(frozen=True)
class _Column:
    """A day, or what lies before or after the days, with its moments in stated order."""

    day: date | None
    title: TextBlock
    left: float
    right: float
    moments: tuple[Mark, ...]


@dataclass(frozen=True)
class _Slot:
    """Where a moment stands: the left edge of its place, the width for its words, 0 for none, and which row of moments it is in."""

    mark: Mark
    left: float
    width: float
    row: int


def day_columns(sheet: Sheet, timeline: Timeline) -> Fragment | None:
    """The chart as a column a day; None where its moments or days find no room so.

    In a strip, what weighs most keeps its label as far as there is room, and the principal always.
    """
    rows = filed(timeline.marks)
    if sheet.width < ROOMY or any(row.place == UNDATED for row in rows):
        return None
    columns = _columns(sheet, rows, TIGHT if timeline.strip else NARROWEST, 1 if timeline.strip else MOST_ROWS)
    if columns is None:
        return None
    slots = [slot for column in columns for slot in (_spread(column) if timeline.strip else _slots(columns, column))]
    lasting = [row for row in rows if _lasts(row.mark)]
    phases = bands(sheet, lambda phase: _during(sheet, columns, phase), timeline.phases)
    parts = (
        _drawn(sheet, columns, slots, lasting, phases, timeline, way) for way in (STRIP if timeline.strip else WHOLE)
    )
    ranks = {row.mark.key: 1 + max(0, row.mark.rank) for row in rows}
    fitting = [part for part in parts if part.height <= sheet.height]
    found = max(fitting, key=lambda part: sum(ranks[one.key] for one in part.placed if one.label), default=None)
    return found if found and (timeline.strip or all(one.label for one in found.placed)) else None


def _lasts(mark: Mark) -> bool:
    return mark.extent in ("span", "between")


# -- places -----------------------------------------------------------------------------------------------------------


def _columns(sheet: Sheet, rows: Sequence[Filed], narrowest: float, most: int) -> list[_Column] | None:
    """The columns, as wide as their moments need, where these are no narrower and in no more rows; None where they find no room."""
    days = sorted({row.day for row in rows if row.timed})
    groups: list[tuple[date | None, str, tuple[Mark, ...]]] = []
    for place, title in ((EARLIER, sheet.words.earlier), (None, ""), (LATER, sheet.words.later)):
        if place is None:
            for own_day in days:
                own = tuple(row.mark for row in rows if row.timed and row.day == own_day and not _lasts(row.mark))
                groups.append((own_day, "", own))
        elif found := tuple(row.mark for row in rows if row.place == place and not _lasts(row.mark)):
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
    columns = [
        _Column(day, names[day] if day else _quiet(sheet, title, right - left - INSET), left, right, moments)
        for (day, title, moments), (left, right) in zip(groups, spans, strict=True)
    ]
    if beyond:
        columns.append(_Column(None, _quiet(sheet, sheet.words.later, beyond), edges[-1], sheet.width, ()))
    return columns


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


def _slots(columns: Sequence[_Column], column: _Column) -> Iterator[_Slot]:
    """The places of a column's moments: evenly across, row by row."""
    deep = max(ceil(len(c.moments) * NARROWEST / (c.right - c.left)) for c in columns)
    across = max(1, ceil(len(column.moments) / max(1, min(deep, MOST_ROWS))))
    width = (column.right - column.left) / across
    for number, mark in enumerate(column.moments):
        yield _Slot(mark, column.left + width * (number % across), width, number // across)


def _spread(column: _Column) -> Iterator[_Slot]:
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
        yield _Slot(mark, left, ends - left if left in named else 0.0, 0)


# -- drawing ----------------------------------------------------------------------------------------------------------


def _drawn(
    sheet: Sheet,
    columns: Sequence[_Column],
    slots: Sequence[_Slot],
    lasting: Sequence[Filed],
    phases: Fragment | None,
    timeline: Timeline,
    way: tuple[int, int],
) -> Fragment:
    palette, notes = sheet.palette, not timeline.strip
    most, lines = way
    below = HEAD + (phases.height + BELOW_PHASES if phases else 0.0)
    named = sorted(lasting, key=lambda row: -row.mark.rank)[:most]
    names = [sheet.name(row.mark, NAME).to(sheet.column) if row in named else None for row in lasting]
    highs = [max(HIGH, name.height + HIGH - NAME) if name else LOW for name in names]
    tops = [below + sum(highs[:number]) for number in range(len(highs))]
    y = below + sum(highs)
    measured = _measured(sheet, columns, slots, lasting, timeline)
    extra = [piece.lowered(top) for piece, top in ((phases, HEAD), (measured, y + 2.0)) if piece]
    y += measured.height + 2.0 if measured else 0.0
    strokes: list[Stroke] = []
    boxes: list[Rect] = []
    placed: list[Placed] = []
    for text, left, top in _around(sheet, columns, y, bool(slots)):
        strokes += text.strokes(left, top)
        boxes.append(text.box(left, top))
    for row, name, top, tall in zip(lasting, names, tops, highs, strict=True):
        middle = top + tall / 2
        strokes.append(rule(0, top + tall, sheet.width, top + tall, palette.hairline))
        bar, box, said = _lasted(sheet, columns, slots, row, middle, bool(name))
        words = name.box(0, middle - name.height / 2) if name else None
        strokes += (*bar, *(told(row.mark.key, "label", name.strokes(0, words.y)) if name and words else ()))
        boxes += [said] if said else []
        placed.append(Placed(row.mark.key, box, words, row.mark.label))
    y += 4.0 if lasting else 0.0
    bottom = y
    for number in range(max((slot.row for slot in slots), default=-1) + 1):
        own = [slot for slot in slots if slot.row == number]
        labels = [_label(sheet, slot, lines, notes) for slot in own]
        for slot, label in zip(own, labels, strict=True):
            x, middle = slot.left + INSET + draw.RADIUS * draw.WIDEST, y + MOMENT / 2
            strokes += told(slot.mark.key, "glyph", draw.sign(slot.mark, x, middle, palette))
            words = label.box(slot.left + INSET, y + MOMENT) if label else None
            strokes += told(slot.mark.key, "label", label.strokes(slot.left + INSET, y + MOMENT)) if label else ()
            placed.append(Placed(slot.mark.key, draw.glyph_box(slot.mark, x, middle), words, slot.mark.label))
        bottom = y + MOMENT + max((label.height for label in labels if label), default=0.0) + 2.0
        y = bottom + 2.0
    edges = [rule(column.left, 0, column.left, bottom, palette.hairline) for column in columns]
    made = Fragment(bottom, (*edges, *strokes), tuple(placed), furniture=tuple(boxes))
    for piece in extra:
        made = made.beside(piece)
    return made


def _measured(
    sheet: Sheet, columns: Sequence[_Column], slots: Sequence[_Slot], lasting: Sequence[Filed], timeline: Timeline
) -> Fragment | None:
    """The measured distance between two moments or the beginnings of what lasted; None where one of them is beside the days."""
    asked = timeline.annotation
    places = {slot.mark.key: slot.left + INSET + draw.RADIUS * draw.WIDEST for slot in slots if slot.row == 0}
    places |= {row.mark.key: _reach(sheet, columns, slots, row).start for row in lasting if row.timed}
    if asked is None or asked.since not in places or asked.until not in places:
        return None
    left, right = sorted((places[asked.since], places[asked.until]))
    return distance(sheet, asked, left, right)


def _during(sheet: Sheet, columns: Sequence[_Column], phase: Phase) -> tuple[float, float] | None:
    """From the beginning of a phase's first day to the end of its last, of those that have columns; None where it lasted less than
    a day, of which they show no part, or lies beside them."""
    days = {column.day: column for column in columns if column.day}
    first, last = phase.start.astimezone(sheet.zone).date(), max(days)
    if phase.end:
        last = min(last, (phase.end - timedelta(microseconds=1)).astimezone(sheet.zone).date())
        if phase.end - phase.start < timedelta(hours=20):
            return None
    covered = [column for day, column in days.items() if first <= day <= last]
    return (covered[0].left, covered[-1].right) if covered else None


def _around(
    sheet: Sheet, columns: Sequence[_Column], below: float, moments: bool
) -> Iterator[tuple[TextBlock, float, float]]:
    """The names of the columns and of the rows of moments, with their left edges and tops."""
    top = (HEAD - sheet.theme.chart.leading) / 2
    for said, y in ((sheet.words.clockless, top), (sheet.words.in_order if moments else "", below + 5.0)):
        if said:
            yield sheet.copy(LabelRun(said, "regular", sheet.palette.muted)).to(sheet.column), 0.0, y
    for column in columns:
        yield column.title, column.left + INSET, top


def _label(sheet: Sheet, slot: _Slot, lines: int, notes: bool) -> TextBlock | None:
    """What happened, with the clock before it where there is one, and after it, in `notes`, what else is said of the date."""
    mark = slot.mark
    before, after = ("", mark.when if notes else "") if date_only(mark) else (mark.when, "")
    if not slot.width:
        return None
    text = worded(sheet, mark, before, after).to(slot.width - INSET - 2.0)
    return text if len(text.lines) <= lines or mark.principal else None


# -- what lasted ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Reach:
    """How far a bar reaches, and whether it came from before or goes on after."""

    start: float
    end: float
    earlier: bool
    later: bool


def _reach(sheet: Sheet, columns: Sequence[_Column], slots: Sequence[_Slot], row: Filed) -> _Reach:
    """From the moment of its day that it follows, else from where its day begins, to where its last day ends."""
    mark, days = row.mark, [column for column in columns if column.day]
    followed = [slot for slot in slots if slot.mark.key in mark.after and slot.mark.day == row.day]
    begins = next((column.left for column in days if column.day == row.day), days[0].left) + EDGE
    start = max([begins, *(slot.left + INSET + draw.RADIUS * draw.WIDEST for slot in followed)])
    last = (mark.end - timedelta(microseconds=1)).astimezone(sheet.zone).date() if mark.end else row.day
    covered = [column.right for column in days if column.day and column.day <= max(last, row.day)]
    later = mark.open_end == "ongoing" or bool(days[-1].day and last > days[-1].day)
    earlier = row.place == EARLIER or mark.open_start != "closed"
    end = sheet.width if later else max(covered, default=start) - EDGE
    return _Reach(start, max(end, start + BEGUN), earlier, later)


def _lasted(
    sheet: Sheet, columns: Sequence[_Column], slots: Sequence[_Slot], row: Filed, y: float, told_too: bool
) -> tuple[list[Stroke], Rect, Rect | None]:
    """The bar of a mark with its centre at `y`, and what is said of its length where that is `told_too`: strokes, the space of the bar, that of the words."""
    mark, palette, ink = row.mark, sheet.palette, draw.colour(row.mark, sheet.palette)
    reach = _reach(sheet, columns, slots, row)
    left = reach.start + (ARROW if reach.earlier else 0.0)
    past = draw.BEYOND if mark.status == "failed" and mark.extent == "span" else 0.0
    right = min(reach.end - (ARROW if reach.later else 0.0), sheet.width - past)
    strokes: list[Stroke] = []
    if reach.earlier:
        strokes += told(mark.key, "open", draw.arrow(left, y, ARROW, "left", ink))
    if reach.later:
        strokes += told(mark.key, "open", draw.arrow(right, y, ARROW, "right", ink))
    if mark.open_end == "unknown":
        right = left + BEGUN
        dissolves = min(DISSOLVES, sheet.width - right)
        strokes += told(mark.key, "open", draw.fade(right, y, dissolves, "right", ink))
    if mark.extent == "between":
        lines = draw.whisker(left, y, right - left, "right", ink, not reach.earlier, not reach.later)
        strokes += told(mark.key, "bar", lines)
    else:
        shown = replace(mark, vague=(mark.vague[0] and not reach.earlier, mark.vague[1] and not reach.later))
        strokes += told(mark.key, "bar", draw.bar(shown, left, y, right - left, "right", palette))
        strokes += told(mark.key, "end", draw.ending(mark, right, y, "right", palette))
    after = DISSOLVES if mark.open_end == "unknown" else past
    said = _length(sheet, row) if told_too else _length(sheet, row).cut(0)[0]
    box = said.box(_beside(sheet, columns, said.width, left, right, right + after, reach), y - said.height / 2)
    if said.lines:
        if left < box.x < right:
            strokes.append(area(Rect(box.x - GROUND, box.y, box.width + 2 * GROUND, box.height), palette.paper))
        strokes += told(mark.key, "label", said.strokes(box.x, box.y))
    half = draw.BAR / 2
    return strokes, Rect(left, y - half, right - left, 2 * half), box if said.lines else None


def _length(sheet: Sheet, row: Filed) -> TextBlock:
    """How long it lasted, or what is known of its ends."""
    mark = row.mark
    said = mark.on_date if not row.timed else mark.when if mark.open_end != "closed" else mark.lasts or mark.when
    return sheet.copy(LabelRun(said, "regular", sheet.palette.muted), small=True).to(sheet.width)


def _beside(
    sheet: Sheet, columns: Sequence[_Column], width: float, left: float, right: float, past: float, reach: _Reach
) -> float:
    """The left edge of what is said of a bar: past its end, else on it from where a day begins, else before it."""
    if past + 4.0 + width <= sheet.width and not reach.later:
        return past + 4.0
    inside = [
        c.left + INSET for c in columns if c.day and left + INSET < c.left and c.left + INSET + width < right - INSET
    ]
    if inside:
        return inside[-1]
    if right - left > width + 4 * GROUND:
        return (left + right - width) / 2
    return max(sheet.edge, left - 4.0 - width)
