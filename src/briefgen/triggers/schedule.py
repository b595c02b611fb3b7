"""Times become triggers: each occurrence of a job is taken once, in the ledger, before anything is done for it."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice, takewhile

from briefgen.errors import BriefgenError, Exit
from briefgen.incident.schedule import Action, Job
from briefgen.publish.workspace import Source
from briefgen.triggers.hints import Stop
from briefgen.triggers.ledger import Ledger, State
from briefgen.triggers.occurrences import Occurrence, following, latest

COUNTED = 1000
"""Missed occurrences that are counted."""
TRIES = 2
"""How often a run that dies is begun."""


@dataclass(frozen=True, slots=True)
class Due:
    """An occurrence that was taken, to be acted on. `missed` earlier ones are made up by it; `again`: it died the first time."""

    job: Job
    occurrence: Occurrence
    missed: int = 0
    again: bool = False


@dataclass(frozen=True, slots=True)
class Ran:
    """What came of it: the highest exit code, and what was said of each brief and action."""

    exit: Exit = Exit.DONE
    said: tuple[str, ...] = ()


Perform = Callable[[Source, Job], str]
"""An action on one brief; what to say of it. Raises BriefgenError."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The schedule of a workspace. `jobs` gives those there are now, each with its zone; `now` the time (aware); `wait` waits
    so many seconds, or less; `tell` takes what a user should know. After the `longest` sleep the clock is looked at again: it
    may have been set, or the machine may have slept."""

    ledger: Ledger
    jobs: Callable[[], tuple[Job, ...]]
    now: Callable[[], datetime]
    wait: Callable[[float], None]
    stop: Stop
    tell: Callable[[str], None]
    longest: timedelta = timedelta(seconds=30)

    def due(self, *, once: bool = False) -> Generator[Due, Ran, None]:
        """The occurrences to act on, without end or only those that are due; whoever takes one sends back what came of it.

        Of several that were missed the last one is made up for. First comes what died at work. Nobody else may do this
        meanwhile: see `sole`.
        """
        yield from self._died()
        while not self.stop.is_set():
            jobs = self.jobs()
            self.ledger.forget(jobs)
            for job in jobs:
                if not self.stop.is_set():
                    yield from self._one(job)
            if once:
                return
            self.wait(self._rest(jobs).total_seconds())

    def _one(self, job: Job) -> Generator[Due, Ran, None]:
        now = self.now()
        seen = self.ledger.seen(job, now)
        occurrence = latest(job, seen, now)
        if occurrence is None:
            return
        missed = sum(1 for _ in takewhile(lambda one: one.at < occurrence.at, islice(following(job, seen), COUNTED)))
        if self.ledger.claim(job, occurrence, missed, now):
            yield from self._act(Due(job, occurrence, missed))
        self.ledger.saw(job, now)

    def _act(self, due: Due) -> Generator[Due, Ran, None]:
        ran = yield due
        state: State = "failed" if ran.exit else "done"
        self.ledger.close(due.job.id, due.occurrence, state, "; ".join(ran.said), self.now())

    def _died(self) -> Generator[Due, Ran, None]:
        """Runs that were at work when their process ended, once more: a render makes what is out of date, an issue what is new,
        and a letter that is in its ledger is not sent again."""
        jobs = {job.id: job for job in self.jobs()}
        for run in self.ledger.unfinished():
            job = jobs.get(run.job)
            if job is None or run.tries >= TRIES:
                said = "stopped in the middle, twice" if job else "stopped in the middle, and there is no such job now"
                self.tell(f"{run.job} ({run.occurrence.wall}) {said}")
                self.ledger.close(run.job, run.occurrence, "failed", said, self.now())
            else:
                self.ledger.again(run)
                yield from self._act(Due(job, run.occurrence, run.missed, again=True))

    def _rest(self, jobs: Sequence[Job]) -> timedelta:
        now = self.now()
        ahead = (occurrence.at - now for job in jobs for occurrence in islice(following(job, now), 1))
        return min((*ahead, self.longest))


def perform(due: Due, sources: Sequence[Source], actions: Mapping[Action, Perform], ledger: Ledger) -> Ran:
    """Every action of a job on every brief, one action after the other; a brief for which one fails is left out of the next."""
    said: list[str] = []
    worst = Exit.DONE
    left = list(sources)
    for action in due.job.actions:
        for source in tuple(left):
            ledger.step(due.job, due.occurrence, f"{action} {source.slug}")
            try:
                said.append(f"{source.slug}: {actions[action](source, due.job)}")
            except BriefgenError as error:
                said.append(f"{source.slug}: {error}")
                worst = max(worst, error.exit)
                left.remove(source)
    return Ran(worst, tuple(said))
