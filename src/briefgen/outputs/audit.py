"""The files that lie in out/ are held against their manifest, and against the document as it would be made now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from briefgen.audit import audit
from briefgen.audit.compare import RULE
from briefgen.audit.exported import audit as audit_export
from briefgen.build.bundle import Bundle, gather
from briefgen.build.keys import digest, path
from briefgen.build.manifest import Manifest, Rendering
from briefgen.editions.editions import since
from briefgen.errors import FileProblem, Problem, Where
from briefgen.look.fonts import Faces
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded
from briefgen.renderers import FORMATS
from briefgen.settings.formats import DATA
from briefgen.workspace.files import read
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.look import theme
from briefgen.workspace.templates import Templates

_AGAIN = "Render it again"


def audit_folder(
    loaded: Loaded, brief: Brief, workspace: WorkspaceFolder, source: BriefSource, folder: Path
) -> tuple[Problem, ...]:
    """What is wrong with the files that were rendered into a folder; each problem names its file.

    Raises FileProblem where nothing was rendered or the manifest cannot be read, UsageError.
    """
    told, _ = since(source, brief)
    problems: list[Problem] = []
    for rendering in Manifest.of(folder).renderings.values():
        bundle = gather(loaded, brief, Templates(workspace.root), rendering.outline, since=told)
        faces = theme(bundle.office, bundle.assets).faces
        problems += _stale(rendering, workspace.root)
        for name, output in rendering.outputs.items():
            file = folder / name
            shown = file.relative_to(workspace.root).as_posix() if file.is_relative_to(workspace.root) else str(file)
            found = _file(file, output.sha256, bundle, faces)
            problems += [replace(problem, where=Where(shown)) for problem in found]
    return tuple(dict.fromkeys(problems))


def _file(file: Path, known: str, bundle: Bundle, faces: Faces) -> Iterator[Problem]:
    try:
        data = read(file)
    except FileProblem:
        yield Problem("error", "is listed in manifest.json and not there", hint=_AGAIN, rule=RULE)
        return
    if sha256(data).hexdigest() != known:
        yield Problem("error", "was changed after it was made", hint=_AGAIN, rule=RULE)
    for format_ in FORMATS:
        if file.suffix == f".{format_}":
            yield from audit(bundle.document, {format_: data}, faces)
    for kind in DATA:
        if file.suffix == f".{kind}":
            yield from audit_export(bundle.brief, kind, data)


def _stale(rendering: Rendering, root: Path) -> Iterator[Problem]:
    """What has changed since the files were made."""
    for name, known in rendering.inputs.items():
        if digest(path(name, root)) != known:
            yield Problem("error", "has changed since the files were made", _AGAIN, where=Where(name), rule=RULE)
