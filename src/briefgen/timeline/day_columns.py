"""Days without clock times become columns: what lasted runs across them in rows of its own, moments stand in stated order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from briefgen.document.blocks import Timeline
from briefgen.timeline import day_grid as grid
from briefgen.timeline import marks as draw
from briefgen.timeline.agenda_table import ROOMY, UNDATED, Filed, filed, worded
from briefgen.timeline.bands import bands
from briefgen.timeline.day_bars import day_bar, during, reach
from briefgen.timeline.day_grid import INSET, MOST_ROWS, NARROWEST, TIGHT, DayColumn, DayPlace
from briefgen.timeline.distance import distance
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.moments import date_only
from briefgen.timeline.strokes import Placed, Rect, Stroke, told

EVERY = 1000
WHOLE = ((EVERY, 6),)
STRIP = tuple((names, lines) for names in (EVERY, 4, 3, 2, 1, 0) for lines in (4, 3, 2, 0))
"""The ways to draw it: how much of what lasted has a name, and how many lines the label of a moment may have, the principal's
any number."""
HEAD = 13.0
BELOW_PHASES = 3.0
MOMENT = 14.0


def day_columns(sheet: Sheet, timeline: Timeline) -> Fragment | None:
    """The chart as a column a day; None where its moments or days find no room so.

    In a strip, what weighs most keeps its label as far as there is room, and the principal always.
    """
    rows = filed(timeline.marks)
    if sheet.width < ROOMY or any(row.place == UNDATED for row in rows):
        return None
    columns = grid.columns(sheet, rows, TIGHT if timeline.strip else NARROWEST, 1 if timeline.strip else MOST_ROWS)
    if columns is None:
        return None
    slots = [
        slot for column in columns for slot in (grid.spread(column) if timeline.strip else grid.slots(columns, column))
    ]
    lasting = [row for row in rows if grid.lasts(row.mark)]
    phases = bands(sheet, lambda phase: during(sheet, columns, phase), timeline.phases)
    parts = (
        _drawn(sheet, columns, slots, lasting, phases, timeline, way) for way in (STRIP if timeline.strip else WHOLE)
    )
    ranks = {row.mark.key: 1 + max(0, row.mark.rank) for row in rows}
    fitting = [part for part in parts if part.height <= sheet.height]
    found = max(fitting, key=lambda part: sum(ranks[one.key] for one in part.placed if one.label), default=None)
    return found if found and (timeline.strip or all(one.label for one in found.placed)) else None


# -- drawing ----------------------------------------------------------------------------------------------------------


def _drawn(
    sheet: Sheet,
    columns: Sequence[DayColumn],
    slots: Sequence[DayPlace],
    lasting: Sequence[Filed],
    phases: Fragment | None,
    timeline: Timeline,
    way: tuple[int, int],
) -> Fragment:
    palette, notes = sheet.palette, not timeline.strip
    most, lines = way
    below = HEAD + (phases.height + BELOW_PHASES if phases else 0.0)
    named = sorted(lasting, key=lambda row: -row.mark.rank)[:most]
    bars = [day_bar(sheet, columns, slots, row, named=row in named, low=bool(timeline.strip)) for row in lasting]
    y = below + sum(bar.height for bar in bars)
    measured = _measured(sheet, columns, slots, lasting, timeline)
    extra = [piece.lowered(top) for piece, top in ((phases, HEAD), (measured, y + 2.0)) if piece]
    y += measured.height + 2.0 if measured else 0.0
    strokes: list[Stroke] = []
    boxes: list[Rect] = []
    placed: list[Placed] = []
    for text, left, top in _around(sheet, columns, y, bool(slots)):
        strokes += text.strokes(left, top)
        boxes.append(text.box(left, top))
    for bar in bars:
        drawn, one, beside = bar.part(sheet, below)
        below += bar.height
        strokes += (*drawn, rule(0, below, sheet.width, below, palette.hairline))
        placed.append(one)
        boxes += beside
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
    sheet: Sheet, columns: Sequence[DayColumn], slots: Sequence[DayPlace], lasting: Sequence[Filed], timeline: Timeline
) -> Fragment | None:
    """The measured distance between two moments or the beginnings of what lasted; None where one of them is beside the days."""
    asked = timeline.annotation
    places = {slot.mark.key: slot.left + INSET + draw.RADIUS * draw.WIDEST for slot in slots if slot.row == 0}
    places |= {row.mark.key: reach(sheet, columns, slots, row).left for row in lasting if row.timed}
    if asked is None or asked.since not in places or asked.until not in places:
        return None
    left, right = sorted((places[asked.since], places[asked.until]))
    return distance(sheet, asked, left, right)


def _around(
    sheet: Sheet, columns: Sequence[DayColumn], below: float, moments: bool
) -> Iterator[tuple[TextBlock, float, float]]:
    """The names of the columns and of the rows of moments, with their left edges and tops."""
    top = (HEAD - sheet.theme.chart.leading) / 2
    for said, y in ((sheet.words.clockless, top), (sheet.words.in_order if moments else "", below + 5.0)):
        if said:
            yield sheet.copy(LabelRun(said, "regular", sheet.palette.muted)).to(sheet.column), 0.0, y
    for column in columns:
        yield column.title, column.left + INSET, top


def _label(sheet: Sheet, slot: DayPlace, lines: int, notes: bool) -> TextBlock | None:
    """What happened, with the clock before it where there is one, and after it, in `notes`, what else is said of the date."""
    mark = slot.mark
    before, after = ("", mark.when if notes else "") if date_only(mark) else (mark.when, "")
    if not slot.width:
        return None
    text = worded(sheet, mark, before, after).to(slot.width - INSET - 2.0)
    return text if len(text.lines) <= lines or mark.principal else None
