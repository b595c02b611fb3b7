"""A letter: one edition for one reader, the states that it goes through, and which may follow which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal, get_args

from briefgen.errors import BriefgenError, Exit

DeliveryState = Literal[
    "queued", "sending", "committing", "sent", "deferred", "failed", "uncertain", "expired", "cancelled"
]
STATES: tuple[DeliveryState, ...] = get_args(DeliveryState)
"""queued: to be sent; sending: at work, and surely not taken yet; committing: all was sent but the end, or the end too; sent: the
server took it; deferred: not now, to be tried again; failed: refused for good; uncertain: nobody can know whether it was taken, held
for a decision; expired: tried for too long; cancelled: not to be sent."""
DeliveryKind = Literal["edition", "test"]
"""edition: what a reader gets once; test: a copy for whoever tries the settings, as often as asked for."""

WAITING: tuple[DeliveryState, ...] = ("queued", "deferred")
"""What a run hands over, now or later."""
AT_WORK: tuple[DeliveryState, ...] = ("sending", "committing")
"""What a run has in its hands: nobody else changes it."""
OPEN: tuple[DeliveryState, ...] = ("deferred", "failed", "uncertain", "expired")
"""What somebody must know of."""

FOLLOWS: Mapping[DeliveryState, frozenset[DeliveryState]] = {
    "queued": frozenset({"sending", "expired", "cancelled"}),
    "sending": frozenset({"queued", "committing", "deferred", "failed", "cancelled"}),
    "committing": frozenset({"sent", "deferred", "failed", "uncertain"}),
    "sent": frozenset(),
    "deferred": frozenset({"queued", "sending", "expired", "cancelled"}),
    "failed": frozenset({"queued"}),
    "uncertain": frozenset({"sent", "queued", "cancelled"}),
    "expired": frozenset({"queued"}),
    "cancelled": frozenset({"queued"}),
}
"""The states that may follow each."""
AGAIN: tuple[DeliveryState, ...] = ("queued", "deferred", "failed", "expired", "cancelled")
"""States of a letter that was surely not taken, or taken back by who sent it: it may be tried again when somebody asks for it."""

LONGEST_WAIT = timedelta(seconds=4800)
"""No letter waits longer for its next attempt; one that seems to was put off before the clock was set back."""


@dataclass(frozen=True, slots=True)
class Identity:
    """What makes an edition this one and no other: its number alone does not. `digest` is the SHA-256 over the names and digests
    of its files, `record` that of its edition.json (hexadecimal; empty where that is not known), `at` when it was noted (aware)."""

    digest: str
    record: str
    at: datetime

    def is_other(self, digest: str, record: str) -> bool:
        """Whether an edition with these digests is another one under the same number."""
        return self.digest != digest or bool(self.record and record and self.record != record)


@dataclass(frozen=True, slots=True)
class Delivery:
    """A letter that is asked for: who gets which edition in which formats, through which lists."""

    brief: str
    edition: int
    kind: DeliveryKind
    address: str
    name: str
    lists: tuple[str, ...]
    formats: tuple[str, ...]
    message_id: str
    digest: str
    """SHA-256 over the names and digests of the edition's files: what was promised to this reader."""
    record: str = ""
    """SHA-256 of its edition.json, from which the message's words come; empty where a ledger of an older briefgen has none."""
    replaces: int | None = None
    """The highest edition whose place this one takes; None for all before it. A withdrawal leaves those standing that it does not name."""

    @property
    def takes_the_place_of(self) -> int:
        """The same as a number."""
        return self.edition - 1 if self.replaces is None else self.replaces


@dataclass(frozen=True, slots=True)
class DeliveryRecord:
    """A row of the ledger. `since` is the edition that this reader was last sent; times are aware, UTC. `handed` is the
    SHA-256 of the message that may have been taken; empty while none can have been."""

    id: int
    wanted: Delivery
    since: int | None
    state: DeliveryState
    attempts: int
    next_at: datetime
    expires_at: datetime
    created: datetime
    handed: str
    """SHA-256 of the message whose end was, or may have been, sent; empty before."""
    code: int
    text: str
    stepped: datetime | None = None
    """When its state changed last (aware, UTC); None for a letter that is in no ledger."""

    @property
    def key(self) -> str:
        """The address as readers are told apart: two spellings in capitals and small letters are one reader."""
        return self.wanted.address.lower()

    def is_due(self, now: datetime) -> bool:
        """Whether it is handed over at a time (aware): nobody has put it off, or its time has come, or the clock was set back since."""
        return self.state == "queued" or (self.state == "deferred" and not now < self.next_at <= now + LONGEST_WAIT)

    def through(self, one: Delivery) -> DeliveryRecord:
        """The letter when it is asked for once more: surely not taken, it may go through the lists named now too, since its own may be gone."""
        if self.handed or self.state not in AGAIN:
            return self
        lists = tuple(dict.fromkeys((*self.wanted.lists, *one.lists)))
        formats = tuple(dict.fromkeys((*self.wanted.formats, *one.formats)))
        return replace(self, wanted=replace(self.wanted, lists=lists, formats=tuple(sorted(formats, reverse=True))))


@dataclass(frozen=True, slots=True)
class DeliveryStep:
    """One change of a letter's state: when (aware, UTC), to what, and the words of whoever caused it."""

    at: datetime
    state: DeliveryState
    code: int
    text: str


class Withheld(BriefgenError):
    """A letter that must not be sent, found at the moment of sending; `state` is the one that it gets."""

    exit = Exit.DELIVERY

    def __init__(self, state: Literal["cancelled", "failed"], why: str) -> None:
        super().__init__(why)
        self.state = state


def counts(letters: Iterable[DeliveryRecord]) -> str:
    """How many letters are in which state: "2 sent, 1 deferred"."""
    found = Counter(letter.state for letter in letters)
    return ", ".join(f"{found[state]} {state}" for state in STATES if found[state]) or "no letters"
