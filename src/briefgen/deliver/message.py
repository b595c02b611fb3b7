"""An edition becomes one message for each reader; what is the same for several readers is made once."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime
from functools import cached_property

from briefgen.deliver.body import Body, body
from briefgen.deliver.delivery import DeliveryKind, DeliveryRecord, Withheld
from briefgen.deliver.headers import MACHINE, Header, Unfit, boundary, file_name, fit, message_id, verify, written
from briefgen.document.compose.changes import lines_since
from briefgen.document.compose.edition import approved
from briefgen.document.wording import Wording
from briefgen.editions.editions import Edition, against, taken_back, tells
from briefgen.look.theme import Theme
from briefgen.model.brief import Brief
from briefgen.renderers.rendered import Draw
from briefgen.settings.mail import Mail
from briefgen.workspace.look import theme

_TYPES = {
    "pdf": ("application", "pdf"),
    "docx": ("application", "vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


@dataclass(frozen=True, slots=True)
class _Key:
    """What makes the contents of two messages differ."""

    formats: tuple[str, ...]
    since: int | None
    lists: tuple[str, ...]
    kind: DeliveryKind
    left_out: bool


def identify(
    mail: Mail, brief: str, edition: int, address: str, kind: DeliveryKind = "edition", *, mark: str = ""
) -> str:
    """The Message-ID of a letter: the same for the same brief, edition and reader, whenever it is made; `mark` tells tests apart."""
    return message_id(mail.sender.domain, brief, edition, address.lower(), kind, mark)


class Messages:
    """The messages of one edition. `earlier` are the brief's editions by number, from which the differences are told."""

    def __init__(self, edition: Edition, earlier: Mapping[int, Edition], mail: Mail, draw: Draw) -> None:
        self._edition, self._earlier, self._mail, self._draw = edition, earlier, mail, draw
        self._words = edition.bundle.words
        self._contents: dict[_Key, bytes] = {}

    def message(self, letter: DeliveryRecord, most: int | None = None) -> bytes:
        """The finished message, lines ending in CRLF; the same letter gives the same bytes. `most` is what the server takes, in bytes.

        Raises Unfit for a text that a header cannot carry, Withheld for a message that is too large, FileProblem for an issued
        file that is not the one that was issued, RenderError.
        """
        head, content = self._parts(letter, most)
        return b"\r\n".join((head, content))

    def size(self, letter: DeliveryRecord) -> int:
        """The bytes of the message; raises what `message` does."""
        head, content = self._parts(letter, None)
        return len(head) + len(content) + 2

    def subject(self, kind: DeliveryKind = "edition") -> str:
        """Marking, title, edition and what the information goes up to. The beginning stays the same from edition to edition; before
        the title of one that takes back another stands the word for it, where a narrow screen still shows it."""
        brief, words, what = self._brief, self._words, self._edition.stamp.kind
        label, as_of = brief.marking.label, brief.as_of
        said = words(
            "mail.subject",
            marking=words("mail.subject_marking", label=label) if label else "",
            replaces=words(f"mail.subject_{what}") if what != "final" else "",
            title=brief.title,
            edition=self._edition.document.meta.furniture.edition,
            as_of=words("mail.subject_as_of", time=self._wording.short(as_of)) if as_of else "",
        )
        return words("mail.subject_test", subject=said) if kind == "test" else said

    # -- the headers --------------------------------------------------------------------------------------------------

    def _parts(self, letter: DeliveryRecord, most: int | None) -> tuple[bytes, bytes]:
        """The headers of one reader, and the content that suits the size."""
        head, planned = self._head(letter)
        wanted, room = letter.wanted, min(self._mail.most_bytes, most or self._mail.most_bytes) - len(head) - 2
        formats = tuple(one for one in wanted.formats if any(name.endswith(f".{one}") for name in self._edition.files))
        if not formats:
            there = ", ".join(sorted(name.rpartition(".")[2] for name in self._edition.files)) or "nothing"
            raise Withheld(
                "failed", f"The edition was not issued as {' or '.join(wanted.formats)} (there is: {there})."
            )
        key = _Key(formats, letter.since, wanted.lists, wanted.kind, left_out=False)
        content = self._content(key)
        if len(content) > room and self._mail.on_too_big == "drop_docx" and set(formats) == {"pdf", "docx"}:
            content = self._content(_Key(("pdf",), letter.since, wanted.lists, wanted.kind, left_out=True))
        if len(content) > room:
            raise Withheld(
                "failed",
                f"The message has {_mb(len(content) + len(head))}; {_mb(room + len(head))} are allowed. "
                "Send fewer formats, make the pictures smaller, or raise max_size if the server takes more.",
            )
        verify(b"\r\n".join((head, content[: content.index(b"\r\n\r\n") + 4])), planned)
        return head, content

    def _head(self, letter: DeliveryRecord) -> tuple[bytes, list[Header]]:
        """The header lines without the last line's end, and what they are to say."""
        wanted, mail = letter.wanted, self._mail
        # nobody was sent the root: it holds the thread together from edition 1 on, also where a relay writes ids of its own
        root = message_id(mail.sender.domain, wanted.brief)
        before = identify(mail, wanted.brief, letter.since, wanted.address) if letter.since else ""
        planned: list[Header] = [
            ("From", (mail.sender.name, mail.sender.address)),
            ("To", (wanted.name, wanted.address)),
            *([("Reply-To", (mail.reply_to.name, mail.reply_to.address))] if mail.reply_to else []),
            ("Subject", fit(self.subject(wanted.kind), "title")),
            ("Date", format_datetime(letter.created.replace(microsecond=0))),
            ("Message-ID", wanted.message_id),
            ("In-Reply-To", root),
            ("References", " ".join(filter(None, (root, before)))),
            *MACHINE,
        ]
        return written(planned), planned

    # -- the content --------------------------------------------------------------------------------------------------

    def _content(self, key: _Key) -> bytes:
        """Everything of a message below its own headers: those of MIME, and the body."""
        if key not in self._contents:
            self._contents[key] = self._made(key)
        return self._contents[key]

    def _made(self, key: _Key) -> bytes:
        attached = [name for one in key.formats for name in self._edition.files if name.endswith(f".{one}")]
        said = self._body(key, attached)
        made = EmailMessage(policy=policy.SMTP)
        made.set_content(said.text, cte="quoted-printable")
        made.add_alternative(said.html, subtype="html", cte="quoted-printable")
        page = list(made.iter_parts())[-1]
        assert isinstance(page, EmailMessage)
        for name, picture in said.pictures:
            file = f"{name.partition('.')[0]}.png"
            page.add_related(picture, "image", "png", cid=f"<{name}>", filename=file, disposition="inline")
        for name in attached:
            maintype, subtype = _TYPES[name.rpartition(".")[2]]
            made.add_attachment(self._edition.data(name), maintype, subtype, filename=file_name(name))
        for number, part in enumerate(made.walk()):
            if part.is_multipart():
                part.set_boundary(boundary(self._edition.slug, self._edition.stamp.number, key, number))
        head = f'MIME-Version: 1.0\r\nContent-Type: {made.get_content_type()};\r\n boundary="{made.get_boundary()}"'.encode(
            "ascii"
        )
        whole = head + b"\r\n\r\n" + made.as_bytes().partition(b"\r\n\r\n")[2]
        parts = [part.get_filename() for part in verify(whole, ()).iter_attachments()]
        if parts != [file_name(name) for name in attached]:
            raise Unfit(
                "A file's name would not arrive as it is. Name the files in ASCII: editions: {name: ...} in office.yaml."
            )
        return whole

    def _body(self, key: _Key, attached: Sequence[str]) -> Body:
        bundle, words = self._edition.bundle, self._words
        contact = bundle.brief.contact
        stamp = self._edition.stamp
        told = stamp.approved if stamp.kind != "withdrawn" else None  # the first lines of a withdrawal say it
        foot = [
            *([approved(self._wording, told)] if told else []),
            words("mail.attached", files=words.list(file_name(name) for name in attached)),
            *([words("mail.references")] if stamp.kind != "withdrawn" else []),
        ]
        if key.left_out:
            foot.append(words("mail.left_out", contact=contact or words("mail.sender")))
        if key.lists:
            foot.append(words("mail.lists", lists=words.list(key.lists)))
        if contact:
            foot.append(words("mail.contact", contact=contact))
        if key.kind == "test":
            foot.insert(0, words("mail.test"))
        return body(
            replace(
                bundle, since=None
            ).document,  # no bars in the margin, which are told against one edition for all readers
            words,
            since=key.since,
            changes=self._changes(key.since),
            foot=foot,
            tail="." + message_id(self._mail.sender.domain, bundle.slug, self._edition.stamp.number)[1:-1],
            theme=self._theme,
            draw=self._draw,
        )

    def _changes(self, since: int | None) -> tuple[str, ...]:
        """The differences from what a reader was last sent, as lines. A withdrawal repeats no facts, and has none to be compared with:
        the last edition before it that says something is."""
        if since is None or since not in self._earlier or self._edition.stamp.kind == "withdrawn":
            return ()
        told = [edition for number, edition in sorted(self._earlier.items()) if number <= since and tells(edition)]
        if not told:
            return ()
        wrong = taken_back((*self._earlier.values(), self._edition)).get(told[-1].stamp.number)
        return lines_since(against(told[-1], self._brief, wrong), self._brief, self._words)

    @cached_property
    def _theme(self) -> Theme:
        bundle = self._edition.bundle
        return theme(bundle.office, bundle.assets, bundle.brief.publisher)

    @property
    def _brief(self) -> Brief:
        return self._edition.bundle.brief

    @property
    def _wording(self) -> Wording:
        return Wording(self._words, self._brief.timezone, self._brief.times)


def _mb(size: int) -> str:
    return f"{size / 1e6:.1f} MB"
