"""No two briefs share a folder in out/, an edition or a reader's thread: every command says so at once."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

from briefgen.errors import UsageError
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.commands import briefgen
from tests.support.waiting import briefgen as running

TEXT = "title: The tank leaked\n"


def put(file: Path, text: str = TEXT) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")
    return file


@pytest.fixture
def twice(tmp_path: Path) -> Path:
    put(tmp_path / "briefs" / "b1" / "brief.yaml")
    put(tmp_path / "briefs" / "b1.yaml")
    put(tmp_path / "briefs" / "other" / "brief.yaml")
    return tmp_path


@pytest.mark.parametrize(
    "command",
    [
        ["check"],
        ["check", "other"],
        ["check", "b1"],
        ["check", "briefs/b1.yaml"],
        ["render"],
        ["render", "other"],
        ["audit", "other"],
        ["issue", "b1"],
        ["approve", "b1", "--by", "Anna"],
        ["diff", "b1"],
        ["chart", "b1"],
        ["send", "b1"],
        ["new", "third"],
        ["watch"],
        ["watch", "other"],
        ["source", "add", "b1", "-"],
    ],
    ids=" ".join,
)
def test_two_briefs_of_one_name_stop_every_command(command: list[str], twice: Path) -> None:
    done = briefgen(*command, cwd=twice)
    assert done.returncode == 2, done.stdout + done.stderr
    assert "briefs/b1.yaml and briefs/b1/brief.yaml" in done.stderr or (
        "briefs/b1/brief.yaml and briefs/b1.yaml" in done.stderr
    )
    assert "Rename one of them." in done.stderr
    assert not (twice / "out").exists()
    assert not (twice / "briefs" / "third").exists()


def test_names_that_a_file_system_takes_for_one_are_refused(tmp_path: Path) -> None:
    for one, other in (("b1", "B1"), ("żółć", unicodedata.normalize("NFD", "żółć")), ("strasse", "straße")):
        root = tmp_path / one
        put(root / "briefs" / one / "brief.yaml")
        put(root / "briefs" / other / "brief.yaml")
        if len(list((root / "briefs").iterdir())) == 2:  # else it is such a file system
            with pytest.raises(UsageError, match="Rename one of them"):
                WorkspaceFolder(root.resolve()).sources([one])


def test_a_brief_elsewhere_may_not_have_the_name_of_one_that_is_here(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path / "briefs" / "b1" / "brief.yaml")
    put(tmp_path / "else" / "b1" / "brief.yaml")
    put(tmp_path / "more" / "b2" / "brief.yaml")
    put(tmp_path / "less" / "B2" / "brief.yaml")
    monkeypatch.chdir(tmp_path)
    workspace = WorkspaceFolder.find(tmp_path)
    for names in (["else/b1"], ["else/b1/brief.yaml"], ["more/b2", "less/B2"]):
        with pytest.raises(UsageError, match=r"else.* would share|less.* would share"):
            workspace.sources(names)
    same = ["more/b2", f"{tmp_path}/less/../more/b2/brief.yaml"]
    assert {source.slug for source in workspace.sources(same)} == {"b2"}
    assert [source.slug for source in workspace.sources(["b1", "briefs/b1"])] == ["b1"]


def test_new_sees_a_name_that_differs_in_capitals_alone(tmp_path: Path) -> None:
    put(tmp_path / "briefs" / "B1.yaml")
    done = briefgen("new", "b1", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (2, "briefgen: There is a brief 'B1' already.\n")


def test_a_second_one_that_appears_is_told_and_the_watch_goes_on(tmp_path: Path) -> None:
    file = put(tmp_path / "briefs" / "b1" / "brief.yaml")
    with running("watch", "--format", "txt", cwd=tmp_path) as watching:
        watching.says("b1 rendered in")
        put(tmp_path / "briefs" / "b1.yaml", "title: Another tank leaked\n")
        watching.says("Rename one of them.")
        put(file, "title: The tank leaked twice\n")
        watching.says("b1 rendered in")
        assert watching.stops() == 0
    assert "The tank leaked twice" in (tmp_path / "out/b1/b1.txt").read_text(encoding="utf-8")
