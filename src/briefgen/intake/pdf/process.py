"""Reads one PDF: run as a file of its own, with the order on a line of standard input, and the PDF behind it."""

from __future__ import annotations

import json
import sys

_MEMORY = 3 * 1024**3
"""Bytes; a law of 2,000 pages takes a fifth of it."""


def main() -> None:
    order, _, data = sys.stdin.buffer.read().partition(b"\n")
    sys.path[:] = json.loads(order)["path"]
    _bound()
    from dataclasses import asdict

    from briefgen.intake.article import Unreadable
    from briefgen.intake.pdf.document import read

    try:
        answer = asdict(read(data))
    except Unreadable as error:
        answer = {"unreadable": str(error)}
    sys.stdout.buffer.write(json.dumps(answer).encode())


def _bound() -> None:
    """Memory is bounded where the system can do so."""
    if sys.platform != "win32":
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))


if __name__ == "__main__":
    main()
