"""The mail program of this machine takes the messages (its sendmail command), and does the rest."""

from __future__ import annotations

import subprocess
import tempfile
from dataclasses import dataclass

from briefgen.deliver.transport import Commit, Outcome, RunStopped

_FAILED = {65: "data", 67: "no such user", 68: "no such host", 69: "unavailable", 76: "protocol"}
"""Statuses of sysexits.h that speak of this one message."""
_NOT_TAKEN = frozenset({1, 64, 66, 70, 71, 72, 73, 74, 75, 77, 78, 126, 127})
"""Statuses of sysexits.h, and of a shell that cannot start a program, that say that the message was not taken."""
_SETTINGS = 78
_WORDS = 4096
"""Bytes of what the program says that are read."""


@dataclass(frozen=True, slots=True)
class SendmailTransport:
    """`program` is the sendmail command, `patience` in seconds."""

    program: str
    patience: float = 600

    def most_bytes(self) -> int | None:
        return None

    def hand_over(self, sender: str, recipient: str, message: bytes, commit: Commit) -> Outcome:
        """See Transport. The message is a file before the program starts: if we die meanwhile, the program still reads all of it.

        It might then have been taken, so `commit` comes before the program is started, not before the end.
        """
        command = (self.program, "-i", "-f", sender, "--", recipient)
        with tempfile.TemporaryFile() as whole, tempfile.TemporaryFile() as words:
            whole.write(message.replace(b"\r\n", b"\n"))
            whole.seek(0)
            commit()
            try:  # a file for its words: of a pipe the end is not seen while anything that it started goes on
                done = subprocess.run(command, stdin=whole, stdout=words, stderr=words, timeout=self.patience)  # noqa: S603 - the office's own program
            except subprocess.TimeoutExpired:
                return Outcome("uncertain", 0, f"{self.program} was stopped after {self.patience:.0f} s")
            except OSError as error:
                return Outcome("deferred", 0, f"{self.program} cannot be run: {error.strerror or error}")
            words.seek(0)
            said = _line(words.read(_WORDS))
        text = said or f"status {done.returncode}"
        if done.returncode == 0:
            return Outcome("sent", 0, said or "taken")
        if done.returncode < 0:
            return Outcome("uncertain", 0, f"{self.program} was killed: {text}")
        if done.returncode in _FAILED:
            return Outcome("failed", done.returncode, text)
        if done.returncode in _NOT_TAKEN:
            return Outcome("deferred", done.returncode, text)
        # above 128 a shell says that what it started was killed; any other is nobody's word
        return Outcome("uncertain", done.returncode, f"{self.program} ended with status {done.returncode}: {text}")

    def close(self) -> None:
        pass


def _line(said: bytes) -> str:
    """The program's words on one line, printable."""
    text = said.decode("utf-8", "replace")
    return " ".join("".join(sign if sign.isprintable() else " " for sign in text).split())


def sendmail(program: str) -> SendmailTransport:
    """The transport for a program that is there. Raises RunStopped."""
    from shutil import which

    if which(program) is None:
        raise RunStopped(
            f"mail: there is no program {program}. Write sendmail: PROGRAM, or transport: smtp.", _SETTINGS
        )
    return SendmailTransport(program)
