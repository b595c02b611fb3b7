"""A command at a terminal: what it asks is waited for and answered as a person types."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType

from tests.support.waiting import PATIENCE, ROOT, heard, until

CTRL_C, CTRL_D = "\x03", "\x04"


class Terminal:
    """briefgen with a terminal for all its streams; `screen` is what it has shown so far, what was typed among it."""

    def __init__(self, *arguments: str, cwd: Path) -> None:
        self.keyboard, end = os.openpty()
        environment = os.environ | {"PYTHONPATH": str(ROOT / "src"), "TERM": "dumb", "COLUMNS": "500"}
        with heard():
            self.process = subprocess.Popen(
                (sys.executable, "-m", "briefgen", *arguments),
                cwd=cwd,
                env=environment,
                stdin=end,
                stdout=end,
                stderr=end,
                start_new_session=True,
                preexec_fn=_owns_its_terminal,
            )
        os.close(end)
        self.screen, self._seen = "", 0
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        while True:
            try:
                shown = os.read(self.keyboard, 65_536)
            except OSError:  # nobody holds the other end any more
                return
            if not shown:
                return
            self.screen += shown.decode("utf-8", "replace").replace("\r\n", "\n")

    def asks(self, text: str) -> None:
        """Wait until a text is shown after what was asked before."""

        def found() -> bool:
            at = self.screen.find(text, self._seen)
            if at >= 0:
                self._seen = at + len(text)
            assert at >= 0 or self._reader.is_alive(), self.screen
            return at >= 0

        until(found)

    def press(self, keys: str) -> None:
        """Press these keys; "\\n" is Enter."""
        os.write(self.keyboard, keys.encode())

    def ends(self) -> int:
        """The exit code, when all has been shown."""
        code = self.process.wait(PATIENCE)
        self._reader.join(PATIENCE)
        return code

    def __enter__(self) -> Terminal:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()
        self._reader.join(PATIENCE)
        os.close(self.keyboard)


def _owns_its_terminal() -> None:
    """The terminal on standard input becomes that of the new session, so that Ctrl-C reaches it."""
    import fcntl
    import termios

    fcntl.ioctl(0, termios.TIOCSCTTY, 0)
