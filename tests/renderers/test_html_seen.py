"""The HTML page as readers see it: on a phone, at a desk, in the dark, by a screen reader's rules, on paper."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Literal

import pypdfium2
import pytest

from briefgen.document.blocks import Caption, Column, Contents, Fact, FactList, Heading, Row, Table
from briefgen.look.theme import PAGES, Theme
from briefgen.renderers.html.build import build
from tests.renderers.test_html import EVERY, page
from tests.support.browser import answer, printed
from tests.support.checkout import ROOT, needs
from tests.support.documents import AMBER, every_block, long_table, meta, words
from tests.support.sweeps import few

AXE = next(
    (
        file
        for file in (Path(os.environ.get("BRIEFGEN_AXE", "")), ROOT / "node_modules" / "axe-core" / "axe.min.js")
        if file.is_file()
    ),
    None,
)
Scheme = Literal["light", "dark"]


# -- in a browser -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("width", "shown"), few([(360, "narrow"), (1280, "wide")], (360, "narrow")))
def test_the_page_fits_a_phone_and_a_desk(width: int, shown: str, tmp_path: Path) -> None:
    script = """
        const charts = [...document.querySelectorAll('.chart')].filter(chart => chart.offsetParent);
        const letters = charts.flatMap(chart => [...chart.querySelectorAll('text')]);
        return {
            frame: innerWidth,
            page: document.documentElement.scrollWidth,
            table: Math.max(...[...document.querySelectorAll('.scroll')].map(frame => frame.scrollWidth)),
            charts: charts.map(chart => chart.className),
            least: Math.min(...letters.map(letter => letter.getBoundingClientRect().height)),
        }"""
    seen = answer(EVERY, script, tmp_path, width)
    assert seen["frame"] == width
    assert seen["page"] <= width
    assert (seen["table"] > width) is (width == 360)  # a table scrolls in its own frame
    assert set(seen["charts"]) == {f"chart {shown}"}
    assert seen["least"] >= 10  # CSS pixels: what can still be read


def test_on_a_phone_three_columns_are_seen_whole_and_of_four_the_first_two(tmp_path: Path) -> None:
    columns = [Column(title, weight) for title, weight in (("Time", 16), ("Event", 52), ("Who", 22), ("Source", 10))]
    cells = [words("Contributing"), words("The alarm on sign-in errors goes off in all regions" * 2)]
    cells += [words("Site reliability team"), words("[1]")]
    tables = [
        Table(
            tuple(columns[:n]), (Row(tuple((c,) for c in cells[:n])),), Caption("Table", n, words("Times")), f"t{n}", ""
        )
        for n in (3, 4)
    ]
    script = """
        const ends = [...document.querySelectorAll('tr')].map(row => [...row.cells].map(c => c.getBoundingClientRect().right));
        const word = document.createRange();
        word.selectNodeContents(document.querySelectorAll('tr')[3].cells[0].firstElementChild);
        return [ends[0][2], ends[2][1], word.getClientRects().length]"""
    third_of_three, second_of_four, pieces = answer(page(*tables), script, tmp_path, 390)
    assert third_of_three <= 390
    assert second_of_four <= 390
    assert pieces == 1  # no word is broken


@pytest.mark.full
def test_a_word_without_end_stays_on_the_page(tmp_path: Path) -> None:
    endless = words("Donaudampfschifffahrt" * 20)
    made = page(
        Heading(1, endless, "t"), Contents("Contents"), Heading(2, endless, "s"), FactList((Fact("x", (endless,)),))
    )
    for width in (360, 700, 1280):
        assert answer(made, "return document.documentElement.scrollWidth", tmp_path, width) <= width


@pytest.mark.parametrize(
    ("scheme", "paper"),
    few([("light", "rgb(255, 255, 255)"), ("dark", "rgb(17, 22, 28)")], ("dark", "rgb(17, 22, 28)")),
)
def test_the_page_follows_the_reader_into_the_dark(scheme: Scheme, paper: str, tmp_path: Path) -> None:
    script = "return getComputedStyle(document.documentElement).backgroundColor"
    assert answer(EVERY, script, tmp_path, scheme=scheme) == paper


@pytest.mark.parametrize(("width", "scheme"), [(360, "dark"), (1280, "light")])
def test_axe_finds_nothing(width: int, scheme: Scheme, tmp_path: Path) -> None:
    assert axe(EVERY, tmp_path, width, scheme) == {}


def test_axe_would_find_something(tmp_path: Path) -> None:
    broken = (
        EVERY.replace(' alt="A blue rectangle"', "")
        .replace('<html lang="en-GB"', "<html")
        .replace("#55606D", "#B0B8C0")
    )
    assert set(axe(broken, tmp_path, 1280, "light")) >= {"image-alt", "html-has-lang", "color-contrast"}


def axe(text: str, folder: Path, width: int, scheme: Scheme) -> dict[str, list[str]]:
    """What axe-core says against a page, best practices included: the rule and the elements."""
    needs(str(AXE) if AXE else None, "axe-core (BRIEFGEN_AXE)")
    assert AXE
    asking = (
        "const found = await axe.run(document, {resultTypes: ['violations']});"
        "return Object.fromEntries(found.violations.map(v => [v.id, v.nodes.map(n => n.html)]))"
    )
    with_axe = text.replace("</body>", f"<script>{AXE.read_text(encoding='utf-8')}</script></body>")
    found: dict[str, list[str]] = answer(with_axe, asking, folder, width, scheme)
    return found


# -- on paper ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def paper(tmp_path_factory: pytest.TempPathFactory) -> Iterator[pypdfium2.PdfDocument]:
    """The document with every block, printed."""
    document = pypdfium2.PdfDocument(printed(EVERY, tmp_path_factory.mktemp("paper")))
    yield document
    document.close()


def texts(document: pypdfium2.PdfDocument) -> list[str]:
    return [sheet.get_textpage().get_text_bounded() for sheet in document]


def test_the_marking_stands_twice_on_every_printed_page(tmp_path: Path) -> None:
    about = meta(AMBER)
    running = 'Fire: "Plant 4" \\ <all> & 100 % }'
    about = replace(about, furniture=replace(about.furniture, running=running))
    long = replace(long_table(60), meta=about)
    document = pypdfium2.PdfDocument(printed(build(long, Theme(page=PAGES["Letter"])).data.decode("utf-8"), tmp_path))
    try:
        said, sizes = texts(document), {tuple(map(round, sheet.get_size())) for sheet in document}
    finally:
        document.close()
    assert len(said) > 1
    assert [text.count("TLP:AMBER") for text in said] == [2] * len(said)
    assert [f"Page {n} of {len(said)}" in text for n, text in enumerate(said, 1)] == [True] * len(said)
    assert [running in text for text in said] == [False] + [True] * (len(said) - 1)
    assert all("What happened" in text for text in said[:-1])  # the heads of the table, again on each
    assert sizes == {(612, 792)}


@pytest.mark.full
def test_a_long_marking_covers_no_text(tmp_path: Path) -> None:
    about = meta(replace(AMBER, text="TLP:AMBER " + "and nobody else at all " * 9))
    made = build(replace(every_block(), meta=about), Theme()).data.decode("utf-8")
    document = pypdfium2.PdfDocument(printed(made, tmp_path))
    try:
        assert_clear(document)
        assert all(text.count("TLP:AMBER") == 2 for text in texts(document))
    finally:
        document.close()


def test_the_marking_covers_no_text(paper: pypdfium2.PdfDocument) -> None:
    assert_clear(paper)


def test_a_marking_that_covers_text_would_be_seen(tmp_path: Path) -> None:
    laxer = EVERY.replace("Content-Security-Policy", "x-none")
    broken = laxer.replace("main{padding-block:", "main{x:")
    assert broken != laxer
    document = pypdfium2.PdfDocument(printed(broken, tmp_path))
    try:
        with pytest.raises(AssertionError):
            assert_clear(document)
    finally:
        document.close()


def assert_clear(document: pypdfium2.PdfDocument) -> None:
    """Two markings at least, and no text beside or below one."""
    for sheet in document:
        text = sheet.get_textpage()
        boxes = [text.get_rect(n) for n in range(text.count_rects())]  # kerning parts a word in several
        across = {box: text.get_text_bounded(0, box[1], sheet.get_width(), box[3]) for box in boxes}
        marks = [box for box in boxes if re.search("TLP:AMBER|nobody else", across[box])]
        assert len(marks) >= 2
        for _, bottom, _, top in marks:
            assert not [box for box in boxes if box not in marks and box[1] < top and bottom < box[3]]


def test_the_narrow_chart_is_not_printed(paper: pypdfium2.PdfDocument) -> None:
    assert "".join(texts(paper)).count("Event number 0") == 1
