"""What the commands that send share: the clock, chance and the environment, which only they hand on, and letters as data."""

from __future__ import annotations

import os
import random
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from briefgen.cli import show

if TYPE_CHECKING:
    from briefgen.app.means import Means
    from briefgen.deliver.delivery import DeliveryRecord
    from briefgen.workspace.folders import WorkspaceFolder


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def jitter() -> float:
    """Chance, so that two machines do not knock again at the same moment."""
    return random.random()  # noqa: S311 - no secret


def means(workspace: WorkspaceFolder, cluster: str = "") -> Means:
    """The clock, chance, and how the office's mail is opened with this process's environment; problems are printed. `cluster` is the address of one that renders."""
    from briefgen.app.means import Means
    from briefgen.deliver.transports import opener

    return Means(now, opener(workspace.briefs, os.environ), jitter, show.problems, cluster)


def as_data(letter: DeliveryRecord) -> dict[str, Any]:
    """A letter for --json and --csv."""
    wanted = letter.wanted
    return {
        "number": letter.id,
        "brief": wanted.brief,
        "edition": wanted.edition,
        "kind": wanted.kind,
        "address": wanted.address,
        "name": wanted.name,
        "lists": list(wanted.lists),
        "formats": list(wanted.formats),
        "since": letter.since,
        "state": letter.state,
        "attempts": letter.attempts,
        "code": letter.code,
        "text": letter.text,
        "queued": letter.created.isoformat(timespec="seconds"),
        "changed": letter.stepped.isoformat(timespec="seconds") if letter.stepped else None,
        "next": letter.next_at.isoformat(timespec="seconds") if letter.state in ("queued", "deferred") else None,
        "expires": letter.expires_at.isoformat(timespec="seconds"),
        "message_id": wanted.message_id,
    }
