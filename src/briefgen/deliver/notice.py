"""A job that failed is told to the owner of the office's mail: one short message, past the ledger, never to a reader."""

from __future__ import annotations

from base64 import encodebytes
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from briefgen.deliver.headers import Header, mailbox, message_id, structured, unstructured, verify
from briefgen.deliver.mailing import settings
from briefgen.deliver.send import TransportFactory
from briefgen.deliver.transport import RunStopped
from briefgen.settings.mail import Mail, Mailbox
from briefgen.workspace.folders import WorkspaceFolder

_MIME = {"MIME-Version": "1.0", "Content-Type": "text/plain; charset=utf-8", "Content-Transfer-Encoding": "base64"}


def notify(
    workspace: WorkspaceFolder, title: str, lines: Sequence[str], *, now: datetime, opened: TransportFactory
) -> str:
    """The address that was told; empty where the office names no owner. `now` is aware.

    Raises FileProblem for settings that are wrong, RunStopped where no server takes it.
    """
    if not workspace.office.exists():
        return ""
    try:
        _, mail = settings(workspace)
    except RunStopped:  # the office has no mail
        return ""
    if mail.owner is None:
        return ""
    transport = opened(mail)
    try:
        message = notice(mail, mail.owner, title, lines, now)
        outcome = transport.hand_over(mail.sender.address, mail.owner.address, message, lambda: None)
    finally:
        transport.close()
    if outcome.verdict != "sent":
        raise RunStopped(f"{mail.owner.address}: {outcome.code} {outcome.text}".rstrip(), 75)
    return mail.owner.address


def notice(mail: Mail, owner: Mailbox, title: str, lines: Sequence[str], now: datetime) -> bytes:
    """The message, lines ending in CRLF; the same for the same failure. Raises Unfit."""
    tokens = {
        "Date": format_datetime(now.replace(microsecond=0)),
        "Message-ID": message_id(mail.sender.domain, "notice", title, now.isoformat()),
        "Auto-Submitted": "auto-generated",  # RFC 3834, 5
        "X-Auto-Response-Suppress": "OOF, AutoReply",
    }
    head_lines: list[tuple[bytes, Header]] = [
        (mailbox(name, box.address, box.name), (name, (box.name, box.address)))
        for name, box in (("From", mail.sender), ("To", owner))
    ]
    subject = f"briefgen: {title}"
    head_lines.append((unstructured("Subject", subject), ("Subject", subject)))
    head_lines += [(structured(name, *value.split(" ")), (name, value)) for name, value in tokens.items()]
    text = "\n".join((*lines, "", "See: briefgen schedule status", "")).encode("utf-8", "replace")
    head = (line for line, _ in head_lines)
    mime = (f"{name}: {value}".encode("ascii") for name, value in _MIME.items())
    message = b"\r\n".join((*head, *mime, b"", encodebytes(text).replace(b"\n", b"\r\n")))
    verify(message, [planned for _, planned in head_lines], list(_MIME))
    return message
