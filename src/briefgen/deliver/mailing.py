"""What one brief's letters rest on: the office's settings and the editions, as they are at the moment when a message leaves."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from briefgen.build.keys import digest
from briefgen.deliver.audience import Audience, Reader, Refusal, audience, not_any_more, tester
from briefgen.deliver.delivery import Delivery, DeliveryKind, DeliveryRecord, Withheld
from briefgen.deliver.message import Messages, identify
from briefgen.deliver.transport import RunStopped
from briefgen.editions.audit import unsaid
from briefgen.editions.editions import FILE, Edition, folders, opened, record, taken_back
from briefgen.errors import FileProblem, UsageError, has_errors
from briefgen.reading.load import load_office
from briefgen.settings.mail import Mail, Mailbox
from briefgen.settings.office import Office
from briefgen.ways import Way
from briefgen.workspace.files import read
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.pictures import Pictures


class Mailing:
    """The office's mail for the editions of one brief. Raises FileProblem for settings that are wrong, RunStopped for none.

    What was true when it was made is asked again before each message: three digests, of office.yaml, of the names and the record
    of editions, and of the files; only what differs is read again.
    """

    def __init__(self, workspace: WorkspaceFolder, source: BriefSource) -> None:
        self.workspace, self.source = workspace, source
        self._office_digest = digest(workspace.office)
        self.office, self.mail = settings(workspace)
        self._editions: dict[str, Edition] = {}
        self._messages: dict[int, Messages] = {}
        self._sound: dict[int, str] = {}

    # -- editions -----------------------------------------------------------------------------------------------------

    @property
    def editions(self) -> Mapping[int, Edition]:
        """The brief's editions by number, as they lie there now; each is read once. Raises FileProblem for one that cannot be read."""
        there = {folder.name: folder for folder in folders(self.source)}
        if there.keys() != self._editions.keys():
            self._editions = {name: self._editions.get(name) or opened(folder) for name, folder in there.items()}
        return {edition.stamp.number: edition for edition in self._editions.values()}

    def edition(self, number: int | None = None) -> Edition:
        """The edition of a number, the last by default. Raises UsageError for one that is not issued."""
        there, slug = self.editions, self.source.slug
        if not there:
            raise UsageError(
                f"No edition of {slug} is issued, and a draft is not sent. Issue it: {Way.ISSUE.of(brief=slug)}"
            )
        if number is not None and number not in there:
            raise UsageError(f"There is no edition {number} of {slug}. There are: {', '.join(map(str, there))}.")
        return there[number or max(there)]

    def fault(self, edition: Edition) -> str:
        """Why an edition goes to nobody: another brief's, taken back, or in doubt; empty when it may go out."""
        number = edition.stamp.number
        if edition.slug != self.source.slug:
            return f"It was issued as '{edition.slug}', and readers know it by that name. Call the brief '{edition.slug}' again."
        gone = taken_back(self.editions.values())
        if first := gone.get(number):
            last = first
            while last.number in gone:
                last = gone[last.number]
            which = "that one" if last is first else f"edition {last.number}"
            return f"Edition {number} is {first.kind} by edition {first.number}. Send {which}."
        if number not in self._sound:
            missing = unsaid(edition)  # SHA256SUMS too may have been written anew
            self._sound[number] = (
                f"Its edition.json says what the issued file does not: {missing[0]} Restore {FILE} from version control."
                if missing
                else ""
            )
        return self._sound[number]

    # -- who ----------------------------------------------------------------------------------------------------------

    def audience(self, edition: Edition, to: Sequence[str], test: str) -> Audience:
        """The readers, and what refuses them or the edition."""
        brief = edition.bundle.brief
        found = (
            tester(brief, self.office, self.mail, _box(test), to)
            if test
            else audience(brief, self.office, self.mail, to)
        )
        if why := self.fault(edition):
            return replace(
                found, refusals=(*found.refusals, Refusal(f"edition {edition.stamp.number}", why, everybody=True))
            )
        return found

    def wanted(self, edition: Edition, reader: Reader, kind: DeliveryKind, mark: str = "") -> Delivery:
        """The letter that a reader is to get; `mark` tells one test from the next."""
        slug, number, address = edition.slug, edition.stamp.number, reader.box.address
        return Delivery(
            slug,
            number,
            kind,
            address,
            reader.box.name,
            reader.lists,
            reader.formats,
            identify(self.mail, slug, number, address, kind, mark=mark),
            promised(edition),
            edition.record,
            edition.stamp.corrects if edition.stamp.kind == "withdrawn" else None,
        )

    # -- at the moment of sending -------------------------------------------------------------------------------------

    def check(self, letter: DeliveryRecord) -> None:
        """Raise Withheld unless a letter may go out by all that is true now; also FileProblem, RunStopped, UsageError."""
        self._settings_now()
        edition = self.edition(letter.wanted.edition)
        if record(read(edition.folder / FILE)) != edition.record:
            raise FileProblem(
                f"{edition.folder / FILE}: has changed while letters were being sent. Restore it from version control."
            )
        for name in edition.files:
            edition.data(name)
        wanted = letter.wanted
        if promised(edition) != wanted.digest or wanted.record not in ("", edition.record):
            raise Withheld("failed", f"edition {wanted.edition} is not the one that was promised to this reader")
        if why := self.fault(edition):
            raise Withheld("cancelled", why)
        if why := not_any_more(letter, edition.bundle.brief, self.office, self.mail):
            raise Withheld("cancelled", why)

    def message(self, letter: DeliveryRecord, most: int | None = None) -> bytes:
        """The message of a letter that may go out now. Raises what `check` does, and what Messages.message does."""
        self.check(letter)
        return self.messages(self.edition(letter.wanted.edition)).message(letter, most)

    def messages(self, edition: Edition) -> Messages:
        """The messages of an edition, which share what is the same for several readers."""
        number = edition.stamp.number
        if number not in self._messages:
            pictures = Pictures(self.workspace.charts)
            self._messages[number] = Messages(edition, self.editions, self.mail, pictures)
        return self._messages[number]

    def _settings_now(self) -> None:
        """The settings as office.yaml has them now. Raises FileProblem, RunStopped, also where mail leaves in another way than before."""
        found = digest(self.workspace.office)
        if found == self._office_digest:
            return
        office, mail = settings(self.workspace)
        if (
            mail.model_copy(update={"allowed_domains": self.mail.allowed_domains, "owner": self.mail.owner})
            != self.mail
        ):
            raise RunStopped(
                f"mail: in {self.workspace.office} has changed while letters were being sent. Send again.", 75
            )
        self.office, self.mail, self._office_digest = office, mail, found


def settings(workspace: WorkspaceFolder) -> tuple[Office, Mail]:
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


def _box(address: str) -> Mailbox:
    try:
        return Mailbox.model_validate(address)
    except ValueError as error:
        raise UsageError(f"'{address}' is not an e-mail address. Write {Way.TEST_ADDRESS}") from error
