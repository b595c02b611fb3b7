"""The body of a message: what the edition's Document says first, as plain text and as HTML, with its chart."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Contents,
    Document,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Text,
    Timeline,
)
from briefgen.document.words import Words
from briefgen.look.theme import Theme
from briefgen.renderers.html.mail import build as as_page
from briefgen.renderers.rendered import Draw
from briefgen.renderers.text.build import build as as_text
from briefgen.timeline.layout import panels

_TOLD = 40
"""Events up to which the plain text tells the chart as a list; more are in the attachments."""


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
    last = tuple(Paragraph((Text(line),), role="small") for line in foot)
    charts = [block for block in said if isinstance(block, Timeline)]
    parts = [part for chart in charts for part in panels(chart, "phone", theme, document.meta.language)]
    pictures = tuple((f"chart-{n}{tail}", draw(part, theme.faces)) for n, part in enumerate(parts, 1))
    told = [block for block in said if not (isinstance(block, Timeline) and len(block.marks) > _TOLD)]
    bare = replace(document.meta.furniture, contact="", edition="")  # the foot and the first line say both
    text = as_text(Document(replace(document.meta, furniture=bare), (*told, *last))).data.decode("utf-8")
    page = as_page(Document(document.meta, (*said, *last)), theme, [name for name, _ in pictures])
    return Body(text, page, pictures)


def _said(document: Document, words: Words, since: int | None, changes: Sequence[str]) -> Iterator[Block]:
    """Page 1 without its table of facts: the differences stand after the answer, before the points, the chart below them."""
    differences = _differences(words, since, changes)
    told = False
    for block in _front(document):
        yield block
        if isinstance(block, Callout) and block.tone == "key":
            yield from differences
            told = True
    if not told:
        yield from differences
    yield from (block for block in document.blocks if isinstance(block, Timeline) and block.marks)


def _front(document: Document) -> Iterator[Block]:
    for block in document.blocks:
        if isinstance(block, PageBreak | Contents) or (isinstance(block, Heading) and block.level > 1):
            return
        if isinstance(block, Heading | Paragraph | BulletList | Callout):
            yield block


def _differences(words: Words, since: int | None, changes: Sequence[str]) -> tuple[Block, ...]:
    if since is None or not changes:
        return ()
    title = Paragraph((Text(words("mail.changed", edition=since)),), role="group")
    return title, BulletList(tuple(Item((Text(line),)) for line in changes))
