"""The Document: what a brief says, in order, free of any format. Frozen and closed; nobody edits it.

A renderer handles every block and inline with `match` and `assert_never`, so that a new one is a type error in each
format until it is handled. There is no raw block and no bag of attributes. Texts are plain: what a format must escape,
its renderer escapes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, tzinfo
from typing import Literal

Origin = str
"""The path of the field that words come from ("events.fire.title"), or of the item that a passage is about ("events.fire");
empty for fixed words."""

# -- inlines ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Text:
    """Characters; `language` (BCP 47) only where it differs from the document's."""

    text: str
    language: str = ""
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Strong:
    """Emphasised for its importance: bold."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Emphasis:
    """Set apart in tone: italic."""

    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Code:
    """An identifier or a file name, in the fixed-width face."""

    text: str


@dataclass(frozen=True, slots=True)
class Link:
    """`target` is `#anchor` of this document, or an https, http or mailto address; nothing else is ever put here."""

    children: tuple[Inline, ...]
    target: str


@dataclass(frozen=True, slots=True)
class Cite:
    """A numbered reference to a source, printed as [`label`] and linked to `#anchor`."""

    label: str
    anchor: str


Stance = Literal["holds", "compatible", "reserves", "denies", "silent", "given_up"]
"""How somebody stands to an answer: compatible does not contradict it, reserves gives no answer yet, given_up held it once."""


@dataclass(frozen=True, slots=True)
class Glyph:
    """A drawn mark for a stance, never without its word beside it, so that it says nothing by itself: it has no text."""

    stance: Stance


@dataclass(frozen=True, slots=True)
class Band:
    """A term of a yardstick and the shares that it covers, from 0 to 1."""

    term: str
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Gauge:
    """A likelihood drawn on its yardstick, beside the words that say it, so that it has no text.

    `low` and `high` are shares from 0 to 1; `confidence` is the weight of the bar, `before` the shares of the last edition.
    """

    bands: tuple[Band, ...]
    low: float
    high: float
    confidence: Literal["high", "moderate", "low", ""] = ""
    before: tuple[float, float] | None = None


Inline = Text | Strong | Emphasis | Code | Link | Cite | Glyph | Gauge
Inlines = tuple[Inline, ...]


# -- timeline ---------------------------------------------------------------------------------------------------------

Extent = Literal["instant", "civil", "span", "between", "before", "after"]
"""What a mark's bounds mean: a moment; whole civil days (date without clock); lasted from start to end; one moment between
the two; one moment by `end`; one moment after `start`."""

OpenEnd = Literal["closed", "ongoing", "unknown"]
Certainty = Literal["certain", "about", "uncertain"]
MarkStatus = Literal["occurred", "ongoing", "failed", "pending", "undetermined", "cancelled"]
Family = Literal["harm", "act", "recovery", "finding", "ruling", "statement", "other"]
"""What kind of thing a mark is, by its shape; the words of the legend are those of the brief's trade ("search" for act)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the chart.

    `start` and `end` are aware; a bound that nobody knows is None. For `civil` they are the first and the last instant of
    the event's own civil days. `label` is the text beside the mark; `when` the time in words below the heading of its day
    ("15:40", "about 16:00"), empty when the day says it all; `on_day` and `on_date` the time where no heading says the day, or
    the year ("10–12 Jun", "10–12 Jun 2009"); every clock is that of the chart's zone. `day` is the civil day an agenda files
    it under; `lane` groups marks; `after` are the keys of the marks that it stands after. `vague` says whether it is the start
    and whether it is the end of what lasted that `certainty` speaks of.
    """

    key: str
    label: str
    when: str
    day: date | None
    start: datetime | None
    end: datetime | None
    extent: Extent
    open_start: OpenEnd = "closed"
    open_end: OpenEnd = "closed"
    certainty: Certainty = "certain"
    status: MarkStatus = "occurred"
    family: Family = "other"
    principal: bool = False
    context: bool = False
    lane: str = ""
    origin: Origin = ""
    on_day: str = ""
    on_date: str = ""
    after: tuple[str, ...] = ()
    rank: int = 0
    lasts: str = ""
    contested: str = ""
    sources: int = 0
    vague: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class Phase:
    """A named band behind the axis, from `start` to `end` (aware); an end that nobody knows is None. `lasts` is its length in words."""

    title: str
    start: datetime
    end: datetime | None
    lasts: str = ""
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One sentence tied to two marks, by their keys ("18 min between")."""

    text: str
    since: str
    until: str
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class SecondZone:
    """A second row of ticks below the axis, and its name ("California")."""

    zone: tzinfo
    name: str


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Up to when the information goes, as a line across the chart."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The fixed words of a chart, in the document's language.

    `legend` maps "failed", "pending", "about", "uncertain", "ongoing", "context", "principal" and so on to their words;
    `zone` names the zone of the ticks ("Times: Warsaw (CET)"); `days` gives the heading of each civil day that a mark falls on;
    `labelled` says of a crowded chart how many of its events have a label, with {n} and {total} to fill in; `axis` is the
    name of the axis' zone at its left ("UTC"), `moments` heads the row of moments, `phases` that of phases; `clockless` says that no
    clock times are known, and `in_order` heads moments that stand in stated order only.

    The others are filled in by the layout: `tick` ("one tick is {length}"), `times` ("{n} times the scale above"), `silence`
    ("{length} without an event").
    """

    zone: str
    undated: str
    earlier: str
    later: str
    legend: tuple[tuple[str, str], ...] = ()
    days: tuple[tuple[date, str], ...] = ()
    labelled: str = ""
    axis: str = ""
    moments: str = ""
    phases: str = ""
    clockless: str = ""
    in_order: str = ""
    tick: str = ""
    times: str = ""
    silence: str = ""


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
    """`weight` is the share of the width beside the other columns' weights; an empty title is allowed for none but a test."""

    title: str
    weight: float = 1.0
    origin: Origin = ""


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
    """`row_heads`: the first cell of a row names the row, which by itself makes it no bolder. `summary` describes the table to a reader who cannot see it."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: Caption
    anchor: str
    summary: str
    row_heads: bool = True


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
class Point:
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
class Points:
    """Key points, one below the other."""

    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Side:
    """One answer and who stands how to it; the glyph is beside the words that say it."""

    stance: Stance
    content: Inlines
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Dispute:
    """A question, its state where that is to be told ("partly answered"), and the sides that there are."""

    question: Inlines
    state: Inlines
    sides: tuple[Side, ...]
    changed: bool = False
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """Two columns: `main` takes two thirds of the width, `side` the rest. Read one after the other where there is no room."""

    main: tuple[Paragraph | Points | BulletList, ...]
    side: tuple[Paragraph | Dispute | FactList | BulletList, ...]


@dataclass(frozen=True, slots=True)
class Foot:
    """Terms and their values at the foot of page 1, small, in up to three columns."""

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
    page 1, without them, labelled as far as there is room; 0 is the whole chart.
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
    second: SecondZone | None = None
    cutoff: Cutoff | None = None
    marking: str = ""


@dataclass(frozen=True, slots=True)
class Contents:
    """The list of the document's sections; each format makes it from the headings of level 2 and 3 that follow."""

    title: str


@dataclass(frozen=True, slots=True)
class PageBreak:
    pass


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
    | Points
    | Dispute
    | Beside
    | Foot
)


# -- the whole --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Banner:
    """The handling marking, on every page in header and footer; colours are "#RRGGBB"; `align` as the scheme wants it.

    `label` is the marking proper, which `text` begins with; what follows it are caveats, which are quieter than it. Without a
    label all of the text is as loud.
    """

    text: str
    foreground: str
    background: str
    align: Literal["left", "center", "right"] = "right"
    size: float = 12.0
    label: str = ""

    @property
    def loud(self) -> str:
        """The marking proper."""
        return self.label or self.text

    @property
    def caveats(self) -> str:
        """What follows it, set apart by dots; empty for nothing."""
        return self.text.removeprefix(self.label).strip(" |").replace(" | ", " · ") if self.label else ""


@dataclass(frozen=True, slots=True)
class Furniture:
    """Texts around the page: `running` names the brief, `edition` its state ("Draft"), `page` has {page} and {pages};
    `skip` is the link that leads past the head of an HTML page; `unissued` says of a draft what that means ("not issued"),
    and is empty for an edition; `continued` heads a group of rows again on the next page ("{title} (continued)")."""

    running: str
    edition: str
    page: str
    contact: str = ""
    skip: str = ""
    unissued: str = ""
    continued: str = "{title}"


@dataclass(frozen=True, slots=True)
class Meta:
    """Properties of the files. `date` is the brief's own date (aware), never the clock's; `pages` is how many the document
    is meant to have at most, 0 for as many as it takes."""

    title: str
    language: str
    subject: str
    publisher: str
    keywords: tuple[str, ...]
    date: datetime
    furniture: Furniture
    banner: Banner | None = None
    pages: int = 0


@dataclass(frozen=True, slots=True)
class Document:
    meta: Meta
    blocks: tuple[Block, ...]

    @property
    def headings(self) -> Iterator[Heading]:
        """The headings in order."""
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
            case Cite(label):
                parts.append(f"[{label}]")
            case Glyph() | Gauge():
                pass
    return "".join(parts)
