"""briefgen template: the customer's paper."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import show
from briefgen.cli.render import shown
from briefgen.workspace.folders import WorkspaceFolder

app = typer.Typer(name="template", help="A customer's Word template as the office's.", no_args_is_help=True)


@app.callback()
def _template() -> None:
    """A customer's Word template as the office's."""


@app.command("adopt")
def adopt(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The template, a Word document (.docx).")],
    brief: Annotated[
        str, typer.Argument(metavar="[BRIEF]", help="The brief to try it on; the example by default.")
    ] = "",
    force: Annotated[
        bool, typer.Option("--force", help="Put it in the place of another template, and of a file of its name.")
    ] = False,
) -> None:
    """Make any Word template usable: it gets the styles that it lacks, office.yaml names it, and a sample is rendered."""
    from briefgen.app.adopt import adopt as adopted

    workspace: WorkspaceFolder = context.obj
    done = adopted(workspace, file, brief, force=force)
    show.problems(done.problems)
    for line in done.told:
        print(line)
    print(f"The sample: {shown(workspace, done.sample)}")
