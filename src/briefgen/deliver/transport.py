"""What a way of sending promises: a message is handed over in two phases, and the outcome is never guessed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, Protocol

from briefgen.errors import BriefgenError, Exit

Commit = Callable[[], None]
"""Called when all but the end of a message is with the server; durable when it returns. What it raises, `hand_over` raises."""
Verdict = Literal["sent", "deferred", "failed", "uncertain"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one message, with the server's reply code (0 for none) and words."""

    verdict: Verdict
    code: int
    text: str


class RunStopped(BriefgenError):
    """No letter is to blame, and none would fare better: wrong password, certificate, name, setting.

    `status` is the class that timers and mail programs read (sysexits.h): 69 unavailable, 75 try again, 77 not allowed, 78 settings.
    """

    exit = Exit.DELIVERY

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status


class Transport(Protocol):
    """A way of sending."""

    def most_bytes(self) -> int | None:
        """The largest message that the other side takes, in bytes; None when it does not say. Raises RunStopped."""

    def hand_over(self, sender: str, recipient: str, message: bytes, commit: Commit) -> Outcome:
        """One message to one recipient; lines end in CRLF. Raises RunStopped before `commit` was called, and what `commit` raises."""

    def close(self) -> None:
        """Take leave; never raises."""
