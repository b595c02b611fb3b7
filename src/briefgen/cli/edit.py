"""`briefgen edit`: the desk, in the browser of this machine."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli import delivery
from briefgen.workspace.folders import WorkspaceFolder


def edit(
    context: typer.Context,
    brief: Annotated[
        str, typer.Argument(metavar="[BRIEF]", help="Slug, folder or file; a list to choose from by default.")
    ] = "",
    port: Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="A free one by default.")] = 0,
    no_browser: Annotated[bool, typer.Option("--no-browser", help="Print the address, and open nothing.")] = False,
) -> None:
    """Open the desk: write a brief in the browser, beside its sources and its page. Ctrl-C ends it."""
    from briefgen.desk.server import serve

    workspace: WorkspaceFolder = context.obj
    first = workspace.sources([brief])[0] if brief else None
    serve(
        workspace,
        first,
        delivery.now,
        port=port,
        means=delivery.means(workspace),
        ready=lambda url: _opened(url, browser=not no_browser),
    )


def _opened(url: str, *, browser: bool) -> None:
    """Print the address on a line of its own, which nothing wraps, and show it."""
    print(url, flush=True)
    if browser:
        import webbrowser

        webbrowser.open(url)
