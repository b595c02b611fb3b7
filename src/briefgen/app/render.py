"""Make the files of briefs that are out of date, here or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefgen.outputs.jobs import update_all
from briefgen.outputs.update import Options, UpdateResult
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


def render(
    workspace: WorkspaceFolder,
    sources: Sequence[BriefSource],
    options: Options,
    *,
    out: Path | None = None,
    force: bool = False,
    jobs: int = 1,
    cluster: str = "",
    begin: Callable[[str], None] = lambda name: None,
    progress: Callable[[str], None] = lambda step: None,
) -> Iterator[UpdateResult]:
    """Renew each brief, in so many processes or on the cluster of that address; what became of each, as they are done.

    `out` has a folder for each; `begin` takes the name of a brief, `progress` a step. Raises UsageError for a cluster that cannot be
    reached.
    """
    if not cluster:
        return update_all(workspace, sources, options, out=out, force=force, jobs=jobs, begin=begin, progress=progress)
    from briefgen.outputs.cluster import update_on_cluster

    return update_on_cluster(workspace, sources, options, cluster, out=out, force=force, begin=begin)
