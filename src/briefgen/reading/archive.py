"""An archived text as it is read: decoded, held against the digest that the brief gives, and refused where it is no text."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePosixPath
from typing import NamedTuple

from briefgen.errors import KeyPath, Problem
from briefgen.reading.markup import markup

SAVE_ITS_TEXT = "Save its text: copy it from where it is shown into a .txt file"


class ArchivedFile(NamedTuple):
    """What a file of a source holds; `text` is None where its words cannot be relied on."""

    text: str | None
    problems: tuple[Problem, ...]


def read(data: bytes, name: str, digest: str | None, source: KeyPath) -> ArchivedFile:
    """R3: a file of a source is the one that was archived, and its text is what a reader sees.

    The text of the file `name`, whose SHA-256 the brief says is `digest`; `source` is the path of the source.
    """
    data, told = unchanged(data, name, digest, source)
    problems = list(told)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        problems.append(Problem("error", f"'{name}' is not UTF-8 text", "Save it as UTF-8", (*source, "file")))
        return ArchivedFile(None, tuple(problems))
    if kind := markup(text):
        message = f"'{name}' is {kind}, not the text that a reader sees"
        problems.append(Problem("error", message, SAVE_ITS_TEXT, (*source, "file"), rule="R3"))
        return ArchivedFile(None, tuple(problems))
    return ArchivedFile(text, tuple(problems))


def unchanged(
    data: bytes,
    name: str,
    digest: str | None,
    source: KeyPath,
    hint: str = "archive the new text as a source of its own",
) -> tuple[bytes, tuple[Problem, ...]]:
    """The bytes of a file held against the digest that the brief gives: as they were archived, with what is to be told of it."""
    if not digest or (archived := _as_archived(data, digest)) == data:
        return data, ()
    path = (*source, "sha256")
    if archived is None:
        message = f"'{name}' is not the file that was archived: its SHA-256 is {sha256(data).hexdigest()}"
        return data, (Problem("error", message, f"Restore the file, or {hint}", path, rule="R3"),)
    message = f"'{name}' is the file that was archived: only the line ends differ, as Git may change them"
    ending = PurePosixPath(name).suffix or ".txt"
    return archived, (Problem("note", message, f"Write *{ending} -text in .gitattributes", path, rule="R3"),)


def _as_archived(data: bytes, digest: str) -> bytes | None:
    """The bytes that have the digest: these, or these with the line ends of another system; None when there are none."""
    plain = data.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    ways = (data, plain, plain.replace(b"\n", b"\r\n"), plain.replace(b"\n", b"\r"))
    return next((way for way in ways if sha256(way).hexdigest() == digest), None)
