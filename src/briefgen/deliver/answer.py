"""What a mail server says and what it is told, as bytes: a reply is read strictly, a message has its dots (RFC 5321)."""

from __future__ import annotations

import io
import re
import time
from collections.abc import Callable
from typing import Any, BinaryIO, Protocol

LONGEST = 256 * 1024
"""Bytes of one reply; a server that says more is not well."""
_LINE = re.compile(rb"([2-5][0-9]{2})(?:([ -])(.*))?", re.DOTALL)


def answer(lines: BinaryIO) -> tuple[int, bytes]:
    """The code and the words of a reply (RFC 5321, 4.2.1), which may have several lines; -1 for what is none.

    smtplib takes "2500 ok" for 250, and of lines that disagree the last. Raises OSError when the server says no more.
    """
    said: list[bytes] = []
    codes: set[int] = set()
    more = True
    while more:
        line = lines.readline(LONGEST)
        if not line:
            raise ConnectionError("the server said no more")
        found = _LINE.fullmatch(line.rstrip(b"\r\n"))
        codes.add(int(found[1]) if found else -1)
        said.append((found[3] or b"").strip() if found else line.strip())
        more = found is not None and found[2] == b"-"
    return codes.pop() if len(codes) == 1 else -1, b"\n".join(said)


def positive(code: int) -> bool:
    """True when the server has done what it was asked for."""
    return 200 <= code < 300


def stuffed(message: bytes) -> bytes:
    """The message as it stands in DATA (RFC 5321, 4.5.2): a line that begins with a dot gets another, the last line its end."""
    made = (b"." if message.startswith(b".") else b"") + message.replace(b"\r\n.", b"\r\n..")
    return made if made.endswith(b"\r\n") else made + b"\r\n"


class Connection(Protocol):
    """The two things of a socket that reading from it wants."""

    def settimeout(self, seconds: float, /) -> None: ...

    def recv_into(self, buffer: Any, /) -> int: ...


class Patient(io.RawIOBase):
    """A socket's bytes up to a deadline (monotonic seconds) that the next byte does not move. Reading raises OSError."""

    def __init__(self, connection: Connection, until: Callable[[], float]) -> None:
        self._connection, self._until = connection, until
        self._seen = (0.0, 0)

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        until = self._until()
        self._connection.settimeout(left(until))
        count = self._connection.recv_into(buffer)
        self._seen = (until, self._seen[1] + count if self._seen[0] == until else count)
        if self._seen[1] > LONGEST:
            raise ConnectionError("the reply has no end")
        return count


def left(until: float) -> float:
    """Seconds until a monotonic time. Raises TimeoutError when it has passed."""
    seconds = until - time.monotonic()
    if seconds <= 0:
        raise TimeoutError("took too long")
    return seconds
