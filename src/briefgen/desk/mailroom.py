"""What a brief's pages may send: dry runs that were shown, each good for one sending."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from secrets import token_urlsafe
from threading import Event, Lock

from briefgen.app.means import Means
from briefgen.app.send import Asked
from briefgen.deliver.delivery import DeliveryRecord
from briefgen.deliver.transport import RunStopped

_MOST = 50
"""Dry runs that are kept: older ones are to be looked at again."""


@dataclass(frozen=True, slots=True)
class DryRun:
    """What was asked for, what was shown of it, as a digest, and how many letters would be handed over."""

    asked: Asked
    shown: str
    count: int


@dataclass(frozen=True, slots=True)
class LetterRun:
    """The same for one letter that is tried again; with `resend` one that may have arrived."""

    number: int
    resend: bool
    shown: str
    count: int


@dataclass
class Mailroom:
    """The dry runs that pages show. One is taken by the first who asks for its sending, so that a second press finds none."""

    means: Means | None
    _runs: dict[str, DryRun | LetterRun] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)
    _work: Lock = field(default_factory=Lock)
    _ended: Event = field(default_factory=Event)

    def keep(self, run: DryRun | LetterRun) -> str:
        """The name under which a dry run may be sent, which nobody can guess."""
        with self._lock:
            ticket = token_urlsafe(16)
            self._runs[ticket] = run
            for old in list(self._runs)[:-_MOST]:
                del self._runs[old]
            return ticket

    def look(self, ticket: str) -> DryRun | LetterRun | None:
        """The dry run of that name, unless it was taken."""
        return self._runs.get(ticket)

    def take(self, ticket: str) -> DryRun | LetterRun | None:
        """The same, for the one who is first."""
        with self._lock:
            return self._runs.pop(ticket, None)

    @contextmanager
    def at_work(self) -> Iterator[Callable[[DeliveryRecord], None]]:
        """While letters are handed over. Gives what is to be asked before each: it raises RunStopped once the desk is to end."""

        def goes_on(letter: DeliveryRecord) -> None:
            if self._ended.is_set():
                raise RunStopped("The desk was ended while letters were being sent. The rest waits: send again.", 75)

        with self._work:
            yield goes_on

    def end(self) -> None:
        """Hand over no more letters, and wait for the one that is at work: nobody could know whether it was taken."""
        self._ended.set()
        with self._work:
            pass
