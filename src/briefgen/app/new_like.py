"""A new brief like another: what is named of that one is kept, comments and files included, and the rest is to be written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.app.brief_edits import edited
from briefgen.app.new import KIND, text, write_new
from briefgen.app.vacant import vacant
from briefgen.editing import Add, Edit, EditRefused, Set, Value
from briefgen.editing.keeping import Remainder, remainder
from briefgen.errors import Faulty, Problem, UsageError
from briefgen.model.brief import Brief
from briefgen.reading.explain import did_you_mean
from briefgen.reading.fields import written_keys
from briefgen.reading.load import load
from briefgen.reading.tree import parse
from briefgen.workspace.files import read
from briefgen.workspace.folders import BriefSource, WorkspaceFolder, beneath

ALWAYS = ("schema_version", "kind", "language", "timezone", "times", "marking", "yardstick")
"""What stays unasked: the words that are kept are read, and handled, by it."""


@dataclass(frozen=True, slots=True)
class LikeAnother:
    """A brief that was begun like another: what it kept, the files that were copied, and what its writer must be told."""

    place: BriefSource
    kept: tuple[str, ...]
    files: tuple[str, ...]
    remarks: tuple[str, ...]


def from_brief(
    workspace: WorkspaceFolder, name: str, other: str, keep: Sequence[str], today: dt.date, kind: str = ""
) -> LikeAnother:
    """Write a brief that has the keys `keep` of another, as they stand there, with the files that they name. `kind` is another kind.

    Raises UsageError for a name that cannot be one or is taken, for a key that the other has not, and for what cannot be edited; Faulty
    where what is kept refers to what is not, each with its place; FileProblem. Then nothing was written.
    """
    source = workspace.sources([other])[0]
    before = read(source.file)
    left = _left(source, before, keep, workspace.shown(source.file))
    file = vacant(workspace, name)
    place = BriefSource(name, file)
    lent = _lent(workspace, source, before)
    edits = [
        *_edits(workspace, name, today, kind, before, left, keep),
        *(Add((key,), said) for key, said in lent.items()),
    ]
    after = edited(before, edits, source, _THEN)
    files, remarks = _files(workspace, source, file.parent, after)
    if lent:
        remarks = (
            *remarks,
            f"Written into it, as the office of '{source.slug}' says it for all its briefs: {', '.join(lent)}",
        )
    write_new(file, {**files, file: after}, *(one.suffix for one in files))
    names = tuple(one.relative_to(file.parent).as_posix() for one in files)
    return LikeAnother(place, tuple(key for key in left.keys if key in keep or key in ALWAYS), names, remarks)


_THEN = "Fix that there first"


def _lent(workspace: WorkspaceFolder, source: BriefSource, before: bytes) -> dict[str, Value]:
    """What the office of another workspace says of the words that are kept, where the brief itself is silent and this office does not
    say the same: without it, clocks would be of another zone, and a marking be gone."""
    office = WorkspaceFolder.find(source.file.parent).office
    if office.resolve() == workspace.office.resolve() or not office.is_file():
        return {}
    theirs, ours = (_data(read(one), one.name) if one.is_file() else {} for one in (office, workspace.office))
    own = _data(before, source.file.name)
    return {key: theirs[key] for key in ALWAYS if key in theirs and key not in own and theirs[key] != ours.get(key)}


def _data(raw: bytes, name: str) -> Mapping[str, Value]:
    return parse(raw.decode("utf-8-sig", "replace"), name).data


def _left(source: BriefSource, before: bytes, keep: Sequence[str], shown: str) -> Remainder:
    """What is left of a brief when the rest is gone, which stands by itself. Raises UsageError, Faulty."""
    known = written_keys(Brief)
    try:
        left = remainder(before, {*keep, *ALWAYS}, file=shown)
    except EditRefused as error:
        raise UsageError(f"{error.where}: {str(error).rstrip('.')}, so nothing was written. {_THEN}.") from error
    for one in keep:
        if one not in known:
            raise UsageError(f"There is no '{one}' in a brief. {did_you_mean(one, known) or _has(source, left)}")
        if one not in left.keys:
            raise UsageError(f"'{source.slug}' has no '{one}'. {_has(source, left)}")
    if not keep:
        raise UsageError(
            f"--like needs --keep: what of it stays, such as actors,sources,distribution. {_has(source, left)}"
        )
    if left.loose:
        problems = [
            Problem(
                "error",
                f"'{one.ref}' is one of the {one.collection}, which are not kept",
                _instead(one.collection),
                where=one.where,
            )
            for one in left.loose
        ]
        raise Faulty("Nothing was written: what is kept refers to what is not.", problems)
    return left


def _instead(collection: str) -> str:
    return f"Keep {collection} too, or leave out what refers to them"


def _has(source: BriefSource, left: Remainder) -> str:
    named = [key for key in left.keys if key not in ALWAYS]
    return f"'{source.slug}' has {', '.join(named)}." if named else ""


def _edits(
    workspace: WorkspaceFolder,
    name: str,
    today: dt.date,
    kind: str,
    before: bytes,
    left: Remainder,
    keep: Sequence[str],
) -> list[Edit]:
    """The edits that take away what is not kept, and say what the beginning of a brief of its kind says: a title to be written, and so
    on."""
    own = parse(before.decode("utf-8-sig"), "brief.yaml").data.get("kind", KIND)
    try:
        beginning = text(workspace, name, today, kind or str(own), begun=True)
    except UsageError:
        if kind:
            raise
        beginning = text(workspace, name, today, begun=True)  # a kind of the office's own
    said = parse(beginning, "brief.yaml").data
    if not kind:
        said.pop("kind", None)
    written = {"title", "kind"} & set(left.keys)  # stays where it stands, below what its writer has put above it
    removed = [edit for edit in left.edits if edit.path[0] != "title"]
    said = {key: value for key, value in said.items() if key not in keep}
    return [*removed, *(Set((key,), value) if key in written else Add((key,), value) for key, value in said.items())]


def _files(
    workspace: WorkspaceFolder, source: BriefSource, folder: Path, after: bytes
) -> tuple[dict[Path, bytes], tuple[str, ...]]:
    """The files that the new brief names, as they are to be written in its folder, and what its writer must be told."""
    loaded = load(source.file, root=workspace.root, slug=source.slug, exports=workspace.exports, unsaved=after)
    home, files = source.file.parent.resolve(), dict[Path, bytes]()
    for one in loaded.inputs:
        if one.digest is None or one.path == source.file or not one.path.is_relative_to(home):
            continue
        target = beneath(folder / one.path.relative_to(home), folder)
        files[target] = read(one.path)
        if target.exists() and read(target) != files[target]:
            shown = target.relative_to(folder).as_posix()
            raise UsageError(
                f"{workspace.shown(target)} is there already, with other content than {source.slug}'s {shown}."
            )
    remarks = [f"'{key}' is a log: its rows are events of the new brief too" for key in loaded.logs]
    return files, tuple(remarks)
