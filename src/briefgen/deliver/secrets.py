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
from briefgen.reading.plain_file import opened
from briefgen.settings.mail import Mail

_SETTINGS, _REFUSED = 78, 77
_LONGEST = 64 * 1024
"""Bytes of a file with a password that are read."""
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
    """The first line of a file that nobody else may read. No message has the file's name: the password may stand in its place."""
    try:
        with opened(file) as kept:
            mode = os.fstat(kept.fileno()).st_mode
            if os.name == "posix" and mode & (stat.S_IRWXG | stat.S_IRWXO):
                raise RunStopped(
                    "mail: others may read the file of password_file. Take that from them: chmod 600", _REFUSED
                )
            lines = kept.read(_LONGEST).decode("utf-8").splitlines()
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else str(error)
        raise RunStopped(f"mail: the file of password_file cannot be read: {reason}.", _SETTINGS) from None
    except ValueError:  # no UTF-8, or a NUL in its name
        raise RunStopped("mail: the file of password_file cannot be read: it is not UTF-8 text.", _SETTINGS) from None
    if not lines or not lines[0]:
        raise RunStopped("mail: the file of password_file is empty. Put the password in its first line.", _SETTINGS)
    return lines[0]


def _printed(command: tuple[str, ...], key: str, folder: Path) -> str:
    """The first line that a command prints; no shell reads the command. No message has a word of it, since one may be the secret."""
    try:
        words = shlex.split(command[0]) if len(command) == 1 else list(command)
        done = subprocess.run(  # noqa: S603 - the office's own command
            words, cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        raise RunStopped(f"mail: {key} cannot be run: it took more than {_PATIENCE} s.", _SETTINGS) from None
    except OSError as error:
        reason = os.strerror(error.errno) if error.errno else "the system refused"
        raise RunStopped(
            f"mail: {key} cannot be run: {reason}. Write the command, not the secret.", _SETTINGS
        ) from None
    except ValueError:
        raise RunStopped(
            f"mail: {key} cannot be run: it is not a command. Write one, not the secret.", _SETTINGS
        ) from None
    lines = done.stdout.decode("utf-8", "replace").splitlines()
    if done.returncode or not lines or not lines[0]:
        raise RunStopped(
            f"mail: {key} ended with status {done.returncode} and gave no secret. Try it by hand.", _REFUSED
        )
    return lines[0]
