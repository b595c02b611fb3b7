"""One process of a kind in a workspace, held by a lock of the operating system, which dies with the process."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from filelock import Timeout

from briefgen.errors import BriefgenError, FileProblem
from briefgen.workspace.files import kept, write
from briefgen.workspace.folders import WorkspaceFolder
from briefgen.workspace.locks import lock


class Busy(BriefgenError):
    """Another process does this already; the text names it."""


@contextmanager
def single_instance(workspace: WorkspaceFolder, name: str) -> Iterator[None]:
    """Be the only one that does `name` ("watch") in this workspace until the `with` ends. Raises Busy at once when somebody is, FileProblem."""
    file = workspace.kept("locks", f"{name}.lock")
    holder = file.with_suffix(".pid")  # beside the lock, because Windows lets nobody read a locked file
    try:
        held = lock(file, 0)
    except Timeout as error:
        process = kept(holder).decode("ascii", "replace").strip() or "unknown"
        raise Busy(f"briefgen {name} runs in this workspace already, as process {process}.") from error
    except OSError as error:
        raise FileProblem(f"{file}: cannot be locked: {error.strerror or error}.") from error
    with held:
        write(holder, f"{os.getpid()}\n".encode("ascii"))
        yield
