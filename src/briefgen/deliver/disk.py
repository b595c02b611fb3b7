"""Is the folder of the ledger one where locks and the write-ahead log hold, and is there room."""

from __future__ import annotations

import shutil
from pathlib import Path

from briefgen.deliver.transport import RunStopped
from briefgen.workspace.drives import distant

_LEAST = 20 * 1024 * 1024
"""Bytes that must be free; a ledger that cannot be written would stop a run half way."""


def suited(folder: Path, mounts: bytes | None = None) -> None:
    """Raise RunStopped unless mail may be sent from a workspace whose ledger lies in this folder. `mounts` as Linux lists them."""
    if system := distant(folder, mounts):
        raise RunStopped(
            f"{folder} lies on a network drive ({system}), where a crash could send mail twice. Send from a local disk.",
            78,
        )
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if shutil.disk_usage(there).free < _LEAST:
        raise RunStopped(f"The disk of {folder} is nearly full, so nothing was sent. Make room.", 75)
