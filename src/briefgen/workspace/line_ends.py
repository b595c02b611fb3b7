"""Archived texts keep their line ends in Git: their digests depend on them."""

from __future__ import annotations

from pathlib import Path

from briefgen.workspace.files import read, write


def keep_line_ends(folder: Path, ending: str = ".txt") -> None:
    """`*.txt -text` stands in the folder's .gitattributes, whatever else does; or another `ending` of files. Raises FileProblem."""
    line = f"*{ending} -text".encode()
    file = folder / ".gitattributes"
    written = read(file) if file.exists() else b""
    if line in (line.strip() for line in written.splitlines()):
        return
    write(file, written + (b"" if not written or written.endswith(b"\n") else b"\n") + line + b"\n")
