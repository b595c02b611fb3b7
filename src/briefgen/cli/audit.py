"""briefgen audit: the finished files once more, held against the brief as it is now."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import Briefs
from briefgen.errors import Exit, Problem
from briefgen.workspace.folders import WorkspaceFolder


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
    from briefgen.app.audit import audit as audited

    workspace: WorkspaceFolder = context.obj
    sources = workspace.sources(briefs or ())
    everything: list[Problem] = []
    compared, worst = 0, Exit.DONE
    with show.progress(len(sources), "Reading") as (begin, _):
        for source in sources:
            begin(source.slug)
            found = audited(workspace, source, out, editions=edition)
            worst = max(worst, found.exit)
            if found.fault:
                show.fault(found.fault)
                continue
            show.problems(found.problems)
            everything += found.problems
            compared += 1
    if compared:
        show.summary(everything, compared)
    raise typer.Exit(worst)
