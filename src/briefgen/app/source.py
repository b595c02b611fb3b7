"""Add a source: its text is archived beside the brief, and its entry is made."""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePath
from typing import TYPE_CHECKING

from briefgen.errors import UsageError

if TYPE_CHECKING:
    from briefgen.workspace.folders import BriefSource, WorkspaceFolder


@dataclass(frozen=True, slots=True)
class Archived:
    """A text that lies beside its brief as `file`; `entry` is the YAML to put under `sources:`."""

    file: str
    entry: str


def archive(
    workspace: WorkspaceFolder,
    place: BriefSource,
    data: bytes,
    *,
    name: str = "",
    key: str = "",
    title: str = "",
    kind: str = "other",
    fidelity: str = "unknown",
) -> Archived:
    """Write a text beside a brief and return its entry. `name` is the file that it came from, empty for none.

    Raises UsageError for a word that is not one, an id or a file that is taken, and what is no text; FileProblem.
    """
    import yaml

    from briefgen.model.source import Source as Cited
    from briefgen.workspace.files import write
    from briefgen.workspace.line_ends import keep_line_ends

    _check_words(kind=kind, fidelity=fidelity)
    text = _decoded(data, name or "-")
    key = key or _id(PurePath(name).stem if name else "text")
    if key in workspace.load(place).draft.sources:
        raise UsageError(f"The brief has a source '{key}' already. Name another with --id.")
    file = f"sources/{key}.txt"
    _check_free(place, file, data)
    write(place.file.parent / file, data)
    keep_line_ends(place.file.parent)
    first = next((line.strip() for line in text.splitlines() if line.strip()), key)
    said = {"title": title or first[:200], "kind": kind, "file": file, "sha256": sha256(data).hexdigest()}
    cited = Cited.model_validate({**said, "fidelity": fidelity}).model_dump(mode="json", exclude_defaults=True)
    body = yaml.safe_dump(cited, sort_keys=False, allow_unicode=True, width=math.inf)
    lines = "".join(f"    {line}\n" for line in body.splitlines())
    return Archived(file, f"sources:\n  {key}:\n{lines}")


def _check_words(**words: str) -> None:
    from briefgen.model.source import Source as Cited
    from briefgen.reading.fields import choices

    for name, value in words.items():
        if value not in choices(Cited, name):
            raise UsageError(f"'{value}' is not a {name}. There are: {', '.join(choices(Cited, name))}.")


def _check_free(place: BriefSource, file: str, data: bytes) -> None:
    from briefgen.workspace.files import read

    target = place.file.parent / file
    if target.exists() and read(target) != data:
        raise UsageError(f"{file} is there already, with another text. Name another id with --id.")


def _decoded(data: bytes, file: str) -> str:
    from briefgen.reading.archive import SAVE_ITS_TEXT
    from briefgen.reading.markup import markup

    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UsageError(f"{file} is not UTF-8 text. Save it as UTF-8, or copy its text into a .txt file.") from error
    if kind := markup(text):
        raise UsageError(f"{file} is {kind}, not the text that a reader sees. {SAVE_ITS_TEXT}.")
    if not text.strip():
        raise UsageError(f"{file} has no text.")
    return text


def _id(stem: str) -> str:
    plain = unicodedata.normalize("NFKD", stem).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-") or "text"
