"""Writing so that a reader sees the old file or the new one, whole, whatever happens in between."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from briefgen.errors import FileProblem


def read(file: Path) -> bytes:
    """The bytes of a file. Raises FileProblem."""
    try:
        return file.read_bytes()
    except OSError as error:
        raise FileProblem(f"{file}: cannot be read: {error.strerror or error}.") from error


def kept(file: Path) -> bytes:
    """The bytes of a file that may be there; none when it is not, or cannot be read."""
    try:
        return file.read_bytes()
    except OSError:
        return b""


def write(file: Path, data: bytes) -> None:
    """The bytes, in a temporary file beside it, on the disk, then in its place; the folder is made. Raises FileProblem."""
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=file.parent, prefix=f".{file.name}.", suffix=".tmp", delete=False) as temporary:
            made = Path(temporary.name)
            try:
                temporary.write(data)
                temporary.flush()
                os.fsync(temporary.fileno())
            except BaseException:
                temporary.close()
                made.unlink(missing_ok=True)
                raise
        made.chmod(0o644)
        try:
            made.replace(file)
        except BaseException:
            made.unlink(missing_ok=True)
            raise
        _settle(file.parent)
    except OSError as error:
        raise FileProblem(f"{file}: cannot be written: {error.strerror or error}.") from error


def _settle(folder: Path) -> None:
    """The folder's entry on the disk, where the system has such a thing (not on Windows)."""
    with suppress(OSError, AttributeError):
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
