"""Do the jobs of office.yaml at their times; say when they come, and what came of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path

from briefgen.app.automation import done, sources
from briefgen.app.means import Means
from briefgen.app.owner import Owner
from briefgen.errors import BriefgenError, Exit, FileProblem, Problem, has_errors
from briefgen.reading.load import load_office
from briefgen.settings.schedule import PlannedJob
from briefgen.triggers.dispatch import dispatch
from briefgen.triggers.fs_events import Stop, pause
from briefgen.triggers.ledger import ScheduledRun, ScheduleLedger, ledger
from briefgen.triggers.occurrences import Occurrence, at_risk, following
from briefgen.triggers.schedule import DueRun, RunResult, Schedule
from briefgen.triggers.single_instance import single_instance
from briefgen.workspace.drives import distant
from briefgen.workspace.folders import WorkspaceFolder

Jobs = Sequence[PlannedJob]


@dataclass
class Planned:
    """The jobs of office.yaml as it is now; while it has errors, those that it had before. `problems` takes the errors, once.

    Raises BriefgenError when it has errors from the start.
    """

    workspace: WorkspaceFolder
    problems: Callable[[tuple[Problem, ...]], None]
    last: tuple[PlannedJob, ...] | None = None
    told: tuple[Problem, ...] = ()

    def __call__(self) -> tuple[PlannedJob, ...]:
        try:
            office, problems, _ = load_office(self.workspace.office, root=self.workspace.root)
        except FileProblem as error:
            problems = (Problem("error", str(error).rstrip(".")),)
        else:
            if not has_errors(problems):
                self.last, self.told = office.jobs, ()
                return self.last
        if problems != self.told:
            self.problems(problems)
            self.told = problems
        if self.last is None:
            raise BriefgenError("briefs/office.yaml has errors, so there is no schedule.")
        return self.last


@contextmanager
def held(workspace: WorkspaceFolder) -> Iterator[ScheduleLedger]:
    """Hold the schedule's ledger, so that nobody else does its jobs meanwhile. Raises Busy, FileProblem."""
    with single_instance(workspace, "schedule"), ledger(_file(workspace)) as book:
        yield book


@dataclass
class Running:
    """A run of the schedule until `stop` is set. `say` takes what begins, `detail` what came of it, `fault` what went wrong beside it;
    `worst` is the highest exit code of a job."""

    workspace: WorkspaceFolder
    ledger: ScheduleLedger
    means: Means
    stop: Stop
    say: Callable[[str], None] = lambda text: None
    detail: Callable[[str], None] = lambda text: None
    fault: Callable[[str], None] = lambda text: None
    worst: Exit = Exit.DONE

    def run(self, jobs: Callable[[], tuple[PlannedJob, ...]], *, once: bool = False) -> None:
        """Do each job when its time comes, or only what is due. Raises BriefgenError where there is no schedule, FileProblem."""
        owner = Owner(self.workspace, self.ledger, self.means, self.detail, self.fault)
        schedule = Schedule(
            self.ledger,
            jobs,
            self.means.now,
            lambda seconds: pause(seconds, self.stop),
            self.stop,
            self._given_up,
            looked=owner.hear,
            lost=self._lost,
        )
        dispatch(schedule.due(once=once), self._do)

    def _do(self, due: DueRun) -> RunResult:
        self.say(f"{due.job.id} ({due.occurrence.wall}{_why(due)})")
        ran = done(self.workspace, due, self.ledger, self.means)
        for said in (*ran.said, *(fault for fault in ran.faults if fault not in ran.said)):
            self.detail(said)
        self.worst = max(self.worst, ran.exit)
        return ran

    def _given_up(self, said: str) -> None:
        self.say(said)
        self.worst = max(self.worst, Exit.REFUSED)

    def _lost(self, gone: tuple[str, ...]) -> None:
        had = f"it had {', '.join(gone)}. Put them back within a day, or they are forgotten."
        self.fault(f"briefs/office.yaml has no jobs any more; {had}")


def _why(due: DueRun) -> str:
    if due.again:
        return ", again"
    if due.waited:
        return ", after its quiet hours"
    return f", also for {due.missed} missed" if due.missed else ""


def risks(workspace: WorkspaceFolder, jobs: Jobs, now: datetime) -> list[Problem]:
    """Say what may keep jobs from being done as they are meant."""
    found = [problem for job in jobs if (problem := at_risk(job, now))]
    if kind := distant(workspace.root):
        message = f"{workspace.root} lies on a network drive ({kind}), where a lock may hold on one machine only"
        found.append(Problem("warning", message, "Let one machine alone run its schedule"))
    return found


def ahead(job: PlannedJob, now: datetime, number: int = 1) -> tuple[Occurrence, ...]:
    """Say when a job comes next, so many times."""
    return tuple(islice(following(job, now), number))


def unknown(workspace: WorkspaceFolder, job: PlannedJob) -> tuple[str, ...]:
    """Say which briefs a job names that are not there."""
    return sources(workspace, job).unknown


def last_runs(workspace: WorkspaceFolder, jobs: Jobs) -> dict[str, ScheduledRun | None]:
    """Say what came of each job the last time, by its id. Raises FileProblem."""
    if not _file(workspace).exists():
        return {}
    with ledger(_file(workspace)) as book:
        return {job.id: book.last(job.id) for job in jobs}


def _file(workspace: WorkspaceFolder) -> Path:
    return workspace.kept("schedule.sqlite")
