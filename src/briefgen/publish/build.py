"""The pipe: a loaded brief becomes its files in out/, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from briefgen.document.blocks import Document, Timeline, plain
from briefgen.document.compose import compose
from briefgen.errors import FileProblem, Problem, UsageError
from briefgen.incident.brief import Brief
from briefgen.incident.load import Loaded
from briefgen.publish.audit import AuditFailed, audit
from briefgen.publish.files import read, write
from briefgen.publish.look import theme as look
from briefgen.publish.manifest import Manifest, named
from briefgen.publish.pictures import Pictures
from briefgen.publish.templates import Templates, shipped
from briefgen.publish.workspace import Workspace
from briefgen.render import Format, Picture, picture, render
from briefgen.timeline.layout import layout

Progress = Callable[[str], None]
"""Called with the name of the step that begins."""
_CHART = 0.8
"""The tallest chart, of the height of a page's text."""
_WITH_CHART = "incident"
"""An outline that shows one."""


@dataclass(frozen=True, slots=True)
class Built:
    """The files that were written, in order, and what the renderers noticed."""

    files: tuple[Path, ...]
    problems: tuple[Problem, ...]


def document(loaded: Loaded, brief: Brief, templates: Templates, outline: str = "") -> Document:
    """The Document of a brief under an outline, its own kind's by default. Raises UsageError, FileProblem."""
    return compose(
        brief, loaded.texts, loaded.images, templates.outline(outline or brief.kind), templates.words(brief.language)
    )


def build(
    loaded: Loaded,
    brief: Brief,
    workspace: Workspace,
    formats: Sequence[Format],
    *,
    outline: str = "",
    out: Path | None = None,
    audited: bool = True,
    attach_source: bool = False,
    progress: Progress = lambda step: None,
) -> Built:
    """The files of a brief, written when all are made and agree with its Document; with `attach_source` the PDF carries brief.yaml.

    Raises UsageError, FileProblem, RenderError, AuditFailed; the old files then stay.
    """
    templates = Templates(workspace.root)
    progress("words")
    made = document(loaded, brief, templates, outline)
    theme = look(loaded, workspace.briefs)
    own = workspace.briefs / loaded.office.look.docx if loaded.office.look.docx else None
    template = templates.word_template(own) if "docx" in formats else b""
    problems: list[Problem] = []
    finished: dict[Format, bytes] = {}
    source = _source(loaded, workspace) if attach_source else b""
    folder = out or workspace.out(loaded.slug)
    pictures = Pictures(folder.parent / ".charts")
    name = f"{loaded.slug}-{outline}" if outline and outline != brief.kind else loaded.slug
    for format_ in formats:
        progress(format_.upper())
        rendered = render(made, format_, theme, template, source, pictures)
        finished[format_] = rendered.data
        problems += rendered.problems
    if audited:
        progress("audit")
        if differences := audit(made, finished, theme.faces):
            raise AuditFailed(differences)
    outputs = {f"{name}.{format_}": data for format_, data in finished.items()}
    inputs = named((*loaded.inputs, *templates.inputs.values()), workspace.root, shipped())
    for file, data in outputs.items():
        write(folder / file, data)
    write(folder / "manifest.json", Manifest(loaded.slug, outline or brief.kind, inputs, outputs).dump())
    return Built(tuple(folder / file for file in outputs), tuple(dict.fromkeys(problems)))


def _source(loaded: Loaded, workspace: Workspace) -> bytes:
    """The very brief.yaml that was loaded. Raises FileProblem when it has changed meanwhile."""
    file = workspace.root / loaded.name
    data = read(file)
    if sha256(data).hexdigest() not in {
        known.digest for known in loaded.inputs if known.path.resolve() == file.resolve()
    }:
        raise FileProblem(f"{loaded.name}: was changed while it was being rendered. Render it again.")
    return data


def draw(
    loaded: Loaded, brief: Brief, workspace: Workspace, formats: Sequence[Picture], *, out: Path | None = None
) -> tuple[Path, ...]:
    """The chart of a brief as pictures of their own, one file a panel and format. Raises UsageError for a brief without a chart."""
    templates = Templates(workspace.root)
    outlines = (brief.kind, _WITH_CHART)  # a sitrep shows none, but whoever asks for it shall have it
    made = [document(loaded, brief, templates, outline) for outline in outlines]
    charts = [block for one in made for block in one.blocks if isinstance(block, Timeline) and block.marks]
    if not charts:
        raise UsageError(f"{loaded.slug} has no chart: it has no events.")
    meta, timeline, theme = made[0].meta, charts[0], look(loaded, workspace.briefs)
    height = theme.height * _CHART
    panels = layout(
        timeline,
        width=theme.width,
        max_height=height,
        theme=theme,
        measure=theme.faces.measure,
        language=brief.language,
    )
    pictures: dict[str, bytes] = {}
    for format_ in formats:
        for index, panel in enumerate(panels, 1):
            part = f"-{index}" if len(panels) > 1 else ""
            title = panel.title or plain(timeline.caption.content)
            pictures[f"{loaded.slug}-chart{part}.{format_}"] = picture(
                panel, format_, meta, title=title, description=timeline.alt, faces=theme.faces
            )
    folder = out or workspace.out(loaded.slug)
    for file, data in pictures.items():
        write(folder / file, data)
    return tuple(folder / file for file in pictures)
