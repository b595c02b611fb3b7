"""Hold the finished files of a brief, or its issued editions, against what they should say."""

from __future__ import annotations

from pathlib import Path

from briefgen.app.check import Checked
from briefgen.editions.audit import audit_editions
from briefgen.errors import BriefgenError, Exit, Problem, has_errors
from briefgen.outputs.audit import audit_folder
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


def audit(
    workspace: WorkspaceFolder, source: BriefSource, out: Path | None = None, *, editions: bool = False
) -> Checked:
    """Where the files of a brief in `out`, out/ by default, are not what the brief says; or where its editions are not as they were
    issued. Raises nothing."""
    try:
        found = audit_editions(source, workspace.root) if editions else _working(workspace, source, out)
    except BriefgenError as error:
        return Checked(source.slug, str(source.file), fault=f"{source.slug}: {error}", exit=error.exit)
    return Checked(source.slug, str(source.file), found, exit=Exit.RENDER if has_errors(found) else Exit.DONE)


def _working(workspace: WorkspaceFolder, source: BriefSource, out: Path | None) -> tuple[Problem, ...]:
    folder = out / source.slug if out else workspace.out(source.slug)
    loaded = workspace.load(source)
    if loaded.brief is None:
        raise BriefgenError(f"the brief has errors, so it was not audited. See: briefgen check {source.slug}")
    return audit_folder(loaded, loaded.brief, workspace, source, folder.resolve())
