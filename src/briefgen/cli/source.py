"""briefgen source add: a source's text is archived beside the brief, and its entry is printed."""

from __future__ import annotations

import re
import sys
import unicodedata
from hashlib import sha256
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import OneBrief
from briefgen.errors import UsageError
from briefgen.publish.workspace import Workspace

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
    from briefgen.incident.dump import dump
    from briefgen.incident.fields import choices
    from briefgen.incident.source import Source
    from briefgen.publish.files import read, write

    workspace: Workspace = context.obj
    place = workspace.sources([brief])[0]
    for name, value in (("kind", kind), ("fidelity", fidelity)):
        if value not in choices(Source, name):
            raise UsageError(f"'{value}' is not a {name}. There are: {', '.join(choices(Source, name))}.")
    data = _read(file)
    text = _decoded(data, file)
    known = workspace.load(place).draft.sources
    key = key or _id(Path(file).stem if file != "-" else "text")
    if key in known:
        raise UsageError(f"The brief has a source '{key}' already. Name another with --id.")
    archived = f"sources/{key}.txt"
    target = place.file.parent / archived
    if target.exists() and read(target) != data:
        raise UsageError(f"{archived} is there already, with another text. Name another id with --id.")
    write(target, data)
    first = next((line.strip() for line in text.splitlines() if line.strip()), key)
    entry = Source.model_validate(
        {
            "title": title or first[:200],
            "kind": kind,
            "file": archived,
            "sha256": sha256(data).hexdigest(),
            "fidelity": fidelity,
        }
    )
    body = "".join(f"    {line}\n" for line in dump(entry).splitlines())
    print(f"sources:\n  {key}:\n{body}", end="")
    if not sys.stdout.isatty():
        return
    show.fault(f"archived {archived}; put the entry above under sources: in {place.file.name}.")


def _read(file: str) -> bytes:
    from briefgen.publish.files import read

    return sys.stdin.buffer.read() if file == "-" else read(Path(file))


def _decoded(data: bytes, file: str) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text. Save it as UTF-8, or copy its text into a .txt file.") from error
    if not text.strip():
        raise UsageError(f"{file} has no text.")
    return text


def _id(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "text"
