"""Edits of brief.yaml that a command makes for its user: applied to what was read, and saved only over that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from pathlib import Path

from briefgen.editing import Edit, EditRefused, apply
from briefgen.errors import UsageError
from briefgen.workspace.files import save_all
from briefgen.workspace.folders import BriefSource, beneath


def edited(before: bytes, edits: Iterable[Edit], place: BriefSource, instead: str) -> bytes:
    """brief.yaml with the edits in it. Raises UsageError with the line where that is not safe, and what to do `instead`."""
    try:
        return apply(before, list(edits), file=place.file.name)
    except EditRefused as error:
        message, _, hint = str(error).rstrip(".").partition(". ")
        advice = f"{hint}. {instead}." if hint else f"{instead}."
        raise UsageError(f"{error.where or place.file.name}: {message}, so nothing was written. {advice}") from error


def save_edited(place: BriefSource, before: bytes | None, files: Mapping[Path, bytes]) -> None:
    """Write brief.yaml and what belongs to the edit, in the order given: all of it, or nothing where brief.yaml is no longer as it was
    read (`before`, None where it is to be new). Raises FileProblem, also where a link leads out of the brief's folder."""
    for file in files:
        if file != place.file:  # which may be a link of the user's own
            beneath(file, place.file.parent)
    save_all(place.file, None if before is None else sha256(before).hexdigest(), files)
