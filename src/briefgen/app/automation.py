"""What a job of the schedule does to its briefs, while nobody watches: what is approved and new, and not in quiet hours."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from briefgen.errors import BriefgenError, Exit, Faulty
from briefgen.triggers.schedule import Quiet, RunResult, failure, perform
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.means import Means
    from briefgen.deliver.delivery import DeliveryRecord
    from briefgen.deliver.ledger import Clock
    from briefgen.editions.editions import Edition
    from briefgen.outputs.update import UpdateResult
    from briefgen.settings.office import Office
    from briefgen.settings.schedule import JobAction, PlannedJob
    from briefgen.triggers.ledger import ScheduleLedger
    from briefgen.triggers.schedule import DueRun, Perform


class Sources(NamedTuple):
    """The briefs of a job that there are, and what to say of the others, with the exit code that this gives."""

    found: tuple[BriefSource, ...]
    unknown: tuple[str, ...]
    exit: Exit


def done(workspace: WorkspaceFolder, due: DueRun, ledger: ScheduleLedger, means: Means) -> RunResult:
    """What came of a job whose time has come. Raises FileProblem for a ledger that cannot be written."""
    found, unknown, code = sources(workspace, due.job)
    if due.waited:  # of the others it was said then
        here = {source.slug for source in found}
        unknown = tuple(f"There is no brief '{slug}' any more." for slug in due.waited.waits if slug not in here)
        code = Exit.USAGE if unknown else Exit.DONE
    ran = perform(due, found, _actions(workspace, found, due.job, means), ledger)
    return RunResult(max(code, ran.exit), (*unknown, *ran.said), (*unknown, *ran.faults), ran.waits)


def sources(workspace: WorkspaceFolder, job: PlannedJob) -> Sources:
    """The briefs that a job names, or all; raises nothing."""
    found: dict[BriefSource, None] = {}
    unknown: dict[str, None] = {}
    worst = Exit.DONE
    for names in [[slug] for slug in job.briefs] or [[]]:
        try:
            found |= dict.fromkeys(workspace.sources(names))
        except Exception as error:  # noqa: BLE001 - one brief's fault, of whatever kind, keeps no other from being done
            code, lines = failure(error)
            worst, unknown = max(worst, code), unknown | dict.fromkeys(lines)
    return Sources(tuple(found), tuple(unknown), worst)


def _actions(
    workspace: WorkspaceFolder, found: Sequence[BriefSource], job: PlannedJob, means: Means
) -> Mapping[JobAction, Perform]:
    far = cache(lambda: _on_cluster(workspace, found, job, means.cluster))  # all of them, when the first is asked for
    return {
        "render": lambda source, job: _render(workspace, source, job, means, far().get(source.slug)),
        "issue": lambda source, job: _issue(workspace, source, job, means.now),
        "send": lambda source, job: _send(workspace, source, job, means),
    }


def _on_cluster(
    workspace: WorkspaceFolder, found: Sequence[BriefSource], job: PlannedJob, address: str
) -> dict[str, UpdateResult | str]:
    """What became of each brief on the cluster, by its slug, or why that could not make it; without a cluster nothing."""
    if not address:
        return {}
    from briefgen.outputs.cluster import update_on_cluster
    from briefgen.outputs.update import Options

    try:
        made = list(update_on_cluster(workspace, found, Options(job.formats), address))
    except BriefgenError as error:
        return {source.slug: str(error) for source in found}
    return {one.slug: one.fault if one.exit is Exit.RENDER else one for one in made}


def _render(
    workspace: WorkspaceFolder, source: BriefSource, job: PlannedJob, means: Means, far: UpdateResult | str | None
) -> str:
    """Render the brief here, unless the cluster has: what that could not make is made here, to the same bytes, and told."""
    from briefgen.outputs.update import Options, UpdateResult, update

    renewed = far if isinstance(far, UpdateResult) else update(workspace, source, Options(job.formats))
    if renewed.exit:
        raise Faulty(renewed.fault, renewed.problems, renewed.exit)
    means.problems(renewed.problems)
    said = "current" if renewed.outcome == "current" else "rendered"
    return f"{said} on this machine: {far}" if isinstance(far, str) else said


def _issue(workspace: WorkspaceFolder, source: BriefSource, job: PlannedJob, now: Clock) -> str:
    from briefgen.deliver.record import taken
    from briefgen.editions.issue import Order, Unchanged, issue

    order = Order(needs_approval=job.approval == "required")
    try:
        edition = issue(workspace, source, order, now=now(), taken=taken(workspace, source, now))
    except Unchanged as same:  # no fault of a job that comes every day
        return str(same)
    return f"issued as edition {edition.stamp.number}"


def _send(workspace: WorkspaceFolder, source: BriefSource, job: PlannedJob, means: Means) -> str:
    """Send the last edition to whoever has not had it. Raises BriefgenError for what has not reached its reader, Quiet."""
    from briefgen.app.approve import still_holds
    from briefgen.deliver.delivery import counts
    from briefgen.deliver.send import send
    from briefgen.editions.editions import editions

    if not editions(source):
        return "no edition to send yet"
    if job.is_quiet(means.now()):
        raise Quiet(f"not sent: quiet hours ({job.quiet}), it is sent when they end")

    def allow(edition: Edition, office: Office) -> None:
        if job.approval == "required":
            still_holds(workspace, edition, office)

    report = send(workspace, source, now=means.now, opened=means.opened, jitter=means.jitter, allow=allow)
    if report.exit or report.missing:
        told = [f"{refusal.who}: {refusal.why}" for refusal in report.refusals]
        told += [_end(letter) for letter in report.missing]
        told += [str(report.stopped)] if report.stopped else []
        error = BriefgenError(f"edition {report.edition}: {'; '.join(told)}")
        error.exit = max(report.exit, Exit.DELIVERY)
        raise error
    if not report.sent:
        had = sum(letter.state == "sent" for letter in report.letters)
        readers = "1 reader has" if had == 1 else f"{had} readers have"
        return f"edition {report.edition}: nothing new, its {readers} it"
    return f"edition {report.edition}: {counts(report.letters)}, {len(report.sent)} of them now"


def _end(letter: DeliveryRecord) -> str:
    """A letter in words that stay the same while nothing changes, so that the owner is not told again of each attempt."""
    return f"{letter.wanted.address} {letter.state}: {letter.code or ''} {letter.text}".replace(":  ", ": ").rstrip(
        " :"
    )
