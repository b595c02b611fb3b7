"""One page of figures, in Markdown: python -m tests.bench, which is make bench. docs/speed.md has the last one."""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.bench import scale, texts, yardstick

GROWN: tuple[tuple[str, Callable[[Path, int], Path], tuple[str, ...], tuple[int, int]], ...] = (
    ("events, `check`", scale.write, ("check",), (1_000, 10_000)),
    ("events, PDF", scale.write, ("render", "--format", "pdf"), (1_000, 10_000)),
    ("events, Word", scale.write, ("render", "--format", "docx"), (1_000, 10_000)),
    ("events, PDF and Word", scale.write, ("render", "--format", "pdf,docx"), (1_000, 10_000)),
    ("questions, PDF and Word", scale.write_questions, ("render", "--format", "pdf,docx"), (300, 600)),
    ("facts that cite one text, `check`", texts.write_facts, ("check",), (1_000, 4_000)),
    ("quotation marks in one text, `check`", texts.write_quotation_marks, ("check",), (25_000, 100_000)),
)
"""What grows, how a workspace of a size is made, the command, and two sizes."""


def table(*rows: Sequence[str]) -> None:
    """Print a table; its first row is the head."""
    head, *rest = rows
    for row in (head, ["---", *["---:"] * (len(head) - 1)], *rest):
        print(f"| {' | '.join(row)} |", flush=True)


def machine() -> str:
    """When and on what it is measured, in a line."""
    peers = ", ".join(f"{name} {_version(name)}" for name in yardstick.PEERS)
    python = f"Python {platform.python_version()}, {platform.system()} on {platform.machine()}"
    return f"{datetime.now(UTC):%d %B %Y}; {python}, {cpu_count()} cores; {peers}."


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def against_peers() -> None:
    """Print what the first brief takes in times of what others take for the frozen page."""
    rows = []
    for name, taken, base, ratio in yardstick.compared():
        against = f"{ratio.processor:.2f} of {base}" if ratio else ""
        rows.append((name, f"{1000 * taken.processor:,.0f} ms", against))
    table(("one brief", "processor time", "against"), *rows)


def growth() -> None:
    """Print what long briefs take, each in a process of its own."""
    rows = []
    for name, make, command, sizes in GROWN:
        found = []
        for size in sizes:
            with TemporaryDirectory() as folder:
                found.append(scale.measured(make(Path(folder), size), *command))
        (small, _), (large, peak) = found
        step = f"{sizes[1] / sizes[0]:g}"
        times = f"{large / small:.1f} times for {step} times as many"
        rows.append((f"{sizes[1]:,} {name}", f"{large:.1f} s", f"{peak:,.0f} MB", times))
    table(("long briefs", "processor time", "memory", "against a shorter one"), *rows)


def main() -> None:
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(f"{machine()}\n")
    against_peers()
    print()
    growth()


if __name__ == "__main__":
    main()
