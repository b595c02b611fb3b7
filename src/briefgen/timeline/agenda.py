"""Marks become even rows, time running down in stated order; a spine at the left, true to scale, shows how far apart they were."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, time
from itertools import accumulate, pairwise
from math import inf
from typing import NamedTuple

from briefgen.document.marks import Annotation, Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.agenda_table import ASIDE, DAYS, EARLIER, LATER, ROOMY, Columns, Filed, Texts, filed, table
from briefgen.timeline.bracket import Bracket, bracket
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun
from briefgen.timeline.moments import Stands, bounds, date_only
from briefgen.timeline.spine import Spine, lasted, ruled, spine, way
from briefgen.timeline.strokes import PathStroke, Placed, Rect, Stroke, told
from briefgen.timeline.time_label import days, gap
from briefgen.timeline.turns import DAY, second_of

ROW = 14.4
"""The height of a row of one line."""
SPARE = 4.8
"""Room around the words of a row."""
SILENCE = 28 * DAY
LONGER = 4.0
"""A silence of so many seconds is named, where it is so many times as long as that between rows in the middle."""
NAMED = 5.0
"""Room that the name of a silence needs more."""
HEAD = 15.0
"""Room above the rows for the year and what a tick is."""
QUIET = 0.86
"""Of the width: where the name of a silence ends."""
_Points = tuple[tuple[float, float], ...]


class _Row(NamedTuple):
    """A row of a part, by its top. `dated` is False where it would repeat the date above, `apart` where it begins another group;
    `silence` is the length of the one before it in words."""

    filed: Filed
    texts: Texts
    top: float
    dated: bool
    apart: bool
    silence: str

    @property
    def middle(self) -> float:
        """Of its first line."""
        return self.top + ROW / 2

    @property
    def words(self) -> float:
        """The top of its words."""
        return self.top + SPARE / 2


def agenda(sheet: Sheet, marks: Sequence[Mark], measured: Annotation | None = None, first: int = 1) -> list[Fragment]:
    """The rows in as many parts as the sheet's height needs, each with a spine of its own; a `measured` distance stands right of
    them, where one part has both its rows and there is room. What goes to the key is numbered from `first`."""
    beside = bracket(sheet, measured) if measured else None
    if beside and sheet.width - beside.width >= ROOMY:
        narrower = _parts(sheet._replace(width=sheet.width - beside.width), marks, Numbering(first), beside)
        if any(beside.asked in part.shows for part in narrower):
            return narrower
    return _parts(sheet, marks, Numbering(first), None)


def _parts(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering, beside: Bracket | None) -> list[Fragment]:
    rows = filed(marks)
    columns, texts = table(sheet, rows, numbering)
    portions = list(_portions(sheet, columns, rows, texts))
    begun = accumulate([row.filed.mark for row in portion if row.filed.timed] for portion in portions)
    parts = [
        (portion, _bracketed(sheet, columns, portion, _part(sheet, columns, portion, marks), beside))
        for portion, marks in zip(portions, begun, strict=True)
    ]
    if len(parts) == 1:
        return [part for _, part in parts]
    return [part._replace(title=_title(sheet, portion)) for portion, part in parts]


def _bracketed(
    sheet: Sheet, columns: Columns, rows: Sequence[_Row], part: Fragment, beside: Bracket | None
) -> Fragment:
    """The part with the measured distance between two of its rows."""
    middles = {row.filed.mark.key: row.middle for row in rows if row.filed.timed}
    if beside is None or beside.asked.since not in middles or beside.asked.until not in middles:
        return part
    top, bottom = sorted((middles[beside.asked.since], middles[beside.asked.until]))
    return part.beside(beside.part(sheet, columns.right, top, bottom))


def _title(sheet: Sheet, rows: Sequence[_Row]) -> str:
    """The days of a part; they stand in its rows, so that nobody needs to draw them."""
    told_in = [row.filed.day for row in rows if row.filed.timed]
    return days(told_in[0], told_in[-1], sheet.language) if told_in else sheet.words.undated


def _portions(sheet: Sheet, columns: Columns, rows: Sequence[Filed], texts: Sequence[Texts]) -> Iterator[list[_Row]]:
    """The rows with their places, cut where a part is full."""
    head, least = HEAD if columns.line is not None else 0.0, _silent(rows)
    portion: list[_Row] = []
    y, known = head, -inf
    for row, own in zip(rows, texts, strict=True):
        quiet = bounds(row.mark)[0] - known if row.timed and portion else 0.0
        silence = gap(quiet, sheet.language) if least <= quiet < inf else ""
        apart = bool(portion) and portion[-1].filed.place != row.place
        if portion and y + own.height + SPARE + (NAMED if silence or apart else 0.0) > sheet.height:
            yield portion
            portion, y, silence, apart = [], head, "", False
        y += NAMED if silence or apart else 0.0
        same = bool(portion) and row.timed and portion[-1].texts.date == own.date
        portion.append(_Row(row, own, y, not same, apart, silence))
        y += own.height + SPARE
        known = max(known, _until(row)) if row.timed else known
    if portion:
        yield portion


def _silent(rows: Sequence[Filed]) -> float:
    """From how many seconds on a silence is named."""
    timed = [bounds(row.mark)[0] for row in rows if row.timed]
    gaps = sorted(later - earlier for earlier, later in pairwise(timed))
    return max(SILENCE, LONGER * gaps[len(gaps) // 2]) if gaps else SILENCE


def _until(row: Filed) -> float:
    """Up to when a row's event went on: what fills a day alone counts from its beginning, as days are counted."""
    begins, ends = bounds(row.mark)
    if row.mark.open_end == "ongoing":
        return inf
    return begins if row.mark.extent == "civil" and ends - begins <= 2 * DAY else ends


def _part(sheet: Sheet, columns: Columns, rows: Sequence[_Row], begun: Sequence[Mark]) -> Fragment:
    """The rows with their spine; `begun` are the marks of these and of all rows before them, of which some go on."""
    line = _line(sheet, columns, rows)
    ways = dict(_ways(sheet, columns, line, rows)) if line else {}
    words = [_words(columns, row) for row in rows] + [_silence(sheet, columns, row) for row in rows]
    strokes: list[Stroke] = []
    if line:
        words += [_head(sheet, line, rows), ruled(sheet, line)]
        strokes += lasted(sheet, line, begun, columns.tracks)
    for row in rows:
        strokes += _way(sheet, row.filed.mark, ways.get(row.filed.mark.key, ()))
        strokes += _sign(sheet, columns, row)
    placed = tuple(_placed(columns, row, ways.get(row.filed.mark.key, ())) for row in rows)
    bottom = rows[-1].top + rows[-1].texts.height + SPARE
    furniture = tuple(box for piece in words for box in piece.furniture)
    return Fragment(bottom, (*(s for piece in words for s in piece.strokes), *strokes), placed, furniture=furniture)


def _placed(columns: Columns, row: _Row, leader: _Points) -> Placed:
    mark, texts = row.filed.mark, row.texts
    label = None if texts.number else texts.label.box(columns.label, row.words)
    return Placed(mark.key, draw.glyph_box(mark, columns.glyph, row.middle), label, mark.label, leader, texts.number)


def _words(columns: Columns, row: _Row) -> Fragment:
    """The texts of a row: its weekday and date of nobody, so that a date said once is not one row's alone."""
    key, strokes, boxes = row.filed.mark.key, list[Stroke](), list[Rect]()
    for place, (text, left) in enumerate(zip(row.texts.when, columns.when, strict=False)):
        if text.lines and (row.dated or place >= DAYS):
            own = key if place >= DAYS else ""
            strokes += told(own, "label", text.strokes(left, row.words))
            boxes.append(text.box(left, row.words))
    strokes += told(key, "label", row.texts.label.strokes(columns.label, row.words))
    if row.texts.lasts.lines:
        left = columns.right - row.texts.lasts.width
        strokes += row.texts.lasts.strokes(left, row.words, "right")
        boxes.append(row.texts.lasts.box(left, row.words))
    return Fragment(0.0, tuple(strokes), furniture=tuple(boxes))


def _silence(sheet: Sheet, columns: Columns, row: _Row) -> Fragment:
    """The line above a row that comes after a silence, with its length, or that begins another group."""
    left = columns.when[0] if columns.when else 0.0
    y, colour = row.top - NAMED / 2, sheet.palette.hairline
    if row.apart:
        return Fragment(0.0, (rule(left, y, columns.right, y, colour),))
    if not row.silence:
        return Fragment(0.0)
    text = sheet.copy(LabelRun(row.silence, "regular", sheet.palette.muted), small=True).to(sheet.width / 3)
    x = sheet.width * QUIET - text.width
    lines = rule(left, y, x - 8, y, colour), rule(x + text.width + 8, y, columns.right, y, colour)
    top = y - text.height / 2
    return Fragment(0.0, (*lines, *text.strokes(x, top)), furniture=(text.box(x, top),))


def _sign(sheet: Sheet, columns: Columns, row: _Row) -> Iterator[Stroke]:
    """The glyph of a row, with an arrow where the event lies before or after the days that the rows show."""
    mark, x, y = row.filed.mark, columns.glyph, row.middle
    if row.filed.place == EARLIER:
        yield from told(mark.key, "open", draw.arrow(x, y, ASIDE, "left", draw.colour(mark, sheet.palette)))
    if row.filed.place == LATER:
        yield from told(mark.key, "open", draw.arrow(x, y, ASIDE, "right", draw.colour(mark, sheet.palette)))
    yield from told(mark.key, "glyph", draw.sign(mark, x, y, sheet.palette))


# -- the spine --------------------------------------------------------------------------------------------------------


def _line(sheet: Sheet, columns: Columns, rows: Sequence[_Row]) -> Spine | None:
    """The spine beside the rows, for the time that they and what they tell of took."""
    timed = [row for row in rows if row.filed.timed]
    if columns.line is None or not timed:
        return None
    moments = _moments(sheet, columns, rows).values()
    ends = (bounds(row.filed.mark)[1] for row in timed if row.filed.mark.extent in ("span", "between"))
    first, last = min(moments), max((*moments, *ends))
    top, bottom = timed[0].middle - ROW / 2, timed[-1].middle + ROW / 2
    return spine(columns.line, top, bottom, first, last, sheet, daily=columns.daily)


def _head(sheet: Sheet, line: Spine, rows: Sequence[_Row]) -> Fragment:
    """Above the spine: the year, or the first and the last, and beside it what lies between two ticks."""
    timed = [row.filed.day.year for row in rows if row.filed.timed]
    years = "–".join(str(year) for year in dict.fromkeys((timed[0], timed[-1])))
    year = sheet.copy(LabelRun(years, "semibold", sheet.palette.ink), small=True).to(sheet.width)
    tick = sheet.words.tick.replace("{length}", line.tick)
    note = sheet.copy(LabelRun(tick, "regular", sheet.palette.muted), small=True).to(sheet.width)
    strokes = (*year.strokes(0, 0), *note.strokes(year.width + 6, 0))
    return Fragment(0.0, strokes, furniture=(year.box(0, 0), note.box(year.width + 6, 0)))


def _ways(sheet: Sheet, columns: Columns, line: Spine, rows: Sequence[_Row]) -> Iterator[tuple[str, _Points]]:
    """From the spine to the sign of each row whose moment it shows."""
    moments = _moments(sheet, columns, rows)
    for row in rows:
        mark = row.filed.mark
        if mark.key in moments:
            reach = draw.glyph_box(mark, columns.glyph, row.middle).x - 1.0
            yield mark.key, way(line, moments[mark.key], reach, row.middle)


def _moments(sheet: Sheet, columns: Columns, rows: Sequence[_Row]) -> dict[str, float]:
    """Where the events of the rows stand on the spine, by key; on a spine of days, a date stands at the turn of its own."""
    timed = [row.filed for row in rows if row.filed.timed]
    stands = Stands.find([row.mark for row in timed]).of
    found = {row.mark.key: stands[row.mark.key].at for row in timed}
    for row in timed if columns.daily else ():
        if row.mark.extent not in ("span", "between") and date_only(row.mark):
            turn = second_of(datetime.combine(row.day, time()), sheet.zone)
            found[row.mark.key] = found[row.mark.key] if turn is None else turn
    return found


def _way(sheet: Sheet, mark: Mark, points: _Points) -> Iterator[Stroke]:
    if points:
        ink = draw.colour(mark, sheet.palette) if mark.principal else draw.tint(sheet.palette.muted, 0.65)
        yield PathStroke(points, ink, 1.0 if mark.principal else 0.5, event=mark.key, role="leader")
