"""Blocks become a whole: tables and figures get their numbers, and links that lead nowhere become plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from briefgen.document.blocks import (
    Block,
    Cite,
    Emphasis,
    Figure,
    Inline,
    Inlines,
    Link,
    Strong,
    Table,
    Text,
    Timeline,
)
from briefgen.document.passages import anchors, parts
from briefgen.document.rewrite import rewritten


def resolve(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every table and figure numbered in their order, and no link inside the document but to what stands there."""
    numbered = tuple(_numbered(blocks))
    there = frozenset(anchors(numbered))
    whole: tuple[Block, ...] = rewritten(numbered, lambda inlines: tuple(_live(inlines, there)))
    return whole


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    figures, tables = count(1), count(1)
    for block in blocks:
        match block:
            case Figure() | Timeline():
                number = next(figures)
                anchor = block.anchor or f"figure-{number}"
                yield replace(block, caption=replace(block.caption, number=number), anchor=anchor)
            case Table():
                number = next(tables)
                yield replace(block, caption=replace(block.caption, number=number), anchor=f"table-{number}")
            case _:
                yield block


def _live(inlines: Inlines, there: frozenset[str]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Cite(label, anchor) if anchor not in there:
                yield Text(f"[{label}]")
            case Link(children, target) if target.startswith("#") and target[1:] not in there:
                yield from _live(children, there)
            case Strong(children) | Emphasis(children) | Link(children):
                yield replace(inline, children=tuple(_live(children, there)))
            case _:
                yield inline


def cited(made: object) -> Iterator[str]:
    """The anchors that the citations in blocks, or in parts of them, lead to."""
    return (part.anchor for part in parts(made) if isinstance(part, Cite))
