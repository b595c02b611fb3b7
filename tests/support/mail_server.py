"""aiosmtpd as the office's mail server, on loopback and without a network: what it took, by Message-ID."""

from __future__ import annotations

import json
import logging
import socket
import sys
from asyncio import AbstractServer
from collections import Counter
from collections.abc import Awaitable
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.support.waiting import PATIENCE

logging.getLogger("mail.log").setLevel(logging.ERROR)


class Taking:
    """Remembers what the server took, also as JSON lines in a file; refuses some readers and puts others off once."""

    def __init__(
        self, spool: Path | None = None, refused: frozenset[str] = frozenset(), grey: frozenset[str] = frozenset()
    ) -> None:
        self.spool, self.refused, self.grey = spool, refused, grey
        self.taken: list[tuple[str, bytes]] = []
        self._met: set[str] = set()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 5.1.1 no such user"
        if address in self.grey and address not in self._met:
            self._met.add(address)
            return "450 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content
        assert isinstance(content, bytes)
        if self.spool:
            head = content[:4000].decode("ascii", "replace")
            said = next(line for line in head.splitlines() if line.lower().startswith("message-id:"))
            with self.spool.open("ab", 0) as file:
                file.write((json.dumps({"id": said.split(": ")[1], "to": envelope.rcpt_tos[0]}) + "\n").encode())
        else:
            self.taken.append((envelope.rcpt_tos[0], content))
        return "250 2.0.0 OK queued"

    @property
    def messages(self) -> list[tuple[str, EmailMessage]]:
        """Who got what, in order."""
        return [(to, message_from_bytes(data, policy=policy.SMTP)) for to, data in self.taken]


def body(message: EmailMessage, kind: str = "plain") -> str:
    """The words of a message, as plain text or as html."""
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


class MailServer(Controller):
    """A running server; `with MailServer() as server`, then `server.port` and `server.handler`."""

    handler: Taking

    def __init__(self, handler: Taking | None = None) -> None:
        self._listener = socket.create_server(("127.0.0.1", 0))  # kept, so that nobody takes its port meanwhile
        super().__init__(
            handler or Taking(),
            hostname="127.0.0.1",
            port=self._listener.getsockname()[1],
            ready_timeout=PATIENCE,
            ident="test",
            data_size_limit=33554432,
        )

    def _create_server(self) -> Awaitable[AbstractServer]:
        return self.loop.create_server(self._factory_invoker, sock=self._listener)

    def _trigger_server(self) -> None:
        """Without this, one second is all that a busy machine has to answer."""
        with socket.create_connection((self.hostname, self.port), PATIENCE) as connection:
            connection.recv(1024)

    def __enter__(self) -> MailServer:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()


def spooled(spool: Path) -> Counter[str]:
    """How often each Message-ID was taken."""
    return Counter(json.loads(line)["id"] for line in spool.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":  # a server in a process of its own: prints its port, runs until its standard input ends
    with MailServer(Taking(Path(sys.argv[1]))) as server:
        print(server.port, flush=True)
        sys.stdin.read()
