"""A pipe, a device, a socket or a folder in the place of a file is told or passed over; nothing waits for it."""

from __future__ import annotations

import os
import socket
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.build.keys import digest
from briefgen.errors import FileProblem
from briefgen.workspace.files import kept, read
from tests.support.commands import briefgen

pytestmark = pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of POSIX")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A workspace whose one brief is rendered."""
    (tmp_path / "briefs" / "b1").mkdir(parents=True)
    (tmp_path / "briefs" / "b1" / "brief.yaml").write_text("title: The tank leaked\n")
    assert briefgen("render", "--format", "txt", cwd=tmp_path).returncode == 0
    return tmp_path


def put(kind: str, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.unlink(missing_ok=True)
    if kind == "pipe":
        os.mkfifo(file)
    elif kind == "device":
        file.symlink_to("/dev/zero")
    elif kind == "folder":
        file.mkdir()
    else:
        with socket.socket(socket.AF_UNIX) as made:
            here = Path.cwd()
            os.chdir(file.parent)  # the path of a socket may have 107 bytes
            made.bind(file.name)
            os.chdir(here)


@pytest.mark.parametrize("kind", ["pipe", "device", "socket", "folder"])
@pytest.mark.parametrize(
    "name",
    ["briefs/office.yaml", "templates/outlines/incident.yaml", "templates/words/en-GB.yaml", "templates/house.docx"],
)
def test_what_is_no_file_is_told_at_once(name: str, kind: str, place: Path) -> None:
    put(kind, place / name)
    done = briefgen("render", "--format", "txt", cwd=place)
    assert done.returncode == 3, done.stdout + done.stderr
    assert Path(name).name in done.stderr
    assert (
        "it is a folder" if kind == "folder" else "it is no file, but a pipe or a device"
    ) in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("kind", ["pipe", "device", "socket"])
def test_what_can_be_made_again_is(kind: str, place: Path) -> None:
    for name in ("manifest.json", "b1.txt"):
        put(kind, place / "out" / "b1" / name)
        assert briefgen("render", "--format", "txt", cwd=place).returncode == 0
        assert (place / "out" / "b1" / name).is_file()
        assert not (place / "out" / "b1" / name).is_symlink()


def test_a_pipe_is_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(FileProblem, match="it is no file, but a pipe or a device"):
        read(tmp_path / "pipe")
    assert (kept(tmp_path / "pipe"), digest(tmp_path / "pipe")) == (b"", "")
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "link").symlink_to("file")
    assert (read(tmp_path / "link"), digest(tmp_path / "link")) == (b"x", sha256(b"x").hexdigest())


def test_a_folder_has_the_digest_of_the_names_in_it(tmp_path: Path) -> None:
    folder = tmp_path / "editions"
    assert digest(folder) is None
    (folder / "0002").mkdir(parents=True)
    (folder / "0001").mkdir()
    (folder / ".0003.17.tmp").mkdir()
    assert digest(folder) == sha256(b"0001\n0002").hexdigest()


def test_a_picture_that_cannot_be_kept_is_drawn(place: Path) -> None:
    from briefgen.look.fonts import HOUSE
    from briefgen.timeline.strokes import Panel
    from briefgen.workspace.pictures import Pictures

    (place / "out" / ".charts").write_text("no folder")  # as a folder that nobody may write to, also for root
    made = Pictures(place / "out" / ".charts")(Panel(100, 50, (), ()), HOUSE)
    assert made.startswith(b"\x89PNG")


def test_an_edition_needs_no_place_to_keep_pictures(place: Path) -> None:
    """The folder of pictures may be deleted at any time, and may be one that nobody may write to."""
    charts = place / "out" / ".charts"
    charts.unlink(missing_ok=True)
    charts.write_text("no folder")  # nobody may write into it, root neither
    brief = place / "briefs" / "b1" / "brief.yaml"
    brief.write_text(
        "title: The tank leaked\nmarking: none\nas_of: 2026-03-04\nbottom_line: It leaked.\nsources: {log: The log}\n"
        "events:\n  leak: {title: It leaks, principal: true, when: 2026-03-03, evidence: log}\n"
        "  found: {title: The leak is found, when: 2026-03-04, evidence: log}\n"
    )
    done = briefgen("issue", "b1", cwd=place)
    assert done.returncode == 0, done.stdout + done.stderr
    assert list((place / "briefs" / "b1" / "editions" / "0001").glob("*.docx"))
    assert charts.read_text() == "no folder"
