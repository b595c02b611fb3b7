"""Look a brief through: what is wrong with it, and what it leaves out of its archived sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.checks import check as check_loaded
from briefgen.checks.coverage_report import coverage as coverage_of
from briefgen.checks.log_coverage import log_coverage
from briefgen.errors import BriefgenError, Exit, FileProblem, Problem, has_errors
from briefgen.renderers import FORMATS
from briefgen.workspace.look import template_faults, theme

if TYPE_CHECKING:
    from briefgen.checks.coverage_report import SourceCoverage
    from briefgen.checks.log_coverage import LogCoverage
    from briefgen.reading.load import Loaded
    from briefgen.workspace.folders import BriefSource, WorkspaceFolder


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found in the brief that is called `slug` and lies in `file`, as its author would name it.

    `coverage` is that of each archived source, `logs` that of each log, None when nobody asked; `fault` is why nothing could be looked at.
    """

    slug: str
    file: str
    problems: tuple[Problem, ...] = ()
    coverage: tuple[SourceCoverage, ...] | None = None
    logs: tuple[LogCoverage, ...] | None = None
    fault: str = ""
    exit: Exit = Exit.DONE


def problems(loaded: Loaded, workspace: WorkspaceFolder, now: datetime | None) -> tuple[Problem, ...]:
    """Everything that is wrong with a brief, the office's look included; with `now` (aware), also what is out of date."""
    found = (*check_loaded(loaded, now), *template_faults(loaded))
    return found if has_errors(found) else (*found, *_not_shown(loaded, workspace))


def _not_shown(loaded: Loaded, workspace: WorkspaceFolder) -> tuple[Problem, ...]:
    """What no font has of the words that the brief's own outline prints, and the drawings that cannot be drawn."""
    from briefgen.build.bundle import gather
    from briefgen.build.glyphs import without_glyph
    from briefgen.build.places import path_of, placed
    from briefgen.renderers.drawing import undrawable
    from briefgen.workspace.templates import Templates

    try:
        bundle = gather(loaded, loaded.draft, Templates(workspace.root))
        look = theme(bundle.office, bundle.assets)
        document, brief = bundle.document, bundle.brief
        faults = (Problem("error", fault, "", path_of(origin, brief)) for origin, fault in undrawable(document, look))
        return placed((*without_glyph(document, brief, look.faces, FORMATS), *faults), loaded)
    except BriefgenError:  # a template that cannot be used is told by what uses it
        return ()


def check(workspace: WorkspaceFolder, source: BriefSource, *, now: datetime, coverage: bool = False) -> Checked:
    """What is wrong with a brief at a time (aware), and with `coverage` what it leaves out of its sources. Raises nothing."""
    try:
        loaded = workspace.load(source)
    except FileProblem as error:
        unread = Problem("error", str(error).rstrip("."))
        return Checked(source.slug, str(source.file), (unread,), fault=str(error), exit=error.exit)
    found = problems(loaded, workspace, now)
    covered = coverage_of(loaded) if coverage else None
    logs = log_coverage(loaded) if coverage else None
    return Checked(
        source.slug, loaded.name, found, covered, logs, exit=Exit.REFUSED if has_errors(found) else Exit.DONE
    )
