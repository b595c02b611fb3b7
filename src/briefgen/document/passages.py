"""One reading of a Document: its passages in order, its links and where they may lead, what is changed, what stands in pictures.

Renderers, the audit and messages ask here, so that a word, an anchor and a link mean the same to all of them.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, is_dataclass
from functools import cache
from typing import Literal, assert_never

from babel import Locale, UnknownLocaleError

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
    ClassedPoint,
    ClassedPoints,
    Column,
    Contents,
    Dispute,
    DisputeSide,
    Document,
    Fact,
    FactList,
    Figure,
    Foot,
    Heading,
    Item,
    KeyFigure,
    KeyFigures,
    PageBreak,
    Paragraph,
    Quotation,
    RecordRow,
    Row,
    Table,
    Timeline,
    TwoColumns,
    plain,
)
from briefgen.document.inlines import Cite, Emphasis, Inlines, Link, Strong, Text
from briefgen.document.marks import Origin
from briefgen.document.stationery import Letterhead

_ADDRESS = re.compile(r"(?:https?://|mailto:)[^\s\x00-\x20]+\Z", re.IGNORECASE)

Kind = Literal[
    "heading",
    "paragraph",
    "item",
    "fact",
    "recorded",
    "caption",
    "head",
    "cell",
    "title",
    "quoted",
    "attribution",
    "credit",
    "entry",
    "figure",
    "point",
    "side",
    "aside",
]
"""head: the title of a column; title: of a callout or of the contents; entry: a line of the contents; figure: a number, what it
counts and its note; point: a key point, its class first; side: one of a dispute; recorded: a term above
its values; aside: what stands beside a callout."""


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that stand together: a paragraph, a term and its values, the paragraphs of a cell. `part` says them."""

    kind: Kind
    part: Block | Item | Fact | Column | Row | KeyFigure | ClassedPoint | DisputeSide
    lines: tuple[Inlines, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines without their looks."""
        return tuple(map(plain, self.lines))

    @property
    def placed(self) -> Iterator[PlacedText]:
        """The lines without their looks, each with the field that it comes from."""
        own = getattr(self.part, "origin", "")
        return (PlacedText(plain(line), next(_origins(line), own)) for line in self.lines)


@dataclass(frozen=True, slots=True)
class PlacedText:
    """Words, and the field that they come from, or the first of them do; "" for fixed words."""

    text: str
    origin: Origin = ""


def printed(document: Document) -> Iterator[PlacedText]:
    """Every text that is on the pages: the passages, the words of the chart, and what stands around."""
    meta, furniture = document.meta, document.meta.furniture
    for passage in passages(document):
        yield from passage.placed
    yield from charted(document)
    yield PlacedText(furniture.running, "title")
    yield from map(
        PlacedText, (furniture.edition, furniture.unissued, furniture.page, furniture.contact, furniture.continued)
    )
    if meta.banner:
        yield PlacedText(meta.banner.text, "marking")


def charted(document: Document) -> Iterator[PlacedText]:
    """Every text that is in a chart."""
    for chart in document.blocks:
        if isinstance(chart, Timeline):
            yield from (PlacedText(f"{mark.label} {mark.when} {mark.lane}", mark.origin) for mark in chart.marks)
            yield from (PlacedText(f"{mark.lasts} {mark.contested}", mark.origin) for mark in chart.marks)
            yield from (PlacedText(f"{phase.title} {phase.lasts}", phase.origin) for phase in chart.phases)
            yield PlacedText(chart.headline, "chart.headline")
            if chart.annotation:
                yield PlacedText(chart.annotation.text, chart.annotation.origin)
            fixed = chart.words
            words = (
                fixed.zone,
                fixed.axis,
                fixed.moments,
                fixed.phases,
                fixed.clockless,
                fixed.in_order,
                chart.sub,
                chart.source,
                chart.marking,
            )
            named = (*words, chart.second.name if chart.second else "", chart.cutoff.text if chart.cutoff else "")
            yield from map(PlacedText, (*named, *(word for _, word in (*fixed.legend, *fixed.days))))


def _origins(inlines: Inlines) -> Iterator[Origin]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield from filter(None, (inline.origin,))
        elif isinstance(inline, Strong | Emphasis | Link):
            yield from _origins(inline.children)


def passages(document: Document) -> Iterator[Passage]:
    """Every passage in order. What a format adds is not among them: list numbers, page numbers, furniture."""
    for index, block in enumerate(document.blocks):
        yield from said(block)
        if isinstance(block, Contents):
            for heading in entries(document.blocks[index + 1 :]):
                yield Passage("entry", heading, (_titled(heading),))


def said(block: Block) -> Iterator[Passage]:
    """The passages of one block; of the contents only their title, since they list what follows."""
    match block:
        case Heading():
            yield Passage("heading", block, (_titled(block),))
        case Paragraph(content):
            yield Passage("paragraph", block, (content,))
        case BulletList(items):
            for item in items:
                yield Passage("item", item, ((*item.content, Text(f" {item.tag}")) if item.tag else item.content,))
        case FactList(facts):
            yield from (Passage("fact", fact, ((Text(fact.term),), *fact.lines)) for fact in facts)
        case Table(columns, rows, caption):
            yield Passage("caption", block, (_captioned(caption),))
            yield from (Passage("head", column, ((Text(column.title),),)) for column in columns)
            for row in rows:
                yield from (Passage("cell", row, cell) for cell in row.cells[: 1 if row.group else len(columns)])
        case Callout(_, title, content, aside):
            yield Passage("title", block, ((Text(title),),))
            for part in content:
                yield from said(part)
            yield from (Passage("aside", block, (line,)) for line in aside)
        case KeyFigures(figures):
            for figure in figures:
                unit = Text(f" {figure.unit}" if figure.unit else "")
                yield Passage("figure", figure, ((Text(figure.number), unit), figure.what, figure.note))
        case ClassedPoints(points):
            for point in points:
                lines = ((Text(point.label),), point.rests, point.content, point.more)
                yield Passage("point", point, tuple(filter(None, lines)))
        case Dispute(question, state, sides):
            yield Passage("paragraph", block, (question,))
            if state:
                yield Passage("paragraph", block, (state,))
            yield from (Passage("side", side, (side.content,)) for side in sides)
        case TwoColumns(main, side):
            for one in (*main, *side):
                yield from said(one)
        case Foot(facts, record):
            yield from said(RecordRow(record))
            yield from said(FactList(facts))
        case RecordRow(facts):
            yield from (Passage("recorded", fact, ((Text(fact.term),), *fact.lines)) for fact in facts)
        case Letterhead(name, lines):
            yield from (Passage("paragraph", block, (line,)) for line in (name, *lines))
        case Quotation(content, attribution):
            yield Passage("quoted", block, (content,))
            yield Passage("attribution", block, (attribution,))
        case Figure(caption=caption, credit=credit):
            yield Passage("caption", block, (_captioned(caption),))
            yield Passage("credit", block, (credit,))
        case Timeline(caption=caption):
            yield Passage("caption", block, (_captioned(caption),))
        case Contents(title):
            yield Passage("title", block, ((Text(title),),))
        case PageBreak():
            return
        case _:
            assert_never(block)


# -- headings, captions, pictures -------------------------------------------------------------------------------------


def title(heading: Heading) -> str:
    """A heading with its number."""
    return plain(_titled(heading)).strip()


def _titled(heading: Heading) -> Inlines:
    return (Text(f"{heading.number} "), *heading.content) if heading.number else heading.content


def captioned(caption: Caption) -> str:
    """A caption with its label and number."""
    return plain(_captioned(caption))


def _captioned(caption: Caption) -> Inlines:
    return Text(f"{caption.label} {caption.number}. "), *caption.content


def entries(following: Iterable[Block]) -> Iterator[Heading]:
    """What a list of contents names: the sections and parts among the blocks that follow it."""
    for block in following:
        if isinstance(block, Heading) and block.level > 1 and block.anchor and title(block):
            yield block


def first_foot(blocks: Iterable[Block]) -> Foot | None:
    """The foot of page 1, which paper has at the bottom of that page: one before any page break and section. None without."""
    for block in blocks:
        match block:
            case Foot():
                return block
            case PageBreak() | Heading(level=2 | 3):
                return None
            case _:
                continue
    return None


def tables(document: Document) -> list[Table]:
    """The tables in order."""
    return [block for block in document.blocks if isinstance(block, Table)]


def descriptions(document: Document) -> list[str]:
    """The text alternative of each picture, and of each chart that has something to show."""
    found = (block for block in document.blocks if isinstance(block, Figure | Timeline))
    return [block.alt for block in found if isinstance(block, Figure) or block.marks]


def spoken(block: Figure | Timeline) -> str:
    """The text alternative, from the caption where there is none; never empty (WCAG 2.1, 1.1.1; PDF/UA-1, 7.3)."""
    return block.alt.strip() or plain(block.caption.content).strip() or f"{block.caption.label} {block.caption.number}"


# -- anchors, links ---------------------------------------------------------------------------------------------------


def anchors(blocks: Iterable[Block]) -> Iterator[str]:
    """The anchors that blocks set, in order: what a link inside the document may lead to."""
    return _anchors(parts(tuple(blocks)))


def _anchors(found: Iterable[object]) -> Iterator[str]:
    return filter(None, (getattr(part, "anchor", "") for part in found if not isinstance(part, Cite)))


def links(blocks: Iterable[Block]) -> Iterator[Link | Cite]:
    """The links in order. One without words is none; one inside another is a part of it."""
    return _links(parts(tuple(blocks)))


def _links(found: Iterable[object]) -> Iterator[Link | Cite]:
    for part in found:
        if isinstance(part, Cite) or (isinstance(part, Link) and plain(part.children).strip()):
            yield part


def target(link: Link | Cite) -> str:
    """Where a link leads."""
    return link.target if isinstance(link, Link) else f"#{link.anchor}"


def leads(link: Link | Cite, places: Container[str]) -> bool:
    """True for a link to one of the places, and for one to an address that a reader may be sent to: https, http, mailto."""
    to = target(link)
    return to[1:] in places if to.startswith("#") else _ADDRESS.match(to) is not None


def live(blocks: Sequence[Block]) -> list[Link | Cite]:
    """The links that lead somewhere."""
    found = tuple(parts(tuple(blocks)))
    there = frozenset(_anchors(found))
    return [link for link in _links(found) if leads(link, there)]


def dead(blocks: Sequence[Block]) -> list[Link | Cite]:
    """The links that lead nowhere: `rewrite.with_live_links` makes words of them."""
    found = tuple(parts(tuple(blocks)))
    there = frozenset(_anchors(found))
    return [link for link in _links(found) if not leads(link, there)]


def rows_of(chart: Timeline, places: Container[str]) -> dict[str, str]:
    """By the key of a chart's mark, the anchor of the row that tells its event, where that is one of the places."""
    return {mark.key: row for mark in chart.marks if (row := f"event-{mark.key}") in places}


def changed(blocks: Iterable[Block]) -> Iterator[object]:
    """The blocks and parts of blocks with a bar in the margin: new or changed since the edition that the document is told against."""
    return (part for part in parts(tuple(blocks)) if getattr(part, "changed", False))


def parts(value: object) -> Iterator[object]:
    """A value, and every block, part of one and inline in it; what stands in a link is a part of the link."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, tuple):
            waiting += reversed(one)
        elif names := parts_in(one):
            yield one
            if not isinstance(one, Link):
                within = (getattr(one, name) for name in reversed(names))
                waiting += (each for each in within if not isinstance(each, str | bool | float))


def parts_in(part: object) -> tuple[str, ...]:
    """The fields in which a part of a document has others; none for what is no part of one. Marks are looked at by the layout alone."""
    return _names(type(part))  # type: ignore[arg-type]  # every class is hashable


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind) if each.name != "marks") if is_dataclass(kind) else ()


# -- direction --------------------------------------------------------------------------------------------------------


@cache
def right_to_left(language: str) -> bool:
    """True for a language (BCP 47) that is written from the right."""
    try:
        return str(Locale.parse(language, sep="-").text_direction) == "rtl"
    except (UnknownLocaleError, ValueError):
        return False
