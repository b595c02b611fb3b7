"""A workspace that is watched in a thread, with a renewal that only reads, so that what was read and when can be seen.

The watcher's clock stands still while a test saves: a save that this machine interrupts for a second is none that took a second.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from unittest.mock import patch

from briefgen.outputs.update import UpdateOutcome, UpdateResult
from briefgen.triggers import watch as watching
from briefgen.triggers.dispatch import dispatch
from briefgen.triggers.watch import Changed, Pace, Watch
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from tests.support.waiting import PATIENCE, until

OFTEN = Pace(look=0.1, check=float("inf"))
"""Without events, ten looks a second; and no full check, however long a test takes."""
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


def slowly(file: Path, text: str, pieces: int = 6) -> Iterator[None]:
    """A save in pieces, which goes on when the next is asked for."""
    size = len(text) // pieces + 1
    with file.open("w") as handle:
        for start in range(0, len(text), size):
            handle.write(text[start : start + size])
            handle.flush()
            yield


class Clock:
    """The monotonic clock of a watcher, in the place of its module `time`; it goes by the machine's unless it is held."""

    def __init__(self) -> None:
        self._behind, self._at = 0.0, 0.0
        self._holding = False

    def monotonic(self) -> float:
        return self._at if self._holding else time.monotonic() - self._behind

    @contextmanager
    def held(self) -> Iterator[None]:
        """Time passes only by `pass_by`."""
        self._at = self.monotonic()
        self._holding = True
        try:
            yield
        finally:
            self._behind = time.monotonic() - self._at
            self._holding = False

    def pass_by(self, seconds: float) -> None:
        self._at += seconds


class Desk:
    """What the watcher did: (slug, cause, names of the changed files, text read), and what it said."""

    def __init__(self, root: Path, *slugs: str) -> None:
        self.workspace, self.clock = WorkspaceFolder(root), Clock()
        self.watch: Watch | None = None
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

    def saw(self, slug: str, text: str) -> None:
        """The last that was read is this."""
        until(lambda: self.read(slug)[-1:] == [text])

    def save(self, file: Path, text: str, way: Callable[[Path, str], object] = Path.write_text) -> None:
        """A save that takes no time, though the watcher may look in the midst of it."""
        with self.clock.held():
            way(file, text)

    def noticed(self, slug: str) -> None:
        """The watcher has looked at the brief as it is now."""

        def seen() -> bool:
            assert self.watch
            state = self.file(slug).stat()
            stamps = {path: stamp for watched in self.watch.watched.values() for path, stamp in watched.seen.items()}
            return stamps[self.file(slug).absolute()] == (state.st_size, state.st_mtime_ns, state.st_ino)

        until(seen)

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
        with patch.object(watching, "time", self.clock):
            self.watch = Watch(self.workspace.root, self.sources, stop, self.said.append, polling=polling, pace=pace)
            thread = threading.Thread(target=dispatch, args=(self.watch.changes(), self.renew))
            thread.start()
            try:
                until(lambda: {slug for slug, *_ in self.done} >= {source.slug for source in self.sources()})
                yield
            finally:
                stop.set()
                thread.join(PATIENCE)
        assert not thread.is_alive()


def _digest(path: Path) -> str | None:
    return sha256(path.read_bytes()).hexdigest() if path.is_file() else None


def same_time(file: Path, text: str) -> None:
    """A save that no stamp shows: the same size, time and inode."""
    state = file.stat()
    with file.open("r+") as handle:
        handle.write(text)
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
