"""A link that leads out of the workspace is not followed when files are written: a cloned folder may bring any link."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import briefgen

COMMANDS = {
    "out": ("render", "a"),
    "out/a": ("render", "a"),
    "out/.charts": ("render", "a"),
    ".briefgen": ("render", "a"),
    ".briefgen/locks": ("render", "a"),
    ".briefgen/approvals": ("approve", "a", "--by", "Kim"),
    "briefs/a/editions": ("issue", "a"),
}


def workspace(root: Path) -> Path:
    file = root / "briefs" / "a" / "brief.yaml"
    file.parent.mkdir(parents=True)
    file.write_text("title: A fire\nevents: {fire: {title: It burns, when: 2026-01-02}}\n")
    (root.parent / "elsewhere").mkdir(exist_ok=True)
    return root


@pytest.mark.parametrize("place", COMMANDS)
def test_a_link_out_of_the_workspace_is_refused_in_plain_words(tmp_path: Path, place: str) -> None:
    root = workspace(tmp_path / "office")
    link = root / place
    link.parent.mkdir(parents=True, exist_ok=True)
    link.symlink_to(tmp_path / "elsewhere")
    told = briefgen(*COMMANDS[place], cwd=root)
    assert told.returncode == 3
    assert f"{place} leads out of " in told.stderr and "Put a folder in its place." in told.stderr, told.stderr
    assert list((tmp_path / "elsewhere").iterdir()) == []


@pytest.mark.parametrize("place", ["out", "out/a", ".briefgen"])
def test_a_link_within_the_workspace_is_followed(tmp_path: Path, place: str) -> None:
    root = workspace(tmp_path / "office")
    (root / "disk").mkdir()
    (root / place).parent.mkdir(parents=True, exist_ok=True)
    (root / place).symlink_to(root / "disk")
    told = briefgen("render", "a", "--format", "txt", cwd=root)
    assert told.returncode == 0, told.stderr
    assert (root / "out" / "a" / "a.txt").exists()


def test_a_link_to_itself_is_refused_too(tmp_path: Path) -> None:
    root = workspace(tmp_path / "office")
    (root / "out").symlink_to(root / "out")
    told = briefgen("render", "a", cwd=root)
    assert told.returncode == 3 and "Traceback" not in told.stderr


def test_a_folder_that_is_named_on_the_command_line_may_lie_anywhere(tmp_path: Path) -> None:
    root = workspace(tmp_path / "office")
    (root / "shared").symlink_to(tmp_path / "elsewhere")
    told = briefgen("render", "a", "--format", "txt", "--out", "shared", cwd=root)
    assert told.returncode == 0, told.stderr
    assert (tmp_path / "elsewhere" / "a" / "a.txt").exists()


def test_a_workspace_that_is_a_link_itself_works(tmp_path: Path) -> None:
    workspace(tmp_path / "office")
    (tmp_path / "short").symlink_to(tmp_path / "office")
    assert briefgen("--workspace", str(tmp_path / "short"), "render", "--format", "txt", cwd=tmp_path).returncode == 0
