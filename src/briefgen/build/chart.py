"""The timeline chart of a brief as pictures of their own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from briefgen.build.bundle import gather
from briefgen.document.blocks import plain
from briefgen.document.compose.chart import timeline
from briefgen.errors import UsageError
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded
from briefgen.renderers import PictureFormat, picture
from briefgen.timeline.layout import panels
from briefgen.workspace.files import write_all
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.look import theme
from briefgen.workspace.templates import Templates


def draw(
    loaded: Loaded,
    brief: Brief,
    workspace: WorkspaceFolder,
    formats: Sequence[PictureFormat],
    *,
    out: Path | None = None,
) -> tuple[Path, ...]:
    """The chart of a brief, one file a panel and format. Raises UsageError for a brief without a chart, FileProblem."""
    own = gather(loaded, brief, Templates(workspace.root))
    facts = own.composition.facts
    if not facts.charted:
        raise UsageError(f"{loaded.slug} has no chart: it has no events.")
    whole, meta = timeline(facts), own.composition.fullest.meta
    look = theme(own.office, own.assets, brief.publisher)
    parts = panels(whole, "page", look, brief.language)
    pictures: dict[str, bytes] = {}
    for format_ in formats:
        for index, panel in enumerate(parts, 1):
            part = f"-{index}" if len(parts) > 1 else ""
            title = panel.title or plain(whole.caption.content)
            pictures[f"{loaded.slug}-chart{part}.{format_}"] = picture(
                panel, format_, meta, title=title, description=whole.alt, faces=look.faces
            )
    folder = out or workspace.out(loaded.slug)
    write_all(folder, pictures)
    return tuple(folder / file for file in pictures)
