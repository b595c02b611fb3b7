"""A finished PDF is compared with the Document: words, marking, glyphs, margins, heads of tables, pictures, links."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import replace
from itertools import chain

from pypdfium2 import PdfiumError

from briefgen.audit.compare import characters, compared, described, fault, followed, holds, normal, quoted, squeezed
from briefgen.audit.drawn import NotOurs
from briefgen.audit.tagged import DrawnText, Page, Reading, Tag, read
from briefgen.document.blocks import Callout, Document, Timeline
from briefgen.document.passages import (
    Passage,
    PlacedText,
    anchors,
    captioned,
    passages,
    printed,
    rows_of,
    tables,
    title,
)
from briefgen.errors import Problem
from briefgen.look.direction import has_right_to_left
from briefgen.look.fonts import REPLACEMENT, Faces
from briefgen.look.theme import Theme
from briefgen.timeline.density import MANY

_PDF = "pdf"
_LABEL = re.compile(r"•|\d+\.")
"""What the PDF puts before a list item."""
_HEADING = re.compile(r"H\d")
_ENTRY = re.compile(r"(?P<title>.+)\s(?P<page>\d+)", re.DOTALL)
_SLACK = 3.0
"""Points by which ink may stand out, or the height of what is written: an italic leans over its width, and so do marks."""
_TALL = 0.25
"""A head that takes a greater part of the page is not repeated on the next."""


def audit(document: Document, data: bytes, theme: Theme) -> Iterator[Problem]:
    """Everything in which the PDF does not do what the Document asks for."""
    faces = theme.faces
    try:
        found = read(data)
    except (PdfiumError, NotOurs):
        yield fault(_PDF, "the file cannot be opened")
        return
    if not found.pages:
        yield fault(_PDF, "the file has no page")
        return
    yield from _words(document, found, faces)
    yield from _marking(document, found, faces)
    yield from _glyphs(document, found, faces)
    yield from _outside(found, theme)
    yield from _heads(document, found, faces)
    yield from described(_PDF, document, found.pictures)
    yield from _links(document, found)


# -- words ------------------------------------------------------------------------------------------------------------


def _words(document: Document, found: Reading, faces: Faces) -> Iterator[Problem]:
    entry = _entry(document, found, faces)
    texts = (
        entry(tag.text) if tag.around("TOC") else tag.text
        for tag in found.tags
        if tag.role != "Figure" and not _numbers(tag)
    )
    yield from compared(_PDF, chain.from_iterable(map(_lines, passages(document))), texts, faces.shown)


def _numbers(tag: Tag) -> bool:
    """True for the bullet or number of a list item, which is an element of its own."""
    return tag.role == "Lbl" and _LABEL.fullmatch(tag.text.strip()) is not None


def _lines(passage: Passage) -> list[PlacedText]:
    """The lines of a passage as they are drawn: the class of a point and the title of a callout in capitals; without a term that
    would be taken for the number of a list item: it is a Lbl too."""
    lines = list(passage.placed)
    part = passage.part
    if passage.kind in ("point", "recorded") or (
        passage.kind == "title" and isinstance(part, Callout) and part.tone != "alert"
    ):
        return [replace(lines[0], text=lines[0].text.upper()), *lines[1:]]
    return lines[1:] if passage.kind == "fact" and _LABEL.fullmatch(squeezed(lines[0].text)) else lines


def _entry(document: Document, found: Reading, faces: Faces) -> Callable[[str], str]:
    """The title that an entry of the contents is of, as it is shown, where the entry says the page on which it really stands; any other
    text as it is."""
    titles = [title(heading) for heading in document.headings]
    key = characters if any(map(has_right_to_left, titles)) else squeezed
    names = {key(name): name for name in map(faces.shown, titles)}
    pages: dict[str, set[int]] = {}
    for tag in found.tags:
        if _HEADING.fullmatch(tag.role):
            pages.setdefault(key(tag.text), set()).add(tag.pages[0] + 1)

    # a title of several lines from right to left has the number of its page within it, as it is drawn
    mixed = {characters(f"{name} {page}"): names[name] for name in names for page in pages.get(name, ())}

    def said(text: str) -> str:
        entry = _ENTRY.fullmatch(text.strip())
        wanted = key(entry["title"]) if entry else ""
        if entry and wanted in names and int(entry["page"]) in pages.get(wanted, ()):
            return names[wanted]
        return mixed.get(characters(text), text) if key is characters else text

    return said


def _glyphs(document: Document, found: Reading, faces: Faces) -> Iterator[Problem]:
    """Nothing is drawn that no reader's machine could name, and no box where the typeface has the character."""
    texts = [piece.text for page in found.pages for piece in page.pieces]
    if any("\0" in text for text in texts):
        yield fault(_PDF, "there are words that cannot be copied or read aloud")
    if any(REPLACEMENT in text for text in texts) and not _unshowable(document, faces):
        yield fault(_PDF, f"a character is shown as {REPLACEMENT}, though the typeface has all of the brief")


def _unshowable(document: Document, faces: Faces) -> bool:
    """True where a text has a character that no typeface has, as its author has been told."""
    return any(REPLACEMENT in faces.shown(one.text) for one in printed(document))


# -- pages ------------------------------------------------------------------------------------------------------------


def _marking(document: Document, found: Reading, faces: Faces) -> Iterator[Problem]:
    banner = document.meta.banner
    if banner is None or not normal(banner.text):
        return
    for number, page in enumerate(found.pages, 1):
        middle = page.height / 2
        halves = {
            "head": _joined(piece for piece in page.artifacts if piece.box[1] > middle),
            "foot": _joined(piece for piece in page.artifacts if piece.box[1] <= middle),
        }
        for place, text in halves.items():
            if not all(holds(text, part, faces.shown) for part in (banner.loud, banner.caveats)):
                yield fault(_PDF, f"the marking {quoted(banner.text)} is not at the {place} of page {number}")
    if not holds(" ".join(found.properties.values()), banner.text):
        yield fault(_PDF, f"the marking {quoted(banner.text)} is not in the file's properties")


def _joined(pieces: Iterable[DrawnText]) -> str:
    return "".join(piece.text for piece in pieces)


def _outside(found: Reading, theme: Theme) -> Iterator[Problem]:
    """Ink that a printer or the edge of the paper would cut off, or that stands in the margin."""
    for number, page in enumerate(found.pages, 1):
        for piece in page.pieces:
            left, right = (0.0, 0.0) if piece.mark < 0 else (theme.left, theme.right)
            if piece.text.strip() and not _inside(piece, page, left, right):
                yield fault(_PDF, f"page {number}: {quoted(piece.text)} stands outside the text area")
                break


def _inside(piece: DrawnText, page: Page, left: float, right: float) -> bool:
    start, bottom, end, top = piece.box
    slack = max(_SLACK, top - bottom)
    across = start >= left - slack and end <= page.width - right + slack
    return across and bottom >= -_SLACK and top <= page.height + _SLACK


def _heads(document: Document, found: Reading, faces: Faces) -> Iterator[Problem]:
    """Each page that a table runs over has the table's head: on the first as content, on the others as an artifact."""
    parts: dict[tuple[int, ...], list[Tag]] = {}
    for tag in found.tags:
        if (path := tag.around("Table")) and tag.role != "Caption":
            parts.setdefault(path, []).append(tag)
    for table, tags in zip(tables(document), parts.values(), strict=False):
        head = [tag for tag in tags if "THead" in tag.roles]
        pages = sorted({page for tag in tags for page in tag.pages})
        wanted = "".join(column.title for column in table.columns)
        if not head or not normal(wanted) or _height(head) > _TALL * found.pages[0].height:
            continue
        name = captioned(table.caption)
        if head[0].pages[0] != pages[0] or (len(pages) > 1 and len(tags) > len(head) and pages[0] not in _body(tags)):
            yield fault(_PDF, f"the head of {quoted(name)} stands on another page than its first row")
        for page in pages[1:]:
            if not holds(_joined(found.pages[page].artifacts), wanted, faces.shown):
                yield fault(_PDF, f"page {page + 1}: {quoted(name)} runs on without its column heads")


def _body(tags: Iterable[Tag]) -> set[int]:
    return {page for tag in tags if "THead" not in tag.roles for page in tag.pages}


def _height(head: list[Tag]) -> float:
    boxes = [piece.box for tag in head for piece in tag.pieces]
    return max(box[3] for box in boxes) - min(box[1] for box in boxes)


# -- links ------------------------------------------------------------------------------------------------------------


def _links(document: Document, found: Reading) -> Iterator[Problem]:
    if found.dead:
        yield fault(_PDF, f"a link leads nowhere: {'; '.join(found.dead[:3])}")
    if found.silent:
        yield fault(_PDF, f"a link does not say where it leads: {'; '.join(found.silent[:3])}")
    yield from followed(_PDF, document, found.links)
    yield from _marks(document, found)
    titles = [title(heading) for heading in document.headings]
    if [normal(name) for name in found.bookmarks] != list(filter(None, map(normal, titles))):
        yield fault(_PDF, "the bookmarks are not the headings of the brief")


def _marks(document: Document, found: Reading) -> Iterator[Problem]:
    """Each mark on a chart leads to the row of its event, where the document has that row."""
    places, said = frozenset(anchors(document.blocks)), set(map(normal, found.said))
    labels = [label for block in document.blocks if isinstance(block, Timeline) for label in _leading(block, places)]
    if lost := [label for label in labels if normal(label) not in said]:
        yield fault(_PDF, f"the mark of {quoted(lost[0])} on the chart does not lead to its row")


def _leading(chart: Timeline, places: Container[str]) -> list[str]:
    """The labels of the marks that are drawn for certain and have a row: of very many most are only counted, and a strip has what has
    a time."""
    timed = [mark for mark in chart.marks if mark.start or mark.end]
    drawn = [] if len(timed) > MANY else timed if chart.strip else chart.marks
    rows = rows_of(chart, places)
    return [mark.label for mark in drawn if mark.key in rows]
