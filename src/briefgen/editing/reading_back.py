"""What a text says, without its places: held against what a tree says, it shows that a file reads back as intended."""

from __future__ import annotations

from typing import Literal, TypeAlias

import yaml

from briefgen.editing.nodes import Leaf, Piece
from briefgen.reading.characters import without_control
from briefgen.reading.tree import UNREADABLE, events, readable

Said: TypeAlias = list[str | Literal[0, 1, 2, 3]]
"""Keys and texts in their order; 0 for what is absent, 1 and 2 where a mapping or a sequence begins, 3 where it ends."""


def said(node: Piece | None) -> Said:
    """What a part of a tree says, or a whole one."""
    found: Said = []
    if node is not None:
        _gather(node, found)
    return found


def _gather(node: Piece, found: Said) -> None:
    if isinstance(node, Leaf):
        found.append(0 if node.empty else node.text)
        return
    found.append(1 if node.keyed else 2)
    for entry in node.entries:
        if node.keyed:
            found.append(entry.renamed or (entry.key.text if entry.key else ""))
        _gather(entry.value, found)
    found.append(3)


def read_back(text: str, file: str) -> Said | None:
    """What a text says; None for one that has anchors or tags, or is no YAML."""
    found: Said = []
    try:
        for event in events(readable(text, file).text):
            if isinstance(event, yaml.ScalarEvent):
                if event.anchor is not None or event.tag is not None:
                    return None
                found.append(_text(event))
            elif isinstance(event, yaml.MappingStartEvent):
                found.append(1)
            elif isinstance(event, yaml.SequenceStartEvent):
                found.append(2)
            elif isinstance(event, yaml.CollectionEndEvent):
                found.append(3)
    except UNREADABLE:
        return None
    return found


def same(one: Said | None, other: Said | None) -> bool:
    """True when two files say the same; one without entries says nothing, however that is written."""
    nothing: tuple[Said, ...] = ([], [0], [1, 3])
    return one == other or (one in nothing and other in nothing)


def _text(event: yaml.ScalarEvent) -> str | Literal[0]:
    if event.style != '"':
        return event.value if event.value or event.style else 0
    return event.value if event.value.isprintable() else without_control(event.value)
