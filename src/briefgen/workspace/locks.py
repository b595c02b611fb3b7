"""One at a time: a lock of the operating system, which dies with the process that holds it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from hashlib import sha256
from pathlib import Path

from filelock import FileLock

from briefgen.errors import FileProblem
from briefgen.workspace.files import make
from briefgen.workspace.folders import WorkspaceFolder


def lock(file: Path, patience: float = -1) -> AbstractContextManager[object]:
    """A lock, held until its `with` ends; waits for as many seconds, for ever below 0. Raises filelock.Timeout, OSError."""
    make(file.parent)
    return FileLock(file).acquire(patience)


@contextmanager
def exclusive_lock(workspace: WorkspaceFolder, slug: str, folder: Path) -> Iterator[None]:
    """Lock this folder of a brief until the `with` ends; waits for whoever works on it. Raises FileProblem."""
    place = sha256(str(folder.resolve()).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    file = workspace.kept("locks", f"{slug}-{place}.lock")
    try:
        held = lock(file)
    except OSError as error:
        raise FileProblem(f"{file}: cannot be locked: {error.strerror or error}.") from error
    with held:
        yield
