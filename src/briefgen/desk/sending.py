"""The sending itself: what was shown goes out, once; and what became of each letter."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.app import letter_words
from briefgen.app.approve import asked_for, still_holds
from briefgen.app.send import Asked, send
from briefgen.deliver.send import Report
from briefgen.desk.dry_run import dry_run
from briefgen.desk.exchange import Ask, DeskAction, DeskAnswer
from briefgen.desk.mailroom import DryRun
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import OpenBrief
from briefgen.editions.editions import Edition
from briefgen.errors import BriefgenError
from briefgen.settings.office import Office

_GONE = (
    "What was shown was sent already, or was looked at too long ago, so nothing was sent now. This is how things stand."
)


def shown_again(ask: Ask) -> DeskAnswer:
    """Who would get what, as the fields of the page say."""
    return dry_run(ask)


def go(ask: Ask) -> DeskAnswer:
    """Send just what the dry run of that name has shown, if the number of its readers was typed; each run once."""
    room = ask.brief.mailroom
    run = room.look(ask.text("ticket"))
    if not isinstance(run, DryRun):
        return dry_run(ask, fault=_GONE)
    if ask.text("count").strip() != str(run.count):
        return dry_run(ask, asked=run.asked, fault=f"Nothing was sent: type {run.count}, the number of readers.")
    if room.take(ask.text("ticket")) is None:
        return dry_run(ask, fault=_GONE)
    remarks: list[str] = []
    try:
        report = _sent(ask.brief, run, remarks)
    except BriefgenError as error:
        return dry_run(ask, asked=run.asked, fault=str(error))
    return _outcome(ask.brief, run, report, remarks)


def _sent(brief: OpenBrief, run: DryRun, remarks: list[str]) -> Report:
    def allow(edition: Edition, office: Office) -> None:
        if asked_for(office, brief.slug):
            still_holds(brief.workspace, edition, office)

    means = brief.mailroom.means
    assert means is not None  # without them no dry run is kept
    asked: Asked = {**run.asked, "remark": remarks.append}
    with brief.mailroom.at_work() as begin:
        return send(brief.workspace, brief.place, means, begin, shown=run.shown, allow=allow, **asked)


def _outcome(brief: OpenBrief, run: DryRun, report: Report, remarks: list[str]) -> DeskAnswer:
    rows = tuple(
        (one.wanted.name, one.wanted.address, one.state, letter_words.became(one, earlier=one.id not in report.tried))
        for one in report.letters
    )
    end = letter_words.end(report)
    body = markup(
        "outcome",
        rows=rows,
        faults=(*letter_words.faults(report), *([str(report.stopped)] if report.stopped else [])),
        remarks=(*remarks, *letter_words.unreached(report), *letter_words.hints(report.missing, brief.now())),
        end=end,
        edition=report.edition,
        missing=bool(report.missing),
    )
    return DeskAnswer({"dialog": body}, end, "#dialog h2", {"dialog": "open"})


ACTIONS: Mapping[str, DeskAction] = {"send/run": shown_again, "send/go": go}
