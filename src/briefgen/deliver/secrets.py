"""The password or token of the mail server, fetched when it is needed and shown nowhere."""

from __future__ import annotations

import base64
import os
import shlex
import stat
import string
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from briefgen.deliver.transport import RunStopped
from briefgen.incident.mail import Mail

_SETTINGS, _REFUSED = 78, 77
_PATIENCE = 60
"""Seconds that a command may take."""


@dataclass(frozen=True, slots=True)
class Login:
    """A user with a password or an access token; its repr has no secret."""

    user: str
    kind: Literal["password", "token"]
    secret: str = field(repr=False)

    def hidden(self, text: str) -> str:
        """The text without the secret, should a server have repeated it, plain or as it was sent."""
        plain = self.secret.encode()
        sent = (
            b"\0%b\0%b" % (self.user.encode(), plain),
            b"user=%b\1auth=Bearer %b\1\1" % (self.user.encode(), plain),
            plain,
        )
        for shown in (self.secret, *(base64.b64encode(form).decode() for form in sent)):
            text = text.replace(shown, "[secret]")
        return text


def login(mail: Mail, folder: Path, environment: Mapping[str, str]) -> Login | None:
    """How to log in; None where the office names no user. `folder` is that of office.yaml. Raises RunStopped."""
    if not mail.user:
        return None
    if mail.token_command:
        return Login(mail.user, "token", _printed(mail.token_command, "token_command", folder))
    if mail.password_command:
        secret = _printed(mail.password_command, "password_command", folder)
    elif mail.password_file:
        secret = _kept(folder / string.Template(mail.password_file).safe_substitute(environment))
    else:
        secret = environment.get(mail.password_env or "", "")
        if not secret:
            raise RunStopped(
                f"mail: the environment has no variable {mail.password_env}. Set it, or write password_file.", _SETTINGS
            )
    return Login(mail.user, "password", secret)


def _kept(file: Path) -> str:
    """The first line of a file that nobody else may read."""
    try:
        mode = file.stat().st_mode
        if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
            raise RunStopped(f"mail: others may read {file}. Take that from them: chmod 600 {file}", _REFUSED)
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8 text"
        raise RunStopped(f"mail: the password file {file} cannot be read: {reason}.", _SETTINGS) from None
    if not lines or not lines[0]:
        raise RunStopped(f"mail: the password file {file} is empty. Put the password in its first line.", _SETTINGS)
    return lines[0]


def _printed(command: tuple[str, ...], key: str, folder: Path) -> str:
    """The first line that a command prints; no shell reads the command."""
    words = shlex.split(command[0]) if len(command) == 1 else list(command)
    try:
        done = subprocess.run(  # noqa: S603 - the office's own command
            words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except (OSError, ValueError, subprocess.TimeoutExpired) as error:
        reason = f"it took more than {_PATIENCE} s" if isinstance(error, subprocess.TimeoutExpired) else str(error)
        raise RunStopped(f"mail: {key} cannot be run: {reason}.", _SETTINGS) from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode or not lines or not lines[0]:
        raise RunStopped(
            f"mail: {key} ended with status {done.returncode} and gave no secret. Try it by hand.", _REFUSED
        )
    return lines[0]
