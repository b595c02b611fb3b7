"""The letters of a workspace: look at them, try them again, keep them back, decide about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from briefgen.app.means import Means
from briefgen.deliver import decide
from briefgen.deliver.delivery import DeliveryRecord
from briefgen.deliver.ledger import Clock, DeliveryLedger
from briefgen.deliver.mailing import Mailing, settings
from briefgen.deliver.older import Twice, twice
from briefgen.deliver.record import ledger_file, none_sent, recorded
from briefgen.deliver.send import lock_file, outbox
from briefgen.errors import BriefgenError, UsageError
from briefgen.workspace.folders import WorkspaceFolder


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of letters that were tried: as they are now, what stopped their briefs, a line each, and those that were not tried
    because nobody named them."""

    letters: tuple[DeliveryRecord, ...]
    faults: tuple[str, ...] = ()
    left: tuple[DeliveryRecord, ...] = ()


@contextmanager
def record(workspace: WorkspaceFolder, now: Clock, *, older: bool = False) -> Iterator[DeliveryLedger]:
    """Open the record of what was sent. Raises UsageError where nothing was, LedgerFault; `older` lets one pass that is not the last."""
    workspace.distinct()
    if not recorded(workspace):
        none_sent(workspace)
        raise UsageError("Nothing was sent from this workspace yet.")
    ledger = DeliveryLedger.open(ledger_file(workspace), now, older=older)
    try:
        yield ledger
    finally:
        ledger.close()


def retry(workspace: WorkspaceFolder, numbers: Sequence[int], means: Means) -> Tried:
    """Try letters again now, by default all that wait. Raises UsageError and changes none where one may have arrived; LedgerFault."""
    mail = settings(workspace)[1]
    with record(workspace, means.now) as ledger:
        due = decide.again(ledger, lock_file(workspace), mail, numbers)
        left = () if due else ledger.letters(states=("failed", "expired", "uncertain"))
        return _run(workspace, ledger, due, means, left)


def cancel(workspace: WorkspaceFolder, numbers: Sequence[int], now: Clock) -> tuple[DeliveryRecord, ...]:
    """Keep back letters that wait, or that are uncertain. Raises UsageError and changes none where one is being sent; LedgerFault."""
    with record(workspace, now) as ledger:
        decide.cancel(ledger, lock_file(workspace), numbers)
        return tuple(map(ledger.letter, numbers))


def resolve(workspace: WorkspaceFolder, numbers: Sequence[int], means: Means, *, resend: bool) -> Tried:
    """Note of letters that may have arrived that they did, or send them again. Raises UsageError, LedgerFault."""
    with record(workspace, means.now) as ledger:
        lifetime = settings(workspace)[1].seconds_to_live if resend else None
        decide.resolve(ledger, lock_file(workspace), numbers, lifetime)
        return _run(workspace, ledger, numbers, means) if resend else Tried(tuple(map(ledger.letter, numbers)))


def accept_older(workspace: WorkspaceFolder, now: Clock) -> Twice:
    """Go on with a record that is older than what was sent; what may then go out twice. Raises UsageError, LedgerFault."""
    with record(workspace, now, older=True) as ledger:
        found = twice(workspace, ledger)
        ledger.accept()
    return found


def _run(
    workspace: WorkspaceFolder,
    ledger: DeliveryLedger,
    numbers: Sequence[int],
    means: Means,
    left: tuple[DeliveryRecord, ...] = (),
) -> Tried:
    """Hand over what waits of the briefs of these letters."""
    faults = []
    for slug in dict.fromkeys(ledger.letter(number).wanted.brief for number in numbers):
        try:
            post = Mailing(workspace, workspace.sources([slug])[0])
            run = outbox(post, ledger, means.opened(post.mail), means.now, means.jitter).run()
            stopped: BriefgenError | None = run.stopped
        except BriefgenError as error:  # one brief whose letters cannot be made does not keep the others
            stopped = error
        if stopped:
            faults.append(f"{slug}: {stopped}")
    return Tried(tuple(map(ledger.letter, numbers)), tuple(faults), left)
