"""briefgen approve: somebody has read what a brief says and lets it go out, as long as it says just that."""

from __future__ import annotations

import getpass
from typing import Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import OneBrief
from briefgen.workspace.folders import WorkspaceFolder


def approve(
    context: typer.Context,
    brief: OneBrief,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves; readers see it. Your login by default.")] = "",
) -> None:
    """Let what the brief says now go out as its next edition, to the lists that it names; a change of words, sections, lists or
    readers asks for another approval. Where its last edition says the same, that edition's readers are approved anew."""
    from briefgen.app.approve import ASKS_AGAIN, readers
    from briefgen.app.approve import approve as approved

    workspace: WorkspaceFolder = context.obj
    source = workspace.sources([brief])[0]
    found = approved(workspace, source, by or _login(), now=delivery.now().replace(microsecond=0))
    show.problems(found.problems)
    print(found.told(source.slug))
    for name, list_ in found.lists:
        print(f"    {readers(name, list_)}")
    if not found.lists:
        print("    It names no list, so it goes to nobody.")
    print(ASKS_AGAIN)


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
