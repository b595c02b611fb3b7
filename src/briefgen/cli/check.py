"""briefgen check: every problem of the briefs, with its place and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Briefs, Json
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.check import Checked
    from briefgen.checks.coverage_report import SourceCoverage


def check(
    context: typer.Context,
    briefs: Briefs = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Say what each brief leaves out of its archived sources.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say what is wrong, what is missing and what no source carries: file, line, column, and what to write instead."""
    from briefgen.app.check import check as checked

    workspace: WorkspaceFolder = context.obj
    now = delivery.now()
    made: list[Checked] = []
    for source in workspace.sources(briefs or ()):
        found = checked(workspace, source, now=now, coverage=coverage)
        made.append(found)
        if found.fault:
            show.fault(found.fault)
        elif not as_json:
            show.problems(found.problems)
            for item in found.coverage or ():
                _print(item)
    if as_json:
        show.dump({"briefs": [_as_data(found) for found in made]})
    else:
        show.summary([problem for found in made if not found.fault for problem in found.problems], len(made))
    raise typer.Exit(max(found.exit for found in made))


def _print(item: SourceCoverage) -> None:
    print(f"{item.file}: {item.percent} of the text is carried by the brief.")
    for gap in item.gaps:
        print(f"{item.file}:{gap.line}:{gap.column}: not carried: {gap.excerpt}")
    for quoted in item.uncarried:
        print(f"{item.file}:{quoted.line}:{quoted.column}: quotation that no position carries: {quoted.excerpt}")


def _as_data(found: Checked) -> dict[str, object]:
    data: dict[str, object] = {
        "brief": found.slug,
        "file": found.file,
        "problems": [show.as_data(problem) for problem in found.problems],
    }
    return data if found.coverage is None else {**data, "coverage": [_covered(item) for item in found.coverage]}


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
