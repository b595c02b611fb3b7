"""A disk that has room for so many files and no more."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from briefgen.workspace import files


@contextmanager
def disk_full_after(room: int, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """While the block runs, `room` files are written, and each one after them fails."""
    write, written = files._write, 0

    def limited(file: Path, data: bytes) -> None:
        nonlocal written
        written += 1
        if written > room:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(file, data)

    with monkeypatch.context() as patched:
        patched.setattr(files, "_write", limited)
        yield
