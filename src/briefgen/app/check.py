"""Look a brief through: what is wrong with it, and what it leaves out of its archived sources."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.checks import check as check_loaded
from briefgen.checks.coverage_report import coverage as coverage_of
from briefgen.checks.log_coverage import log_coverage
from briefgen.errors import Exit, Faulty, FileProblem, Problem, Where, has_errors
from briefgen.renderers import FORMATS
from briefgen.workspace.look import theme

if TYPE_CHECKING:
    from collections.abc import Iterator

    from briefgen.checks.coverage_report import SourceCoverage
    from briefgen.checks.log_coverage import LogCoverage
    from briefgen.model.brief import Brief
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


def problems(
    loaded: Loaded, workspace: WorkspaceFolder, source: BriefSource, now: datetime | None
) -> tuple[Problem, ...]:
    """Everything that is wrong with a brief and all that its files are made with; with `now` (aware), also what is out of date."""
    from briefgen.build.bundle import gather
    from briefgen.build.fit import unfit, word_template_faults
    from briefgen.build.glyphs import without_glyph
    from briefgen.build.places import placed
    from briefgen.workspace.templates import Templates

    found, templates = check_loaded(loaded, now), Templates(workspace.root)
    try:
        bundle = gather(loaded, loaded.draft, templates)
    except Faulty as error:
        return (*found, *error.problems)
    if has_errors(found):
        return (*found, *word_template_faults(bundle, loaded, templates), *templates.remarks)
    look = theme(bundle.office, bundle.assets)
    lacking = placed(without_glyph(bundle.composition.fullest, bundle.brief, look.faces, FORMATS), loaded)
    faults = (*unfit(bundle, loaded, templates), *_edition_before(workspace, source, bundle.brief))
    return (*found, *lacking, *faults, *templates.remarks)


def _edition_before(workspace: WorkspaceFolder, source: BriefSource, brief: Brief) -> Iterator[Problem]:
    """Why the edition before, whose differences the files tell, cannot be read."""
    from briefgen.editions.editions import Unsound, since

    try:
        since(source, brief)
    except Unsound as error:
        yield Problem("error", error.why, error.hint, where=Where(workspace.shown(error.file)))
    except FileProblem as error:
        yield Problem("error", str(error).rstrip("."))


def check(workspace: WorkspaceFolder, source: BriefSource, *, now: datetime, coverage: bool = False) -> Checked:
    """What is wrong with a brief at a time (aware), and with `coverage` what it leaves out of its sources. Raises nothing."""
    try:
        loaded = workspace.load(source)
    except FileProblem as error:
        unread = Problem("error", str(error).rstrip("."))
        return Checked(source.slug, str(source.file), (unread,), fault=str(error), exit=error.exit)
    found = problems(loaded, workspace, source, now)
    covered = coverage_of(loaded) if coverage else None
    logs = log_coverage(loaded) if coverage else None
    return Checked(
        source.slug, loaded.name, found, covered, logs, exit=Exit.REFUSED if has_errors(found) else Exit.DONE
    )


def unread(workspace: WorkspaceFolder) -> Iterator[Checked]:
    """What was probably meant for a brief, or for the office's settings, and bears another name."""
    for problem in workspace.misnamed():
        file = problem.where.file if problem.where else ""
        yield Checked(file.removeprefix("briefs/").partition("/")[0], file, (problem,), exit=Exit.REFUSED)
