"""What the blocks of one page share: which anchors there are, which ids are taken, what the author should know."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Contents,
    FactList,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Timeline,
)
from briefgen.errors import Problem

OWN = "page-"
"""Begins the ids that the page itself needs; no anchor of a document does."""


@dataclass(slots=True)
class Story:
    """`anchors` are those that will be on the page; `rules` are lines of CSS that only this document needs."""

    language: str
    anchors: frozenset[str]
    problems: list[Problem] = field(default_factory=list)
    rules: list[str] = field(default_factory=list)
    depth: int = 0
    _taken: set[str] = field(default_factory=set)
    _made: int = 0

    def id(self, anchor: str) -> str | None:
        """The id for an anchor; None for no anchor, and for one that is taken: an id stands once in a page."""
        if not anchor or anchor in self._taken:
            return None
        self._taken.add(anchor)
        return anchor

    def own_id(self, what: str) -> str:
        """A new id of the page's own."""
        self._made += 1
        return f"{OWN}{what}-{self._made}"


def anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """The anchors that will be somewhere on the page."""
    for block in blocks:
        match block:
            case Heading(anchor=anchor) | Paragraph(anchor=anchor) | Figure(anchor=anchor) | Timeline(anchor=anchor):
                yield anchor
            case Table(anchor=anchor, rows=rows):
                yield anchor
                yield from (row.anchor for row in rows)
            case Callout(content=content):
                yield from anchors(content)
            case BulletList() | FactList() | Quotation() | Contents() | PageBreak():
                pass
