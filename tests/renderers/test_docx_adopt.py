"""Any Word template becomes usable, and keeps what is its own."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from openxml_audit import OpenXmlValidator

from briefgen.audit import audit
from briefgen.document.blocks import Caption, Column, Document, Row, Table, Timeline
from briefgen.document.inlines import Text
from briefgen.errors import RenderError
from briefgen.look.theme import Theme
from briefgen.renderers.docx.adopt import adopted
from briefgen.renderers.docx.build import build, styles_in_the_way
from briefgen.renderers.docx.tables import column_widths
from tests.support.documents import every_block
from tests.support.sweeps import spread
from tests.support.word_templates import HEADING, MACROS, NORMAL, PAGE, SHAPES, docx
from tests.support.wordfile import W, part, parts, text

PLAIN = Document(every_block().meta, tuple(block for block in every_block().blocks if not isinstance(block, Timeline)))
BY_LIBREOFFICE = (Path(__file__).parent / "templates/libreoffice.docx").read_bytes()
EVERY = {**SHAPES, "LibreOffice": BY_LIBREOFFICE}


def valid(data: bytes, folder: Path) -> list[str]:
    file = folder / "made.docx"
    file.write_bytes(data)
    return [str(error) for error in OpenXmlValidator().validate(file).errors]


def look(data: bytes, name: str) -> dict[str, str]:
    """The face, the size and the colour that a paragraph style says itself."""
    found = {}
    for style in part(data, "word/styles.xml").iter(f"{W}style"):
        if style.find(f"{W}name").get(f"{W}val").casefold() == name.casefold():
            for tag, key in (("rFonts", "ascii"), ("sz", "val"), ("color", "val")):
                if (one := style.find(f"{W}rPr/{W}{tag}")) is not None:
                    found[tag] = one.get(f"{W}{key}", "")
    return found


@pytest.mark.parametrize("shape", spread([*EVERY], 4))
def test_a_template_of_any_shape_lends_every_style_and_makes_a_sound_document(shape: str, tmp_path: Path) -> None:
    made = adopted(EVERY[shape], Theme())
    assert made.added
    assert styles_in_the_way(made.data) == ()
    assert adopted(made.data, Theme()).added == ()
    assert adopted(EVERY[shape], Theme()).data == made.data
    with zipfile.ZipFile(io.BytesIO(made.data)) as archive:
        assert len(archive.namelist()) == len(set(archive.namelist()))
    finished = build(PLAIN, Theme(), made.data).data
    assert audit(PLAIN, {"docx": finished}) == ()
    assert set(valid(finished, tmp_path)) <= set(valid(EVERY[shape], tmp_path))  # no fault but the template's own
    assert "Their own text" not in text(part(finished))


@pytest.mark.parametrize(
    "shape",
    ["letterhead", "two sections", "content controls", "German names", "a first page of its own", "LibreOffice"],
)
def test_its_header_stays(shape: str) -> None:
    finished = build(PLAIN, Theme(), adopted(EVERY[shape], Theme()).data).data
    headers = parts(finished, r"word/header\d*\.xml")
    assert any(b"ACME Forensics" in xml for xml in headers.values())


def test_what_is_added_is_made_from_its_own_styles() -> None:
    made = adopted(SHAPES["letterhead"], Theme()).data
    assert look(made, "Normal") == {"rFonts": "Georgia", "sz": "23"}
    assert look(made, "Body Text") == {}  # all of it is Normal's
    assert look(made, "heading 2")["rFonts"] == "Arial"
    assert look(made, "heading 2")["color"] == "800020"
    assert look(made, "Title")["color"] == "800020"


def test_a_heading_is_known_by_its_name_in_any_language() -> None:
    made = adopted(SHAPES["German names"], Theme())
    assert "Heading 1" not in made.added
    ids = [style.get(f"{W}styleId") for style in part(made.data, "word/styles.xml").iter(f"{W}style")]
    assert ids.count("berschrift1") == 1


def test_its_numbering_stays_beside_that_of_the_lists() -> None:
    made = adopted(SHAPES["own numbering"], Theme()).data
    assert "§ %1" in parts(made, "word/numbering.xml")["word/numbering.xml"].decode()


def test_a_heading_that_its_template_numbers_is_numbered_once() -> None:
    finished = build(PLAIN, Theme(), adopted(SHAPES["own numbering"], Theme()).data).data
    heading = next(
        one for one in part(finished, "word/styles.xml").iter(f"{W}style") if one.get(f"{W}styleId") == "Heading1"
    )
    assert heading.find(f"{W}pPr/{W}numPr") is None


def test_macros_are_refused() -> None:
    with pytest.raises(RenderError, match="it holds macros"):
        adopted(MACROS, Theme())


def test_no_column_is_narrower_than_its_longest_word() -> None:
    assert column_widths((6, 1, 1), 800, (50, 200, 50)) == [514, 200, 86]
    assert column_widths((6, 1, 1), 800, (50, 50, 50)) == [600, 100, 100]
    assert column_widths((6, 1, 1), 260, (20, 200, 100)) == [
        20,
        140,
        100,
    ]  # no room for all: the narrow ones keep theirs


@pytest.mark.parametrize("size", [19, 28])
def test_a_word_stands_in_one_piece_on_narrow_paper_and_in_the_size_of_the_template(size: int) -> None:
    word = "Bundesverfassungsgericht"
    columns = (Column("Wer", 1.0), Column("Was und wozu", 8.0), Column("Ja", 1.0))
    row = Row(tuple(((Text(said),),) for said in (word, "Eine lange Rede " * 12, "ja")))
    table = Table(columns, (row,), Caption("Table", 1, (Text("t"),)), "t", "")
    cell = f'<w:style w:type="paragraph" w:styleId="T"><w:name w:val="Brief Table Text"/><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
    narrow = docx(styles=NORMAL + HEADING + cell, section=PAGE.replace('"1700"', '"2800"').replace('"1400"', '"2800"'))
    made = part(build(Document(PLAIN.meta, (table,)), Theme(), adopted(narrow, Theme()).data).data)
    widths = [int(one.get(f"{W}w", "")) / 20 for one in made.iter(f"{W}gridCol")]
    assert widths[0] >= Theme().faces.measure(word, size / 2) * 1.15
