"""Marks become rows under their days: time runs down, in stated order, and what lasted is a bar down the side."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.bands import Band, bands, lasting
from briefgen.timeline.dates import days
from briefgen.timeline.key import Numbering
from briefgen.timeline.part import Part, Sheet, rule
from briefgen.timeline.rows import Columns, Texts, heading, table
from briefgen.timeline.strokes import Box, Placed, Stroke

ROW_GAP = 5.0
BAND_GAP = 7.0


@dataclass(frozen=True)
class _Row:
    """A row of a part: its top, its band's and its own number among all, and whether its band's heading stands beside it."""

    mark: Mark
    texts: Texts
    band: Band
    place: int
    y: float
    heads: bool


def agenda(sheet: Sheet, marks: Sequence[Mark], numbering: Numbering) -> list[Part]:
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


def _portions(sheet: Sheet, grouped: Sequence[Band], texts: Sequence[Sequence[Texts]]) -> Iterator[list[_Row]]:
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


def _part(sheet: Sheet, columns: Columns, grouped: Sequence[Band], rows: Sequence[_Row]) -> Part:
    palette, half = sheet.palette, sheet.theme.chart.leading / 2
    strokes: list[Stroke] = []
    placed: list[Placed] = []
    furniture: list[Box] = []
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
        x, y, texts = columns.track(row.mark.key), row.y + half, row.texts
        strokes += (*_arrows(row.mark, x, y, sheet), *draw.glyph(row.mark, x, y, palette))
        for text, left in (
            (texts.clock, columns.clock - texts.clock.width),
            (texts.lane, columns.lane),
            (texts.note, columns.note),
        ):
            if text.lines:
                strokes += text.strokes(left, row.y)
                furniture.append(text.box(left, row.y))
        strokes += texts.label.strokes(columns.label, row.y)
        label = None if texts.number else texts.label.box(columns.label, row.y)
        placed.append(Placed(row.mark.key, draw.glyph_box(row.mark, x, y), label, row.mark.label, number=texts.number))
    return Part(bottom + ROW_GAP, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def _rail(sheet: Sheet, columns: Columns, rows: Sequence[_Row]) -> Iterator[Stroke]:
    """The line that the glyphs of the days stand on."""
    half = sheet.theme.chart.leading / 2
    tops = [one.y + half for one in rows if one.band.day is not None]
    if len(tops) > 1:
        yield rule(columns.rail, tops[0], columns.rail, tops[-1], sheet.palette.rule, 0.8)


def _bars(
    sheet: Sheet, columns: Columns, grouped: Sequence[Band], rows: Sequence[_Row], bottom: float
) -> Iterator[Stroke]:
    """The bars of what lasted, with an arrow where they go on and dissolving where nobody knows."""
    leading = sheet.theme.chart.leading
    dated = [one for one in rows if one.band.day is not None]
    if not dated:
        return
    floor = dated[-1].y + max(dated[-1].texts.height, leading)
    for place, mark, last in lasting(grouped):
        x = columns.track(mark.key)
        if x == columns.rail or last < dated[0].place or place > dated[-1].place:
            continue
        head = next((one.y + leading / 2 for one in dated if one.place == place), 0.0)
        foot = next((one.y + max(one.texts.height, leading) for one in dated if one.place == last), floor)
        ink = draw.colour(mark, sheet.palette)
        goes_on = last > dated[-1].place or mark.open_end == "ongoing"
        if mark.extent == "between":
            yield from draw.whisker(x, head, foot - head, "down", ink)
        elif mark.open_end == "unknown" or (mark.end is None and not goes_on):
            yield from draw.bar(mark, x, head, 5.0, "down", sheet.palette)
            yield from draw.fade(x, head + 5.8, min(12.0, bottom + ROW_GAP - head - 5.8), "down", ink)
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
