"""What several commands ask for in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, TypeVar

import typer

from briefgen.errors import UsageError
from briefgen.renderers import USUAL
from briefgen.settings.formats import FILES, FileFormat

Briefs = Annotated[list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Slug, folder or file; all by default.")]
OneBrief = Annotated[str, typer.Argument(metavar="BRIEF", help="Slug, folder or file.")]
Formats = Annotated[
    str, typer.Option("--format", metavar="LIST", help=f"Some of {', '.join(FILES)}, with commas between.")
]
FORMATS_MADE = ",".join(USUAL)
"""The formats that are made when none is named."""
OutlineName = Annotated[
    str, typer.Option(metavar="NAME", help="Another outline than the brief's own: incident, sitrep, one-pager.")
]
Cluster = Annotated[
    str, typer.Option(metavar="ADDRESS", help="Render on a cluster of dask.distributed, such as tls://host:8786.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one machine-readable object.")]
Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Another folder than out/, with a folder in it for each brief.")
]


F = TypeVar("F", bound=str)


def formats_of(text: str) -> tuple[FileFormat, ...]:
    """The formats that a list with commas names. Raises UsageError."""
    return chosen(text, FILES, USUAL, "a format")


def chosen(text: str, known: tuple[F, ...], usual: tuple[F, ...], what: str) -> tuple[F, ...]:
    """Those that a list with commas names of the known ones, in their order; the usual ones for none. Raises UsageError."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in known:
            raise UsageError(f"'{name}' is not {what}. There are: {', '.join(known)}.")
    return tuple(one for one in known if one in names) or usual
