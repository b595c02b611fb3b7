"""Hints that something may have changed, from the system's events or from looking; what has changed is for the stamps to say."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Protocol

from watchfiles import watch

_TICK = 0.05
"""Seconds between two hints at most, so that a file can be seen to be still."""


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
