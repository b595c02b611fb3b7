"""briefgen new: a commented brief that renders as it stands."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.workspace.folders import WorkspaceFolder


def new(
    context: typer.Context, name: Annotated[str, typer.Argument(help="The brief's short name, such as flood-2026-03.")]
) -> None:
    """Write a commented brief that passes check and renders as it stands."""
    from briefgen.app.vacant import vacant
    from briefgen.workspace.files import write
    from briefgen.workspace.line_ends import keep_line_ends
    from briefgen.workspace.templates import Templates

    workspace: WorkspaceFolder = context.obj
    file = vacant(workspace, name)
    write(file, Templates(workspace.root).starter().replace("{name}", name).encode("utf-8"))
    keep_line_ends(file.parent)
    print(file.relative_to(workspace.root).as_posix())
    print(f"Edit it, then: briefgen check {name} && briefgen render {name}")
