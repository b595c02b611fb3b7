"""Send an edition, or say who would get what."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict, Unpack

from briefgen.app.means import Means
from briefgen.deliver import send as deliver
from briefgen.deliver.delivery import DeliveryRecord
from briefgen.deliver.ledger import Clock
from briefgen.deliver.send import Preview, Remark, Report
from briefgen.editions.editions import Edition
from briefgen.settings.office import Office
from briefgen.workspace.files import write
from briefgen.workspace.folders import BriefSource, WorkspaceFolder


class Asked(TypedDict, total=False):
    """What is to go out: an edition of a brief, by default the last, to the lists in `to`, else to those that the brief names, or as a
    `test` to one address. `remark` takes what is worth knowing and stops nothing."""

    number: int | None
    to: Sequence[str]
    test: str
    new_ledger: bool
    remark: Remark


def send(
    workspace: WorkspaceFolder,
    source: BriefSource,
    means: Means,
    begin: Callable[[DeliveryRecord], None] = lambda letter: None,
    *,
    shown: str = "",
    allow: Callable[[Edition, Office], None] = lambda edition, office: None,
    **asked: Unpack[Asked],
) -> Report:
    """Send an edition to each of its readers once; with `shown`, that of a preview, just what was shown. `allow` raises for an edition
    that may not go out. Raises UsageError, FileProblem, LedgerFault, RunStopped, NotAsShown."""
    now, opened, jitter = means.now, means.opened, means.jitter
    return deliver.send(
        workspace, source, now=now, opened=opened, jitter=jitter, begin=begin, allow=allow, shown=shown, **asked
    )


def preview(workspace: WorkspaceFolder, source: BriefSource, now: Clock, **asked: Unpack[Asked]) -> Preview:
    """Say who would get what. Sends nothing, records nothing. Raises UsageError, FileProblem, LedgerFault."""
    return deliver.preview(workspace, source, now=now, **asked)


def write_messages(preview: Preview, folder: Path) -> dict[str, Path]:
    """Write each message that would be handed over to a file of its own; the files by reader. Raises FileProblem."""
    files: dict[str, Path] = {}
    names: set[str] = set()
    for letter, message in preview.messages():
        plain = re.sub(r"[^A-Za-z0-9.@_+-]", "_", letter.wanted.address)
        name = f"{letter.wanted.brief}-ed{letter.wanted.edition}-{plain}"
        while name.casefold() in names:
            name += "_"
        names.add(name.casefold())
        files[letter.key] = folder / f"{name}.eml"
        write(files[letter.key], message)
    return files
