"""What would go out, or fail to, because of a name: passwords in addresses, file names that no disk takes."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefgen.checks import check
from briefgen.checks.file_names import LONGEST
from briefgen.reading.load import load
from tests.support.checkout import Write
from tests.support.commands import briefgen

BRIEF = "title: T\nsources: {s: {title: S, url: 'URL'}}\nevents: {e: {title: E, when: 2022-11-15, evidence: s}}\n"


def told(written: Write, url: str) -> list[str]:
    return [str(p) for p in check(written(BRIEF.replace("URL", url))) if "password" in p.message]


def test_a_password_in_an_address_is_told_and_not_repeated(written: Write) -> None:
    (problem,) = told(written, "https://user:hunter2@x.example/a")
    assert "brief.yaml:2:" in problem
    assert "warning" in problem
    assert "hunter2" not in problem


@pytest.mark.parametrize("url", ["https://x.example:8080/a@b", "mailto:a@x.example", "https://x.example/a:b@c"])
def test_a_port_or_an_at_sign_is_no_password(written: Write, url: str) -> None:
    assert told(written, url) == []


def test_new_refuses_a_name_that_render_could_not_use(tmp_path: Path) -> None:
    done = briefgen("--workspace", str(tmp_path), "new", "a" * 240, cwd=tmp_path)
    assert done.returncode == 2
    assert "The name has 240 bytes; 120 are allowed" in done.stderr
    assert not (tmp_path / "briefs").exists()


def test_a_brief_of_a_name_that_is_too_long_is_refused(tmp_path: Path) -> None:
    for length, wanted in ((LONGEST, False), (LONGEST + 1, True)):
        folder = tmp_path / "briefs" / ("a" * length)
        folder.mkdir(parents=True)
        (folder / "brief.yaml").write_text(BRIEF.replace("URL", "https://x.example/"))
        problems = [p for p in check(load(folder / "brief.yaml", root=tmp_path)) if p.level == "error"]
        assert ["name has" in p.message for p in problems] == [True] * wanted


@pytest.mark.parametrize("name", ["con", "nul", "aux", "com1", "lpt9", "com¹"])
def test_a_name_of_a_device_is_refused_wherever_files_are_called_after_it(tmp_path: Path, name: str) -> None:
    said = "which Windows keeps for a device"
    (tmp_path / f"{name}.txt").write_text("It burns.")
    (tmp_path / "log.csv").write_text("Time (UTC),Event\n2026-04-13 14:02,Smoke\n")
    for command in (("new", name), ("import", "events", name, "log.csv"), ("import", "events", "fire", f"{name}.txt")):
        done = briefgen("--workspace", str(tmp_path), *command, cwd=tmp_path)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "briefs").exists()
    assert briefgen("--workspace", str(tmp_path), "new", f"{name}-2", cwd=tmp_path).returncode == 0
    for file, *more in (("log.csv", "--id", name), (f"{name}.txt",)):
        done = briefgen("--workspace", str(tmp_path), "source", "add", f"{name}-2", file, *more, cwd=tmp_path)
        assert (done.returncode, said in done.stderr) == (2, True), done.stderr


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("aux", "for a device"),
        ("Nul.old", "for a device"),
        ("fire.", "ends with a dot"),
        ("10:30", "the character ':'"),
    ],
)
def test_a_folder_whose_name_windows_refuses_is_told(tmp_path: Path, name: str, said: str) -> None:
    folder = tmp_path / "briefs" / name
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text(BRIEF.replace("URL", "https://x.example/"))
    (problem,) = [p for p in check(load(folder / "brief.yaml", root=tmp_path)) if "name" in p.message]
    assert (problem.level, said in problem.message) == ("warning", True)
