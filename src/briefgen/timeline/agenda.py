"""Marks become rows under their days: time runs down, in stated order, all rows share their columns, and what lasted is a bar down the side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from briefgen.document.blocks import ChartWords, Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.extents import packed
from briefgen.timeline.fragments import Fragment, Sheet, rule, slim
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.moments import date_only
from briefgen.timeline.strokes import Placed, Rect, Stroke, told
from briefgen.timeline.time_label import days


@dataclass(frozen=True, slots=True)
class DayBand:
    """The rows under one heading; `day` is None for what stands before, after or outside the days."""

    heading: str
    marks: tuple[Mark, ...]
    day: date | None = None


def bands(words: ChartWords, marks: Sequence[Mark]) -> list[DayBand]:
    """The marks under their headings: earlier, each day, later, undated; stated order within each."""
    days = dict(words.days)
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
    names = {0: words.earlier, 2: words.later, 3: words.undated}
    return [
        DayBand(_capital(names[kind]), tuple(rows))
        if kind != 1
        else DayBand(days.get(day, day.isoformat()), tuple(rows), day)
        for (kind, day), rows in sorted(filed.items())
    ]


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def tracks(grouped: Sequence[DayBand]) -> dict[str, int]:
    """Tracks, from 1, for what lasted, the longest nearest to the rail: as many as what lasted at the same time needs."""
    lasted = list(lasting(grouped))
    rows = packed([(place, end + 1) for place, _, end in lasted])
    return {mark.key: row + 1 for (_, mark, _), row in zip(lasted, rows, strict=True)}


def lasting(grouped: Sequence[DayBand]) -> Iterator[tuple[int, Mark, int]]:
    """(row, mark, last row that it touches) of each mark that lasted within the days; rows count through all bands."""
    rows = [(mark, band.day) for band in grouped for mark in band.marks]
    in_days = [place for place, (_, day) in enumerate(rows) if day is not None]
    for place in in_days:
        mark = rows[place][0]
        if mark.extent not in ("span", "between"):
            continue
        last = place
        if mark.open_end == "ongoing":
            last = in_days[-1]
        elif mark.open_end == "unknown":
            last = min(place + 1, in_days[-1])  # room to dissolve in
        elif mark.end is not None:
            last = max((p for p in in_days if p >= place and _before(rows[p][0].start, mark.end)), default=place)
        yield place, mark, last


def _before(start: datetime | None, end: datetime) -> bool:
    return start is not None and start < end


MOST_LINES = 6
"""A longer label goes to the key."""
HEADING = 92.0
CLOCK = 62.0
LANE = 84.0
NOTE = 0.26
"""Of the width: notes are no wider."""
ROOMY = 400.0
"""On less width there are no columns for lanes and notes."""
GUTTER = 9.0
TRACK = 9.0
MOST_TRACKS = 0.25
"""Of the width, that the tracks may take: more of them are narrower."""
NARROW = 7.0
"""On narrower tracks a glyph would cover its neighbour: it stands on the rail."""


@dataclass(frozen=True)
class Texts:
    """The texts of a row: the clock left of the rail; right of it lane, label, and what else is said of the time."""

    clock: TextBlock
    lane: TextBlock
    label: TextBlock
    note: TextBlock
    number: int = 0

    @property
    def height(self) -> float:
        return max(text.height for text in (self.clock, self.lane, self.label, self.note))


@dataclass(frozen=True)
class Columns:
    """Left edges of the columns, but the right edge of the clocks; `rail` is the centre of the line that the glyphs stand on."""

    clock: float
    rail: float
    lane: float
    label: float
    note: float
    pitch: float
    tracks: dict[str, int]

    def track(self, key: str) -> float:
        """The centre of the track that a mark's bar runs in; the rail itself when it has none."""
        return self.rail + self.pitch * self.tracks.get(key, 0)

    def glyph(self, key: str) -> float:
        """The centre of a mark's glyph: on its bar where there is room for it, else on the rail."""
        return self.track(key) if self.pitch >= NARROW else self.rail


def heading(sheet: Sheet, text: str) -> TextBlock:
    """A day's heading: the weekday on its own line where it stands first, as it does in most languages."""
    width = min(HEADING, sheet.width * 0.3)
    first, _, rest = text.partition(" ")
    if not rest or any(character.isdigit() for character in first) or not any(c.isdigit() for c in rest):
        return sheet.copy(LabelRun(text, "semibold", sheet.palette.ink)).to(width)
    weekday = sheet.copy(LabelRun(first.rstrip(","), "semibold", sheet.palette.ink)).to(width)
    day = _quiet(sheet, rest, width)
    return replace(weekday, lines=weekday.lines + day.lines)


def table(sheet: Sheet, grouped: Sequence[DayBand], numbering: Numbering) -> tuple[Columns, list[list[Texts]]]:
    """The columns, and the texts of the rows of each band, set to them."""
    marks = [mark for band in grouped for mark in band.marks]
    clocks = {mark.key: _clock(sheet, mark) for mark in marks}
    roomy = sheet.width >= ROOMY
    lanes = {mark.key: _quiet(sheet, mark.lane if roomy else "", LANE) for mark in marks}
    notes = {mark.key: _note(sheet, mark, bool(clocks[mark.key].lines), roomy) for mark in marks}
    clock, lane, note = (max(text.width for text in texts.values()) for texts in (clocks, lanes, notes))
    days = max(heading(sheet, band.heading).width for band in grouped)
    own = tracks(grouped)
    clock_right = days + (GUTTER + clock if clock else 0.0)
    rail = clock_right + GUTTER + draw.HEAVY
    most = max(own.values(), default=0)
    pitch = min(TRACK, MOST_TRACKS * sheet.width / max(most, 1))
    lane_left = rail + pitch * most + 13.0
    label_left = lane_left + (lane + GUTTER if lane else 0.0)
    room = sheet.width - label_left - (note + 2 * GUTTER if note else 0.0)
    copies = {mark.key: sheet.label(mark, _run_in(mark, clocks[mark.key], roomy)) for mark in marks}
    widest = min(room, max(copy.to(sheet.width).width for copy in copies.values()))
    columns = Columns(clock_right, rail, lane_left, label_left, label_left + widest + 2 * GUTTER, pitch, own)
    rows = [[_fitted(sheet, copies[m.key].to(room), numbering) for m in band.marks] for band in grouped]
    return columns, [
        [
            Texts(clocks[mark.key], lanes[mark.key], label, notes[mark.key], number)
            for mark, (label, number) in zip(band.marks, texts, strict=True)
        ]
        for band, texts in zip(grouped, rows, strict=True)
    ]


def _clock(sheet: Sheet, mark: Mark) -> TextBlock:
    """The time where it is that of a clock and short enough for its column; else nothing."""
    dated = mark.start or mark.end
    text = _quiet(sheet, mark.when if dated and not date_only(mark) else "", sheet.width)
    return text if text.width <= min(CLOCK, sheet.width * 0.2) else replace(text, lines=())


def _note(sheet: Sheet, mark: Mark, said: bool, roomy: bool) -> TextBlock:
    return _quiet(sheet, mark.when if roomy and not said else "", sheet.width * NOTE)


def _run_in(mark: Mark, clock: TextBlock, roomy: bool) -> str:
    return "" if roomy or clock.lines else mark.when


def _quiet(sheet: Sheet, text: str, width: float) -> TextBlock:
    return sheet.copy(LabelRun(text, "regular", sheet.palette.muted)).to(width)


def _fitted(sheet: Sheet, label: TextBlock, numbering: Numbering) -> tuple[TextBlock, int]:
    """The label, or the number of one that is too long."""
    if len(label.lines) <= MOST_LINES:
        return label, 0
    number = numbering.next()
    return sheet.copy(LabelRun(str(number), "semibold", sheet.palette.ink)).to(sheet.width), number


ROW_GAP = 5.0
BAND_GAP = 7.0
TIP = 8.0
"""The length of an arrow at the end of a bar."""


@dataclass(frozen=True)
class _Row:
    """A row of a part: its top, its band's and its own number among all, and whether its band's heading stands beside it."""

    mark: Mark
    texts: Texts
    band: DayBand
    place: int
    y: float
    heads: bool


def agenda(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> list[Fragment]:
    """The rows in as many parts as the sheet's height needs; a heading is repeated where its day runs on."""
    grouped = bands(sheet.words, marks)
    columns, texts = table(sheet, grouped, numbering)
    parts = [(rows, _part(sheet, columns, grouped, rows)) for rows in _portions(sheet, grouped, texts)]
    if len(parts) == 1:
        return [part for _, part in parts]
    return [replace(part, title=_title(sheet, rows)) for rows, part in parts]


def _title(sheet: Sheet, rows: Sequence[_Row]) -> str:
    """The days of a part; they stand beside its rows, so that nobody needs to draw them."""
    told = [row.band.day for row in rows if row.band.day]
    return days(told[0], told[-1], sheet.language) if told else rows[0].band.heading


def _portions(sheet: Sheet, grouped: Sequence[DayBand], texts: Sequence[Sequence[Texts]]) -> Iterator[list[_Row]]:
    """The rows with their tops, cut where a part is full."""
    portion: list[_Row] = []
    y, place = 0.0, 0
    for band, band_texts in zip(grouped, texts, strict=True):
        headed = heading(sheet, band.heading).height
        band_bottom = 0.0
        for number, (mark, own) in enumerate(zip(band.marks, band_texts, strict=True)):
            heads = number == 0 or not portion
            top = y + (BAND_GAP if heads else 0.0)
            need = max(own.height, headed if heads else 0.0)
            if portion and top + need + ROW_GAP > sheet.height:
                yield portion
                portion, heads, top = [], True, BAND_GAP
            if heads:
                band_bottom = top + headed
            portion.append(_Row(mark, own, band, place, top, heads))
            y = top + own.height + ROW_GAP
            place += 1
        y = max(y, band_bottom + ROW_GAP) + 2.0
    if portion:
        yield portion


def _part(sheet: Sheet, columns: Columns, grouped: Sequence[DayBand], rows: Sequence[_Row]) -> Fragment:
    palette, half = sheet.palette, sheet.theme.chart.leading / 2
    strokes: list[Stroke] = []
    placed: list[Placed] = []
    furniture: list[Rect] = []
    bottom = 0.0
    for row in rows:
        if row.heads:
            headed = heading(sheet, row.band.heading)
            strokes.append(rule(0, row.y - BAND_GAP, sheet.width, row.y - BAND_GAP, palette.rule))
            strokes += headed.strokes(0, row.y)
            furniture.append(headed.box(0, row.y))
            bottom = max(bottom, row.y + headed.height)
        bottom = max(bottom, row.y + row.texts.height)
    strokes += _rail(sheet, columns, rows)
    strokes += _bars(sheet, columns, grouped, rows, bottom)
    for row in rows:
        x, y, texts = columns.glyph(row.mark.key), row.y + half, row.texts
        strokes += told(row.mark.key, "open", _arrows(row.mark, x, y, sheet, row.band.day is None))
        strokes += told(row.mark.key, "glyph", draw.glyph(row.mark, x, y, palette))
        for text, left in (
            (texts.clock, columns.clock - texts.clock.width),
            (texts.lane, columns.lane),
            (texts.note, columns.note),
        ):
            if text.lines:
                strokes += told(row.mark.key, "label", text.strokes(left, row.y))
                furniture.append(text.box(left, row.y))
        strokes += told(row.mark.key, "label", texts.label.strokes(columns.label, row.y))
        label = None if texts.number else texts.label.box(columns.label, row.y)
        placed.append(Placed(row.mark.key, draw.glyph_box(row.mark, x, y), label, row.mark.label, number=texts.number))
    return Fragment(bottom + ROW_GAP, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def _rail(sheet: Sheet, columns: Columns, rows: Sequence[_Row]) -> Iterator[Stroke]:
    """The line that the glyphs of the days stand on."""
    half = sheet.theme.chart.leading / 2
    tops = [one.y + half for one in rows if one.band.day is not None]
    if len(tops) > 1:
        yield rule(columns.rail, tops[0], columns.rail, tops[-1], sheet.palette.rule, 0.8)


def _bars(
    sheet: Sheet, columns: Columns, grouped: Sequence[DayBand], rows: Sequence[_Row], bottom: float
) -> Iterator[Stroke]:
    """The bars of what lasted, with an arrow where they go on beyond this part and dissolving where nobody knows."""
    leading = sheet.theme.chart.leading
    dated = [one for one in rows if one.band.day is not None]
    if not dated:
        return
    first, final = dated[0].place, dated[-1].place
    tops = {one.place: one.y + leading / 2 for one in dated}
    feet = {one.place: one.y + max(one.texts.height, leading) for one in dated}
    share = min(1.0, columns.pitch / (NARROW - 1.0))
    for place, mark, last in lasting(grouped):
        if last >= first and place <= final:
            later = last > final or mark.open_end == "ongoing"
            foot = feet[min(last, final)]
            x, top = columns.track(mark.key), tops.get(place)
            strokes = tuple(_bar(sheet, mark, x, top, foot, later, bottom))
            yield from (slim(one, x, share) for one in strokes)


def _bar(
    sheet: Sheet, mark: Mark, x: float, top: float | None, foot: float, later: bool, bottom: float
) -> Iterator[Stroke]:
    """What lasted, from `top`, or from before this part where that is None, down to `foot`, or beyond it."""
    ink, palette = draw.colour(mark, sheet.palette), sheet.palette
    if mark.open_end == "unknown" and top is not None:
        yield from told(mark.key, "bar", draw.bar(mark, x, top, 5.0, "down", palette))
        yield from told(mark.key, "open", draw.fade(x, top + 5.8, min(12.0, bottom + ROW_GAP - top - 5.8), "down", ink))
        return
    head = TIP if top is None else top
    if top is None:
        yield from told(mark.key, "open", draw.arrow(x, head, TIP, "up", ink))
    length = max(0.0, foot - head - (TIP / 2 if later else 0.0))
    whole = top is not None
    shape = (
        draw.whisker(x, head, length, "down", ink, whole, not later)
        if mark.extent == "between"
        else draw.bar(mark, x, head, length, "down", palette)
    )
    yield from told(mark.key, "bar", shape)
    if later:
        yield from told(mark.key, "open", draw.arrow(x, foot - TIP / 2, TIP, "down", ink))


def _arrows(mark: Mark, x: float, y: float, sheet: Sheet, outside: bool) -> Iterator[Stroke]:
    """Arrows of what is by, after, or outside the days."""
    ink = draw.colour(mark, sheet.palette)
    if mark.extent == "before" or (mark.extent == "span" and mark.open_start != "closed"):
        yield from draw.arrow(x, y, 9.5, "up", ink)
    if mark.extent == "after" or (outside and mark.open_end == "ongoing"):
        yield from draw.arrow(x, y, 9.5, "down", ink)
