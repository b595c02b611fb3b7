"""Facts in, files out, without a workspace: load, check, compose, render."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from briefgen.build.page_one import fitted
from briefgen.checks import check as check_loaded
from briefgen.document.blocks import Document
from briefgen.document.compose import composed
from briefgen.document.compose.printable import sealed
from briefgen.document.outline import Outline
from briefgen.errors import BriefgenError, Problem
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded
from briefgen.reading.load import load as load_file
from briefgen.renderers import Format
from briefgen.renderers import render as render_document
from briefgen.renderers.rendered import Rendered
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.look import stationery, theme
from briefgen.workspace.names import shipped
from briefgen.workspace.templates import Templates


def load(path: str | Path) -> Loaded:
    """What a brief.yaml and its folder say, problems included; never raises for bad content.

    The office's settings, and what the exports of tools look like, are those of the workspace that the file lies in. Raises FileProblem when the file cannot be read.
    """
    file = Path(path)
    workspace = WorkspaceFolder.find(file.absolute().parent)
    office = workspace.office if workspace.office.exists() else None
    return load_file(file, root=workspace.root, office=office, exports=workspace.exports)


def check(brief: Brief | Loaded, now: datetime | None = None) -> tuple[Problem, ...]:
    """Everything that is wrong with a brief, as data; with `now` (aware), also what is out of date by then.

    The place of a problem is one in the file for what was loaded, else the path of the field, such as events.fire.when.
    """
    return check_loaded(brief if isinstance(brief, Loaded) else Loaded.of(brief), now)


def compose(
    brief: Brief | Loaded,
    *,
    texts: Mapping[str, str] | None = None,
    images: Mapping[str, bytes] | None = None,
    outline: str | Outline | None = None,
    templates: Templates | None = None,
) -> Document:
    """The Document of a brief, a draft: what it says, in the order of an outline, its own kind's by default. Page 1 has as much as
    there is room for in the look of what was loaded.

    `texts` are the archived texts by source, `images` the pictures by figure; without the archived text of its source no quotation
    has quotation marks. `templates` has other words and outlines than the ones that briefgen brings. Raises BriefgenError for
    something loaded that has errors, UsageError for an outline or a language that is not there, RenderError for a font that is none.
    """
    loaded = brief if isinstance(brief, Loaded) else Loaded.of(brief, texts or {}, images or {})
    if loaded.brief is None:
        first = next(problem for problem in loaded.problems if problem.level == "error")
        raise BriefgenError(f"the brief has errors, so nothing was composed. The first: {first}")
    known = templates or Templates(shipped().parent)
    named = outline or loaded.brief.kind
    made = composed(
        sealed(loaded.brief),
        texts if texts is not None else loaded.texts,
        images if images is not None else loaded.images,
        known.outline(named) if isinstance(named, str) else named,
        known.words(loaded.brief.language),
        paper=stationery(loaded.office),
    )
    return fitted(made, theme(loaded.office, loaded.assets, loaded.brief.publisher))


def render(
    document: Document,
    format: Format,  # noqa: A002
    *,
    look: Theme | None = None,
    word_template: bytes | None = None,
    origins: bool = False,
) -> Rendered:
    """A finished file: `.data` has its bytes, `.problems` what its author should know of it.

    `look` is paper, colours and faces; `word_template` is the .docx that lends a Word document its styles, briefgen's by default.
    With `origins`, the web page ("html") names the field that its words come from, as `data-origin="events.fire.title"`; the
    other formats never do. Raises RenderError.
    """
    template = Templates(shipped().parent).word_template() if word_template is None else word_template
    return render_document(document, format, look or Theme(), template, origins=origins)
