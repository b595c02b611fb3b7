"""What lasts has a bar in a row of its own above the moments, its name in the column before it and its length at its end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Literal, NamedTuple

from briefgen.timeline.extents import MarkExtent, pile
from briefgen.timeline.fragments import Fragment, Sheet, area, rule
from briefgen.timeline.labels import LabelRun, TextBlock
from briefgen.timeline.moments import Stands
from briefgen.timeline.strokes import Placed, Rect, Stroke, told

RowStyle = Literal["roomy", "snug", "tight"]
"""How high rows are: in a chart, in a strip, and in a strip that has room for one line each, where a longer name stands beside its bar."""
LEADING: dict[RowStyle, float] = {"roomy": 8.6, "snug": 7.6, "tight": 7.6}
LEAST, PRINCIPAL = 13.0, 15.0
"""The height of a row whose name is one line, and that of one with a glyph."""
AROUND = 2.1
MOST_LINES = 3
"""Of a name in the column; a longer one stands above its bar."""
LONG = 14.0
"""Points: what is shorter is drawn as a moment."""
GAP = 4.0
PACKED = 9.6
"""The height of a row of bars that have numbers."""
THIN = 7.2
"""The same without numbers."""


def lasts(one: MarkExtent) -> bool:
    """True for what is long enough on its panel for a row of its own."""
    if one.mark.extent not in ("span", "between"):
        return False
    return one.end - one.start >= LONG or one.fades or (one.right_arrow and not one.mark.context)


def parted(found: Sequence[MarkExtent], stands: Stands) -> tuple[list[MarkExtent], list[MarkExtent]]:
    """What lasts, as bars that begin no earlier than what each follows stands, without a glyph but the principal's; and the rest,
    with what that leaves too short for a bar."""
    extents = {one.mark.key: one for one in found}
    places = {key: one.start if lasts(one) else one.head for key, one in extents.items()}
    bars: list[MarkExtent] = []
    for key in (key for key in stands.of if key in extents and lasts(extents[key])):
        one = extents[key]
        start = max([one.start, *(places[earlier] for earlier in stands.after[key] if earlier in places)])
        begun = _plain(replace(one, start=min(start, one.end)))
        places[key] = begun.start if lasts(begun) else one.head
        if lasts(begun):
            bars.append(begun)
            del extents[key]
    return bars, list(extents.values())


class SpanRow(NamedTuple):
    """A bar with its name and length: each text's place is from the row's own top left."""

    extent: MarkExtent
    name: TextBlock
    name_at: tuple[float, float]
    said: TextBlock | None
    said_at: float
    middle: float
    height: float

    def part(self, sheet: Sheet, top: float) -> tuple[list[Stroke], Placed, list[Rect]]:
        """The row, drawn with its upper edge at `top`."""
        one, y = self.extent, top + self.middle
        key = one.mark.key
        strokes: list[Stroke] = [rule(0, top + self.height, sheet.width, top + self.height, sheet.palette.hairline)]
        strokes += one.strokes(y, sheet.palette)
        furniture = []
        if self.said:
            box = self.said.box(self.said_at, y - self.said.height / 2)
            ground = [area(_wider(box), sheet.palette.paper)] if _over(one, box) else []
            strokes += told(key, "label", (*ground, *self.said.strokes(box.x, box.y)))
            furniture.append(box)
        x, down = self.name_at
        strokes += told(key, "label", self.name.strokes(x, top + down))
        return strokes, Placed(key, one.box(y), self.name.box(x, top + down), one.mark.label), furniture


class SpanRows(NamedTuple):
    """The rows of a panel: those with names, and below them the bars that there was no room to name."""

    named: tuple[SpanRow, ...] = ()
    packed: tuple[tuple[MarkExtent, int], ...] = ()
    pitch: float = PACKED

    @property
    def height(self) -> float:
        rows = max((row + 1 for _, row in self.packed), default=0)
        return sum(row.height for row in self.named) + rows * self.pitch

    @property
    def unnamed(self) -> tuple[MarkExtent, ...]:
        return tuple(one for one, _ in self.packed)

    def part(self, sheet: Sheet, numbers: Mapping[str, int]) -> Fragment:
        """The rows, drawn; a bar without a name has its number beside it where it has one."""
        strokes: list[Stroke] = []
        placed: list[Placed] = []
        furniture: list[Rect] = []
        top = 0.0
        for row in self.named:
            lines, one, boxes = row.part(sheet, top)
            strokes, placed, furniture = [*strokes, *lines], [*placed, one], [*furniture, *boxes]
            top += row.height
        for bar, place in self.packed:
            y = top + (place + 0.5) * self.pitch
            strokes += bar.strokes(y, sheet.palette)
            number = numbers.get(bar.mark.key, 0)
            if number:
                text = _number(sheet, number)
                box = text.box(_beside(bar, text.width, sheet), y - text.height / 2)
                ground = [area(box, sheet.palette.paper)] if _over(bar, box) else []
                strokes += told(bar.mark.key, "label", (*ground, *text.strokes(box.x, box.y)))
                furniture.append(box)
            placed.append(Placed(bar.mark.key, _within(bar.box(y), y, self.pitch), None, bar.mark.label, number=number))
        return Fragment(self.height, tuple(strokes), tuple(placed), furniture=tuple(furniture))


def span_rows(
    sheet: Sheet,
    found: Sequence[MarkExtent],
    said: Mapping[str, str],
    room: float,
    *,
    unnamed: frozenset[str] = frozenset(),
    numbered: bool,
    style: RowStyle = "roomy",
) -> SpanRows:
    """Rows for what lasts, by where it begins, each with its name as long as `room` has a place for all; then those of lower rank
    share rows, as what is named elsewhere does. `said` is the length of each in words."""
    ordered = sorted(found, key=lambda one: (one.start, -one.end))
    ranked = sorted(
        (one for one in ordered if one.mark.key not in unnamed),
        key=lambda one: (not one.mark.principal, -one.mark.rank),
    )
    rows = {one.mark.key: _row(sheet, one, said[one.mark.key], style) for one in ranked}
    drafts = (
        _drafted(sheet, ordered, rows, {one.mark.key for one in ranked[:n]}, numbered)
        for n in range(len(ranked), 0, -1)
    )
    found_room = next((draft for draft in drafts if draft.height <= room), None)
    return found_room or _drafted(sheet, ordered, rows, set(), numbered)


def _drafted(
    sheet: Sheet, ordered: Sequence[MarkExtent], rows: Mapping[str, SpanRow], named: set[str], numbered: bool
) -> SpanRows:
    """The rows when these have names; those that have none but should are `numbered`."""
    numbers = numbered and len(named) < len(rows)
    return SpanRows(
        tuple(rows[one.mark.key] for one in ordered if one.mark.key in named),
        _packed(sheet, [one for one in ordered if one.mark.key not in named], numbers),
        PACKED if numbers else THIN,
    )


def _plain(one: MarkExtent) -> MarkExtent:
    """The bar without a glyph, which only the principal has, where it begins or before the axis, where what follows it stands there: its
    colour and its name say what it is."""
    return replace(one, glyph=one.glyph and one.mark.principal, head=min(one.head, one.start))


def _row(sheet: Sheet, one: MarkExtent, said: str, style: RowStyle) -> SpanRow:
    """The row of a bar: its name in the column, or above it where that has too many lines; in a tight one beside it, if there is room."""
    length = sheet.copy(LabelRun(said, "regular", sheet.palette.muted)).to(sheet.width - sheet.edge) if said else None
    copy, least = sheet.name(one.mark, LEADING[style]), PRINCIPAL if one.glyph else LEAST
    lines = copy.lines(sheet.column) if sheet.edge else MOST_LINES + 1
    if style == "tight" and lines > 1 and (row := _beside_bar(sheet, one, said, least)):
        return row
    if lines <= MOST_LINES:
        name = copy.to(sheet.column)
        height = max(least, name.height + AROUND, length.height + AROUND if length else 0.0)
        at = (0.0, (height - name.height) / 2)
        return SpanRow(one, name, at, length, _at_end(sheet, one, length), height / 2, height)
    name = copy.to(sheet.width - sheet.edge)
    x = max(sheet.edge, min(one.start, sheet.width - name.width))
    bar = max(least, length.height if length else 0.0)
    middle = AROUND / 2 + name.height + bar / 2
    return SpanRow(one, name, (x, AROUND / 2), length, _at_end(sheet, one, length), middle, middle + bar / 2 + AROUND)


def _beside_bar(sheet: Sheet, one: MarkExtent, said: str, height: float) -> SpanRow | None:
    """The name in one line beside its bar, with its length or else without; None where there is no room."""
    length = [LabelRun(said, "regular", sheet.palette.muted)] if said else []
    for runs in ((*sheet.named(one.mark), *length), sheet.named(one.mark)):
        text = sheet.copy(*runs).to(sheet.width)
        for x in (one.right + GAP, one.left - GAP - text.width):
            if len(text.lines) == 1 and sheet.edge <= x and x + text.width <= sheet.width:
                return SpanRow(one, text, (x, (height - text.height) / 2), None, 0.0, height / 2, height)
    return None


def _at_end(sheet: Sheet, one: MarkExtent, text: TextBlock | None) -> float:
    return _beside(one, text.width, sheet) if text else 0.0


def _beside(one: MarkExtent, width: float, sheet: Sheet) -> float:
    """The left edge of a text: right of the bar, else left of it, else on its middle."""
    if one.right + GAP + width <= sheet.width:
        return one.right + GAP
    if one.left - GAP - width >= sheet.edge:
        return one.left - GAP - width
    return max(sheet.edge, min((one.start + one.end - width) / 2, sheet.width - width))


def _packed(sheet: Sheet, bars: Sequence[MarkExtent], numbered: bool) -> tuple[tuple[MarkExtent, int], ...]:
    """Bars in as few rows as keep them apart, with room for a number beside each."""
    wide = _number(sheet, 888).width if numbered else 0.0
    reaches = []
    for one in bars:
        at = _beside(one, wide, sheet) if numbered else one.left
        reaches.append((min(one.left, at), max(one.right, at + wide)))
    return tuple(zip((replace(one, glyph=False) for one in bars), pile(reaches), strict=True))


def _number(sheet: Sheet, number: int) -> TextBlock:
    return sheet.copy(LabelRun(str(number), "semibold", sheet.palette.ink), small=True).to(sheet.width)


def _over(one: MarkExtent, box: Rect) -> bool:
    return box.x < one.right and one.left < box.right


def _wider(box: Rect) -> Rect:
    return Rect(box.x - GAP, box.y, box.width + 2 * GAP, box.height)


def _within(box: Rect, y: float, pitch: float) -> Rect:
    """The box of a bar in a low row."""
    high = min(box.height, pitch)
    return Rect(box.x, y - high / 2, box.width, high)
