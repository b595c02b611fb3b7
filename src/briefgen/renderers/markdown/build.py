"""A Document becomes Markdown for a wiki or a ticket: every word, headings, lists and tables, and nothing that a text brings of its own."""

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
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
    Table,
    Timeline,
    TwoColumns,
)
from briefgen.document.marks import Mark
from briefgen.document.passages import entries
from briefgen.renderers.glyphs import CHARACTERS
from briefgen.renderers.markdown.escape import begun, escaped
from briefgen.renderers.markdown.inlines import said, strong
from briefgen.renderers.rendered import Rendered

_BAR = "┃ "
"""What stands before what is new or changed."""


def build(document: Document) -> Rendered:
    """The Markdown: UTF-8, a paragraph a line, one newline at its end."""
    meta = document.meta
    banner = [begun(strong(escaped(meta.banner.text)))] if meta.banner else []
    foot = [begun(escaped(text)) for text in (meta.furniture.contact, meta.furniture.edition) if text.strip()]
    parts = [*banner, *flow(document.blocks), *foot, *banner]
    return Rendered(("\n\n".join(filter(None, parts)) + "\n").encode())


def flow(blocks: Sequence[Block]) -> Iterator[str]:
    """The Markdown of blocks that follow each other: paragraphs, lists and tables, to be parted by an empty line."""
    for index, block in enumerate(blocks):
        yield from _block(block, blocks[index + 1 :])


def _block(block: Block, following: Sequence[Block]) -> Iterator[str]:
    match block:
        case Heading(level, content, number=number, changed=changed):
            words = said(content)
            if words:
                yield f"{'#' * level} {_bar(changed)}{' '.join(filter(None, (escaped(number), words)))}"
        case Paragraph(content, role, changed=changed):
            words = said(content)
            yield _paragraph(strong(words) if role == "group" else words, changed)
        case BulletList(items, ordered):
            lines = [(_with_tag(said(item.content), item.tag), item.changed) for item in items]
            yield _list(((_bar(changed) + begun(words)) for words, changed in lines), ordered=ordered)
        case FactList(facts) | Foot(facts):
            yield _list(_bar(fact.changed) + _fact(fact.term, [said(line) for line in fact.lines]) for fact in facts)
        case Table():
            yield from _table(block)
        case Callout(_, title, content, aside):
            inner = [_label(title), *flow(content), *(_paragraph(said(words)) for words in aside)]
            yield _quoted(inner)
        case Quotation(content, attribution, changed=changed):
            by = said(attribution)
            yield _quoted([_paragraph(said(content), changed), *([f"— {by}"] if by else [])])
        case Figure(alt=alt, caption=caption, credit=credit):
            yield _caption(caption)
            yield _paragraph(escaped(alt))
            yield _paragraph(said(credit))
        case Timeline(caption=caption, strip=strip):
            yield _caption(caption)
            if not (strip and any(isinstance(one, Timeline) for one in following)):  # the whole chart tells the events
                yield from _chart(block)
        case Contents(title):
            yield _label(title)
            yield "\n".join(_entries(following))
        case PageBreak():
            return
        case KeyFigures(figures):
            yield _list(map(_figure, figures))
        case ClassedPoints(points):
            yield _list(map(_point, points))
        case Dispute():
            yield from _dispute(block)
        case TwoColumns(main, side):
            yield from flow((*main, *side))
        case _:
            assert_never(block)


# -- paragraphs and lists ---------------------------------------------------------------------------------------------


def _bar(changed: bool) -> str:
    return _BAR if changed else ""


def _paragraph(words: str, changed: bool = False) -> str:
    return (_BAR + words if changed else begun(words)) if words else ""


def _label(title: str) -> str:
    return begun(strong(escaped(title).strip()))


def _list(items: Iterable[str], *, ordered: bool = False) -> str:
    """A list of lines that have words."""
    filled = filter(None, items)
    return "\n".join(f"{f'{number}.' if ordered else '-'} {item}" for number, item in enumerate(filled, 1))


def _quoted(parts: Iterable[str]) -> str:
    """Parts set apart, as a quotation is."""
    text = "\n\n".join(filter(None, parts))
    return "\n".join(f"> {line}" if line else ">" for line in text.split("\n")) if text else ""


def _with_tag(words: str, tag: str) -> str:
    return f"{words} ({escaped(tag)})" if tag else words


def _fact(term: str, lines: Sequence[str]) -> str:
    label = strong(escaped(term).strip())
    told = "; ".join(filter(None, lines))
    return begun(f"{label}: {told}" if label and told else label or told)


def _entries(following: Iterable[Block]) -> Iterator[str]:
    for heading in entries(following):
        indent = "  " * (heading.level - 2)
        yield f"{indent}- {begun(' '.join(filter(None, (escaped(heading.number), said(heading.content)))))}"


# -- page 1 -----------------------------------------------------------------------------------------------------------


def _figure(figure: KeyFigure) -> str:
    count = strong(" ".join(filter(None, (escaped(figure.number), escaped(figure.unit)))))
    note = said(figure.note)
    words = " ".join(filter(None, (count, said(figure.what))))
    return _bar(figure.changed) + begun(f"{words} ({note})" if note else words)


def _point(point: ClassedPoint) -> str:
    """The class of a point and what it rests on, then the point."""
    label = ", ".join(filter(None, (strong(escaped(point.label)), said(point.rests))))
    words = " ".join(filter(None, (said(point.content), said(point.more))))
    return _bar(point.changed) + begun(f"{label}: {words}" if label and words else label or words)


def _dispute(block: Dispute) -> Iterator[str]:
    state = said(block.state)
    yield _paragraph(" ".join(filter(None, (said(block.question), f"({state})" if state else ""))), block.changed)
    yield _list(f"{CHARACTERS[side.stance]} {said(side.content)}" for side in block.sides)


# -- tables, charts ---------------------------------------------------------------------------------------------------


def _caption(caption: Caption) -> str:
    words = f"{escaped(caption.label)} {caption.number}."
    return begun(f"{strong(words[:-1])}. {said(caption.content)}".strip())


def _table(block: Table) -> Iterator[str]:
    yield _caption(block.caption)
    width = len(block.columns)
    head = [escaped(column.title).strip() for column in block.columns]
    rows = (_row(row, width) for row in block.rows)
    yield "\n".join((_cells(head), _cells(["---"] * width), *map(_cells, rows)))


def _row(row: Row, width: int) -> list[str]:
    cells = [" <br> ".join(filter(None, map(said, cell))) for cell in row.cells[:width]]
    if row.group and cells:
        cells[0] = strong(cells[0])
    if row.changed and cells:
        cells[0] = f"{_BAR}{cells[0]}"
    return [*cells, *[""] * (width - len(cells))]


def _cells(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _chart(block: Timeline) -> Iterator[str]:
    """The phases and the distance that is pointed out, the events in stated order under their days, and the zone of the times."""
    days, legend = dict(block.words.days), dict(block.words.legend)
    labels = {mark.key: escaped(mark.label) for mark in block.marks}
    phases = [": ".join(filter(None, (escaped(one.title), escaped(one.lasts)))) for one in block.phases]
    if apart := block.annotation:
        phases.append(f"{labels[apart.since]} – {labels[apart.until]}: {escaped(apart.text)}")
    yield _list(map(begun, phases))
    for day, marks in groupby(block.marks, key=lambda mark: mark.day):
        yield _label(days.get(day, str(day)) if day else block.words.undated)
        yield _list(_event(mark, legend) for mark in marks)
    yield _paragraph(escaped(block.words.zone))


def _event(mark: Mark, legend: dict[str, str]) -> str:
    told = mark.status in legend and mark.status != "ongoing"  # what goes on says so in its time
    label = _with_tag(escaped(mark.label), legend[mark.status] if told else "")
    return begun(": ".join(filter(None, (escaped(mark.when).strip(), label))))
