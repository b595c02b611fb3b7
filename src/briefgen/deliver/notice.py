"""A job that failed is told to the owner of the office's mail: one short message, past the ledger, never to a reader."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email import policy
from email.message import EmailMessage
from email.utils import format_datetime

from briefgen.deliver.headers import MACHINE, Header, message_id, verify, written
from briefgen.deliver.mailing import settings
from briefgen.deliver.send import TransportFactory
from briefgen.deliver.transport import RunStopped
from briefgen.settings.mail import Mail, Mailbox
from briefgen.ways import Way
from briefgen.workspace.folders import WorkspaceFolder


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
    planned: list[Header] = [
        ("From", (mail.sender.name, mail.sender.address)),
        ("To", (owner.name, owner.address)),
        ("Subject", f"briefgen: {title}"),
        ("Date", format_datetime(now.replace(microsecond=0))),
        ("Message-ID", message_id(mail.sender.domain, "notice", title, now.isoformat())),
        *MACHINE,
    ]
    content = EmailMessage(policy=policy.SMTP)
    text = "\n".join((*lines, "", f"See: {Way.SCHEDULE}", ""))
    content.set_content(text.encode("utf-8", "replace").decode(), cte="base64")
    message = b"\r\n".join((written(planned), content.as_bytes()))
    verify(message, planned, content.keys())
    return message
