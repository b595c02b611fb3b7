"""A new brief: the commented example, or one that begins with its sources."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from briefgen.app.draft import DraftedSource, DraftOutcome
    from briefgen.app.source import Added, Handed
    from briefgen.workspace.folders import BriefSource, WorkspaceFolder


@dataclass(frozen=True, slots=True)
class Begun:
    """A brief that was begun from documents: what was archived, what they offer, and what was accepted of it, None for nothing."""

    place: BriefSource
    added: tuple[Added, ...]
    drafted: tuple[DraftedSource, ...]
    accepted: DraftOutcome | None


def example(workspace: WorkspaceFolder, name: str) -> Path:
    """Write the commented brief and return its file. Raises UsageError for a name that cannot be one or is taken; FileProblem."""
    from briefgen.app.vacant import vacant
    from briefgen.workspace.templates import Templates

    file = vacant(workspace, name)
    _write(file, Templates(workspace.root).starter().replace("{name}", name))
    return file


def from_documents(
    workspace: WorkspaceFolder, name: str, documents: Sequence[Handed], accept: Sequence[str], today: dt.date
) -> Begun:
    """A brief with no facts but those that are accepted: the documents are archived and drafted.

    Raises UsageError for a name that cannot be one, and a document that cannot be read; FileProblem. Then no brief was made.
    """
    from briefgen.app import draft as drafting
    from briefgen.app.source import add
    from briefgen.app.vacant import vacant
    from briefgen.workspace.templates import Templates

    text = Templates(workspace.root).drafted().replace("{name}", name).replace("{today}", today.isoformat())
    file = vacant(workspace, name)
    was_there = file.parent.exists()
    _write(file, text)
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


def _write(file: Path, text: str) -> None:
    """The brief, unless somebody else has begun one of that name meanwhile: what fails afterwards may then take nothing of his away."""
    from briefgen.workspace.files import FileChanged, save_all
    from briefgen.workspace.line_ends import line_ends

    try:
        save_all(file, None, {**line_ends(file.parent), file: text.encode("utf-8")})
    except FileChanged as error:
        raise UsageError(f"There is a brief '{file.parent.name}' already.") from error
