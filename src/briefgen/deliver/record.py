"""The record of what was sent from a workspace: where it lies, whether there is one, and what is known without it."""

from __future__ import annotations

from pathlib import Path

from briefgen.deliver.ledger import Clock, DeliveryLedger, LedgerFault, LedgerMissing
from briefgen.deliver.ledger_file import seen_file
from briefgen.editions.editions import folders
from briefgen.errors import UsageError
from briefgen.ways import Way
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

MISSING = f"There is no record of what was sent from here, so {Way.SENDING} will refuse without {Way.NEW_LEDGER}."
BEGINS = "A new record of what was sent begins here: every edition counts as never sent."


def ledger_file(workspace: WorkspaceFolder) -> Path:
    """Where the ledger lies, or will."""
    return workspace.kept("ledger.sqlite")


def recorded(workspace: WorkspaceFolder) -> bool:
    """Whether there is a record, or was one: then it is to be read, or its loss to be told."""
    file = ledger_file(workspace)
    return file.exists() or seen_file(file).exists()


def none_sent(workspace: WorkspaceFolder) -> None:
    """Raise LedgerMissing where editions lie that may have been sent, UsageError where there is no workspace."""
    if not workspace.briefs.is_dir():
        raise UsageError(
            f"There is no workspace here: {workspace.root} has no briefs/. Go into one, or name it: {Way.WORKSPACE}"
        )
    found = {source.slug: len(folders(source)) for source in workspace.every()}
    there = [f"{slug} ({count})" for slug, count in found.items() if count]
    if not there:
        return
    count = sum(found.values())
    lie = "1 edition lies" if count == 1 else f"{count} editions lie"
    raise LedgerMissing(
        f"There is no record of what was sent: {ledger_file(workspace)} is missing, but {lie} here, of {', '.join(there)}. "
        f"If nothing was ever sent from here: {Way.BEGIN_LEDGER}; else bring .briefgen/ back from a backup."
    )


def taken(workspace: WorkspaceFolder, source: BriefSource, now: Clock) -> int:
    """The highest number under which an edition of a brief was sent from here, so that it is not given again; 0 for none.

    A ledger that cannot be read stops nothing while the editions themselves lie there. Raises LedgerFault, FileProblem.
    """
    file = ledger_file(workspace)
    if not file.exists():
        return 0
    try:
        ledger = DeliveryLedger.open(file, now, older=True)
    except LedgerFault:
        if folders(source):
            return 0
        raise
    try:
        return ledger.highest(source.slug)
    finally:
        ledger.close()
