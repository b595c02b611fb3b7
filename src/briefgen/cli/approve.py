"""briefgen approve: somebody has read what a brief says and lets it go out, as long as it says just that."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import OneBrief
from briefgen.cli.check import loaded
from briefgen.errors import Exit, UsageError, has_errors
from briefgen.publish.workspace import Workspace


def approve(
    context: typer.Context,
    brief: OneBrief,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves; readers see it. Your login by default.")] = "",
) -> None:
    """Let what the brief says now go out as its next edition; a change of it asks for another approval."""
    from briefgen.checks import check
    from briefgen.incident.edition import Approval
    from briefgen.publish.approval import approve as note
    from briefgen.publish.bundle import gather
    from briefgen.publish.templates import Templates

    workspace: Workspace = context.obj
    source = workspace.sources([brief])[0]
    found = loaded(workspace, source)
    now = datetime.now(UTC).replace(microsecond=0)
    problems = [problem for problem in check(found, now) if problem.level != "note"]
    show.problems(problems)
    if found.brief is None or has_errors(problems):
        show.fault(f"{source.slug}: the brief has errors, so it was not approved.")
        raise typer.Exit(Exit.REFUSED)
    name = " ".join((by or _login()).split())
    if not name:
        raise UsageError("It is not known who approves. Say it with --by NAME.")
    note(workspace, gather(found, found.brief, Templates(workspace.root)), Approval(name, now))
    print(f"{source.slug}: approved by {name}, as it is now.")


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
