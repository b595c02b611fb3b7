"""Standard streams that end no command: one that is closed leads nowhere, and so does one whose reader has left."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING, TextIO, cast

from briefgen.workspace.files import fill_standard

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer


def steady() -> None:
    """Put streams in the place of the process's own that outlive their other end; those that a caller has replaced stay."""
    fill_standard()
    if sys.stdin is None:
        sys.stdin = io.TextIOWrapper(io.BufferedReader(io.FileIO(0, closefd=False)), encoding="utf-8")
    if sys.stdout is sys.__stdout__:
        sys.stdout = _outlet(sys.stdout, 1)
    if sys.stderr is sys.__stderr__:
        sys.stderr = _outlet(sys.stderr, 2)


def _outlet(before: TextIO | None, number: int) -> TextIO:
    errors = number == 2
    if before is not None:
        before.flush()
    lines = errors or (before is not None and before.isatty())
    at_once = bool(getattr(before, "write_through", False))  # PYTHONUNBUFFERED, python -u
    outlet = _Outlet(number, tells=not errors)
    return io.TextIOWrapper(
        cast("io.BufferedWriter", outlet) if at_once else io.BufferedWriter(outlet),  # as Python's own -u does
        encoding="utf-8",  # a pipe on Windows has a code page
        errors="backslashreplace",
        line_buffering=lines,
        write_through=at_once,
    )


class _Outlet(io.FileIO):
    """A descriptor that is written to until that fails once. A reader who left is no failure; a full disk is, where it can be told."""

    def __init__(self, number: int, *, tells: bool) -> None:
        super().__init__(number, "w", closefd=False)
        self._tells, self._dead = tells, False

    def write(self, data: ReadableBuffer, /) -> int:
        if not self._dead:
            try:
                return super().write(data) or 0
            except BrokenPipeError:
                self._dead = True
            except OSError:
                self._dead = True  # what is still buffered would fail again when the process ends
                if self._tells:
                    raise
        return memoryview(data).nbytes
