"""A PDF as it is read: column after column, without running heads, with the words that lines cut in two."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from briefgen.intake.article import Article, Unreadable

_PROCESS = Path(__file__).with_name("process.py")
_SECONDS = 120.0
"""For 2,000 pages a twentieth of it is enough."""


def read(data: bytes, *, seconds: float = _SECONDS) -> Article:
    """The text of a PDF. It is read in a process of its own, since no look at a file tells how long its pages take, and so that a
    crash there is an error here. Raises Unreadable for one that is locked, broken, too long, takes too long, or has pictures alone."""
    order = json.dumps({"path": sys.path}).encode()
    try:
        done = subprocess.run(  # noqa: S603  our own file, and no shell
            [sys.executable, "-IS", str(_PROCESS)],
            input=order + b"\n" + data,
            capture_output=True,
            timeout=seconds,
            check=False,
        )
    except subprocess.TimeoutExpired as late:
        raise Unreadable(
            f"takes more than {seconds:.0f} seconds to read. Print the pages that matter into a new PDF, and add that one."
        ) from late
    if done.returncode:
        raise Unreadable(
            "is a PDF that cannot be read: it is broken, or too much. Print it into a new PDF, and add that one."
        )
    answer: dict[str, Any] = json.loads(done.stdout)
    if "unreadable" in answer:
        raise Unreadable(answer["unreadable"])
    return Article(**{**answer, "remarks": tuple(answer["remarks"])})
