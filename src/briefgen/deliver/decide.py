"""What somebody decides about letters: to try again, not to send, to say what became of one; after a look at what a dead run left."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from briefgen.deliver.ledger import Ledger
from briefgen.deliver.letter import AGAIN
from briefgen.deliver.outbox import alone
from briefgen.deliver.transport import RunStopped
from briefgen.errors import UsageError
from briefgen.incident.mail import Mail


def again(ledger: Ledger, lock: Path, mail: Mail, numbers: Sequence[int]) -> None:
    """These letters are due now. Waits for whoever sends. Raises UsageError for one that may have been taken, and changes none; RunStopped."""
    with alone(lock):
        ledger.recover(mail.on_uncertain)
        for number in numbers:
            state = ledger.letter(number).state
            if state == "uncertain":
                raise UsageError(
                    f"Letter {number} may have arrived. Decide with: briefgen outbox resolve {number} --sent or --resend"
                )
            if state not in AGAIN:
                raise UsageError(f"Letter {number} is {state}, so it is not sent again.")
        for number in numbers:
            ledger.again(number, mail.seconds_to_live, "tried again by hand")


def cancel(ledger: Ledger, lock: Path, numbers: Sequence[int]) -> None:
    """These letters are not to be sent. Raises UsageError, NotSo."""
    _settle(ledger, lock)
    for number in numbers:
        ledger.move(number, "cancelled", text="cancelled by hand")


def resolve(ledger: Ledger, lock: Path, numbers: Sequence[int], lifetime: float | None) -> None:
    """What became of letters that may have arrived: they did, or with a `lifetime` (seconds) they are to be sent again.

    Raises UsageError for a letter in any other state, and changes none.
    """
    _settle(ledger, lock)
    for number in numbers:
        if (state := ledger.letter(number).state) != "uncertain":
            raise UsageError(f"Letter {number} is {state}, not uncertain.")
    for number in numbers:
        if lifetime is None:
            ledger.move(number, "sent", text="the reader has it, by hand")
        else:
            ledger.again(number, lifetime, "to be sent again, by hand")


def _settle(ledger: Ledger, lock: Path) -> None:
    """What a dead run left, unless another process is sending now: then its letters are its own."""
    with suppress(RunStopped), alone(lock, 0):
        ledger.recover("hold")
