"""Whole briefs against the standards: PDF/UA-1, PDF/A-2a and 3a, Word's schemas, the order of the tags, the same bytes anywhere."""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import page as page_validation
import pypdfium2
import pytest
from openxml_audit import OpenXmlValidator

import briefgen
from briefgen.audit import audit
from briefgen.document.blocks import Document
from briefgen.document.compose import compose
from briefgen.document.passages import passages
from briefgen.look.theme import PAGES, PageSize, Theme
from briefgen.model.edition import Baseline
from briefgen.reading.load import Loaded
from briefgen.renderers import FORMATS, Format, render
from briefgen.renderers.rendered import Rendered
from briefgen.workspace.templates import Templates
from tests.document.test_compose import composed
from tests.renderers.test_same_words import docx_text, missing, pdf_text, squeezed
from tests.support.checkout import PRZEWODOW, ROOT, needs
from tests.support.documents import every_block
from tests.support.pdfs import assert_conforms, ownership
from tests.support.sweeps import spread
from tests.support.waiting import PATIENCE

TEMPLATE = Templates(Path("nowhere")).word_template()
BRIEFS = sorted({*ROOT.glob("briefs/*/brief.yaml"), *ROOT.glob("briefs/*.yaml")} - {ROOT / "briefs" / "office.yaml"})
OUTLINES = ("incident", "sitrep", "one-pager")
ELSEWHERE = (
    {"PYTHONHASHSEED": "1", "TZ": "Asia/Tokyo", "LC_ALL": "C"},
    {"PYTHONHASHSEED": "2", "TZ": "America/New_York", "LC_ALL": "tr_TR.UTF-8", "PYTHONUTF8": "0"},
)


@cache
def loaded(file: Path) -> Loaded:
    return briefgen.load(file)


def names(files: list[Path]) -> list[str]:
    return [file.parent.name if file.stem == "brief" else file.stem for file in files]


def incidents() -> list[Path]:
    """The small briefs of the other tests, as far as they can be read."""
    return [file for file in sorted((ROOT / "tests" / "incidents").glob("*.yaml")) if loaded(file).brief is not None]


def made(document: Document, format_: Format, paper: PageSize = "A4") -> Rendered:
    return render(document, format_, Theme(page=PAGES[paper]), TEMPLATE)


def heard(pdf: Path) -> str:
    """All text in the order of the structure tree, as a third library reads it."""
    program = shutil.which("pdfinfo")
    needs(program, "poppler")
    assert program is not None
    tree = subprocess.run([program, "-struct-text", "-enc", "UTF-8", str(pdf)], check=True, capture_output=True)
    return "".join(re.findall(r'^ *"(.*)"$', tree.stdout.decode(errors="replace"), re.MULTILINE))


def unheard(document: Document, text: str) -> list[str]:
    """The passages that are not heard in their turn."""
    text, here, lost = squeezed(text), 0, []
    for line in (squeezed(text) for passage in passages(document) for text in passage.texts):
        found = text.find(line, here)
        if found < 0:
            lost.append(line)
        else:
            here = found + len(line)
    return lost


def assert_whole(document: Document, folder: Path, paper: PageSize) -> None:
    """The PDF conforms, its structure tree and its parent tree agree; Word opens the DOCX; the audit finds every word in its turn."""
    pdf, docx = made(document, "pdf", paper), made(document, "docx", paper)
    assert_conforms(pdf, folder)
    claimed, listed = ownership(pdf.data)
    assert claimed == listed
    assert claimed
    file = folder / "brief.docx"
    file.write_bytes(docx.data)
    verdict = OpenXmlValidator().validate(file)
    assert not verdict.errors, verdict.errors
    assert audit(document, {"pdf": pdf.data, "docx": docx.data}) == ()


# -- the standards ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", spread(BRIEFS, 2), ids=names(BRIEFS))
def test_every_brief_conforms(file: Path, tmp_path: Path) -> None:
    assert_whole(composed(loaded(file)), tmp_path, "A4")


@pytest.mark.full
@pytest.mark.parametrize("paper", ["A4", "Letter"])
@pytest.mark.parametrize("outline", OUTLINES)
@pytest.mark.parametrize("file", BRIEFS, ids=names(BRIEFS))
def test_every_brief_conforms_in_every_outline_on_both_papers(
    file: Path, outline: str, paper: PageSize, tmp_path: Path
) -> None:
    assert_whole(composed(loaded(file), outline), tmp_path, paper)


@pytest.mark.full
@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_every_small_brief_conforms(paper: PageSize, tmp_path: Path) -> None:
    assert incidents()
    for file in incidents():
        assert_whole(composed(loaded(file)), tmp_path, paper)


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_a_document_with_every_block_conforms(paper: PageSize, tmp_path: Path) -> None:
    assert_whole(every_block(), tmp_path, paper)


@pytest.mark.parametrize("outline", ["incident", "sitrep"])
def test_a_brief_that_tells_what_changed_conforms(outline: str, tmp_path: Path) -> None:
    before, after = (
        loaded(ROOT / "tests" / "incidents" / f"changed-{name}.yaml").brief for name in ("before", "after")
    )
    assert before is not None
    assert after is not None
    templates = Templates(Path("nowhere"))
    made_of = templates.outline(outline), templates.words("en-GB")
    assert_whole(compose(after, {}, {}, *made_of, since=Baseline(1, before)), tmp_path, "A4")


def test_a_wrong_owner_in_the_parent_tree_is_seen() -> None:
    data = made(every_block(), "pdf").data
    first, second = re.findall(rb"\[ (\d+ 0 R) (\d+ 0 R)", data[data.index(b"/Nums [") :])[0]
    claimed, listed = ownership(data.replace(b"[ %b %b" % (first, second), b"[ %b %b" % (second, first)))
    assert claimed != listed


def test_the_tags_tell_a_document_in_its_order(tmp_path: Path) -> None:
    document, file = every_block(), tmp_path / "brief.pdf"
    file.write_bytes(made(document, "pdf").data)
    text = heard(file)
    assert unheard(document, text) == []
    note = "A note in small type."
    assert note in text
    assert unheard(document, text.replace(note, "") + note)


@pytest.mark.full
@pytest.mark.parametrize("file", BRIEFS, ids=names(BRIEFS))
def test_the_tags_tell_every_brief_in_its_order(file: Path, tmp_path: Path) -> None:
    document = composed(loaded(file))
    (tmp_path / "brief.pdf").write_bytes(made(document, "pdf").data)
    assert unheard(document, heard(tmp_path / "brief.pdf")) == []


# -- the source inside ------------------------------------------------------------------------------------------------


def test_a_pdf_that_carries_its_source_is_pdf_a_3(tmp_path: Path) -> None:
    source = PRZEWODOW.read_bytes()
    data = render(composed(loaded(PRZEWODOW)), "pdf", Theme(), TEMPLATE, source).data
    file = tmp_path / "brief.pdf"
    file.write_bytes(data)
    for profile in ("ua1", "3a"):
        verdict = page_validation.validate_pdf(str(file), profile=profile)
        assert verdict.is_compliant, [(failure.rule_id, failure.message) for failure in verdict.failures]
    assert b"/Subtype /application#2Fyaml" in data
    assert b"/AFRelationship /Source" in data
    with pypdfium2.PdfDocument(data) as pdf:
        assert bytes(pdf.get_attachment(0).get_data()) == source
    file.write_bytes(data.replace(b"/AFRelationship", b"/BFRelationship"))
    assert not page_validation.validate_pdf(str(file), profile="3a").is_compliant


# -- the same bytes ---------------------------------------------------------------------------------------------------


def digests(workspace: Path, out: Path, environment: dict[str, str], *more: str) -> dict[str, str]:
    command = [sys.executable, "-m", "briefgen", "--workspace", str(workspace), "render", *more, "--out", str(out)]
    subprocess.run(
        [*command, "--format", ",".join(FORMATS)],
        env=environment | {"PATH": "", "PYTHONPATH": os.pathsep.join(sys.path)},
        cwd=out.parent,
        check=True,
        capture_output=True,
    )
    files = out.glob("[!.]*/*")  # not the charts that are kept beside them
    return {file.relative_to(out).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


@pytest.mark.full
def test_every_format_has_the_same_bytes_anywhere(tmp_path: Path) -> None:
    one, two = (
        digests(ROOT, tmp_path / str(number), environment, PRZEWODOW.parent.name, "--attach-source")
        for number, environment in enumerate(ELSEWHERE)
    )
    assert one == two
    assert {Path(name).suffix for name in one} == {".json", *(f".{format_}" for format_ in FORMATS)}


@pytest.mark.full
def test_every_brief_has_the_same_bytes_anywhere(tmp_path: Path) -> None:
    one, two = (digests(ROOT, tmp_path / str(number), place) for number, place in enumerate(ELSEWHERE))
    assert one == two


# -- another reader ---------------------------------------------------------------------------------------------------


def converted(file: Path, kind: str, folder: Path) -> Path:
    """The file as LibreOffice writes it anew."""
    office = shutil.which("soffice")
    needs(office, "LibreOffice")
    assert office is not None
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    out = folder / "again"
    subprocess.run(
        [office, profile, "--headless", "--convert-to", kind, "--outdir", str(out), str(file)],
        check=True,
        capture_output=True,
        timeout=PATIENCE,
    )
    return out / f"{file.stem}.{kind}"


@pytest.mark.full
@pytest.mark.parametrize("file", BRIEFS, ids=names(BRIEFS))
def test_libreoffice_keeps_every_word(file: Path, tmp_path: Path) -> None:
    document = composed(loaded(file))
    word = tmp_path / "brief.docx"
    word.write_bytes(made(document, "docx").data)
    assert missing(document, docx_text(converted(word, "docx", tmp_path).read_bytes())) == []
    # LibreOffice's pages have furniture and repeated heads between the lines of a cell that runs over
    assert len(missing(document, pdf_text(converted(word, "pdf", tmp_path).read_bytes()))) <= 3
