"""Issued editions as they lie in editions/NNNN/: read, verified, never changed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.document.blocks import Document
from briefgen.document.words import Words
from briefgen.errors import FileProblem, UsageError
from briefgen.incident.edition import Since, Stamp
from briefgen.incident.load import Input
from briefgen.publish.bundle import Bundle
from briefgen.publish.files import read
from briefgen.publish.keys import digest, versions
from briefgen.publish.manifest import Output
from briefgen.publish.templates import Templates
from briefgen.publish.workspace import Source

FILE = "edition.json"
FORMAT = 1
"""The version of edition.json; a later briefgen goes on reading this one."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that did not hold the edition back, and why."""

    warning: str
    reason: str


@dataclass(frozen=True)
class Edition:
    """One issued edition. `files` are the issued files by name; everything else stands in its `bundle`."""

    folder: Path
    files: Mapping[str, Output]
    accepted: tuple[Accepted, ...]
    versions: Mapping[str, str]
    digests: Mapping[str, str | None]
    _data: Mapping[str, Any] = field(repr=False)

    @property
    def slug(self) -> str:
        return str(self._data["slug"])

    @property
    def stamp(self) -> Stamp:
        stamp = self.bundle.stamp
        assert stamp is not None  # an edition is issued with one
        return stamp

    @cached_property
    def bundle(self) -> Bundle:
        """Everything that the edition's files were made from; for words that its briefgen did not have yet, today's."""
        bundle = Bundle.of(self._data)
        if dict(self.versions) == dict(versions()):
            return bundle
        words = bundle.words
        return replace(bundle, words=Words(words.language, {**_todays(words.language), **words.texts}))

    @property
    def document(self) -> Document:
        return self.bundle.document

    def data(self, name: str) -> bytes:
        """The bytes of an issued file. Raises FileProblem when it is gone, or not the one that was issued."""
        found = read(self.folder / name)
        if sha256(found).hexdigest() != self.files[name].sha256:
            raise FileProblem(
                f"{self.folder / name}: is not the file that was issued. Restore it from version control."
            )
        return found


def _todays(language: str) -> Mapping[str, str]:
    """The words that briefgen has now in a language, in English what it has in no other."""
    shipped = Templates(Path())
    english = shipped.words("en-GB").texts
    try:
        return {**english, **shipped.words(language).texts}
    except UsageError:  # a language of the office's own
        return english


def editions(source: Source) -> tuple[Edition, ...]:
    """The editions of a brief in the order of their numbers. Raises FileProblem for one that cannot be read."""
    return tuple(opened(folder) for folder in folders(source))


def folders(source: Source) -> tuple[Path, ...]:
    """The folders of a brief's editions, in order; what is half written or anything else is none."""
    found = [folder for folder in source.editions.glob("[0-9]*") if folder.name.isdecimal() and folder.is_dir()]
    return tuple(sorted(found, key=lambda folder: int(folder.name)))


def last(source: Source) -> Edition | None:
    """The latest edition. Raises FileProblem."""
    found = folders(source)
    return opened(found[-1]) if found else None


def since(source: Source) -> tuple[Since | None, tuple[Input, ...]]:
    """What the readers were told last: the latest edition that says anything; and what was looked for to know. Raises FileProblem."""
    found = folders(source)
    next_ = source.editions / f"{int(found[-1].name) + 1 if found else 1:04d}" / FILE
    looked = [Input(next_, None)]
    for folder in reversed(found):
        edition = opened(folder)
        looked.append(Input(folder / FILE, digest(folder / FILE)))
        if edition.stamp.kind != "withdrawn":
            return Since(edition.stamp.number, edition.bundle.brief), tuple(looked)
    return None, tuple(looked)


def opened(folder: Path) -> Edition:
    """The edition that lies in a folder. Raises FileProblem when it cannot be read or is damaged."""
    file = folder / FILE
    try:
        found = json.loads(read(file).decode("utf-8", "surrogatepass"))
        if found["format"] > FORMAT:
            raise FileProblem(
                f"{file}: was written by a later briefgen ({found['versions']['briefgen']}). Update briefgen."
            )
        edition = Edition(
            folder,
            {str(name): Output(str(o["sha256"]), int(o["bytes"])) for name, o in found["files_issued"].items()},
            tuple(Accepted(str(a["warning"]), str(a["reason"])) for a in found["accepted"]),
            found["versions"],
            found["digests"],
            found["bundle"],
        )
        if any(Path(name).name != name for name in edition.files):
            raise ValueError("a file of an edition lies in its folder")
        if edition.stamp.number != int(folder.name):
            raise FileProblem(
                f"{file}: says that it is edition {edition.stamp.number}. Restore it from version control."
            )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileProblem(f"{file}: is damaged. Restore it from version control.") from error
    return edition


def dump(
    bundle: Bundle,
    files: Mapping[str, bytes],
    accepted: tuple[Accepted, ...],
    versions: Mapping[str, str],
    digests: Mapping[str, str | None],
) -> bytes:
    """The text of edition.json; `digests` are those of every file that was read, by name."""
    made = {
        "format": FORMAT,
        "versions": dict(versions),
        "accepted": [{"warning": a.warning, "reason": a.reason} for a in accepted],
        "files_issued": {name: {"sha256": Output.of(data).sha256, "bytes": len(data)} for name, data in files.items()},
        "digests": dict(sorted(digests.items())),
        "bundle": bundle.data(),
    }
    return (json.dumps(made, indent=1, ensure_ascii=False) + "\n").encode("utf-8", "surrogatepass")
