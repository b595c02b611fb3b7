"""The page of a brief again and again, after every key: only what has changed is made anew, and a large chart comes after the words."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from briefgen.build.bundle import gather
from briefgen.document.blocks import Document, Timeline
from briefgen.editions.editions import FILE, SUMS, Edition, opened, since
from briefgen.errors import BriefgenError
from briefgen.look.theme import Theme
from briefgen.reading.load import Loaded
from briefgen.renderers import render
from briefgen.timeline.layout import Form, panels
from briefgen.timeline.strokes import Panel
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.look import theme
from briefgen.workspace.templates import Templates

LARGE = 100
"""The most events whose chart is laid out before the page is shown."""


@dataclass(frozen=True, slots=True)
class LiveHtml:
    """A page as bytes of HTML. `unfinished` is true where it has only the room of its chart."""

    data: bytes = field(repr=False)
    unfinished: bool


class LivePage:
    """One brief's page. All its methods may be called from several threads."""

    def __init__(self) -> None:
        self._charts: dict[tuple[str, Form], tuple[Timeline, Theme, str, tuple[Panel, ...]]] = {}
        self._composed: tuple[Loaded, Document, Theme] | None = None
        self._editions = _Editions()

    def made(
        self, loaded: Loaded, workspace: WorkspaceFolder, source: BriefSource, *, whole: bool = False
    ) -> LiveHtml | None:
        """The page of what was loaded, each word and mark with the field that it comes from, what changed since the last edition
        marked; None where no page can be made.

        Of a large chart that is not as it was, only the room that it had, unless the page is to be `whole`.
        """
        if loaded.brief is None:
            return None
        known = self._composed
        try:
            if not (whole and known and known[0] is loaded):
                told, _ = since(source, loaded.draft, self._editions)
                bundle = gather(loaded, loaded.draft, Templates(workspace.root), since=told)
                known = loaded, bundle.document, theme(bundle.office, bundle.assets, bundle.brief.publisher)
            self._composed = known
            return self._rendered(*known[1:], whole)
        except BriefgenError:
            return None

    def _rendered(self, document: Document, look: Theme, whole: bool) -> LiveHtml:
        left_out = False

        def lay_out(chart: Timeline, form: Form, look: Theme, language: str) -> tuple[Panel, ...]:
            nonlocal left_out
            *known, drawn = self._charts.get((chart.anchor, form), (None, None, None, ()))
            if known == [chart, look, language]:
                return drawn
            if drawn and not whole and len(chart.marks) > LARGE:
                left_out = True
                return tuple(panel._replace(strokes=(), placed=()) for panel in drawn)
            made = panels(chart, form, look, language)
            self._charts[chart.anchor, form] = chart, look, language, made
            return made

        return LiveHtml(render(document, "html", look, b"", origins=True, lay_out=lay_out).data, left_out)


class _Editions:
    """Editions as they were opened: an issued one does not change, so that it is read again only where its files did."""

    def __init__(self) -> None:
        self._known: dict[Path, tuple[tuple[object, ...], Edition]] = {}

    def __call__(self, folder: Path) -> Edition:
        stamps = tuple(map(_stamp, (folder / FILE, folder / SUMS)))
        known = self._known.get(folder)
        if known is None or known[0] != stamps:
            known = self._known[folder] = stamps, opened(folder)
        return known[1]


def _stamp(file: Path) -> object:
    try:
        state = file.stat()
    except OSError:
        return None
    return state.st_size, state.st_mtime_ns, state.st_ino
