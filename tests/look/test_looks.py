"""The looks that briefgen brings: colours that can be read and told apart, what each has on page 1, and that it fits there."""

from __future__ import annotations

import zipfile
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any, get_args

import pytest
from openxml_audit import OpenXmlValidator
from PIL import Image

from briefgen.audit import audit
from briefgen.build.bundle import Bundle, gather
from briefgen.checks import check
from briefgen.deliver.body import body
from briefgen.document.blocks import Document
from briefgen.document.passages import passages
from briefgen.look.contrast import contrast
from briefgen.look.fonts import HOUSE, Faces
from briefgen.look.looks import LOOKS
from briefgen.look.theme import Palette, Theme
from briefgen.model.edition import Approval, EditionInfo
from briefgen.reading.load import Loaded, load
from briefgen.renderers import FORMATS, render
from briefgen.renderers.pdf.build import overflow
from briefgen.settings.office import LookName
from briefgen.timeline.layout import layout
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.look import theme
from briefgen.workspace.pictures import Pictures
from briefgen.workspace.templates import Templates
from tests.support.checkout import ROOT
from tests.support.documents import every_block, mark, timeline
from tests.support.pdfs import assert_conforms

SLUGS = sorted(file.parent.name for file in (ROOT / "briefs").glob("*/brief.yaml"))
PALETTES = {f"{name}, {kind}": palette for name, look in LOOKS.items()
            for kind, palette in (("light", look.palette), ("dark", look.dark))}  # fmt: skip
ISSUED = datetime(2026, 3, 4, 17, 0, tzinfo=UTC)
BRIEF = """
title: A fire at the quay
number: F-12
authors: [A. Duty]
contact: desk@example.org
as_of: 2026-03-04
timezone: Europe/Oslo
events:
  fire: {title: The shed burns, principal: yes, when: 2026-03-03 09:12, evidence: log}
sources:
  log: {title: The log of the harbour}
"""


def office(folder: Path, look: str) -> Loaded:
    """A small brief of an office with this look."""
    place = folder / "briefs" / "small"
    place.mkdir(parents=True)
    (place / "brief.yaml").write_text(BRIEF, encoding="utf-8")
    settings = place.parent / "office.yaml"
    settings.write_text(f"publisher: Harbour Office\nlook: {look}\n", encoding="utf-8")
    Image.new("RGB", (60, 80), "#6B1A26").save(place.parent / "crest.png")
    return load(place / "brief.yaml", root=folder, office=settings)


def bundle(loaded: Loaded, stamp: EditionInfo | None = None) -> Bundle:
    assert loaded.brief is not None, [str(problem) for problem in loaded.problems]
    return gather(loaded, loaded.brief, Templates(ROOT), stamp=stamp)


def front(document: Document) -> list[str]:
    """The texts of page 1, one for each passage."""
    return [" = ".join(passage.texts) for passage in passages(document)]


# -- colours ----------------------------------------------------------------------------------------------------------


def test_each_name_that_an_office_may_write_is_a_look() -> None:
    assert set(LOOKS) == set(get_args(LookName))
    assert LOOKS["house"] == Theme()


@pytest.mark.parametrize("palette", PALETTES.values(), ids=PALETTES)
def test_every_colour_can_be_read_on_its_ground(palette: Palette) -> None:
    texts = ("ink", "muted", "accent", "alert", "says", "ours", "gap")
    marks = ("harm", "act", "recovery", "finding", "ruling", "statement", "other")
    colours = palette._asdict()
    faint = [(name, ground) for ground in (palette.paper, palette.wash)
             for names, least in ((texts, 4.5), (marks, 3.0)) for name in names
             if contrast(colours[name], ground) < least]  # fmt: skip
    assert faint == []


def lightness(colour: str) -> float:
    """L* of CIE 1976, as a grey print shows the colour."""
    luminance = 1.05 / contrast(colour, "#FFFFFF") - 0.05
    return float(116 * luminance ** (1 / 3) - 16) if luminance > 0.008856 else 903.3 * luminance


@pytest.mark.parametrize("name", LOOKS)
def test_the_chart_s_families_are_apart_in_grey(name: str) -> None:
    """All but statement, which its shape tells, and other, which is a ring."""
    colours = LOOKS[name].palette._asdict()
    greys = {family: lightness(colours[family]) for family in ("harm", "act", "recovery", "finding", "ruling")}
    assert [pair for pair in combinations(greys, 2) if abs(greys[pair[0]] - greys[pair[1]]) < 6] == []


# -- what page 1 has --------------------------------------------------------------------------------------------------


def test_the_ministry_s_page_begins_with_its_letterhead(tmp_path: Path) -> None:
    made = bundle(office(tmp_path, "{theme: ministry, logo: crest.png, address: '1 Quay Street, Oslo'}"))
    said = front(made.document)
    assert said[:2] == ["Harbour Office", "1 Quay Street, Oslo · desk@example.org"]
    assert sum("Harbour Office" in text for text in said) == 1, "the line above the title does not say it again"
    look = theme(made.office, made.assets)
    word = render(made.document, "docx", look, made.template).data
    files = {name: render(made.document, name, look, made.template).data for name in FORMATS}
    assert audit(made.document, files, look) == ()
    assert files["html"].count(b"<img ") == 1
    assert b"PTSerif" in files["pdf"]
    (tmp_path / "small.docx").write_bytes(word)
    with zipfile.ZipFile(tmp_path / "small.docx") as package:
        assert package.read("word/document.xml").count(b'descr="Harbour Office"') == 1
        assert b'w:ascii="Cambria"' in package.read("word/styles.xml")


def test_who_drafted_and_who_approved_stand_at_the_ministry_s_foot(tmp_path: Path) -> None:
    loaded = office(tmp_path, "ministry")
    approved = EditionInfo(2, "final", ISSUED, approved=Approval("B. Chief", ISSUED))
    said = front(bundle(loaded, approved).document)
    assert "Drafted by = A. Duty" in said
    assert "Approved by = B. Chief" in said
    assert any(text.startswith("Approved on = Wednesday 4 March 2026, 18:00") for text in said)
    assert not any(text.startswith(("Approval", "By = ")) for text in said), "nothing is said twice"


def test_nobody_is_said_to_approve_what_nobody_did(tmp_path: Path) -> None:
    loaded = office(tmp_path, "ministry")
    draft, unapproved = front(bundle(loaded).document), front(bundle(loaded, EditionInfo(1, "final", ISSUED)).document)
    assert not any("Approv" in text for text in draft)
    assert [text for text in unapproved if "Approv" in text] == ["Approval = none"]


def test_engineering_says_at_its_head_which_document_and_version_it_is(tmp_path: Path) -> None:
    loaded = office(tmp_path, "engineering")
    said = front(bundle(loaded, EditionInfo(3, "final", ISSUED, supersedes=2)).document)
    assert said[:4] == [
        "Issued by = Harbour Office",
        "Document = F-12 = Incident brief",
        "Version = Edition 3",
        "Information to = Wednesday 4 March 2026",
    ]
    made = bundle(loaded)
    look = theme(made.office, made.assets)
    assert b"IBMPlexMono" in render(made.document, "pdf", look, b"").data
    assert "IBM Plex Mono" in render(made.document, "html", look, b"").data.decode()


def test_a_letter_says_in_one_line_which_document_it_brings(tmp_path: Path) -> None:
    made = bundle(office(tmp_path, "engineering"), EditionInfo(3, "final", ISSUED, supersedes=2))
    look = theme(made.office, made.assets)
    letter = body(made.document, made.words, since=None, changes=(), foot=(), tail="", theme=look, draw=lambda *_: b"")
    line = "Issued by Harbour Office · Document F-12 Incident brief · Version Edition 3 · Information to Wednesday"
    assert line in " ".join(letter.text.split())
    assert "<dl" not in letter.html


# -- every format -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in LOOKS if name != "house"])
def test_a_document_with_every_block_conforms(name: Any, tmp_path: Path) -> None:
    look, template = LOOKS[name], Templates(ROOT).word_template(name)
    files = {format_: render(every_block(), format_, look, template) for format_ in FORMATS}
    assert_conforms(files["pdf"], tmp_path)
    (tmp_path / "brief.docx").write_bytes(files["docx"].data)
    assert OpenXmlValidator().validate(tmp_path / "brief.docx").errors == []
    assert audit(every_block(), {format_: made.data for format_, made in files.items()}, look) == ()


def fits(name: str, slug: str, outline: str) -> bool:
    templates = Templates(ROOT)
    file, office_file = ROOT / "briefs" / slug / "brief.yaml", ROOT / "briefs" / "office.yaml"
    loaded = load(file, root=ROOT, office=office_file, exports=WorkspaceFolder(ROOT).exports)
    assert loaded.brief is not None
    made = gather(loaded, loaded.brief, templates, outline)
    look = made.office.look.model_copy(update={"theme": name, "address": "1 Quay Street"})
    dressed = Bundle(**{**vars(made), "office": made.office.model_copy(update={"look": look})})
    told = render(dressed.document, "pdf", theme(dressed.office, {}), b"").problems
    return overflow(dressed.document, theme(dressed.office, {})) <= 0 and not [one for one in told if one.rule == "W6"]


@pytest.mark.parametrize("name", ["ministry", "engineering"])
def test_the_fullest_page_1_fits(name: str) -> None:
    assert fits(name, "przewodow-2022-11", "one-pager")


@pytest.mark.full
@pytest.mark.parametrize("outline", ["", "one-pager"])
@pytest.mark.parametrize("slug", SLUGS)
@pytest.mark.parametrize("name", ["ministry", "engineering"])
def test_every_page_1_fits(name: str, slug: str, outline: str) -> None:
    assert fits(name, slug, outline)


def test_a_kept_picture_is_of_its_own_typeface(tmp_path: Path) -> None:
    (panel,) = layout(timeline(mark(0)), width=470, max_height=600, theme=Theme())
    pictures = Pictures(tmp_path)
    assert pictures(panel, HOUSE) != pictures(panel, Faces(family="serif"))
    assert len(list(tmp_path.iterdir())) == 2


# -- what an office may write -----------------------------------------------------------------------------------------


def test_an_unknown_look_is_told_with_the_one_that_is_meant(tmp_path: Path) -> None:
    (told,) = [problem for problem in check(office(tmp_path, "ministri")) if problem.level == "error"]
    assert str(told.where).endswith("briefs/office.yaml:2:7")
    assert "Did you mean 'ministry'?" in str(told)


def test_an_address_that_is_printed_nowhere_is_told(tmp_path: Path) -> None:
    told = [str(one) for one in check(office(tmp_path, "{theme: engineering, address: 1 Quay Street}"))]
    assert any("the look 'engineering' has no letterhead" in one for one in told)


def test_an_office_s_own_word_template_stands_before_that_of_its_look(tmp_path: Path) -> None:
    office(tmp_path, "{theme: ministry, docx: own.docx}")
    own = (ROOT / "templates" / "house.docx").read_bytes()
    (tmp_path / "briefs" / "own.docx").write_bytes(own)
    again = load(
        tmp_path / "briefs" / "small" / "brief.yaml", root=tmp_path, office=tmp_path / "briefs" / "office.yaml"
    )
    assert bundle(again).template == own
