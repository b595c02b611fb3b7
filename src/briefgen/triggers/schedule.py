"""Times become triggers: each occurrence of a job is taken once, in the ledger, before anything is done for it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from briefgen.errors import BriefgenError, Exit, has_errors
from briefgen.settings.schedule import JobAction, PlannedJob
from briefgen.triggers.fs_events import Stop
from briefgen.triggers.ledger import RunState, ScheduledRun, ScheduleLedger
from briefgen.triggers.occurrences import Occurrence, following, latest
from briefgen.workspace.folders import BriefSource

COUNTED = 1000
"""Missed occurrences that are counted."""
TRIES = 2
"""How often a run that dies is begun."""


@dataclass(frozen=True, slots=True)
class DueRun:
    """An occurrence that was taken, to be acted on. `missed` earlier ones are made up by it; `again`: it died the first time.

    `waited` is a run whose quiet hours are over: what it left is sent, and nothing else is done."""

    job: PlannedJob
    occurrence: Occurrence
    missed: int = 0
    again: bool = False
    waited: ScheduledRun | None = None


@dataclass(frozen=True, slots=True)
class RunResult:
    """What came of it: the highest exit code, and what was said of each brief and action. `faults` are what failed, with the errors
    of the briefs, for the owner; `waits` the slugs of those that are sent when the quiet hours end."""

    exit: Exit = Exit.DONE
    said: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    waits: tuple[str, ...] = ()


class Quiet(BriefgenError):
    """Nothing is sent now, and no fault: it is sent when the quiet hours end."""


Perform = Callable[[BriefSource, PlannedJob], str]
"""An action on one brief; what to say of it. Raises BriefgenError, Quiet for what is put off."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of a workspace. `jobs` gives those there are now, each with its zone; `now` the time (aware); `wait` waits
    so many seconds, or less; `tell` takes what failed outside a run; `looked` is called when all that is due is done. After the `longest` sleep the clock is looked at again: it
    may have been set, or the machine may have slept."""

    ledger: ScheduleLedger
    jobs: Callable[[], tuple[PlannedJob, ...]]
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    stop: Stop
    tell: Callable[[str], None]
    longest: timedelta = timedelta(seconds=30)
    looked: Callable[[], None] = lambda: None
    lost: Callable[[tuple[str, ...]], None] = lambda gone: None

    def due(self, *, once: bool = False) -> Generator[DueRun, RunResult, None]:
        """The occurrences to act on, without end or only those that are due; whoever takes one sends back what came of it.

        Of several that were missed the last one is made up for. First comes what died at work, last what waited for the end of
        quiet hours. Nobody else may do this meanwhile: see `single_instance`.
        """
        while not self.stop.is_set():
            jobs = self.jobs()
            gone = self.ledger.present(jobs, self.now())
            if gone and not jobs:
                self.lost(gone)
            yield from self._died(jobs)
            for job in jobs:
                if not self.stop.is_set():
                    yield from self._one(job)
                    yield from self._waited(job)
            self.looked()
            if once:
                return
            self.wait(self._rest(jobs).total_seconds())

    def _one(self, job: PlannedJob) -> Generator[DueRun, RunResult, None]:
        now = self.now()
        seen = self.ledger.seen(job, now)
        occurrence = latest(job, seen, now)
        if occurrence is None:
            return
        missed = sum(1 for _ in takewhile(lambda one: one.at < occurrence.at, islice(following(job, seen), COUNTED)))
        if self.ledger.claim(job, occurrence, missed, now):
            yield from self._act(DueRun(job, occurrence, missed))
        self.ledger.saw(job, now)

    def _waited(self, job: PlannedJob) -> Generator[DueRun, RunResult, None]:
        run = self.ledger.waiting(job.id)
        if run and not job.is_quiet(self.now()):
            self.ledger.resume(run)
            yield from self._act(DueRun(job, run.occurrence, run.missed, waited=run))

    def _act(self, due: DueRun) -> Generator[DueRun, RunResult, None]:
        ran = yield due
        said, faults = ran.said, ran.faults
        if due.waited:  # what failed before the quiet hours has not become right
            said, faults = (due.waited.said, *said), (*due.waited.fault.splitlines(), *faults)
        state: RunState = "failed" if faults or ran.exit else "done"
        fault = "\n".join(faults or (ran.said if ran.exit else ()))
        self.ledger.close(due.job.id, due.occurrence, state, "; ".join(said), self.now(), fault, ran.waits)
        if due.waited and due.waited.told == fault:
            self.ledger.told(due.waited)

    def _died(self, present: Sequence[PlannedJob]) -> Generator[DueRun, RunResult, None]:
        """Runs that were at work when their process ended, once more: a render makes what is out of date, an issue what is new,
        and a letter that is in its ledger is not sent again. Those of a job that is gone for a moment are left for its return."""
        jobs = {job.id: job for job in present}
        for run in self.ledger.unfinished():
            job = jobs.get(run.job)
            if job is None and self.ledger.remembers(run.job):
                continue
            if job is None or run.tries >= TRIES:
                said = "stopped in the middle, twice" if job else "stopped in the middle, and there is no such job now"
                self.tell(f"{run.job} ({run.occurrence.wall}) {said}")
                self.ledger.close(run.job, run.occurrence, "failed", said, self.now(), said)
            else:
                self.ledger.again(run)
                waited = run if run.waits else None
                yield from self._act(DueRun(job, run.occurrence, run.missed, again=True, waited=waited))

    def _rest(self, jobs: Sequence[PlannedJob]) -> timedelta:
        now = self.now()
        ahead = (occurrence.at - now for job in jobs for occurrence in islice(following(job, now), 1))
        waiting = any(self.ledger.waiting(job.id) for job in jobs)
        return min((*ahead, self.longest, timedelta(minutes=1) if waiting else self.longest))


def perform(
    due: DueRun, sources: Sequence[BriefSource], actions: Mapping[JobAction, Perform], ledger: ScheduleLedger
) -> RunResult:
    """Every action of a job on every brief, one action after the other; a brief for which one fails is left out of the next."""
    said: list[str] = []
    faults: list[str] = []
    waits: list[str] = []
    worst = Exit.DONE
    left = [source for source in sources if not due.waited or source.slug in due.waited.waits]
    for action in due.job.actions:
        if due.waited and action != "send":
            continue
        for source in tuple(left):
            ledger.step(due.job, due.occurrence, f"{action} {source.slug}")
            try:
                said.append(f"{source.slug}: {actions[action](source, due.job)}")
            except Quiet as quiet:
                said.append(f"{source.slug}: {quiet}")
                waits.append(source.slug)
            except Exception as error:  # noqa: BLE001 - one brief's fault, of whatever kind, keeps no other from being done
                exit_, lines = failure(error)
                said.append(f"{source.slug}: {lines[0]}")
                faults += [said[-1], *lines[1:]]
                worst = max(worst, exit_)
                left.remove(source)
    return RunResult(worst, tuple(said), tuple(faults), tuple(waits))


def failure(error: Exception) -> tuple[Exit, list[str]]:
    """The exit code of an exception, and what to say of it: a line, then the problems that it carries, one a line."""
    if not isinstance(error, BriefgenError):
        told = " ".join(str(error).split())
        return Exit.REFUSED, [f"an unforeseen error, {type(error).__name__}{': ' + told if told else ''}."]
    problems = getattr(error, "problems", ())
    grave = [one for one in problems if one.level == "error"] if has_errors(problems) else problems
    return error.exit, [str(error), *map(str, grave)]
