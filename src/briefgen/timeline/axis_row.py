"""Moments stand on the axis at their time: what would hide another steps down a row, with a stroke below for each source."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import NamedTuple

from briefgen.timeline import marks as draw
from briefgen.timeline.extents import MarkExtent
from briefgen.timeline.fragments import Fragment, Sheet
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.strokes import Disc, Placed, Rect, Stroke, told

STEP = 8.0
APART = 7.0
"""Between two glyphs of one row, from middle to middle."""
OVERLAP = 2 * (draw.RADIUS * draw.WIDEST + draw.EDGE / 2) - APART
REACH = draw.HEAVY * draw.WIDEST + draw.EDGE / 2
"""From the axis to the edge of the highest glyph."""
MOST_STROKES = 4
MOST_ROWS = 3
DOT = 1.6
NUMBERS = 8.6


class AxisRow(NamedTuple):
    """The moments of a panel and the row of each, 0 on the axis; None for what is a dot below all rows."""

    extents: tuple[MarkExtent, ...] = ()
    rows: tuple[int | None, ...] = ()
    evidence: bool = False
    numbered: bool = False

    @property
    def step(self) -> float:
        """From one row to the next."""
        return STEP + (draw.EVIDENCE + 1.0 if self.evidence else 0.0)

    @property
    def _glyphs(self) -> float:
        """How far the rows reach below the axis."""
        lowest = max((row for row in self.rows if row is not None), default=0)
        return lowest * self.step + REACH + (draw.EVIDENCE if self.evidence else 0.0)

    @property
    def depth(self) -> float:
        """How far all of it reaches below the axis."""
        if not self.extents:
            return 0.0
        return self._glyphs + (2 * DOT if None in self.rows else 0.0) + (NUMBERS if self.numbered else 0.0)

    def y(self, key: str) -> float:
        """How far below the axis a mark stands."""
        return next(self._y(row) for one, row in zip(self.extents, self.rows, strict=True) if one.mark.key == key)

    def _y(self, row: int | None) -> float:
        return self._glyphs + DOT if row is None else row * self.step

    def part(self, sheet: Sheet, numbers: Mapping[str, int]) -> Fragment:
        """The marks, with the axis at the top."""
        strokes: list[Stroke] = []
        days: list[Stroke] = []  # the room that a day is, below all that stands in it
        placed: list[Placed] = []
        order = sorted(
            zip(self.extents, self.rows, strict=True), key=lambda item: (-self._y(item[1]), item[0].mark.principal)
        )
        for one, row in order:
            y, key = self._y(row), one.mark.key
            if row is None:
                dot = Disc(one.head, y, DOT, fill=draw.colour(one.mark, sheet.palette))
                strokes += told(key, "glyph", (dot,))
                box = Rect(one.head - DOT, y - DOT, 2 * DOT, 2 * DOT)
            else:
                for stroke in one.strokes(y, sheet.palette):
                    (days if stroke.role == "bar" else strokes).append(stroke)
                strokes += told(key, "", self._evidence(one, y, sheet))
                box = one.box(y)
            placed.append(Placed(key, box, None, one.mark.label, number=numbers.get(key, 0)))
        furniture: list[Rect] = []
        for text, left in _counted(sheet, self.extents, numbers):
            strokes += text.strokes(left, self.depth - NUMBERS)
            furniture.append(text.box(left, self.depth - NUMBERS))
        return Fragment(self.depth, (*days, *strokes), tuple(placed), furniture=tuple(furniture))

    def _evidence(self, one: MarkExtent, y: float, sheet: Sheet) -> tuple[Stroke, ...]:
        """A stroke for each independent source, below the glyph."""
        if not (self.evidence and one.glyph and one.mark.sources):
            return ()
        below = draw.radius(one.mark) * draw.WIDEST + 0.6
        return draw.evidence(min(one.mark.sources, MOST_STROKES), one.head, y + below, sheet.palette)


def axis_row(
    found: Sequence[MarkExtent], labelled: Container[str], *, evidence: bool, numbered: bool, most: int = MOST_ROWS
) -> AxisRow:
    """The moments in rows, each in the first where it hides nothing. What has a label always has a row; of the others those of
    lower rank become dots where there would be more than `most` rows."""
    order = sorted(
        range(len(found)),
        key=lambda n: (
            not found[n].mark.principal,
            found[n].mark.key not in labelled,
            -found[n].mark.rank,
            found[n].head,
        ),
    )
    taken: list[list[tuple[float, float]]] = []
    rows: list[int | None] = [None] * len(found)
    for n in order:
        left, right = _reach(found[n])
        free = (
            row
            for row, reaches in enumerate(taken)
            if all(right <= begin + OVERLAP or end <= left + OVERLAP for begin, end in reaches)
        )
        row = next(free, len(taken))
        if row == len(taken):
            if row >= most and found[n].mark.key not in labelled:
                continue
            taken.append([])
        taken[row].append((left, right))
        rows[n] = row
    strokes = evidence and any(one.mark.sources for one in found)
    return AxisRow(tuple(found), tuple(rows), strokes, numbered)


def _reach(one: MarkExtent) -> tuple[float, float]:
    """What a mark takes of its row: its glyph alone where it is a day, which is room and not length."""
    if one.mark.extent == "civil" and one.glyph:
        box = draw.glyph_box(one.mark, one.head, 0)
        return box.x, box.right
    return one.left, one.right


def _counted(sheet: Sheet, extents: Sequence[MarkExtent], numbers: Mapping[str, int]) -> list[tuple[TextBlock, float]]:
    """The numbers below their marks; those of neighbours that would touch are one text."""
    found: list[tuple[list[MarkExtent], TextBlock, float]] = []
    for one in sorted((one for one in extents if numbers.get(one.mark.key)), key=lambda one: one.head):
        group = [one]
        text, left = _text(sheet, group, numbers)
        while found and left < found[-1][2] + found[-1][1].width + 3.0:
            group = found.pop()[0] + group
            text, left = _text(sheet, group, numbers)
        found.append((group, text, left))
    return [(text, left) for _, text, left in found]


def _text(sheet: Sheet, group: Sequence[MarkExtent], numbers: Mapping[str, int]) -> tuple[TextBlock, float]:
    """One line, however many they are; NUMBERS leaves room for no more."""
    held = [numbers[one.mark.key] for one in group]
    said = (ranges(held), f"{min(held)}\u00a0\u2026\u00a0{max(held)}")
    texts = [sheet.copy(LabelRun(one, "semibold", sheet.palette.ink), small=True).to(sheet.width) for one in said]
    text = next((one for one in texts if len(one.lines) == 1), texts[-1])
    middle = (group[0].head + group[-1].head) / 2
    return text, min(max(middle - text.width / 2, 0.0), sheet.width - text.width)


def ranges(numbers: Sequence[int]) -> str:
    """Numbers as text: "3, 5–7"."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ", ".join(str(first) if first == last else f"{first}–{last}" for first, last in runs)
