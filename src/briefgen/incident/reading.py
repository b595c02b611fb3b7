"""A path to its bytes, if it is a plain file of a bearable size: a pipe would wait for ever, a device never end."""

from __future__ import annotations

import stat
from pathlib import Path


def read(path: Path, most: int) -> bytes:
    """The bytes of a regular file. Raises OSError, also for anything else than a file, and for more than `most` bytes."""
    mode = path.stat().st_mode
    if stat.S_ISDIR(mode):
        raise OSError("it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError("it is no file, but a pipe or a device")
    with path.open("rb") as file:
        data = file.read(most + 1)
    if len(data) > most:
        raise OSError(f"it is larger than {most // 1024**2} MB")
    return data
