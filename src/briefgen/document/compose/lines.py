"""Line breaks of a field become paragraphs, lines of a cell or list lines; where a place has one line, a break is a space."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Fact,
    FactList,
    Foot,
    Paragraph,
    Quotation,
    RecordRow,
    Table,
    plain,
)
from briefgen.document.inlines import Emphasis, Inline, Inlines, Link, Strong, Text
from briefgen.document.rewrite import rewritten
from briefgen.model.annotation import Paragraphs, annotated
from briefgen.model.brief import Brief
from briefgen.model.shape import Model

_BREAK = re.compile("\\s*[\n\r\v\f\x85\u2028\u2029]\\s*")


def laid_out(blocks: Iterable[Block], brief: Brief) -> Iterator[Block]:
    """The blocks without any line break within their words."""
    for block in blocks:
        match block:
            case Paragraph(content):
                first, *more = _split(content, brief)
                yield replace(block, content=first)
                yield from (replace(block, content=line, anchor="") for line in more)
            case Callout(content=content):
                inner = laid_out(content, brief)
                yield replace(block, content=tuple(one for one in inner if isinstance(one, Paragraph | BulletList)))
            case FactList(facts) | RecordRow(facts):
                yield replace(block, facts=_facts(facts, brief))
            case Foot(facts, record):
                yield Foot(_facts(facts, brief), _facts(record, brief))
            case Table(rows=rows):
                kept = tuple(replace(row, cells=tuple(_all(cell, brief) for cell in row.cells)) for row in rows)
                yield _flat(replace(block, rows=kept))
            case BulletList(ordered=False):
                yield from _listed(block, brief)
            case Quotation(content):
                *before, last = _split(content, brief)
                yield from (replace(block, content=line, attribution=()) for line in before)
                yield _flat(replace(block, content=last))
            case _:
                yield _flat(block)


def one_line(text: str) -> str:
    """A text in one line."""
    return _BREAK.sub(" ", text).strip()


def keeps_lines(model: Model, path: str) -> bool:
    """Whether the field of a path ("events.fire.summary") keeps its line breaks."""
    part: Any = model
    kept = False
    for step in path.split("."):
        match part:
            case Model():
                kept = step in annotated(type(part), Paragraphs)
                part = getattr(part, step, None)
            case dict():
                part = part.get(step)
            case tuple():
                part = part[int(step)]
            case _:
                return False
    return kept


def _listed(block: BulletList, brief: Brief) -> Iterator[Block]:
    """A list; the further lines of an item stand below it, between it and the next."""
    items = []
    for item in block.items:
        first, *more = _split(item.content, brief)
        items.append(replace(item, content=first))
        if more:
            yield replace(block, items=tuple(items))
            yield from (Paragraph(line, changed=item.changed, origin=item.origin) for line in more)
            items = []
    if items:
        yield replace(block, items=tuple(items))


def _facts(facts: Iterable[Fact], brief: Brief) -> tuple[Fact, ...]:
    return tuple(replace(fact, lines=_all(fact.lines, brief)) for fact in facts)


def _all(lines: Iterable[Inlines], brief: Brief) -> tuple[Inlines, ...]:
    return tuple(line for content in lines for line in _split(content, brief))


def _flat(block: Any) -> Any:
    return rewritten(block, lambda inlines: tuple(_spaced(inline) for inline in inlines))


def _spaced(inline: Inline) -> Inline:
    match inline:
        case Text(text) if _BREAK.search(text):
            return replace(inline, text=_BREAK.sub(" ", text))
        case Strong(children) | Emphasis(children) | Link(children):
            return replace(inline, children=tuple(map(_spaced, children)))
        case _:
            return inline


def _split(content: Inlines, brief: Brief) -> list[Inlines]:
    """The lines of what is said: one, unless a field that keeps its lines has several."""
    if not _BREAK.search(plain(content)):
        return [content]
    lines: list[list[Inline]] = [[]]
    for inline in content:
        first, *more = _pieces(inline, brief)
        lines[-1].append(first)
        lines += [[piece] for piece in more]
    return [tuple(line) for line in lines if plain(tuple(line)).strip()] or [()]


def _pieces(inline: Inline, brief: Brief) -> list[Inline]:
    match inline:
        case Text(text, _, origin) if _BREAK.search(text) and keeps_lines(brief, origin):
            return [replace(inline, text=piece) for piece in _BREAK.split(text)]
        case Strong(children) | Emphasis(children) | Link(children):
            return [replace(inline, children=line) for line in _split(children, brief)]
        case _:
            return [_spaced(inline)]
