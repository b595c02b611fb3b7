"""Labels that found no room become a numbered list below the chart."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from briefgen.document.marks import Mark
from briefgen.timeline import marks as draw
from briefgen.timeline.fragments import Fragment, Sheet, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import KeyEntry, Stroke, told
from briefgen.timeline.time_label import Dating, time_label

GUTTER = 16.0
INDENT = 30.0
GAP = 3.5
NARROWEST = 190.0


class Numbering:
    """Counts the marks that go to the key, through all panels of a chart."""

    def __init__(self, first: int = 1) -> None:
        self._count = count(first)

    def next(self) -> int:
        """The next number, the first time `first`."""
        return next(self._count)


class _Slice(NamedTuple):
    """An entry, or what of it fits in one column."""

    number: int
    mark: Mark
    text: TextBlock
    first: bool


def key(sheet: Sheet, marks: Sequence[tuple[int, Mark]], dated: Dating) -> list[Fragment]:
    """The numbered marks as entries in columns, in as many parts as the sheet's height needs."""
    columns = _columns(sheet)
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


def least(sheet: Sheet, entries: int) -> float:
    """The least height of a key with so many entries."""
    return entries / _columns(sheet) * (sheet.theme.chart.leading + GAP)


def _columns(sheet: Sheet) -> int:
    return max(1, int((sheet.width + GUTTER) / (NARROWEST + GUTTER)))


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
            if not column:
                head, rest = entry.text.cut(max(1, int(height / entry.text.leading)))  # one line at least, however low
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
            strokes += told(entry.mark.key, "label", entry.text.strokes(left + INDENT, top))
            entries.append(KeyEntry(entry.mark.key, entry.number, entry.text.box(left + INDENT, top)))
            bottom = max(bottom, top + entry.text.height)
    return Fragment(bottom + GAP, tuple(strokes), entries=tuple(entries))
