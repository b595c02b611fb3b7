"""A workspace that is watched in a thread, with a renewal that only reads, so that what was read and when can be seen."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from briefgen.outputs.update import UpdateOutcome, UpdateResult
from briefgen.triggers.dispatch import dispatch
from briefgen.triggers.watch import Changed, Pace, Watch
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from tests.support.waiting import until

OFTEN = Pace(look=0.1)
"""Without events, ten looks a second."""
SAVES: dict[str, Callable[[Path, str], None]] = {}
"""How editors save."""


def _way(save: Callable[[Path, str], None]) -> Callable[[Path, str], None]:
    SAVES[save.__name__] = save
    return save


@_way
def truncate_and_write(file: Path, text: str) -> None:
    file.write_text(text)


@_way
def rename_over(file: Path, text: str) -> None:
    new = file.with_name(".new")
    new.write_text(text)
    new.replace(file)


@_way
def move_away_and_write(file: Path, text: str) -> None:
    old = file.with_name(file.name + "~")
    file.rename(old)
    file.write_text(text)
    old.unlink()


@_way
def overwrite_in_place(file: Path, text: str) -> None:
    with file.open("r+") as handle:
        handle.write(text)
        handle.truncate()


@_way
def delete_and_create(file: Path, text: str) -> None:
    file.unlink()
    file.write_text(text)


def slowly(file: Path, text: str, pieces: int = 6, between: float = 0.12) -> None:
    """A save in pieces; the time between them is what is tested."""
    size = len(text) // pieces + 1
    with file.open("w") as handle:
        for start in range(0, len(text), size):
            handle.write(text[start : start + size])
            handle.flush()
            time.sleep(between)


class Desk:
    """What the watcher did: (slug, cause, names of the changed files, text read), and what it said."""

    def __init__(self, root: Path, *slugs: str) -> None:
        self.workspace = WorkspaceFolder(root)
        self.done: list[tuple[str, str, tuple[str, ...], str]] = []
        self.said: list[str] = []
        self.outcome: UpdateOutcome = "built"
        for slug in slugs:
            self.file(slug).parent.mkdir(parents=True)
            self.file(slug).write_text("title: 0\n")

    def file(self, slug: str) -> Path:
        return self.workspace.briefs / slug / "brief.yaml"

    def read(self, slug: str) -> list[str]:
        """The texts that were read of a brief, in order."""
        return [text for name, _, _, text in self.done if name == slug]

    def saw(self, slug: str, text: str, seconds: float = 5) -> None:
        """The last that was read is this, in time."""
        until(lambda: self.read(slug)[-1:] == [text], seconds)

    def renew(self, change: Changed) -> UpdateResult:
        """Reads a brief and the files that its lines `file: NAME` name."""
        file = change.source.file
        inputs: dict[Path, str | None] = {self.workspace.office: _digest(self.workspace.office)}
        data = file.read_bytes() if file.exists() else None
        inputs[file] = sha256(data).hexdigest() if data is not None else None
        for line in (data or b"").decode().splitlines():
            if line.startswith("file: "):
                path = file.parent / line.removeprefix("file: ")
                inputs[path] = _digest(path)
        names = tuple(path.name for path in change.files)
        self.done.append((change.source.slug, change.cause, names, (data or b"").decode()))
        return UpdateResult(change.source.slug, self.outcome, inputs=inputs)

    def sources(self) -> list[BriefSource]:
        return [BriefSource(file.parent.name, file) for file in self.workspace.briefs.glob("*/brief.yaml")]

    @contextmanager
    def watched(self, *, polling: bool = False, pace: Pace = OFTEN) -> Iterator[None]:
        """Watched, and every brief read once."""
        stop = threading.Event()
        watch = Watch(self.workspace.root, self.sources, stop, self.said.append, polling=polling, pace=pace)
        thread = threading.Thread(target=dispatch, args=(watch.changes(), self.renew))
        thread.start()
        try:
            until(lambda: {slug for slug, *_ in self.done} >= {source.slug for source in self.sources()})
            yield
        finally:
            stop.set()
            thread.join(10)
        assert not thread.is_alive()


def _digest(path: Path) -> str | None:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def same_time(file: Path, text: str) -> None:
    """A save that no stamp shows: the same size, time and inode."""
    state = file.stat()
    with file.open("r+") as handle:
        handle.write(text)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
