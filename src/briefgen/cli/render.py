"""briefgen render: the files of the briefs. One bad brief does not stop the others."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated, get_args

import typer

from briefgen.cli import show
from briefgen.cli.check import loaded
from briefgen.errors import BriefgenError, Exit, Problem, UsageError
from briefgen.publish.workspace import Source, Workspace
from briefgen.render import FORMATS, Format


def _formats(text: str) -> tuple[Format, ...]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in get_args(Format):
            raise UsageError(f"'{name}' is not a format. There are: {', '.join(FORMATS)}.")
    return tuple(format_ for format_ in FORMATS if format_ in names) or FORMATS


def render(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Slug, folder or file; all by default.")
    ] = None,
    formats: Annotated[str, typer.Option("--format", metavar="LIST", help="Formats, with commas between.")] = ",".join(
        FORMATS
    ),
    outline: Annotated[
        str, typer.Option(metavar="NAME", help="Another outline than the brief's own: incident, sitrep, one-pager.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Another folder than out/, one folder in it for each brief.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one machine-readable object.")] = False,
) -> None:
    """Make the PDF and the Word document of each brief in out/."""
    workspace: Workspace = context.obj
    wanted = _formats(formats)
    sources = workspace.sources(briefs or ())
    worst = Exit.DONE
    made = []
    with show.progress(len(sources), "Rendering") as (begin, step):
        for source in sources:
            begin(source.slug)
            files, problems, code = _one(workspace, source, wanted, outline, out, step, quiet=as_json)
            worst = max(worst, code)
            made.append(
                {
                    "brief": source.slug,
                    "exit": int(code),
                    "files": [_shown(workspace, file) for file in files],
                    "problems": [show.as_data(problem) for problem in problems],
                }
            )
    if as_json:
        show.dump({"briefs": made})
    raise typer.Exit(worst)


def _one(
    workspace: Workspace,
    source: Source,
    formats: tuple[Format, ...],
    outline: str,
    out: Path | None,
    step: show.Progress,
    *,
    quiet: bool,
) -> tuple[tuple[Path, ...], tuple[Problem, ...], Exit]:
    """One brief: its files, its problems and its exit code; what goes wrong is told and kept to this brief."""
    from briefgen.checks import check as check_brief
    from briefgen.publish.build import build

    problems: tuple[Problem, ...] = ()
    try:
        found = loaded(workspace, source)
        problems = tuple(problem for problem in check_brief(found) if problem.level != "note")
        brief = found.brief
        if brief is None or any(problem.level == "error" for problem in problems):
            if not quiet:
                show.problems(problems)
                show.fault(f"{source.slug} was not rendered: the brief has errors.")
            return (), problems, Exit.REFUSED
        built = build(
            found, brief, workspace, formats, outline=outline, out=out / source.slug if out else None, progress=step
        )
    except BriefgenError as error:
        if not quiet:
            show.problems(problems)
            show.fault(f"{source.slug}: {error}")
        return (), (*problems, Problem("error", str(error).rstrip("."))), error.exit
    if not quiet:
        show.problems((*problems, *built.problems))
        for file in built.files:
            print(_shown(workspace, file))
            sys.stdout.flush()
    return built.files, (*problems, *built.problems), Exit.DONE


def _shown(workspace: Workspace, file: Path) -> str:
    here = file.resolve()
    return here.relative_to(workspace.root).as_posix() if here.is_relative_to(workspace.root) else str(file)
