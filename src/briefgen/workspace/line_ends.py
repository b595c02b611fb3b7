"""Archived texts, and the documents that they were read from, keep their line ends in Git: their digests depend on them."""

from __future__ import annotations

from pathlib import Path

from briefgen.workspace.files import read, write

_LINES = (b"*.txt -text", b"*.html -text", b"*.eml -text")


def keep_line_ends(folder: Path) -> None:
    """A line for each kind of file stands in the folder's .gitattributes, whatever else does. Raises FileProblem."""
    file = folder / ".gitattributes"
    written = read(file) if file.exists() else b""
    there = {line.strip() for line in written.splitlines()}
    if missing := [line for line in _LINES if line not in there]:
        begun = written + (b"" if not written or written.endswith(b"\n") else b"\n")
        write(file, begun + b"".join(line + b"\n" for line in missing))
