"""`briefgen edit`: the desk, in the browser of this machine."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from briefgen.cli import delivery
from briefgen.cli.stopping import until_stopped
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

Port = Annotated[int, typer.Option(metavar="N", min=0, max=65535, help="The port of the page; a free one by default.")]
NoBrowser = Annotated[bool, typer.Option("--no-browser", help="Print the address of the page, and open nothing.")]
_LOOK = 0.1
"""Seconds between two looks at whether to stop."""


def edit(
    context: typer.Context,
    brief: Annotated[
        str, typer.Argument(metavar="[BRIEF]", help="Slug, folder or file; a list to choose from by default.")
    ] = "",
    port: Port = 0,
    no_browser: NoBrowser = False,
) -> None:
    """Open the desk: write a brief in the browser, beside its sources and its page. Ctrl-C ends it."""
    workspace: WorkspaceFolder = context.obj
    first = workspace.sources([brief])[0] if brief else None
    with until_stopped() as stop, desk(workspace, first, port, browser=not no_browser):
        while not stop.is_set():
            time.sleep(_LOOK)


@contextmanager
def desk(
    workspace: WorkspaceFolder, first: BriefSource | None, port: int, *, browser: bool, readonly: bool = False
) -> Iterator[None]:
    """Serve the desk while the block runs. Its address is printed on a line of its own, which nothing wraps, and shown."""
    from briefgen.desk.server import serving

    means = None if readonly else delivery.means(workspace)
    with serving(workspace, first, delivery.now, port=port, readonly=readonly, means=means) as address:
        print(address, flush=True)
        if browser:
            import webbrowser

            webbrowser.open(address)
        yield
