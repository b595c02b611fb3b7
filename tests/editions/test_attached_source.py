"""brief.yaml goes out with a PDF only where all of it may: not with what was said off the record or is marked higher."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from briefgen.outputs.update import Options, UpdateResult, update
from briefgen.renderers import FORMATS
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

TEXT = """\
title: The tank leaked
marking: TLP:GREEN
sources: {log: {title: Log of the control room}}
actors: {owner: {name: The owner}}
events: {leak: {title: The tank leaks, when: 2026-03-03 09:12, evidence: log}}
positions:
  public: {actor: owner, says: It leaked., about: leak, evidence: log}
"""
SECRET = """\
  secret:
    actor: owner
    says: CANARY said this
    quote: {text: CANARY quoted}
    topic: CANARY topic
    place: CANARY place
    evidence: log
    attribution: {terms: off_the_record}
"""


Render = Callable[..., UpdateResult]


@pytest.fixture
def render(tmp_path: Path) -> Render:
    workspace = WorkspaceFolder(tmp_path.resolve())
    source = BriefSource("b1", workspace.briefs / "b1" / "brief.yaml")
    source.file.parent.mkdir(parents=True)

    def made(text: str, **options: Any) -> UpdateResult:
        source.file.write_text(text)
        return update(workspace, source, Options(**{"formats": ("pdf",), **options}))

    return made


def attachments(file: Path) -> int:
    with pypdfium2.PdfDocument(file) as document:
        return int(document.count_attachments())


@pytest.mark.parametrize("formats", [("pdf",), ("html",), ("txt", "docx")], ids=str)
def test_what_was_said_off_the_record_keeps_brief_yaml_back(formats: object, render: Render, tmp_path: Path) -> None:
    made = render(TEXT + SECRET, attach_source=True, formats=formats)
    assert (made.outcome, int(made.exit)) == ("refused", 1)
    assert "must not go out with the PDF" in " ".join(map(str, made.problems))
    assert not (tmp_path / "out").exists() or not [f for f in (tmp_path / "out").rglob("*") if f.is_file()]


@pytest.mark.parametrize("marking", ["OFFICIAL", "{label: TLP:GREEN, caveats: [Eyes only]}", "{label: House only}"])
def test_so_does_a_part_whose_marking_the_banner_does_not_cover(marking: str, render: Render) -> None:
    text = TEXT.replace("about: leak,", f"about: leak, marking: {marking},")
    assert render(text).outcome == "built"
    assert render(text, attach_source=True).outcome == "refused"


def test_what_lies_there_from_before_loses_its_attachment(render: Render, tmp_path: Path) -> None:
    assert render(TEXT, attach_source=True, outline="sitrep").outcome == "built"
    sitrep = tmp_path / "out" / "b1" / "b1-sitrep.pdf"
    assert attachments(sitrep) == 1
    assert render(TEXT + SECRET).outcome == "built"
    assert attachments(sitrep) == 0


def test_what_was_said_off_the_record_is_in_no_part_of_any_file(render: Render, tmp_path: Path) -> None:
    import zipfile

    made = render(TEXT + SECRET, formats=FORMATS)
    assert made.outcome == "built", made
    for file in made.files:
        data = file.read_bytes()
        if file.suffix == ".docx":
            with zipfile.ZipFile(file) as parts:
                data = b"".join(parts.read(name) for name in parts.namelist())
        elif file.suffix == ".pdf":
            with pypdfium2.PdfDocument(file) as document:
                words = "".join(page.get_textpage().get_text_bounded() for page in document)
                data += words.encode() + repr(document.get_metadata_dict()).encode()
            for piece in file.read_bytes().split(b"stream\r\n" if b"stream\r\n" in data else b"stream\n"):
                try:
                    data += zlib.decompressobj().decompress(piece)
                except zlib.error:
                    continue
        assert b"CANARY" not in data, file.name
        assert "CANARY".encode("utf-16-be") not in data, file.name
    assert b"CANARY" not in (tmp_path / "out" / "b1" / "manifest.json").read_bytes()
