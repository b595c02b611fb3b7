"""Labels that found no room become a numbered list below the chart, and their marks a row of numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

from briefgen.document.blocks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.axis import ROW, MarkExtent
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import Disc, KeyEntry, Placed, Rect, Stroke
from briefgen.timeline.time_label import Dating, time_label

GUTTER = 16.0
INDENT = 30.0
GAP = 3.5
NARROWEST = 190.0


class Numbering:
    """Counts the marks that go to the key, through all panels of a chart."""

    def __init__(self) -> None:
        self._count = count(1)

    def next(self) -> int:
        """The next number, from 1."""
        return next(self._count)


@dataclass(frozen=True)
class _Slice:
    """An entry, or what of it fits in one column."""

    number: int
    mark: Mark
    text: TextBlock
    first: bool


def key(sheet: Sheet, marks: Sequence[tuple[int, Mark]], dated: Dating) -> list[Fragment]:
    """The numbered marks as entries in columns, in as many parts as the sheet's height needs."""
    columns = max(1, int((sheet.width + GUTTER) / (NARROWEST + GUTTER)))
    width = (sheet.width - GUTTER * (columns - 1)) / columns
    entries = [
        _Slice(number, mark, sheet.label(mark, _when(sheet, mark, dated)).to(width - INDENT), True)
        for number, mark in marks
    ]
    parts, waiting = [], entries
    while waiting:
        height = sheet.height - 3 * GAP
        even = _even(waiting, columns, height)
        filled, waiting = _fill(waiting, columns, even)
        parts.append(_part(sheet, filled, width))
    return parts


def _when(sheet: Sheet, mark: Mark, dated: Dating) -> str:
    """The time in words: the mark's own, or its day's."""
    if mark.day is None:
        return mark.when or sheet.words.undated
    return time_label(mark, dated) or mark.on_date


def _even(entries: Sequence[_Slice], columns: int, height: float) -> float:
    """The least height at which all entries fit, `height` when they do not."""
    low, high = min(height, max(entry.text.height for entry in entries)), height
    if _fill(entries, columns, height)[1]:
        return height
    while high - low > 4:
        middle = (low + high) / 2
        if _fill(entries, columns, middle)[1]:
            low = middle
        else:
            high = middle
    return high


def _fill(
    entries: Sequence[_Slice], columns: int, height: float
) -> tuple[list[list[tuple[float, _Slice]]], list[_Slice]]:
    """Columns of (top, entry), and the entries that did not fit. An entry is cut only when no column could hold it."""
    filled: list[list[tuple[float, _Slice]]] = []
    waiting = list(entries)
    for _ in range(columns):
        column: list[tuple[float, _Slice]] = []
        y = 0.0
        while waiting:
            entry = waiting[0]
            if y + entry.text.height <= height:
                column.append((y, entry))
                y += entry.text.height + GAP
                waiting.pop(0)
                continue
            if not column and (lines := int(height / entry.text.leading)):
                head, rest = entry.text.cut(lines)
                column.append((0.0, _Slice(entry.number, entry.mark, head, entry.first)))
                waiting[0] = _Slice(entry.number, entry.mark, rest, False)
            break
        filled.append(column)
    return filled, waiting


def _part(sheet: Sheet, columns: Sequence[Sequence[tuple[float, _Slice]]], width: float) -> Fragment:
    strokes: list[Stroke] = [rule(0, 0, sheet.width, 0, sheet.palette.hairline)]
    entries: list[KeyEntry] = []
    bottom = 0.0
    for place, column in enumerate(columns):
        left = place * (width + GUTTER)
        for y, entry in column:
            top = y + 2 * GAP
            if entry.first:
                number = sheet.copy(LabelRun(str(entry.number), "semibold", sheet.palette.ink), small=True).to(INDENT)
                strokes += number.strokes(left + 13 - number.width, top + 0.5)
                strokes += draw.glyph(entry.mark, left + 20.5, top + entry.text.leading / 2, sheet.palette)
            strokes += entry.text.strokes(left + INDENT, top)
            entries.append(KeyEntry(entry.mark.key, entry.number, entry.text.box(left + INDENT, top)))
            bottom = max(bottom, top + entry.text.height)
    return Fragment(bottom + GAP, tuple(strokes), entries=tuple(entries))


NUMBER_ROW = 19.0


@dataclass(frozen=True)
class _Cluster:
    """Marks too near to each other for a number each: they share a range."""

    extents: tuple[MarkExtent, ...]
    text: TextBlock
    left: float
    right: float
    text_left: float


def number_row(sheet: Sheet, extents: Sequence[MarkExtent], numbering: Numbering) -> Fragment:
    """The marks in one row, each over its number; neighbours that would touch share a range of numbers."""
    strokes: list[Stroke] = []
    placed: list[Placed] = []
    furniture: list[Rect] = []
    y = ROW / 2
    for cluster in _clusters(sheet, sorted(extents, key=lambda one: one.head)):
        numbers = [numbering.next() for _ in cluster.extents]
        text = _range(sheet, numbers[0], numbers[-1])
        strokes += text.strokes(cluster.text_left + (cluster.text.width - text.width) / 2, ROW - 1)
        furniture.append(cluster.text.box(cluster.text_left, ROW - 1))
        box = Rect(cluster.left, 0.5, cluster.right - cluster.left, ROW - 2)
        for number, one in zip(numbers, cluster.extents, strict=True):
            if len(numbers) == 1:
                strokes += draw.glyph(one.mark, one.head, y, sheet.palette)
            else:
                strokes.append(Disc(one.head, y, 1.6, fill=draw.colour(one.mark, sheet.palette)))
            placed.append(Placed(one.mark.key, box, None, one.mark.label, number=number))
    return Fragment(NUMBER_ROW, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def _range(sheet: Sheet, first: int, last: int) -> TextBlock:
    text = str(first) if first == last else f"{first}–{last}"
    return sheet.copy(LabelRun(text, "semibold", sheet.palette.ink), small=True).to(sheet.width)


def _clusters(sheet: Sheet, extents: Sequence[MarkExtent]) -> list[_Cluster]:
    """Neighbours are joined until no two touch."""
    found: list[_Cluster] = []
    for one in extents:
        cluster = _cluster(sheet, (one,))
        while found and cluster.left < found[-1].right + 4.0:
            cluster = _cluster(sheet, found.pop().extents + cluster.extents)
        found.append(cluster)
    return found


def _cluster(sheet: Sheet, extents: tuple[MarkExtent, ...]) -> _Cluster:
    wide = _range(sheet, 888, 888 if len(extents) == 1 else 889)
    first, last = (
        draw.glyph_box(extents[0].mark, extents[0].head, 0),
        draw.glyph_box(extents[-1].mark, extents[-1].head, 0),
    )
    middle = (extents[0].head + extents[-1].head) / 2
    left = min(max(middle - wide.width / 2, 0.0), sheet.width - wide.width)
    return _Cluster(extents, wide, min(first.x, left), max(last.right, left + wide.width), left)
