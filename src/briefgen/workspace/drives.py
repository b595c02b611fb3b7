"""Network drives: where others can change a file without an event here, and where locks cannot be relied on."""

from __future__ import annotations

import re
from pathlib import Path

from briefgen.workspace.files import kept

_ELSEWHERE = re.compile(
    "nfs|cifs|smb|9p|v9fs|afs|ceph|davfs|webdav|vboxsf|prl_fs|virtiofs|vmhgfs|lustre|gpfs|beegfs|ocfs2|gfs2?$|drvfs|afp|ncpfs|ncp$"
    "|coda|orangefs|pvfs2|gluster|acfs|macfuse|osxfuse"
    r"|fuse$|fuse\.(?!fuseblk|ntfs|exfat|fuse-overlayfs|mergerfs|gocryptfs|encfs|cryfs|ext|bindfs|lxcfs)"
)
"""Beginnings of the names of file systems that lie on another machine or are shared with one; of those of FUSE all that are not
known as local."""
_MOUNTS = Path("/proc/self/mounts")


def distant(folder: Path, mounts: bytes | None = None) -> str:
    """The kind of a network drive that a folder lies on; empty for a drive of this machine, and where that cannot be known.
    `mounts` as Linux lists them."""
    kind = file_system(folder.resolve(), kept(_MOUNTS) if mounts is None else mounts)
    return kind if _ELSEWHERE.match(kind) else ""


def file_system(folder: Path, mounts: bytes) -> str:
    """The kind of file system that a folder lies on, by the longest mount point above it; empty when that is not known."""
    if str(folder).startswith("\\\\"):
        return "smb"
    best, kind = "", ""
    for line in mounts.decode("utf-8", "surrogateescape").splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        point = re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), parts[1])  # \040 is a space
        if len(point) >= len(best) and folder.is_relative_to(point):
            best, kind = point, parts[2]
    return kind
