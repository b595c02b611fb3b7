"""briefgen schedule: the jobs of office.yaml, done at their times."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Json
from briefgen.cli.stopping import until_stopped
from briefgen.errors import BriefgenError, Exit, FileProblem, Problem, UsageError, has_errors
from briefgen.publish.workspace import Workspace

if TYPE_CHECKING:
    from briefgen.incident.schedule import PlannedJob
    from briefgen.triggers.ledger import Run
    from briefgen.triggers.occurrences import Occurrence
    from briefgen.triggers.schedule import Due, Ran
    from briefgen.triggers.units import Units

app = typer.Typer(help="The jobs of office.yaml: render, issue or send briefs at set times.", no_args_is_help=True)

To = Annotated[Path | None, typer.Option("--to", metavar="DIR", help="The folder of units; systemd's own by default.")]
System = Annotated[bool, typer.Option("--system", help="For the whole system instead of the user who calls this.")]


@app.command()
def run(
    context: typer.Context,
    once: Annotated[
        bool, typer.Option("--once", help="Do what is due since the last time, then end: for timers.")
    ] = False,
) -> None:
    """Do each job when its time comes, until Ctrl-C; of the times that were missed, the last is made up for."""
    from briefgen.app.automation import done
    from briefgen.app.means import Means
    from briefgen.app.owner import Owner
    from briefgen.triggers.act import act
    from briefgen.triggers.hints import pause
    from briefgen.triggers.ledger import ledger
    from briefgen.triggers.schedule import Schedule
    from briefgen.triggers.sole import Busy, sole

    workspace: Workspace = context.obj
    jobs = _Jobs(workspace)
    means = Means(_now, delivery.opened(workspace), delivery.jitter, show.problems)
    worst = Exit.DONE

    def do(due: Due) -> Ran:
        nonlocal worst
        _say(f"{due.job.id} ({due.occurrence.wall}{_why(due)})")
        ran = done(workspace, due, book, means)
        for said in (*ran.said, *(fault for fault in ran.faults if fault not in ran.said)):
            _indented(said)
        worst = max(worst, ran.exit)
        return ran

    def given_up(said: str) -> None:
        nonlocal worst
        _say(said)
        worst = max(worst, Exit.REFUSED)

    try:
        with sole(workspace, "schedule"), ledger(_file(workspace)) as book, until_stopped() as stop:
            if not once:
                _warn(workspace, jobs())
                _say(f"{show.counted(len(jobs()), 'job')}; Ctrl-C ends it")
            owner = Owner(workspace, book, means, _indented, show.fault)
            act(
                Schedule(
                    book,
                    jobs,
                    _now,
                    lambda seconds: pause(seconds, stop),
                    stop,
                    given_up,
                    looked=owner.hear,
                    lost=_lost,
                ).due(once=once),
                do,
            )
    except Busy as error:
        if not once:
            raise
        show.fault(f"nothing done: {error}")  # the run before this one takes longer than a minute
    raise typer.Exit(worst if once else Exit.DONE)


@app.command("print")
def print_(
    context: typer.Context,
    number: Annotated[int, typer.Option("--number", metavar="N", help="How many times of each job.", min=1)] = 5,
) -> None:
    """Say when each job comes next, on the clock of its zone and in UTC."""
    from briefgen.app.automation import sources
    from briefgen.triggers.occurrences import following

    workspace: Workspace = context.obj
    workspace.distinct()
    jobs = _Jobs(workspace)()
    _warn(workspace, jobs)
    for job in jobs:
        print(f"{job.id}: {job.cron} {job.zone}, {', '.join(job.actions)} {', '.join(job.briefs) or 'all briefs'}")
        for occurrence in islice(following(job, _now()), number):
            print(f"    {_when(occurrence)}")
        for unknown in sources(workspace, job).unknown:
            show.problems([Problem("warning", unknown.rstrip("."))])
    if not jobs:
        print("There is no job. Write one under schedule: in briefs/office.yaml.")


@app.command()
def status(
    context: typer.Context,
    as_json: Json = False,
) -> None:
    """Say of each job when it ran last, what came of it, and when it comes next."""
    from briefgen.triggers.ledger import ledger
    from briefgen.triggers.occurrences import following

    workspace: Workspace = context.obj
    workspace.distinct()
    jobs = _Jobs(workspace)()
    runs: dict[str, Run | None] = {}
    if _file(workspace).exists():
        with ledger(_file(workspace)) as book:
            runs = {job.id: book.last(job.id) for job in jobs}
    ahead = {job.id: next(following(job, _now()), None) for job in jobs}
    if as_json:
        made = [{"job": j.id, "last": _as_data(runs.get(j.id)), "next": _time(ahead[j.id])} for j in jobs]
        show.dump({"jobs": made})
        return
    for job in jobs:
        last, coming = runs.get(job.id), ahead[job.id]
        print(f"{job.id}: last {_told(last) if last else 'never'}; next {_when(coming) if coming else 'never'}")


@app.command()
def install(
    context: typer.Context,
    to: To = None,
    system: System = False,
    cron: Annotated[bool, typer.Option("--cron", help="Print a line for a crontab instead.")] = False,
) -> None:
    """Write a systemd service and timer that do what is due, every minute; what they call costs little when nothing is."""
    from briefgen.triggers.units import crontab

    workspace: Workspace = context.obj
    workspace.distinct()
    if cron:  # the line alone, for a pipe
        print(crontab(workspace.root, _COMMAND))
        return
    _warn(workspace, _Jobs(workspace)())
    units = _units(workspace, system=system)
    for file in units.install(_folder(to, system=system)):
        print(file)
    print(f"Then: {_systemctl(system)} daemon-reload && {_systemctl(system)} enable --now {units.name}.timer")


@app.command()
def remove(context: typer.Context, to: To = None, system: System = False) -> None:
    """Delete the systemd units that `install` wrote for this workspace."""
    workspace: Workspace = context.obj
    units = _units(workspace, system=system)
    gone = units.remove(_folder(to, system=system))
    for file in gone:
        print(file)
    if gone:
        print(f"Then: {_systemctl(system)} stop {units.name}.timer; {_systemctl(system)} daemon-reload")
    else:
        print("There were none.")


# -- the jobs ---------------------------------------------------------------------------------------------------------


class _Jobs:
    """The jobs of office.yaml as it is now; while it has errors, those that it had before, and the errors once.

    Raises BriefgenError when it has errors from the start.
    """

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.last: tuple[PlannedJob, ...] | None = None
        self.told: tuple[Problem, ...] = ()

    def __call__(self) -> tuple[PlannedJob, ...]:
        from briefgen.incident.load import load_office

        try:
            office, problems, _ = load_office(self.workspace.office, root=self.workspace.root)
        except FileProblem as error:
            problems = (Problem("error", str(error).rstrip(".")),)
        else:
            if not has_errors(problems):
                self.last, self.told = office.jobs, ()
                return self.last
        if problems != self.told:
            show.problems(problems)
            self.told = problems
        if self.last is None:
            raise BriefgenError("briefs/office.yaml has errors, so there is no schedule.")
        return self.last


def _warn(workspace: Workspace, jobs: tuple[PlannedJob, ...]) -> None:
    from briefgen.triggers.hints import distant
    from briefgen.triggers.occurrences import at_risk

    found = [problem for job in jobs if (problem := at_risk(job, _now()))]
    if kind := distant(workspace.root):
        message = f"{workspace.root} lies on a network drive ({kind}), where a lock may hold on one machine only"
        found.append(Problem("warning", message, "Let one machine alone run its schedule"))
    show.problems(found)


# -- in words ---------------------------------------------------------------------------------------------------------


def _why(due: Due) -> str:
    if due.again:
        return ", again"
    if due.waited:
        return ", after its quiet hours"
    return f", also for {due.missed} missed" if due.missed else ""


def _lost(gone: tuple[str, ...]) -> None:
    names = ", ".join(gone)
    show.fault(
        f"briefs/office.yaml has no jobs any more; it had {names}. Put them back within a day, or they are forgotten."
    )


def _when(occurrence: Occurrence) -> str:
    """ "Mon 2026-03-02 07:30 Europe/Warsaw (06:30 UTC)"."""
    day = datetime.fromisoformat(occurrence.wall[:10])
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    return f"{name} {occurrence.wall} ({occurrence.at:%H:%M} UTC)"


def _told(run: Run) -> str:
    state = {"acting": "at work, or died at work", "done": "done", "failed": "failed"}[run.state]
    waits = ", waits to send until its quiet hours end" if run.waits else ""
    return f"{run.occurrence.wall}, {state}{waits}{': ' + run.said if run.said else ''}"


def _time(occurrence: Occurrence | None) -> dict[str, str] | None:
    return {"at": occurrence.at.isoformat(), "wall": occurrence.wall} if occurrence else None


def _as_data(run: Run | None) -> dict[str, object] | None:
    if run is None:
        return None
    return {
        "job": run.job,
        "occurrence": _time(run.occurrence),
        "state": run.state,
        "missed": run.missed,
        "began": run.began.isoformat(),
        "ended": run.ended.isoformat() if run.ended else None,
        "said": run.said,
        "waits": list(run.waits),
    }


def _say(text: str) -> None:
    print(f"{_now().astimezone():%H:%M:%S} {text}", flush=True)


def _indented(text: str) -> None:
    print(f"    {text}", flush=True)


def _now() -> datetime:
    return datetime.now(UTC)


# -- units ------------------------------------------------------------------------------------------------------------

_COMMAND = (sys.executable, "-P", "-m", "briefgen")
"""-P, since a job imports nothing from the folder that it is started in, which may be anybody's."""


def _units(workspace: Workspace, *, system: bool) -> Units:
    from briefgen.triggers.units import Units

    return Units(workspace.root, _COMMAND, workspace.root.owner() if system else "")


def _folder(to: Path | None, *, system: bool) -> Path:
    if to is not None:
        return to
    if sys.platform != "linux":
        raise UsageError("systemd is part of Linux. Let this system's scheduler call: briefgen schedule run --once")
    return Path("/etc/systemd/system") if system else Path.home() / ".config" / "systemd" / "user"


def _systemctl(system: bool) -> str:
    return "systemctl" if system else "systemctl --user"


def _file(workspace: Workspace) -> Path:
    return workspace.state / "schedule.sqlite"
