"""The office's own look: fonts that are added or refused, colours that can be read, a logo, a Word template."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from openxml_audit import OpenXmlValidator
from PIL import Image

from briefgen.checks import check
from briefgen.look.contrast import contrast
from briefgen.look.font_file import UnfitFont, font_file
from briefgen.look.fonts import HOUSE, Faces
from briefgen.look.theme import Palette
from briefgen.outputs.update import UpdateResult, update
from briefgen.reading.load import Loaded, load
from briefgen.renderers.rendered import Rendered
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.look import theme
from tests.support.pdfs import assert_conforms

BRIEF = """
title: Explosion in 東京
events:
  blast: {title: 爆発 in the harbour, principal: yes, when: 2022-11-15 15:40, evidence: paper}
sources:
  paper: {title: 新聞}
"""
IDEOGRAPHS = "東京爆発新聞"


def tiny(characters: str, *, weight: int = 400, embedding: int = 0, axis: bool = False) -> bytes:
    """A static TrueType font in which each character is a square as wide as its em."""
    names = [".notdef", *(f"u{ord(character):04X}" for character in characters)]
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for point in ((100, 800), (900, 800), (900, 0)):
        pen.lineTo(point)
    pen.closePath()
    square = pen.glyph()
    font = FontBuilder(1000, isTTF=True)
    font.setupGlyphOrder(names)
    font.setupCharacterMap({ord(character): f"u{ord(character):04X}" for character in characters})
    font.setupGlyf(dict.fromkeys(names, square))
    font.setupHorizontalMetrics(dict.fromkeys(names, (1000, 100)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable({"familyName": "Tiny", "styleName": "Regular", "psName": "Tiny-Regular"})
    font.setupOS2(usWeightClass=weight, fsType=embedding)
    font.setupPost()
    if axis:
        font.setupFvar([("wght", 100, 400, 900, "Weight")], [])
    file = io.BytesIO()
    font.save(file)
    return file.getvalue()


def sign() -> bytes:
    """A logo."""
    file = io.BytesIO()
    Image.new("RGB", (300, 60), "#123F70").save(file, "PNG")
    return file.getvalue()


def office(tmp_path: Path, look: str, brief: str = BRIEF, **files: bytes) -> Loaded:
    """A loaded brief beside an office.yaml with this look."""
    folder = tmp_path / "briefs" / "small"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(brief, encoding="utf-8")
    (folder.parent / "office.yaml").write_text(f"publisher: Harbour Office\nlook: {look}\n", encoding="utf-8")
    for name, data in files.items():
        (folder.parent / name.replace("_", ".")).write_bytes(data)
    return load(folder / "brief.yaml", root=tmp_path, office=folder.parent / "office.yaml")


def built(loaded: Loaded, tmp_path: Path) -> tuple[UpdateResult, str, str]:
    """The files, the text of the PDF, and the XML of the Word document."""
    assert loaded.brief is not None, [str(problem) for problem in loaded.problems]
    made = update(WorkspaceFolder(tmp_path), BriefSource("small", tmp_path / "briefs" / "small" / "brief.yaml"))
    pdf = pypdfium2.PdfDocument(made.files[0].read_bytes())
    text = "".join(page.get_textpage().get_text_bounded() for page in pdf)
    pdf.close()
    with zipfile.ZipFile(made.files[1]) as package:
        return made, text, package.read("word/document.xml").decode()


def test_a_character_that_no_font_has_is_told_and_shown_and_the_word_document_keeps_it(tmp_path: Path) -> None:
    made, pdf, docx = built(office(tmp_path, "{page: A4}"), tmp_path)
    told = [problem.message for problem in made.problems]
    assert all(any(f"U+{ord(c):04X}" in message for message in told) for c in IDEOGRAPHS)
    assert "\ufffd\ufffd" in pdf
    assert "東京" in docx


def test_an_offices_font_supplies_what_the_house_lacks(tmp_path: Path) -> None:
    loaded = office(tmp_path, "{fonts: [tiny.ttf]}", tiny_ttf=tiny(IDEOGRAPHS))
    assert not [problem for problem in check(loaded) if problem.level == "error"]
    made, pdf, docx = built(loaded, tmp_path)
    assert made.problems == ()
    assert all(word in text for word in ("東京", "爆発", "新聞") for text in (pdf, docx))
    assert "\ufffd" not in pdf
    inputs = json.loads((tmp_path / "out" / "small" / "manifest.json").read_text())["renderings"][0]["inputs"]
    assert inputs["briefs/tiny.ttf"]
    assert HOUSE.runs("東")[1] == {"東"}, "the next brief knows nothing of it"


def test_of_two_weights_the_one_that_fits_is_taken(tmp_path: Path) -> None:
    files = [
        font_file(Path("light.ttf"), tiny("東")),
        font_file(Path("heavy.ttf"), tiny("東", weight=700)),
    ]
    faces = Faces(tuple(files))
    assert [font.name[:5] for font in faces.stack("bold")[-2:]] == ["heavy", "light"]
    assert [font.name[:5] for font in faces.stack("regular")[-2:]] == ["light", "heavy"]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"OTTO" + bytes(40), "PostScript outlines"),
        (b"ttcf" + bytes(40), "collection"),
        (b"wOF2" + bytes(40), "web font"),
        (b"%PDF-1.7", "no TrueType font"),
        (tiny("x")[:700], "broken"),
        (b"\x00\x01\x00\x00" + bytes(8), "no TrueType outlines"),
        (tiny("x", embedding=0x0002), "may not be embedded"),
        (tiny("x", embedding=0x0100), "may not be embedded in part"),
        (tiny("x", axis=True), "variable"),
    ],
    ids=["cff", "collection", "woff", "pdf", "cut", "empty", "restricted", "whole-only", "variable"],
)
def test_a_font_that_cannot_be_embedded_is_refused_at_its_place(tmp_path: Path, data: bytes, reason: str) -> None:
    with pytest.raises(UnfitFont, match=reason):
        font_file(Path("own.ttf"), data)
    (problem,) = [p for p in check(office(tmp_path, "{fonts: [own.ttf]}", own_ttf=data)) if p.level == "error"]
    assert reason in problem.message
    assert str(problem.where) == "briefs/office.yaml:2:16"


@pytest.mark.parametrize(
    "look", ["{fonts: [../own.ttf]}", "{logo: /own.png}", "{fonts: [none.ttf]}", "{docx: none.docx}"]
)
def test_a_file_outside_or_missing_is_an_error(tmp_path: Path, look: str) -> None:
    assert [p for p in check(office(tmp_path, look)) if p.level == "error" and "office.yaml:2" in str(p.where)]


def test_the_houses_own_colours_can_be_read() -> None:
    house = Palette()
    for colour in (house.ink, house.muted, house.accent, house.alert):
        assert min(contrast(colour, house.paper), contrast(colour, house.wash)) >= 4.5
    assert contrast("#FFFFFF", "#000000") == pytest.approx(21)


def test_an_offices_colour_is_used_when_it_can_be_read(tmp_path: Path) -> None:
    loaded = office(tmp_path, '{colours: {accent: "#003300", muted: "#999999"}}')
    (problem,) = [p for p in check(loaded) if p.level == "error"]
    assert "#999999 is too light" in problem.message
    assert theme(loaded.office, loaded.assets).palette.accent == "#003300"


def test_a_colour_is_written_with_six_digits(tmp_path: Path) -> None:
    assert any("is not a colour" in p.message for p in check(office(tmp_path, "{colours: {accent: red}}")))


def test_the_logo_stands_at_the_head_of_both_and_is_named_for_the_publisher(tmp_path: Path) -> None:
    loaded = office(tmp_path, "{logo: logo.png, fonts: [tiny.ttf]}", logo_png=sign(), tiny_ttf=tiny(IDEOGRAPHS))
    made, _, docx = built(loaded, tmp_path)
    assert b"(Harbour Office)" in made.files[0].read_bytes()
    assert docx.index('descr="Harbour Office"') < docx.index("Explosion")
    assert OpenXmlValidator().validate(made.files[1]).errors == []
    assert_conforms(Rendered(made.files[0].read_bytes()), tmp_path)
    assert json.loads((tmp_path / "out" / "small" / "manifest.json").read_text())["renderings"][0]["inputs"][
        "briefs/logo.png"
    ]


def test_a_broken_logo_is_told(tmp_path: Path) -> None:
    (problem,) = [p for p in check(office(tmp_path, "{logo: logo.png}", logo_png=b"GIF89a")) if p.level == "error"]
    assert "the logo 'logo.png' cannot be shown" in problem.message
