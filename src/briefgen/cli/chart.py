"""briefgen chart: the picture alone, for slides and web pages."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli.arguments import OneBrief, Out, chosen
from briefgen.cli.render import shown
from briefgen.renderers import PICTURES
from briefgen.workspace.folders import WorkspaceFolder


def chart(
    context: typer.Context,
    brief: OneBrief,
    formats: Annotated[
        str, typer.Option("--format", metavar="LIST", help=f"Some of {', '.join(PICTURES)}, with commas between.")
    ] = ",".join(PICTURES),
    out: Out = None,
) -> None:
    """Make the timeline chart of a brief as a picture alone, one file for each panel and format."""
    from briefgen.app.chart import chart as drawn

    workspace: WorkspaceFolder = context.obj
    wanted = chosen(formats, PICTURES, PICTURES, "a format of a picture")
    source = workspace.sources([brief])[0]
    for file in drawn(workspace, source, wanted, out=out / source.slug if out else None):
        print(shown(workspace, file))
