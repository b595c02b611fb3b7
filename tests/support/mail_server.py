"""aiosmtpd as the office's mail server, on loopback and without a network: what it took, by Message-ID."""

from __future__ import annotations

import json
import logging
import socket
import sys
from collections import Counter
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from aiosmtpd.controller import Controller

logging.getLogger("mail.log").setLevel(logging.ERROR)


class Taking:
    """Remembers what the server took, also as JSON lines in a file; refuses some readers and puts others off once."""

    def __init__(
        self, spool: Path | None = None, refused: frozenset[str] = frozenset(), grey: frozenset[str] = frozenset()
    ) -> None:
        self.spool, self.refused, self.grey = spool, refused, grey
        self.taken: list[tuple[str, bytes]] = []
        self._met: set[str] = set()

    async def handle_RCPT(self, server, session, envelope, address, options):  # type: ignore[no-untyped-def]
        if address in self.refused:
            return "550 5.1.1 no such user"
        if address in self.grey and address not in self._met:
            self._met.add(address)
            return "450 4.7.1 greylisted, come again"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # type: ignore[no-untyped-def]
        if self.spool:
            head = envelope.content[:4000].decode("ascii", "replace")
            said = next(line for line in head.splitlines() if line.lower().startswith("message-id:"))
            with self.spool.open("ab", 0) as file:
                file.write((json.dumps({"id": said.split(": ")[1], "to": envelope.rcpt_tos[0]}) + "\n").encode())
        else:
            self.taken.append((envelope.rcpt_tos[0], envelope.content))
        return "250 2.0.0 OK queued"

    @property
    def messages(self) -> list[tuple[str, EmailMessage]]:
        """Who got what, in order."""
        made = [(to, message_from_bytes(data, policy=policy.SMTP)) for to, data in self.taken]
        return [(to, message) for to, message in made if isinstance(message, EmailMessage)]


class MailServer(Controller):
    """A running server; `with MailServer() as server`, then `server.port` and `server.handler`."""

    handler: Taking

    def __init__(self, handler: Taking | None = None) -> None:
        super().__init__(
            handler or Taking(), hostname="127.0.0.1", port=free_port(), ident="test", data_size_limit=33554432
        )

    def __enter__(self) -> MailServer:
        self.start()
        return self

    def __exit__(self, *exception: object) -> None:
        self.stop()


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def spooled(spool: Path) -> Counter[str]:
    """How often each Message-ID was taken."""
    return Counter(json.loads(line)["id"] for line in spool.read_text(encoding="utf-8").splitlines())


if __name__ == "__main__":  # a server in a process of its own: prints its port, runs until its standard input ends
    with MailServer(Taking(Path(sys.argv[1]))) as server:
        print(server.port, flush=True)
        sys.stdin.read()
