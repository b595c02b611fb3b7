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
    from briefgen.model.brief import Brief
    from briefgen.reading.fields import schema as made
    from briefgen.reading.reference import reference
    from briefgen.settings.office import Office

    root = Office if office else Brief
    if as_yaml:
        print(reference(root))
    else:
        show.dump(made(root))
