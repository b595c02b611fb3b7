"""What several commands ask for in the same words."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, get_args

import typer

from briefgen.errors import UsageError
from briefgen.renderers import FORMATS, USUAL, Format

Briefs = Annotated[list[str] | None, typer.Argument(metavar="[BRIEF]...", help="Slug, folder or file; all by default.")]
OneBrief = Annotated[str, typer.Argument(metavar="BRIEF", help="Slug, folder or file.")]
Formats = Annotated[
    str, typer.Option("--format", metavar="LIST", help=f"Some of {', '.join(FORMATS)}, with commas between.")
]
FORMATS_MADE = ",".join(USUAL)
"""The formats that are made when none is named."""
OutlineName = Annotated[
    str, typer.Option(metavar="NAME", help="Another outline than the brief's own: incident, sitrep, one-pager.")
]
Json = Annotated[bool, typer.Option("--json", help="Print one machine-readable object.")]
Out = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Another folder than out/, with a folder in it for each brief.")
]


def formats_of(text: str) -> tuple[Format, ...]:
    """The formats that a list with commas names. Raises UsageError."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    for name in names:
        if name not in get_args(Format):
            raise UsageError(f"'{name}' is not a format. There are: {', '.join(FORMATS)}.")
    return tuple(format_ for format_ in FORMATS if format_ in names) or USUAL
