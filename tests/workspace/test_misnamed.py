"""A brief whose file has another ending is told by the name that it should have."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.commands import briefgen


@pytest.mark.parametrize("name", ["brief.yml", "brief.YAML", "brief.yaml.txt", "Brief.yaml"])
def test_the_file_is_told_with_the_name_that_is_wanted(tmp_path: Path, name: str) -> None:
    folder = tmp_path / "briefs" / "storm"
    folder.mkdir(parents=True)
    (folder / name).write_text("title: A storm\n", encoding="utf-8")
    told = briefgen("check", "storm", cwd=tmp_path)
    assert told.returncode == 2
    assert f"storm/{name}. Call it brief.yaml." in told.stderr


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("storm/brief.yml", "brief.yaml"),
        ("storm/brief.YAML", "brief.yaml"),
        ("storm/Brief.yaml", "brief.yaml"),
        ("storm.yml", "storm.yaml"),
        ("storm.YAML", "storm.yaml"),
        ("storm.yaml.txt", "storm.yaml"),
        ("office.yml", "office.yaml"),
    ],
)
@pytest.mark.parametrize("command", ["check", "render"])
def test_a_file_that_no_command_reads_is_told_over_all_briefs(
    tmp_path: Path, name: str, right: str, command: str
) -> None:
    for file in (name, "fire/brief.yaml"):
        (tmp_path / "briefs" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "briefs" / file).write_text("title: A fire\n", encoding="utf-8")
    told = briefgen(command, cwd=tmp_path)
    assert f"briefs/{name}: error: this file is not read: its name is not {right}. Call it {right}." in told.stdout
    assert told.returncode == 1
    assert command == "check" or (tmp_path / "out" / "fire" / "fire.pdf").exists()
    assert briefgen(command, "fire", cwd=tmp_path).returncode == 0


def test_where_it_is_the_only_one_it_is_told_too(tmp_path: Path) -> None:
    (tmp_path / "briefs" / "storm").mkdir(parents=True)
    (tmp_path / "briefs" / "storm" / "brief.yml").write_text("title: A storm\n", encoding="utf-8")
    told = briefgen("check", cwd=tmp_path)
    assert (told.returncode, told.stdout) == (2, "")
    assert "briefs/storm/brief.yml is not read. Call it brief.yaml." in told.stderr


def test_beside_the_right_one_nothing_is_told(tmp_path: Path) -> None:
    for file in ("storm/brief.yaml", "storm/brief.yml", "storm/brief.txt", "office.yaml", "office.yml", "notes.txt"):
        (tmp_path / "briefs" / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "briefs" / file).write_text("title: A storm\n" if "storm" in file else "")
    assert "not read" not in briefgen("check", cwd=tmp_path).stdout
