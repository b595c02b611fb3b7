"""briefgen audit: the finished files once more, held against the brief as it is now."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import Briefs
from briefgen.cli.check import loaded
from briefgen.errors import BriefgenError, Exit, Problem, has_errors
from briefgen.publish.workspace import Source, Workspace


def audit(
    context: typer.Context,
    briefs: Briefs = None,
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="The folder that `render --out` wrote to, instead of out/.")
    ] = None,
    edition: Annotated[
        bool, typer.Option("--editions", help="The issued editions instead: whether they are as they were issued.")
    ] = False,
) -> None:
    """Open the files in out/ again and say where they are not what the brief says: words, marking, links, pictures."""
    workspace: Workspace = context.obj
    sources = workspace.sources(briefs or ())
    everything: list[Problem] = []
    compared, worst = 0, Exit.DONE
    with show.progress(len(sources), "Reading") as (begin, _):
        for source in sources:
            begin(source.slug)
            try:
                folder = out / source.slug if out else workspace.out(source.slug)
                found = _issued(workspace, source) if edition else _problems(workspace, source, folder)
            except BriefgenError as error:
                show.fault(f"{source.slug}: {error}")
                worst = max(worst, error.exit)
                continue
            show.problems(found)
            everything += found
            compared += 1
    if compared:
        print(show.summary(everything, compared), file=sys.stdout if sys.stdout.isatty() else sys.stderr)
    raise typer.Exit(max(worst, Exit.RENDER if has_errors(everything) else Exit.DONE))


def _problems(workspace: Workspace, source: Source, folder: Path) -> tuple[Problem, ...]:
    from briefgen.publish.audit.folder import audit_folder

    found = loaded(workspace, source)
    if found.brief is None:
        raise BriefgenError(f"the brief has errors, so it was not audited. See: briefgen check {source.slug}")
    return audit_folder(found, found.brief, workspace, source, folder.resolve())


def _issued(workspace: Workspace, source: Source) -> tuple[Problem, ...]:
    from briefgen.publish.audit.issued import audit_editions

    return audit_editions(source, workspace.root)
