"""Import a log: the file is copied beside the brief, its columns are understood or asked for, and its entry is written into brief.yaml."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from briefgen.app.brief_edits import edited, save_edited
from briefgen.app.ids import checked_id, id_of
from briefgen.app.log_entry import OPTIONS, entry_of, mapping_of, typed_events
from briefgen.app.newer_log import told_of_newer
from briefgen.app.vacant import vacant
from briefgen.editing import Add, Edit, Set, apply
from briefgen.errors import Faulty, Problem, UsageError
from briefgen.intake.columns import Unsettled, recognise, settled
from briefgen.model.brief import Brief
from briefgen.model.log import ORDERS, RowMapping
from briefgen.model.shape import HARD_CAP
from briefgen.reading.logs.events import read_log
from briefgen.reading.logs.log import Log
from briefgen.reading.rows.preset import Preset
from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import Rows, RowsRefused
from briefgen.workspace.files import read
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.line_ends import line_ends
from briefgen.workspace.templates import Templates

if TYPE_CHECKING:
    from briefgen.reading.load import Loaded

_THEN = "Fix that, and import again"


@dataclass(frozen=True, slots=True)
class ImportWishes:
    """What the user says of a log. `columns` are names of columns by the field that they are for; what is empty is found out or asked."""

    columns: Mapping[str, str] = field(default_factory=dict)
    only: Mapping[str, str] = field(default_factory=dict)
    date: str = ""
    zone: str = ""
    sheet: str = ""
    key: str = ""
    title: str = ""
    typed: bool = False


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What an import would do, before anything is written: `told` says what was understood, a line each; `questions` are open.

    `file` is where the log goes, `entry` what stands for it in brief.yaml; `before` is brief.yaml as it was read, None for a new one.
    """

    brief: BriefSource
    source: str
    file: Path
    data: bytes
    told: tuple[str, ...]
    questions: tuple[Unsettled, ...] = ()
    before: bytes | None = None
    after: bytes = b""
    entry: str = ""
    newer: bool = False


def plan(
    workspace: WorkspaceFolder,
    name: str,
    data: bytes,
    file: str = "",
    wishes: ImportWishes = ImportWishes(),
    begun: Callable[[str], str] | None = None,
) -> ImportPlan:
    """What it takes to bring a log into the brief of that name, which need not be there: it is then made of the log, and of what it is
    `begun` with where the source is called so. `file` is the log's name, empty for standard input.

    Raises UsageError for what the command names wrongly and for a brief that cannot be edited, Faulty for a log that cannot be read, FileProblem.
    """
    _legal(wishes)
    key = checked_id(wishes.key or id_of(PurePath(file).stem) or "log")
    place = _place(workspace, name, key)
    if place.loaded and begun:
        raise UsageError(f"There is a brief '{place.brief.slug}' already. Write its kind: in {place.brief.file.name}.")
    given = _Given(data, file, wishes, Templates(workspace.root).logs(), begun(key) if begun else "")
    there = place.loaded.draft.sources.get(key) if place.loaded else None
    if there and there.rows:
        return _newer(place, given)
    if there:
        raise UsageError(f"The brief has a source '{key}' already, which is no log. Name another with --id.")
    return _new(place, given)


def answered(wishes: ImportWishes, question: Unsettled, answer: str) -> ImportWishes:
    """The wishes with the answer to a question. Raises UsageError for what answers it not."""
    if question.field not in ("date", "zone"):
        return replace(wishes, columns={**wishes.columns, question.field: answer})
    if not question.open and answer not in question.answers:
        raise UsageError(f"'{answer}' is none of these. Write {_either(question.answers)}.")
    if question.open and question.field == "date" and answer in ORDERS:
        raise UsageError(f"'{answer}' is no day. Write the day on which the log begins, such as {question.answers[0]}.")
    more = replace(wishes, date=answer) if question.field == "date" else replace(wishes, zone=answer)
    _legal(more)
    return more


def carry_out(work: ImportPlan) -> None:
    """Write the log beside the brief, and its entry. Raises FileProblem, also where brief.yaml was saved by somebody else meanwhile:
    then nothing was written."""
    entry = {work.brief.file: work.after} if work.after != work.before else {}
    attributes = line_ends(work.brief.file.parent, work.file.suffix)
    save_edited(work.brief, work.before, {**attributes, work.file: work.data, **entry})


def open_questions(questions: tuple[Unsettled, ...], file: str) -> Faulty:
    """The fault of a log that leaves something open where nobody can be asked: each question with the options that answer it."""
    problems = [
        Problem("error", question.text, f"Answer with {_either(question.options or (OPTIONS[question.field],))}")
        for question in questions
    ]
    return Faulty(f"{file or 'the log'} was not imported: answer the questions above.", problems)


# -- a log that is new -------------------------------------------------------------------------------------------------


def _new(place: _Place, given: _Given) -> ImportPlan:
    brief, key, loaded, before = place.brief, place.key, place.loaded, place.before
    data, file, wishes = given.data, given.file, given.wishes
    table = _table(data, file or "log", wishes.sheet, given.known)
    for column in wishes.columns.values():
        if column not in table.head:
            raise UsageError(f"The log has no column '{column}'. Its columns are {', '.join(table.head)}.")
    columns: dict[str, Any] = {
        name: (column,) if name in ("when", "end") else column for name, column in wishes.columns.items()
    }
    said = {*wishes.columns, *(name for name in ("date", "zone") if getattr(wishes, name))}
    found = replace(recognise(table), **columns)
    found = settled(table, replace(found, open=tuple(one for one in found.open if one.field in ("when", "title"))))
    questions = tuple({one.text: one for one in found.open if one.field not in said}.values())
    path = brief.file.parent / f"sources/{key}{_suffix(file, table)}"
    draft = ImportPlan(brief, key, path, data, (), questions)
    if questions:
        return replace(draft, told=_understood(table, found.title, " and ".join(found.when)))
    if path.exists() and read(path) != data:
        raise UsageError(f"sources/{path.name} is there already, with other content. Name another id with --id.")
    rows = mapping_of(found, table, wishes.date, wishes.zone, wishes.only)
    draft_brief = loaded.draft if loaded else Brief(title="?")
    log = _read_log(key, rows, table, path.name, draft_brief)
    title = " ".join(wishes.title.split()) or (PurePath(file).stem if file else "Pasted log")
    entry = entry_of(title, f"sources/{path.name}", sha256(data).hexdigest(), rows)
    edits = _edits(place, title, entry, typed_events(log, draft_brief) if wishes.typed else {}, given.begun)
    told = (*_understood(table, found.title, " and ".join(found.when)), *_left(log))
    shown = apply(b"", [Add(("sources", key), entry)]).decode()
    old = given.begun.encode() if before is None else before
    return replace(draft, told=told, before=before, after=edited(old, edits, brief, _THEN), entry=shown)


def _edits(place: _Place, title: str, entry: Mapping[str, Any], events: Mapping[str, Any], begun: str) -> list[Edit]:
    edits: list[Edit] = []
    if place.loaded is None:
        edits.append((Set if begun else Add)(("title",), f"[TBC] {title}"))
        zone = entry["rows"].get("zone")
        if isinstance(zone, str) and "/" in zone:
            edits.append(Add(("timezone",), zone))
    edits.append(Add(("sources", place.key), entry))
    return [*edits, *(Add(("events", name), event) for name, event in events.items())]


# -- a newer export ------------------------------------------------------------------------------------------------------


def _newer(place: _Place, given: _Given) -> ImportPlan:
    """The plan of a log that replaces the one of the same source: its mapping stays."""
    brief, key, loaded, before = place.brief, place.key, place.loaded, place.before
    data, file, wishes = given.data, given.file, given.wishes
    assert loaded and before is not None  # it has the source
    source = loaded.draft.sources[key]
    assert source.rows and source.file  # a log has both
    if wishes.columns or wishes.date or wishes.zone or wishes.only or wishes.sheet or wishes.title or wishes.typed:
        raise UsageError(f"The brief has the log '{key}' already: its columns are said at rows: in {brief.file.name}.")
    preset = next((one for one in given.known if one.id == source.rows.preset), None)
    table = _table(data, file or source.file, source.rows.sheet, (), preset)
    log = _read_log(key, source.rows, table, PurePath(source.file).name, loaded.draft)
    digest = sha256(data).hexdigest()
    edits: list[Edit] = []
    path = brief.file.parent / source.file
    if file and PurePath(file).suffix.lower() != path.suffix.lower():
        path = path.with_suffix(PurePath(file).suffix.lower())
        edits.append(Set(("sources", key, "file"), f"sources/{path.name}"))
    if source.sha256 != digest:
        at = ("sources", key, "sha256")
        edits.append(Set(at, digest) if source.sha256 else Add(at, digest))
    told = (
        f"A newer export of '{key}': {_counted(table)}.",
        *told_of_newer(loaded.logs.get(key), log, loaded.draft),
    )
    return ImportPlan(
        brief, key, path, data, told, before=before, after=edited(before, edits, brief, _THEN), newer=True
    )


# -- reading -------------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Given:
    """A log as it was given, what the user says of it, what the exports of tools look like, and what a brief that is made begins with."""

    data: bytes
    file: str
    wishes: ImportWishes
    known: tuple[Preset, ...]
    begun: str


@dataclass(frozen=True, slots=True)
class _Place:
    """The source that a log becomes, and the brief that has it: its file as it is and what it says, None where it is to be made."""

    key: str
    brief: BriefSource
    before: bytes | None = None
    loaded: Loaded | None = None


def _place(workspace: WorkspaceFolder, name: str, key: str) -> _Place:
    """The source of that key in the brief of that name. Raises UsageError, FileProblem."""
    from briefgen.model.shape import is_slug

    known = {source.slug for source in workspace.every()}
    if name in known or Path(name).exists() or not is_slug(name):
        source = workspace.sources([name])[0]
        return _Place(key, source, read(source.file), workspace.load(source))
    return _Place(key, BriefSource(name, vacant(workspace, name)))


def _legal(wishes: ImportWishes) -> None:
    """Raises UsageError for an order, a day or a zone that there is not."""
    said = {name: value for name in ("date", "zone") if (value := getattr(wishes, name))}
    _mapping({"title": "?", **said})


def _table(data: bytes, file: str, sheet: str, known: tuple[Preset, ...], preset: Preset | None = None) -> Rows:
    try:
        return read_rows(data, PurePath(file).name, sheet=sheet, preset=preset, known=known)
    except RowsRefused as error:
        raise Faulty(str(error)) from error


def _mapping(rows: Mapping[str, Any]) -> RowMapping:
    """The mapping that is written. Raises UsageError with the option that says the part that is wrong."""
    try:
        return RowMapping.model_validate(rows)
    except ValidationError as error:
        first = error.errors()[0]
        message, _, hint = str(first["msg"]).removeprefix("Value error, ").partition("|")
        option = OPTIONS.get(str(first["loc"][0]) if first["loc"] else "", "")
        raise UsageError(f"{message}. {hint}{f', with {option}' if option else ''}.") from error


def _read_log(key: str, rows: Mapping[str, Any] | RowMapping, table: Rows, file: str, brief: Brief) -> Log:
    """The log under a mapping. Raises Faulty with what is wrong, each with the option that answers it."""
    mapping = rows if isinstance(rows, RowMapping) else _mapping(rows)
    found = read_log(key, mapping, table, file, brief)
    if found.log is None:
        errors = [one for one in found.problems if one.level == "error"]
        told = [replace(one, hint=". ".join(filter(None, (one.hint, _remedy(one, rows)))), path=()) for one in errors]
        raise Faulty(f"{file} was not imported.", told)
    return found.log


def _remedy(problem: Problem, rows: object) -> str:
    """Where what is wrong with a mapping is put right: a new one by an option, one that is written in its file."""
    if isinstance(rows, RowMapping):
        return "The columns are said at rows: in brief.yaml"
    field = str(problem.path[3]) if len(problem.path) > 3 else ""
    return f"At import: {OPTIONS[field]}" if field in OPTIONS else ""


def _suffix(file: str, table: Rows) -> str:
    """The ending of the copy: the file's own, or what standard input looks like."""
    if suffix := PurePath(file).suffix.lower():
        return suffix
    form = table.form.lower()
    return next((end for word, end in _ENDINGS.items() if word in form), ".txt")


_ENDINGS = {
    "markdown": ".md",
    "json": ".json",
    "tab": ".tsv",
    "comma": ".csv",
    "semicolon": ".csv",
    "xlsx": ".xlsx",
    "ods": ".ods",
}


# -- what is told -----------------------------------------------------------------------------------------------------------


def _understood(table: Rows, title: str, when: str) -> tuple[str, ...]:
    """ "26 rows; Time is when, Event is title"."""
    tool = f", as {table.preset.name} exports it" if table.preset else ""
    parts = [f"{when} is when"] if when else []
    parts += [f"{title} is title"] if title else []
    return (f"{_counted(table)}{tool}{'; ' if parts else ''}{', '.join(parts)}.", *table.remarks)


def _counted(table: Rows) -> str:
    return "1 row" if len(table.rows) == 1 else f"{len(table.rows)} rows"


def _left(log: Log) -> tuple[str, ...]:
    """What of the log is not on the chart, or not in the brief."""
    without = [row for row in log.rows if row.event.when is None]
    found = [f"{len(without)} without a time: in the table, not on the chart."] if without else []
    found += [f"{log.numbering.one(row.number).capitalize()}: {row.fault}." for row in log.rows if row.fault][:8]
    if long := sum(len(row.event.title) > 120 for row in log.rows):
        found.append(
            f"{long} with a title of more than 120 characters: a short label on the chart, the whole in the table."
        )
    if log.cut:
        found.append(
            f"{log.numbering.several(log.cut).capitalize()}: longer than {HARD_CAP:,} characters, and cut there."
        )
    found += [f"{len(rows)} left out: {reason}." for reason, rows in log.left.items()]
    if log.unused:
        found.append(f"Columns that are not used: {', '.join(log.unused)}.")
    return tuple(found)


def _either(options: tuple[str, ...]) -> str:
    *head, last = options
    return f"{', '.join(head)} or {last}" if head else last
