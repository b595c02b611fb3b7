"""Headings, lists, tables, pictures and directions are native ones of Word, and the properties are the brief's own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest
from lxml import etree

from briefgen.document.blocks import (
    Block,
    BulletList,
    Caption,
    Document,
    Fact,
    FactList,
    Figure,
    Item,
    PageBreak,
    Paragraph,
)
from briefgen.document.inlines import Emphasis, Strong, Text
from briefgen.errors import RenderError
from briefgen.look.theme import PAGES, Theme
from briefgen.renderers import render
from briefgen.renderers.docx.build import build
from briefgen.renderers.docx.pictures import _together
from briefgen.timeline.strokes import Panel
from tests.support import documents
from tests.support.documents import every_block, meta, words
from tests.support.wordfile import W, part, parts, style, text

HOUSE = Path(__file__).parents[2] / "templates" / "house.docx"


def rendered(*blocks: Block, title: str = "Title") -> bytes:
    return render(Document(replace(meta(), title=title), blocks), "docx", Theme(), HOUSE.read_bytes()).data


@pytest.fixture(scope="module")
def every() -> bytes:
    return build(every_block(), Theme(), HOUSE.read_bytes()).data


def data_table(data: bytes) -> etree._Element:
    """The first table that is no layout."""
    return next(table for table in part(data).iter(f"{W}tbl") if table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None)


def test_headings_are_headings(every: bytes) -> None:
    levels = [
        (style(p), p.find(f"{W}pPr/{W}outlineLvl").get(f"{W}val"))
        for p in part(every).iter(f"{W}p")
        if p.find(f"{W}pPr/{W}outlineLvl") is not None
    ]
    assert levels == [("Title", "0"), ("Heading1", "0"), ("Heading2", "1"), ("Heading1", "0")]


def test_what_is_said_of_a_table_stands_on_its_page_and_what_follows_it_has_room() -> None:
    note = Paragraph(words("note"), role="small")
    data = part(rendered(note, documents.table(), note, Paragraph(words("x"))))
    before, after = (p for p in data.iter(f"{W}p") if text(p) == "note")
    assert before.find(f"{W}pPr/{W}keepNext") is not None
    assert before.find(f"{W}pPr/{W}spacing") is None
    assert after.find(f"{W}pPr/{W}keepNext") is None
    assert int(after.find(f"{W}pPr/{W}spacing").get(f"{W}before")) >= 200


def test_no_short_row_is_split_and_a_groups_heading_stays_with_its_first() -> None:
    rows = data_table(rendered(documents.table(4))).findall(f"{W}tr")
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)
    kept = [row.find(f".//{W}pPr/{W}keepNext") is not None for row in rows]
    assert kept == [True, True, False, False, False, False]


def test_one_fact_does_not_stand_alone_below_its_heading() -> None:
    def kept(*terms: str) -> list[bool]:
        facts = FactList(tuple(Fact(term, (words("value"),)) for term in terms))
        return [
            p.find(f"{W}pPr/{W}keepNext") is not None
            for p in part(rendered(facts)).iter(f"{W}p")
            if style(p) == "BriefFact"
        ]

    assert kept("a", "b", "c") == [True, False, False]
    assert kept("a") == [False]


def test_panels_that_miss_a_page_by_little_are_set_smaller() -> None:
    story = SimpleNamespace(height=700.0)
    panels = [
        [Panel(480.0, height, (), ()) for height in heights] for heights in ((300, 320), (300, 280), (350, 400), (640,))
    ]
    assert [round(_together(story, p, 1.0, 8.0), 2) for p in panels] == [0.95, 1.0, 1.0, 1.0]  # type: ignore[arg-type]


def test_each_ordered_list_counts_from_one() -> None:
    one = BulletList((Item(words("a")), Item(words("b"))), ordered=True)
    data = rendered(one, Paragraph(words("x")), one)
    used = [n.get(f"{W}val") for n in part(data).iter(f"{W}numId")]
    assert used[0] == used[1] != used[2] == used[3]
    numbering = part(data, "word/numbering.xml")
    for number in set(used):
        assert numbering.find(f"{W}num[@{W}numId='{number}']/{W}lvlOverride/{W}startOverride").get(f"{W}val") == "1"


def test_a_table_reads_as_a_table(every: bytes) -> None:
    table = data_table(every)
    widths = [int(c.get(f"{W}w")) for c in table.iter(f"{W}gridCol")]
    assert sum(widths) == int(table.find(f"{W}tblPr/{W}tblW").get(f"{W}w")) == pytest.approx(Theme().width * 20, abs=1)
    header, group, *rows = table.findall(f"{W}tr")
    assert header.find(f"{W}trPr/{W}tblHeader") is not None
    assert group.find(f"{W}tc/{W}tcPr/{W}gridSpan").get(f"{W}val") == "3"
    assert len(group.findall(f"{W}tc")) == 1
    assert style(group.find(f".//{W}p")) == "BriefRowGroup"
    assert [style(p) for p in rows[0].iter(f"{W}p")] == ["BriefRowHead", *["BriefTableText"] * 3]
    assert table.find(f"{W}tblPr/{W}tblDescription").get(f"{W}val").startswith("One row for each event")
    assert style(table.getprevious()) == "Caption"


def test_a_paragraph_ends_the_file_even_after_a_table() -> None:
    for last in (documents.table(1), Paragraph(words("x")), PageBreak()):
        assert [child.tag for child in part(rendered(last))[0]][-2:] == [f"{W}p", f"{W}sectPr"]


def test_only_a_short_row_is_kept_whole() -> None:
    for length, kept in ((10, True), (1500, False)):
        row = part(rendered(documents.table(2, words_per_cell=length))).findall(f".//{W}tr")[3]
        assert (row.find(f"{W}trPr/{W}cantSplit") is not None) is kept


def test_a_page_break_leaves_no_empty_paragraph() -> None:
    root = part(rendered(Paragraph(words("one")), PageBreak(), documents.table(1), PageBreak()))
    broken = [text(p) for p in root.iter(f"{W}p") if p.find(f"{W}pPr/{W}pageBreakBefore") is not None]
    assert broken == ["Table 1. Events in order"]
    assert not list(root.iter(f"{W}br"))


def test_pictures_are_described_and_fit(every: bytes) -> None:
    drawings = [e for e in part(every).iter() if str(e.tag).endswith("}docPr")]
    assert len({p.get("id") for p in drawings}) == len(drawings)
    pictures = [p for p in drawings if len(p) == 0]  # the others are decoration
    assert [p.get("descr") for p in pictures][-1] == "A blue rectangle"
    assert pictures[0].get("descr").startswith("Timeline: ")
    extents = [e for e in part(every).iter() if str(e.tag).endswith("}extent")]
    assert all(int(e.get("cx")) <= round(Theme().width * 12700) + 12700 for e in extents)


def test_a_figure_that_is_no_picture_is_named() -> None:
    with pytest.raises(RenderError, match="The hall"):
        rendered(Figure(b"GIF89a", "alt", Caption("Figure", 1, words("The hall")), "f"))


def test_marked_languages_and_directions() -> None:
    root = part(
        rendered(
            Paragraph((Text("Hôtel", "fr"), Text(" and "), Text("שלום עולם", "he"))), Paragraph(words("שלום abc!"))
        )
    )
    first, second = root.iter(f"{W}p")
    assert [e.get(f"{W}val") for e in first.iter(f"{W}lang")] == ["fr", "he"]
    assert first.find(f"{W}pPr/{W}bidi") is None
    assert second.find(f"{W}pPr/{W}bidi") is not None
    assert [(text(r), r.find(f"{W}rPr/{W}rtl") is not None) for r in second.iter(f"{W}r")] == [
        ("שלום ", True),
        ("abc", False),
        ("!", True),
    ]


def test_strong_and_emphasised_meet() -> None:
    run = next(part(rendered(Paragraph((Strong((Emphasis(words("both")),)),)))).iter(f"{W}rPr"))
    assert [child.tag for child in run] == [f"{W}rStyle", f"{W}i", f"{W}iCs"]


def test_the_paper_is_the_themes(every: bytes) -> None:
    letter = build(every_block(), Theme(page=PAGES["Letter"]), HOUSE.read_bytes()).data
    sizes = [part(data).find(f".//{W}pgSz").attrib.values() for data in (every, letter)]
    assert sizes == [["11906", "16838"], ["12240", "15840"]]


def test_properties_are_the_briefs_own(every: bytes) -> None:
    core = {etree.QName(e).localname: e.text for e in part(every, "docProps/core.xml")}
    assert core == {
        "title": "Fire at Plant 4 — what is known",
        "subject": "Incident brief",
        "creator": "Example Office",
        "lastModifiedBy": "Example Office",
        "keywords": "fire, plant",
        "language": "en-GB",
        "contentStatus": "Draft",
        "category": "TLP:AMBER",
        "created": "2026-03-04T12:00:00Z",
        "modified": "2026-03-04T12:00:00Z",
        "revision": "1",
    }
    assert part(every, "word/styles.xml").find(f".//{W}docDefaults//{W}lang").get(f"{W}val") == "en-GB"
    assert not any(b"python-docx" in data or b"rsid" in data for data in parts(every, ".*").values())
    long = part(rendered(title="x" * 300), "docProps/core.xml")
    assert max(len(e.text) for e in long) == 255
