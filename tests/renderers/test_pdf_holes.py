"""The pages of the PDF have no holes: pictures give way to text, tables go on, and nothing stands parted from what it heads."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import pytest

from briefgen.audit.tagged import Reading, read
from briefgen.document.blocks import Block, Caption, Document, Figure, Heading, PageBreak, Paragraph, Row
from briefgen.renderers.pdf.build import build
from briefgen.tagged_pdf.boxes import Box, Break
from briefgen.tagged_pdf.pages import paginate
from tests.renderers.test_conformance import BRIEFS, OUTLINES, loaded, made, names
from tests.support.documents import mark, meta, png, timeline, words
from tests.support.fitted import whole
from tests.support.pdfs import THEME, grid, make, pages
from tests.support.sweeps import spread

LINES = tuple(Paragraph(words(f"line {n}")) for n in range(60))
LEAST = 2 / 3
"""The share of a page that is filled, but of the last one of a part."""


def filled(found: Reading) -> list[float]:
    """How far down the text area of each page something stands, as a share of it: text by its lowest line."""
    margins = THEME.page[1] - THEME.height
    shares = []
    for page in found.pages:
        heights = [piece.box[1] for piece in page.pieces if piece.mark >= 0 and piece.text.strip()]
        low = min(heights, default=page.height)
        shares.append((page.height - THEME.top - low) / (page.height - margins))
    return shares


def holes(document: Document) -> list[int]:
    """The pages, from 1, that are less full than they may be."""
    found = read(made(document, "pdf").data)
    shares = filled(found)
    turns = {n for n, (page, after) in enumerate(pairwise(found.pages)) if page.height != after.height}
    ends = {len(shares) - 1, *turns, *([0] if any(isinstance(block, PageBreak) for block in document.blocks) else [])}
    return [number + 1 for number, share in enumerate(shares) if number not in ends and share < LEAST]


def parted(found: Reading) -> list[str]:
    """The headings, captions and heads of rows that are the last thing on their page."""
    last: dict[int, tuple[float, tuple[str, ...], str]] = {}
    for tag in found.tags:
        for number in set(tag.pages):
            here = {*map(id, found.pages[number].pieces)}
            pieces = [piece for piece in tag.pieces if id(piece) in here and piece.text.strip()]
            low = min((piece.box[1] for piece in pieces), default=THEME.page[1])
            last[number] = min(last.get(number, (THEME.page[1], (), "")), (low, tag.roles, tag.text))
    return [
        text
        for _, roles, text in last.values()
        if {"H1", "H2", "H3", "THead"} & {*roles} or roles[-2:] == ("Table", "Caption")
    ]


@pytest.mark.parametrize("file", spread(BRIEFS, 3), ids=names(BRIEFS))
def test_a_brief_has_no_holes(file: Path) -> None:
    document = whole(loaded(file))
    assert holes(document) == []
    assert parted(read(made(document, "pdf").data)) == []


@pytest.mark.full
@pytest.mark.parametrize("outline", OUTLINES[1:])
@pytest.mark.parametrize("file", BRIEFS, ids=names(BRIEFS))
def test_no_brief_has_holes_in_any_outline(file: Path, outline: str) -> None:
    document = whole(loaded(file), outline)
    assert holes(document) == []
    assert parted(read(made(document, "pdf").data)) == []


def test_a_hole_would_be_seen() -> None:
    half = LINES[:20]
    assert holes(Document(meta(), (*half, PageBreak(), *half, PageBreak(), *half))) == [2]
    found = read(make(Heading(2, words("Lost"), "l"), PageBreak(), Paragraph(words("text"))).data)
    assert parted(found) == ["Lost"]


# -- pictures ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("before", [2, 8, 14])
def test_text_stands_before_a_picture_that_does_not_fit(before: int) -> None:
    chart = timeline(*(mark(n, day=None, start=None, end=None, when="") for n in range(40)))
    document = Document(
        meta(),
        (Heading(2, words("First"), "a"), *LINES[:before], chart, *LINES[before:], Heading(2, words("Next"), "b")),
    )
    assert holes(document) == []
    texts = pages(build(document, THEME))
    shown = " ".join(texts)
    assert [int(n) for n in re.findall(r"line (\d+)", shown)] == list(range(60)), "the text keeps its order"
    assert "Event number 39" in shown


def test_no_picture_stands_in_the_next_section() -> None:
    chart = timeline(*(mark(n, day=None, start=None, end=None, when="") for n in range(40)))
    blocks: tuple[Block, ...] = (*LINES[:20], chart, *LINES[20:24], Heading(2, words("Next"), "b"), *LINES[24:])
    texts = pages(build(Document(meta(), blocks), THEME))
    where = next(number for number, text in enumerate(texts) if "Event number 39" in text)
    after = next(number for number, text in enumerate(texts) if "Next\r" in text)
    assert where <= after
    assert where < after or texts[where].index("Event number 39") < texts[where].index("Next\r")


# -- tables -----------------------------------------------------------------------------------------------------------


def test_a_group_that_goes_on_has_its_head_again() -> None:
    rows = [Row(((words("Friday"),),), group=True)]
    rows += [Row(((words(f"row {n}"),), (words("text"),), ())) for n in range(70)]
    rows.append(Row(((words("Saturday"),),), group=True))
    rows += [Row(((words(f"row {n}"),), (words("text"),), ())) for n in range(70, 90)]
    texts = pages(make(grid(*rows), banner=None))
    assert len(texts) > 2
    for number, text in enumerate(texts):
        first = re.search(r"row (\d+)", text)
        assert first
        goes_on = number and int(first[1]) != 70
        day = "Friday" if int(first[1]) < 70 else "Saturday"
        assert (f"{day} (continued)" in text) == bool(goes_on)
    found = read(make(grid(*rows), banner=None).data)
    assert [tag.text for tag in found.tags].count("Friday") == 1
    assert not any("continued" in tag.text for tag in found.tags), "read once"


def test_a_table_begins_with_two_rows_at_least() -> None:
    rows = [Row(((words(f"row {n}"),), (words("text " * 30),), ())) for n in range(8)]
    for lines in range(30, 44):
        filler = tuple(Paragraph(words(f"Line {n}")) for n in range(lines))
        text = next(text for text in pages(make(*filler, grid(*rows), banner=None)) if "A caption" in text)
        assert len(re.findall(r"row \d", text)) >= 2


# -- the last page ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class Block10(Box):
    """Ten points high."""

    @property
    def height(self) -> float:
        return 10.0


def test_a_few_lost_lines_of_the_last_page_are_taken_in() -> None:
    box = Block10(before=10.0)
    full = paginate([box] * 11, 210.0)
    assert [len(page.boxes) for page in full] == [11]
    assert [len(page.boxes) for page in paginate([box] * 12, 210.0)] == [12], "one line would stand alone"
    assert [len(page.boxes) for page in paginate([box] * 18, 210.0)] == [11, 7]
    assert all(one is box for one in full[0].boxes), "nothing is set closer that fits"


def test_page_one_keeps_its_space_when_the_rest_is_set_closer() -> None:
    box = Block10(before=10.0)
    first, *rest = paginate([box, box, Break(), *[box] * 12], 210.0)
    assert all(one is box for one in first.boxes)
    assert [len(page.boxes) for page in rest] == [12]


def test_figures_give_way_too() -> None:

    figure = Figure(png(400, 600), "tall", Caption("Figure", 1, words("A tall one")), "f", density=72.0)
    document = Document(meta(), (*LINES[:12], figure, *LINES[12:]))
    assert holes(document) == []


def test_an_image_is_made_smaller_rather_than_leave_a_hole() -> None:
    figure = Figure(png(400, 500), "tall", Caption("Figure", 1, words("A tall one")), "f", density=72.0)
    document = Document(meta(), (*LINES[:18], figure, Heading(2, words("Next"), "n"), *LINES[18:]))
    texts = pages(make(*document.blocks, banner=None))
    assert "A tall one" in texts[0]
    assert "line 17" in texts[0]
