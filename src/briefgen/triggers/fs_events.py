"""Hints that something may have changed, from the system's events or from looking; what has changed is for the stamps to say."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from watchfiles import watch

from briefgen.workspace.files import kept

_TICK = 0.05
"""Seconds between two hints at most, so that a file can be seen to be still."""
_DISTANT = "9p afs ceph cifs davfs drvfs fuse glusterfs lustre ncpfs nfs nfs4 prl_fs smb smb2 smb3 smbfs v9fs vboxsf virtiofs vmhgfs"
"""Kinds of drive on which others can change a file without an event here."""


class Stop(Protocol):
    """Says whether to end, such as a threading.Event."""

    def is_set(self) -> bool: ...


class NoEvents(Exception):
    """The system has no events to give; the text says why and what helps."""


def events(folders: Collection[Path], stop: Stop) -> Iterator[bool]:
    """True when something in these folders (not below them) may have changed, False on an idle tick; the first is True,
    once the folders are watched. Ends when a folder is not there. Raises NoEvents."""
    found = watch(  # never with ignore_permission_denied: it swallows the limit too
        *folders,
        watch_filter=None,
        step=50,
        debounce=200,
        recursive=False,
        force_polling=False,
        rust_timeout=round(_TICK * 1000),
        yield_on_timeout=True,
        stop_event=stop,
        raise_interrupt=True,
    )
    first = True
    try:
        for changes in found:
            yield first or bool(changes)
            first = False
    except FileNotFoundError:
        return
    except RuntimeError as error:  # the watcher could not be made at all
        raise NoEvents(_exhausted("instances")) from error
    except OSError as error:
        if "limit" not in str(error).lower():
            raise NoEvents(f"the system gives no events ({error.strerror or error})") from error
        raise NoEvents(_exhausted("watches")) from error


def _exhausted(what: str) -> str:
    return (
        f"the system watches as many files as it may; more: sudo sysctl fs.inotify.max_user_{what}="
        + {"watches": "524288", "instances": "1024"}[what]
    )


def polls(seconds: float, stop: Stop) -> Iterator[bool]:
    """True every so many seconds."""
    while not stop.is_set():
        yield True
        pause(seconds, stop)


def pause(seconds: float, stop: Stop) -> None:
    """Wait, but not when it is time to end."""
    end = time.monotonic() + seconds
    while not stop.is_set() and (left := end - time.monotonic()) > 0:
        time.sleep(min(left, _TICK))


def distant(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """The kind of a network drive that a folder lies on; empty for a drive of this machine, and where that cannot be known."""
    kinds: dict[str, str] = {}
    for line in kept(mounts).decode("utf-8", "surrogateescape").splitlines():
        _, place, kind, *_ = [*line.split(" "), "", "", ""]
        kinds[re.sub(r"\\(\d{3})", lambda code: chr(int(code[1], 8)), place)] = kind  # \040 is a space
    here = os.path.realpath(folder)
    on = [place for place in kinds if here == place or here.startswith(place.rstrip("/") + "/")]
    kind = kinds[max(on, key=len)] if on else ""
    return kind if kind.partition(".")[0] in _DISTANT.split() else ""  # fuse.sshfs is a fuse
