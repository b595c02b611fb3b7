"""Path to Loaded: the brief, every file it names, and every problem with its file, line and column.

The only place that opens a user's source file. Bad content never raises; an unreadable brief.yaml does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from briefgen.errors import FileProblem, KeyPath, Problem, Where, has_errors
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.event import Event
from briefgen.model.source import Original
from briefgen.reading import archive, picture
from briefgen.reading.exchange import EXPORT
from briefgen.reading.explain import explain
from briefgen.reading.fields import LISTS, known_keys
from briefgen.reading.logs.log import Log
from briefgen.reading.named_file import other_case, same_name
from briefgen.reading.not_written import without_it
from briefgen.reading.plain_file import read
from briefgen.reading.rows.preset import Preset
from briefgen.reading.salvage import changed, salvage
from briefgen.reading.table import CsvTable, rows
from briefgen.reading.tree import Tree, parse
from briefgen.reading.where import DataWithPlaces, Locate, places
from briefgen.settings.office import Office

Exports = Callable[[], tuple[Iterable[Preset], Iterable["Input"]]]
"""What the exports of tools look like, and the files that say so."""
MB = 1024 * 1024
LARGEST, LONGEST_TEXT = 100 * MB, 2 * MB
"""Bytes of one file, and of an archived text: 1,000 pages. More is refused unread."""


class Input(NamedTuple):
    """A file that was read, with the digest of the very bytes that were used; None for one that was looked for and is not there."""

    path: Path
    digest: str | None


@dataclass(frozen=True, slots=True)
class Loaded:
    """What load found. `brief` is None when there is an error; `draft` is then what could still be read, for the checks.

    `texts` are the archived texts by source, `images` the pictures by figure, `lost` the ids of members that could not be read, or not wholly;
    `assets` are the files that the office's look names, by their names, `logs` the sources whose rows are events.
    """

    slug: str
    name: str
    draft: Brief
    office: Office
    problems: tuple[Problem, ...]
    inputs: tuple[Input, ...]
    texts: Mapping[str, str]
    images: Mapping[str, bytes]
    lost: frozenset[tuple[str, str]]
    where: Locate = field(repr=False, compare=False)
    assets: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    logs: Mapping[str, Log] = field(default_factory=dict, repr=False)
    in_office: Locate = field(default=lambda path, *, key=False: Where("office.yaml"), repr=False, compare=False)

    @classmethod
    def of(cls, brief: Brief, texts: Mapping[str, str] = {}, images: Mapping[str, bytes] = {}) -> Loaded:
        """A brief that was built and not read: the place of a problem is the path of its field, such as events.fire.when."""

        def where(path: KeyPath, *, key: bool = False) -> Where:
            return Where(".".join(map(str, path)) or "brief")

        return cls("brief", "brief", brief, Office(), (), (), texts, images, frozenset(), where)

    @property
    def brief(self) -> Brief | None:
        return None if has_errors(self.problems) else self.draft

    def placed(self, problem: Problem) -> Problem:
        """The problem with its place in the file."""
        return problem if problem.where else replace(problem, where=self.where(problem.path))


def load(
    source: Path,
    *,
    root: Path,
    office: Path | None = None,
    slug: str = "",
    exports: Exports | None = None,
    unsaved: bytes | None = None,
) -> Loaded:
    """Everything that a brief.yaml and its folder say. `root` is the folder that file names are shown from, `exports` says what the
    exports of tools look like, where a log is one; `unsaved` stands in the place of what `source` says.

    Raises FileProblem when `source` itself cannot be read.
    """
    return _Loading(source, root, office, exports, unsaved).run(slug or source.parent.name)


def load_office(file: Path, *, root: Path) -> tuple[Office, tuple[Problem, ...], Locate]:
    """The office's settings, what is wrong with them, and where a path of them stands. Raises FileProblem."""
    loading = _Loading(file, root, file)
    tree = loading._tree(file)
    return loading._office(tree), tuple(loading.problems), tree.place


class _Loading:
    """One load: the files opened so far and the problems found so far."""

    def __init__(
        self,
        source: Path,
        root: Path,
        office: Path | None,
        exports: Exports | None = None,
        unsaved: bytes | None = None,
    ) -> None:
        self.source, self.root, self.office_file, self.exports, self.unsaved = source, root, office, exports, unsaved
        self.folder = source.parent.resolve()
        self.problems: list[Problem] = []
        self.inputs: dict[Path, Input] = {}
        self.tables: list[CsvTable] = []
        self.places: dict[str, Where] = {}
        self.lost: set[tuple[str, str]] = set()
        self.alone = False  # a brief that was exported has what it needs, and not the files that it names

    def run(self, slug: str) -> Loaded:
        tree = self._tree(self.source, required=True)
        settings = self._tree(self.office_file) if self.office_file else None
        office = self._office(settings)
        self.where, self.broken = places(tree, self.tables, self.places), tree.broken
        self._report_empty(tree)
        self.alone = tree.data.pop(EXPORT, None) is not None
        data = tree.data if self.alone else self._with_events(without_it(tree.data, self._error))
        lent = settings.data if settings and not self.alone else {}
        draft = self._draft(Office.lend(lent, data), data)
        texts = self._texts(draft)
        draft, known = (draft, {}) if self.alone else self._with_logs(draft, texts)
        draft = self._with_tables(draft) if draft.tables and not self.alone else draft
        images = self._images(draft)
        assets = self._lent(office, settings)
        return Loaded(
            slug,
            self._shown(self.source),
            draft,
            office,
            tuple(self.problems),
            tuple(self.inputs.values()),
            texts,
            images,
            frozenset(self.lost),
            self.where,
            assets,
            known,
            settings.place if settings else self.where,
        )

    # -- files --------------------------------------------------------------------------------------------------------

    def _shown(self, path: Path) -> str:
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except (ValueError, OSError, RuntimeError):  # it lies elsewhere, or is a link to itself
            return path.as_posix()

    def _bytes(self, path: Path, most: int = LARGEST) -> bytes:
        """The bytes of a file, remembered as an input. Raises OSError."""
        try:
            data = read(path, most) if self.unsaved is None or path != self.source else self.unsaved
        except OSError:
            self.inputs[path] = Input(path, None)
            raise
        self.inputs[path] = Input(path, sha256(data).hexdigest())
        return data

    def _tree(self, path: Path, *, required: bool = False) -> Tree:
        name = self._shown(path)
        try:
            data = self._bytes(path)
        except OSError as error:
            if required or not isinstance(error, FileNotFoundError):
                raise FileProblem(f"{name}: cannot be read: {error.strerror or error}.") from error
            return parse("", name)
        try:
            tree = parse(data.decode("utf-8-sig"), name)
        except UnicodeDecodeError as error:
            line = data[: error.start].count(b"\n") + 1
            self._error("this file is not UTF-8 text", "Save it as UTF-8", where=Where(name, line, 1))
            tree = parse(data.decode("utf-8-sig", "replace").replace("\ufffd", "?"), name)
        self.problems += tree.problems
        return tree

    def _beneath(self, name: str, path: KeyPath) -> Path | None:
        """The file of that name in the brief's folder; None, with an error, when a link leads out of it."""
        found = self.folder / name
        try:
            inside = found.resolve().is_relative_to(self.folder)
        except (OSError, RuntimeError):  # a link to itself
            inside = False
        if not inside:
            self._error(f"'{_clipped(name)}' leads out of the brief's folder", "Copy the file into it", path)
        return found if inside else None

    def _file(self, name: str, path: KeyPath, most: int = LARGEST) -> bytes | None:
        """The bytes of a file that the brief names; None, with an error at that place, when there are none."""
        found = self._beneath(name, path)
        if found is None:
            return None
        try:
            return self._bytes(found, most)
        except FileNotFoundError:
            if self.alone:
                return None
            if (real := same_name(self.folder, name)) and real != name:
                return self._file(real, path, most)
            real = other_case(self.folder, name)
            hint = (
                f"There is '{_clipped(real)}': small and capital letters differ"
                if real
                else "Put it beside the brief, or fix the path"
            )
            self._error(f"there is no file '{_clipped(name)}'", hint, path)
        except OSError as error:
            self._error(f"'{_clipped(name)}' cannot be read: {error.strerror or error}", "", path)
        return None

    def _error(self, message: str, hint: str = "", path: KeyPath = (), where: Where | None = None) -> None:
        self.problems.append(Problem("error", message, hint, path, where or self.where(path)))

    def _report_empty(self, tree: Tree) -> None:
        """A member of a collection with nothing under it, and words that a comma has cut off: they would be lost in silence."""
        known = known_keys(Brief)
        for path in sorted(tree.empty, key=lambda path: str(path)):
            if len(path) != 2 and (keys := known(path[:-1])) and path[-1] not in keys:
                self._error(
                    f"'{_clipped(str(path[-1]))}' is no key here, and has no text",
                    "Inside { } a comma ends a text: put a text with a comma in quotation marks",
                    path,
                    tree.place(path, key=True),
                )
            elif len(path) == 2 and path[0] in COLLECTIONS:
                self.lost.add((str(path[0]), str(path[1])))
                self._error(
                    f"'{path[1]}' has nothing under it",
                    "Write its text, or delete the line",
                    path,
                    tree.place(path, key=True),
                )

    # -- the model ----------------------------------------------------------------------------------------------------

    def _office(self, settings: Tree | None) -> Office:
        if settings is None:
            return Office()
        try:
            return Office.model_validate(settings.data)
        except ValidationError as error:
            self.problems += explain(error, settings, known_keys(Office))
            return Office()

    def _lent(self, office: Office, settings: Tree | None) -> dict[str, bytes]:
        """The files that the office's look names, which lie beside office.yaml."""
        if self.office_file is None or settings is None:
            return {}
        beside = _Loading(self.office_file, self.root, None)
        beside.where, beside.problems, beside.inputs = settings.place, self.problems, self.inputs
        read = {name: beside._file(name, path) for path, name in office.look.files()}
        return {name: data for name, data in read.items() if data is not None}

    def _with_events(self, data: dict[str, Any]) -> dict[str, Any]:
        """The data with the events of the table that `events: {file: ...}` names."""
        events = data.get("events")
        if not isinstance(events, dict) or not isinstance(events.get("file"), str):
            return data
        typed = {key: value for key, value in events.items() if key != "file"}
        raw = self._file(events["file"], ("events", "file"))
        if raw is None:
            return {**data, "events": typed}
        name = self._shown(self.folder / events["file"])
        try:
            table = rows(raw.decode("utf-8-sig"), name, lists=LISTS, known=tuple(Event.model_fields))
        except UnicodeDecodeError:
            self._error("this table is not UTF-8 text", "Export it as CSV UTF-8", ("events", "file"))
            return {**data, "events": typed}
        self.problems += table.problems
        for key in (key for key in typed if key in table.data):
            self._error(
                f"the event '{key}' is in the table too",
                f"Rename one of the two; see {table.place((key,))}",
                ("events", key),
            )
        self.tables.append(table)
        return {**data, "events": typed | {key: row for key, row in table.data.items() if key not in typed}}

    def _draft(self, data: dict[str, Any], own: dict[str, Any]) -> Brief:
        """The model, without the parts that cannot be read: each is reported once and remembered as lost."""
        known, meant = known_keys(Brief), set[KeyPath]()
        for _ in range(9):
            try:
                return Brief.model_validate(data)
            except ValidationError as error:
                told = {problem.path for problem in self.problems}
                for problem in explain(error, DataWithPlaces(own, self.where), known):
                    # after a syntax error the rest of the file was not read: what is missing may stand there
                    missing = self.broken and "missing: " in problem.message
                    again = problem.path in told or any(problem.path[: len(path)] == path for path in meant)
                    if not (missing or again):
                        self.problems.append(problem)
                saved = salvage(data, error, known)
                data = saved.data
                for path, name in saved.meant.items():
                    own = changed(own, path, name)
                    meant.add((*path[:-1], name))
                self.lost |= saved.lost
        return Brief(title="?")

    # -- what the brief names -----------------------------------------------------------------------------------------

    def _texts(self, brief: Brief) -> dict[str, str]:
        texts = {}
        for key, item in brief.sources.items():
            if item.original:
                self._original(item.original, ("sources", key, "original"))
            path = ("sources", key, "file")
            if item.file is None or item.rows or (raw := self._file(item.file, path, LONGEST_TEXT)) is None:
                continue
            found = archive.read(raw, item.file, item.sha256, ("sources", key))
            self.problems += (replace(problem, where=self.where(problem.path)) for problem in found.problems)
            if found.text is not None:
                texts[key] = found.text
        return texts

    def _with_logs(self, brief: Brief, texts: dict[str, str]) -> tuple[Brief, Mapping[str, Log]]:
        """The brief with the rows of its logs as events, and the logs; their texts join the others."""
        files = {
            key: raw
            for key, item in brief.sources.items()
            if item.rows and item.file and (raw := self._file(item.file, ("sources", key, "file"))) is not None
        }
        if not files:
            return brief, {}
        from briefgen.reading.logs.read import read_logs  # only a brief with a log needs it

        presets = self._presets(item.rows.preset for item in brief.sources.values() if item.rows)
        found = read_logs(brief, files, lambda name: self._shown(self.folder / name), presets)
        self.places |= {row.id: Where(log.file, row.number) for log in found.logs.values() for row in log.kept}
        self.problems += (
            replace(problem, where=problem.where or self.where(problem.path)) for problem in found.problems
        )
        texts |= found.texts
        return found.brief, found.logs

    def _with_tables(self, brief: Brief) -> Brief:
        """The brief with the cells of its tables."""
        named = ((key, self._file(table.file, ("tables", key, "file"))) for key, table in brief.tables.items())
        files = {key: raw for key, raw in named if raw is not None}
        from briefgen.reading.tables import with_tables  # nor one without a table this

        presets = self._presets(table.preset for table in brief.tables.values())
        brief, problems = with_tables(brief, files, lambda name: self._shown(self.folder / name), presets)
        self.problems += (replace(problem, where=problem.where or self.where(problem.path)) for problem in problems)
        return brief

    def _presets(self, wanted: Iterable[str]) -> dict[str, Preset]:
        """What the exports of tools look like, where one is asked for."""
        known, looked_at = self.exports() if self.exports and any(wanted) else ((), ())
        self.inputs |= {item.path: item for item in looked_at}
        return {preset.id: preset for preset in known}

    def _original(self, original: Original, path: KeyPath) -> None:
        """What a source's text was read from is still the file that it was."""
        raw = self._file(original.file, (*path, "file"))
        if raw is not None:
            found = archive.unchanged(raw, original.file, original.sha256, path)[1]
            self.problems += (replace(problem, where=self.where(problem.path)) for problem in found)

    def _images(self, brief: Brief) -> dict[str, bytes]:
        images = {}
        for key, figure in brief.figures.items():
            raw = self._file(figure.file, ("figures", key, "file"))
            if raw is None:
                continue
            message, hint = picture.fault(raw)
            if message:
                self._error(f"'{_clipped(figure.file)}' cannot be shown: {message}", hint, ("figures", key, "file"))
            else:
                images[key] = raw
        return images


def _clipped(name: str) -> str:
    return name if len(name) <= 80 else f"{name[:79]}…"
