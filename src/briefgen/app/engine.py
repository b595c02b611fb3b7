"""A program of the user's own that drafts: it is given one line, and what it prints is taken up to a limit."""

from __future__ import annotations

import shlex
import subprocess
from contextlib import suppress
from threading import Thread
from typing import IO

from briefgen.errors import UsageError

_PATIENCE = 600
"""Seconds that a program may take for one text."""
_MOST = 32_000_000
"""Bytes that it may print; a program that never stops printing would take all memory."""


def ask(command: str, given: str) -> list[str]:
    """The lines that a program prints for what it is given. Raises UsageError."""
    try:
        words = shlex.split(command) or [command]
        pipe = subprocess.PIPE
        process = subprocess.Popen(words, stdin=pipe, stdout=pipe, stderr=pipe, bufsize=0)  # noqa: S603 - the user's own program
    except (OSError, ValueError) as error:
        raise UsageError(
            f"The engine '{command}' cannot be run: {error}. Engines are rules, spacy, or a program."
        ) from error
    assert process.stdin and process.stdout and process.stderr  # as they were asked for
    printed, complained = bytearray(), bytearray()
    work = [
        Thread(target=_tell, args=(process.stdin, given.encode("utf-8", "surrogatepass")), daemon=True),
        Thread(target=_listen, args=(process, process.stdout, printed), daemon=True),
        Thread(target=_listen, args=(process, process.stderr, complained), daemon=True),
    ]
    for one in work:
        one.start()
    try:
        code = process.wait(_PATIENCE)
    except subprocess.TimeoutExpired as error:
        raise UsageError(f"The engine '{command}' gave no answer in {_PATIENCE} seconds.") from error
    finally:
        process.kill()
    for one in work[1:]:
        one.join(_PATIENCE)
    if any(one.is_alive() for one in work[1:]):  # a child of its own goes on printing
        raise UsageError(f"The engine '{command}' ended, but what it started did not within {_PATIENCE} seconds.")
    if max(len(printed), len(complained)) > _MOST:
        raise UsageError(f"The engine '{command}' printed more than {_MOST // 1_000_000} MB, and was stopped.")
    if code:
        told = complained.decode("utf-8", "replace").strip().split("\n")[-1]
        how = f"failed with exit code {code}" if code > 0 else f"was ended by signal {-code}"
        raise UsageError(f"The engine '{command}' {how}{f': {told}' if told else ', and said nothing'}.")
    return printed.decode("utf-8", "replace").split("\n")


def _tell(pipe: IO[bytes], data: bytes) -> None:
    with suppress(OSError):  # a program need not read
        left = memoryview(data)
        while left:
            left = left[pipe.write(left) :]
    with suppress(OSError):
        pipe.close()


def _listen(process: subprocess.Popen[bytes], pipe: IO[bytes], heard: bytearray) -> None:
    with pipe:
        while chunk := pipe.read(1 << 16):
            heard += chunk
            if len(heard) > _MOST:
                process.kill()
                return
