"""How a brief grows: time and peak memory of check and render for 100, 1,000 and 10,000 events, and for 300 and 600 questions,
each in a process of its own."""

from __future__ import annotations

import csv
import resource
import subprocess
import sys
import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from itertools import pairwise
from pathlib import Path

SIZES = (100, 1_000, 10_000)
COMMANDS = {
    "check": ("check",),
    "render pdf": ("render", "--format", "pdf", "--outline", "log"),
    "render docx": ("render", "--format", "docx", "--outline", "log"),
    "render pdf, chart": ("render", "--format", "pdf"),
}
BRIEF = """\
title: A log of {events} events
timezone: Asia/Tokyo
as_of: 2024-06-30
bottom_line: The log runs to {events} entries.
sources:
{sources}
actors:
{actors}
events:
  file: log.csv
"""
OUTLINE = """\
front: [bottom_line]
chart: none
contents: no
sections: [developments, actors, sources]
annexes: []
"""
_START = datetime(2024, 3, 1, 6)  # noqa: DTZ001 - written without a zone, as in a log


def write(root: Path, events: int) -> Path:
    """A workspace with one brief, `log`, of so many events in a table; gives back `root`."""
    brief = root / "briefs" / "log"
    brief.mkdir(parents=True)
    sources = "\n".join(f"  report-{n}: Report {n} of the harbour office" for n in range(1, 1 + max(3, events // 200)))
    actors = "\n".join(f"  team-{n}: Team {n} of the harbour" for n in range(1, 1 + max(3, events // 200)))
    text = BRIEF.format(events=events, sources=sources, actors=actors)
    (brief / "brief.yaml").write_text(text, encoding="utf-8")
    outlines = root / "templates" / "outlines"
    outlines.mkdir(parents=True)
    (outlines / "log.yaml").write_text(OUTLINE, encoding="utf-8")
    many = max(3, events // 200)
    with (brief / "log.csv").open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["id", "when", "title", "place", "actors", "summary", "evidence"])
        for n in range(events):
            when = _START + timedelta(minutes=13 * n)
            table.writerow(
                [
                    f"entry-{n}",
                    f"{when:%Y-%m-%d %H:%M}",
                    f"Crane {n % 40} at quay {n % 7} is stopped for the check number {n}",
                    f"Quay {n % 7}",
                    f"team-{1 + n % many}",
                    "The shift leader wrote it down and told the harbour office by radio." if n % 3 else "",
                    f"report-{1 + n % many}",
                ]
            )
    return root


def write_questions(root: Path, questions: int) -> Path:
    """A workspace with one brief, `log`, of so many questions with two answers and a statement on each; gives back `root`."""
    brief = root / "briefs" / "log"
    brief.mkdir(parents=True)
    lines = [
        f"title: A log of {questions} questions",
        "actors:",
        *(f"  team-{n}: Team {n}" for n in range(9)),
        "questions:",
    ]
    for n in range(questions):
        lines.append(f"  q{n}: {{text: 'Was crane {n} stopped?', answers: {{yes-{n}: It was., no-{n}: It was not.}}}}")
    lines.append("positions:")
    for n in range(questions):
        lines.append(
            f"  p{n}: {{actor: team-{n % 9}, says: It was stopped., supports: [yes-{n}], denies: [q{n}.no-{n}]}}"
        )
    (brief / "brief.yaml").write_text("\n".join([*lines, ""]), encoding="utf-8")
    return root


def measured(root: Path, *arguments: str) -> tuple[float, float]:
    """Seconds of processor time and megabytes at the peak of one command in a process of its own."""
    command = [sys.executable, __file__, str(root), *arguments]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(told[-2]), float(told[-1])


def growth(sizes: tuple[int, ...] = SIZES) -> None:
    """Prints the curves of events and of questions."""
    _curve("events", write, COMMANDS, sizes)
    _curve("questions", write_questions, {"render": ("render", "--format", "pdf,docx")}, (300, 600))


def _curve(
    what: str, make: Callable[[Path, int], Path], commands: Mapping[str, tuple[str, ...]], sizes: tuple[int, ...]
) -> None:
    """Prints a line for each command and size; `linear` is the time against the time of the size before, times the step."""
    print(f"{'':22} {what:>9} {'seconds':>9} {'MB':>7} {'linear':>7}")
    for name, arguments in commands.items():
        before = 0.0
        for step, events in zip((0.0, *(b / a for a, b in pairwise(sizes))), sizes, strict=True):
            with tempfile.TemporaryDirectory() as folder:
                seconds, peak = measured(make(Path(folder), events), *arguments)
            ratio = f"{seconds / (before * step):7.2f}" if before else ""
            print(f"{name:22} {events:9,} {seconds:9.2f} {peak:7.0f} {ratio}", flush=True)
            before = seconds


def _child(root: str, arguments: list[str]) -> None:
    """Runs briefgen as its child and prints what that took."""
    command = [sys.executable, "-m", "briefgen", "--workspace", root, *arguments]
    ran = subprocess.run(command, capture_output=True, text=True, check=False)
    if ran.returncode:
        sys.exit(ran.stdout[-2000:] + ran.stderr[-2000:])
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        _child(sys.argv[1], sys.argv[2:])
    else:
        growth()
