"""briefgen new: a commented brief that renders as it stands, or one that begins with its sources."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import draft, show, source
from briefgen.errors import UsageError, ended
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.new import Begun


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The brief's short name, such as flood-2026-03.")],
    sources: Annotated[
        list[str] | None,
        typer.Option("--source", metavar="URL|FILE", help="Begin with this document: archived and drafted."),
    ] = None,
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="A|B|C", help="With --source: accept candidates of this grade and better."),
    ] = None,
    local: Annotated[
        bool, typer.Option("--local", help="A URL may lead to this machine or the local network.")
    ] = False,
) -> None:
    """Write a commented brief that passes check and renders as it stands; with --source, one that begins with its sources."""
    from briefgen.app import new as begin

    workspace: WorkspaceFolder = context.obj
    if accept and not sources:
        raise UsageError("--accept needs --source: there is nothing to accept without a text.")
    if not sources:
        file = begin.example(workspace, name)
        print(file.relative_to(workspace.root).as_posix())
        print(f"Edit it, then: briefgen check {name} && briefgen render {name}")
        return
    documents = [source.handed(one, local) for one in sources]
    made = begin.from_documents(workspace, name, documents, draft.words(accept), datetime.now(UTC).date())
    _told(workspace, name, made)


def _told(workspace: WorkspaceFolder, name: str, made: Begun) -> None:
    print(made.place.file.relative_to(workspace.root).as_posix())
    for added in made.added:
        print("\n".join(source.archived(added, made.place)))
        for remark in added.remarks:
            show.remark(f"note: {ended(remark)}")
    for drafted in made.drafted:
        draft.listed(drafted)
    if made.accepted:
        draft.told(made.accepted, "accepted")
    print(f"Accept what you want, then: briefgen draft {name} --accept ID,ID && briefgen check {name}")
