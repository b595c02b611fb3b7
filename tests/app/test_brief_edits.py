"""A brief that somebody saves while a command edits it: their text stays, and nothing of the command's is left behind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from briefgen.app import brief_edits
from briefgen.app.draft import accept, draft
from briefgen.app.import_events import carry_out, plan
from briefgen.app.source import Handed, add
from briefgen.editing import apply
from briefgen.errors import FileProblem, UsageError
from briefgen.workspace.files import write
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

BRIEF = b"""title: A fire
timezone: UTC
as_of: 2026-10-30
bottom_line: A fire.
sources:
  wire: {title: Wire, file: sources/wire.txt, published: 2026-10-30}
"""
WIRE = b"Mayor Ann Lee said: \xe2\x80\x9cWe found the charger under the roof that fell first.\xe2\x80\x9d\n"
LOG = b"Time (UTC),Event\n2026-10-24 14:02,Smoke in the store\n"

Act = Callable[[WorkspaceFolder, BriefSource], object]


def _import(workspace: WorkspaceFolder, place: BriefSource) -> None:
    carry_out(plan(workspace, place.slug, LOG, "log.csv"))


ACTS: Mapping[str, Act] = {
    "import": _import,
    "source": lambda workspace, place: add(workspace, place, Handed(b"Smoke was seen.\n", "seen.txt")),
    "accept": lambda workspace, place: accept(workspace, place, ["C"]),
}


@pytest.fixture
def place(tmp_path: Path) -> BriefSource:
    place = BriefSource("fire", tmp_path / "briefs" / "fire" / "brief.yaml")
    write(place.file, BRIEF)
    write(place.file.parent / "sources" / "wire.txt", WIRE)
    (found,) = draft(WorkspaceFolder(tmp_path), place)
    assert found.candidates
    return place


def _files(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


@pytest.mark.parametrize("act", ACTS)
def test_a_brief_that_nobody_else_saves_has_the_edit(tmp_path: Path, place: BriefSource, act: str) -> None:
    ACTS[act](WorkspaceFolder(tmp_path), place)
    assert place.file.read_bytes() != BRIEF


@pytest.mark.parametrize("act", ACTS)
def test_a_brief_that_was_saved_meanwhile_stays_and_nothing_is_left(
    tmp_path: Path, place: BriefSource, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved = BRIEF + b"# mine\n"
    before = _files(tmp_path)

    def meanwhile(*given: object, **more: object) -> bytes:
        place.file.write_bytes(saved)
        return apply(*given, **more)  # type: ignore[arg-type]

    monkeypatch.setattr(brief_edits, "apply", meanwhile)
    with pytest.raises(FileProblem, match="was changed after it was read, so nothing was written"):
        ACTS[act](WorkspaceFolder(tmp_path), place)
    assert _files(tmp_path) == before | {"brief.yaml": saved}


@pytest.mark.parametrize("act", ACTS)
def test_a_brief_that_cannot_be_edited_is_told_with_its_line(tmp_path: Path, place: BriefSource, act: str) -> None:
    broken = BRIEF + b"positions: &all {}\n" if act == "accept" else BRIEF.replace(b"sources:", b"sources: !!map")
    before = _files(tmp_path) | {"brief.yaml": broken}
    place.file.write_bytes(broken)
    with pytest.raises(UsageError, match=r"^brief\.yaml:\d+:\d+: .*so nothing was written"):
        ACTS[act](WorkspaceFolder(tmp_path), place)
    assert _files(tmp_path) == before


def test_a_new_brief_that_somebody_makes_meanwhile_stays(tmp_path: Path) -> None:
    work = plan(WorkspaceFolder(tmp_path), "flood", LOG, "log.csv")
    write(work.brief.file, BRIEF)
    with pytest.raises(FileProblem, match="nothing was written"):
        carry_out(work)
    assert work.brief.file.read_bytes() == BRIEF
    assert not work.file.exists()


def test_an_edit_that_is_saved_over_whatever_is_there_is_seen(
    tmp_path: Path, place: BriefSource, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unguarded(file: Path, was: str | None, files: Mapping[Path, bytes]) -> None:
        for name, data in files.items():
            write(name, data)

    monkeypatch.setattr(brief_edits, "save_all", unguarded)
    with pytest.raises(pytest.fail.Exception, match="DID NOT RAISE"):
        test_a_brief_that_was_saved_meanwhile_stays_and_nothing_is_left(tmp_path, place, "source", monkeypatch)


@pytest.mark.parametrize(
    ("act", "link"), [("import", "sources"), ("source", "sources"), ("accept", "candidates.jsonl")]
)
def test_no_link_leads_an_edit_out_of_the_briefs_folder(
    tmp_path: Path, place: BriefSource, act: str, link: str
) -> None:
    there, outside = place.file.parent / link, tmp_path / "outside"
    there.rename(outside)
    try:
        there.symlink_to(outside)
    except OSError:
        pytest.skip("this system makes no links")
    before = _files(tmp_path)
    with pytest.raises((FileProblem, UsageError)):
        ACTS[act](WorkspaceFolder(tmp_path), place)
    assert _files(tmp_path) == before
