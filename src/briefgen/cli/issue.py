"""briefgen issue: the brief is frozen as its next edition, or is held back with what holds it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Json, OneBrief
from briefgen.cli.render import shown
from briefgen.errors import Exit, UsageError
from briefgen.publish.workspace import Workspace

if TYPE_CHECKING:
    from briefgen.incident.edition import Kind
    from briefgen.publish.editions import Accepted


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
    from briefgen.deliver.record import taken
    from briefgen.publish.acceptance import key
    from briefgen.publish.issue import Held, Order
    from briefgen.publish.issue import issue as issued

    workspace: Workspace = context.obj
    source = workspace.sources([brief])[0]
    if correct is not None and withdraw is not None:
        raise UsageError("An edition is corrected or withdrawn, not both. Leave out --correct or --withdraw.")
    if reason and correct is None and withdraw is None:
        raise UsageError(
            "A reason belongs to a correction or a withdrawal. Name the edition with --correct or --withdraw."
        )
    kind: Kind = "corrected" if correct is not None else "withdrawn" if withdraw is not None else "final"
    order = Order(kind, correct if correct is not None else withdraw, reason, tuple(map(_accepted, accept or ())))
    try:
        with show.progress(1, "Issuing") as (begin, step):
            begin(source.slug)
            number = taken(workspace, source, delivery.now)
            edition = issued(workspace, source, order, now=datetime.now(UTC), progress=step, taken=number)
    except Held as held:
        if as_json:
            show.dump({"brief": source.slug, "held": str(held), "problems": [show.as_data(p) for p in held.problems]})
        else:
            show.problems(held.problems)
            for given in dict.fromkeys(key(problem) for problem in held.problems if problem.level == "warning"):
                show.remark(f"To accept it: --accept '{given}=the reason'")
            show.fault(f"{source.slug}: {held}")
        raise typer.Exit(Exit.REFUSED) from held
    files = [shown(workspace, edition.folder / name) for name in edition.files]
    if as_json:
        show.dump(
            {
                "brief": source.slug,
                "edition": edition.stamp.number,
                "kind": edition.stamp.kind,
                "issued": edition.stamp.issued.isoformat(),
                "files": files,
                "accepted": [{"warning": a.warning, "reason": a.reason} for a in edition.accepted],
            }
        )
        return
    for file in files:
        print(file)


def _accepted(given: str) -> Accepted:
    from briefgen.publish.editions import Accepted

    warning, _, reason = given.partition("=")
    if not (warning.strip() and reason.strip()):
        raise UsageError(f"'{given}' does not say which warning and why. Write --accept 'W3=the reason'.")
    return Accepted(warning.strip(), reason.strip())
