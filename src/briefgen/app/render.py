"""Make the files of briefs that are out of date, here or on a cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from briefgen.publish.jobs import renew_all
from briefgen.publish.renew import Options, Renewed
from briefgen.publish.workspace import Source, Workspace


def render(
    workspace: Workspace,
    sources: Sequence[Source],
    options: Options,
    *,
    out: Path | None = None,
    force: bool = False,
    jobs: int = 1,
    cluster: str = "",
    begin: Callable[[str], None] = lambda name: None,
    progress: Callable[[str], None] = lambda step: None,
) -> Iterator[Renewed]:
    """Renew each brief, in so many processes or on the cluster of that address; what became of each, as they are done.

    `out` has a folder for each; `begin` takes the name of a brief, `progress` a step. Raises UsageError for a cluster that cannot be
    reached.
    """
    if not cluster:
        return renew_all(workspace, sources, options, out=out, force=force, jobs=jobs, begin=begin, progress=progress)
    from briefgen.publish.cluster import renew_on_cluster

    return renew_on_cluster(workspace, sources, options, cluster, out=out, force=force, begin=begin)
