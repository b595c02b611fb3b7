"""A mail server on loopback that answers each step as a test tells it to: with any reply, with none, byte by byte, or by hanging up."""

from __future__ import annotations

import base64
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from io import BufferedReader
from pathlib import Path

OK = {
    "greeting": "220 scripted ESMTP",
    "EHLO": "250-scripted\r\n250-SIZE 33554432\r\n250-8BITMIME\r\n250-STARTTLS\r\n250 AUTH PLAIN LOGIN XOAUTH2",
    "STARTTLS": "220 go on",
    "AUTH": "",
    "MAIL": "250 2.1.0 OK",
    "RCPT": "250 2.1.5 OK",
    "DATA": "354 go on",
    "end": "250 2.0.0 taken",
    "RSET": "250 2.0.0 OK",
    "QUIT": "221 2.0.0 bye",
}
"""What a server that is well says."""
USER, PASSWORD, TOKEN = "brief", "pa55-canary", "t0ken-canary"


class ScriptedServer:
    """`plan` gives the answers of a step in order, the last for all further ones; one that is not there goes well.

    An answer may end in `!close` (hang up after it), `!hang` (say nothing more), or begin with `!drip ` (a byte every 50 ms).
    `!take` at the end step: the message is taken before what follows. `taken` are the messages that the server took.
    """

    def __init__(
        self,
        plan: Mapping[str, Sequence[str]] | None = None,
        *,
        certificate: Path | None = None,
        implicit: bool = False,
    ) -> None:
        self.plan, self.implicit = dict(plan or {}), implicit
        self.taken: list[bytes] = []
        self.commands: list[str] = []
        self.connections = 0
        self._counts: Counter[str] = Counter()
        self._context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        if certificate:
            self._context.load_cert_chain(certificate)
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port: int = self._listener.getsockname()[1]
        self._closing = threading.Event()
        self._open: list[socket.socket] = []
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._thread.start()

    def __enter__(self) -> ScriptedServer:
        return self

    def __exit__(self, *exception: object) -> None:
        self._closing.set()
        with suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()
        for connection in self._open:
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            connection.close()
        self._thread.join()

    def _serve(self) -> None:
        while not self._closing.is_set():
            try:
                connection, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            self._open.append(connection)
            threading.Thread(target=self._guarded, args=(connection,), daemon=True).start()

    def _guarded(self, connection: socket.socket) -> None:
        with suppress(OSError, ssl.SSLError, _HungUp):
            self._talk(connection)
        with suppress(OSError):
            connection.close()

    def greeted(self) -> bool:
        """Whether it has greeted a client, well or not."""
        return self._counts["greeting"] > 0

    def stalls(self, step: str) -> bool:
        """Whether its next answer at this step comes too late or never."""
        return self._next(step).endswith("!hang") or self._next(step).startswith("!drip")

    # -- one connection -----------------------------------------------------------------------------------------------

    def _talk(self, connection: socket.socket) -> None:
        if self.implicit:
            connection = self._context.wrap_socket(connection, server_side=True)
            self._open.append(connection)
        lines = connection.makefile("rb")
        self._say(connection, self._answer("greeting"))
        while line := lines.readline():
            words = line.decode("latin-1").strip()
            verb = words.split(" ")[0].upper()
            self.commands.append(words if verb != "AUTH" else "AUTH")
            answer = self._answer(verb)
            if verb == "AUTH" and not answer:
                self._log_in(connection, lines, words)
                continue
            self._say(connection, answer)
            if verb == "STARTTLS" and answer.startswith("220"):
                connection = self._context.wrap_socket(connection, server_side=True)
                self._open.append(connection)
                lines = connection.makefile("rb")
            elif verb == "DATA" and answer.startswith("354"):
                self._receive(connection, lines)
            elif verb == "QUIT":
                return

    def _receive(self, connection: socket.socket, lines: BufferedReader) -> None:
        whole = b""
        if self._next("end").startswith("!early"):  # hang up while the message is still coming
            self._answer("end")
            lines.read(100)
            raise _HungUp
        while (line := lines.readline()) != b".\r\n":
            if not line:
                raise _HungUp
            whole += line[1:] if line.startswith(b".") else line
        answer = self._answer("end")
        if answer.startswith("!take"):
            self.taken.append(whole)
            answer = answer.removeprefix("!take")
        elif answer.startswith(("2", "!drip 2")):
            self.taken.append(whole)
        self._say(connection, answer)

    def _log_in(self, connection: socket.socket, lines: BufferedReader, words: str) -> None:
        _, method, *first = words.split(" ")
        if method.upper() == "LOGIN":
            given = [base64.b64decode(first[0])] if first else []
            for question in (b"334 VXNlcm5hbWU6", b"334 UGFzc3dvcmQ6")[len(given) :]:
                connection.sendall(question + b"\r\n")
                given.append(base64.b64decode(lines.readline()))
            good = given == [USER.encode(), PASSWORD.encode()]
        else:
            said = base64.b64decode(first[0])
            plain, bearer = f"\0{USER}\0{PASSWORD}".encode(), f"user={USER}\1auth=Bearer {TOKEN}\1\1".encode()
            good = said in (plain, bearer)
            if not good and method.upper() == "XOAUTH2":
                connection.sendall(b"334 eyJzdGF0dXMiOiI0MDEifQ==\r\n")
                lines.readline()
        self._say(connection, "235 2.7.0 welcome" if good else "535 5.7.8 who are you")

    def _answer(self, step: str) -> str:
        answer = self._next(step)
        self._counts[step] += 1
        return answer

    def _next(self, step: str) -> str:
        answers = self.plan.get(step) or [OK.get(step, "502 5.5.1 what")]
        return answers[min(self._counts[step], len(answers) - 1)]

    def _say(self, connection: socket.socket, answer: str) -> None:
        words, _, action = answer.rpartition("!") if answer.endswith(("!close", "!hang")) else (answer, "", "")
        data = words.removeprefix("!drip ").encode("latin-1") + b"\r\n"
        if answer.startswith("!drip "):
            for place in range(len(data)):
                connection.sendall(data[place : place + 1])
                if self._closing.wait(0.05):
                    raise _HungUp
        elif words:
            connection.sendall(data)
        if action == "close":
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
            raise _HungUp
        if action == "hang":
            self._closing.wait()
            raise _HungUp


class _HungUp(Exception):
    """The server has left."""
