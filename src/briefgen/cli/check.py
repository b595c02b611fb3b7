"""briefgen check: every problem of the briefs, with its place and what to write instead."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.alike import shortened
from briefgen.cli.arguments import Briefs, Json
from briefgen.errors import UsageError
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.check import Checked
    from briefgen.app.sheet import SheetForm
    from briefgen.checks.coverage_report import SourceCoverage
    from briefgen.checks.log_coverage import LogCoverage
    from briefgen.errors import Problem

FORMS: tuple[SheetForm, ...] = ("text", "html", "csv")


def check(
    context: typer.Context,
    briefs: Briefs = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Say what each brief leaves out of its archived sources.")
    ] = False,
    sheet: Annotated[
        bool,
        typer.Option("--sheet", help="Print each claim beside the words that it rests on, for a second pair of eyes."),
    ] = False,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help=f"Of the sheet: {', '.join(FORMS)}.")] = "text",
    every: Annotated[bool, typer.Option("--all", help="Show each of many problems of one kind.")] = False,
    errors_only: Annotated[bool, typer.Option("--errors-only", help="Show no warnings and notes.")] = False,
    as_json: Json = False,
) -> None:
    """Say what is wrong, what is missing and what no source carries: file, line, column, and what to write instead."""
    from briefgen.app.check import check as checked
    from briefgen.app.check import unread

    workspace: WorkspaceFolder = context.obj
    if sheet:
        return _sheets(workspace, briefs or (), form)
    now = delivery.now()
    made: list[Checked] = []
    every_brief = (checked(workspace, source, now=now, coverage=coverage) for source in workspace.sources(briefs or ()))
    for found in chain(every_brief, () if briefs else unread(workspace)):
        made.append(found)
        if found.fault:
            show.fault(found.fault)
        elif not as_json:
            chosen = _chosen(found, errors_only)
            show.problems(chosen if every else shortened(chosen))
            for item in found.coverage or ():
                _print(item)
            for log in found.logs or ():
                _print_log(log)
    if as_json:
        show.dump({"briefs": [_as_data(found, errors_only) for found in made]})
    else:
        show.summary([problem for found in made if not found.fault for problem in found.problems], len(made))
    raise typer.Exit(max(found.exit for found in made))


def _sheets(workspace: WorkspaceFolder, briefs: Sequence[str], form: str) -> None:
    from briefgen.app.sheet import sheet

    wanted = next((known for known in FORMS if form.strip().lower() == known), None)
    if wanted is None:
        raise UsageError(f"'{form}' is not a form that a sheet has. There are: {', '.join(FORMS)}.")
    for source in workspace.sources(briefs):
        print(sheet(workspace, source).told(wanted), end="")


def _chosen(found: Checked, errors_only: bool) -> tuple[Problem, ...]:
    return tuple(problem for problem in found.problems if problem.level == "error" or not errors_only)


def _print(item: SourceCoverage) -> None:
    print(f"{item.file}: {item.percent} of the text is carried by the brief.")
    for gap in item.gaps:
        print(f"{item.file}:{gap.line}:{gap.column}: not carried: {gap.excerpt}")
    for quoted in item.uncarried:
        print(f"{item.file}:{quoted.line}:{quoted.column}: quotation that no position carries: {quoted.excerpt}")


def _print_log(log: LogCoverage) -> None:
    print(f"{log.file}: {log.shown} of {log.rows} rows are told in the brief.")
    for reason, rows in log.left:
        print(
            f"{log.file}: {len(rows)} {'row is' if len(rows) == 1 else 'rows are'} left out ({reason}): {log.numbering.several(rows)}."
        )
    if log.columns:
        print(f"{log.file}: nothing is told of the columns {', '.join(log.columns)}.")


def _as_data(found: Checked, errors_only: bool) -> dict[str, object]:
    data: dict[str, object] = {
        "brief": found.slug,
        "file": found.file,
        "problems": [show.as_data(problem) for problem in _chosen(found, errors_only)],
    }
    if found.coverage is None:
        return data
    logs = [_covered_log(log) for log in found.logs or ()]
    return {**data, "coverage": [_covered(item) for item in found.coverage], **({"logs": logs} if logs else {})}


def _covered_log(log: LogCoverage) -> dict[str, object]:
    left = [{"reason": reason, "rows": list(rows)} for reason, rows in log.left]
    return {
        "source": log.source,
        "file": log.file,
        "rows": log.rows,
        "told": log.shown,
        "counted_in": log.numbering.unit,
        "left": left,
        "columns": list(log.columns),
    }


def _covered(item: SourceCoverage) -> dict[str, object]:
    places = {"gaps": item.gaps, "quotations": item.uncarried}
    return {
        "source": item.source,
        "file": item.file,
        "share": round(item.share, 4),
        **{
            key: [{"line": g.line, "column": g.column, "text": g.excerpt} for g in gaps] for key, gaps in places.items()
        },
    }
