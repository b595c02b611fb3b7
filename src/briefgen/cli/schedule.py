"""briefgen schedule: the jobs of office.yaml, done at their times."""

from __future__ import annotations

import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Cluster, Json
from briefgen.cli.stopping import until_stopped
from briefgen.errors import Exit, Problem, UsageError, counted
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.settings.schedule import PlannedJob
    from briefgen.triggers.ledger import ScheduledRun
    from briefgen.triggers.occurrences import Occurrence
    from briefgen.triggers.units import Units

app = typer.Typer(help="The jobs of office.yaml: render, issue or send briefs at set times.", no_args_is_help=True)

ToFolder = Annotated[
    Path | None, typer.Option("--to", metavar="DIR", help="The folder of units; systemd's own by default.")
]
Once = Annotated[bool, typer.Option("--once", help="Do what is due since the last time, then end: for timers.")]
System = Annotated[bool, typer.Option("--system", help="For the whole system instead of the user who calls this.")]


@app.command()
def run(
    context: typer.Context,
    once: Once = False,
    cluster: Cluster = "",
) -> None:
    """Do each job when its time comes, until Ctrl-C; of the times that were missed, the last is made up for."""
    from briefgen.app.schedule import Planned, Running, held
    from briefgen.triggers.single_instance import Busy

    workspace: WorkspaceFolder = context.obj
    jobs, worst = Planned(workspace, show.problems), Exit.DONE
    try:
        with held(workspace) as ledger, until_stopped() as stop:
            if not once:
                _warn(workspace, jobs())
                _say(f"{counted(len(jobs()), 'job')}; Ctrl-C ends it")
            means = delivery.means(workspace, cluster)
            running = Running(workspace, ledger, means, stop, _say, _indented, show.fault)
            running.run(jobs, once=once)
            worst = running.worst
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
    """Say when each job comes next, on the clock of its zone and in UTC, and by when the duties of all briefs are due."""
    from briefgen.app.duties_due import duties_due
    from briefgen.app.schedule import ahead, unknown

    workspace: WorkspaceFolder = context.obj
    jobs = _jobs(workspace)
    _warn(workspace, jobs)
    for job in jobs:
        print(f"{job.id}: {job.cron} {job.zone}, {', '.join(job.actions)} {', '.join(job.briefs) or 'all briefs'}")
        for occurrence in ahead(job, delivery.now(), number):
            print(f"    {_when(occurrence)}")
        show.problems([Problem("warning", said.rstrip(".")) for said in unknown(workspace, job)])
    if not jobs:
        print("There is no job. Write one under schedule: in briefs/office.yaml.")
    for duty in duties_due(workspace, delivery.now()):
        late = "overdue, was due" if duty.overdue else "due"
        print(f"{duty.brief}: {late} {duty.when}: {duty.text}{f' ({duty.article})' if duty.article else ''}")


@app.command()
def status(
    context: typer.Context,
    as_json: Json = False,
) -> None:
    """Say of each job when it ran last, what came of it, and when it comes next."""
    from briefgen.app.schedule import ahead, last_runs

    workspace: WorkspaceFolder = context.obj
    jobs = _jobs(workspace)
    runs = last_runs(workspace, jobs)
    coming = {job.id: next(iter(ahead(job, delivery.now())), None) for job in jobs}
    if as_json:
        made = [{"job": j.id, "last": _as_data(runs.get(j.id)), "next": _time(coming[j.id])} for j in jobs]
        show.dump({"jobs": made})
        return
    for job in jobs:
        last, next_ = runs.get(job.id), coming[job.id]
        print(f"{job.id}: last {_told(last) if last else 'never'}; next {_when(next_) if next_ else 'never'}")


@app.command()
def install(
    context: typer.Context,
    to: ToFolder = None,
    system: System = False,
    cron: Annotated[bool, typer.Option("--cron", help="Print a line for a crontab instead.")] = False,
) -> None:
    """Write a systemd service and timer that do what is due, every minute; what they call costs little when nothing is."""
    from briefgen.triggers.units import crontab

    workspace: WorkspaceFolder = context.obj
    workspace.distinct()
    if cron:  # the line alone, for a pipe
        print(crontab(workspace.root, _COMMAND))
        return
    _warn(workspace, _jobs(workspace))
    units = _units(workspace, system=system)
    for file in units.install(_folder(to, system=system)):
        print(file)
    print(f"Then: {_systemctl(system)} daemon-reload && {_systemctl(system)} enable --now {units.name}.timer")


@app.command()
def remove(context: typer.Context, to: ToFolder = None, system: System = False) -> None:
    """Delete the systemd units that `install` wrote for this workspace."""
    workspace: WorkspaceFolder = context.obj
    units = _units(workspace, system=system)
    gone = units.remove(_folder(to, system=system))
    for file in gone:
        print(file)
    if gone:
        print(f"Then: {_systemctl(system)} stop {units.name}.timer; {_systemctl(system)} daemon-reload")
    else:
        print("There were none.")


def _jobs(workspace: WorkspaceFolder) -> tuple[PlannedJob, ...]:
    from briefgen.app.schedule import Planned

    workspace.distinct()
    return Planned(workspace, show.problems)()


def _warn(workspace: WorkspaceFolder, jobs: tuple[PlannedJob, ...]) -> None:
    from briefgen.app.schedule import risks

    show.problems(risks(workspace, jobs, delivery.now()))


# -- in words ---------------------------------------------------------------------------------------------------------


def _when(occurrence: Occurrence) -> str:
    """ "Mon 2026-03-02 07:30 Europe/Warsaw (06:30 UTC)"."""
    day = datetime.fromisoformat(occurrence.wall[:10])
    name = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")[day.weekday()]
    return f"{name} {occurrence.wall} ({occurrence.at:%H:%M} UTC)"


def _told(run: ScheduledRun) -> str:
    state = {"acting": "at work, or died at work", "done": "done", "failed": "failed"}[run.state]
    waits = ", waits to send until its quiet hours end" if run.waits else ""
    return f"{run.occurrence.wall}, {state}{waits}{': ' + run.said if run.said else ''}"


def _time(occurrence: Occurrence | None) -> dict[str, str] | None:
    return {"at": occurrence.at.isoformat(), "wall": occurrence.wall} if occurrence else None


def _as_data(run: ScheduledRun | None) -> dict[str, object] | None:
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
    print(f"{delivery.now().astimezone():%H:%M:%S} {text}", flush=True)


def _indented(text: str) -> None:
    print(f"    {text}", flush=True)


# -- units ------------------------------------------------------------------------------------------------------------

_COMMAND = (sys.executable, "-P", "-m", "briefgen")
"""-P, since a job imports nothing from the folder that it is started in, which may be anybody's."""


def _units(workspace: WorkspaceFolder, *, system: bool) -> Units:
    from briefgen.triggers.units import Units

    owner = ""
    if sys.platform != "win32" and system:
        owner = workspace.root.owner()
    return Units(workspace.root, _COMMAND, owner)


def _folder(to: Path | None, *, system: bool) -> Path:
    if to is not None:
        return to
    if sys.platform != "linux":
        raise UsageError("systemd is part of Linux. Let this system's scheduler call: briefgen schedule run --once")
    return Path("/etc/systemd/system") if system else Path.home() / ".config" / "systemd" / "user"


def _systemctl(system: bool) -> str:
    return "systemctl" if system else "systemctl --user"
