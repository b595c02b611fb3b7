"""Blocks become a whole: tables and figures get their numbers, and links that lead nowhere become plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count

from briefgen.document.blocks import Block, Figure, PageBreak, Table, Timeline
from briefgen.document.rewrite import with_live_links


def resolve(blocks: Iterable[Block]) -> tuple[Block, ...]:
    """The blocks with every table and figure numbered in their order, and no link inside the document but to what stands there."""
    return with_live_links(tuple(_numbered(_without_idle_breaks(blocks))))


def _without_idle_breaks(blocks: Iterable[Block]) -> Iterator[Block]:
    """The blocks, of several page breaks in a row the last alone, and none at the end."""
    waiting: PageBreak | None = None
    for block in blocks:
        if isinstance(block, PageBreak):
            waiting = block
            continue
        if waiting:
            yield waiting
            waiting = None
        yield block


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
                yield replace(
                    block, caption=replace(block.caption, number=number), anchor=block.anchor or f"table-{number}"
                )
            case _:
                yield block
