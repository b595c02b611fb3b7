"""Saved files become triggers: hints say when to look, stamps what differs, and a file must be still before it is read."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from stat import S_ISDIR
from typing import Literal

from briefgen.build.keys import digest
from briefgen.outputs.update import UpdateResult
from briefgen.triggers.fs_events import NoEvents, Stop, events, polls
from briefgen.workspace.folders import BriefSource

FileStamp = tuple[int, int, int] | None
"""Size, time of the last change in nanoseconds and inode of a file; None when it is not there."""
_ODD: FileStamp = (-1, -1, -1)
"""The stamp of no file."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds: how long a file must be still before it is read, after how long it is said that it is not, between two full
    checks, and between two looks where the system gives no events."""

    still: float = 0.25
    patience: float = 10.0
    check: float = 30.0
    look: float = 0.3


@dataclass(frozen=True, slots=True)
class Changed:
    """A brief to be renewed, with the inputs that differ: first seen, saved, or to be checked whatever the stamps say."""

    source: BriefSource
    cause: Literal["first", "saved", "check"]
    files: tuple[Path, ...] = ()


@dataclass(slots=True)
class _Watched:
    """One brief: the stamps that its files in out/ stand for, those seen last, since when they are still, since when they differ."""

    source: BriefSource
    stand: dict[Path, FileStamp]
    seen: dict[Path, FileStamp] = field(default_factory=dict)
    still: float = 0.0
    differs: float | None = None
    told: bool = False
    cause: Literal["first", "saved"] = "first"

    @property
    def file(self) -> Path:
        return self.source.file.absolute()

    def look(self, stamp: Callable[[Path], FileStamp], now: float) -> None:
        """See how the inputs stand now, on the monotonic clock."""
        seen = {path: stamp(path) for path in self.stand}
        if seen != self.seen:
            self.seen, self.still = seen, now
        if self.seen == self.stand:
            self.differs, self.told = None, False
        elif self.differs is None:
            self.differs = now

    def take(self, renewed: UpdateResult) -> None:
        """Stand for what was read. Of a file known before, that is its stamp from before it was read; of another, its stamp
        now if it is still what was read."""
        paths = dict.fromkeys((self.file, *renewed.inputs))
        if renewed.outcome in ("refused", "failed"):  # it stopped before it had read everything
            paths |= dict.fromkeys(self.stand)
        read = {} if renewed.outcome == "failed" else renewed.inputs

        def stamp(path: Path) -> FileStamp:
            if path in self.seen:
                return self.seen[path]
            return _stamp_of(path, read[path]) if path in read else _stamp(path)

        self.stand = {path: stamp(path) for path in paths}
        self.seen, self.differs, self.told, self.cause = dict(self.stand), None, False, "saved"


class Watch:
    """The briefs of a workspace, watched.

    `sources` gives the briefs that there are now, `root` is the workspace's folder, `tell` takes what a user should know.
    Only inputs are looked at, so that what is written to out/ or editions/ triggers nothing.
    """

    def __init__(
        self,
        root: Path,
        sources: Callable[[], Iterable[BriefSource]],
        stop: Stop,
        tell: Callable[[str], None],
        *,
        polling: bool = False,
        pace: Pace = Pace(),
    ) -> None:
        self.root, self.sources, self.stop, self.tell = root, sources, stop, tell
        self.polling, self.pace = polling, pace
        self.watched: dict[BriefSource, _Watched] = {}
        self.checked = time.monotonic()

    def changes(self) -> Generator[Changed, UpdateResult, None]:
        """The briefs to be renewed, without end: each once when it is first seen, then whenever its inputs differ and are still.

        Whoever takes one sends back what came of it, which says what to watch from then on.
        """
        while not self.stop.is_set():
            self._enrol()
            folders = self._folders()
            for hinted in self._hints([folder for folder, _, _ in folders]):
                renewed = yield from self._due(everything=hinted)
                if not self.polling and (hinted or renewed) and self._folders() != folders:
                    break

    # -- where to look ------------------------------------------------------------------------------------------------

    def _enrol(self) -> None:
        """New briefs, each with what its first renewal may read before it fails."""
        new = [source for source in self.sources() if source not in self.watched]
        shared = [self.root / "briefs" / "office.yaml", *_entries(self.root / "templates", "**/*")] if new else []
        for source in new:
            self.watched[source] = _Watched(source, dict.fromkeys((source.file.absolute(), *shared), _ODD))

    def _folders(self) -> frozenset[tuple[Path, int, int]]:
        """The folders of all inputs, and those above them up to the workspace, each with its device and inode: a folder that
        was made anew is another one. Of a folder that is not there, the nearest above it."""
        wanted = {path.parent for watched in self.watched.values() for path in watched.stand}
        wanted |= {path for watched in self.watched.values() for path in watched.stand if path.is_dir()}
        wanted |= {self.root / "briefs", self.root / "templates"}
        wanted |= {entry for entry in _entries(self.root / "briefs") if entry.is_dir()}
        wanted |= {above for path in tuple(wanted) for above in path.parents if above.is_relative_to(self.root)}
        found = set()
        for path in wanted:
            for place in (path, *path.parents):
                try:
                    state = place.stat()
                except OSError:
                    continue
                found.add((place, state.st_dev, state.st_ino))
                break
        return frozenset(found)

    def _hints(self, folders: list[Path]) -> Iterator[bool]:
        if not self.polling:
            try:
                yield from events(folders, self.stop)
            except NoEvents as error:
                self.tell(f"looking at the files every {self.pace.look} s instead of waiting for events: {error}")
                self.polling = True
        if self.polling:
            yield from polls(self.pace.look, self.stop)

    # -- what is due --------------------------------------------------------------------------------------------------

    def _due(self, *, everything: bool) -> Generator[Changed, UpdateResult, bool]:
        """The briefs whose inputs differ and are still, and at times all the others. Comes back with whether there was one."""
        stamp, now, some = cache(_stamp), time.monotonic(), False
        if everything:
            self._enrol()
        checking = now - self.checked >= self.pace.check
        for watched in tuple(self.watched.values()):
            if not everything and not checking and watched.differs is None:
                continue
            if some:  # the brief before this one took its time
                stamp, now = cache(_stamp), time.monotonic()
            watched.look(stamp, now)
            if self.stop.is_set():
                break
            if watched.differs is None:
                due = checking and watched.seen[watched.file] is not None
                change = Changed(watched.source, "check") if due else None
            elif now - watched.still >= self.pace.still:
                change = self._settled(watched)
            else:
                change = None
                self._impatient(watched, now)
            if change:
                watched.take((yield change))
                some = True
        if checking:
            self.checked = time.monotonic()
        return some

    def _settled(self, watched: _Watched) -> Changed | None:
        files = tuple(path for path, stamp in watched.seen.items() if stamp != watched.stand[path])
        if watched.seen[watched.file] is None:
            if watched.cause == "saved":
                self.tell(
                    f"{watched.source.slug}: {watched.source.file.name} is not there any more; its files in out/ stay"
                )
            watched.stand, watched.differs, watched.cause = dict(watched.seen), None, "first"
            return None
        return Changed(watched.source, watched.cause, files if watched.cause == "saved" else ())

    def _impatient(self, watched: _Watched, now: float) -> None:
        if not watched.told and watched.differs is not None and now - watched.differs >= self.pace.patience:
            names = sorted(path.name for path, stamp in watched.seen.items() if stamp != watched.stand[path])
            self.tell(f"{watched.source.slug}: {', '.join(names)} is still being written; waiting")
            watched.told = True


def _stamp(path: Path) -> FileStamp:
    try:
        state = path.stat()
    except (OSError, ValueError):
        return None
    if S_ISDIR(state.st_mode):  # as its digest sees it: what is half written in it does not count
        return 0, int(digest(path) or "0", 16), 0
    return state.st_size, state.st_mtime_ns, state.st_ino


def _stamp_of(path: Path, known: str | None) -> FileStamp:
    """The stamp of a file or folder if it has this digest; else that of no file, so that it differs."""
    stamp = _stamp(path)
    return stamp if digest(path) == known and (stamp is None) == (known is None) else _ODD


def _entries(folder: Path, pattern: str = "*") -> list[Path]:
    try:
        return sorted(folder.glob(pattern))
    except OSError:
        return []
