"""Draw the chart of a brief as a picture alone, for slides and web pages."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.build.chart import draw
from briefgen.checks import check
from briefgen.errors import Faulty
from briefgen.renderers import PictureFormat
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


def chart(
    workspace: WorkspaceFolder, source: BriefSource, formats: Sequence[PictureFormat], *, out: Path | None = None
) -> tuple[Path, ...]:
    """Write a file for each panel and format into `out`, the brief's folder in out/ by default. Raises Faulty, FileProblem."""
    loaded = workspace.load(source)
    errors = [problem for problem in check(loaded) if problem.level == "error"]
    if loaded.brief is None or errors:
        raise Faulty(f"The chart of {source.slug} was not made: the brief has errors.", errors)
    return draw(loaded, loaded.brief, workspace, formats, out=out)
