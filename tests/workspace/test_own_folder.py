"""What a file in out/ or editions/ names is a name, not a path: nothing outside the folder is read for it, written or deleted."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.build.manifest import FILE, Manifest
from briefgen.errors import FileProblem
from briefgen.outputs.update import Options, update
from briefgen.workspace.files import discard, freeze, lay_out, write_all
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

ELSEWHERE = (
    "../office.yaml",
    "..",
    ".",
    "",
    "a/b.pdf",
    "a\\b.pdf",
    "C:b.pdf",
    "b\0.pdf",
    "/etc/hosts",
    "\\\\x\\y\\z",
    "b/",
)


@pytest.fixture
def place(tmp_path: Path) -> tuple[WorkspaceFolder, BriefSource]:
    """A workspace whose one brief is rendered."""
    workspace = WorkspaceFolder(tmp_path.resolve())
    source = BriefSource("b1", workspace.briefs / "b1" / "brief.yaml")
    source.file.parent.mkdir(parents=True)
    source.file.write_text("title: The tank leaked\n")
    workspace.office.write_text("publisher: Example desk\n")
    assert update(workspace, source, Options(("txt",))).outcome == "built"
    return workspace, source


def tamper(workspace: WorkspaceFolder, change: Callable[[dict[str, object]], object]) -> None:
    file = workspace.out("b1") / FILE
    found = json.loads(file.read_text())
    change(found["renderings"][0]["outputs"])
    file.write_text(json.dumps(found))


@pytest.mark.parametrize("beside", ["b1.txt", ""])
@pytest.mark.parametrize("kind", ["relative", "absolute", "through a link"])
def test_a_manifest_deletes_nothing_outside_its_folder(
    kind: str, beside: str, place: tuple[WorkspaceFolder, BriefSource]
) -> None:
    workspace, source = place
    if kind == "through a link":
        (workspace.out("b1") / "up").symlink_to(workspace.briefs)
    names = {
        "relative": "../../briefs/office.yaml",
        "absolute": str(workspace.office),
        "through a link": "up/office.yaml",
    }
    tamper(workspace, lambda outputs: outputs.update({names[kind]: {"sha256": "0" * 64, "bytes": 1}}))
    if not beside:
        tamper(workspace, lambda outputs: outputs.pop("b1.txt"))
    made = update(workspace, source, Options(("txt",)))
    assert (made.outcome, made.why) == ("restat", ("not rendered yet",))  # such a manifest is none
    assert workspace.office.read_text() == "publisher: Example desk\n"
    assert set(Manifest.of(workspace.out("b1")).outputs) == {"b1.txt"}


@pytest.mark.parametrize("name", [*ELSEWHERE, FILE])
def test_a_manifest_that_names_no_output_is_none(name: str, place: tuple[WorkspaceFolder, BriefSource]) -> None:
    workspace, _ = place
    tamper(workspace, lambda outputs: outputs.update({name: {"sha256": "0" * 64, "bytes": 1}}))
    with pytest.raises(FileProblem, match="is not a manifest"):
        Manifest.of(workspace.out("b1"))


def test_a_manifest_of_another_brief_vouches_for_nothing(place: tuple[WorkspaceFolder, BriefSource]) -> None:
    workspace, _ = place
    other = BriefSource("b2", workspace.briefs / "b2" / "brief.yaml")
    other.file.parent.mkdir()
    other.file.write_text("title: The tank did not leak\n")
    workspace.out("b1").rename(workspace.out("b2"))
    assert update(workspace, other, Options(("txt",))).outcome == "built"
    assert "did not leak" in (workspace.out("b2") / "b2.txt").read_text()
    assert (workspace.out("b2") / "b1.txt").exists()


@pytest.mark.parametrize("name", ELSEWHERE)
def test_no_function_that_writes_or_deletes_takes_a_path_for_a_name(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    folder.mkdir(parents=True)
    (folder.parent / "office.yaml").write_text("x")
    (folder / "good").write_text("x")
    for function in (
        lambda: write_all(folder, {"good": b"y", name: b"y"}),
        lambda: freeze(folder.parent / "c", {"good": b"y", name: b"y"}),
        lambda: discard(folder, ["good", name]),
        lambda: lay_out(name, b"y"),
    ):
        with pytest.raises(FileProblem, match="is not the name of a file in it"):
            function()
    assert sorted(path.name for path in folder.parent.rglob("*")) == ["b", "good", "office.yaml"]
    assert (folder / "good").read_text() == "x"


def test_what_a_worker_gives_back_is_what_was_asked_for() -> None:
    from briefgen.build.keys import toolchain
    from briefgen.errors import RenderError
    from briefgen.outputs.cluster import Task, _received

    task = Task({"/../../../x": b"y"}, {"/../../../x": "0"}, (), toolchain())  # type: ignore[dict-item]
    with pytest.raises(RenderError, match="other files than were asked for"):
        _received(task, ("txt",))
