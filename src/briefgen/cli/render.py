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
from briefgen.render import FORMATS, USUAL, Format


def wanted_formats(text: str) -> tuple[Format, ...]:
    """The formats of a list with commas; the usual ones when it is empty. Raises UsageError."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in get_args(Format):
            raise UsageError(f"'{name}' is not a format. There are: {', '.join(FORMATS)}.")
    return tuple(format_ for format_ in FORMATS if format_ in names) or USUAL


def render(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Slug, folder or file; all by default.")
    ] = None,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help=f"Some of {', '.join(FORMATS)}, with commas between.")
    ] = ",".join(USUAL),
    outline: Annotated[
        str, typer.Option(metavar="NAME", help="Another outline than the brief's own: incident, sitrep, one-pager.")
    ] = "",
    out: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Another folder than out/, one folder in it for each brief.")
    ] = None,
    audit: Annotated[
        bool, typer.Option("--audit/--no-audit", help="Open the finished files again and compare them with the brief.")
    ] = True,
    attach_source: Annotated[
        bool, typer.Option("--attach-source", help="Let the PDF carry brief.yaml (PDF/A-3a).")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one machine-readable object.")] = False,
) -> None:
    """Make the files of each brief in out/: PDF and Word document, or those that --format names."""
    workspace: Workspace = context.obj
    wanted = wanted_formats(formats)
    sources = workspace.sources(briefs or ())
    worst = Exit.DONE
    made = []
    with show.progress(len(sources), "Rendering") as (begin, step):
        for source in sources:
            begin(source.slug)
            files, problems, code = _one(
                workspace,
                source,
                wanted,
                outline,
                out,
                step,
                audited=audit,
                attach_source=attach_source,
                quiet=as_json,
            )
            worst = max(worst, code)
            made.append(
                {
                    "brief": source.slug,
                    "exit": int(code),
                    "files": [shown(workspace, file) for file in files],
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
    audited: bool,
    attach_source: bool,
    quiet: bool,
) -> tuple[tuple[Path, ...], tuple[Problem, ...], Exit]:
    """One brief: its files, its problems and its exit code; what goes wrong is told and kept to this brief."""
    from briefgen.checks import check as check_brief
    from briefgen.publish.audit import AuditFailed
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
            found,
            brief,
            workspace,
            formats,
            outline=outline,
            out=out / source.slug if out else None,
            audited=audited,
            attach_source=attach_source,
            progress=step,
        )
    except BriefgenError as error:
        if isinstance(error, AuditFailed):
            problems = (*problems, *error.problems)
        if not quiet:
            show.problems(problems)
            show.fault(f"{source.slug}: {error}")
        return (), (*problems, Problem("error", str(error).rstrip("."))), error.exit
    if not quiet:
        show.problems((*problems, *built.problems))
        for file in built.files:
            print(shown(workspace, file))
            sys.stdout.flush()
    return built.files, (*problems, *built.problems), Exit.DONE


def shown(workspace: Workspace, file: Path) -> str:
    """A file as the user would name it: from the workspace, where it lies in it."""
    here = file.resolve()
    return here.relative_to(workspace.root).as_posix() if here.is_relative_to(workspace.root) else str(file)
