"""A Document as text, for goldens that a person can review."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from briefgen.document.blocks import Block, Document, Timeline
from briefgen.document.passages import Passage, said

BAR = "▌ "


def as_text(document: Document) -> str:
    """The words of a document, one line a paragraph, row or item; a bar before what is marked as changed."""
    return "\n".join(line for block in document.blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    found = list(said(block))
    if not found:
        yield f"({type(block).__name__})"
    for _, group in groupby(found, lambda one: one.kind if one.kind == "head" else id(one.part)):
        yield from _line(tuple(group), ordered=getattr(block, "ordered", False))
    if isinstance(block, Timeline):
        yield f"{block.form} {block.zone} {block.words.zone} {block.strip:g}"
        yield from (f"  {words}" for words in (block.headline, block.sub, block.source) if words)
        yield from (f"  {phase.start} {phase.title} {phase.lasts}" for phase in block.phases)
        yield from (f"  {part}" for part in (block.annotation, block.second, block.cutoff) if part)
        for mark in block.marks:
            edges = f"{mark.extent} {mark.certainty} {mark.status} {mark.family} {mark.open_start}/{mark.open_end}"
            yield f"  {mark.day} {mark.when!r} {mark.label} | {edges}{' principal' * mark.principal}{' context' * mark.context}"
            yield f"    {mark.rank} {mark.lasts} {mark.contested} {mark.sources}"


def _line(together: tuple[Passage, ...], *, ordered: bool) -> Iterator[str]:
    """The passages of one part of the document: what it is, its words, its anchor, what is said of a picture."""
    kind, part = together[0].kind, together[0].part
    told: dict[str, Any] = {
        name: getattr(part, name, "") for name in ("role", "tone", "level", "group", "altered", "anchor", "alt")
    }
    what = {
        "heading": f"{'#' * (told['level'] or 0)} ",
        "paragraph": f"{told['role']}: ",
        "item": "1. " if ordered else "- ",
        "quoted": "~ " if told["altered"] else "> ",
        "title": f"[{told['tone'] or 'contents'}] ",
        "cell": "== " if told["group"] else "",
    }.get(kind, "")
    words = " | ".join(" / ".join(one.texts) for one in together)
    if kind == "fact":
        words = words.replace(" / ", " = ", 1)
    if kind == "heading":
        yield ""
    anchor = f" (#{told['anchor']})" if kind in ("heading", "caption") else ""
    alt = f" [{told['alt']}]" if told["alt"] else ""
    yield f"{BAR * getattr(part, 'changed', False)}{what}{words}{anchor}{alt}"
