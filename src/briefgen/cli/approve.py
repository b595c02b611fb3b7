"""briefgen approve: somebody has read what a brief says and lets it go out, as long as it says just that."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import OneBrief
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.settings.mail import MailingList


def approve(
    context: typer.Context,
    brief: OneBrief,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves; readers see it. Your login by default.")] = "",
) -> None:
    """Let what the brief says now go out as its next edition, to the lists that it names; a change of words, sections, lists or
    readers asks for another approval. Where its last edition says the same, that edition's readers are approved anew."""
    from briefgen.app.approve import approve as approved

    workspace: WorkspaceFolder = context.obj
    source = workspace.sources([brief])[0]
    found = approved(workspace, source, by or _login(), now=delivery.now().replace(microsecond=0))
    show.problems(found.problems)
    if found.edition is None:
        print(f"{source.slug}: approved by {found.by}, as it is now.")
    else:
        print(
            f"{source.slug}: edition {found.edition} says this; its readers are approved by {found.by}, as they are now."
        )
    for name, list_ in found.lists:
        print(f"    {_readers(name, list_)}")
    if not found.lists:
        print("    It names no list, so it goes to nobody.")
    print("A change of words, sections, lists or readers asks for another approval.")


def _readers(name: str, found: MailingList | None) -> str:
    """ "desk: anna@example.org, bert@example.org; ceiling TLP:AMBER"."""
    if found is None:
        return f"{name}: there is no such list"
    ceiling = found.ceiling.text if found.ceiling and found.ceiling.label else "none"
    return f"{name}: {', '.join(box.address for box in found.recipients)}; ceiling {ceiling}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
