"""Archived texts, and the documents that they were read from, keep their line ends in Git: their digests depend on them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from briefgen.workspace.files import read
from briefgen.workspace.folders import beneath


def line_ends(folder: Path, *endings: str) -> Mapping[Path, bytes]:
    """The folder's .gitattributes with a line for each kind of file whose digest is kept, whatever else stands there; for other `endings`
    too. It is to be written in one step with those files; nothing where it says so already. Raises FileProblem."""
    file = beneath(folder / ".gitattributes", folder)
    written = read(file) if file.exists() else b""
    there = {line.strip() for line in written.splitlines()}
    lines = [f"*{ending} -text".encode() for ending in dict.fromkeys((".txt", ".html", ".eml", *endings))]
    missing = [line for line in lines if line not in there]
    begun = written + (b"" if not written or written.endswith(b"\n") else b"\n")
    return {file: begun + b"".join(line + b"\n" for line in missing)} if missing else {}
