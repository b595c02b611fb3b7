"""The Document: what a brief says, in order, free of any format. Frozen and closed; nobody edits it.

A renderer handles every block and inline with `match` and `assert_never`: a new one is a type error in each format until it is.
There is no raw block and no bag of attributes. Texts are plain: what a format must escape, its renderer escapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Literal

from briefgen.document.inlines import Cite, Code, Emphasis, Inlines, Link, Strong, Text
from briefgen.document.marks import Annotation, ChartWords, Cutoff, Mark, Origin, Phase, SecondZone
from briefgen.document.meta import Meta
from briefgen.document.signs import Gauge, Glyph, Standing, Trend
from briefgen.document.stationery import Letterhead

# -- blocks -----------------------------------------------------------------------------------------------------------
#
# `changed` marks what is new or says something else since the edition that the document is told against: a bar in the margin.


@dataclass(frozen=True, slots=True)
class Caption:
    """ "Figure 1. Text": `label` is the word, `number` counts within the word."""

    label: str
    number: int
    content: Inlines


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the title of the document, once; 2 a section; 3 a part of it. `number` ("1", "A") is printed before it."""

    level: Literal[1, 2, 3]
    content: Inlines
    anchor: str
    number: str = ""
    changed: bool = False
    origin: Origin = ""


ParagraphRole = Literal["body", "kicker", "lead", "standfirst", "small", "group"]
"""kicker: the line above the title; standfirst: the as-of line below it; lead: the bottom line; small: notes and
source lines; group: a small run-in heading that belongs to no outline."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    content: Inlines
    role: ParagraphRole = "body"
    anchor: str = ""
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One list item; `tag` is a quiet word after it ("reported position")."""

    content: Inlines
    tag: str = ""
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class BulletList:
    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Fact:
    """A term and its values, one line each."""

    term: str
    lines: tuple[Inlines, ...]
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class FactList:
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """`weight` is the share of the width beside the other columns' weights; an empty title is allowed for none but a test. In a
    column of `times` are times or numbers, to be looked up."""

    title: str
    weight: float = 1.0
    origin: Origin = ""
    times: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells, each a tuple of paragraphs. A `group` row has one cell, which spans the table and heads the rows below it; in any
    other row that has fewer cells than the table has columns the last one takes the rest of the width, and the row is a quiet one."""

    cells: tuple[tuple[Inlines, ...], ...]
    anchor: str = ""
    group: bool = False
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Table:
    """`row_heads`: the first cell of a row names the row, which by itself makes it no bolder. `summary` describes the table to a reader who
    cannot see it. `dense`: it is long and looked up, so it is set small, and no column is narrower than its longest value where there is room."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Caption
    anchor: str
    summary: str
    row_heads: bool = True
    dense: bool = False


Tone = Literal["key", "decision", "notice", "alert"]


@dataclass(frozen=True, slots=True)
class Callout:
    """Set apart by a rule, its title in the column of labels: `key` the bottom line, `decision` what is asked of the reader,
    `notice` something to know, `alert` something to act on. `aside` are lines in the column beside it ("By Friday")."""

    tone: Tone
    title: str
    content: tuple[Paragraph | BulletList, ...]
    aside: tuple[Inlines, ...] = ()


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """A number to know ("10.6", with `unit` "million"), what it counts, and below that its source or caveat."""

    number: str
    unit: str
    what: Inlines
    note: Inlines = ()
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class KeyFigures:
    """A row of three or four numbers."""

    figures: tuple[KeyFigure, ...]


PointClass = Literal["fact", "says", "ours", "gap", ""]
"""What a point is, by the colour of its word: known, somebody's words, our judgement, not known."""


@dataclass(frozen=True, slots=True)
class ClassedPoint:
    """A key point: its class in words ("Fact", "Facebook says") in the column of labels, what that rests on below it ("one
    source, F6"), and the point; `more` is a quieter line below it, as of a judgement its likelihood."""

    kind: PointClass
    label: str
    content: Inlines
    rests: Inlines = ()
    more: Inlines = ()
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class ClassedPoints:
    """Key points, one below the other."""

    points: tuple[ClassedPoint, ...]


@dataclass(frozen=True, slots=True)
class DisputeSide:
    """One answer and who stands how to it; the glyph is beside the words that say it."""

    stance: Standing
    content: Inlines
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question, its state where that is to be told ("partly answered"), and the sides that there are."""

    question: Inlines
    state: Inlines
    sides: tuple[DisputeSide, ...]
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class TwoColumns:
    """Two columns: `main` takes two thirds of the width, `side` the rest. Read one after the other where there is no room."""

    main: tuple[Paragraph | ClassedPoints | BulletList, ...]
    side: tuple[Paragraph | Dispute | FactList | BulletList, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """Terms and their values at the foot of page 1, small, in up to three columns; the cells of a `record` stand above them."""

    facts: tuple[Fact, ...]
    record: tuple[Fact, ...] = ()


@dataclass(frozen=True, slots=True)
class RecordRow:
    """Cells side by side, ruled, each a term above its values: which document this is, in which version."""

    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words of somebody else. Quotation marks, where they are allowed, are part of `content`; `altered` words never have any."""

    content: Inlines
    attribution: Inlines
    altered: bool = False
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture: PNG, JPEG or SVG bytes. `density`: the pixels an inch at which it is shown when the page is wide enough."""

    image: bytes = field(repr=False)
    alt: str
    caption: Caption
    anchor: str
    credit: Inlines = ()
    density: float = 144.0
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Timeline:
    """The chart as marks in stated order, not as a picture: the layout reads it, the renderers stroke it. `zone` is that of its axis.

    `headline`, `sub`, `source` and `marking` stand on the picture, above and below. `strip` is the height in points of one that stands on
    page 1, without them, labelled as far as there is room; 0 is the whole chart. `annotation` is the distance that the author points out,
    `intervals` are those of a chart on which nothing lasted, the author's among them.
    """

    marks: tuple[Mark, ...]
    caption: Caption
    anchor: str
    alt: str
    zone: tzinfo
    words: ChartWords
    form: Literal["auto", "agenda", "scale"] = "auto"
    strip: float = 0.0
    headline: str = ""
    sub: str = ""
    source: str = ""
    phases: tuple[Phase, ...] = ()
    annotation: Annotation | None = None
    intervals: tuple[Annotation, ...] = ()
    second: SecondZone | None = None
    cutoff: Cutoff | None = None
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the document's sections; each format makes it from the headings of level 2 and 3 that follow."""

    title: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows begins a page; with `turned`, up to the next break, pages of paper that lies on its side, for what is wide."""

    turned: bool = False


Block = (
    Heading
    | Paragraph
    | BulletList
    | FactList
    | Table
    | Callout
    | Quotation
    | Figure
    | Timeline
    | Contents
    | PageBreak
    | KeyFigures
    | ClassedPoints
    | Dispute
    | TwoColumns
    | Foot
    | RecordRow
    | Letterhead
)


# -- the whole --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Document:
    """All that a file says, whichever its format: what stands about it, and its blocks in order."""

    meta: Meta
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> Iterator[Heading]:
        return (block for block in self.blocks if isinstance(block, Heading))


def plain(inlines: Inlines) -> str:
    """The characters of inlines as they are printed, without their looks."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text(text) | Code(text):
                parts.append(text)
            case Strong(children) | Emphasis(children) | Link(children):
                parts.append(plain(children))
            case Cite(label, _, before, after):
                parts.append(f"{before}{label}{after}")
            case Glyph() | Gauge() | Trend():
                pass
    return "".join(parts)
