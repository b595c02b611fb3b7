"""A Document becomes what every finished file must have: its passages in order, its tables, pictures and links."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import assert_never

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
    Cite,
    Code,
    Contents,
    Document,
    Emphasis,
    FactList,
    Figure,
    Heading,
    Inlines,
    Link,
    PageBreak,
    Paragraph,
    Quotation,
    Strong,
    Table,
    Text,
    Timeline,
    plain,
)

Passage = tuple[str, ...]
"""Words that stand together: one paragraph, or a term and its values, a line each."""

_ADDRESS = re.compile(r"(?:https?://|mailto:)\S+\Z", re.IGNORECASE)


def passages(document: Document) -> Iterator[Passage]:
    """Every passage in order. What a format adds is not among them: list numbers, page numbers, furniture."""
    for index, block in enumerate(document.blocks):
        yield from _passages(block)
        if isinstance(block, Contents):
            yield from ((entry,) for entry in _entries(document.blocks[index + 1 :]))


def _passages(block: Block) -> Iterator[Passage]:
    match block:
        case Heading():
            yield (title(block),)
        case Paragraph(content):
            yield (plain(content),)
        case BulletList(items):
            yield from ((f"{plain(item.content)} {item.tag}",) for item in items)
        case FactList(facts):
            yield from ((fact.term, *map(plain, fact.lines)) for fact in facts)
        case Table(columns, rows, caption):
            yield (captioned(caption),)
            yield from ((column.title,) for column in columns)
            for row in rows:
                cells = row.cells[:1] if row.group else row.cells[: len(columns)]
                yield from ((plain(line),) for cell in cells for line in cell)
        case Callout(_, head, content):
            yield (head,)
            for part in content:
                yield from _passages(part)
        case Quotation(content, attribution):
            yield from ((plain(content),), (plain(attribution),))
        case Figure(caption=caption, credit=credit):
            yield from ((captioned(caption),), (plain(credit),))
        case Timeline(caption=caption):
            yield (captioned(caption),)
        case Contents(head):
            yield (head,)
        case PageBreak():
            return
        case _:
            assert_never(block)


def title(heading: Heading) -> str:
    """A heading with its number."""
    return f"{heading.number} {plain(heading.content)}".strip()


def captioned(caption: Caption) -> str:
    """A caption with its label and number."""
    return f"{caption.label} {caption.number}. {plain(caption.content)}"


def _entries(blocks: Iterable[Block]) -> Iterator[str]:
    """What a list of contents names: the sections and parts that follow it."""
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1 and block.anchor:
            yield title(block)


def tables(document: Document) -> list[Table]:
    """The tables in order."""
    return [block for block in document.blocks if isinstance(block, Table)]


def descriptions(document: Document) -> list[str]:
    """The text alternative of each picture and chart."""
    pictured = (block for block in document.blocks if isinstance(block, Figure) or _drawn(block))
    return [block.alt for block in pictured if isinstance(block, Figure | Timeline)]


def _drawn(block: Block) -> bool:
    return isinstance(block, Timeline) and bool(block.marks)


def live_links(document: Document) -> int:
    """How many links of the document lead somewhere; one inside another counts as part of it."""
    places = set(_anchors(document.blocks))
    return sum(_live(target, places) for inlines in _inlines(document.blocks) for target in _targets(inlines))


def addresses(document: Document) -> frozenset[str]:
    """Where the links of the document lead to outside of it."""
    targets = (target for inlines in _inlines(document.blocks) for target in _targets(inlines))
    return frozenset(target for target in targets if _ADDRESS.match(target))


def _live(target: str, places: set[str]) -> bool:
    return target[1:] in places if target.startswith("#") else bool(_ADDRESS.match(target))


def _targets(inlines: Inlines) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case Link(children, target) if plain(children).strip():
                yield target
            case Cite(_, anchor):
                yield f"#{anchor}"
            case Strong(children) | Emphasis(children):
                yield from _targets(children)
            case Text() | Code() | Link():
                pass


def _anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        match block:
            case Heading() | Paragraph() | Figure() | Timeline():
                yield block.anchor
            case Table():
                yield block.anchor
                yield from (row.anchor for row in block.rows)
            case Callout(content=content):
                yield from _anchors(content)
            case BulletList() | FactList() | Quotation() | Contents() | PageBreak():
                pass


def _inlines(blocks: Iterable[Block]) -> Iterator[Inlines]:
    for block in blocks:
        match block:
            case Heading(content=content) | Paragraph(content=content):
                yield content
            case BulletList(items):
                yield from (item.content for item in items)
            case FactList(facts):
                yield from (line for fact in facts for line in fact.lines)
            case Table(rows=rows, caption=caption):
                yield caption.content
                yield from (line for row in rows for cell in row.cells for line in cell)
            case Callout(content=parts):
                yield from _inlines(parts)
            case Quotation(content, attribution):
                yield from (content, attribution)
            case Figure(caption=caption, credit=credit):
                yield from (caption.content, credit)
            case Timeline(caption=caption):
                yield caption.content
            case Contents() | PageBreak():
                pass
