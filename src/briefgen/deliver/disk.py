"""Is the folder of the ledger one where locks and the write-ahead log hold, and is there room."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

from briefgen.deliver.transport import RunStopped
from briefgen.workspace.files import kept

_ELSEWHERE = re.compile(
    "nfs|cifs|smb|9p|afs|ceph|davfs|webdav|vboxsf|prl_fs|virtiofs|vmhgfs|lustre|gpfs|beegfs|ocfs2|gfs2?$|drvfs|afp|ncpfs|ncp$"
    "|coda|orangefs|pvfs2|gluster|acfs|macfuse|osxfuse"
    r"|fuse$|fuse\.(?!fuseblk|ntfs|exfat|fuse-overlayfs|mergerfs|gocryptfs|encfs|cryfs|ext|bindfs|lxcfs)"
)
"""Beginnings of the names of file systems that lie on another machine or are shared with one, where SQLite's log and the kernel's
locks cannot be relied on; of those of FUSE all that are not known as local."""
_MOUNTS = Path("/proc/self/mounts")
_LEAST = 20 * 1024 * 1024
"""Bytes that must be free; a ledger that cannot be written would stop a run half way."""
_ESCAPES = {"\\040": " ", "\\011": "\t", "\\012": "\n", "\\134": "\\"}


def suited(folder: Path, mounts: bytes | None = None) -> None:
    """Nothing, when mail may be sent from a workspace whose ledger lies in this folder. `mounts` as Linux lists them. Raises RunStopped."""
    system = file_system(folder.resolve(), kept(_MOUNTS) if mounts is None else mounts)
    if _ELSEWHERE.match(system):
        raise RunStopped(
            f"{folder} lies on a network drive ({system}), where a crash could send mail twice. Send from a local disk.",
            78,
        )
    there = next((one for one in (folder, *folder.parents) if one.exists()), folder)
    if shutil.disk_usage(there).free < _LEAST:
        raise RunStopped(f"The disk of {folder} is nearly full, so nothing was sent. Make room.", 75)


def file_system(folder: Path, mounts: bytes) -> str:
    """The kind of file system that a folder lies on, by the longest mount point above it; empty when that is not known."""
    if str(folder).startswith("\\\\"):
        return "smb"
    best, kind = "", ""
    for line in mounts.decode("utf-8", "surrogateescape").splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = parts[1]
        for escape, sign in _ESCAPES.items():
            point = point.replace(escape, sign)
        if len(point) >= len(best) and folder.is_relative_to(point):
            best, kind = point, parts[2]
    return kind
