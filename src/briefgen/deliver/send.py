"""An issued edition is sent: who gets it is settled, every message is made and measured, and only then is the first handed over."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from hashlib import sha256
from pathlib import Path

from briefgen.deliver.audience import Audience, Reader, Refusal, audience, not_any_more, tester
from briefgen.deliver.disk import suited
from briefgen.deliver.headers import Unfit
from briefgen.deliver.ledger import Ledger, Now
from briefgen.deliver.letter import OPEN, Kind, Letter, Wanted, Withheld
from briefgen.deliver.message import Messages, identify
from briefgen.deliver.outbox import Jitter, Outbox
from briefgen.deliver.transport import RunStopped, Transport
from briefgen.errors import BriefgenError, Exit, FileProblem, UsageError, has_errors
from briefgen.incident.load import load_office
from briefgen.incident.mail import Mail, Mailbox
from briefgen.incident.office import Office
from briefgen.publish.editions import Edition, editions
from briefgen.publish.pictures import Pictures
from briefgen.publish.workspace import Source, Workspace

Opened = Callable[[Mail], Transport]
"""Makes the transport of the office's settings; nothing is connected yet. Raises RunStopped."""


@dataclass(frozen=True, slots=True)
class Report:
    """What became of an edition. `letters` are all of it, `fresh` those that were asked for now, `stopped` what stopped the run.

    `unreached` had the edition that this one corrects or withdraws, and are not among its readers.
    """

    brief: str
    edition: int
    letters: tuple[Letter, ...] = ()
    fresh: frozenset[int] = frozenset()
    refusals: tuple[Refusal, ...] = ()
    unreached: tuple[str, ...] = ()
    stopped: BriefgenError | None = None

    @property
    def exit(self) -> Exit:
        """DELIVERY when something was refused, or has not reached its reader and is not cancelled."""
        missing = any(letter.state in OPEN or letter.state == "queued" for letter in self.letters)
        stopped = max((self.stopped.exit, Exit.DELIVERY)) if self.stopped else Exit.DONE
        return max(stopped, Exit.DELIVERY if missing or self.refusals else Exit.DONE)


class Post:
    """The office's mail for the editions of one brief. Raises FileProblem for settings that are wrong, RunStopped for none."""

    def __init__(self, workspace: Workspace, source: Source) -> None:
        self.workspace, self.source = workspace, source
        self.office, self.mail = settings(workspace)
        self._messages: dict[int, Messages] = {}

    @cached_property
    def editions(self) -> Mapping[int, Edition]:
        """The brief's editions by number. Raises FileProblem for one that cannot be read."""
        return {edition.stamp.number: edition for edition in editions(self.source)}

    def edition(self, number: int | None = None) -> Edition:
        """The edition of a number, the last by default. Raises UsageError for one that is not issued."""
        if not self.editions:
            raise UsageError(
                f"No edition of {self.source.slug} is issued, and a draft is not sent. Issue it: briefgen issue {self.source.slug}"
            )
        if number is not None and number not in self.editions:
            raise UsageError(
                f"There is no edition {number} of {self.source.slug}. There are: {', '.join(map(str, self.editions))}."
            )
        return self.editions[number or max(self.editions)]

    def audience(self, edition: Edition, to: Sequence[str], test: str) -> Audience:
        """The readers, and what refuses them or the edition."""
        brief = edition.bundle.brief
        found = (
            tester(brief, self.office, self.mail, _box(test), to)
            if test
            else audience(brief, self.office, self.mail, to)
        )
        why = self._outdated(edition)
        return (
            replace(found, refusals=(*found.refusals, Refusal(f"edition {edition.stamp.number}", why)))
            if why
            else found
        )

    def wanted(self, edition: Edition, reader: Reader, kind: Kind, mark: str = "") -> Wanted:
        """The letter that a reader is to get; `mark` tells one test from the next."""
        slug, number, address = edition.slug, edition.stamp.number, reader.box.address
        return Wanted(
            slug,
            number,
            kind,
            address,
            reader.box.name,
            reader.lists,
            reader.formats,
            identify(self.mail, slug, number, address, kind, mark=mark),
            promised(edition),
        )

    def messages(self, edition: Edition) -> Messages:
        """What makes the messages of an edition; made once."""
        number = edition.stamp.number
        if number not in self._messages:
            earlier = {n: one for n, one in self.editions.items() if n < number}
            draw = Pictures(self.workspace.root / "out" / ".charts")
            self._messages[number] = Messages(edition, earlier, self.mail, draw)
        return self._messages[number]

    def message(self, letter: Letter, most: int | None = None) -> bytes:
        """The message of a letter, after everything that could forbid it was looked at again. Raises Withheld, FileProblem, Unfit."""
        wanted = letter.wanted
        edition = self.editions.get(wanted.edition)
        if edition is None:
            raise Withheld("failed", f"Edition {wanted.edition} is gone from {self.source.editions}.")
        if promised(edition) != wanted.digest:
            raise Withheld(
                "failed", f"The files of edition {wanted.edition} are not those that were issued when it was queued."
            )
        if why := self._outdated(edition) or not_any_more(letter, edition.bundle.brief, self.office, self.mail):
            raise Withheld("cancelled", why)
        return self.messages(edition).message(letter, most)

    def _outdated(self, edition: Edition) -> str:
        """Why an edition may not be sent any more: a later one says that it was wrong."""
        number = edition.stamp.number
        for later in self.editions.values():
            if later.stamp.number > number and later.stamp.kind != "final" and (later.stamp.corrects or 0) >= number:
                return f"Edition {number} is {later.stamp.kind} by edition {later.stamp.number}. Send that one."
        return ""


def settings(workspace: Workspace) -> tuple[Office, Mail]:
    """The office's settings, with those of its mail. Raises FileProblem for wrong ones, RunStopped where there are none."""
    office, problems, _ = load_office(workspace.office, root=workspace.root)
    if has_errors(problems):
        raise FileProblem("\n".join(str(problem) for problem in problems if problem.level == "error"))
    if office.mail is None:
        raise RunStopped(
            f"{workspace.office} says nothing of mail. Write mail: {{from: ADDRESS, host: SERVER}} in it.", 78
        )
    return office, office.mail


def promised(edition: Edition) -> str:
    """SHA-256 over the names and digests of an edition's files."""
    return sha256(
        "".join(f"{file.sha256}  {name}\n" for name, file in sorted(edition.files.items())).encode()
    ).hexdigest()


def ledger_file(workspace: Workspace) -> Path:
    """Where the ledger lies, or will."""
    return workspace.state / "ledger.sqlite"


def send(
    workspace: Workspace,
    source: Source,
    number: int | None = None,
    *,
    to: Sequence[str] = (),
    test: str = "",
    new_ledger: bool = False,
    now: Now,
    opened: Opened,
    jitter: Jitter,
    begin: Callable[[Letter], None] = lambda letter: None,
) -> Report:
    """Send an edition, the last by default, to the lists in `to`, else to those that the brief names; each reader once.

    What refuses it, refuses it before the first message leaves; then the letters are durable in the ledger, then they are handed
    over. A second call sends nothing again, but tries what waits. Raises UsageError, FileProblem, LedgerMissing, RunStopped.
    """
    post = Post(workspace, source)
    edition = post.edition(number)
    suited(workspace.state)
    found = post.audience(edition, to, test)
    report = Report(source.slug, edition.stamp.number, refusals=found.refusals)
    if found.refusals:
        return report
    ledger = Ledger.open(ledger_file(workspace), now, new=new_ledger)
    try:
        transport = opened(post.mail)
        kind: Kind = "test" if test else "edition"
        mark = now().isoformat() if test else ""
        wanted = [post.wanted(edition, reader, kind, mark) for reader in found.readers]
        refusals = _measured(post, edition, previews(post, edition, wanted, ledger, now()))
        if refusals:
            return replace(report, refusals=refusals)
        fresh = ledger.enqueue(wanted, post.mail.seconds_to_live)
        run = replace(outbox(post, ledger, transport, now, jitter), kind=kind).run(begin)
        every = ledger.letters(brief=source.slug, edition=edition.stamp.number)
        return replace(
            report,
            letters=tuple(letter for letter in every if letter.wanted.kind == kind),
            fresh=frozenset(fresh),
            unreached=_unreached(ledger, edition, found),
            stopped=run.stopped,
        )
    finally:
        ledger.close()


def outbox(post: Post, ledger: Ledger, transport: Transport, now: Now, jitter: Jitter) -> Outbox:
    """The outbox of one brief's letters. Raises RunStopped where its ledger cannot be relied on."""
    suited(post.workspace.state)
    return Outbox(
        ledger,
        post.mail.sender.address,
        post.message,
        transport,
        now,
        jitter,
        post.workspace.state / "locks" / "outbox.lock",
        post.mail.on_uncertain,
        post.source.slug,
    )


def previews(
    post: Post, edition: Edition, wanted: Sequence[Wanted], ledger: Ledger | None, now: datetime
) -> tuple[Letter, ...]:
    """The letters as they are in the ledger, or as they would be queued now; those have the number 0."""
    known = {
        (letter.wanted.kind, letter.wanted.address.lower()): letter
        for letter in (ledger.letters(brief=edition.slug, edition=edition.stamp.number) if ledger else ())
    }
    made = []
    for one in wanted:
        last = ledger.last_sent(one.brief, one.address) if ledger else None
        expires = now + timedelta(seconds=post.mail.seconds_to_live)
        new = Letter(0, one, last[0] if last else None, "queued", 0, now, expires, now, "", 0, "")
        made.append(known.get((one.kind, one.address.lower()), new) if one.kind == "edition" else new)
    return tuple(made)


def _measured(post: Post, edition: Edition, letters: Sequence[Letter]) -> tuple[Refusal, ...]:
    """What is wrong with messages that are not sent yet, found by making each."""
    refusals = []
    for letter in letters:
        if letter.id:
            continue
        try:
            post.messages(edition).size(letter)
        except (Withheld, Unfit) as error:
            refusals.append(Refusal(letter.wanted.address, str(error)))
    return tuple(refusals)


def _unreached(ledger: Ledger, edition: Edition, found: Audience) -> tuple[str, ...]:
    """Who had the edition that this one corrects or withdraws, and does not get this one."""
    if edition.stamp.corrects is None:
        return ()
    now = {reader.box.key for reader in found.readers}
    had = {
        address.lower(): address
        for n in range(1, edition.stamp.corrects + 1)
        for address in ledger.readers(edition.slug, n)
    }
    return tuple(address for key, address in had.items() if key not in now)


def _box(address: str) -> Mailbox:
    try:
        return Mailbox.model_validate(address)
    except ValueError as error:
        raise UsageError(f"'{address}' is not an e-mail address. Write --test name@example.org") from error
