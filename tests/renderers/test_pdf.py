"""The PDF as its readers meet it: the words in order, the marking, links, tags that the standards accept, calm page breaks."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import ImageCms

from briefgen.document.blocks import Block, Contents, Heading, PageBreak, Paragraph
from briefgen.document.inlines import Link, Text
from briefgen.document.meta import Banner, Furniture
from briefgen.document.passages import passages
from briefgen.look.ink import BLANK
from briefgen.renderers.pdf.build import build
from briefgen.renderers.pdf.lines import break_lines
from briefgen.renderers.pdf.spans import Span, TextStyle
from briefgen.renderers.rendered import Rendered
from briefgen.tagged_pdf import archive
from tests.support.documents import every_block, meta, words
from tests.support.pdfs import THEME, document, links, make, pages


@pytest.fixture(scope="module")
def every() -> Rendered:
    return build(every_block(), THEME)


# -- words ------------------------------------------------------------------------------------------------------------


def test_every_word_stands_on_the_pages_in_order(every: Rendered) -> None:
    found = iter(" ".join(pages(every)).casefold().split())  # labels are set in capitals
    for word in " ".join(text for one in passages(every_block()) for text in one.texts).casefold().split():
        assert word in found, word


def test_markup_in_the_text_is_text(every: Rendered) -> None:
    text = " ".join(" ".join(pages(every)).split())
    assert "R&D <b>not bold</b> if x<y." in text
    assert 'Fire & smoke <in> the "turbine" hall' in text


def test_words_stay_apart_at_line_ends() -> None:
    text = " ".join(f"word{n}" for n in range(400))
    assert " ".join(" ".join(pages(make(Paragraph(words(text)), banner=None))).split()).find(text[:900]) >= 0


def test_a_character_without_a_glyph_is_shown_as_one_that_is_missing() -> None:
    assert "Tōkyō \ufffd x" in pages(make(Paragraph(words("Tōkyō 東 \x07x"))))[0]


@settings(max_examples=60)
@given(st.text(max_size=120), st.text(max_size=40), st.floats(20, 300))
def test_lines_keep_every_character_and_the_width(first: str, second: str, width: float) -> None:
    style = TextStyle(10, 14)
    spans = [Span(first, style), Span(second, style._replace(face="bold"))]
    lines = break_lines(spans, width)
    kept = "".join(span.text for line in lines for span in line.spans)
    assert BLANK.sub("", kept) == BLANK.sub("", first + second)
    assert all(line.width <= width + 0.01 for line in lines)


# -- furniture --------------------------------------------------------------------------------------------------------


def test_the_marking_stands_at_head_and_foot_of_every_page(every: Rendered) -> None:
    with pypdfium2.PdfDocument(every.data) as pdf:
        for page in pdf:
            text = page.get_textpage()
            searcher = text.search("TLP:AMBER")
            heights = []
            while (found := searcher.get_next()) is not None:
                box = text.get_charbox(found[0])
                heights.append(box[1])
                assert text.get_charbox(found[0], loose=True)[3] - text.get_charbox(found[0], loose=True)[1] >= 12
            assert len(heights) == 2
            assert max(heights) > THEME.page[1] - THEME.top
            assert 0 < min(heights) < THEME.bottom


def test_pages_are_counted_and_named(every: Rendered) -> None:
    texts = pages(every)
    for number, text in enumerate(texts, 1):
        assert f"Page {number} of {len(texts)}" in text
        assert "DRAFT" in text
        assert "not issued" in text
        assert "desk@example.org" in text
    assert all("Fire at Plant 4" in text for text in texts[1:])


def test_furniture_longer_than_the_page_is_wide_is_shortened() -> None:
    long = replace(
        document(Paragraph(words("Text"))),
        meta=replace(
            meta(Banner("OFFICIAL-SENSITIVE " * 12, "#FFFFFF", "#A00000", "center")),
            furniture=Furniture("running " * 50, "edition " * 40, "{page}/{pages} {other}", "contact " * 50),
        ),
    )
    text = pages(build(long, THEME))[0]
    assert text.count("OFFICIAL-SENSITIVE") == 24
    assert "1/1 {other}" in text


def test_page_one_that_runs_over_is_reported() -> None:
    full = tuple(Paragraph(words("word " * 600)) for _ in range(3))
    section = Heading(2, words("Section"), "section")
    assert [problem.rule for problem in make(*full, section).problems] == ["W6"]
    assert not make(full[0], section, *full).problems
    assert not make(full[0], PageBreak(), *full).problems


def test_more_pages_than_the_outline_is_meant_for_are_reported_with_what_to_shorten() -> None:
    texts: tuple[Block, ...] = (
        Paragraph(words("word " * 200)),
        Heading(2, words("The long one"), "a"),
        *[Paragraph(words("word " * 400))] * 3,
    )

    def told(limit: int) -> list[str]:
        return [str(p) for p in build(replace(document(*texts), meta=replace(meta(), pages=limit)), THEME).problems]

    assert told(0) == told(2) == []
    (problem,) = told(1)
    assert "meant for 1 page, and the document takes 2. Shorten it by " in problem
    assert "its longest part is “The long one”. [W6]" in problem
    lines = int(problem.partition("Shorten it by ")[2].partition(" ")[0])
    assert 2 <= lines <= 60


# -- navigation -------------------------------------------------------------------------------------------------------


def test_outline_properties_and_title_bar(every: Rendered) -> None:
    with pypdfium2.PdfDocument(every.data) as pdf:
        toc = [(entry.level, entry.get_title(), entry.get_dest().get_index()) for entry in pdf.get_toc()]
        info = pdf.get_metadata_dict()
    assert toc == [
        (0, "Fire at Plant 4 — what is known", 0),
        (1, "1 Timeline", 1),
        (2, "1.1 A part", 1),
        (1, "A Sources", toc[-1][2]),
    ]
    assert (info["Title"], info["Author"], info["Creator"]) == (
        "Fire at Plant 4 — what is known",
        "Example Office",
        "briefgen",
    )
    assert (info["Subject"], info["Keywords"]) == ("Incident brief", "fire, plant, TLP:AMBER")
    assert info["CreationDate"].startswith("D:20260304120000")
    assert b"/DisplayDocTitle true" in every.data


def test_citations_and_links_lead_to_their_place(every: Rendered) -> None:
    last = len(pages(every)) - 1
    found = list(links(every))
    assert (1, "https://example.org/?a=1&b=2") in found
    assert (0, last) in found
    assert {target for page, target in found if page == 0} == {last}


def test_an_address_is_written_in_ascii() -> None:
    found = list(links(make(Paragraph((Link(words("x"), "https://example.org/ö?q=(a)\\"),)))))
    assert found == [(0, "https://example.org/%C3%B6?q=(a)\\")]


def test_contents_name_the_pages_of_the_sections() -> None:
    sections = [
        block
        for n in range(9)
        for block in (Heading(2, words(f"Section {n}x"), f"s{n}", str(n + 1)), Paragraph(words("text " * 700)))
    ]
    texts = pages(make(Contents("Contents"), *sections, banner=None))
    for n in range(9):
        listed = re.search(rf"Section {n}x[ .]+(\d+)", texts[0])
        assert listed
        assert f"Section {n}x" in texts[int(listed[1]) - 1]


# -- the same bytes ---------------------------------------------------------------------------------------------------

SCRIPT = """
import hashlib, sys
from tests.support.documents import every_block
from briefgen.look.theme import Theme
from briefgen.tagged_pdf.boxes import Lines
from briefgen.renderers.pdf.build import build
print(hashlib.sha256(build(every_block(), Theme()).data).hexdigest(), "resvg_py" in sys.modules)
"""


def test_the_same_document_gives_the_same_bytes_in_any_process(every: Rendered) -> None:
    seen = set()
    for seed, zone, epoch in (("1", "Asia/Tokyo", "1"), ("2", "America/New_York", "1700000000")):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "SOURCE_DATE_EPOCH": epoch}
        root = Path(__file__).parents[2]
        environment["PYTHONPATH"] = os.pathsep.join((str(root), str(root / "src")))
        run = subprocess.run(
            [sys.executable, "-c", SCRIPT], env=environment, capture_output=True, check=True, text=True
        )
        digest, drawn = run.stdout.split()
        assert drawn == "False"
        seen.add(digest)
    assert len(seen) == 1
    assert build(every_block(), THEME).data == every.data


def test_the_system_that_made_the_colours_is_not_told(every: Rendered, monkeypatch: pytest.MonkeyPatch) -> None:
    """LittleCMS signs a profile with APPL, on Windows with MSFT."""
    ours = ImageCms.ImageCmsProfile.tobytes
    assert b"APPL" in ours(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")))
    monkeypatch.setattr(ImageCms.ImageCmsProfile, "tobytes", lambda self: ours(self).replace(b"APPL", b"MSFT"))
    archive._srgb.cache_clear()
    assert build(every_block(), THEME).data == every.data


def test_other_words_give_another_identity() -> None:
    def identity(text: str) -> bytes:
        found = re.search(rb"\[<(\w{32})><\1>\]", make(Paragraph(words(text))).data)
        assert found
        return found[1]

    assert identity("one") != identity("two")


TYPOGRAPHIC = "\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000"


@pytest.mark.parametrize("space", TYPOGRAPHIC)
@pytest.mark.parametrize("times", [1, 2])
def test_a_line_ends_at_a_space_of_any_width_and_that_space_hangs_out_of_it(space: str, times: int) -> None:
    style = TextStyle(10, 12)
    text = (space * times).join(["wording"] * 40)
    lines = break_lines([Span(text, style)], 100)
    said = ["".join(span.text for span in line.spans) for line in lines]
    assert "".join(said) == text
    assert all(
        line.rstrip(space).split(space)[0] == "wording" and line.rstrip(space).endswith("wording") for line in said
    )
    assert all(
        line.width == pytest.approx(Span(one.rstrip(space), style).width) for line, one in zip(lines, said, strict=True)
    )
    assert all(line.width <= 100 for line in lines)


@pytest.mark.parametrize("space", "\u00a0\u2007\u202f")
def test_a_line_never_ends_at_a_space_that_forbids_it(space: str) -> None:
    lines = break_lines(
        [Span(f"one two{space}three", TextStyle(10, 12))], Span("two\u2003three", TextStyle(10, 12)).width
    )
    assert ["".join(span.text for span in line.spans) for line in lines] == ["one ", f"two{space}three"]


def test_a_line_from_the_right_hangs_its_wide_space_out_at_the_left() -> None:
    (plain,) = break_lines([Span("שלום עולם", TextStyle(10, 12))], 200)
    (wide,) = break_lines([Span("שלום עולם\u2003", TextStyle(10, 12))], 200)
    assert wide.start == pytest.approx(plain.start)


def test_a_long_paragraph_of_wide_spaces_is_printed_whole_words() -> None:
    text = "\u2003".join(["wording"] * 200)
    (page, *_) = pages(make(Paragraph((Text(text),))))
    assert page.count("wording") == 200
