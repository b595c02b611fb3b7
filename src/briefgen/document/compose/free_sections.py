"""Sections in the briefer's own words: lines become paragraphs and lists, and its pictures follow."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Literal

from briefgen.document.blocks import Block, BulletList, Item, Paragraph
from briefgen.document.compose.chronology import picture
from briefgen.document.compose.details import details
from briefgen.document.compose.facts import Facts, text, without_end
from briefgen.document.inlines import Inlines
from briefgen.document.outline import Part
from briefgen.model.brief import Brief
from briefgen.model.emphasis import as_written, emphasised
from briefgen.model.free_section import FreeSection

LineKind = Literal["paragraph", "item", "numbered"]
SOURCES = ("sources", "references")
"""The parts that end a document."""
_ITEM = re.compile(r"[ \t]*(?:[-*•]|(?P<number>\d{1,3})[.)])[ \t]+(?=\S)")
_APART = re.compile(r"\n[ \t]*\n")


def arranged(brief: Brief, shown: Iterable[Part]) -> Iterator[Part | str]:
    """The parts of an outline and the ids of the brief's own sections, in order: each follows the part that it names; where the
    outline has no such part, or none is named, it stands before the sources. An outline of no parts has none of them."""
    parts = tuple(shown)
    names = {part.section for part in parts}
    left = [key for key, section in brief.sections.items() if section.after not in names]
    for part in parts:
        if part.section in SOURCES:
            yield from left
            left = []
        yield part
        yield from (key for key, section in brief.sections.items() if section.after == part.section)
    yield from left if parts else ()


def free_section(facts: Facts, key: str, section: FreeSection) -> tuple[Block, ...]:
    """The blocks of a section, without its heading."""
    at = f"sections.{key}"
    changed = facts.changed("sections", key, "text")
    blocks = list(_written(as_written(section.text), f"{at}.text", changed))
    blocks += [Paragraph(line, role="small", origin=at) for line in details(facts, at, section)]
    for ref in section.figures if facts.length.own == "whole" else ():
        blocks += picture(facts, ref)
    return tuple(blocks)


def left_out(facts: Facts) -> tuple[Block, ...]:
    """Which of the brief's own sections, or which pictures of theirs, there is no room for."""
    brief, names = facts.brief, list[Inlines]()
    match facts.length.own:
        case "whole":
            return ()
        case "words":
            shown = (ref for section in brief.sections.values() for ref in section.figures if ref in facts.images)
            names = [text(brief.figures[ref].caption, f"figures.{ref}.caption") for ref in dict.fromkeys(shown)]
        case "none":
            names = [text(section.title, f"sections.{key}.title") for key, section in brief.sections.items()]
    said = facts.words.fill("choice.left_out", list=facts.words.series(map(without_end, names)))
    return (Paragraph(said, role="small"),) if names else ()


def _written(written: str, at: str, changed: bool) -> Iterator[Block]:
    for kind, lines in groupby(lines_of(written), key=lambda line: line[0]):
        if kind == "paragraph":
            yield from (Paragraph(text(emphasised(line), at), changed=changed, origin=at) for _, line in lines)
        else:
            items = tuple(Item(text(emphasised(line), at), changed=changed, origin=at) for _, line in lines)
            yield BulletList(items, ordered=kind == "numbered")


def lines_of(written: str) -> Iterator[tuple[LineKind, str]]:
    """The paragraphs and items of a text. Where empty lines part its paragraphs, a single break within one is a space; a line that is
    indented below an item goes on with it. Items are numbered where they count from one, so that no number is another on the page."""
    text = re.sub(r"\r\n?", "\n", written)
    wrapped = bool(_APART.search(text.strip()))
    kind: LineKind = "paragraph"
    said, count = "", 0
    for line in (*text.split("\n"), ""):
        begins = _ITEM.match(line)
        counts = begins is not None and int(begins["number"] or 0) in (1, count + 1)
        if begins and begins["number"] and not counts:
            begins = None
        goes_on = bool(said) and bool(line.strip()) and not begins
        if goes_on and (line[0] in " \t" if kind != "paragraph" else wrapped):
            said = f"{said} {line.strip()}"
            continue
        if said:
            yield kind, said
        kind = ("numbered" if begins["number"] else "item") if begins else "paragraph"
        said = (line[begins.end() :] if begins else line).strip()
        if said:
            count = int(begins["number"]) if begins and begins["number"] else 0
