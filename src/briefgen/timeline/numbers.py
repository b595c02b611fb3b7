"""Marks whose labels go to the key stand in one row, each over its number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.timeline import marks as draw
from briefgen.timeline.extents import ROW, Extent
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import Run, TextBlock
from briefgen.timeline.part import Part, Sheet
from briefgen.timeline.strokes import Box, Disc, Placed, Stroke

NUMBER_ROW = 19.0


@dataclass(frozen=True)
class _Cluster:
    """Marks too near to each other for a number each: they share a range."""

    extents: tuple[Extent, ...]
    text: TextBlock
    left: float
    right: float
    text_left: float


def number_row(sheet: Sheet, extents: Sequence[Extent], numbering: Numbering) -> Part:
    """The marks in one row, each over its number; neighbours that would touch share a range of numbers."""
    strokes: list[Stroke] = []
    placed: list[Placed] = []
    furniture: list[Box] = []
    y = ROW / 2
    for cluster in _clusters(sheet, sorted(extents, key=lambda one: one.head)):
        numbers = [numbering.next() for _ in cluster.extents]
        text = _range(sheet, numbers[0], numbers[-1])
        strokes += text.strokes(cluster.text_left + (cluster.text.width - text.width) / 2, ROW - 1)
        furniture.append(cluster.text.box(cluster.text_left, ROW - 1))
        box = Box(cluster.left, 0.5, cluster.right - cluster.left, ROW - 2)
        for number, one in zip(numbers, cluster.extents, strict=True):
            if len(numbers) == 1:
                strokes += draw.glyph(one.mark, one.head, y, sheet.palette)
            else:
                strokes.append(Disc(one.head, y, 1.6, fill=draw.colour(one.mark, sheet.palette)))
            placed.append(Placed(one.mark.key, box, None, one.mark.label, number=number))
    return Part(NUMBER_ROW, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def _range(sheet: Sheet, first: int, last: int) -> TextBlock:
    text = str(first) if first == last else f"{first}–{last}"
    return sheet.copy(Run(text, "semibold", sheet.palette.ink), small=True).to(sheet.width)


def _clusters(sheet: Sheet, extents: Sequence[Extent]) -> list[_Cluster]:
    """Neighbours are joined until no two touch."""
    found: list[_Cluster] = []
    for one in extents:
        cluster = _cluster(sheet, (one,))
        while found and cluster.left < found[-1].right + 4.0:
            cluster = _cluster(sheet, found.pop().extents + cluster.extents)
        found.append(cluster)
    return found


def _cluster(sheet: Sheet, extents: tuple[Extent, ...]) -> _Cluster:
    wide = _range(sheet, 888, 888 if len(extents) == 1 else 889)
    first, last = (
        draw.glyph_box(extents[0].mark, extents[0].head, 0),
        draw.glyph_box(extents[-1].mark, extents[-1].head, 0),
    )
    middle = (extents[0].head + extents[-1].head) / 2
    left = min(max(middle - wide.width / 2, 0.0), sheet.width - wide.width)
    return _Cluster(extents, wide, min(first.x, left), max(last.right, left + wide.width), left)
