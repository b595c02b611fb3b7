"""The command in a process of its own, to its end."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.waiting import PATIENCE


def briefgen(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """What a command printed and how it ended; one that hangs fails."""
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *arguments],
        cwd=cwd,
        input="",
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=PATIENCE,
    )
