"""The only module that opens a connection: a message is handed to a mail server in two phases (RFC 5321).

All of DATA is sent, the ledger is told, then the end is sent. A crash before the ledger was told cannot have delivered anything.
"""

from __future__ import annotations

import io
import re
import smtplib
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from pathlib import Path
from typing import Any

from briefgen.deliver.answer import Patient, answer, left, positive, stuffed
from briefgen.deliver.secrets import Login
from briefgen.deliver.transport import Commit, Outcome, RunStopped
from briefgen.errors import FileProblem
from briefgen.settings.mail import Mail
from briefgen.workspace.files import lay_out, read

_UNAVAILABLE, _AGAIN, _REFUSED, _SETTINGS = 69, 75, 77, 78
_PIECE = 64 * 1024
"""Bytes between two looks at the deadline."""
_MOST_LETTERS, _OLDEST = 100, 300.0
"""Messages over one connection, and its seconds, after which a new one is made."""
_OF_THE_SIZE = frozenset({452, 552})
"""Answers to MAIL that speak of this message: it is too large, today or ever (RFC 1870, 6.1)."""
_LOGIN_WANTED = frozenset({530, 534, 535, 538})
_NO_SUCH_COMMAND = frozenset({500, 502})
_OF_THE_NAME = re.compile(r"\b(?:helo|ehlo)\b", re.IGNORECASE)
_OF_THE_SENDER = re.compile(
    rf"{_OF_THE_NAME.pattern}|\bclient (?:host|address)\b|\bsender (?:address|domain)\b|^[45]\.1\.[78]\b", re.IGNORECASE
)
"""Refusals of the machine or the sender that servers put off until RCPT, as Postfix does (smtpd_delay_reject; RFC 3463, 3.2)."""


@dataclass(frozen=True, slots=True)
class Deadlines:
    """Seconds. `end` is that of RFC 5321, 4.5.3.2.6: a shorter one makes duplicates. `total` holds for one message as a whole."""

    connect: float = 30
    command: float = 300
    end: float = 600
    total: float = 1800


class SmtpTransport:
    """One connection, made when it is needed and used again for the next message."""

    def __init__(
        self,
        mail: Mail,
        login: Callable[[], Login | None],
        *,
        ca_file: Path | None = None,
        deadlines: Deadlines = Deadlines(),
    ) -> None:
        self._mail, self._login, self._ca_file, self._deadlines = mail, login, ca_file, deadlines
        self._session: _Session | None = None
        self._known: Login | None = None
        self._made, self._letters = 0.0, 0

    @property
    def _server(self) -> str:
        return f"{self._mail.host}:{self._mail.port}"

    def most_bytes(self) -> int | None:
        """The server's SIZE (RFC 1870). Raises RunStopped."""
        stated = self._open().esmtp_features.get("size", "").strip()
        return int(stated) if stated.isdecimal() and int(stated) else None

    def hand_over(self, sender: str, recipient: str, message: bytes, commit: Commit) -> Outcome:
        """See Transport. A connection that broke between two messages is made anew once."""
        used = self._session is not None and self._letters > 0
        try:
            return self._hand_over(sender, recipient, message, commit)
        except _Parted as parted:
            if used and parted.at_greeting:
                return self.hand_over(sender, recipient, message, commit)
            return Outcome("deferred", 0, f"the connection broke before the end of the message: {parted}")

    def close(self) -> None:
        session, self._session = self._session, None
        if session:
            with suppress(smtplib.SMTPException, OSError):
                session.limit(min(5.0, self._deadlines.command))
                session.quit()
            session.close()

    def abandon(self) -> None:
        """Hang up without a word: nothing more may reach the server."""
        session, self._session = self._session, None
        if session:
            session.close()

    # -- one message --------------------------------------------------------------------------------------------------

    def _hand_over(self, sender: str, recipient: str, message: bytes, commit: Commit) -> Outcome:
        session, total = self._open(), time.monotonic() + self._deadlines.total
        stage = "MAIL"
        committed = False
        try:
            session.limit(self._deadlines.command, total)
            size = [f"SIZE={len(message)}"] if "size" in session.esmtp_features else []
            code, reply = session.mail(sender, size)
            if code == 421 and self._letters:  # a server may take so many over one connection and no more
                raise smtplib.SMTPServerDisconnected(f"{code} {self._words(reply)}")
            if 400 <= code < 600 and code not in _OF_THE_SIZE:
                raise self._not_from(sender, code, reply)
            if positive(code):
                stage = "RCPT"
                session.limit(self._deadlines.command, total)
                code, reply = session.rcpt(recipient)
                if 400 <= code < 600 and _OF_THE_SENDER.search(self._words(reply)):
                    raise self._not_from(sender, code, reply)
            if positive(code):
                stage = "DATA"
                session.limit(self._deadlines.command, total)
                code, reply = session.docmd("DATA")
            if stage == "DATA" and code == 354:
                session.limit(float("inf"), total)
                session.send(stuffed(message))
                stage = "the end of DATA"
                commit()  # durable: from here on the outcome can be unknown
                committed = True
                session.limit(self._deadlines.end, total)
                session.send(b".\r\n")
                code, reply = session.getreply()
        except (smtplib.SMTPException, OSError) as error:
            self.abandon()
            if committed:
                return Outcome(
                    "uncertain", 0, f"the connection broke after the end of the message: {self._words(error)}"
                )
            raise _Parted(self._words(error), at_greeting=stage == "MAIL") from None
        except BaseException:
            self.abandon()
            raise
        self._letters += 1
        return self._judged(session, code, self._words(reply), stage, committed)

    def _not_from(self, sender: str, code: int, reply: bytes) -> RunStopped:
        """A refusal of who sends: no reader is to blame, and none would fare better."""
        self.abandon()
        said = self._words(reply)
        if code in _LOGIN_WANTED:
            return RunStopped(f"{self._server} wants a login: {said}", _REFUSED)
        if _OF_THE_NAME.search(said):
            return self._not_by_that_name(code, said)
        told = f"{self._server} does not take mail from {sender}: {code} {said}"
        return RunStopped(told, _AGAIN if code < 500 else _REFUSED)

    def _not_by_that_name(self, code: int, said: str) -> RunStopped:
        return RunStopped(
            f"{self._server} refuses this machine's name in EHLO: {code} {said}. "
            "Write the full name that it is known by under mail: helo: host.example.org",
            _AGAIN if code < 500 else _SETTINGS,
        )

    def _judged(self, session: _Session, code: int, text: str, stage: str, committed: bool) -> Outcome:
        said = text if committed else f"{text} (at {stage})"
        if committed and positive(code):
            return Outcome("sent", code, text)
        if 400 <= code < 600:
            if code == 421 or not self._reset(session):
                self.abandon()
            return Outcome("deferred" if code < 500 else "failed", code, said)
        self.abandon()  # no reply of SMTP: what the server thinks is not known
        if committed:
            return Outcome(
                "uncertain", max(code, 0), f"an answer that means nothing after the end of the message: {text}"
            )
        return Outcome("deferred", max(code, 0), f"an answer that means nothing: {said}")

    def _reset(self, session: _Session) -> bool:
        """A refused transaction must not leak into the next."""
        try:
            session.limit(self._deadlines.command)
            return session.rset()[0] == 250
        except (smtplib.SMTPException, OSError):
            return False

    def _words(self, said: bytes | str | BaseException) -> str:
        """A server's words, or a fault's, on one line, printable and without secrets."""
        if isinstance(said, smtplib.SMTPResponseException):
            return f"{said.smtp_code} {self._words(said.smtp_error)}"
        text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said) or type(said).__name__
        line = "".join(sign if sign.isprintable() else " " for sign in text)
        return self._known.hidden(line) if self._known else line

    # -- one connection -----------------------------------------------------------------------------------------------

    def _open(self) -> _Session:
        """The connection, logged in. Raises RunStopped."""
        if self._session and (self._letters >= _MOST_LETTERS or time.monotonic() - self._made > _OLDEST):
            self.close()
        if self._session is None:
            session = self._connected()
            try:
                self._enter(session)
            except BaseException:
                session.close()
                raise
            self._session, self._made, self._letters = session, time.monotonic(), 0
        return self._session

    def _connected(self) -> _Session:
        try:
            # verifies, which smtplib's own default does not; a pipe in the place of the file is not waited for
            ca_file = lay_out("ca.pem", read(self._ca_file)) if self._ca_file else None
            context = ssl.create_default_context(cafile=ca_file)
            return _Session(self._mail, context, self._deadlines.connect)
        except FileProblem as error:
            raise RunStopped(f"mail: the ca_file {error}", _SETTINGS) from None
        except ssl.SSLError as error:
            raise self._untrusted(error) from None
        except smtplib.SMTPResponseException as error:
            status = _AGAIN if 400 <= error.smtp_code < 500 else _UNAVAILABLE
            raise RunStopped(
                f"{self._server} does not take mail: {error.smtp_code} {self._words(error.smtp_error)}", status
            ) from None
        except (smtplib.SMTPException, OSError) as error:
            raise RunStopped(f"{self._server} cannot be reached: {self._words(error)}.", _UNAVAILABLE) from None

    def _enter(self, session: _Session) -> None:
        """EHLO, STARTTLS where it is due, and the login."""
        try:
            session.limit(self._deadlines.connect)
            if self._mail.secured == "plain" and not ip_address(session.peer).is_loopback:
                raise RunStopped(
                    f"{self._server} is not this machine, and mail to it would go in clear. Use port 587 or 465.",
                    _SETTINGS,
                )
            self._greet(session)
            if self._mail.secured == "starttls":
                if not session.has_extn("starttls"):
                    raise RunStopped(
                        f"{self._server} offers no STARTTLS, so nothing was sent. Ask who runs it; somebody may be in between.",
                        _REFUSED,
                    )
                session.starttls(context=session.context)
                self._greet(session)
            self._log_in(session)
        except ssl.SSLError as error:
            raise self._untrusted(error) from None
        except smtplib.SMTPResponseException as error:
            status = _AGAIN if 400 <= error.smtp_code < 500 else _UNAVAILABLE
            raise RunStopped(f"{self._server} cannot be talked to: {self._words(error)}", status) from None
        except (smtplib.SMTPException, OSError) as error:
            raise RunStopped(f"{self._server} cannot be talked to: {self._words(error)}.", _UNAVAILABLE) from None

    def _greet(self, session: _Session) -> None:
        code, reply = session.ehlo()
        if 400 <= code < 500:
            raise RunStopped(f"{self._server} does not take mail: {code} {self._words(reply)}", _AGAIN)
        if 500 <= code < 600 and code not in _NO_SUCH_COMMAND:
            raise self._not_by_that_name(code, self._words(reply))
        if not positive(code):
            raise RunStopped(f"{self._server} does not speak ESMTP: {code} {self._words(reply)}", _UNAVAILABLE)

    def _log_in(self, session: _Session) -> None:
        self._known = self._login()
        if self._known is None:
            return
        offered = session.esmtp_features.get("auth", "").upper().split()
        wanted = ("XOAUTH2",) if self._known.kind == "token" else ("PLAIN", "LOGIN")
        method = next((name for name in wanted if name in offered), None)
        if method is None:
            raise RunStopped(
                f"{self._server} offers no login by {' or '.join(wanted)} (it offers: {' '.join(offered) or 'none'}).",
                _SETTINGS,
            )
        try:
            session.log_in(method, self._known)
        except smtplib.SMTPAuthenticationError as error:
            said = self._words(error.smtp_error)
            if error.smtp_code == 421 or error.smtp_code in (432, 454):
                raise RunStopped(
                    f"{self._server} cannot check the login now: {error.smtp_code} {said}", _AGAIN
                ) from None
            hint = (
                " Passwords are switched off there: write token_command, or use a relay."
                if _NO_PASSWORDS.search(said)
                else ""
            )
            raise RunStopped(
                f"{self._server} refused the login of {self._mail.user}: {error.smtp_code} {said}.{hint}", _REFUSED
            ) from None

    def _untrusted(self, error: ssl.SSLError) -> RunStopped:
        reason = getattr(error, "verify_message", "") or error.reason or "no TLS"
        hint = (
            "Name its authority in ca_file if you trust it"
            if isinstance(error, ssl.SSLCertVerificationError)
            else "See host and port"
        )
        return RunStopped(
            f"The certificate or TLS of {self._server} cannot be trusted: {self._words(str(reason))}. {hint}.",
            _SETTINGS,
        )


_NO_PASSWORDS = re.compile(r"5\.7\.30|5\.7\.139|basic authentication", re.IGNORECASE)


class _Parted(Exception):
    """The connection was lost while the message could not have been taken yet."""

    def __init__(self, words: str, *, at_greeting: bool) -> None:
        super().__init__(words)
        self.at_greeting = at_greeting


class _Session(smtplib.SMTP):
    """smtplib's client with deadlines that a dripping server cannot stretch: its own `timeout` begins anew with every byte."""

    def __init__(self, mail: Mail, context: ssl.SSLContext, patience: float) -> None:
        self.context, self._security = context, mail.secured
        self.limit(patience)
        super().__init__(mail.host.strip("[]"), mail.port, local_hostname="[127.0.0.1]", timeout=patience)
        address, *_ = self._open_socket.getsockname()
        # without a setting the address: this machine's name is nobody's business (RFC 5321, 4.1.3)
        self.local_hostname = mail.helo or (f"[IPv6:{address}]" if ":" in address else f"[{address}]")

    @property
    def _open_socket(self) -> socket.socket:
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        return self.sock

    @property
    def peer(self) -> str:
        """The address of the server."""
        return str(self._open_socket.getpeername()[0]).partition("%")[0]

    def limit(self, seconds: float, total: float = float("inf")) -> None:
        """What is done next must be done in so many seconds, and before the monotonic time `total`."""
        self._until = min(time.monotonic() + seconds, total)

    def _get_socket(self, host: str, port: int, timeout: float) -> socket.socket:
        made = socket.create_connection((host, port), timeout)
        # else the end of a message waits for the other side's delayed acknowledgement, 40 ms each
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return self.context.wrap_socket(made, server_hostname=host) if self._security == "tls" else made

    def getreply(self) -> tuple[int, bytes]:
        """A reply, within the limit as a whole; -1 for what is none (smtplib takes "2500 ok" for 250). Raises smtplib.SMTPServerDisconnected."""
        if self.file is None:
            self.file = io.BufferedReader(Patient(self._open_socket, partial(getattr, self, "_until")))
        try:
            return answer(self.file)
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(f"Connection unexpectedly closed: {error}") from None

    def send(self, s: Any) -> None:
        """Bytes or text, within the limit."""
        data = s.encode("ascii") if isinstance(s, str) else bytes(s)
        for start in range(0, len(data), _PIECE):
            self._open_socket.settimeout(left(self._until))
            super().send(data[start : start + _PIECE])

    def log_in(self, method: str, login: Login) -> None:
        """AUTH PLAIN (RFC 4616), LOGIN or XOAUTH2. Raises smtplib.SMTPAuthenticationError."""
        self.user, self.password = login.user, login.secret
        try:
            match method:
                case "PLAIN":
                    self.auth("PLAIN", self.auth_plain)
                case "LOGIN":
                    self.auth("LOGIN", self.auth_login)
                case _:
                    first = f"user={login.user}\1auth=Bearer {login.secret}\1\1"
                    self.auth("XOAUTH2", lambda challenge=None: first if challenge is None else "")
        finally:
            self.user = self.password = ""
