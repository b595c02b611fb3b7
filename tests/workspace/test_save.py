"""A file that was changed after it was read is never written over."""

from __future__ import annotations

import re
import sys
from hashlib import sha256
from pathlib import Path
from threading import Barrier, Thread

import pytest

from briefgen.errors import FileProblem
from briefgen.workspace import files
from briefgen.workspace.files import FileChanged, save, save_all, write


def digest(data: bytes) -> str:
    return sha256(data).hexdigest()


@pytest.fixture
def brief(tmp_path: Path) -> Path:
    file = tmp_path / "brief.yaml"
    file.write_bytes(b"title: A\n")
    return file


def left(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_file_as_it_was_read_is_saved(brief: Path) -> None:
    save(brief, digest(b"title: A\n"), b"title: B\n")
    assert brief.read_bytes() == b"title: B\n"
    assert left(brief.parent) == ["brief.yaml"]


def test_a_file_that_was_changed_meanwhile_stays(brief: Path) -> None:
    was = digest(brief.read_bytes())
    brief.write_bytes(b"title: theirs\n")
    with pytest.raises(FileChanged, match="was changed after it was read, so nothing was written"):
        save(brief, was, b"title: ours\n")
    assert brief.read_bytes() == b"title: theirs\n"
    assert left(brief.parent) == ["brief.yaml"]


def test_a_file_that_is_gone_does_not_come_back(brief: Path) -> None:
    was = digest(brief.read_bytes())
    brief.unlink()
    with pytest.raises(FileChanged, match="was deleted or renamed"):
        save(brief, was, b"title: ours\n")
    assert left(brief.parent) == []


def test_a_new_file_is_made_and_one_that_has_come_stays(tmp_path: Path) -> None:
    file = tmp_path / "brief.yaml"
    save(file, None, b"title: A\n")
    assert file.read_bytes() == b"title: A\n"
    with pytest.raises(FileChanged):
        save(file, None, b"title: B\n")
    assert file.read_bytes() == b"title: A\n"
    assert left(tmp_path) == ["brief.yaml"]


@pytest.mark.parametrize("lock", ["_held", "_held_by_name"])
def test_of_many_that_read_the_same_one_saves(brief: Path, lock: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "_held", getattr(files, lock))  # the second is that of Windows
    was, ready, done = digest(brief.read_bytes()), Barrier(8), []

    def one(number: int) -> None:
        ready.wait()
        try:
            save(brief, was, b"title: %d\n" % number)
        except FileChanged:
            return
        done.append(number)

    threads = [Thread(target=one, args=(number,)) for number in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(done) == 1
    assert brief.read_bytes() == b"title: %d\n" % done[0]


@pytest.mark.skipif(sys.platform == "win32", reason="modes and links")
def test_the_mode_and_a_link_stay(brief: Path) -> None:
    brief.chmod(0o640)
    link = brief.with_name("link.yaml")
    link.symlink_to(brief.name)
    save(link, digest(brief.read_bytes()), b"title: B\n")
    assert link.is_symlink()
    assert brief.read_bytes() == b"title: B\n"
    assert brief.stat().st_mode & 0o777 == 0o640


def test_a_file_that_is_open_elsewhere_is_told_with_what_to_do(brief: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Windows refuses to replace a file that a program has open."""

    def refused(staged: Path, file: Path) -> None:
        error = PermissionError(13, "Access is denied", str(staged), 5, str(file))
        error.winerror = 5  # type: ignore[attr-defined, unused-ignore]
        raise error

    monkeypatch.setattr(Path, "replace", refused)
    told = "Is it open in another program, such as Word? Close it there, then repeat."
    with pytest.raises(FileProblem, match=f"cannot be written: Access is denied. {re.escape(told)}$"):
        write(brief, b"new")
    with pytest.raises(FileProblem, match=f"cannot be written: Access is denied. {re.escape(told)}$"):
        save(brief, digest(brief.read_bytes()), b"new")
    assert (brief.read_bytes(), left(brief.parent)) == (b"title: A\n", ["brief.yaml"])


def test_a_folder_that_cannot_be_is_told(brief: Path) -> None:
    with pytest.raises(FileProblem, match="cannot be written"):
        save(brief / "brief.yaml", None, b"")


def test_what_goes_with_a_brief_is_written_with_it_or_not_at_all(brief: Path) -> None:
    text, was = brief.parent / "sources" / "a.txt", digest(brief.read_bytes())
    save_all(brief, was, {text: b"words", brief: b"title: B\n"})
    assert (text.read_bytes(), brief.read_bytes()) == (b"words", b"title: B\n")
    with pytest.raises(FileChanged):
        save_all(brief, was, {text: b"other words", brief: b"title: C\n"})
    with pytest.raises(FileProblem):
        save_all(brief, digest(brief.read_bytes()), {brief: b"title: C\n", brief / "a.txt": b"no folder"})
    assert (text.read_bytes(), brief.read_bytes()) == (b"words", b"title: B\n")
    assert sorted(file.name for file in brief.parent.rglob("*")) == ["a.txt", "brief.yaml", "sources"]
