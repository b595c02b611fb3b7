"""Problems and progress as people read them: coloured and grouped on a terminal, one plain line each on a pipe."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING, Any

from briefgen.errors import LEVELS, Level, Problem, counted, ended

if TYPE_CHECKING:
    from briefgen.build.artifacts import Progress


COLOURS: dict[Level, str] = {"error": "bold red", "warning": "yellow", "note": "cyan"}


def fault(message: str) -> None:
    """What stopped the command, on standard error."""
    print(f"briefgen: {message}", file=sys.stderr)


def remark(message: str) -> None:
    """Something to know that is no result, on standard error."""
    print(message, file=sys.stderr)


def problems(found: Sequence[Problem]) -> None:
    """The problems on standard output, those of one file together."""
    if not sys.stdout.isatty():
        for problem in found:
            print(problem)
        return
    from rich.console import Console
    from rich.padding import Padding
    from rich.text import Text

    console = Console(highlight=False)
    for file, group in groupby(found, key=lambda problem: problem.where.file if problem.where else ""):
        console.print(Text(file, style="bold underline"))
        for problem in group:
            line = Text()
            if problem.where and problem.where.line:
                line.append(f"{problem.where.file}:{problem.where.line}:{problem.where.column}: ", style="dim")
            line.append(problem.level, style=COLOURS[problem.level])
            line.append(f": {ended(problem.message)}")
            if problem.hint:
                line.append(f" {ended(problem.hint)}", style="green")
            if problem.rule:
                line.append(f" [{problem.rule}]", style="dim")
            console.print(Padding(line, (0, 0, 0, 2)))
        console.print()


def summary(found: Iterable[Problem], briefs: int) -> None:
    """ "2 errors and 1 note in 3 briefs", or "no problems in 1 brief": after the problems on a terminal, else beside them."""
    levels = [problem.level for problem in found]
    counts = [counted(levels.count(level), level) for level in LEVELS if level in levels]
    said = " and ".join([", ".join(counts[:-1]), counts[-1]] if len(counts) > 1 else counts or ["no problems"])
    print(f"{said} in {counted(briefs, 'brief')}", file=sys.stdout if sys.stdout.isatty() else sys.stderr)


def as_data(problem: Problem) -> dict[str, Any]:
    """A problem for --json."""
    where = problem.where
    return {
        "level": problem.level,
        "rule": problem.rule,
        "message": problem.message,
        "hint": problem.hint,
        "file": where.file if where else None,
        "line": where.line if where and where.line else None,
        "column": where.column if where and where.column else None,
        "path": list(problem.path),
    }


def dump(data: object) -> None:
    """One machine-readable object on standard output."""
    print(json.dumps(data, indent=2, ensure_ascii=False))


@contextmanager
def progress(total: int, verb: str) -> Iterator[tuple[Progress, Progress]]:
    """(begin a brief by name, name the step at hand) on a terminal's standard error; nothing on a pipe."""
    if not sys.stderr.isatty():
        yield (lambda name: None), (lambda step: None)
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(verb, total=total)
        name = [""]

        def begin(brief: str) -> None:
            if name[0]:
                bar.advance(task)
            name[0] = brief
            bar.update(task, description=f"{verb} {brief}")

        def step(text: str) -> None:
            bar.update(task, description=f"{verb} {name[0]}: {text}")

        yield begin, step
