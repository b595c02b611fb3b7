"""The files that lie in out/ are held against their manifest, and against the document as it would be made now."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from hashlib import sha256
from pathlib import Path

from briefgen.document.blocks import Document
from briefgen.errors import FileProblem, Problem, Where
from briefgen.incident.brief import Brief
from briefgen.incident.load import Loaded
from briefgen.look.fonts import Faces
from briefgen.publish.audit import audit
from briefgen.publish.audit.compare import RULE
from briefgen.publish.build import document
from briefgen.publish.files import read
from briefgen.publish.look import theme
from briefgen.publish.manifest import named
from briefgen.publish.templates import Templates, shipped
from briefgen.publish.workspace import Workspace
from briefgen.render import FORMATS

_AGAIN = "Render it again"


def audit_folder(loaded: Loaded, brief: Brief, workspace: Workspace, folder: Path) -> tuple[Problem, ...]:
    """What is wrong with the files that were rendered into a folder; each problem names its file.

    Raises FileProblem where nothing was rendered or the manifest cannot be read, UsageError.
    """
    listing = _Listing.of(folder)
    templates = Templates(workspace.root)
    made = document(loaded, brief, templates, listing.outline)
    now = named((*loaded.inputs, *templates.inputs.values()), workspace.root, shipped())
    faces = theme(loaded, workspace.briefs).faces
    problems = [*listing.stale(now)]
    for name, digest in listing.outputs.items():
        file = folder / name
        shown = file.relative_to(workspace.root).as_posix() if file.is_relative_to(workspace.root) else str(file)
        problems += [replace(problem, where=Where(shown)) for problem in _file(file, digest, made, faces)]
    return tuple(problems)


def _file(file: Path, digest: str, made: Document, faces: Faces) -> Iterator[Problem]:
    try:
        data = read(file)
    except FileProblem:
        yield Problem("error", "is listed in manifest.json and not there", hint=_AGAIN, rule=RULE)
        return
    if sha256(data).hexdigest() != digest:
        yield Problem("error", "was changed after it was made", hint=_AGAIN, rule=RULE)
    for format_ in FORMATS:
        if file.suffix == f".{format_}":
            yield from audit(made, {format_: data}, faces)


@dataclass(frozen=True, slots=True)
class _Listing:
    """What a manifest says: the outline, and the digests of what went in and what came out."""

    outline: str
    inputs: Mapping[str, str | None]
    outputs: Mapping[str, str]

    @classmethod
    def of(cls, folder: Path) -> _Listing:
        file = folder / "manifest.json"
        try:
            found = json.loads(read(file))
            outputs = {str(name): str(output["sha256"]) for name, output in found["outputs"].items()}
            return cls(str(found["outline"]), dict(found["inputs"]), outputs)
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            raise FileProblem(f"{file}: is not a manifest. Render the brief again.") from error

    def stale(self, now: Mapping[str, str | None]) -> Iterator[Problem]:
        """What has changed since the files were made."""
        for name, digest in self.inputs.items():
            if name in now and now[name] != digest:
                yield Problem("error", "has changed since the files were made", _AGAIN, where=Where(name), rule=RULE)
