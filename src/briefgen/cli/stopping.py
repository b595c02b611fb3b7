"""Ctrl-C and a service's stop: the work at hand is finished, then the command ends."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

import typer


@contextmanager
def until_stopped() -> Iterator[threading.Event]:
    """An event that is set by SIGTERM, which then ends the command with 0, and by SIGINT: 130. A second SIGINT does not wait.

    The event may be looked at, not waited for: a handler that sets it while the main thread waits for it would block.
    """
    stop, interrupts = threading.Event(), 0

    def handle(number: int, _frame: FrameType | None) -> None:
        nonlocal interrupts
        interrupts += number == signal.SIGINT
        if interrupts > 1:
            raise KeyboardInterrupt
        stop.set()

    before = {number: signal.signal(number, handle) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
    if interrupts:
        raise typer.Exit(130)
