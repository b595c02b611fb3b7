"""Files: whole or not at all, and a manifest that says what went in and what came out."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.errors import FileProblem, RenderError, UsageError
from briefgen.publish import build as building
from briefgen.publish.build import build
from briefgen.publish.files import write
from briefgen.publish.templates import Templates
from briefgen.publish.workspace import Source, Workspace
from conftest import Write


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


def test_the_manifest_has_the_digests_of_what_was_read_and_written(written: Write, tmp_path: Path) -> None:
    loaded = written("title: x\nsources: {s: {title: t, file: sources/s.txt}}\n", sources__s_txt="words")
    assert loaded.brief is not None
    build(loaded, loaded.brief, Workspace(tmp_path), ("docx",))
    made = json.loads((tmp_path / "out" / "small" / "manifest.json").read_text())
    assert made["inputs"]["briefs/small/sources/s.txt"] == sha256(b"words").hexdigest()
    assert made["inputs"]["briefs/office.yaml"] is None, "it was looked for"
    assert made["inputs"]["briefgen:house.docx"]
    output = (tmp_path / "out" / "small" / "small.docx").read_bytes()
    assert made["outputs"]["small.docx"] == {"sha256": sha256(output).hexdigest(), "bytes": len(output)}
    assert str(tmp_path) not in json.dumps(made)


def test_two_renders_give_the_same_bytes(written: Write, tmp_path: Path) -> None:
    loaded = written("title: x\nevents: {e: {title: t, when: 2022-11-15 15:40, principal: yes}}\n")
    assert loaded.brief is not None
    for out in ("one", "two"):
        build(loaded, loaded.brief, Workspace(tmp_path), ("pdf", "docx"), out=tmp_path / out)
    one, two = ({file.name: file.read_bytes() for file in (tmp_path / out).iterdir()} for out in ("one", "two"))
    assert one == two
    assert set(one) == {"small.pdf", "small.docx", "manifest.json"}


def test_an_unchanged_chart_is_not_drawn_again(written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    loaded = written("title: x\nevents: {e: {title: t, when: 2022-11-15 15:40, principal: yes}}\n")
    assert loaded.brief is not None
    build(loaded, loaded.brief, Workspace(tmp_path), ("docx",))
    first = (tmp_path / "out" / "small" / "small.docx").read_bytes()
    assert len(list((tmp_path / "out" / ".charts").iterdir())) == 1

    def drawn(*_: object, **__: object) -> bytes:
        raise AssertionError("it is kept")

    monkeypatch.setattr("briefgen.render.png.png", drawn)
    build(loaded, loaded.brief, Workspace(tmp_path), ("docx",))
    assert (tmp_path / "out" / "small" / "small.docx").read_bytes() == first
    next((tmp_path / "out" / ".charts").iterdir()).write_bytes(b"damaged")
    with pytest.raises(AssertionError, match="it is kept"):
        build(loaded, loaded.brief, Workspace(tmp_path), ("docx",))


def test_nothing_is_written_when_one_format_cannot_be_made(
    written: Write, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    loaded = written("title: x\n")
    assert loaded.brief is not None
    render = building.render

    def broken(document: object, format_: str, *rest: object) -> object:
        if format_ == "docx":
            raise RenderError("no")
        return render(document, format_, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(building, "render", broken)
    with pytest.raises(RenderError):
        build(loaded, loaded.brief, Workspace(tmp_path), ("pdf", "docx"))
    assert not (tmp_path / "out").exists()


def test_the_workspace_is_the_nearest_folder_with_briefs(tmp_path: Path) -> None:
    deep = tmp_path / "briefs" / "a" / "sources"
    deep.mkdir(parents=True)
    assert Workspace.find(deep).root == tmp_path
    with pytest.raises(UsageError):
        Workspace.find(deep, tmp_path / "nowhere")


def test_briefs_are_found_by_slug_folder_and_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "briefs" / "one"
    folder.mkdir(parents=True)
    (folder / "brief.yaml").write_text("title: x\n")
    (tmp_path / "briefs" / "two.yaml").write_text("title: x\n")
    (tmp_path / "briefs" / "office.yaml").write_text("")
    (tmp_path / "elsewhere.yaml").write_text("title: x\n")
    monkeypatch.chdir(tmp_path)
    workspace = Workspace(tmp_path)
    assert [source.slug for source in workspace.sources()] == ["one", "two"]
    one = (Source("one", folder / "brief.yaml"),)
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
    assert found("front.what") == "What"
    with pytest.raises(UsageError, match="There are no words for the language 'xx'"):
        Templates(tmp_path).words("xx")


def test_a_wrong_outline_is_told_at_its_place(tmp_path: Path) -> None:
    outlines = tmp_path / "templates" / "outlines"
    outlines.mkdir(parents=True)
    (outlines / "mine.yaml").write_text("sections: [timelin]\n")
    with pytest.raises(FileProblem, match=r"mine\.yaml:1"):
        Templates(tmp_path).outline("mine")
    (outlines / "round.yaml").write_text("sections: [\n")
    with pytest.raises(FileProblem, match=r"round\.yaml:"):
        Templates(tmp_path).outline("round")


def test_every_catalogue_has_every_word_of_the_first(tmp_path: Path) -> None:
    templates = Templates(tmp_path)
    known = set(templates.words("en-GB").texts)
    folder = Path(__file__).parents[1] / "templates" / "words"
    for file in folder.glob("*.yaml"):
        assert known <= set(templates.words(file.stem).texts), file.name
