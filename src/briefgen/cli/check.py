"""briefgen check: every problem of the briefs, with its place and what to write instead."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import Briefs, Json
from briefgen.errors import Exit, FileProblem, Problem, has_errors
from briefgen.publish.workspace import Source, Workspace

if TYPE_CHECKING:
    from briefgen.checks.coverage_report import SourceCoverage
    from briefgen.incident.load import Loaded


def loaded(workspace: Workspace, source: Source) -> Loaded:
    """The brief of a source. Raises FileProblem."""
    from briefgen.incident.load import load  # the model takes its time; --help must not pay for it

    return load(source.file, root=workspace.root, office=workspace.office, slug=source.slug)


def check(
    context: typer.Context,
    briefs: Briefs = None,
    coverage: Annotated[
        bool, typer.Option("--coverage", help="Say what each brief leaves out of its archived sources.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Say what is wrong, what is missing and what no source carries: file, line, column, and what to write instead."""
    from briefgen.checks import check as check_brief
    from briefgen.checks.coverage_report import coverage as coverage_of
    from briefgen.publish.look import template_faults

    workspace: Workspace = context.obj
    now = datetime.now(UTC)
    sources = workspace.sources(briefs or ())
    everything: list[Problem] = []
    made = []
    worst = Exit.DONE
    for source in sources:
        try:
            found = loaded(workspace, source)
        except FileProblem as error:  # one brief that cannot be read does not stop the others
            worst = error.exit
            show.fault(str(error))
            made.append({"brief": source.slug, "file": str(source.file), "problems": [_unread(error)]})
            continue
        problems = (*check_brief(found, now), *template_faults(found))
        covered = coverage_of(found) if coverage else ()
        everything += problems
        made.append(
            {
                "brief": source.slug,
                "file": found.name,
                "problems": [show.as_data(problem) for problem in problems],
                **({"coverage": [_as_data(item) for item in covered]} if coverage else {}),
            }
        )
        if not as_json:
            show.problems(problems)
            for item in covered:
                _print(item)
    if as_json:
        show.dump({"briefs": made})
    else:
        print(show.summary(everything, len(sources)), file=sys.stdout if sys.stdout.isatty() else sys.stderr)
    raise typer.Exit(max(worst, Exit.REFUSED if has_errors(everything) else Exit.DONE))


def _unread(error: FileProblem) -> dict[str, object]:
    return show.as_data(Problem("error", str(error).rstrip(".")))


def _print(item: SourceCoverage) -> None:
    print(f"{item.file}: {item.share:.1%} of the text is carried by the brief.")
    for gap in item.gaps:
        print(f"{item.file}:{gap.line}:{gap.column}: not carried: {gap.excerpt}")
    for quoted in item.uncarried:
        print(f"{item.file}:{quoted.line}:{quoted.column}: quotation that no position carries: {quoted.excerpt}")


def _as_data(item: SourceCoverage) -> dict[str, object]:
    places = {"gaps": item.gaps, "quotations": item.uncarried}
    return {
        "source": item.source,
        "file": item.file,
        "share": round(item.share, 4),
        **{
            key: [{"line": g.line, "column": g.column, "text": g.excerpt} for g in gaps] for key, gaps in places.items()
        },
    }
