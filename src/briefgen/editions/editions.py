"""Issued editions as they lie in editions/NNNN/: read, verified, never changed."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from briefgen.build.bundle import Bundle
from briefgen.build.keys import digest, toolchain
from briefgen.build.manifest import Output
from briefgen.document.blocks import Document
from briefgen.document.compose.printable import on_record
from briefgen.document.words import Words
from briefgen.errors import FileProblem, UsageError
from briefgen.model.brief import Brief
from briefgen.model.changes import compare
from briefgen.model.edition import Against, Barred, Baseline, ChangedPlace, EditionInfo, Wrong
from briefgen.model.marking import barred
from briefgen.reading.load import Input
from briefgen.workspace.files import is_plain, read
from briefgen.workspace.folders import BriefSource
from briefgen.workspace.templates import Templates

FILE = "edition.json"
SUMS = "SHA256SUMS"
"""The digests of edition.json and of each issued file, as sha256sum(1) writes them: edition.json cannot vouch for itself."""
FORMAT = 2
"""The version of edition.json; a later briefgen goes on reading the earlier ones. Since 2, SUMS lies beside it."""
_HINT = "Restore it from version control"


class Unsound(FileProblem):
    """An edition that is not the one that was issued, or cannot be read: `file` says where, `why` what is wrong with it."""

    def __init__(self, file: Path, why: str, hint: str = _HINT) -> None:
        super().__init__(f"{file}: {why}. {hint}.")
        self.file, self.why, self.hint = file, why, hint


@dataclass(frozen=True, slots=True)
class Accepted:
    """A warning that did not hold the edition back, and why."""

    warning: str
    reason: str


@dataclass(frozen=True)
class Edition:
    """One issued edition. `files` are the issued files by name; everything else stands in its `bundle`.

    `record` is the SHA-256 of edition.json with line ends as LF. `summed`: SHA256SUMS has vouched for it; an older briefgen wrote none.
    """

    folder: Path
    files: Mapping[str, Output]
    accepted: tuple[Accepted, ...]
    versions: Mapping[str, str]
    digests: Mapping[str, str | None]
    record: str
    summed: bool
    format: int
    _data: Mapping[str, Any] = field(repr=False)

    @property
    def slug(self) -> str:
        return str(self._data["slug"])

    @property
    def stamp(self) -> EditionInfo:
        stamp = self.bundle.stamp
        assert stamp is not None  # an edition is issued with one
        return stamp

    @cached_property
    def bundle(self) -> Bundle:
        """Everything that the edition's files were made from; for words that its briefgen did not have yet, today's."""
        bundle = Bundle.of(self._data)
        if dict(self.versions) == dict(toolchain()):
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


def editions(source: BriefSource) -> tuple[Edition, ...]:
    """The editions of a brief in the order of their numbers. Raises FileProblem for one that cannot be read."""
    return tuple(opened(folder) for folder in folders(source))


def folders(source: BriefSource) -> tuple[Path, ...]:
    """The folders of a brief's editions, in order; what is half written or anything else is none."""
    found = [folder for folder in source.editions.glob("[0-9]*") if folder.name.isdecimal() and folder.is_dir()]
    return tuple(sorted(found, key=lambda folder: int(folder.name)))


def taken_back(editions: Iterable[Edition]) -> Mapping[int, EditionInfo]:
    """By number, the stamp of the edition that first corrected or withdrew that one: it takes back what it names, all before,
    and the corrections of what it names."""
    found: dict[int, EditionInfo] = {}
    known = sorted((edition.stamp for edition in editions), key=lambda stamp: stamp.number)
    for later in known:
        if later.kind != "final":
            named = later.corrects or 0
            before = [one for one in known if one.number < later.number and one.number not in found]
            found |= {
                one.number: later
                for one in before
                if one.number <= named or (one.kind == "corrected" and one.corrects == named)
            }
    return found


def against(earlier: Edition, brief: Brief, wrong: EditionInfo | None) -> Against:
    """As much of an earlier edition as a brief may tell of it; `wrong` is the stamp of the edition that says it was wrong, if one does.

    Nothing of it, where who may read the brief may not have read that one; of what was wrong, only what is said instead.
    """
    number, before = earlier.stamp.number, earlier.bundle.brief
    mine, its = brief.marking, before.marking
    if barred(its, mine):
        ranked = mine.scheme == "none" or (mine.scheme == its.scheme and not barred(mine, its))
        return Barred(number, higher=ranked)
    if wrong:
        return Wrong(number, wrong.kind, wrong.reason, _places(before, brief))
    return Baseline(number, on_record(before, brief)[0])


def _places(before: Brief, after: Brief) -> tuple[ChangedPlace, ...]:
    """Where the two differ, without the words of the first."""
    found: list[ChangedPlace] = []
    for change in compare(*on_record(before, after)):
        if change.path == ("key_points",):
            old, new = ([point.text for point in points] for points in (change.before, change.after))
            moved = [n for n, text in enumerate(new) if text not in old]
            found += [ChangedPlace("changed", change.collection, "", ("key_points", str(n))) for n in moved]
            found += [ChangedPlace("removed", change.collection)] * max(0, len(old) - len(new))
        elif change.after is None and (change.kind == "removed"):
            found.append(ChangedPlace("removed", change.collection))
        else:
            found.append(ChangedPlace(change.kind, change.collection, change.id, change.path))
    return tuple(found)


def since(
    source: BriefSource, brief: Brief, read_one: Callable[[Path], Edition] | None = None
) -> tuple[Against | None, tuple[Input, ...]]:
    """What the readers were told last, as far as the brief may tell of it, and what was looked at to know; `read_one` may have kept
    editions. Raises FileProblem."""
    looked = [Input(source.editions, digest(source.editions))]
    later: list[Edition] = []
    for folder in reversed(folders(source)):
        edition = (read_one or opened)(folder)
        later.append(edition)
        looked.append(Input(folder / FILE, digest(folder / FILE)))
        if tells(edition):
            wrong = taken_back(later).get(edition.stamp.number)
            return against(edition, brief, wrong), tuple(looked)
    return None, tuple(looked)


def tells(edition: Edition) -> bool:
    """Whether it says anything: a withdrawal repeats no facts."""
    return edition.stamp.kind != "withdrawn"


def opened(folder: Path) -> Edition:
    """The edition that lies in a folder. Raises Unsound when it cannot be read, is damaged, or its sums do not vouch for it."""
    file = folder / FILE
    data = read(file)
    sums, its_record = _sums(folder), record(data)
    if sums is not None and sums.pop(FILE, "") != its_record:
        raise Unsound(file, f"is not the one that was issued: {SUMS} has another digest")
    try:
        found = json.loads(data.decode("utf-8", "surrogatepass"))
        if found["format"] > FORMAT:
            raise Unsound(file, f"was written by a later briefgen ({found['versions']['briefgen']})", "Update briefgen")
        edition = Edition(
            folder,
            {str(name): Output(str(o["sha256"]), int(o["bytes"])) for name, o in found["files_issued"].items()},
            tuple(Accepted(str(a["warning"]), str(a["reason"])) for a in found["accepted"]),
            found["versions"],
            found["digests"],
            its_record,
            sums is not None,
            found["format"],
            found["bundle"],
        )
        if not all(map(is_plain, edition.files)):
            raise ValueError("a file of an edition lies in its folder")
        if edition.stamp.number != int(folder.name):
            raise Unsound(file, f"says that it is edition {edition.stamp.number}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Unsound(file, "is damaged") from error
    if sums is not None and sums != {name: output.sha256 for name, output in edition.files.items()}:
        raise Unsound(folder / SUMS, f"does not list the files that {FILE} lists")
    return edition


def record(data: bytes) -> str:
    """The SHA-256 of edition.json; a checkout may turn the line ends of texts, so they count as LF."""
    return sha256(data.replace(b"\r\n", b"\n")).hexdigest()


def _sums(folder: Path) -> dict[str, str] | None:
    """The digests that SHA256SUMS lists by name; None where there is none. Raises Unsound."""
    file = folder / SUMS
    if not file.exists():
        return None
    lines = read(file).decode("utf-8", "replace").splitlines()
    named = {line[66:]: line[:64].lower() for line in lines if line[64:66] in ("  ", " *")}
    if len(named) != len(lines):
        raise Unsound(file, "is damaged")
    return named


def sums(files: Mapping[str, bytes]) -> bytes:
    """The text of SHA256SUMS for these files."""
    return "".join(f"{sha256(data).hexdigest()}  {name}\n" for name, data in files.items()).encode()


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
