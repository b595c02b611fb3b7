"""A Document becomes plain text, 78 columns wide, for an e-mail or a terminal: every word, none of the looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import assert_never

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
    ClassedPoint,
    ClassedPoints,
    Contents,
    Dispute,
    Document,
    FactList,
    Figure,
    Foot,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quotation,
    RecordRow,
    Row,
    Table,
    Timeline,
    TwoColumns,
)
from briefgen.document.inlines import Cite, Code, Emphasis, Inlines, Link, Strong, Text
from briefgen.document.marks import Mark
from briefgen.document.passages import entries
from briefgen.document.signs import Gauge, Glyph, Trend
from briefgen.document.stationery import Letterhead
from briefgen.renderers.glyphs import CHARACTERS, bar, levels
from briefgen.renderers.rendered import Rendered
from briefgen.renderers.text.columns import WIDTH, aligned, columns, hung, wrapped

_UNDERLINES = {1: "=", 2: "-", 3: "~"}
_BAR = "┃ "
"""What stands before what is new or changed."""
_BAR_WIDTH = 2
_SILENT = (Glyph("silent"),)
"""A cell of somebody of whom nothing is reported: to be seen in a grid, and tiring to hear."""
_TERM = 20
"""The widest column for the terms of a list of facts and the times of a chart."""


def build(document: Document) -> Rendered:
    """The text: UTF-8, no line longer than 78 columns but for a longer word, one newline at its end."""
    meta = document.meta
    banner = [aligned(line, meta.banner.align) for line in wrapped(meta.banner.text)] if meta.banner else []
    foot = [line for text in (meta.furniture.contact, meta.furniture.edition) for line in wrapped(text)]
    parts = [banner, *flow(document.blocks, WIDTH), foot, banner]
    made = "\n\n".join("\n".join(line.rstrip() for line in part) for part in parts if part)
    return Rendered(f"{made}\n".encode())


def flow(blocks: Sequence[Block], width: int) -> Iterator[list[str]]:
    """The lines of each block; some have none."""
    for index, block in enumerate(blocks):
        yield _block(block, blocks[index + 1 :], width)


def _block(block: Block, following: Sequence[Block], width: int) -> list[str]:
    match block:
        case Heading():
            return _barred(_heading(block, width - _BAR_WIDTH * block.changed), block.changed)
        case Paragraph(content, changed=changed):
            return _barred(wrapped(said(content), width - _BAR_WIDTH * changed), changed)
        case BulletList():
            return _list(block, width)
        case Foot(facts, record) if record:
            return _apart(_block(part, following, width) for part in (RecordRow(record), Foot(facts)))
        case Letterhead(name, reached):
            return [line for words in (name, *reached) for line in wrapped(said(words), width)]
        case FactList(facts) | Foot(facts) | RecordRow(facts):
            terms = _margin([fact.changed for fact in facts], [fact.term for fact in facts])
            lines = [[said(line) for line in fact.lines] for fact in facts]
            return _facts(list(zip(terms, lines, strict=True)), width)
        case Table():
            return _table(block, width)
        case Callout(_, title, content, aside):
            inner = [wrapped(title, width - 2), *flow(content, width - 2)]
            inner += [[line for words in aside for line in wrapped(said(words), width - 2)]]
            return [f"| {line}" for line in _apart(inner)]
        case Quotation():
            return _barred(_quotation(block, width - _BAR_WIDTH * block.changed), block.changed)
        case Figure():
            about = [*wrapped(block.alt, width - 2), *wrapped(said(block.credit), width - 2)]
            return [*_caption(block.caption, width), *_indented(about)]
        case Timeline(strip=strip) if strip and any(isinstance(one, Timeline) for one in following):
            return _caption(block.caption, width)  # the whole chart tells the events
        case Timeline():
            return [*_caption(block.caption, width), "", *_indented(_chart(block, width - 2))]
        case Contents(title):
            return [*wrapped(title, width), *_contents(following, width)]
        case PageBreak():
            return []
        case KeyFigures(figures):
            return _apart(_figure(figure, width - _BAR_WIDTH * figure.changed) for figure in figures)
        case ClassedPoints(points):
            return _apart(_point(point, width - _BAR_WIDTH * point.changed) for point in points)
        case Dispute():
            return _barred(_dispute(block, width - _BAR_WIDTH * block.changed), block.changed)
        case TwoColumns(main, side):
            return _apart(lines for part in (main, side) for lines in flow(part, width))
    assert_never(block)


# -- text -------------------------------------------------------------------------------------------------------------


def said(inlines: Inlines) -> str:
    """The inlines as they are read; a link to the outside is followed by its address where its words are not the address."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Strong(children) | Emphasis(children):
                parts.append(said(children))
            case Link(children, target):
                words = said(children)
                outside = not target.startswith("#") and target.removeprefix("mailto:") not in words
                parts.append(f"{words} <{target}>" if outside else words)
            case Cite(label, _, before, after):
                parts.append(f"{before}{label}{after}")
            case Glyph(stance):
                parts.append(CHARACTERS[stance])
            case Gauge(low=low, high=high):
                parts.append(bar(low, high))
            case Trend(points):
                parts.append(levels(points))
            case _:
                assert_never(inline)
    return "".join(parts)


def _heading(heading: Heading, width: int) -> list[str]:
    lines = wrapped(f"{heading.number} {said(heading.content)}", width)
    rule = _UNDERLINES[heading.level] * min(max(map(columns, lines), default=0), width)
    return ([""] if heading.level == 2 else []) + [*lines, rule] if lines else []


def _list(block: BulletList, width: int) -> list[str]:
    numbers = [f"{n}." if block.ordered else "-" for n in range(1, len(block.items) + 1)]
    labels = _margin([item.changed for item in block.items], numbers)
    hang = max(map(len, labels), default=0) + 1
    lines: list[str] = []
    for label, item in zip(labels, block.items, strict=True):
        lines += hung(f"{label:>{hang}} ", wrapped(_item(item), width - hang - 1))
    return lines


def _item(item: Item) -> str:
    return f"{said(item.content)} ({item.tag})" if item.tag else said(item.content)


def _facts(facts: Sequence[tuple[str, Sequence[str]]], width: int) -> list[str]:
    """Terms at the left, what is said of them in a column beside; a term that is too wide stands above."""
    left = min(max((columns(term) for term, _ in facts), default=0), _TERM)
    left = left + 2 if left else 0
    lines: list[str] = []
    for term, texts in facts:
        values = [line for text in texts for line in wrapped(text, width - left)]
        if columns(term) > left - 2 and term:
            lines += wrapped(term, width)
            term = ""
        lines += hung(term + " " * (left - columns(term)), values)
    return lines


# -- page 1 -----------------------------------------------------------------------------------------------------------


def _figure(figure: KeyFigure, width: int) -> list[str]:
    """The number with what it counts, and its note below."""
    count = " ".join(filter(None, (figure.number, figure.unit, said(figure.what))))
    lines = [*wrapped(count, width), *_indented(wrapped(said(figure.note), width - 2))]
    return _barred(lines, figure.changed)


def _point(point: ClassedPoint, width: int) -> list[str]:
    """The class of a point and what it rests on, then the point."""
    label = ", ".join(filter(None, (point.label, said(point.rests))))
    lines = [line for words in (point.content, point.more) for line in wrapped(said(words), width - 2)]
    return _barred([*wrapped(label, width), *_indented(lines)], point.changed)


def _dispute(block: Dispute, width: int) -> list[str]:
    lines = [line for words in (block.question, block.state) for line in wrapped(said(words), width)]
    for side in block.sides:
        lines += hung(f"{CHARACTERS[side.stance]} ", wrapped(said(side.content), width - 2))
    return lines


def _quotation(block: Quotation, width: int) -> list[str]:
    by = said(block.attribution)
    lines = [*wrapped(said(block.content), width - 4), *(hung("— ", wrapped(by, width - 6)) if by else [])]
    return _indented(lines, 4)


# -- tables, pictures -------------------------------------------------------------------------------------------------


def _caption(caption: Caption, width: int) -> list[str]:
    return wrapped(f"{caption.label} {caption.number}. {said(caption.content)}", width)


def _table(block: Table, width: int) -> list[str]:
    """Each row as lines that begin with their column's title: a grid would be too wide, and is tiring to hear."""
    titles = [column.title for column in block.columns]
    if block.dense:
        rows = (_aligned(row, titles, width - _BAR_WIDTH * row.changed) for row in block.rows)
        told = (_barred(lines, row.changed) for row, lines in zip(block.rows, rows, strict=True))
        return _apart([_caption(block.caption, width), *told])
    return _apart(
        [
            _caption(block.caption, width),
            *(_barred(_row(row, titles, width - _BAR_WIDTH * row.changed), row.changed) for row in block.rows),
        ]
    )


def _aligned(row: Row, titles: Sequence[str], width: int) -> list[str]:
    """A row as its values below each other, the titles beside them: a value is whole, however long."""
    values = ((title, [said(line) for line in cell]) for title, cell in zip(titles, row.cells, strict=False))
    return _facts([(f"{title}:", lines) for title, lines in values], width)


def _row(row: Row, titles: Sequence[str], width: int) -> list[str]:
    if row.group:
        return [line for cell in row.cells for words in cell for line in wrapped(f"— {said(words)} —", width)]
    lines: list[str] = []
    for place, (title, cell) in enumerate(zip(titles, row.cells, strict=False), 1):
        paragraphs = [text for words in cell if words != _SILENT and (text := said(words).strip())]
        title = "" if place == len(row.cells) < len(titles) else title  # this cell is of several columns
        indent = 2 if lines else 0
        if paragraphs:
            paragraphs[0] = f"{_labelled(title)}{paragraphs[0]}"
            for place, text in enumerate(paragraphs):
                lines += _indented(_under(wrapped(text, width - indent - 2), place > 0), indent)
    return lines


def _under(lines: list[str], all_of_them: bool) -> list[str]:
    """What follows a label stands two columns to the right of it."""
    return [line if place == 0 and not all_of_them else f"  {line}" for place, line in enumerate(lines)]


def _labelled(title: str) -> str:
    return f"{title} " if title.endswith(("?", "؟", "？", ":")) else f"{title}: " if title else ""


def _chart(block: Timeline, width: int) -> list[str]:
    """The phases and the distance that is pointed out, the events in stated order under their days, and the zone of the times."""
    days, parts = dict(block.words.days), [[*_lengths(block, width)]]
    for day, marks in groupby(block.marks, key=lambda mark: mark.day):
        head = days.get(day, str(day)) if day else block.words.undated
        events = [(mark.when, [_event(mark, dict(block.words.legend))]) for mark in marks]
        parts.append([*wrapped(head, width), *_indented(_facts(events, width - 2))])
    return _apart([*parts, wrapped(block.words.zone, width)])


def _lengths(block: Timeline, width: int) -> Iterator[str]:
    """How long the phases lasted, and how far apart the two events are whose distance the chart points out."""
    labels = {mark.key: mark.label for mark in block.marks}
    for phase in block.phases:
        yield from wrapped(f"{phase.title}: {phase.lasts}" if phase.lasts else phase.title, width)
    for apart in block.intervals or filter(None, (block.annotation,)):
        yield from wrapped(f"{labels[apart.since]} – {labels[apart.until]}: {apart.text}", width)


def _event(mark: Mark, words: dict[str, str]) -> str:
    told = mark.status in words and mark.status != "ongoing"  # what goes on says so in its time
    return f"{mark.label} ({words[mark.status]})" if told else mark.label


def _contents(following: Iterable[Block], width: int) -> list[str]:
    lines: list[str] = []
    for heading in entries(following):
        indent = 2 * heading.level - 2
        lines += _indented(wrapped(f"{heading.number} {said(heading.content)}", width - indent), indent)
    return lines


# -- change bars ------------------------------------------------------------------------------------------------------


def _barred(lines: list[str], changed: bool) -> list[str]:
    """The lines, with a bar before each of them where they are changed."""
    return [f"{_BAR}{line}" if line else line for line in lines] if changed else lines


def _margin(changed: Sequence[bool], labels: Sequence[str]) -> list[str]:
    """Labels with a bar before those that are changed, and room for it before the others."""
    if not any(changed):
        return list(labels)
    return [(_BAR if bar else " " * _BAR_WIDTH) + label for bar, label in zip(changed, labels, strict=True)]


# -- lines ------------------------------------------------------------------------------------------------------------


def _indented(lines: Iterable[str], by: int = 2) -> list[str]:
    return [" " * by + line if line else line for line in lines]


def _apart(parts: Iterable[list[str]]) -> list[str]:
    """The parts that have lines, an empty line between them."""
    lines: list[str] = []
    for part in parts:
        if part:
            lines += ["", *part] if lines else part
    return lines
