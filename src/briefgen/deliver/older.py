"""A ledger that is older than what was sent: which letters may go out twice with it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from briefgen.deliver.audience import everybody
from briefgen.deliver.delivery import AT_WORK, WAITING, DeliveryRecord, DeliveryState
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.mailing import Mailing
from briefgen.deliver.send import away
from briefgen.editions.editions import folders
from briefgen.errors import BriefgenError
from briefgen.ways import Way
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

_AT_WORK: tuple[DeliveryState, ...] = (*WAITING, *AT_WORK)
"""What a run would hand over; in a copy of the file also what was at work when it was made."""
_BY_HAND = {
    "uncertain": Way.RESEND,
    "failed": Way.RETRY,
    "expired": Way.RETRY,
    "cancelled": Way.RETRY,
}
"""What sends a letter that no run sends by itself."""


@dataclass(frozen=True, slots=True)
class Again:
    """Somebody who may have an edition already and could get it again. `number` is that of the letter in the older ledger, in its
    `state`; 0 where it is not in it: then a run to one of the `lists` sends it."""

    address: str
    brief: str
    edition: int
    lists: tuple[str, ...] = ()
    number: int = 0
    state: DeliveryState = "queued"

    @property
    def can_be_cancelled(self) -> bool:
        """Whether `briefgen outbox cancel` keeps it back."""
        return self.number > 0 and self.state in (*_AT_WORK, "uncertain")

    def __str__(self) -> str:
        which = f"{self.address}, {self.brief} edition {self.edition}"
        if not self.number:
            return f"{which}: a letter that is not in it, to {' or '.join(self.lists)}"
        way = _BY_HAND.get(self.state)
        hand = way.of(number=self.number) if way else ""
        return f"{which}: letter {self.number}, {self.state} in it{f'; only with {hand}' if hand else ''}"


@dataclass(frozen=True, slots=True)
class Twice:
    """The letters that may go out twice, and of which briefs that cannot be told, with the reason, a line each."""

    letters: tuple[Again, ...]
    unknown: tuple[str, ...]


def twice(workspace: WorkspaceFolder, ledger: DeliveryLedger) -> Twice:
    """What may go out twice: of the last edition of each brief to every reader of the office who may have it, whichever list it
    went to, unless the ledger has that letter as sent; and what waits in the ledger of earlier editions."""
    letters: list[Again] = []
    unknown: list[str] = []
    for source in workspace.every():
        try:
            letters += _of(workspace, source, ledger) if folders(source) else ()
        except BriefgenError as error:
            unknown.append(f"{source.slug}: {error}")
    return Twice(tuple(letters), tuple(unknown))


def _of(workspace: WorkspaceFolder, source: BriefSource, ledger: DeliveryLedger) -> Iterator[Again]:
    """Those of one brief. Raises BriefgenError where it cannot be told."""
    post = Mailing(workspace, source)
    edition = post.edition()
    number = edition.stamp.number
    if why := away(ledger, edition) or post.fault(edition):
        raise BriefgenError(why)
    known = {one.key: one for one in _letters(ledger, edition.slug, number)}
    for reader in everybody(edition.bundle.brief, post.office, post.mail):
        letter = known.get(reader.box.key)
        if letter is None:
            yield Again(reader.box.address, edition.slug, number, reader.lists)
        elif letter.state != "sent":
            yield _again(letter)
    for letter in _letters(ledger, edition.slug, 0):
        before = post.editions.get(letter.wanted.edition)
        if letter.wanted.edition < number and letter.state in _AT_WORK and before and not post.fault(before):
            yield _again(letter)


def _letters(ledger: DeliveryLedger, brief: str, edition: int) -> list[DeliveryRecord]:
    """What readers were to get; tests count for nothing."""
    return [one for one in ledger.letters(brief=brief, edition=edition) if one.wanted.kind == "edition"]


def _again(letter: DeliveryRecord) -> Again:
    wanted = letter.wanted
    return Again(wanted.address, wanted.brief, wanted.edition, wanted.lists, letter.id, letter.state)
