"""briefgen source add: a source's text is archived beside the brief, and its entry is printed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import OneBrief
from briefgen.workspace.folders import WorkspaceFolder

app = typer.Typer(help="Work with the sources of a brief.", no_args_is_help=True)


@app.callback()
def _source() -> None:
    """Work with the sources of a brief."""


@app.command()
def add(
    context: typer.Context,
    brief: OneBrief,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The text, UTF-8; - for standard input.")],
    key: Annotated[str, typer.Option("--id", help="The source's id; from the file's name by default.")] = "",
    title: Annotated[str, typer.Option(help="The source's title; its first line by default.")] = "",
    kind: Annotated[str, typer.Option(help="What it is, such as news_article or transcript.")] = "other",
    fidelity: Annotated[str, typer.Option(help="How the text reached us, such as original or translated.")] = "unknown",
) -> None:
    """Archive a source's text beside the brief and print the entry to put under sources:."""
    from briefgen.app.source import archive
    from briefgen.workspace.files import read

    workspace: WorkspaceFolder = context.obj
    place = workspace.sources([brief])[0]
    piped = file == "-"
    data = sys.stdin.buffer.read() if piped else read(Path(file))
    name = "" if piped else file
    made = archive(workspace, place, data, name=name, key=key, title=title, kind=kind, fidelity=fidelity)
    print(made.entry, end="")
    if sys.stdout.isatty():
        show.fault(f"archived {made.file}; put the entry above under sources: in {place.file.name}.")
