"""The sheet of claims: what an editor signs, on the screen, as a page and as a table."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from typer.testing import CliRunner

from briefgen.app.cell import cell
from briefgen.app.sheet import sheet
from briefgen.cli import app
from briefgen.errors import Faulty
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.checkout import PRZEWODOW, ROOT

BRIEF = """
title: "=cmd|calc"
sources:
  wire: {title: Wire <1>, url: "https://example.org/1", file: sources/wire.txt, fidelity: original}
events:
  fire:
    title: 12 killed in a fire
    when: 2026
    evidence: {wire: Two people died}
"""


def desk(folder: Path) -> WorkspaceFolder:
    home = folder / "briefs" / "fire"
    (home / "sources").mkdir(parents=True)
    (home / "brief.yaml").write_text(BRIEF)
    (home / "sources" / "wire.txt").write_text("Two people died in a fire.")
    return WorkspaceFolder(folder)


def test_each_claim_stands_beside_the_words_that_it_rests_on(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    made = sheet(workspace, workspace.sources(["fire"])[0])
    [row] = [row for row in made.rows if row.field == "events.fire.title"]
    assert (row.claim, row.source, row.words) == ("12 killed in a fire", "Wire <1>", "Two people died")
    assert row.link == "https://example.org/1" and row.place == "briefs/fire/brief.yaml:7:12"
    assert row.status == "“12”: not in the words cited"
    page = made.told("html")
    assert 'href="https://example.org/1"' in page and "Wire &lt;1&gt;" in page


def test_a_spreadsheet_takes_no_cell_for_a_formula(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    table = list(csv.reader(io.StringIO(sheet(workspace, workspace.sources(["fire"])[0]).told("csv"))))
    assert table[0] == ["place", "field", "claim", "source", "words", "link", "status"]
    assert table[1][2] == "'=cmd|calc"


@pytest.mark.parametrize("text", ["=1+1", " =1+1", "\n=1", "\u00a0+1", "@x", "＝1", "-2+3"])
def test_a_formula_is_one_with_blanks_before_it_too(text: str) -> None:
    assert cell(text) == f"'{text}"


def test_every_sentence_of_a_shipped_brief_is_on_its_sheet() -> None:
    found = WorkspaceFolder(ROOT)
    rows = sheet(found, found.sources([PRZEWODOW.parent.name])[0]).rows
    assert {"title", "bottom_line", "key_points.0.text"} <= {row.field for row in rows}
    assert all(row.words or row.source for row in rows)


def test_the_command_prints_the_form_that_is_asked_for(tmp_path: Path) -> None:
    desk(tmp_path)
    said = CliRunner().invoke(app, ["--workspace", str(tmp_path), "check", "fire", "--sheet"])
    assert "12 killed in a fire\n    <- “Two people died” Wire <1>" in said.output
    said = CliRunner().invoke(app, ["--workspace", str(tmp_path), "check", "fire", "--sheet", "--format", "pdf"])
    assert "There are: text, html, csv." in str(said.exception)


def test_a_brief_with_errors_has_no_sheet(tmp_path: Path) -> None:
    workspace = desk(tmp_path)
    (tmp_path / "briefs" / "fire" / "brief.yaml").write_text("titel: x")
    with pytest.raises(Faulty, match="the brief has errors"):
        sheet(workspace, workspace.sources(["fire"])[0])
