"""A Document, or a part of one, with other inlines in the same places."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Any, get_args

from briefgen.document.blocks import Block, Document, Timeline, plain
from briefgen.document.inlines import Cite, Emphasis, Inline, Inlines, Link, Strong, Text
from briefgen.document.passages import anchors, dead, leads, parts_in

_INLINES = get_args(Inline)


def rewritten(part: Any, change: Callable[[Inlines], Inlines], **other: object) -> Any:
    """A part of a document in which every run of inlines is what `change` makes of it, and every field of `other` its value.

    A chart has no inlines but its caption: its marks stay as they are.
    """
    if isinstance(part, tuple):
        if part and isinstance(part[0], _INLINES):
            return change(part)
        made = tuple(rewritten(one, change, **other) for one in part)
        return part if all(new is old for new, old in zip(made, part, strict=True)) else made
    new: dict[str, Any] = {}
    for name in parts_in(part):
        old = getattr(part, name)
        value = other[name] if name in other else rewritten(old, change, **other)
        if value is not old:
            new[name] = value
    return replace(part, **new) if new else part


def without_origins(document: Document) -> Document:
    """The document as its readers get it: it does not say which words come from which field."""
    blocks = rewritten(document.blocks, lambda inlines: tuple(_joined(inlines)), origin="")
    return replace(
        document, blocks=tuple(_unmarked(block) if isinstance(block, Timeline) else block for block in blocks)
    )


def _unmarked(chart: Timeline) -> Timeline:
    return replace(chart, marks=tuple(replace(mark, origin="") for mark in chart.marks))


def _joined(inlines: Inlines) -> Iterator[Inline]:
    """The inlines, neighbouring texts of one language as one."""
    for language, run in groupby(inlines, lambda inline: inline.language if isinstance(inline, Text) else None):
        if language is None:
            for inline in run:
                if isinstance(inline, Strong | Emphasis | Link):
                    yield replace(inline, children=tuple(_joined(inline.children)))
                else:
                    yield inline
        else:
            yield Text("".join(text.text for text in run if isinstance(text, Text)), language)


def with_live_links(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks in which a link that leads nowhere, to no anchor of theirs and to no address for readers, is its words alone."""
    if not dead(blocks):
        return blocks
    there = frozenset(anchors(blocks))
    live: tuple[Block, ...] = rewritten(blocks, lambda inlines: tuple(_live(inlines, there)))
    return live


def _live(inlines: Inlines, there: frozenset[str]) -> Iterator[Inline]:
    for inline in inlines:
        match inline:
            case Cite() if not leads(inline, there):
                yield Text(plain((inline,)))
            case Link(children) if not leads(inline, there):
                yield from _live(children, there)
            case Strong(children) | Emphasis(children) | Link(children):
                yield replace(inline, children=tuple(_live(children, there)))
            case _:
                yield inline
