"""A new brief: the commented example of a trade, or one that begins with its sources."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.app.draft import DraftedSource, DraftOutcome
    from briefgen.app.source import Added, Handed
    from briefgen.workspace.folders import BriefSource, WorkspaceFolder

KIND = "incident"
"""The kind of a new brief where none is named."""
LATER = dt.timedelta(days=30)
"""From today to the day by which the example has something done, which is not to be overdue when it is first checked."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A brief that was begun from documents: what was archived, what they offer, and what was accepted of it, None for nothing."""

    place: BriefSource
    added: tuple[Added, ...]
    drafted: tuple[DraftedSource, ...]
    accepted: DraftOutcome | None


def example(workspace: WorkspaceFolder, name: str, today: dt.date, kind: str = KIND) -> Path:
    """Write the commented brief of a kind and return its file. Raises UsageError for a name that cannot be one or is taken, and for a
    kind that has none; FileProblem."""
    from briefgen.app.vacant import vacant

    file = vacant(workspace, name)
    write_new(file, {file: text(workspace, name, today, kind).encode()})
    return file


def text(
    workspace: WorkspaceFolder, name: str, today: dt.date, kind: str = KIND, *, begun: bool = False, source: str = "log"
) -> str:
    """The text of a new brief of a kind: the commented example, or where it is `begun` with its own sources, what comes before them;
    `source` is what its notes call the first of these. Raises UsageError for a kind that has none."""
    from briefgen.workspace.templates import Templates

    said = {"{name}": name, "{today}": today.isoformat(), "{later}": (today + LATER).isoformat(), "{source}": source}
    made = Templates(workspace.root).starter(kind, begun=begun)
    for mark, value in said.items():
        made = made.replace(mark, value)
    return made


def from_documents(
    workspace: WorkspaceFolder,
    name: str,
    documents: Sequence[Handed],
    accept: Sequence[str],
    today: dt.date,
    kind: str = KIND,
) -> Begun:
    """A brief with no facts but those that are accepted: the documents are archived and drafted.

    Raises UsageError for a name that cannot be one, a kind that has no beginning, and a document that cannot be read; FileProblem. Then
    no brief was made.
    """
    from briefgen.app import draft as drafting
    from briefgen.app.source import add
    from briefgen.app.vacant import vacant

    beginning = text(workspace, name, today, kind, begun=True)
    file = vacant(workspace, name)
    was_there = file.parent.exists()
    write_new(file, {file: beginning.encode()})
    try:
        place = workspace.sources([name])[0]
        added = tuple(add(workspace, place, document) for document in documents)
        drafted = drafting.draft(workspace, place)
        accepted = drafting.accept(workspace, place, accept) if accept else None
    except BaseException:
        file.unlink(missing_ok=True)
        if not was_there:  # a folder of the user's stays, with all that lies in it
            shutil.rmtree(file.parent, ignore_errors=True)
        raise
    return Begun(place, added, drafted, accepted)


def write_new(file: Path, files: Mapping[Path, bytes], *endings: str) -> None:
    """The brief and what belongs to it, unless somebody else has begun one of that name meanwhile: what fails afterwards may then take
    nothing of his away. `endings` are those of files whose digests are kept. Raises UsageError, FileProblem."""
    from briefgen.workspace.files import FileChanged, save_all
    from briefgen.workspace.line_ends import line_ends

    try:
        save_all(file, None, {**line_ends(file.parent, *endings), **files})
    except FileChanged as error:
        raise UsageError(f"There is a brief '{file.parent.name}' already.") from error
