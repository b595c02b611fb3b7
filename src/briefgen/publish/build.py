"""The pipe: a loaded brief becomes its files in out/, all of them or none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefgen.document.blocks import Document
from briefgen.document.compose import compose
from briefgen.errors import Problem
from briefgen.incident.brief import Brief
from briefgen.incident.load import Loaded
from briefgen.look.theme import PAGES, Theme
from briefgen.publish.files import write
from briefgen.publish.manifest import Manifest, named
from briefgen.publish.templates import Templates, shipped
from briefgen.publish.workspace import Workspace
from briefgen.render import Format, render

Progress = Callable[[str], None]
"""Called with the name of the step that begins."""


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
    progress: Progress = lambda step: None,
) -> Built:
    """The files of a brief, written when all are made. Raises UsageError, FileProblem, RenderError; the old files then stay."""
    templates = Templates(workspace.root)
    progress("words")
    made = document(loaded, brief, templates, outline)
    theme = Theme(page=PAGES[loaded.office.look.page])
    own = workspace.briefs / loaded.office.look.docx if loaded.office.look.docx else None
    template = templates.word_template(own) if "docx" in formats else b""
    problems: list[Problem] = []
    outputs: dict[str, bytes] = {}
    name = f"{loaded.slug}-{outline}" if outline and outline != brief.kind else loaded.slug
    for format_ in formats:
        progress(format_.upper())
        rendered = render(made, format_, theme, template)
        outputs[f"{name}.{format_}"] = rendered.data
        problems += rendered.problems
    folder = out or workspace.out(loaded.slug)
    inputs = named((*loaded.inputs, *templates.inputs.values()), workspace.root, shipped())
    for file, data in outputs.items():
        write(folder / file, data)
    write(folder / "manifest.json", Manifest(loaded.slug, outline or brief.kind, inputs, outputs).dump())
    return Built(tuple(folder / file for file in outputs), tuple(dict.fromkeys(problems)))
