"""The Word file opens without repair, holds the Document's words in order, and is native in each of its parts."""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest
from lxml import etree
from openxml_audit import OpenXmlValidator

from briefgen.document.blocks import (
    Block,
    BulletList,
    Callout,
    Caption,
    Column,
    Contents,
    Document,
    Figure,
    Heading,
    Item,
    Paragraph,
    Quotation,
    Row,
    Table,
)
from briefgen.document.inlines import Cite, Code, Inlines, Link, Strong, Text
from briefgen.document.passages import first_foot, passages
from briefgen.look.theme import Theme
from briefgen.renderers import render
from briefgen.renderers.docx.bookmarks import Bookmarks
from briefgen.renderers.docx.build import build
from tests.support import documents
from tests.support.checkout import needs
from tests.support.documents import AMBER, every_block, meta, words
from tests.support.front import front
from tests.support.waiting import PATIENCE
from tests.support.wordfile import R, W, part, parts, swapped, text

HOUSE = Path(__file__).parents[2] / "templates" / "house.docx"
HOSTILE = "a\x00b\x0bc\ud800d\ufffe <w:p/> & ]]> \"'\u202e \U0001f600"


def rendered(*blocks: Block) -> bytes:
    return render(Document(meta(), blocks), "docx", Theme(), HOUSE.read_bytes()).data


@pytest.fixture(scope="module")
def every() -> bytes:
    return build(every_block(), Theme(), HOUSE.read_bytes()).data


# -- Word opens it ----------------------------------------------------------------------------------------------------


def hostile() -> Document:
    nasty: Inlines = (
        Text(HOSTILE, "he"),
        Strong(words(HOSTILE)),
        Code(HOSTILE),
        Link(words(HOSTILE), "https://x.y/" + HOSTILE),
    )
    deep: Inlines = (Link((Strong((Link(words("in"), "#title"), Cite("1", "title"))),), "#title"),)
    blocks: tuple[Block, ...] = (
        Heading(1, nasty, "title", HOSTILE),
        Contents(HOSTILE),
        Heading(2, deep, "ż" * 60, "1"),
        Heading(2, (), "Ż" * 60),
        Callout("alert", "", (BulletList((Item(nasty, HOSTILE), Item(())), ordered=True),)),
        Quotation(nasty, ()),
        Table(
            (Column("", 1), Column(HOSTILE, 0.001)),
            (Row(((), (nasty,)), anchor="r"),),
            Caption("Tabla 1 b", 7, nasty),
            "t",
            HOSTILE,
        ),
        Figure(documents.png(3, 4000), HOSTILE, Caption("图", 3, nasty), "f"),
        documents.table(1, 2),
    )
    return Document(replace(meta(AMBER, "ar"), title=HOSTILE * 40, keywords=(HOSTILE,)), blocks)


@pytest.mark.parametrize(
    "document",
    [every_block(), every_block(None), documents.long_table(30), documents.crowded(), hostile(), Document(meta(), ())],
    ids=["every block", "no banner", "long table", "crowded", "hostile", "empty"],
)
def test_word_opens_it(document: Document, tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(render(document, "docx", Theme(), HOUSE.read_bytes()).data)
    assert OpenXmlValidator().validate(file).errors == []


def test_the_validator_complains_of_a_broken_file(every: bytes, tmp_path: Path) -> None:
    file = tmp_path / "brief.docx"
    file.write_bytes(swapped(every, "word/document.xml", '<w:pStyle w:val="Title"/>', '<w:pStyle w:val="Lost"/>'))
    assert OpenXmlValidator().validate(file).errors


def broken_fields(root: etree._Element) -> list[str]:
    """What no validator sees: a field that is never closed swallows the rest of the page."""
    state: list[str] = []
    found: list[str] = []
    for element in root.iter(f"{W}fldChar"):
        kind = element.get(f"{W}fldCharType")
        expected = {"begin": None, "separate": "begin", "end": "separate"}[kind]
        if (state.pop() if expected and state else None) != expected:
            found.append(kind)
        if kind != "end":
            state.append(kind)
    return found + state


def test_fields_are_complete_and_filled_in(every: bytes) -> None:
    for name, xml in parts(every, r"word/(document|header\d|footer\d)\.xml").items():
        assert broken_fields(etree.fromstring(xml)) == [], name
    instructions = [i.text for i in part(every).iter(f"{W}instrText")]
    assert instructions == [
        ' TOC \\o "1-2" \\h \\z ',
        *(f" PAGEREF {name} \\h " for name in ("timeline", "part_1", "annex_a")),
        " SEQ Figure \\* ARABIC ",
        " SEQ Table \\* ARABIC ",
        " SEQ Table \\* ARABIC ",
        " SEQ Figure \\* ARABIC ",
    ]
    footer = part(every, "word/footer1.xml")
    assert [i.text for i in footer.iter(f"{W}instrText")] == [" PAGE ", " NUMPAGES "]
    assert "Page 1 of 1" in text(footer)
    assert broken_fields(
        etree.fromstring(etree.tostring(part(every)).replace(b'fldCharType="end"', b'fldCharType="begin"', 1))
    )


def untyped(data: bytes) -> set[str]:
    """The parts of which the package does not say what they are."""
    types = part(data, "[Content_Types].xml")
    kinds = {e.get("Extension") for e in types} - {None}
    known = {e.get("PartName") for e in types} - {None}
    return {name for name in parts(data, ".*") if f"/{name}" not in known and name.rsplit(".", 1)[-1] not in kinds}


def test_every_part_has_a_type(every: bytes) -> None:
    assert untyped(every) == set()
    pictures = set(parts(every, r"word/media/.*\.png"))
    assert pictures
    assert untyped(swapped(every, "[Content_Types].xml", 'Extension="png"', 'Extension="gif"')) == pictures


def test_a_caption_keeps_its_number_when_word_counts_again() -> None:
    second = replace(documents.table(1), caption=Caption("Table", 4, words("x")), anchor="table-4")
    root = part(rendered(documents.table(1), second))
    assert [i.text for i in root.iter(f"{W}instrText")] == [" SEQ Table \\* ARABIC ", " SEQ Table \\* ARABIC \\r 4 "]


def lost_links(root: etree._Element) -> set[str]:
    marks = {mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")}
    return {link.get(f"{W}anchor") for link in root.iter(f"{W}hyperlink")} - marks - {None}


@pytest.mark.parametrize("document", [every_block(), hostile()], ids=["every block", "hostile"])
def test_links_lead_to_bookmarks_that_word_accepts(document: Document) -> None:
    root = part(render(document, "docx", Theme(), HOUSE.read_bytes()).data)
    assert lost_links(root) == set()
    assert root.find(f".//{W}hyperlink//{W}hyperlink") is None
    names = [mark.get(f"{W}name") for mark in root.iter(f"{W}bookmarkStart")]
    assert all(re.fullmatch("[A-Za-z][A-Za-z0-9_]{0,39}", name) for name in names)
    assert len({name.casefold() for name in names}) == len(names)
    starts = [mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkStart")]
    assert len(set(starts)) == len(starts)
    assert sorted(starts) == sorted(mark.get(f"{W}id") for mark in root.iter(f"{W}bookmarkEnd"))
    for mark in root.iter(f"{W}bookmarkStart"):
        mark.set(f"{W}name", "gone")
    assert lost_links(root)


def test_long_and_foreign_anchors_stay_apart() -> None:
    anchors = ["source-1", "source_1", "SOURCE-1", "2", "żółć", "x" * 50 + "a", "x" * 50 + "b"]
    marks = Bookmarks(anchors)
    names = [marks.name(anchor) for anchor in anchors]
    assert names == ["source_1", "source_1_2", "SOURCE_1_3", "a_2", "a_", "x" * 40, "x" * 38 + "_2"]


def test_an_address_is_a_uri() -> None:
    data = rendered(Paragraph((Link(words("x"), 'HTTPS://example.org/a/ż?q="1"&r=%20#f'),)))
    targets = [e.get("Target") for e in part(data, "word/_rels/document.xml.rels") if e.get("TargetMode") == "External"]
    assert targets == ["HTTPS://example.org/a/%C5%BC?q=%221%22&r=%20#f"]


def page_numbers(root: etree._Element) -> dict[str, etree._Element]:
    """The number that stands in each line of the contents, by the bookmark that it is the page of."""
    links = [link for link in root.iter(f"{W}hyperlink") if link.find(f".//{W}instrText") is not None]
    return {link.get(f"{W}anchor"): list(link.iter(f"{W}t"))[-1] for link in links}


def sections(*lengths: int) -> Document:
    """Sections of so many paragraphs, a table in each, behind their contents."""
    blocks: list[Block] = [Heading(1, words("Long"), "title"), Contents("Contents")]
    for number, length in enumerate(lengths, 1):
        blocks.append(Heading(2, words(f"Section {number}"), f"section-{number}", str(number)))
        blocks += [Paragraph(words("Some words of it. " * 30)) for _ in range(length)]
        blocks.append(documents.table(length, number, words_per_cell=12))
    return Document(meta(AMBER), (*blocks, Paragraph(words("[1] Plant log."), anchor="source-1")))


def test_the_contents_name_a_page_for_each_section() -> None:
    document = sections(2, 9, 1, 30)
    numbers = page_numbers(part(build(document, Theme(), HOUSE.read_bytes()).data))
    assert list(numbers) == [f"section_{number}" for number in range(1, 5)]
    pages = [int(number.text or "0") for number in numbers.values()]
    assert pages == sorted(pages)
    assert pages[0] == 1
    assert pages[-1] > 2


# -- the Document's words ---------------------------------------------------------------------------------------------


def said(document: Document) -> list[str]:
    """The words of a document as a reader meets them."""
    return [text for one in passages(document) for text in one.texts]


@pytest.mark.parametrize("document", [every_block(), documents.long_table(30)], ids=["every block", "long table"])
def test_every_word_is_there_in_order(document: Document) -> None:
    last = first_foot(document.blocks)
    root = part(build(document, Theme(), HOUSE.read_bytes()).data)
    for gap in (*root.iter(f"{W}br"), *root.iter(f"{W}tab")):
        gap.tag, gap.text = f"{W}t", " "
    for number in page_numbers(root).values():
        number.text = ""
    found = " ".join(text(paragraph) for paragraph in root.iter(f"{W}p"))
    running = replace(document, blocks=tuple(block for block in document.blocks if block is not last))
    assert found.split() == " ".join(said(running)).split()


def test_the_foot_of_page_1_stands_in_its_footer_and_no_running_title_in_its_header(every: bytes) -> None:
    rels = {e.get("Id"): e.get("Target") for e in part(every, "word/_rels/document.xml.rels")}
    section = part(every).find(f"{W}body/{W}sectPr")
    assert section.find(f"{W}titlePg") is not None
    shown = {
        (e.tag.removeprefix(W), e.get(f"{W}type")): text(part(every, f"word/{rels[e.get(f'{R}id')]}"))
        for e in section
        if e.get(f"{R}id")
    }
    last = first_foot(every_block().blocks)
    assert last is not None
    for fact in last.facts:
        assert fact.term in shown["footerReference", "first"]
        assert fact.term not in shown["footerReference", "default"]
    running = every_block().meta.furniture.running
    assert running in shown["headerReference", "default"]
    assert running not in shown["headerReference", "first"]
    assert "Draft" in shown["headerReference", "first"]


def test_forbidden_characters_are_shown_not_dropped() -> None:
    assert text(part(rendered(Paragraph(words("a\x00b\ud800c"))))) == "a\ufffdb\ufffdc"


# -- same input, same bytes -------------------------------------------------------------------------------------------

SCRIPT = """
import hashlib, sys
from tests.support import documents
from pathlib import Path
from briefgen.look.theme import Theme
from briefgen.renderers import render
from briefgen.renderers.docx.build import build
house = Path(sys.argv[1]).read_bytes()
build(documents.long_table(2), Theme(), house)
assert "resvg_py" not in sys.modules, "a document without a chart loads nothing that draws pixels"
print(hashlib.sha256(build(documents.every_block(), Theme(), house).data).hexdigest())
"""


def test_same_input_same_bytes(every: bytes) -> None:
    other = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONPATH": os.pathsep.join((str(Path(__file__).parents[2]), *sys.path)),
    }
    command = [sys.executable, "-c", SCRIPT, str(HOUSE)]
    run = subprocess.run(command, env={**os.environ, **other}, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == hashlib.sha256(every).hexdigest()
    with zipfile.ZipFile(io.BytesIO(every)) as archive:
        assert {(entry.date_time, entry.create_system) for entry in archive.infolist()} == {((1980, 1, 1, 0, 0, 0), 0)}


# -- another reader ---------------------------------------------------------------------------------------------------


def in_libreoffice(data: bytes, folder: Path) -> list[str]:
    """The text of each page, set in a face as wide as Calibri."""
    office = shutil.which("soffice")
    needs(office, "LibreOffice")
    (folder / "brief.docx").write_bytes(data)
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    order = [
        str(office),
        profile,
        "--headless",
        "--convert-to",
        "pdf",
        "--outdir",
        str(folder),
        str(folder / "brief.docx"),
    ]
    subprocess.run(order, check=True, capture_output=True, timeout=PATIENCE)
    with pypdfium2.PdfDocument(folder / "brief.pdf") as pdf:
        return [page.get_textpage().get_text_bounded() for page in pdf]


@pytest.mark.full
def test_libreoffice_shows_every_word(every: bytes, tmp_path: Path) -> None:
    shown = in_libreoffice(every, tmp_path)
    assert all(page.count("TLP:AMBER") == 2 for page in shown)
    assert all(f"Page {n} of {len(shown)}" in page for n, page in enumerate(shown, 1))
    wanted, found = (" ".join(texts).casefold().split() for texts in (said(every_block()), shown))
    assert set(wanted) <= set(found)  # labels are in capitals


@pytest.mark.full
def test_a_full_first_page_is_one_page_with_its_chart_and_its_foot(tmp_path: Path) -> None:
    first, second = in_libreoffice(build(front(), Theme(), HOUSE.read_bytes()).data, tmp_path)
    for words_ in ("Figure 1.", "altered by machine", "Approval none", "Page 1 of 2"):
        assert words_ in first
    assert "Approval none" not in second
    assert "Judgements" in second


@pytest.mark.full
def test_the_contents_name_the_pages_that_libreoffice_finds(tmp_path: Path) -> None:
    """One page more or less is what a reckoning may be out by."""
    data = build(sections(2, 9, 1, 30, 4, 12), Theme(), HOUSE.read_bytes()).data
    shown = in_libreoffice(data, tmp_path)
    for number, (_, told) in enumerate(page_numbers(part(data)).items(), 1):
        heading = re.compile(rf"^{number}\s+Section {number}\s*$", re.MULTILINE)
        found = [page for page, words_ in enumerate(shown, 1) if heading.search(words_)]
        assert abs(int(told.text or "0") - found[-1]) <= 1
