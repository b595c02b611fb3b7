"""The place of a new brief: a short name that no other has."""

from __future__ import annotations

from pathlib import Path

from briefgen.errors import UsageError
from briefgen.workspace.folders import WorkspaceFolder


def vacant(workspace: WorkspaceFolder, name: str) -> Path:
    """The file of a new brief of that name. Raises UsageError for a name that is none, or is taken."""
    from briefgen.checks.file_names import fault_of_name
    from briefgen.model.shape import is_slug

    if not is_slug(name) or name == "office":
        raise UsageError(
            f"'{name}' is not a short name. Write lower-case letters, digits and hyphens, such as flood-2026-03."
        )
    if fault := fault_of_name(name):
        raise UsageError(f"The name {fault}. Give the brief another.")
    return workspace.vacant(name)
