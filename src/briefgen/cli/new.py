"""briefgen new: the commented example of a trade, a brief that begins with its sources, or one like another."""

from __future__ import annotations

import datetime as dt
import shlex
from datetime import UTC, datetime
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import draft, show, source
from briefgen.errors import UsageError, ended
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.new import Begun

_TABLES = (".csv", ".tsv", ".xlsx", ".ods", ".jsonl")


def new(
    context: typer.Context,
    name: Annotated[str, typer.Argument(help="The brief's short name, such as flood-2026-03.")],
    kind: Annotated[
        str, typer.Option("--kind", help="incident, sitrep, one-pager, postmortem or dfir; incident by default.")
    ] = "",
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
    like: Annotated[str, typer.Option("--like", metavar="BRIEF", help="Begin with what --keep names of a brief.")] = "",
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="KEY,KEY", help="With --like: such as actors,sources,distribution."),
    ] = None,
) -> None:
    """Write a commented brief that passes check and renders as it stands; with --source, one that begins with its sources; with --like,
    one that has parts of another."""
    from briefgen.app import new as begin

    workspace: WorkspaceFolder = context.obj
    if accept and not sources:
        raise UsageError("--accept needs --source: there is nothing to accept without a text.")
    if keep and not like:
        raise UsageError("--keep needs --like: the brief whose parts are kept.")
    if like and sources:
        raise UsageError("Begin with --like or with --source, then: briefgen source add.")
    today = datetime.now(UTC).date()
    if like:
        _like(workspace, name, like, draft.words(keep), today, kind)
    elif sources:
        _no_tables(name, sources, kind)
        documents = [source.handed(one, local) for one in sources]
        made = begin.from_documents(workspace, name, documents, draft.words(accept), today, kind or begin.KIND)
        _told(workspace, name, made)
    else:
        print(workspace.shown(begin.example(workspace, name, today, kind or begin.KIND)))
        print(_then(name))


def _then(name: str) -> str:
    return f"Edit it, then: briefgen check {name} && briefgen render {name}"


def _no_tables(name: str, sources: list[str], kind: str) -> None:
    """Raises UsageError for a table, of which a reader wants the rows."""
    for one in sources:
        if PurePath(one).suffix.lower() in _TABLES and Path(one).is_file():
            command = f"briefgen import events {name} {shlex.quote(one)}{f' --kind {kind}' if kind else ''}"
            raise UsageError(f"{one} is a table. Make each of its rows an event with: {command}")


def _like(workspace: WorkspaceFolder, name: str, other: str, keep: list[str], today: dt.date, kind: str) -> None:
    from briefgen.app.new_like import from_brief

    made = from_brief(workspace, name, other, keep, today, kind)
    print(workspace.shown(made.place.file))
    print(f"Kept of {other}: {', '.join(made.kept)}.")
    if made.files:
        print(f"Copied: {', '.join(made.files)}.")
    for remark in made.remarks:
        show.remark(f"note: {ended(remark)}")
    print(_then(name))


def _told(workspace: WorkspaceFolder, name: str, made: Begun) -> None:
    print(workspace.shown(made.place.file))
    for added in made.added:
        print("\n".join(source.archived(added, made.place)))
        for remark in added.remarks:
            show.remark(f"note: {ended(remark)}")
    for drafted in made.drafted:
        draft.listed(drafted)
    if made.accepted:
        draft.told(made.accepted, "accepted")
    print(f"Accept what you want, then: briefgen draft {name} --accept ID,ID && briefgen check {name}")
