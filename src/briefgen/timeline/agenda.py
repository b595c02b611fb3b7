"""Marks become rows under their days: time runs down, in stated order, and what lasted is a bar down the side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import Run, TextBlock
from briefgen.timeline.part import Part, Sheet, rule
from briefgen.timeline.strokes import Box, Placed, Stroke

MOST_LINES = 6
"""A longer label goes to the key."""
HEADING = 92.0
WHEN = 80.0
GUTTER = 9.0
LANE = 9.0
MOST_LANES = 5
ROW_GAP = 5.0
BAND_GAP = 7.0


@dataclass(frozen=True, slots=True)
class Band:
    """The rows under one heading; `day` is None for what stands before, after or outside the days."""

    heading: str
    marks: tuple[Mark, ...]
    day: date | None = None


@dataclass(frozen=True)
class _Row:
    mark: Mark
    when: TextBlock
    label: TextBlock
    number: int

    @property
    def height(self) -> float:
        return max(self.when.height, self.label.height)


@dataclass(frozen=True)
class _Columns:
    """Left edges of the columns; `rail` is the centre of the line that the glyphs stand on."""

    when: float
    rail: float
    label: float
    lanes: dict[str, int]

    def lane(self, key: str) -> float:
        """The centre of the lane that a mark's bar runs in; the rail itself when it has none."""
        return self.rail + LANE * self.lanes.get(key, 0)


def bands(sheet: Sheet, marks: Sequence[Mark]) -> list[Band]:
    """The marks under their headings: earlier, each day, later, undated; stated order within each."""
    days = dict(sheet.words.days)
    dated = [mark for mark in marks if mark.day is not None and not mark.context] or [m for m in marks if m.day]
    own = {mark.day for mark in dated if mark.day}
    first, last = min(own, default=date.min), max(own, default=date.max)
    filed: dict[tuple[int, date], list[Mark]] = {}
    for mark in marks:
        if mark.day is None:
            place = (3, date.min)
        elif mark.day < first:
            place = (0, date.min)
        else:
            place = (1, mark.day) if mark.day <= last else (2, date.min)
        filed.setdefault(place, []).append(mark)
    names = {0: sheet.words.earlier, 2: sheet.words.later, 3: sheet.words.undated}
    return [
        Band(_capital(names[kind]), tuple(rows))
        if kind != 1
        else Band(days.get(day, day.isoformat()), tuple(rows), day)
        for (kind, day), rows in sorted(filed.items())
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def agenda(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> list[Part]:
    """The rows in as many parts as the sheet's height needs; a heading is repeated where its day runs on."""
    grouped = bands(sheet, marks)
    columns = _columns(sheet, grouped)
    rows = [[_row(sheet, columns, mark, numbering) for mark in band.marks] for band in grouped]
    parts = []
    for portion in _portions(sheet, columns, grouped, rows):
        parts.append(_part(sheet, columns, grouped, portion))
    return parts


# -- columns and rows -------------------------------------------------------------------------------------------------


def _columns(sheet: Sheet, grouped: Sequence[Band]) -> _Columns:
    heading = max((_heading(sheet, band.heading).width for band in grouped), default=0.0)
    marks = [mark for band in grouped for mark in band.marks]
    when = max((_when(sheet, mark).width for mark in marks), default=0.0)
    lanes = _lanes(grouped)
    left = heading + GUTTER
    rail = left + (when + GUTTER if when else 4.0) + draw.HEAVY
    return _Columns(left, rail, rail + LANE * max(lanes.values(), default=0) + 13.0, lanes)


def _heading(sheet: Sheet, text: str) -> TextBlock:
    """A day's heading: the weekday on its own line where it stands first, as it does in most languages."""
    width = min(HEADING, sheet.width * 0.3)
    first, _, rest = text.partition(" ")
    if not rest or any(character.isdigit() for character in first) or not any(c.isdigit() for c in rest):
        return sheet.copy(Run(text, "semibold", sheet.palette.ink)).to(width)
    weekday = sheet.copy(Run(first.rstrip(","), "semibold", sheet.palette.ink)).to(width)
    day = sheet.copy(Run(rest, "regular", sheet.palette.muted)).to(width)
    return replace(weekday, lines=weekday.lines + day.lines)


def _when(sheet: Sheet, mark: Mark) -> TextBlock:
    return sheet.copy(Run(mark.when, "semibold", sheet.palette.muted)).to(min(WHEN, sheet.width * 0.2))


def _row(sheet: Sheet, columns: _Columns, mark: Mark, numbering: Numbering) -> _Row:
    label = sheet.label(mark).to(sheet.width - columns.label)
    number = numbering.next() if len(label.lines) > MOST_LINES else 0
    if number:
        label = sheet.copy(Run(str(number), "semibold", sheet.palette.ink)).to(sheet.width)
    return _Row(mark, _when(sheet, mark), label, number)


def _lanes(grouped: Sequence[Band]) -> dict[str, int]:
    """Lanes for what lasted beyond its own row, the longest nearest to the rail; none when there are too many."""
    ends = {mark.key: (place, end) for place, mark, end in _lasting(grouped)}
    lanes: dict[str, int] = {}
    taken: list[list[tuple[int, int]]] = []
    for key, (start, end) in sorted(ends.items(), key=lambda item: (item[1][0] - item[1][1], item[1][0])):
        free = (n for n, lane in enumerate(taken) if all(end < s or e < start for s, e in lane))
        lane = next(free, len(taken))
        if lane == MOST_LANES:
            continue
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        lanes[key] = lane + 1
    return lanes


def _lasting(grouped: Sequence[Band]) -> Iterator[tuple[int, Mark, int]]:
    """(row, mark, last row that it touches) of each mark that lasted; rows count through all bands."""
    rows = [mark for band in grouped for mark in band.marks]
    in_days = [place for place, mark in enumerate(rows) if mark.day is not None and not mark.context]
    for place in in_days:
        mark = rows[place]
        if mark.extent not in ("span", "between"):
            continue
        last = place
        if mark.open_end == "ongoing":
            last = in_days[-1]
        elif mark.open_end == "unknown":
            last = min(place + 1, in_days[-1])  # room to dissolve in
        elif mark.end is not None:
            last = max((p for p in in_days if p >= place and _before(rows[p].start, mark.end)), default=place)
        yield place, mark, last


def _before(start: datetime | None, end: datetime) -> bool:
    return start is not None and start < end


# -- parts ------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class _Placed:
    """A row of the portion: its top, the number that it has among all rows, and whether a band begins with it."""

    row: _Row
    band: int
    place: int
    y: float
    heads: bool


def _portions(
    sheet: Sheet, columns: _Columns, grouped: Sequence[Band], rows: Sequence[Sequence[_Row]]
) -> Iterator[list[_Placed]]:
    """The rows with their tops, cut where a part is full."""
    portion: list[_Placed] = []
    y, place = 0.0, 0
    for band, band_rows in enumerate(rows):
        heading = _heading(sheet, grouped[band].heading).height
        band_bottom = 0.0
        for number, row in enumerate(band_rows):
            heads = number == 0 or not portion
            need = max(row.height, heading if heads else 0.0)
            top = y + (BAND_GAP if heads else 0.0)
            if portion and top + need + ROW_GAP > sheet.height:
                yield portion
                portion, heads, top = [], True, BAND_GAP
                need = max(row.height, heading)
            if heads:
                band_bottom = top + heading
            portion.append(_Placed(row, band, place, top, heads))
            y = top + row.height + ROW_GAP
            place += 1
        y = max(y, band_bottom + ROW_GAP) + 2.0
    if portion:
        yield portion


def _part(sheet: Sheet, columns: _Columns, grouped: Sequence[Band], portion: Sequence[_Placed]) -> Part:
    palette = sheet.palette
    strokes: list[Stroke] = []
    placed: list[Placed] = []
    furniture: list[Box] = []
    bottom = 0.0
    for one in portion:
        if one.heads:
            heading = _heading(sheet, grouped[one.band].heading)
            strokes.append(rule(0, one.y - BAND_GAP, sheet.width, one.y - BAND_GAP, palette.rule))
            strokes += heading.strokes(0, one.y)
            furniture.append(heading.box(0, one.y))
            bottom = max(bottom, one.y + heading.height)
        bottom = max(bottom, one.y + one.row.height)
    strokes += _rail(sheet, columns, grouped, portion)
    strokes += _bars(sheet, columns, grouped, portion, bottom)
    for one in portion:
        row, x, y = one.row, columns.lane(one.row.mark.key), one.y + sheet.theme.chart.leading / 2
        strokes += _arrows(row.mark, x, y, sheet)
        strokes += draw.glyph(row.mark, x, y, palette)
        strokes += row.when.strokes(columns.rail - draw.HEAVY - GUTTER - row.when.width, one.y, "right")
        strokes += row.label.strokes(columns.label, one.y)
        label = None if row.number else row.label.box(columns.label, one.y)
        placed.append(Placed(row.mark.key, draw.glyph_box(row.mark, x, y), label, row.mark.label, number=row.number))
    return Part(bottom + ROW_GAP, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def _rail(sheet: Sheet, columns: _Columns, grouped: Sequence[Band], portion: Sequence[_Placed]) -> Iterator[Stroke]:
    """The line that the glyphs of the days stand on."""
    half = sheet.theme.chart.leading / 2
    tops = [one.y + half for one in portion if grouped[one.band].day is not None]
    if len(tops) > 1:
        yield rule(columns.rail, tops[0], columns.rail, tops[-1], sheet.palette.rule, 0.8)


def _bars(
    sheet: Sheet, columns: _Columns, grouped: Sequence[Band], portion: Sequence[_Placed], bottom: float
) -> Iterator[Stroke]:
    """The bars of what lasted, with an arrow where they go on and dissolving where nobody knows."""
    leading = sheet.theme.chart.leading
    days = [one for one in portion if grouped[one.band].day is not None]
    if not days:
        return
    floor = days[-1].y + max(days[-1].row.height, leading)
    for place, mark, last in _lasting(grouped):
        x = columns.lane(mark.key)
        if x == columns.rail or last < days[0].place or place > days[-1].place:
            continue
        head = next((one.y + leading / 2 for one in days if one.place == place), 0.0)
        foot = next((one.y + max(one.row.height, leading) for one in days if one.place == last), floor)
        ink = draw.colour(mark, sheet.palette)
        goes_on = last > days[-1].place or mark.open_end == "ongoing"
        if mark.extent == "between":
            yield from draw.whisker(x, head, foot - head, "down", ink)
        elif mark.open_end == "unknown" or (mark.end is None and not goes_on):
            yield from draw.bar(mark, x, head, 5.0, "down", sheet.palette)
            yield from draw.fade(x, head + 5.8, 12.0, "down", ink)
        else:
            yield from draw.bar(mark, x, head, foot - head - (4.0 if goes_on else 0.0), "down", sheet.palette)
            if goes_on:
                yield from draw.arrow(x, foot - 4.0, 8.0, "down", ink)


def _arrows(mark: Mark, x: float, y: float, sheet: Sheet) -> Iterator[Stroke]:
    """Arrows of what is by, after, or outside the days."""
    ink = draw.colour(mark, sheet.palette)
    if mark.extent == "before" or (mark.extent == "span" and mark.open_start != "closed"):
        yield from draw.arrow(x, y, 9.5, "up", ink)
    if mark.extent == "after" or (mark.context and mark.open_end == "ongoing"):
        yield from draw.arrow(x, y, 9.5, "down", ink)
