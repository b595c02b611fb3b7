"""briefgen render: the files of the briefs that are out of date. One bad brief does not stop the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefgen.app.render import render as rendered
from briefgen.cli import show
from briefgen.cli.arguments import FORMATS_MADE, Briefs, Cluster, Formats, Json, Out, OutlineName, formats_of
from briefgen.errors import Exit, counted
from briefgen.outputs.update import Options, UpdateResult
from briefgen.workspace.folders import WorkspaceFolder


def render(
    context: typer.Context,
    briefs: Briefs = None,
    formats: Formats = FORMATS_MADE,
    outline: OutlineName = "",
    out: Out = None,
    force: Annotated[bool, typer.Option("--force", help="Make the files again although they are current.")] = False,
    why: Annotated[
        bool, typer.Option("--why", help="Say why each brief is made again, or that it is current.")
    ] = False,
    jobs: Annotated[int, typer.Option(metavar="N", min=1, help="Briefs side by side, in processes.")] = 1,
    cluster: Cluster = "",
    audit: Annotated[
        bool, typer.Option("--audit/--no-audit", help="Open the finished files again and compare them with the brief.")
    ] = True,
    attach_source: Annotated[
        bool,
        typer.Option(
            "--attach-source",
            help="Let the PDF carry brief.yaml (PDF/A-3a): everything in it goes out, comments, lists and notes included.",
        ),
    ] = False,
    as_json: Json = False,
) -> None:
    """Make the files of each brief in out/ that are out of date: PDF and Word document, or those that --format names."""
    workspace: WorkspaceFolder = context.obj
    options = Options(formats_of(formats), outline, audit, attach_source)
    sources = workspace.sources(briefs or ())
    made: list[UpdateResult] = []
    with show.progress(len(sources), "Rendering") as (begin, step):
        for renewed in rendered(
            workspace, sources, options, out=out, force=force, jobs=jobs, cluster=cluster, begin=begin, progress=step
        ):
            made.append(renewed)
            if not as_json:
                tell(workspace, renewed, why=why)
    unread = tuple(workspace.misnamed(briefs or ()))
    if not as_json:
        show.problems(unread)
    if as_json:
        places = {source.slug: place for place, source in enumerate(sources)}
        made.sort(key=lambda renewed: places[renewed.slug])
        told = {"unread": [show.as_data(problem) for problem in unread]} if unread else {}
        show.dump({"briefs": [_as_data(workspace, renewed) for renewed in made], **told})
    elif current := [renewed.slug for renewed in made if renewed.outcome == "current"]:
        show.remark(f"{counted(len(current), 'brief')} up to date.")
    raise typer.Exit(max((*(renewed.exit for renewed in made), Exit.REFUSED if unread else Exit.DONE)))


def tell(workspace: WorkspaceFolder, renewed: UpdateResult, *, why: bool) -> None:
    """One brief's problems and files on standard output; what stopped it on standard error."""
    show.problems(renewed.problems)
    if why:
        reasons = "; ".join(renewed.why) or "up to date"
        same = " (the files are the same as before)" if renewed.outcome == "restat" else ""
        print(f"{renewed.slug}: {reasons}{same}")
    match renewed.outcome:
        case "built" | "restat":
            for file in renewed.files:
                print(shown(workspace, file))
        case "refused" | "failed":
            show.fault(f"{renewed.slug}: {renewed.fault}")
        case "current":
            pass
    sys.stdout.flush()


def _as_data(workspace: WorkspaceFolder, renewed: UpdateResult) -> dict[str, object]:
    return {
        "brief": renewed.slug,
        "exit": int(renewed.exit),
        "outcome": renewed.outcome,
        "why": list(renewed.why),
        "fault": renewed.fault or None,
        "files": [shown(workspace, file) for file in renewed.files],
        "problems": [show.as_data(problem) for problem in renewed.problems],
    }


def shown(workspace: WorkspaceFolder, file: Path) -> str:
    """A file as the user would name it: from the workspace, where it lies in it."""
    here = file.resolve()
    return here.relative_to(workspace.root).as_posix() if here.is_relative_to(workspace.root) else str(file)
