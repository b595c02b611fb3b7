"""briefgen schema: the JSON Schema of the two files that a user writes, for an editor's completion."""

from __future__ import annotations

from typing import Annotated

import typer

from briefgen.cli import show


def schema(
    office: Annotated[bool, typer.Option("--office", help="Of office.yaml instead of brief.yaml.")] = False,
    as_yaml: Annotated[
        bool, typer.Option("--yaml", help="Print a reference for people instead: every key, explained.")
    ] = False,
) -> None:
    """Print the JSON Schema of brief.yaml, for completion and checking in an editor."""
    from briefgen.incident.brief import Brief
    from briefgen.incident.fields import schema as made
    from briefgen.incident.office import Office
    from briefgen.incident.reference import reference

    root = Office if office else Brief
    if as_yaml:
        print(reference(root))
    else:
        show.dump(made(root))
