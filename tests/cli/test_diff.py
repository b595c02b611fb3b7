"""briefgen diff: against which edition, in which form, and with which exit code."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
import typer

from briefgen.app.diff import Differences
from briefgen.cli.diff import diff
from briefgen.editions.issue import Order, issue
from briefgen.errors import BriefgenError, Exit, UsageError
from briefgen.model.edition import Baseline
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.document.test_changes_told import brief
from tests.support.checkout import Write

WORDS = Templates(Path("nowhere")).words("en-GB")
FIRE = """
title: Fire at Plant 4
timezone: Europe/Warsaw
as_of: 2026-03-03 17:30
bottom_line: The fire is out and nobody else is hurt.
sources: {log: The plant's log}
events:
  fire: {title: Fire in the hall, principal: yes, when: 2026-03-03 09:12, evidence: log, casualties: {killed: 1}}
"""


class At(typer.Context):
    """The context of a command that is called by its function."""

    def __init__(self, root: Path) -> None:
        self.obj = WorkspaceFolder(root)


def publish(root: Path, hour: int, order: Order | None = None) -> None:
    source = BriefSource("small", root / "briefs" / "small" / "brief.yaml")
    issue(WorkspaceFolder(root), source, order or Order(), now=datetime(2026, 3, 3, hour, 0, tzinfo=UTC))


def test_against_the_last_edition_or_a_named_one(
    written: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(FIRE)
    publish(tmp_path, 18)
    written(FIRE.replace("killed: 1", "killed: 2"))
    publish(tmp_path, 19)
    written(FIRE.replace("killed: 1", "killed: 3"))
    diff(At(tmp_path), "small")
    assert "Changes since edition 2\n" in (out := capsys.readouterr().out)
    assert "Casualties: 3 killed (was 2)." in out
    diff(At(tmp_path), "small", since=1)
    assert "Casualties: 3 killed (was 1)." in capsys.readouterr().out
    with pytest.raises(UsageError, match=r"no edition 7\. There are: 1, 2"):
        diff(At(tmp_path), "small", since=7)


def test_a_withdrawn_edition_says_nothing_to_compare_with(
    written: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(FIRE)
    publish(tmp_path, 18)
    publish(tmp_path, 19, Order("withdrawn", 1, "Wrong plant."))
    diff(At(tmp_path), "small")
    assert "Nothing has changed since edition 1." in capsys.readouterr().out


def test_without_an_edition_there_is_one_line_and_exit_1(
    written: Write, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    written(FIRE)
    with pytest.raises(BriefgenError) as stopped:
        diff(At(tmp_path), "small")
    assert stopped.value.exit == Exit.REFUSED
    assert capsys.readouterr().out == ""
    assert str(stopped.value) == "small has no edition to compare with. Freeze one with: briefgen issue small"
    with pytest.raises(UsageError, match="It has none yet"):
        diff(At(tmp_path), "small", since=1)


def test_a_form_that_is_none_is_told(written: Write, tmp_path: Path) -> None:
    written(FIRE)
    with pytest.raises(UsageError, match="There are: text, json, html"):
        diff(At(tmp_path), "small", form="docx")


def test_text_and_page_say_the_same_under_the_marking() -> None:
    marked = brief("after").model_copy(update={"marking": brief("after").marking.model_validate("TLP:AMBER")})
    differences = Differences(Baseline(1, brief("before")), marked, WORDS)
    text, page = differences.told("txt"), differences.told("html")
    for form in (text, page):
        assert "TLP:AMBER" in form
        assert "Marking" in form
        assert "Engineers find a burnt switch" in " ".join(form.split())
    assert text.lstrip().startswith("TLP:AMBER")
    assert page.startswith("<!DOCTYPE html>")
    assert max(map(len, text.splitlines())) <= 78


def test_json_has_each_change_once_with_both_values() -> None:
    data = json.loads(json.dumps(Differences(Baseline(1, brief("before")), brief("after"), WORDS).data()))
    keys = [(change["collection"], change["id"], *change["path"]) for change in data]
    assert len(keys) == len(set(keys))
    (moved,) = [change for change in data if change["id"] == "cut" and change["path"] == ["when"]]
    assert (moved["kind"], moved["before"], moved["after"]) == ("redated", "2026-03-03 09:12", "2026-03-03 09:14")
    assert "Casualties: 2 injured (was 1)." in moved["words"][0]
    (detail,) = [change for change in data if change["path"] == ["accessed"]]
    assert detail["words"] == []
    (points,) = [change for change in data if change["path"] == ["key_points"]]
    assert len(points["words"]) == 3
    assert "earlier cuts" not in json.dumps(data)
