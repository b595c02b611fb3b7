"""A Document as text, for goldens that a person can review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Contents,
    Document,
    FactList,
    Figure,
    Heading,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Timeline,
    plain,
)

BAR = "▌ "


def as_text(document: Document) -> str:
    """The words of a document, one line a paragraph, row or item; a bar before what is marked as changed."""
    return "\n".join(line for block in document.blocks for line in _lines(block)) + "\n"


def _lines(block: Block) -> Iterator[str]:
    match block:
        case Heading(level, content, anchor, number, changed):
            yield ""
            yield f"{BAR * changed}{'#' * level} {number} {plain(content)} (#{anchor})".replace("  ", " ")
        case Paragraph(content, role, _, changed):
            yield f"{BAR * changed}{role}: {plain(content)}"
        case BulletList(items, ordered):
            yield from (
                f"{BAR * item.changed}{'1.' if ordered else '-'} {plain(item.content)}{f' <{item.tag}>' if item.tag else ''}"
                for item in items
            )
        case FactList(facts):
            yield from (
                f"{BAR * fact.changed}{fact.term} = {' / '.join(plain(line) for line in fact.lines)}" for fact in facts
            )
        case Table(columns, rows, caption, anchor):
            yield f"{caption.label} {caption.number}. {plain(caption.content)} (#{anchor})"
            yield " | ".join(column.title for column in columns)
            for row in rows:
                cells = " | ".join(" / ".join(plain(line) for line in cell) for cell in row.cells)
                yield f"{BAR * row.changed}{'== ' * row.group}{cells}"
        case Callout(tone, title, content):
            yield f"[{tone}] {title}"
            for part in content:
                yield from _lines(part)
        case Quotation(content, attribution, altered, changed):
            yield f"{BAR * changed}{'~' if altered else '>'} {plain(content)} -- {plain(attribution)}"
        case Figure(_, alt, caption, _, credit):
            yield f"{caption.label} {caption.number}. {plain(caption.content)} [{alt}] {plain(credit)}"
        case Timeline(marks, caption, _, alt, zone, words, form):
            yield f"{caption.label} {caption.number}. {plain(caption.content)} [{alt}]"
            yield f"{form} {zone} {words.zone}"
            for mark in marks:
                edges = f"{mark.extent} {mark.certainty} {mark.status} {mark.family} {mark.open_start}/{mark.open_end}"
                yield f"  {mark.day} {mark.when!r} {mark.label} | {edges}{' principal' * mark.principal}{' context' * mark.context}"
        case Contents(title):
            yield f"contents: {title}"
        case PageBreak():
            yield "----"
        case _:
            assert_never(block)
