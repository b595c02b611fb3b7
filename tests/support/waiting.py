"""Waiting for a condition with a deadline, and a process of briefgen whose lines can be waited for."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

T = TypeVar("T")
ROOT = Path(__file__).parents[2]
PATIENCE = 180.0
"""Seconds after which what a test waits for will never come; however busy the machine is, only what hangs takes as long."""


def until(condition: Callable[[], T], seconds: float = PATIENCE, step: float = 0.01) -> T:
    """What the condition gives as soon as that is true; fails when the time is over."""
    end = time.monotonic() + seconds
    while not (found := condition()):
        assert time.monotonic() < end, f"not within {seconds} s"
        time.sleep(step)
    return found


@contextmanager
def heard(number: int = signal.SIGINT) -> Iterator[None]:
    """A process that is started meanwhile hears a signal, also where a shell started the tests in its background, ignoring Ctrl-C."""
    before = signal.signal(number, signal.default_int_handler)
    try:
        yield
    finally:
        signal.signal(number, before)


class Running:
    """A command in a process of its own: its lines so far, and how it ends."""

    def __init__(self, *command: str, cwd: Path) -> None:
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUNBUFFERED": "1"}
        self.process = subprocess.Popen(
            command,
            cwd=cwd,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
        )
        self.lines: list[str] = []
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        assert self.process.stdout
        for line in self.process.stdout:
            self.lines.append(line.rstrip("\n"))

    def says(self, text: str) -> str:
        """The first line that has the text, taken with all before it, so that the next call looks at what follows."""

        def found() -> str | None:
            for number, line in enumerate(self.lines):
                if text in line:
                    del self.lines[: number + 1]
                    return line
            assert self.process.poll() is None or self._reader.is_alive(), "\n".join(self.lines)
            return None

        return until(found) or ""

    def stops(self, number: int = signal.SIGTERM) -> int:
        """The exit code after a signal."""
        self.process.send_signal(number)
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def __enter__(self) -> Running:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._reader.join(PATIENCE)
        assert self.process.stdout
        self.process.stdout.close()


def briefgen(*arguments: str, cwd: Path) -> Running:
    """briefgen at work in a folder."""
    return Running(sys.executable, "-m", "briefgen", *arguments, cwd=cwd)
