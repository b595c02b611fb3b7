"""An edition is sent: who gets it is settled, every message is made and measured, and only then is the first handed over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from briefgen.deliver.audience import Audience, Refusal
from briefgen.deliver.delivery import OPEN, WAITING, Delivery, DeliveryKind, DeliveryRecord, Withheld
from briefgen.deliver.disk import suited
from briefgen.deliver.headers import Unfit
from briefgen.deliver.ledger import Clock, DeliveryLedger
from briefgen.deliver.mailing import Mailing, promised
from briefgen.deliver.message import Messages
from briefgen.deliver.outbox import Jitter, Outbox
from briefgen.deliver.record import BEGINS, MISSING, ledger_file, recorded
from briefgen.deliver.remarks import of_edition
from briefgen.deliver.transport import Transport
from briefgen.editions.editions import Edition
from briefgen.errors import BriefgenError, Exit, FileProblem
from briefgen.settings.mail import Mail
from briefgen.settings.office import Office
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

TransportFactory = Callable[[Mail], Transport]
"""Makes the transport of the office's settings; nothing is connected yet. Raises RunStopped."""
Remark = Callable[[str], None]
"""Takes a sentence that is worth knowing and stops nothing."""


@dataclass(frozen=True, slots=True)
class Unreached:
    """A reader of what was taken back, with the edition that was the `last` for this reader, and the one that was `named` as wrong."""

    address: str
    last: int
    named: int


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an edition. `letters` are all of it, `fresh` those that were asked for now, `tried` those that this run
    handed over or put aside, `stopped` what stopped the run; `asked` are the addresses, in small letters, that were to get it now.

    `unreached` had an edition that this one takes back, and are not among its readers.
    """

    brief: str
    edition: int
    letters: tuple[DeliveryRecord, ...] = ()
    fresh: frozenset[int] = frozenset()
    refusals: tuple[Refusal, ...] = ()
    unreached: tuple[Unreached, ...] = ()
    stopped: BriefgenError | None = None
    asked: frozenset[str] = frozenset()
    tried: frozenset[int] = frozenset()

    @property
    def sent(self) -> tuple[DeliveryRecord, ...]:
        """The letters that reached their readers in this run."""
        return tuple(letter for letter in self.letters if letter.id in self.tried and letter.state == "sent")

    @property
    def missing(self) -> tuple[DeliveryRecord, ...]:
        """The letters that have not reached their readers: of whoever was asked for, whatever the reason, and all that are open."""
        return tuple(
            letter
            for letter in self.letters
            if letter.state != "sent"
            and (letter.state in (*OPEN, *WAITING) or letter.id in self.tried or letter.key in self.asked)
        )

    @property
    def exit(self) -> Exit:
        """DELIVERY when something was refused, or somebody who was asked for was not reached."""
        stopped = max((self.stopped.exit, Exit.DELIVERY)) if self.stopped else Exit.DONE
        return max(stopped, Exit.DELIVERY if self.missing or self.refusals else Exit.DONE)


class NotAsShown(BriefgenError):
    """What would be sent now, or to whom, is not what was shown; nothing was sent."""

    exit = Exit.DELIVERY

    def __init__(self) -> None:
        super().__init__(
            "What would be sent, or to whom, has changed since it was shown, so nothing was sent. Look at it again."
        )


def lock_file(workspace: WorkspaceFolder) -> Path:
    """The lock of whoever sends from a workspace."""
    return workspace.kept("locks", "outbox.lock")


def send(
    workspace: WorkspaceFolder,
    source: BriefSource,
    number: int | None = None,
    *,
    to: Sequence[str] = (),
    test: str = "",
    new_ledger: bool = False,
    now: Clock,
    opened: TransportFactory,
    jitter: Jitter,
    begin: Callable[[DeliveryRecord], None] = lambda letter: None,
    allow: Callable[[Edition, Office], None] = lambda edition, office: None,
    remark: Remark = lambda text: None,
    shown: str = "",
) -> Report:
    """Send an edition, the last by default, to the lists in `to`, else to those that the brief names; each reader once.

    What refuses it, refuses it before the first message leaves; then the letters are durable in the ledger, then they are handed
    over. A second call sends nothing again, but tries what waits. `allow` is asked with the edition and the settings that this run
    goes by, and raises for what it may not send; `remark` takes what is worth knowing and stops nothing. `shown` is that of a
    preview that somebody has seen. Raises UsageError, FileProblem, LedgerFault, RunStopped; NotAsShown where that has changed.
    """
    post = Mailing(workspace, source)
    edition = post.edition(number)
    allow(edition, post.office)
    of_edition(post, edition, number, remark)
    suited(workspace.state)
    found = post.audience(edition, to, test)
    report = Report(source.slug, edition.stamp.number, refusals=found.refusals)
    if found.refusals:
        return report
    ledger = DeliveryLedger.open(ledger_file(workspace), now, new=new_ledger)
    try:
        if new_ledger:
            remark(BEGINS)
        transport = opened(post.mail)
        kind = _kind(test)
        at = now()
        wanted = _wanted(post, edition, found, kind, at)
        letters, _, refusals = _looked_at(post, edition, wanted, ledger, at)
        if shown and shown != _shown(post, edition, letters, _others(ledger, letters, kind, edition, at), at):
            raise NotAsShown
        if refusals:
            return replace(report, refusals=refusals)
        fresh = ledger.enqueue(wanted, post.mail.seconds_to_live)
        run = replace(outbox(post, ledger, transport, now, jitter), kind=kind).run(begin)
        every = ledger.letters(brief=source.slug, edition=edition.stamp.number)
        return replace(
            report,
            letters=tuple(letter for letter in every if letter.wanted.kind == kind),
            fresh=frozenset(fresh),
            unreached=() if test else _unreached(ledger, edition, found),
            stopped=run.stopped,
            asked=frozenset(reader.box.key for reader in found.readers),
            tried=frozenset(run.tried),
        )
    finally:
        ledger.close()


def outbox(post: Mailing, ledger: DeliveryLedger, transport: Transport, now: Clock, jitter: Jitter) -> Outbox:
    """The outbox of one brief's letters. Raises RunStopped where its ledger cannot be relied on."""
    suited(post.workspace.state)

    def check(letter: DeliveryRecord) -> None:
        post.check(letter)
        if why := away(ledger, post.edition(letter.wanted.edition)):
            raise FileProblem(why)  # the letter waits: the edition may be brought back

    return Outbox(
        ledger,
        post.mail.sender.address,
        post.message,
        transport,
        now,
        jitter,
        lock_file(post.workspace),
        post.mail.on_uncertain,
        post.source.slug,
        check=check,
    )


# -- without sending --------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Preview:
    """Who would get what. With a refusal nothing would be sent. `sizes` are the bytes of each letter's message, 0 for one that
    cannot be made; `others` are letters of the brief that were asked for before, are due, and go out with these.

    `shown` is a digest of what would be handed over now, and to whom: a `send` that is given it sends that or nothing.
    """

    edition: Edition
    subject: str
    letters: tuple[DeliveryRecord, ...]
    sizes: tuple[int, ...]
    refusals: tuple[Refusal, ...]
    unreached: tuple[Unreached, ...]
    others: tuple[DeliveryRecord, ...]
    shown: str
    now: datetime
    _messages: Messages = field(repr=False)

    @property
    def due(self) -> tuple[DeliveryRecord, ...]:
        """All that a sending would hand over now."""
        return () if self.refusals else (*_due(self.letters, self.now), *self.others)

    def refused(self, letter: DeliveryRecord) -> list[str]:
        """Why a letter may not go out."""
        return [one.why for one in self.refusals if one.meets(letter)]

    def messages(self) -> Iterator[tuple[DeliveryRecord, bytes]]:
        """What would be handed over: nothing with a refusal, and no message that was sent already or may have been."""
        for letter in () if self.refusals else self.letters:
            if letter.state in WAITING:
                yield letter, self._messages.message(letter)


def preview(
    workspace: WorkspaceFolder,
    source: BriefSource,
    number: int | None = None,
    *,
    to: Sequence[str] = (),
    test: str = "",
    new_ledger: bool = False,
    now: Clock,
    remark: Remark = lambda text: None,
) -> Preview:
    """What `send` would do, with its remarks. Raises what it does, apart from a ledger that is not there, which is a remark."""
    post = Mailing(workspace, source)
    edition = post.edition(number)
    of_edition(post, edition, number, remark)
    found, kind, at = post.audience(edition, to, test), _kind(test), now()
    ledger = DeliveryLedger.open(ledger_file(workspace), now) if recorded(workspace) else None
    if ledger is None:
        remark(BEGINS if new_ledger else MISSING)
    try:
        letters, sizes, refusals = _looked_at(post, edition, _wanted(post, edition, found, kind, at), ledger, at)
        unreached = _unreached(ledger, edition, found) if ledger and not test else ()
        others = _others(ledger, letters, kind, edition, at)
    finally:
        if ledger:
            ledger.close()
    messages = post.messages(edition)
    subject, shown = messages.subject(kind), _shown(post, edition, letters, others, at)
    refused = (*found.refusals, *refusals)
    return Preview(edition, subject, letters, sizes, refused, unreached, others, shown, at, messages)


def _due(letters: Iterable[DeliveryRecord], now: datetime) -> tuple[DeliveryRecord, ...]:
    """Those that a run hands over at a time, and those that a run which died has left half handed over."""
    return tuple(letter for letter in letters if letter.state == "sending" or letter.is_due(now))


def _others(
    ledger: DeliveryLedger | None,
    letters: Sequence[DeliveryRecord],
    kind: DeliveryKind,
    edition: Edition,
    now: datetime,
) -> tuple[DeliveryRecord, ...]:
    """What is due of the brief, and was asked for before: a run hands it over too, but for what these letters take the place of."""
    if ledger is None:
        return ()
    here = {letter.id for letter in letters}
    replaced = {(letter.key, number) for letter in letters for number in range(letter.wanted.takes_the_place_of + 1)}
    waiting = ledger.letters(brief=edition.slug, states=(*WAITING, "sending"))
    return tuple(
        letter
        for letter in _due(waiting, now)
        if letter.id not in here and letter.wanted.kind == kind and (letter.key, letter.wanted.edition) not in replaced
    )


def _shown(
    post: Mailing, edition: Edition, letters: Iterable[DeliveryRecord], others: Iterable[DeliveryRecord], now: datetime
) -> str:
    """A digest of what a run would hand over at a time: which edition, to whom, from whom, in which formats."""
    due = [
        (one.key, one.wanted.edition, one.wanted.lists, one.wanted.formats, one.since, one.attempts)
        for one in (*_due(letters, now), *others)
    ]
    told = (edition.slug, edition.stamp.number, promised(edition), edition.record, post.mail.model_dump_json(), due)
    return sha256(repr(told).encode("utf-8", "surrogatepass")).hexdigest()


def _kind(test: str) -> DeliveryKind:
    return "test" if test else "edition"


def _wanted(post: Mailing, edition: Edition, found: Audience, kind: DeliveryKind, now: datetime) -> list[Delivery]:
    mark = now.isoformat() if kind == "test" else ""
    return [post.wanted(edition, reader, kind, mark) for reader in found.readers]


def previews(
    post: Mailing, edition: Edition, wanted: Sequence[Delivery], ledger: DeliveryLedger | None, now: datetime
) -> tuple[DeliveryRecord, ...]:
    """The letters as they are in the ledger, or as they would be queued now; those have the number 0."""
    known = {
        (letter.wanted.kind, letter.key): letter
        for letter in (ledger.letters(brief=edition.slug, edition=edition.stamp.number) if ledger else ())
    }
    made = []
    for one in wanted:
        last = ledger.last_sent(one.brief, one.address) if ledger else None
        expires = now + timedelta(seconds=post.mail.seconds_to_live)
        new = DeliveryRecord(0, one, last[0] if last else None, "queued", 0, now, expires, now, "", 0, "")
        made.append(known.get((one.kind, new.key), new).through(one) if one.kind == "edition" else new)
    return tuple(made)


def _looked_at(
    post: Mailing, edition: Edition, wanted: Sequence[Delivery], ledger: DeliveryLedger | None, now: datetime
) -> tuple[tuple[DeliveryRecord, ...], tuple[int, ...], tuple[Refusal, ...]]:
    """The letters, the size of the message of each that waits, and what refuses them or the edition; found by making each."""
    letters = previews(post, edition, wanted, ledger, now)
    why = _another(ledger, edition) if ledger else ""
    refusals = [Refusal(f"edition {edition.stamp.number}", why, everybody=True)] if why else []
    sizes = []
    for letter in letters:
        size = 0
        if letter.state in WAITING:
            try:
                size = post.messages(edition).size(letter)
            except (Withheld, Unfit) as error:
                refusals.append(Refusal(letter.wanted.address, str(error), letter.key))
        sizes.append(size)
    return letters, tuple(sizes), tuple(refusals)


def _another(ledger: DeliveryLedger, edition: Edition) -> str:
    """Why an edition cannot go out under its number: the ledger knows another one; with the time of each. Empty when it can."""
    number, slug, digest = edition.stamp.number, edition.slug, promised(edition)
    letters = [letter for letter in ledger.letters(brief=slug, edition=number) if letter.wanted.kind == "edition"]
    if why := away(ledger, edition):
        return why
    known, others = ledger.known(slug, number), [letter for letter in letters if letter.wanted.digest != digest]
    if not others and (known is None or not known.is_other(digest, edition.record)):
        return ""
    sent = next((letter for letter in others or letters if letter.state == "sent"), None)
    at = sent.created if sent else known.at if known else others[0].created
    return (
        f"Edition {number} of {slug} that {'was sent' if sent else 'was to be sent'} on {at:%Y-%m-%d %H:%M} UTC is not the one that "
        f"lies here, which was issued on {edition.stamp.issued:%Y-%m-%d %H:%M} UTC. Bring the other one back from version control; "
        f"or delete {edition.folder.parent.name}/{edition.folder.name} and issue again, under the next number."
    )


def away(ledger: DeliveryLedger, edition: Edition) -> str:
    """Why an edition waits for a later one that was sent and does not lie there: it may say that this one was wrong."""
    number, home = edition.stamp.number, edition.folder.parent
    there = {int(folder.name) for folder in home.iterdir() if folder.name.isdecimal()}
    later = [known for known in ledger.numbers(edition.slug) if known > number and known not in there]
    if not later:
        return ""
    return (
        f"Edition {later[-1]} of {edition.slug} was sent from here and is not in {home}; it may say that edition {number} was wrong. "
        "Bring it back from version control."
    )


def _unreached(ledger: DeliveryLedger, edition: Edition, found: Audience) -> tuple[Unreached, ...]:
    """Who had the edition that this one corrects or withdraws, or one before it, and does not get this one."""
    number, named = edition.stamp.number, edition.stamp.corrects
    if named is None:
        return ()
    now = {reader.box.key for reader in found.readers}
    had: dict[str, Unreached] = {}
    for n in range(1, number):
        for address in ledger.readers(edition.slug, n):
            if n <= named or address.lower() in had:
                had[address.lower()] = Unreached(address, n, named)
    return tuple(one for key, one in had.items() if key not in now)
