"""Many briefs, one after the other or side by side."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.build.keys import DigestCache
from briefgen.outputs.update import Options, UpdateResult, update
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.build.artifacts import Progress

Begin = Callable[[str], None]
"""Called with the name of the brief that begins or, side by side, of the one that is done."""


def update_all(
    workspace: WorkspaceFolder,
    sources: Sequence[BriefSource],
    options: Options,
    *,
    out: Path | None = None,
    force: bool = False,
    jobs: int = 1,
    begin: Begin = lambda name: None,
    progress: Progress = lambda step: None,
) -> Iterator[UpdateResult]:
    """What became of each brief, as they are done; `out` has a folder for each. Never raises BriefgenError.

    With several jobs, whoever stops reading leaves nothing half done: each brief's files are written together.
    """
    digests = DigestCache(workspace.root)
    one = partial(_one, workspace, options, out, force)
    if jobs > 1 and len(sources) > 1:
        from briefgen.outputs.processes import side_by_side  # half of the standard library comes with it

        yield from side_by_side(one, sources, min(jobs, len(sources)), begin)
        return
    for source in sources:
        begin(source.slug)
        yield one(source, progress=progress, digests=digests)


def _one(
    workspace: WorkspaceFolder,
    options: Options,
    out: Path | None,
    force: bool,
    source: BriefSource,
    progress: Progress = lambda step: None,
    digests: DigestCache | None = None,
) -> UpdateResult:
    folder = out / source.slug if out else None
    return update(workspace, source, options, out=folder, force=force, progress=progress, digests=digests)
