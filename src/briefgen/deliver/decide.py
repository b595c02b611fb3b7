"""What somebody decides about letters: to try again, not to send, to say what became of one; after a look at what a dead run left."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from briefgen.deliver.delivery import AGAIN, AT_WORK, WAITING
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.outbox import exclusive_lock
from briefgen.deliver.transport import RunStopped
from briefgen.errors import UsageError
from briefgen.settings.mail import Mail
from briefgen.ways import Way


def again(ledger: DeliveryLedger, lock: Path, mail: Mail, numbers: Sequence[int]) -> tuple[int, ...]:
    """These letters are due now, by default all that wait; their numbers. Waits for whoever sends.

    Raises UsageError, NotSo for one that may have been taken, was sent or is superseded, and changes none; RunStopped.
    """
    with exclusive_lock(lock):
        ledger.recover(mail.on_uncertain)
        if not numbers:  # what waits is known only now: whoever sent meanwhile has sent some of it
            waiting = tuple(letter.id for letter in ledger.letters(states=WAITING))
            ledger.again(waiting, WAITING, mail.seconds_to_live, "tried again by hand")
            return waiting
        for number in numbers:
            if ledger.letter(number).state == "uncertain":
                raise UsageError(f"Letter {number} may have arrived. Decide with: {Way.RESOLVE.of(number=number)}")
        ledger.again(numbers, AGAIN, mail.seconds_to_live, "tried again by hand")
        return tuple(numbers)


def cancel(ledger: DeliveryLedger, lock: Path, numbers: Sequence[int]) -> None:
    """These letters are not to be sent. Raises UsageError, NotSo for one that is being sent just now, and changes none."""
    _settle(ledger, lock)
    numbers = tuple(dict.fromkeys(numbers))
    for number in numbers:
        if ledger.letter(number).state in AT_WORK:
            raise UsageError(
                f"Letter {number} is being sent just now. See what becomes of it: {Way.LETTER.of(number=number)}"
            )
    ledger.decide(numbers, (*WAITING, "uncertain"), "cancelled", "cancelled by hand")


def resolve(ledger: DeliveryLedger, lock: Path, numbers: Sequence[int], lifetime: float | None) -> None:
    """What became of letters that may have arrived: they did, or with a `lifetime` (seconds) they are to be sent again.

    Raises UsageError for a letter in any other state, NotSo for one that is superseded, and changes none.
    """
    _settle(ledger, lock)
    numbers = tuple(dict.fromkeys(numbers))
    for number in numbers:
        if (state := ledger.letter(number).state) != "uncertain":
            raise UsageError(f"Letter {number} is {state}, not uncertain.")
    if lifetime is None:
        ledger.decide(numbers, ("uncertain",), "sent", "the reader has it, by hand")
    else:
        ledger.again(numbers, ("uncertain",), lifetime, "to be sent again, by hand")


def _settle(ledger: DeliveryLedger, lock: Path) -> None:
    """What a dead run left, unless another process is sending now: then its letters are its own."""
    with suppress(RunStopped), exclusive_lock(lock, 0):
        ledger.recover("hold")
