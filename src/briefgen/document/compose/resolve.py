"""Blocks become a whole: tables and figures get their numbers, and links that lead nowhere become plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from itertools import count
from typing import Any, get_args

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
    anchors,
)


def resolve(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every table and figure numbered in their order, and no link inside the document but to what stands there."""
    numbered = tuple(_numbered(blocks))
    there = frozenset(anchors(numbered))
    return tuple(_with_links(block, there) for block in numbered)


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


def _with_links(part: Any, there: frozenset[str]) -> Any:
    """A block, or a part of one, in which only what leads somewhere is a link."""
    if isinstance(part, tuple):
        if part and isinstance(part[0], get_args(Inline)):
            return tuple(_live(part, there))
        return tuple(_with_links(one, there) for one in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    inner = {each.name: getattr(part, each.name) for each in fields(part) if each.name != "marks"}
    changed = {name: made for name, old in inner.items() if (made := _with_links(old, there)) != old}
    return replace(part, **changed) if changed else part


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


def cited(part: Any) -> Iterator[str]:
    """The anchors that the citations of a block, or of a part of one, lead to."""
    if isinstance(part, tuple):
        for one in part:
            yield from cited(one)
    elif isinstance(part, Cite):
        yield part.anchor
    elif is_dataclass(part) and not isinstance(part, type):
        for each in fields(part):
            if each.name != "marks":
                yield from cited(getattr(part, each.name))
