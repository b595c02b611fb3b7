"""Where a part of the model is written: short forms have other paths in the file than in the model."""

from __future__ import annotations

from typing import Any

from briefgen.errors import KeyPath
from briefgen.model.source import evidence_items


def written(data: Any, path: KeyPath) -> KeyPath:
    """The path in the file of a path in the model: they differ where evidence is written in a short form."""
    if "evidence" not in path:
        return path
    at = path.index("evidence")
    head, tail = path[: at + 1], path[at + 1 :]
    value = data
    for step in head:
        value = (
            value.get(step)
            if isinstance(value, dict)
            else value[step]
            if isinstance(value, list) and isinstance(step, int)
            else None
        )
    if value is None or not tail or not isinstance(tail[0], int):
        return path
    items = list(evidence_items(value))
    if tail[0] >= len(items):
        return head
    source, span, _ = items[tail[0]]
    return head + (span if tail[1:2] == ("span",) else source if tail[1:2] == ("source",) else source[:-1] or source)
