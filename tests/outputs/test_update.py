"""Files in out/: whole or not at all, current or made again, and a manifest that says what went in and what came out."""

from __future__ import annotations

import json
import os
import threading
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest

from briefgen.build import artifacts as pressing
from briefgen.document.blocks import Document
from briefgen.errors import Exit, Faulty, FileProblem, RenderError, UsageError
from briefgen.outputs.update import Options, UpdateResult, update
from briefgen.renderers import Format, render
from briefgen.renderers.rendered import Rendered
from briefgen.workspace.files import freeze, sweep, write, write_all
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates
from tests.support.checkout import Write
from tests.support.waiting import PATIENCE

EVENT = "title: x\nevents: {e: {title: t, when: 2022-11-15 15:40, principal: yes}}\n"
DOCX = Options(("docx",))


def renewed(root: Path, options: Options = DOCX, *, out: Path | None = None, force: bool = False) -> UpdateResult:
    source = BriefSource("small", root / "briefs" / "small" / "brief.yaml")
    return update(WorkspaceFolder(root), source, options, out=out, force=force)


def rendering(root: Path) -> dict[str, dict[str, object]]:
    found: list[dict[str, dict[str, object]]] = json.loads((root / "out/small/manifest.json").read_text())["renderings"]
    return found[0]


# -- writing ----------------------------------------------------------------------------------------------------------


def test_a_file_is_replaced_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    write(tmp_path / "a" / "x.pdf", b"one")
    write(tmp_path / "a" / "x.pdf", b"two")
    assert (tmp_path / "a" / "x.pdf").read_bytes() == b"two"
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["x.pdf"]


def test_a_write_that_fails_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(tmp_path / "x.pdf", b"old")

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem, match="No space left on device"):
        write(tmp_path / "x.pdf", b"new")
    assert (tmp_path / "x.pdf").read_bytes() == b"old"
    assert [file.name for file in tmp_path.iterdir()] == ["x.pdf"]


def test_of_several_files_none_is_replaced_when_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_all(tmp_path, {"a": b"old", "b": b"old"})
    synced = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) == 2:
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem, match="b: cannot be written: No space left on device"):
        write_all(tmp_path, {"a": b"new", "b": b"new"})
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"a": b"old", "b": b"old"}


def test_a_frozen_folder_is_there_whole_and_never_written_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    freeze(tmp_path / "e" / "0001", {"a": b"one", "b": b"two"})
    assert {file.name for file in (tmp_path / "e" / "0001").iterdir()} == {"a", "b"}
    with pytest.raises(FileProblem, match="it is there already"):
        freeze(tmp_path / "e" / "0001", {"a": b"other"})
    assert (tmp_path / "e" / "0001" / "a").read_bytes() == b"one"

    def full(handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(FileProblem, match="No space left"):
        freeze(tmp_path / "e" / "0002", {"a": b"one"})
    assert [folder.name for folder in (tmp_path / "e").iterdir()] == ["0001"]


def test_what_a_dead_run_has_left_is_swept_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".x.pdf.123-4.tmp").write_bytes(b"half")
    (tmp_path / ".0003.123.tmp").mkdir()
    (tmp_path / ".0003.123.tmp" / "edition.json").write_bytes(b"half")
    (tmp_path / "x.pdf").write_bytes(b"whole")
    (tmp_path / ".gitkeep").write_bytes(b"")
    sweep(tmp_path)
    assert {file.name for file in tmp_path.iterdir()} == {"x.pdf", ".gitkeep"}


# -- the manifest -----------------------------------------------------------------------------------------------------


def test_the_manifest_has_the_digests_of_what_was_read_and_written(written: Write, tmp_path: Path) -> None:
    written("title: x\nsources: {s: {title: t, file: sources/s.txt}}\n", sources__s_txt="words")
    assert renewed(tmp_path).outcome == "built"
    made = rendering(tmp_path)
    assert made["inputs"]["briefs/small/sources/s.txt"] == sha256(b"words").hexdigest()
    assert made["inputs"]["briefs/office.yaml"] is None, "it was looked for"
    assert made["inputs"]["briefgen:house.docx"]
    output = (tmp_path / "out" / "small" / "small.docx").read_bytes()
    assert made["outputs"]["small.docx"] == {"sha256": sha256(output).hexdigest(), "bytes": len(output)}
    assert str(tmp_path) not in json.dumps(made)


def test_two_renders_give_the_same_bytes(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    for out in ("one", "two"):
        renewed(tmp_path, Options(), out=tmp_path / out)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / out).iterdir()} for out in ("one", "two"))
    assert one == two
    assert set(one) == {"small.pdf", "small.docx", "manifest.json"}


def test_an_unchanged_chart_is_not_drawn_again(written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(EVENT)
    renewed(tmp_path)
    first = (tmp_path / "out" / "small" / "small.docx").read_bytes()
    assert len(list((tmp_path / "out" / ".charts").iterdir())) == 1

    def drawn(*_: object, **__: object) -> bytes:
        raise RenderError("it is kept")

    monkeypatch.setattr("briefgen.renderers.png.png", drawn)
    assert renewed(tmp_path, force=True).outcome == "restat"
    assert (tmp_path / "out" / "small" / "small.docx").read_bytes() == first
    next((tmp_path / "out" / ".charts").iterdir()).write_bytes(b"damaged")
    assert renewed(tmp_path, force=True).fault == "it is kept"


def test_nothing_is_written_when_one_format_cannot_be_made(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    written("title: x\n")

    def broken(document: Document, format_: Format, *rest: Any) -> Rendered:
        if format_ == "docx":
            raise RenderError("no")
        return render(document, format_, *rest)

    monkeypatch.setattr(pressing, "render", broken)
    failed = renewed(tmp_path, Options())
    assert (failed.outcome, failed.exit, failed.fault) == ("failed", Exit.RENDER, "no")
    assert not (tmp_path / "out").exists()


# -- current or not ---------------------------------------------------------------------------------------------------


def test_nothing_is_done_while_nothing_has_changed(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    assert renewed(tmp_path).why == ("not rendered yet",)
    before = {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "small").iterdir()}
    again = renewed(tmp_path)
    assert (again.outcome, again.why) == ("current", ())
    assert [file.name for file in again.files] == ["small.docx"]
    assert {file: file.stat().st_mtime_ns for file in (tmp_path / "out" / "small").iterdir()} == before


def test_each_reason_is_told(written: Write, tmp_path: Path) -> None:
    written("title: x\nsources: {s: {title: t, file: sources/s.txt}}\n", sources__s_txt="words")
    renewed(tmp_path)
    briefs, out = tmp_path / "briefs", tmp_path / "out" / "small"
    reasons = {}

    def after(step: str) -> None:
        reasons[step] = renewed(tmp_path).why

    (briefs / "small" / "sources" / "s.txt").write_text("other words")
    after("source")
    (briefs / "office.yaml").write_text("publisher: Office\n")
    after("office")
    (briefs / "office.yaml").unlink()
    after("no office")
    words = tmp_path / "templates" / "words"
    words.mkdir(parents=True)
    (words / "en-GB.yaml").write_bytes((Path(__file__).parents[2] / "templates/words/en-GB.yaml").read_bytes())
    after("a template of its own")
    (out / "small.docx").write_bytes(b"scribbled on")
    after("output")
    (out / "small.docx").unlink()
    after("output gone")
    (out / "manifest.json").write_bytes(b"{")
    after("manifest")
    assert reasons == {
        "source": ("briefs/small/sources/s.txt has changed",),
        "office": ("briefs/office.yaml is new",),
        "no office": ("briefs/office.yaml is gone",),
        "a template of its own": ("templates/words/en-GB.yaml is new",),
        "output": ("small.docx was changed after it was made",),
        "output gone": ("small.docx is gone",),
        "manifest": ("not rendered yet",),
    }
    assert renewed(tmp_path).outcome == "current"


def test_another_version_makes_the_files_again(written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(EVENT)
    renewed(tmp_path)
    from briefgen.build import manifest

    versions = rendering(tmp_path)["versions"]
    monkeypatch.setattr(manifest, "toolchain", lambda: {**versions, "reportlab": "99"})
    assert renewed(tmp_path).why == (f"reportlab 99 instead of {versions['reportlab']}",)


def test_a_change_that_no_reader_sees_leaves_the_same_bytes(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    renewed(tmp_path)
    written(f"# a remark\n{EVENT}")
    same = renewed(tmp_path)
    assert (same.outcome, same.why) == ("restat", ("briefs/small/brief.yaml has changed",))
    assert renewed(tmp_path).outcome == "current"


def test_what_lies_beside_it_is_kept_current_too(written: Write, tmp_path: Path) -> None:
    """A reader who finds three files in a folder takes them for one and the same brief."""
    written(EVENT)
    out = tmp_path / "out" / "small"
    renewed(tmp_path, Options(("docx", "txt")))
    renewed(tmp_path, Options(("txt",), "one-pager"))
    assert {file.name for file in out.iterdir()} == {"small.docx", "small.txt", "small-one-pager.txt", "manifest.json"}
    written(EVENT.replace("title: t", "title: The quay burns"))
    renewed(tmp_path, Options(("docx",)))
    assert "The quay burns" in (out / "small.txt").read_text()
    assert "The quay burns" in (out / "small-one-pager.txt").read_text()
    assert renewed(tmp_path, Options(("txt",), "one-pager")).outcome == "current"
    assert renewed(tmp_path, Options(("txt",), "incident")).outcome == "current", "its own outline by name"
    assert renewed(tmp_path, Options(("html",))).why == ("no html yet",)


def test_what_came_out_the_same_is_not_written_again(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    renewed(tmp_path, Options(("txt", "html")))
    file = tmp_path / "out" / "small" / "small.txt"
    os.utime(file, (1, 1))
    written(f"# a remark\n{EVENT}")
    assert renewed(tmp_path, Options(("txt", "html"))).outcome == "restat"
    assert file.stat().st_mtime == 1
    file.unlink()
    assert renewed(tmp_path, Options(("txt", "html"))).outcome == "built", "a reader may have missed it"


def test_an_outline_that_is_gone_takes_its_files_with_it(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    own = tmp_path / "templates" / "outlines" / "mine.yaml"
    own.parent.mkdir(parents=True)
    own.write_text("sections: [timeline]\n")
    renewed(tmp_path, Options(("txt",)))
    assert renewed(tmp_path, Options(("txt",), "mine")).outcome == "built"
    own.unlink()
    assert renewed(tmp_path, Options(("txt",))).why == ("templates/outlines/mine.yaml is gone",)
    assert {file.name for file in (tmp_path / "out" / "small").iterdir()} == {"small.txt", "manifest.json"}
    assert renewed(tmp_path, Options(("txt",), "mine")).exit == Exit.USAGE


def test_files_of_another_kind_of_brief_do_not_stay(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    renewed(tmp_path, Options(("txt", "docx")))
    written(f"kind: sitrep\n{EVENT}")
    renewed(tmp_path, Options(("txt",)))
    assert {file.name for file in (tmp_path / "out" / "small").iterdir()} == {"small.txt", "manifest.json"}
    assert "Situation report" in (tmp_path / "out" / "small" / "small.txt").read_text()


def test_a_brief_with_errors_keeps_its_last_good_files(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    renewed(tmp_path)
    before = {file: file.read_bytes() for file in (tmp_path / "out" / "small").iterdir()}
    written("title: [")
    refused = renewed(tmp_path)
    assert (refused.outcome, refused.exit) == ("refused", Exit.REFUSED)
    assert refused.problems
    assert tmp_path / "briefs" / "small" / "brief.yaml" in refused.inputs, "so that a watcher knows where to look"
    assert {file: file.read_bytes() for file in (tmp_path / "out" / "small").iterdir()} == before


def test_two_at_once_build_once(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    outcomes: list[str] = []
    threads = [threading.Thread(target=lambda: outcomes.append(renewed(tmp_path).outcome)) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    assert sorted(outcomes) == ["built", *["current"] * 5]


def test_what_cannot_be_locked_or_written_is_one_line(written: Write, tmp_path: Path) -> None:
    written(EVENT)
    (tmp_path / ".briefgen").write_text("a file where a folder should be")
    failed = renewed(tmp_path)
    assert (failed.outcome, failed.exit) == ("failed", Exit.FILE)
    assert "\n" not in failed.fault


# -- where files lie --------------------------------------------------------------------------------------------------


def test_the_workspace_is_the_nearest_folder_with_briefs(tmp_path: Path) -> None:
    deep = tmp_path / "briefs" / "a" / "sources"
    deep.mkdir(parents=True)
    assert WorkspaceFolder.find(deep).root == tmp_path
    with pytest.raises(UsageError):
        WorkspaceFolder.find(deep, tmp_path / "nowhere")


def test_briefs_are_found_by_slug_folder_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "briefs" / "one"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text("title: x\n")
    (tmp_path / "briefs" / "two.yaml").write_text("title: x\n")
    (tmp_path / "briefs" / "office.yaml").write_text("")
    (tmp_path / "elsewhere.yaml").write_text("title: x\n")
    monkeypatch.chdir(tmp_path)
    workspace = WorkspaceFolder(tmp_path)
    assert [source.slug for source in workspace.sources()] == ["one", "two"]
    one = (BriefSource("one", folder / "brief.yaml"),)
    assert workspace.sources(["one"]) == one
    assert workspace.sources(["briefs/one"]) == one
    assert workspace.sources(["briefs/one/brief.yaml", "one"]) == one
    assert workspace.sources(["elsewhere.yaml"])[0].slug == f"{tmp_path.name}--elsewhere"


def test_a_workspaces_own_templates_stand_before_the_shipped_ones(tmp_path: Path) -> None:
    words = tmp_path / "templates" / "words"
    words.mkdir(parents=True)
    (words / "en-AU.yaml").write_text("base: en-GB\nfront: {bottom_line: In a nutshell}\n")
    found = Templates(tmp_path).words("en-AU")
    assert found("front.bottom_line") == "In a nutshell"
    assert found("front.key_points") == "Key points"
    with pytest.raises(UsageError, match="There are no words for the language 'xx'"):
        Templates(tmp_path).words("xx")


def test_a_wrong_outline_is_told_at_its_place(tmp_path: Path) -> None:
    outlines = tmp_path / "templates" / "outlines"
    outlines.mkdir(parents=True)
    (outlines / "mine.yaml").write_text("sections: [timelin]\n")
    with pytest.raises(Faulty) as mine:
        Templates(tmp_path).outline("mine")
    assert "templates/outlines/mine.yaml:1:12: error" in str(mine.value.problems[0])
    (outlines / "round.yaml").write_text("sections: [\n")
    with pytest.raises(Faulty) as broken:
        Templates(tmp_path).outline("round")
    assert "templates/outlines/round.yaml:" in str(broken.value.problems[0])


def test_every_catalogue_has_every_word_of_the_first(tmp_path: Path) -> None:
    templates = Templates(tmp_path)
    known = set(templates.words("en-GB").texts)
    folder = Path(__file__).parents[2] / "templates" / "words"
    for file in folder.glob("*.yaml"):
        assert known <= set(templates.words(file.stem).texts), file.name


@pytest.mark.parametrize(("slug", "refused"), [("manifest", True), ("Manifest", True), ("manifesto", False)])
def test_no_file_of_a_brief_takes_the_place_of_the_manifest(tmp_path: Path, slug: str, refused: bool) -> None:
    file = tmp_path / "briefs" / slug / "brief.yaml"
    write(file, EVENT.encode())
    result = update(WorkspaceFolder(tmp_path), BriefSource(slug, file), Options(("json",)))
    assert result.outcome == ("refused" if refused else "built")
    assert [problem.message for problem in result.problems if problem.level == "error"] == (
        ["its JSON would be manifest.json, which says what was rendered"] if refused else []
    )
