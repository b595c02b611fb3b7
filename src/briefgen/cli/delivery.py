"""What send and outbox share: the clock, chance and the environment, which only they hand on, and letters as people read them."""

from __future__ import annotations

import os
import random
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from briefgen.cli import show

if TYPE_CHECKING:
    from briefgen.app.means import Means
    from briefgen.deliver.delivery import DeliveryRecord, DeliveryState
    from briefgen.workspace.folders import WorkspaceFolder

HINTS: dict[DeliveryState, str] = {
    "deferred": "tried again by {when}, or now by briefgen outbox retry",
    "cancelled": "not to be sent; if it is after all: briefgen outbox retry NUMBER",
    "failed": "fix the address or the message, then: briefgen outbox retry NUMBER",
    "uncertain": "ask the reader, then: briefgen outbox resolve NUMBER --sent or --resend",
    "expired": "to try again: briefgen outbox retry NUMBER",
    "queued": "to be sent by the next briefgen send or briefgen outbox retry",
}
"""What to do about letters that have not arrived."""


def now() -> datetime:
    """The clock."""
    return datetime.now(UTC)


def jitter() -> float:
    """Chance, so that two machines do not knock again at the same moment."""
    return random.random()  # noqa: S311 - no secret


def means(workspace: WorkspaceFolder) -> Means:
    """The clock, chance, and how the office's mail is opened with this process's environment; problems are printed."""
    from briefgen.app.means import Means
    from briefgen.deliver.transports import opener

    return Means(now, opener(workspace.briefs, os.environ), jitter, show.problems)


def at(time: datetime) -> str:
    """ "2026-03-03 21:08 UTC"."""
    return f"{time:%Y-%m-%d %H:%M} UTC"


def line(letter: DeliveryRecord, *, timed: bool = False, earlier: bool = False) -> str:
    """A letter on one line: number, reader, edition, state, and the words of whoever caused the state; `timed`: with when that was.

    `earlier`: of one that reached its reader before this command, that and when.
    """
    wanted = letter.wanted
    code = f"{letter.code} " if letter.code else ""
    since = f" {at(letter.stepped)}" if letter.stepped else ""
    due = f", again after {at(letter.next_at)}" if letter.state == "deferred" else ""
    said = f": {code}{letter.text}" if letter.text or code else ""
    test = "test of " if wanted.kind == "test" else ""
    became = f"{letter.state}{since if timed else ''}{due}{said}"
    if earlier and letter.state == "sent":
        became = f"had it already,{since}"
    return f"{letter.id} {wanted.address}, {test}{wanted.brief} edition {wanted.edition}: {became}"


def counts(letters: Iterable[DeliveryRecord]) -> str:
    """ "2 sent, 1 deferred"."""
    from briefgen.deliver import delivery

    return delivery.counts(letters)


def hints(letters: Iterable[DeliveryRecord]) -> list[str]:
    """What to do about the letters that have not arrived, each once."""
    found: dict[DeliveryState, datetime] = {}
    for letter in letters:
        found[letter.state] = max(letter.next_at, found.get(letter.state, letter.next_at))
    return [f"{state}: {HINTS[state].format(when=_when(found[state]))}" for state in HINTS if state in found]


def _when(due: datetime) -> str:
    """Which run tries letters again that are all due at a time."""
    return f"a briefgen send after {at(due)}" if due > now() else "the next briefgen send"


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
