"""Issued editions are held against what edition.json says of them, and made again from it alone."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

from briefgen.errors import FileProblem, Problem, Where
from briefgen.publish.audit.compare import RULE
from briefgen.publish.editions import FILE, Edition, editions
from briefgen.publish.files import read
from briefgen.publish.keys import versions
from briefgen.publish.manifest import Output
from briefgen.publish.press import press
from briefgen.publish.workspace import Source
from briefgen.render import FORMATS

_RESTORE = "Restore it from version control"


def audit_editions(source: Source, root: Path) -> tuple[Problem, ...]:
    """What is wrong with the editions of a brief; with the same versions, each file is made again and must have the same bytes.

    Raises FileProblem for an edition.json that cannot be read.
    """
    return tuple(problem for edition in editions(source) for problem in _audit(edition, root))


def again(edition: Edition) -> dict[str, bytes]:
    """The files of an edition, made anew from its edition.json alone. Raises RenderError."""
    formats = {name: format_ for name in edition.files for format_ in FORMATS if name.endswith(f".{format_}")}
    made = press(edition.bundle, tuple(formats.values()))
    return {name: made.files[format_] for name, format_ in formats.items()}


def _audit(edition: Edition, root: Path) -> Iterator[Problem]:
    place = edition.folder.relative_to(root) if edition.folder.is_relative_to(root) else edition.folder
    sound = True
    for name, known in edition.files.items():
        try:
            data = read(edition.folder / name)
        except FileProblem:
            sound = False
            yield Problem("error", "was issued and is not there", _RESTORE, where=_at(place / name), rule=RULE)
            continue
        if sha256(data).hexdigest() != known.sha256:
            sound = False
            yield Problem("error", "is not the file that was issued", _RESTORE, where=_at(place / name), rule=RULE)
    if not sound:
        return
    if dict(edition.versions) != dict(versions()):
        told = "was issued with other versions of briefgen or its libraries, so its files were not made again"
        yield Problem("note", told, where=_at(place / FILE), rule=RULE)
        return
    for name, data in again(edition).items():
        if Output.of(data) != edition.files[name]:
            told = "is not what edition.json gives when it is made again"
            yield Problem("error", told, _RESTORE, where=_at(place / name), rule=RULE)


def _at(file: Path) -> Where:
    return Where(file.as_posix())
