"""briefgen chart: the picture alone, for slides and web pages."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli.arguments import OneBrief, Out
from briefgen.cli.render import shown
from briefgen.errors import UsageError
from briefgen.renderers import PICTURES, PictureFormat
from briefgen.workspace.folders import WorkspaceFolder


def _formats(text: str) -> tuple[PictureFormat, ...]:
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in PICTURES:
            raise UsageError(f"'{name}' is not a format of a picture. There are: {', '.join(PICTURES)}.")
    return tuple(format_ for format_ in PICTURES if format_ in names) or PICTURES


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
    wanted = _formats(formats)
    source = workspace.sources([brief])[0]
    for file in drawn(workspace, source, wanted, out=out / source.slug if out else None):
        print(shown(workspace, file))
