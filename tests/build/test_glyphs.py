"""What no font has is told once, before anything is printed, at the first place of it; a failed audit names field and line."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from typer.testing import CliRunner

from briefgen.app.check import check
from briefgen.cli import app, main
from briefgen.document.blocks import Document
from briefgen.errors import Problem
from briefgen.renderers.pdf import build as pdf
from briefgen.renderers.pdf.flow import Flow
from briefgen.workspace.folders import WorkspaceFolder

BRIEF = """\
title: Substation fire cuts power to the harbour
timezone: UTC
as_of: 2026-03-05
bottom_line: An invented case.
sources: {log: "Control room log"}
actors:
  grid: {kind: organisation, name: "国家电网 (Example Grid)"}
events:
  e:
    title: Fire at the substation
    when: 2026-03-03 10:00
    principal: true
    actors: [grid]
    evidence: log
    summary: |
      The alarm came first.
      Then the cranes stopped.
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """A function that runs a command in a workspace with the brief: exit code, standard output, standard error."""
    folder = tmp_path / "briefs" / "fire"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(BRIEF, encoding="utf-8")

    def command(*arguments: str) -> tuple[int, str, str]:
        result = CliRunner().invoke(app, ["--workspace", str(tmp_path), *arguments])
        return result.exit_code, result.stdout, result.stderr

    return command


def warnings(tmp_path: Path) -> list[Problem]:
    """The warnings that `check` has for the brief."""
    workspace = WorkspaceFolder(tmp_path)
    found = check(workspace, workspace.sources(["fire"])[0], now=datetime(2026, 3, 5, tzinfo=UTC))
    return [problem for problem in found.problems if problem.level == "warning"]


def test_check_tells_all_that_no_font_has_once_with_place_and_count(run: Run, tmp_path: Path) -> None:
    (problem,) = warnings(tmp_path)
    assert str(problem.where) == "briefs/fire/brief.yaml:7:36"
    assert "国, 家, 电, 网 (U+56FD, U+5BB6, U+7535, U+7F51)" in problem.message
    assert "actors.grid.name" in problem.hint
    assert "times in all" in problem.hint


def test_the_files_are_made_and_say_it_once(run: Run, tmp_path: Path) -> None:
    code, out, _ = run("render", "--format", "pdf,docx,html,txt")
    assert code == 0
    assert out.count("no font has") == 1
    document = pypdfium2.PdfDocument(tmp_path / "out" / "fire" / "fire.pdf")
    text = document[0].get_textpage().get_text_bounded()
    document.close()
    assert "\ufffd\ufffd\ufffd\ufffd (Example Grid)" in text


def test_it_is_accepted_once_for_all(run: Run, tmp_path: Path) -> None:
    code, _, err = run("issue", "fire", "--accept", "W11=The name is also there in Latin letters.")
    assert code == 0, err
    assert list((tmp_path / "briefs" / "fire" / "editions" / "0001").glob("*.pdf"))


def test_words_that_are_not_printed_need_no_glyph(run: Run, tmp_path: Path) -> None:
    file = tmp_path / "briefs" / "fire" / "brief.yaml"
    text = BRIEF.replace("国家电网 (Example Grid)", "Example Grid").replace("title: Sub", "# 国\ntitle: Sub")
    file.write_text(text + 'positions:\n  p: {actor: grid, says: "国", attribution: {terms: off_the_record}}\n')
    assert not any(problem.rule == "W11" for problem in warnings(tmp_path))


@pytest.mark.parametrize("command", [("render",), ("issue", "fire", "--accept", "W11=Known.")])
def test_a_failed_audit_names_words_field_and_line_and_no_flag_that_is_not_there(
    command: tuple[str, ...],
    run: Run,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole: Any = Flow

    def forgetful(document: Document, *rest: object) -> object:
        lost = tuple(b for b in document.blocks if "invented" not in str(getattr(b, "content", "")))
        return whole(Document(document.meta, lost), *rest)

    monkeypatch.setattr(pdf, "Flow", forgetful)
    monkeypatch.setattr(sys, "argv", ["briefgen", "--workspace", str(tmp_path), *command])
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == 4
    said = "".join(capsys.readouterr())
    assert "briefs/fire/brief.yaml:4:14: error: PDF: words of the brief are missing: " in said
    assert "“An invented case.”" in said
    assert "bottom_line" in said
    assert "--no-audit" not in said
