"""The private Postfix that .ci/postfix starts: how to talk to it, and what lies in its Maildir."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from pathlib import Path
from typing import Any

from filelock import FileLock

from briefgen.deliver.secrets import Login
from tests.support.waiting import until

USER, PASSWORD = "brief@mx.test.invalid", "secret"


def folder() -> Path:
    """The folder of the running Postfix, which BRIEFGEN_POSTFIX names; skips the test without one."""
    found = os.environ.get("BRIEFGEN_POSTFIX")
    from tests.support.checkout import needs  # a script that is started at each point of a sweep needs no pytest

    needs(found, "Postfix (.ci/postfix)")
    assert found
    return Path(found)


class Postfix:
    """A server for the sweeps, until `stop` for nobody else; its Maildir is empty when it begins."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._alone = FileLock(folder / "alone")
        self._alone.acquire()
        port = int((folder / "port").read_text())
        self.settings: dict[str, Any] = {
            "host": "localhost",
            "port": port,
            "security": "starttls",
            "user": USER,
            "password_env": "X",
        }
        self.ca_file = folder / "ca.pem"
        self.login = Login(USER, "password", PASSWORD)
        self.drain()
        shutil.rmtree(folder / "mail" / "all", ignore_errors=True)

    def taken(self) -> Counter[str]:
        """How often each Message-ID lies in the Maildir, once the queue is empty."""
        self.drain()
        found: Counter[str] = Counter()
        for file in (self.folder / "mail" / "all" / "new").iterdir():
            with file.open("rb") as lines:
                found[
                    next(one for one in lines if one.lower().startswith(b"message-id:"))
                    .split(b":", 1)[1]
                    .strip()
                    .decode()
                ] += 1
        return found

    def drain(self) -> None:
        """Wait until the queue is empty."""
        until(lambda: "empty" in self.run("postqueue", "-p"), step=0.1)

    def run(self, program: str, *arguments: str) -> str:
        command = [program, "-c", str(self.folder / "etc"), *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout

    def stop(self) -> None:
        """It goes on running, for the next test."""
        self._alone.release()
