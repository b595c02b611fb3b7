"""What page 1 alone has: key figures, points with their class, disputes, and the facts at its foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import chain

from briefgen.document.blocks import (
    ClassedPoint,
    ClassedPoints,
    Dispute,
    DisputeSide,
    Fact,
    Foot,
    KeyFigure,
    KeyFigures,
    plain,
)
from briefgen.document.inlines import Text
from briefgen.document.signs import Glyph
from briefgen.document.stationery import Letterhead
from briefgen.look.theme import CREST, GUTTER, Logo
from briefgen.renderers import glyphs
from briefgen.renderers.pdf.lines import break_lines
from briefgen.renderers.pdf.spans import TextStyle, width
from briefgen.renderers.pdf.texts import TextSetter
from briefgen.tagged_pdf.boxes import Box, Lines, Stack
from briefgen.tagged_pdf.columns import Border, SideBySide, level
from briefgen.tagged_pdf.figure import Image
from briefgen.tagged_pdf.picture import read
from briefgen.tagged_pdf.structure import StructureElement

_OVER, _UNDER = 3.4, 4.0
"""Above and below the text of a row, to the hairlines."""
_HANG = 13.0
"""From the mark of a side to its words."""
_FOOT = 5.0
_LEAST_CELLS = 3
_BESIDE_CREST = 12.0
"""From the sign in a letterhead to the name."""
_IN_A_ROW = 4
_LEAST = 11.0
"""The size of a number that would be wider than its column otherwise, at least."""


def figures(block: KeyFigures, texts: TextSetter, parent: StructureElement) -> Box:
    """The numbers in columns of one width, four at most in a row."""
    element = parent.add("L").set("List", ListNumbering="/None")
    palette, theme = texts.theme.palette, texts.theme
    in_a_row = min(max(len(block.figures), 3), _IN_A_ROW)
    room = theme.columns(12 // in_a_row)
    style = _fitting([one.number for one in block.figures], texts.styles.figure, room)
    rows: list[Box] = []
    for start in range(0, len(block.figures), in_a_row):
        some = block.figures[start : start + in_a_row]
        cells = tuple(
            (number * (room + GUTTER), _figure(one, texts, element.add("LI").add("LBody"), room, style))
            for number, one in enumerate(some)
        )
        row = SideBySide(
            cells=cells,
            over=4.0,
            under=8.0,
            width=theme.width,
            above=Border() if start else Border(palette.ink, 0.8),
            below=Border(palette.hairline),
            whole=theme.height / 4,
            changed=any(one.changed for one in some),
        )
        rows.append(row)
    return Stack(boxes=tuple(rows), before=12.0, after=8.0, airy=True)


def _fitting(numbers: Sequence[str], style: TextStyle, room: float) -> TextStyle:
    """The style, or a smaller one for all of the numbers where one of them is wider than its column; none smaller than text."""
    widest = max((width(number, style) for number in numbers), default=0.0)
    size = style.size * min(1.0, room / widest) if widest else style.size
    return style._replace(size=max(size, _LEAST))


def _figure(figure: KeyFigure, texts: TextSetter, element: StructureElement, room: float, style: TextStyle) -> Stack:
    styles, line = texts.styles, element.add("P")
    spans = texts.type.spans((Text(figure.number),), style, line)
    if figure.unit:
        unit = styles.unit._replace(size=min(styles.unit.size, style.size))
        spans += texts.type.spans((Text(f" {figure.unit}"),), unit, line)
    boxes = [
        Lines(lines=break_lines(spans, room), style=styles.figure),
        texts.type.paragraph(figure.what, styles.counted, element.add("P"), room),
    ]
    if figure.note:
        boxes.append(texts.type.paragraph(figure.note, styles.small, element.add("P"), room))
    return Stack(boxes=tuple(boxes))


def points(block: ClassedPoints, texts: TextSetter, parent: StructureElement, room: float) -> Box:
    """The points, each with its class and what it rests on in the column of labels."""
    element = parent.add("L").set("List", ListNumbering="/None")
    rows = tuple(_point(point, texts, element.add("LI"), room) for point in block.points)
    return Stack(boxes=rows, after=8.0)


def _point(point: ClassedPoint, texts: TextSetter, line: StructureElement, room: float) -> Box:
    styles, edge, type_ = texts.styles, texts.theme.second_edge, texts.type
    style = styles.classes[point.kind]
    label = type_.label(point.label, style, line.add("Lbl"), edge - GUTTER)
    body = line.add("LBody")
    labels = list(level(label, styles.body))
    if point.rests:
        labels.append(type_.paragraph(point.rests, styles.small, body.add("P"), edge - GUTTER))
    said: list[Box] = [type_.paragraph(point.content, styles.body, body.add("P"), room - edge)]
    if point.more:
        said.append(type_.paragraph(point.more, styles.more, body.add("P"), room - edge))
    return SideBySide(
        cells=((0.0, Stack(boxes=tuple(labels))), (edge, Stack(boxes=tuple(said)))),
        over=_OVER,
        under=_UNDER,
        width=room,
        whole=texts.height / 4,
        above=Border(texts.theme.palette.hairline),
        changed=point.changed,
    )


def dispute(block: Dispute, texts: TextSetter, parent: StructureElement, room: float) -> Box:
    """The question, its state, and a line for each side."""
    styles, element = texts.styles, parent.add("Div")
    boxes: list[Box] = [
        replace(texts.type.paragraph(block.question, styles.question, element.add("P"), room), keep=True)
    ]
    if block.state:
        boxes.append(
            replace(texts.type.paragraph(block.state, styles.state, element.add("P"), room), keep=bool(block.sides))
        )
    if block.sides:
        sides = element.add("L").set("List", ListNumbering="/None")
        boxes += [_side(side, texts, sides.add("LI").add("LBody"), room) for side in block.sides]
    cell = (0.0, Stack(boxes=tuple(boxes)))
    hairline = Border(texts.theme.palette.hairline)
    return SideBySide(cells=(cell,), over=_OVER, under=5.0, width=room, above=hairline, changed=block.changed)


def _side(side: DisputeSide, texts: TextSetter, body: StructureElement, room: float) -> Box:
    style, type_ = texts.styles.side, texts.type
    mark = type_.paragraph((Glyph(side.stance),), style, body, glyphs.SIZE)
    words = type_.paragraph(side.content, style, body, room - _HANG)
    return SideBySide(cells=((0.0, Stack(boxes=(mark,))), (_HANG, Stack(boxes=(words,)))), before=1.0)


def record(facts: Sequence[Fact], texts: TextSetter, parent: StructureElement) -> SideBySide:
    """Terms above their values, in ruled cells of one width, three or more abreast."""
    element = parent.add("L").set("List", ListNumbering="/None")
    theme, styles, type_ = texts.theme, texts.styles, texts.type
    room = theme.columns(12 // max(len(facts), _LEAST_CELLS))
    cells = []
    for number, fact in enumerate(facts):
        line = element.add("LI")
        term = type_.label(fact.term, styles.label, line.add("Lbl"), room)
        body = line.add("LBody")
        values = (type_.paragraph(value, styles.recorded, body.add("P"), room) for value in fact.lines)
        cells.append((number * (room + GUTTER), Stack(boxes=(term, *values))))
    return SideBySide(
        cells=tuple(cells),
        over=4.6,
        under=5.0,
        width=theme.width,
        above=Border(theme.palette.ink, 0.8),
        below=Border(theme.palette.rule),
        between=tuple(left - GUTTER / 2 for left, _ in cells[1:]),
        down=Border(theme.palette.rule),
        changed=any(fact.changed for fact in facts),
        after=10.0,
    )


def letterhead(block: Letterhead, texts: TextSetter, parent: StructureElement, logo: Logo | None) -> Box:
    """The office's sign, and beside it its name and how it is reached, above a rule."""
    theme, styles, type_ = texts.theme, texts.styles, texts.type
    element, left = parent.add("Div"), 0.0
    cells: list[tuple[float, Stack]] = []
    if logo:
        sign = Image(
            picture=read(logo.image, "the logo"),
            content=element.add("Figure", Alt=logo.alt or plain(block.name)).content(),
            widest=CREST[0],
            tallest=CREST[1],
        )
        cells, left = [(0.0, Stack(boxes=(sign,)))], sign.size[0] + _BESIDE_CREST
    room = theme.width - left
    name = type_.paragraph(block.name, styles.office, element.add("P"), room)
    lines = (type_.paragraph(line, styles.more, element.add("P"), room) for line in block.lines)
    cells.append((left, Stack(boxes=(name, *lines))))
    rule = Border(theme.palette.accent, 1.2)
    return SideBySide(cells=tuple(cells), under=6.0, width=theme.width, below=rule, lowered=True, after=12.0)


def foot(block: Foot, texts: TextSetter, parent: StructureElement) -> Box:
    """The cells of its record; terms and values, run in, in three columns that are filled one after the other."""
    if not block.record:
        return _foot(block.facts, texts, parent)
    cells = replace(record(block.record, texts, parent), after=0.0)
    below = [replace(_foot(block.facts, texts, parent), before=0.0, above=Border())] if block.facts else []
    return Stack(boxes=(cells, *below), before=14.0)


def _foot(facts: Sequence[Fact], texts: TextSetter, parent: StructureElement) -> SideBySide:
    element = parent.add("L").set("List", ListNumbering="/None")
    theme = texts.theme
    room = theme.columns(4)
    entries = [_entry(fact, texts, element.add("LI"), room) for fact in facts]
    cells = tuple(
        (number * (room + GUTTER), Stack(boxes=tuple(column))) for number, column in enumerate(_columns(entries))
    )
    return SideBySide(cells=cells, over=_FOOT, width=theme.width, above=Border(theme.palette.rule), before=14.0)


def _entry(fact: Fact, texts: TextSetter, line: StructureElement, room: float) -> Box:
    styles, type_ = texts.styles, texts.type
    term = type_.spans((Text(f"{fact.term} "),), styles.foot_term, line.add("Lbl"))
    body = line.add("LBody")
    values = [type_.spans(inlines, styles.small, body.add("P")) for inlines in fact.lines]
    first = break_lines(chain(term, *values[:1]), room)
    more = (break_lines(spans, room) for spans in values[1:])
    return Lines(lines=(*first, *chain.from_iterable(more)), style=styles.small, changed=fact.changed)


def _columns(entries: list[Box], number: int = 3) -> Iterator[list[Box]]:
    """The entries in order in up to so many columns, as even in height as their order lets them be."""
    left, rest = number, list(entries)
    while rest:
        share, column = sum(box.height for box in rest) / left, [rest.pop(0)]
        while rest and (left == 1 or sum(box.height for box in column) + rest[0].height / 2 <= share):
            column.append(rest.pop(0))
        left -= 1
        yield column
