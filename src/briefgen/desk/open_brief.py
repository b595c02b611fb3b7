"""A brief that is open at the desk. The file is the truth: it is read again whenever it differs, and written one edit at a time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from threading import RLock

from briefgen.app.check import problems
from briefgen.app.draft import file as candidates
from briefgen.app.means import Means
from briefgen.deliver.ledger import Clock
from briefgen.desk.mailroom import Mailroom
from briefgen.desk.page import LivePage
from briefgen.desk.previews import Previews
from briefgen.editing import Edit, EditRefused, apply
from briefgen.errors import Problem
from briefgen.reading.load import Loaded
from briefgen.workspace.files import FileChanged, kept, read, save_all
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

SavedStamp = tuple[int, ...]
_STEPS = 200
"""Edits that can be undone."""


@dataclass(frozen=True, slots=True)
class BriefReading:
    """What lay in the brief's files at one moment. `version` is another one as soon as a byte of them is; `data` is brief.yaml."""

    version: str
    data: bytes
    loaded: Loaded
    problems: tuple[Problem, ...]


Beside = Callable[[bool], Mapping[Path, bytes]]
"""Files that go with an edit, as they are to be when it is done (True), or undone (False)."""


@dataclass(frozen=True, slots=True)
class Step:
    """One edit that was saved: what it did, in words for the button that undoes it, the file before and after, and what goes with it."""

    label: str
    before: bytes = field(repr=False)
    after: bytes = field(repr=False)
    beside: Beside = field(repr=False)


class NotWritten(Exception):
    """An edit that was not saved, and why, in words for the user. Nothing was overwritten. `focus` is what is to be done first, as the
    page finds it."""

    def __init__(self, said: str, focus: str = "") -> None:
        super().__init__(said)
        self.focus = focus


class OpenBrief:
    """One brief, for every page that shows it. All its methods may be called from several threads. Without `means` it sends nothing."""

    def __init__(self, workspace: WorkspaceFolder, place: BriefSource, now: Clock, means: Means | None = None) -> None:
        self.workspace, self.place, self.now = workspace, place, now
        self.previews = Previews()
        self.mailroom = Mailroom(means)
        self._lock = RLock()
        self._done: list[Step] = []
        self._undone: list[Step] = []
        self.page, self.last_page = LivePage(), b""
        self.sheets: tuple[bytes, ...] = ()
        self._known: tuple[Mapping[Path, SavedStamp], BriefReading | None] = {}, None

    @property
    def slug(self) -> str:
        return self.place.slug

    # -- reading ------------------------------------------------------------------------------------------------------

    def reading(self) -> BriefReading:
        """The brief as it lies there now. Raises FileProblem."""
        with self._lock:
            stamps, known = self._known
            before = {file: _stamp(file) for file in self._files(known)}
            if known and before == stamps:
                return known
            data = read(self.place.file)
            loaded = self.workspace.load(self.place, data)
            version = _version(data, loaded, kept(candidates(self.place)))
            found = BriefReading(version, data, loaded, self.problems_of(loaded))
            # A file that is saved while it is read bears the stamp of before, so that it is read again.
            self._known = {file: before.get(file) or _stamp(file) for file in self._files(found)}, found
            return found

    def problems_of(self, loaded: Loaded) -> tuple[Problem, ...]:
        """Everything that is wrong with what was loaded, each at its place."""
        return tuple(map(loaded.placed, problems(loaded, self.workspace, self.place, self.now())))

    def unsaved(self, edits: Sequence[Edit]) -> Loaded:
        """The brief as it would be with edits that are not saved. Raises EditRefused, FileProblem."""
        with self._lock:
            return self.workspace.load(self.place, apply(self.reading().data, edits, file=self.place.file.name))

    def _files(self, reading: BriefReading | None) -> frozenset[Path]:
        """The files that a reading hangs on."""
        used = (one.path for one in reading.loaded.inputs) if reading else ()
        return frozenset({self.place.file, candidates(self.place), self.workspace.office, *used})

    # -- writing ------------------------------------------------------------------------------------------------------

    def save(
        self,
        edits: Sequence[Edit],
        label: str,
        version: str | None = None,
        beside: Beside = lambda done: {},
    ) -> BriefReading:
        """Write edits into brief.yaml as it lies there now, as one step that can be undone; with `version`, only over that reading.

        Files `beside` it are written and undone with it. Raises NotWritten, FileProblem; then all files are as they were.
        """
        with self._lock:
            now = self.reading()
            if version is not None and version != now.version:
                raise NotWritten(
                    "The file changed elsewhere meanwhile, so nothing was written. Look at it, and repeat."
                )
            try:
                after = apply(now.data, edits, file=self.place.file.name)
            except EditRefused as error:
                raise NotWritten(f"{error.where or self.place.file.name}: {str(error).rstrip('.')}.") from error
            self._write(now.data, after, beside(True))
            self._done = [*self._done, Step(label, now.data, after, beside)][-_STEPS:]
            self._undone.clear()
            return self.reading()

    @property
    def undoable(self) -> Step | None:
        """The last edit of this run, which `undo` takes back."""
        return self._done[-1] if self._done else None

    @property
    def redoable(self) -> Step | None:
        return self._undone[-1] if self._undone else None

    def undo(self) -> Step:
        """Take the last edit back. Raises NotWritten where there is none, or the file changed since; FileProblem."""
        with self._lock:
            return self._turn(self._done, self._undone, back=True)

    def redo(self) -> Step:
        """Do again what was undone last. Raises NotWritten where there is none, or the file changed since; FileProblem."""
        with self._lock:
            return self._turn(self._undone, self._done, back=False)

    def _turn(self, taken: list[Step], given: list[Step], *, back: bool) -> Step:
        if not taken:
            raise NotWritten("There is nothing to undo." if back else "There is nothing to do again.")
        step = taken[-1]
        was, becomes = (step.after, step.before) if back else (step.before, step.after)
        if read(self.place.file) != was:
            raise NotWritten(
                "The file changed elsewhere since, so nothing was undone: that would undo the other change too."
            )
        self._write(was, becomes, step.beside(not back))
        given.append(taken.pop())
        return step

    def _write(self, was: bytes, data: bytes, beside: Mapping[Path, bytes]) -> None:
        try:
            save_all(self.place.file, sha256(was).hexdigest(), {**beside, self.place.file: data})
        except FileChanged as error:
            raise NotWritten(
                "The file changed elsewhere meanwhile, so nothing was written. Look at it, and repeat."
            ) from error


def _version(data: bytes, loaded: Loaded, drafted: bytes) -> str:
    whole = sha256(data)
    whole.update(sha256(drafted).digest())
    for used in sorted(loaded.inputs, key=lambda one: str(one.path)):
        whole.update(f"\0{used.path}\0{used.digest}".encode("utf-8", "surrogateescape"))
    return whole.hexdigest()[:16]


def _stamp(file: Path) -> SavedStamp:
    try:
        state = file.stat()
    except OSError:
        return ()
    return state.st_size, state.st_mtime_ns, state.st_ino
