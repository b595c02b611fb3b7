"""The pages of the PDF: breaks that a typesetter would make, nothing lost in odd documents, tags that standards accept."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
    Column,
    Fact,
    FactList,
    Figure,
    Heading,
    Item,
    PageBreak,
    Paragraph,
    Quotation,
    Row,
)
from briefgen.document.inlines import Link, Strong, Text
from briefgen.document.meta import Banner
from briefgen.errors import RenderError
from briefgen.look.theme import Theme
from briefgen.renderers.pdf.build import build
from briefgen.renderers.pdf.lines import break_lines
from briefgen.renderers.pdf.spans import Span, TextStyle
from briefgen.renderers.rendered import Rendered
from briefgen.tagged_pdf.boxes import Lines
from briefgen.timeline.strokes import Disc, Panel, TextStroke
from briefgen.timeline.strokes import PathStroke as Stroke
from tests.support.documents import AMBER, every_block, long_table, mark, png, table, timeline, words
from tests.support.pdfs import THEME, assert_conforms, grid, make, objects, ownership, pages


@pytest.fixture(scope="module")
def every() -> Rendered:
    return build(every_block(), THEME)


# -- page breaks ------------------------------------------------------------------------------------------------------


def test_what_is_said_of_a_table_stands_on_its_page() -> None:
    for lines in range(30, 46):
        filler = tuple(Paragraph(words(f"Line {n}")) for n in range(lines))
        note = Paragraph(words("Clock times are local."), role="small")
        texts = pages(make(*filler, Heading(2, words("Lonely"), "h"), note, table(60), banner=None))
        holder = next(text for text in texts if "Clock times" in text)
        assert "What happened" in holder
        assert "Lonely" in holder


def test_notes_of_a_table_begin_where_it_does_and_others_where_the_text_does() -> None:
    notes = (Paragraph(words("One note."), role="small"), Paragraph(words("Two notes."), role="small"))
    prose = (Paragraph(words("Text.")), Paragraph(words("Three notes."), role="small"))
    data = make(table(3), *notes, *prose, Figure(png(), "a", Caption("Figure", 1, ()), "f")).data
    with pypdfium2.PdfDocument(data) as pdf:
        page = pdf[0].get_textpage()
        lefts = {
            word: page.get_charbox(page.search(word).get_next()[0])[0] for word in ("One", "Two", "Text.", "Three")
        }
    assert lefts["One"] == pytest.approx(THEME.left, abs=1)
    assert lefts["Two"] == pytest.approx(THEME.left, abs=1)
    assert lefts["Three"] == pytest.approx(lefts["Text."], abs=1)
    assert lefts["Text."] == pytest.approx(THEME.left + THEME.second_edge, abs=1)


def test_no_fact_stands_alone_on_a_page_and_a_short_one_is_whole() -> None:
    two = (words("first line of it"), words("second line of it"))
    facts = FactList(tuple(Fact(f"Term {n}.", two) for n in range(14)))
    for lines in range(20, 40):
        filler = tuple(Paragraph(words(f"Line {n}")) for n in range(lines))
        for text in pages(make(*filler, Heading(3, words("Head"), "h"), facts, Paragraph(words("End.")), banner=None)):
            shown = text.count("Term ")
            assert shown != 1
            assert text.count("first line of it") == text.count("second line of it") == shown
            assert ("Head\r" in text) <= (shown > 0)


def test_a_heading_never_ends_a_page() -> None:
    for lines in range(30, 44):
        filler = tuple(Paragraph(words(f"Line {n}")) for n in range(lines))
        long = Paragraph(words("text " * 400))
        for follower in (long, table(60), BulletList((Item(words("text " * 30)),) * 40)):
            texts = pages(make(*filler, Heading(2, words("Lonely"), "h"), follower, banner=None))
            holder = next(text for text in texts if "Lonely" in text)
            after = holder.split("Lonely")[1]
            assert len([word for word in after.split() if word not in {"Page", "of", "desk@example.org"}]) > 8


def test_a_long_table_starts_below_its_heading() -> None:
    texts = pages(make(Heading(1, words("Title"), "t"), Heading(2, words("Below"), "b"), table(200), banner=None))
    assert "Row 3 " in texts[0]


def test_column_heads_are_repeated_but_read_once() -> None:
    rendered = build(long_table(), THEME)
    texts = pages(rendered)
    assert len(texts) > 3
    assert all("What happened" in text for text in texts[:-1])
    heads = [number for number, body in objects(rendered.data).items() if b"/Scope /Column" in body]
    read = [owner for _, _, owner in ownership(rendered.data)[0] if owner in heads]
    assert sorted(read) == sorted(heads)
    assert len(heads) == 3


def test_a_group_row_never_ends_a_page() -> None:
    rows = []
    for n in range(150):
        if n % 3 == 0:
            rows.append(Row(((words(f"Group{n}"),),), group=True))
        rows.append(Row(((words(f"head{n}"),), (words("text " * (n % 7 * 9 + 1)),), (words("end"),))))
    for text in pages(make(grid(*rows), banner=None))[:-1]:
        assert not re.search(r"Group\d+\s*\Z", text)


def test_no_row_of_a_table_stands_alone_on_a_page() -> None:
    for count in range(20, 34):
        rows = tuple(Row(((words(f"row{n}"),), (words("text"),) * 2, ())) for n in range(count))
        for text in pages(make(grid(*rows), banner=None)):
            assert len(re.findall(r"row\d+", text)) > 1


@pytest.mark.parametrize("count", range(1, 9))
def test_no_line_of_a_paragraph_stands_alone(count: int) -> None:
    style = TextStyle(10, 14)
    box = Lines(lines=break_lines([Span("word " * count, style)], 30), style=style)
    assert len(box.lines) == count
    for room in range(14 * count):
        parts = [part for part in box.cut(room, forced=False) if isinstance(part, Lines)]
        assert sum(len(part.lines) for part in parts) == count
        assert count == 1 or all(len(part.lines) > 1 for part in parts)


def test_what_runs_over_is_not_left_alone_on_a_page() -> None:
    """A page 1 that is a little too long, then a break: the sections follow what ran over."""
    lines = tuple(Paragraph(words(f"line {n}")) for n in range(42))
    over = pages(make(*lines, PageBreak(), Paragraph(words("section")), banner=None))
    assert len(over) == 2
    assert "line 41" in over[1] and "section" in over[1]
    full = pages(make(*lines[:20], PageBreak(), Paragraph(words("section")), banner=None))
    assert len(full) == 2
    assert "section" not in full[0], "a break after page 1 counts, however light that is"


def test_rows_are_cut_only_when_they_must_be() -> None:
    rows = tuple(Row(((words(f"first{n}"),), (words("text " * 60 + f"last{n}"),), ())) for n in range(40))
    for text in pages(make(grid(*rows), banner=None)):
        assert re.findall(r"first(\d+)", text) == re.findall(r"last(\d+)", text)


# -- what is too big, too long, empty ---------------------------------------------------------------------------------

WORD = "ż" * 5000
PROSE = "word " * 3000
ODD: dict[str, tuple[Block, ...]] = {
    "nothing": (),
    "page breaks": (PageBreak(), PageBreak(), Paragraph(words("a")), PageBreak(), PageBreak()),
    "empty table": (grid(),),
    "no columns": (grid(Row(()), Row(((words("g"),),), group=True), columns=0),),
    "forty columns": (grid(Row(tuple((words(f"value {n}"),) for n in range(40))), columns=40),),
    "ragged rows": (grid(Row(((words("x"),),)), Row(()), Row(((), (), ()))),),
    "long words": (
        Heading(1, words(WORD), "h"),
        grid(Row(((words(WORD),),) * 3)),
        BulletList((Item(words(WORD), tag=WORD),)),
        FactList((Fact(WORD, (words(WORD),)),)),
    ),
    "tall cell": (grid(Row(((words("a"),), (words(PROSE),), (words("c"),)))),),
    "many paragraphs in a cell": (grid(Row(((), tuple(words(f"paragraph {n}") for n in range(200)), ()))),),
    "tall head": (replace(grid(Row(((words("a"),),))), columns=(Column("head " * 900),)),),
    "only groups": (grid(*(Row(((words("group"),),), group=True) for _ in range(80))),),
    "only headings": tuple(Heading(2, words("Heading"), f"h{n}") for n in range(80)),
    "empty headings": (Heading(1, (), "a"), Heading(2, words("\u200b"), "b"), Heading(2, words("c"), "c")),
    "skipped levels": (Heading(3, words("a"), "a"), Heading(2, words("b"), "b"), Heading(1, words("c"), "c")),
    "empty texts": (
        Heading(1, (), "h"),
        Paragraph(()),
        BulletList((Item(()),), ordered=True),
        FactList((Fact("", ()),)),
        Callout("key", "", (BulletList(()),)),
        Quotation((), ()),
    ),
    "long callout": (Callout("key", "Title", (Paragraph(words(PROSE)),) * 2), Quotation(words(PROSE), words(PROSE))),
    "tall picture": (Figure(png(30, 9000), "", Caption("Figure", 1, ()), "f"),),
    "long captions": (Figure(png(), "a", Caption("Figure", 1, words(PROSE)), "f"),),
    "not text": (Paragraph((Text("\x00 \ud800 \u202e \uffff"), Link(words("\ud800"), "https://e.org/\ud800"))),),
    "chart without marks": (timeline(),),
    "chart of many marks": (timeline(*(mark(n) for n in range(120))),),
}


@pytest.mark.parametrize("name", ODD)
def test_odd_documents_are_set_and_conform(name: str, tmp_path: Path) -> None:
    assert_conforms(make(*ODD[name]), tmp_path)


def test_long_words_and_tall_cells_lose_nothing() -> None:
    assert "".join(pages(make(*ODD["long words"]))).count("ż") == 7 * len(WORD) + len(WORD)
    assert " ".join(pages(make(*ODD["tall cell"]))).split().count("word") == 3000


# -- pictures and charts ----------------------------------------------------------------------------------------------


def test_a_broken_picture_is_a_render_error() -> None:
    with pytest.raises(RenderError, match="figure 1"):
        make(Figure(b"not a picture", "alt", Caption("Figure", 1, ()), "f"))


def test_a_transparent_picture_is_set_on_white_and_a_photo_kept() -> None:
    clear, photo = BytesIO(), BytesIO()
    Image.new("RGBA", (40, 40), (255, 0, 0, 0)).save(clear, "PNG")
    Image.new("RGB", (40, 40), "navy").save(photo, "JPEG")
    caption = Caption("Figure", 1, ())
    rendered = make(Figure(clear.getvalue(), "a", caption, "f"), Figure(photo.getvalue(), "b", caption, "g"))
    assert b"/SMask" not in rendered.data
    assert photo.getvalue() in rendered.data
    image = pypdfium2.PdfDocument(rendered.data)[0].render(scale=1).to_pil().convert("RGB")
    assert image.getpixel((round(THEME.left) + 5, round(THEME.top) + 8)) == (255, 255, 255)


def test_strokes_stand_where_the_layout_put_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    strokes = (
        Stroke(((0, 0), (100, 0), (100, 40), (0, 40)), fill="#FF0000", closed=True),
        Disc(200, 20, 10, fill="#00FF00"),
        TextStroke(10, 100, "Selectable", 8, "regular", "#000000"),
    )
    panel = Panel(THEME.width, 600, strokes, ())
    monkeypatch.setattr("briefgen.renderers.pdf.flow.fitted", lambda *_, **__: ((panel, panel), 1.0))
    rendered = make(timeline(mark(0)), banner=None)
    assert len(pages(rendered)) == 2
    assert all("Selectable" in text for text in pages(rendered))
    image = pypdfium2.PdfDocument(rendered.data)[0].render(scale=1).to_pil().convert("RGB")
    left, top = round(THEME.left), round(THEME.top)
    assert image.getpixel((left + 50, top + 20)) == (255, 0, 0)
    assert image.getpixel((left + 200, top + 20)) == (0, 255, 0)
    assert_conforms(rendered, tmp_path)


# -- standards --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("banner", [AMBER, None])
def test_pdf_ua_and_pdf_a(banner: Banner | None, tmp_path: Path) -> None:
    assert_conforms(build(every_block(banner), THEME), tmp_path)
    assert_conforms(build(every_block(banner), Theme(page=(612, 792))), tmp_path)


def test_the_parent_tree_agrees_with_the_structure_tree(every: Rendered) -> None:
    downward, upward = ownership(every.data)
    assert len(downward) > 50
    assert downward == upward


def test_a_wrong_parent_tree_would_be_noticed(every: Rendered) -> None:
    root = every.data.index(b"/ParentTree ")
    first = re.compile(rb"(\d+) 0 R (\d+) 0 R").search(every.data, root)
    assert first
    wrong = every.data[: first.start()] + first[2] + b" 0 R " + first[1] + b" 0 R" + every.data[first.end() :]
    downward, upward = ownership(wrong)
    assert downward != upward


def test_tags_name_what_the_blocks_are(every: Rendered) -> None:
    roles = re.findall(rb"/S /(\w+)\s", every.data)
    for role in (b"H1", b"H2", b"H3", b"L", b"LI", b"Lbl", b"LBody", b"TH", b"TD", b"Caption", b"BlockQuote", b"TOCI"):
        assert role in roles, role
    assert roles.count(b"Figure") == 2
    assert roles.count(b"Table") == 2
    assert b"/Lang (fr)" in every.data
    assert b"/Alt (A blue rectangle)" in every.data


def test_strong_words_are_not_cut_from_their_neighbours() -> None:
    text = pages(make(Paragraph((Text("un"), Strong(words("believ")), Text("able word"))), banner=None))[0]
    assert "unbelievable word" in text
