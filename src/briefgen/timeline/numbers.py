"""Marks whose labels found no room keep their place and their length, and have a number that the key explains."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.timeline import marks as draw
from briefgen.timeline.extents import ROW, MarkExtent, pile
from briefgen.timeline.fragments import Fragment, Sheet, area
from briefgen.timeline.key import Numbering
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import Disc, Placed, Rect, Stroke, told

POINTS = 19.0
"""The height of the row of those that are points, over their numbers."""
GAP = 3.0
WIDEST = 888


@dataclass(frozen=True)
class _Cluster:
    """Marks too near to each other for a number each: they share a range."""

    extents: tuple[MarkExtent, ...]
    text: TextBlock
    left: float
    right: float
    text_left: float


@dataclass(frozen=True)
class _Beside:
    """A mark with a length, in a row of its own, and the left edge of its number."""

    extent: MarkExtent
    text_left: float
    row: int


@dataclass(frozen=True)
class NumberRows:
    """The numbered marks: points in one row, each over its number or a range of them; what has a length in rows below."""

    extents: tuple[MarkExtent, ...] = ()
    clusters: tuple[_Cluster, ...] = ()
    beside: tuple[_Beside, ...] = ()

    @property
    def height(self) -> float:
        rows = max((one.row + 1 for one in self.beside), default=0)
        return (POINTS if self.clusters else 0.0) + ROW * rows

    def part(self, sheet: Sheet, numbering: Numbering) -> Fragment:
        """The rows, drawn."""
        strokes: list[Stroke] = []
        placed: list[Placed] = []
        furniture: list[Rect] = []
        for cluster in self.clusters:
            numbers = [numbering.next() for _ in cluster.extents]
            text = _range(sheet, numbers[0], numbers[-1])
            strokes += text.strokes(cluster.text_left + (cluster.text.width - text.width) / 2, ROW - 1)
            furniture.append(cluster.text.box(cluster.text_left, ROW - 1))
            box = Rect(cluster.left, 0.5, cluster.right - cluster.left, ROW - 2)
            for number, one in zip(numbers, cluster.extents, strict=True):
                if len(numbers) == 1:
                    strokes += one.strokes(ROW / 2, sheet.palette)
                else:
                    dot = Disc(one.head, ROW / 2, 1.6, fill=draw.colour(one.mark, sheet.palette))
                    strokes += told(one.mark.key, "glyph", (dot,))
                placed.append(Placed(one.mark.key, box, None, one.mark.label, number=number))
        top = POINTS if self.clusters else 0.0
        for beside in self.beside:
            one, number, y = beside.extent, numbering.next(), top + ROW * (beside.row + 0.5)
            text = _range(sheet, number, number)
            box = text.box(beside.text_left, y - text.height / 2)
            strokes += one.strokes(y, sheet.palette)
            ground = [area(box, sheet.palette.paper)] if box.x < one.right and one.left < box.right else []
            strokes += told(one.mark.key, "label", [*ground, *text.strokes(box.x, box.y)])
            furniture.append(box)
            placed.append(Placed(one.mark.key, one.box(y), None, one.mark.label, number=number))
        return Fragment(self.height, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def number_rows(sheet: Sheet, extents: Sequence[MarkExtent], left: float = 0.0) -> NumberRows:
    """Rows for the numbered marks, right of `left`."""
    ordered = sorted(extents, key=lambda one: one.head)
    long = [one for one in ordered if not one.bare]
    wide = _range(sheet, WIDEST, WIDEST).width
    places = [_place(one, wide, left, sheet.width) for one in long]
    rows = pile([(min(one.left, at), max(one.right, at + wide)) for one, at in zip(long, places, strict=True)])
    beside = tuple(_Beside(*item) for item in zip(long, places, rows, strict=True))
    return NumberRows(tuple(ordered), tuple(_clusters(sheet, [one for one in ordered if one.bare])), beside)


def _place(one: MarkExtent, wide: float, left: float, right: float) -> float:
    """The left edge of a number: right of the mark, else left of it, else on the middle of a bar that leaves no room."""
    if one.right + GAP + wide <= right:
        return one.right + GAP
    if one.left - GAP - wide >= left:
        return one.left - GAP - wide
    return (one.start + one.end - wide) / 2


def _range(sheet: Sheet, first: int, last: int) -> TextBlock:
    text = str(first) if first == last else f"{first}–{last}"
    return sheet.copy(LabelRun(text, "semibold", sheet.palette.ink), small=True).to(sheet.width)


def _clusters(sheet: Sheet, extents: Sequence[MarkExtent]) -> list[_Cluster]:
    """Neighbours are joined until no two touch."""
    found: list[_Cluster] = []
    alone, several = _range(sheet, WIDEST, WIDEST), _range(sheet, WIDEST, WIDEST + 1)
    for one in extents:
        cluster = _cluster(sheet, (one,), alone)
        while found and cluster.left < found[-1].right + 4.0:
            cluster = _cluster(sheet, found.pop().extents + cluster.extents, several)
        found.append(cluster)
    return found


def _cluster(sheet: Sheet, extents: tuple[MarkExtent, ...], wide: TextBlock) -> _Cluster:
    """Marks over a number, or a range, of which `wide` is the widest."""
    first, last = (
        draw.glyph_box(extents[0].mark, extents[0].head, 0),
        draw.glyph_box(extents[-1].mark, extents[-1].head, 0),
    )
    middle = (extents[0].head + extents[-1].head) / 2
    left = min(max(middle - wide.width / 2, 0.0), sheet.width - wide.width)
    return _Cluster(extents, wide, min(first.x, left), max(last.right, left + wide.width), left)
