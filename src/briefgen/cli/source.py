"""briefgen source add: what a reader sees of a document is archived beside the brief, and its entry is written."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import OneBrief
from briefgen.errors import ended
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.source import Added, Handed
    from briefgen.workspace.folders import BriefSource

app = typer.Typer(help="Work with the sources of a brief.", no_args_is_help=True)


@app.callback()
def _source() -> None:
    """Work with the sources of a brief."""


@app.command()
def add(
    context: typer.Context,
    brief: OneBrief,
    document: Annotated[
        str,
        typer.Argument(metavar="URL|FILE|-", help="A web page, PDF, DOCX, e-mail (EML) or text; - for standard input."),
    ],
    key: Annotated[
        str, typer.Option("--id", help="The source's id; from the file's name or the title by default.")
    ] = "",
    title: Annotated[str, typer.Option(help="Its title, where the document's own is not the right one.")] = "",
    kind: Annotated[str, typer.Option(help="What it is, such as news_article or transcript.")] = "",
    fidelity: Annotated[str, typer.Option(help="How the text reached us, such as original or translated.")] = "",
    author: Annotated[str, typer.Option(help="Who wrote it.")] = "",
    publisher: Annotated[str, typer.Option(help="Who published it.")] = "",
    published: Annotated[
        str, typer.Option(metavar="TIME", help="When, such as 2026-03-03 or '2026-03-03 09:12Z'.")
    ] = "",
    access: Annotated[str, typer.Option(help="primary, secondary or tertiary.")] = "",
    grade: Annotated[str, typer.Option(help="Its Admiralty grade, such as B2.")] = "",
    local: Annotated[
        bool, typer.Option("--local", help="A URL may lead to this machine or the local network.")
    ] = False,
    printed: Annotated[
        bool, typer.Option("--print", help="Print the entry instead of writing it into the brief.")
    ] = False,
) -> None:
    """Archive what a reader sees of a document, the document beside it, and write its entry into the brief."""
    from briefgen.app.source import add as add_source

    workspace: WorkspaceFolder = context.obj
    place = workspace.sources([brief])[0]
    wishes = {"title": title, "kind": kind, "fidelity": fidelity, "author": author, "publisher": publisher}
    wishes |= {"published": published, "access": access, "grade": grade}
    added = add_source(workspace, place, handed(document, local), wishes, key=key, write_entry=not printed)
    if printed:
        print(added.entry, end="")
    else:
        print("\n".join(archived(added, place)))
    for remark in added.remarks:
        show.remark(f"note: {ended(remark)}")


def handed(document: str, local: bool) -> Handed:
    """The document at an address, of a file, or on standard input. Raises FileProblem."""
    from briefgen.app.source import Handed, fetched
    from briefgen.workspace.files import read

    if document == "-":
        return Handed(sys.stdin.buffer.read())
    if "://" in document:
        return fetched(document, local=local, now=datetime.now(UTC))
    return Handed(read(Path(document)), document)


def archived(added: Added, place: BriefSource) -> list[str]:
    """What was archived, what the document says of itself, and where it stands now."""
    return [*added.told, f"{place.file.name}: the source '{added.key}'"]
