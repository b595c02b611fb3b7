"""A path to its bytes, if it is a plain file of a bearable size: a pipe would wait for ever, a device never end."""

from __future__ import annotations

import os
import stat
from io import BufferedReader
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


def opened(path: Path) -> BufferedReader:
    """A regular file, or the one that a link leads to, open for reading. Raises OSError at once for anything else.

    What was opened is looked at, since a pipe may take the file's place in between; a device is not even opened.
    """
    _only_a_file(path.stat().st_mode)
    handle = os.open(path, _FLAGS)
    try:
        _only_a_file(os.fstat(handle).st_mode)
        return os.fdopen(handle, "rb")
    except BaseException:
        os.close(handle)
        raise


def read(path: Path, most: int | None = None) -> bytes:
    """The bytes of a regular file. Raises OSError, also for anything else than a file, and for more than `most` bytes."""
    with opened(path) as file:
        data = file.read() if most is None else file.read(most + 1)
    if most is not None and len(data) > most:
        raise OSError(f"it is larger than {most // 1024**2} MB")
    return data


def _only_a_file(mode: int) -> None:
    if stat.S_ISDIR(mode):
        raise OSError("it is a folder")
    if not stat.S_ISREG(mode):
        raise OSError("it is no file, but a pipe or a device")
