"""briefgen template adopt: one command makes a customer's template the office's, and overwrites nothing by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import briefgen
from tests.support.word_templates import MACROS, PAGE, SHAPES, docx

LETTERHEAD = SHAPES["letterhead"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "briefs").mkdir()
    (tmp_path / "Acme.docx").write_bytes(LETTERHEAD)
    return tmp_path


def test_it_writes_the_template_names_it_and_renders_a_sample(root: Path) -> None:
    done = briefgen("template", "adopt", "Acme.docx", cwd=root)
    assert (done.returncode, done.stderr) == (0, "")
    assert (root / "briefs/office.yaml").read_text() == "look:\n  docx: Acme.docx\n"
    assert (root / "briefs/Acme.docx").exists()
    assert "made from its own Normal and headings" in done.stdout
    assert (root / "out/template/sample-in-Acme.docx").exists()
    again = briefgen("template", "adopt", "Acme.docx", cwd=root)
    assert again.returncode == 0, again.stderr


def test_the_rest_of_office_yaml_stays_and_a_brief_is_the_sample(root: Path) -> None:
    office = "# our office\npublisher: Acme  # Ltd\nlook:\n  page: A4\n"
    (root / "briefs/office.yaml").write_text(office)
    (root / "briefs/fire.yaml").write_text(
        "title: A fire\nevents: {fire: {title: It burns, when: 2026-03-03 09:12 UTC}}\n"
    )
    done = briefgen("template", "adopt", "Acme.docx", "fire", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "briefs/office.yaml").read_text() == f"{office}  docx: Acme.docx\n"
    assert (root / "out/template/fire-in-Acme.docx").exists()


@pytest.mark.parametrize(
    ("name", "told"), [("a#b.docx", ""), ("CON.docx", "keeps for a device"), ("a: b.docx", "has the character ':'")]
)
def test_a_name_that_no_brief_could_find_the_template_under_is_refused(root: Path, name: str, told: str) -> None:
    (root / name).write_bytes(LETTERHEAD)
    done = briefgen("template", "adopt", name, cwd=root)
    assert (done.returncode, told in done.stderr) == (2 if told else 0, True), done.stderr
    assert (root / "briefs/office.yaml").exists() == (not told)


def test_nothing_is_overwritten_without_force(root: Path) -> None:
    (root / "briefs/office.yaml").write_text("look: {docx: old.docx}\n")
    (root / "briefs/Acme.docx").write_bytes(SHAPES["landscape"])
    (root / "briefs/old.docx").write_bytes(SHAPES["landscape"])
    done = briefgen("template", "adopt", "Acme.docx", cwd=root)
    assert done.returncode == 2
    assert "office.yaml names another template, old.docx" in done.stderr
    assert (root / "briefs/Acme.docx").read_bytes() == SHAPES["landscape"]
    assert not (root / "out").exists()
    (root / "briefs/office.yaml").unlink()
    done = briefgen("template", "adopt", "Acme.docx", cwd=root)
    assert "briefs/Acme.docx is there already, with other content" in done.stderr
    assert not (root / "briefs/office.yaml").exists()
    assert briefgen("template", "adopt", "Acme.docx", "--force", cwd=root).returncode == 0


def test_the_name_of_a_look_alone_stays_the_look(root: Path) -> None:
    (root / "briefs/office.yaml").write_text("look: ministry  # as agreed\npublisher: Acme\n")
    done = briefgen("template", "adopt", "Acme.docx", cwd=root)
    assert done.returncode == 0, done.stderr
    office = (root / "briefs/office.yaml").read_text()
    assert office == "look:  # as agreed\n  theme: ministry\n  docx: Acme.docx\npublisher: Acme\n"


def test_the_paper_of_a_template_is_that_of_the_office_too_or_what_differs_is_said(root: Path) -> None:
    letter = docx(section=PAGE.replace('"11906" w:h="16838"', '"12240" w:h="15840"'))
    (root / "us.dotx").write_bytes(letter)
    done = briefgen("template", "adopt", "us.dotx", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "briefs/office.yaml").read_text() == "look:\n  docx: us.docx\n  page: Letter\n"
    (root / "wide.docx").write_bytes(SHAPES["landscape"])
    done = briefgen("template", "adopt", "wide.docx", "--force", cwd=root)
    assert "Its pages lie on their side, and so do those of the Word document" in done.stdout
    assert "Its paper is A4, but look: page is Letter" in done.stdout


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("macros.docm", LETTERHEAD, "save it as a Word document (.docx)"),
        ("macros.docx", MACROS, "it holds macros"),
        ("old.doc", b"\xd0\xcf\x11\xe0", "is no Word document"),
        ("broken.docx", b"PK\x03\x04", "not a Word document"),
    ],
)
def test_what_is_no_plain_document_is_refused_in_one_line(root: Path, name: str, data: bytes, said: str) -> None:
    (root / name).write_bytes(data)
    done = briefgen("template", "adopt", name, cwd=root)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert not list((root / "briefs").iterdir())
