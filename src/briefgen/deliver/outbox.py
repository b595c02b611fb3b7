"""The outbox: letters that wait are handed over one by one, and what became of each is in the ledger before the next begins."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from typing import Literal

from filelock import Timeout

from briefgen.deliver.delivery import DeliveryKind, DeliveryRecord, Withheld
from briefgen.deliver.headers import Unfit
from briefgen.deliver.ledger import Clock, DeliveryLedger
from briefgen.deliver.transport import Outcome, RunStopped, Transport
from briefgen.errors import BriefgenError
from briefgen.ways import Way
from briefgen.workspace.locks import lock

Compose = Callable[[DeliveryRecord, int | None], bytes]
"""The message of a letter, given what the server takes at most, in bytes; raises Withheld for one that must not go out."""
Jitter = Callable[[], float]
"""A number from 0 to 1, by chance."""

_FIRST, _LONGEST = 60.0, 4000.0
"""Seconds until the second attempt, and the most between two."""
_PATIENCE = 600.0
"""Seconds to wait for another process that sends."""


@dataclass(frozen=True, slots=True)
class OutboxRun:
    """What one run did: the numbers of the letters that it tried, and what stopped it, if anything did."""

    tried: tuple[int, ...]
    stopped: BriefgenError | None = None


@dataclass(frozen=True, slots=True)
class Outbox:
    """All that a run needs. `sender` is the envelope's; `brief` and `kind` limit it to
    one brief's letters, and to tests or no tests."""

    ledger: DeliveryLedger
    sender: str
    compose: Compose
    transport: Transport
    now: Clock
    jitter: Jitter
    lock: Path
    on_uncertain: Literal["hold", "resend"] = "hold"
    brief: str = ""
    kind: DeliveryKind | Literal[""] = ""
    patience: float = _PATIENCE
    check: Callable[[DeliveryRecord], None] = lambda letter: None
    """Asked again when all but the end of a message is with the server; raises what `compose` raises for one that must not go out."""

    def run(self, begin: Callable[[DeliveryRecord], None] = lambda letter: None) -> OutboxRun:
        """Hand over what is due. What stops a run is in the answer, and its letter as if it had not been tried. `begin` is told of each
        letter first, and may raise RunStopped.

        A ledger that cannot be written raises FileProblem: then nothing more was handed over.
        """
        tried: list[int] = []
        try:
            with exclusive_lock(self.lock, self.patience):
                self.ledger.recover(self.on_uncertain)
                while letter := self.ledger.claim(self.brief, self.kind):
                    self._begin(letter, begin)
                    tried.append(letter.id)
                    self._one(letter)
        except _Stopped as stopped:
            return OutboxRun(tuple(tried), stopped.cause)
        except RunStopped as stopped:
            return OutboxRun(tuple(tried), stopped)
        finally:
            self.transport.close()
        return OutboxRun(tuple(tried))

    def _begin(self, letter: DeliveryRecord, begin: Callable[[DeliveryRecord], None]) -> None:
        try:
            begin(letter)
        except RunStopped as stopped:
            self.ledger.unclaim(letter.id, str(stopped))
            raise

    def _one(self, letter: DeliveryRecord) -> None:
        try:
            message = self.compose(letter, self.transport.most_bytes())
        except Withheld as withheld:
            self.ledger.move(letter.id, withheld.state, text=str(withheld))
            return
        except Unfit as unfit:
            self.ledger.move(letter.id, "failed", text=str(unfit))
            return
        except BriefgenError as error:
            self.ledger.unclaim(letter.id, str(error))
            raise _Stopped(error) from error
        digest = sha256(message).hexdigest()
        if letter.handed not in ("", digest):  # a second message under the same Message-ID must be the same message
            text = "it may have been taken before, in other words than today's; send the next edition instead"
            self.ledger.move(letter.id, "failed", text=text)
            return
        try:
            outcome = self.transport.hand_over(
                self.sender, letter.wanted.address, message, lambda: self._commit(letter, digest)
            )
        except Withheld as withheld:
            self.ledger.move(letter.id, withheld.state, text=str(withheld))
            return
        except (RunStopped, _Stopped) as stopped:
            self.ledger.unclaim(letter.id, str(stopped))
            raise
        self._record(letter, outcome)

    def _commit(self, letter: DeliveryRecord, digest: str) -> None:
        """The last moment at which a message can be kept back: a slow server may have taken minutes to come so far."""
        try:
            self.check(letter)
        except Withheld:
            raise
        except BriefgenError as error:
            raise _Stopped(error) from error
        self.ledger.commit(letter.id, digest)

    def _record(self, letter: DeliveryRecord, outcome: Outcome) -> None:
        number, code, text = letter.id, outcome.code, outcome.text
        later = self.now() + timedelta(seconds=backoff(letter.attempts, self.jitter()))
        match outcome.verdict:
            case "sent":
                self.ledger.move(number, "sent", code=code, text=text)
            case "failed":
                self.ledger.move(number, "failed", code=code, text=text, handed=letter.handed)
            case "deferred":
                self.ledger.move(number, "deferred", code=code, text=text, next_at=later, handed=letter.handed)
            case "uncertain" if self.on_uncertain == "resend":
                text = f"{text}; to be sent again by the rule on_uncertain"
                self.ledger.move(number, "deferred", code=code, text=text, next_at=later)
            case "uncertain":
                self.ledger.move(number, "uncertain", code=code, text=text)


def backoff(attempts: int, chance: float) -> float:
    """Seconds until the next attempt after so many: 60 x 2^n, at most 4000, a fifth more or less by `chance` (0 to 1)."""
    return min(_LONGEST, _FIRST * 2.0 ** min(attempts - 1, 10)) * (0.8 + 0.4 * chance)


class _Stopped(Exception):
    """What stops a run though the server is well."""

    def __init__(self, cause: BriefgenError) -> None:
        super().__init__(str(cause))
        self.cause = cause


@contextmanager
def exclusive_lock(file: Path, patience: float = _PATIENCE) -> Iterator[None]:
    """One process at a time, after so many seconds at most: the lock is the kernel's and dies with the process. Raises RunStopped."""
    try:
        held = lock(file, patience)
    except Timeout:
        raise RunStopped(
            f"Another briefgen has been sending for a while. What you asked for is queued; see: {Way.LETTERS}", 75
        ) from None
    except OSError as error:
        raise RunStopped(f"{file} cannot be locked, so nothing was sent: {error.strerror or error}.", 75) from error
    with held:
        yield
