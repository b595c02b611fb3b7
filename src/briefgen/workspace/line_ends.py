"""Archived texts, and the documents that they were read from, keep their line ends in Git: their digests depend on them."""

from __future__ import annotations

from pathlib import Path

from briefgen.workspace.files import read, write


def keep_line_ends(folder: Path, *endings: str) -> None:
    """A line for each kind of file whose digest is kept stands in the folder's .gitattributes, whatever else does; for other `endings`
    too. Raises FileProblem."""
    file = folder / ".gitattributes"
    written = read(file) if file.exists() else b""
    there = {line.strip() for line in written.splitlines()}
    lines = [f"*{ending} -text".encode() for ending in dict.fromkeys((".txt", ".html", ".eml", *endings))]
    if missing := [line for line in lines if line not in there]:
        begun = written + (b"" if not written or written.endswith(b"\n") else b"\n")
        write(file, begun + b"".join(line + b"\n" for line in missing))
