"""Look a brief through: what is wrong with it, and what it leaves out of its archived sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.checks import check as check_loaded
from briefgen.checks.coverage_report import coverage as coverage_of
from briefgen.errors import Exit, FileProblem, Problem, has_errors
from briefgen.workspace.look import template_faults

if TYPE_CHECKING:
    from briefgen.checks.coverage_report import SourceCoverage
    from briefgen.reading.load import Loaded
    from briefgen.workspace.folders import BriefSource, WorkspaceFolder


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in the brief that is called `slug` and lies in `file`, as its author would name it.

    `coverage` is that of each archived source, None when nobody asked; `fault` is why nothing could be looked at.
    """

    slug: str
    file: str
    problems: tuple[Problem, ...] = ()
    coverage: tuple[SourceCoverage, ...] | None = None
    fault: str = ""
    exit: Exit = Exit.DONE


def problems(loaded: Loaded, now: datetime | None) -> tuple[Problem, ...]:
    """Everything that is wrong with a brief, the office's look included; with `now` (aware), also what is out of date."""
    return (*check_loaded(loaded, now), *template_faults(loaded))


def check(workspace: WorkspaceFolder, source: BriefSource, *, now: datetime, coverage: bool = False) -> Checked:
    """What is wrong with a brief at a time (aware), and with `coverage` what it leaves out of its sources. Raises nothing."""
    try:
        loaded = workspace.load(source)
    except FileProblem as error:
        unread = Problem("error", str(error).rstrip("."))
        return Checked(source.slug, str(source.file), (unread,), fault=str(error), exit=error.exit)
    found = problems(loaded, now)
    covered = coverage_of(loaded) if coverage else None
    return Checked(source.slug, loaded.name, found, covered, exit=Exit.REFUSED if has_errors(found) else Exit.DONE)
