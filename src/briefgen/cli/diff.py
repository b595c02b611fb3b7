"""briefgen diff: what changed in a brief since one of its editions."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

import typer

from briefgen.cli import show
from briefgen.cli.arguments import Json, OneBrief
from briefgen.errors import UsageError
from briefgen.workspace.folders import WorkspaceFolder

DiffForm = Literal["text", "json", "html"]
FORMS: tuple[DiffForm, ...] = get_args(DiffForm)


def diff(
    context: typer.Context,
    brief: OneBrief,
    since: Annotated[
        int | None, typer.Option(metavar="N", help="The edition to compare with; the last by default.")
    ] = None,
    form: Annotated[str, typer.Option("--format", metavar="NAME", help=f"One of {', '.join(FORMS)}.")] = "text",
    as_json: Json = False,
) -> None:
    """Say what changed in a brief since its last edition, fact by fact."""
    from briefgen.app.diff import diff as compared

    workspace: WorkspaceFolder = context.obj
    wanted = "json" if as_json else _form(form)
    source = workspace.sources([brief])[0]
    found = compared(workspace, source, since, handed_on=wanted == "html")
    if wanted == "json":
        show.dump({"brief": source.slug, "since": found.since.edition, "changes": found.data()})
    else:
        print(found.told("txt" if wanted == "text" else "html"), end="")


def _form(name: str) -> DiffForm:
    for form in FORMS:
        if name.strip().lower() == form:
            return form
    raise UsageError(f"'{name}' is not a form that diff has. There are: {', '.join(FORMS)}.")
