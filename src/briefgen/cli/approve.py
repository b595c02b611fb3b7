"""briefgen approve: somebody has read what a brief says and lets it go out, as long as it says just that."""

from __future__ import annotations

import getpass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import OneBrief
from briefgen.cli.check import loaded
from briefgen.errors import Exit, UsageError, has_errors
from briefgen.publish.workspace import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from briefgen.incident.mail import MailingList


def approve(
    context: typer.Context,
    brief: OneBrief,
    by: Annotated[str, typer.Option(metavar="NAME", help="Who approves; readers see it. Your login by default.")] = "",
) -> None:
    """Let what the brief says now go out as its next edition, to the lists that it names; a change of words, sections, lists or
    readers asks for another approval. Where its last edition says the same, that edition's readers are approved anew."""
    from briefgen.checks import check
    from briefgen.incident.edition import Approval
    from briefgen.publish.approval import approve as note
    from briefgen.publish.approval import approve_readers, cover, same
    from briefgen.publish.bundle import gather
    from briefgen.publish.editions import editions, taken_back, tells
    from briefgen.publish.templates import Templates

    workspace: Workspace = context.obj
    source = workspace.sources([brief])[0]
    found = loaded(workspace, source)
    now = datetime.now(UTC).replace(microsecond=0)
    problems = [problem for problem in check(found, now) if problem.level != "note"]
    show.problems(problems)
    if found.brief is None or has_errors(problems):
        show.fault(f"{source.slug}: the brief has errors, so it was not approved.")
        raise typer.Exit(Exit.REFUSED)
    name = " ".join((by or _login()).split())
    if not name:
        raise UsageError("It is not known who approves. Say it with --by NAME.")
    bundle, lists = gather(found, found.brief, Templates(workspace.root)), found.office.lists
    issued = editions(source)
    last = issued[-1] if issued else None
    if last and tells(last) and last.stamp.number not in taken_back(issued) and same(last.bundle, bundle):
        approve_readers(workspace, last, lists, Approval(name, now))
        print(
            f"{source.slug}: edition {last.stamp.number} says this; its readers are approved by {name}, as they are now."
        )
        names = last.bundle.brief.distribution
    else:
        after = last.stamp.number if last else 0
        note(workspace, source.slug, cover(bundle, lists), Approval(name, now), after)
        print(f"{source.slug}: approved by {name}, as it is now.")
        names = found.brief.distribution
    for one in names:
        print(f"    {_readers(one, lists)}")
    if not names:
        print("    It names no list, so it goes to nobody.")
    print("A change of words, sections, lists or readers asks for another approval.")


def _readers(name: str, lists: Mapping[str, MailingList]) -> str:
    """ "desk: anna@example.org, bert@example.org; ceiling TLP:AMBER"."""
    if name not in lists:
        return f"{name}: there is no such list"
    found = lists[name]
    ceiling = found.ceiling.text if found.ceiling and found.ceiling.label else "none"
    return f"{name}: {', '.join(box.address for box in found.recipients)}; ceiling {ceiling}"


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
