"""The body of a message: what the edition's Document says first, as plain text and as HTML, with its chart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Contents,
    Document,
    Fact,
    Foot,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    RecordRow,
    Row,
    Timeline,
    TwoColumns,
)
from briefgen.document.inlines import Cite, Inline, Inlines, Link, Text
from briefgen.document.passages import captioned, parts, tables
from briefgen.document.rewrite import rewritten
from briefgen.document.words import Words
from briefgen.look.theme import Theme
from briefgen.renderers.html.mail import build as as_page
from briefgen.renderers.rendered import Draw
from briefgen.renderers.text.build import build as as_text
from briefgen.timeline.layout import layout

_TOLD = 40
"""Events up to which the plain text tells the chart as a list; more are in the attachments."""
_WIDE, _TALL = 340.0, 1000.0
"""Points that a chart is laid out for: so it can be read on a phone, and as wide as the letter on a desk."""


@dataclass(frozen=True, slots=True)
class Body:
    """`pictures` are the PNGs that the HTML shows, by their Content-ID without brackets."""

    text: str
    html: str
    pictures: tuple[tuple[str, bytes], ...]


def body(
    document: Document,
    words: Words,
    *,
    since: int | None,
    changes: Sequence[str],
    foot: Sequence[str],
    tail: str,
    theme: Theme,
    draw: Draw,
) -> Body:
    """The body for readers who were last sent edition `since`, None for none; `changes` are the lines that tell the differences,
    `foot` the lines below everything, `tail` what makes a Content-ID unique in the world (RFC 2392). Raises RenderError."""
    said = tuple(_said(document, words, since, changes))
    cited = _cited(document, said)
    said = rewritten(said, lambda inlines: tuple(one for inline in inlines for one in _led(inline, cited)))
    language = document.meta.language
    last = (*_sources(cited), *(Paragraph((Text(line),), role="small") for line in foot))
    charts = [block for block in said if isinstance(block, Timeline)]
    drawn = [
        panel
        for chart in charts
        for panel in layout(replace(chart, strip=0.0), width=_WIDE, max_height=_TALL, theme=theme, language=language)
    ]
    pictures = tuple((f"chart-{n}{tail}", draw(panel, theme.faces)) for n, panel in enumerate(drawn, 1))
    told = [block for block in said if not (isinstance(block, Timeline) and len(block.marks) > _TOLD)]
    bare = replace(document.meta.furniture, contact="", edition="")  # the foot and the first line say both
    text = as_text(Document(replace(document.meta, furniture=bare), (*told, *last))).data.decode("utf-8")
    page = as_page(Document(document.meta, (*said, *last)), theme, [name for name, _ in pictures])
    return Body(text, page, pictures)


def _said(document: Document, words: Words, since: int | None, changes: Sequence[str]) -> Iterator[Block]:
    """Page 1 without what is about the paper: the differences stand after the answer, before the points, one chart below all."""
    differences = _differences(words, since, changes)
    told = False
    for block in _front(document):
        yield block
        if isinstance(block, Callout) and block.tone == "key":
            yield from differences
            told = True
    if not told:
        yield from differences
    charts = [block for block in document.blocks if isinstance(block, Timeline) and block.marks]
    whole = [chart for chart in charts if not chart.strip]  # a strip's caption names a figure that no letter has
    yield from (whole or charts)[:1]
    if left := [captioned(table.caption) for table in tables(document) if table.dense]:
        yield Paragraph((Text(words("mail.tables", tables=words.list(left))),), role="small")


def _front(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        match block:
            case PageBreak() | Contents():
                return
            case Heading(level) if level > 1:
                return
            case TwoColumns(main, side):  # a letter has one column
                yield from (*main, *side)
            case RecordRow(facts):  # cells below each other would stand before what the letter says
                yield Paragraph(_run_in(facts), role="kicker")
            case Timeline() | Foot():  # one chart stands below all; the foot is of the page
                continue
            case _:
                yield block


def _run_in(facts: Sequence[Fact]) -> Inlines:
    """Terms and their values in one line."""
    said: list[Inline] = []
    for fact in facts:
        said.append(Text(f"{' · ' if said else ''}{fact.term}"))
        said += (inline for line in fact.lines for inline in (Text(" "), *line))
    return tuple(said)


def _cited(document: Document, said: tuple[Block, ...]) -> Mapping[str, Row]:
    """The row of the list of sources for each anchor that is cited, in the order of that list."""
    wanted = {part.anchor for part in parts(said) if isinstance(part, Cite)}
    return {row.anchor: row for row in parts(document.blocks) if isinstance(row, Row) and row.anchor in wanted}


def _led(inline: Inline, cited: Mapping[str, Row]) -> Inlines:
    """A number in square brackets, which leads to its source, where that has an address: a letter has no places of its own."""
    if isinstance(inline, Cite) and inline.anchor in cited:
        addresses = (part.target for part in parts(cited[inline.anchor].cells) if isinstance(part, Link))
        if target := next((one for one in addresses if one.startswith("http")), ""):
            return Text(inline.before), Link((Text(inline.label),), target), Text(inline.after)
    return (inline,)


def _sources(cited: Mapping[str, Row]) -> Iterator[Paragraph]:
    """What the numbers in square brackets stand for, as the list of sources says it first."""
    for row in cited.values():
        number, known = (cell[0] if cell else () for cell in row.cells[:2])
        yield Paragraph((*number, Text(" "), *known), role="small")


def _differences(words: Words, since: int | None, changes: Sequence[str]) -> tuple[Block, ...]:
    if since is None or not changes:
        return ()
    title = Paragraph((Text(words("mail.changed", edition=since)),), role="group")
    return title, BulletList(tuple(Item((Text(line),)) for line in changes))
