"""A bundle becomes its finished files, each opened again and held against the Document before anyone gets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from briefgen.audit import AuditFailed, audit
from briefgen.build.bundle import Bundle
from briefgen.build.glyphs import without_glyph
from briefgen.build.places import resolved
from briefgen.errors import Problem
from briefgen.renderers import Format, render
from briefgen.renderers.rendered import Draw
from briefgen.settings.formats import FileFormat
from briefgen.workspace.look import theme

Progress = Callable[[str], None]
"""Called with the name of the step that begins."""


class Artifacts(NamedTuple):
    """The finished files, and what their author should know of them."""

    files: Mapping[FileFormat, bytes]
    problems: tuple[Problem, ...]

    def named(self, stem: str) -> dict[str, bytes]:
        """The files under the names that they bear in a folder."""
        return {f"{stem}.{format_}": data for format_, data in self.files.items()}


def build(
    bundle: Bundle,
    formats: Sequence[FileFormat],
    *,
    audited: bool = True,
    draw: Draw | None = None,
    progress: Progress = lambda step: None,
) -> Artifacts:
    """The files of a bundle; `draw` has kept the chart's pictures. Writes nothing. Raises RenderError, AuditFailed."""
    progress("words")
    look = theme(bundle.office, bundle.assets, bundle.brief.publisher)
    problems: list[Problem] = []
    finished: dict[FileFormat, bytes] = {}
    differences: list[Problem] = []
    documents: dict[Format, bytes] = {}
    for format_ in formats:
        progress(format_.upper())
        match format_:
            case "json" | "csv" | "xlsx":
                from briefgen.audit.exported import audit as audit_export
                from briefgen.export import export

                exported = export(bundle.brief, format_)
                finished[format_] = exported.data
                problems += exported.problems
                differences += audit_export(bundle.brief, format_, exported.data) if audited else ()
            case _:
                rendered = render(bundle.document, format_, look, bundle.template, bundle.source, draw)
                finished[format_] = documents[format_] = rendered.data
                problems += rendered.problems
    if documents:
        problems += without_glyph(bundle.document, bundle.brief, look.faces, formats)
    if audited:
        progress("audit")
        differences += audit(bundle.document, documents, look) if documents else ()
        if differences:
            raise AuditFailed(resolved(differences, bundle.brief))
    return Artifacts(finished, tuple(dict.fromkeys(problems)))
