"""briefgen issue: the brief is frozen as its next edition, or is held back with what holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Json, OneBrief
from briefgen.cli.render import shown
from briefgen.errors import Exit, UsageError
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.editions.editions import Edition
    from briefgen.editions.issue import Held


def issue(
    context: typer.Context,
    brief: OneBrief,
    correct: Annotated[
        int | None, typer.Option(metavar="N", help="This edition corrects edition N; --reason says what was wrong.")
    ] = None,
    withdraw: Annotated[
        int | None, typer.Option(metavar="N", help="Take edition N back; --reason says why. Repeats none of its facts.")
    ] = None,
    reason: Annotated[str, typer.Option(metavar="TEXT", help="What is wrong with the edition; readers see it.")] = "",
    accept: Annotated[
        list[str] | None,
        typer.Option(metavar="WARNING=REASON", help="A warning that need not hold the edition back, and why."),
    ] = None,
    as_json: Json = False,
) -> None:
    """Freeze the next edition in editions/NNNN/. Errors hold it back, and each warning that nobody accepts."""
    from briefgen.app.issue import issue as issued
    from briefgen.editions.issue import Held

    workspace: WorkspaceFolder = context.obj
    source = workspace.sources([brief])[0]
    accepted = dict(map(_accepted, accept or ()))
    try:
        with show.progress(1, "Issuing") as (begin, step):
            begin(source.slug)
            edition = issued(
                workspace,
                source,
                now=delivery.now(),
                correct=correct,
                withdraw=withdraw,
                reason=reason,
                accept=accepted,
                progress=step,
            )
    except Held as held:
        _print_held(source.slug, held, as_json)
        raise typer.Exit(Exit.REFUSED) from held
    _print_edition(source.slug, edition, [shown(workspace, edition.folder / name) for name in edition.files], as_json)


def _print_held(slug: str, held: Held, as_json: bool) -> None:
    """Print what holds the edition back, and how each warning of it is accepted."""
    from briefgen.editions.acceptance import key

    if as_json:
        show.dump({"brief": slug, "held": str(held), "problems": [show.as_data(p) for p in held.problems]})
        return
    show.problems(held.problems)
    for given in dict.fromkeys(key(problem) for problem in held.problems if problem.level == "warning"):
        show.remark(f"To accept it: --accept '{given}=the reason'")
    show.fault(f"{slug}: {held}")


def _print_edition(slug: str, edition: Edition, files: list[str], as_json: bool) -> None:
    """Print the files of the edition, or all that there is to know of it."""
    if not as_json:
        for file in files:
            print(file)
        return
    show.dump(
        {
            "brief": slug,
            "edition": edition.stamp.number,
            "kind": edition.stamp.kind,
            "issued": edition.stamp.issued.isoformat(),
            "files": files,
            "accepted": [{"warning": a.warning, "reason": a.reason} for a in edition.accepted],
        }
    )


def _accepted(given: str) -> tuple[str, str]:
    warning, _, reason = given.partition("=")
    if not (warning.strip() and reason.strip()):
        raise UsageError(f"'{given}' does not say which warning and why. Write --accept 'W3=the reason'.")
    return warning.strip(), reason.strip()
