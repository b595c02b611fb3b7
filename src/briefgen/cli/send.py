"""briefgen send: an issued edition reaches each of its readers once, and what became of each message is told."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Json, OneBrief
from briefgen.cli.render import shown
from briefgen.errors import Exit, FileProblem, UsageError
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.send import Asked
    from briefgen.deliver.send import Preview, Report


def send(
    context: typer.Context,
    brief: OneBrief,
    to: Annotated[
        list[str] | None,
        typer.Option(
            metavar="LIST", help="A list of office.yaml; several times for several. By default those of the brief."
        ),
    ] = None,
    edition: Annotated[int | None, typer.Option(metavar="N", help="Another edition than the last.")] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say who would get what, and why not. Sends nothing.")
    ] = False,
    eml: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR",
            help="Write the exact messages there, for a mail program. Sends nothing and records nothing: send does not know of them.",
        ),
    ] = None,
    test: Annotated[
        str | None, typer.Option(metavar="ADDRESS", help="Send the message to this address alone, as a test.")
    ] = None,
    new_ledger: Annotated[
        bool, typer.Option("--new-ledger", help="Begin the record of what was sent. Once, in a new workspace.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Send the last edition to the lists that the brief names, each reader once. Sending it again sends nothing twice."""
    workspace: WorkspaceFolder = context.obj
    source = workspace.sources([brief])[0]
    if test is not None and not test.strip():  # "$ADDRESS" that is not set would send it to everybody
        raise UsageError("--test names no address. Write --test name@example.org")
    asked: Asked = {
        "number": edition,
        "to": to or (),
        "test": test or "",
        "new_ledger": new_ledger,
        "remark": show.remark,
    }
    try:
        if dry_run or eml:
            code = _preview(workspace, source, asked, eml, as_json)
        else:
            code = _send(workspace, source, asked, as_json)
    except FileProblem as error:  # whoever was asked for was not reached, whichever file is to blame
        show.fault(str(error))
        code = Exit.DELIVERY
    raise typer.Exit(code)


def _send(workspace: WorkspaceFolder, source: BriefSource, asked: Asked, as_json: bool) -> Exit:
    from briefgen.app.send import send as sent

    means = delivery.means(workspace)
    with show.progress(1, "Sending") as (_, step):
        report = sent(workspace, source, means, lambda letter: step(letter.wanted.address), **asked)
    if as_json:
        show.dump(_as_data(report))
    else:
        _tell(report)
    return report.exit


def _as_data(report: Report) -> dict[str, Any]:
    stopped = report.stopped
    return {
        "brief": report.brief,
        "edition": report.edition,
        "letters": [{**delivery.as_data(one), "asked_for_now": one.id in report.fresh} for one in report.letters],
        **_kept_back(report),
        "stopped": {"message": str(stopped), "status": getattr(stopped, "status", None)} if stopped else None,
        "exit": int(report.exit),
    }


def _tell(report: Report) -> None:
    for letter in report.letters:
        print(delivery.line(letter, earlier=letter.id not in report.tried))
    _warn(report)
    for hint in delivery.hints(report.missing):
        show.remark(hint)
    if report.stopped:
        show.fault(str(report.stopped))
    show.remark(_end(report))


def _end(report: Report) -> str:
    """The last line: what this run did, for whom, and who has not got it."""
    what = f"{report.brief} edition {report.edition}"
    if report.refusals:
        return f"{what}: refused. Nothing was sent."
    if not report.sent and not report.missing:
        return f"{what}: nothing new was asked for; {show.counted(len(report.letters), 'reader')} had it already."
    if not report.sent:
        return f"{what}: nobody got it now: {delivery.counts(report.missing)}."
    before = sum(letter.state == "sent" for letter in report.letters) - len(report.sent)
    now = f"; {len(report.sent)} of them now" if before else ""
    return f"{what}: {delivery.counts(report.letters)}{now}."


# -- without sending --------------------------------------------------------------------------------------------------


def _preview(workspace: WorkspaceFolder, source: BriefSource, asked: Asked, folder: Path | None, as_json: bool) -> Exit:
    """Who would get what; with a folder, the messages in it."""
    from briefgen.app.send import preview, write_messages

    made = preview(workspace, source, delivery.now, **asked)
    files = write_messages(made, folder) if folder else {}
    rows = [
        {
            **delivery.as_data(letter),
            "size": size or None,
            "file": shown(workspace, files[letter.key]) if letter.key in files else None,
            "refused": [one.why for one in made.refusals if one.meets(letter)],
        }
        for letter, size in zip(made.letters, made.sizes, strict=True)
    ]
    what, number = source.slug, made.edition.stamp.number
    if as_json:
        head = {"brief": what, "edition": number, "subject": made.subject}
        show.dump({**head, "letters": rows, **_kept_back(made)})
    else:
        _show(f"{what} edition {number}", made, rows, writes=bool(folder))
    return Exit.DELIVERY if made.refusals else Exit.DONE


def _show(what: str, made: Preview, rows: list[dict[str, Any]], *, writes: bool) -> None:
    print(f"{what}: {' '.join(made.subject.split())}")
    for row in rows:
        print(_told(row))
    _warn(made)
    if writes and made.refusals:
        show.fault("No message was written.")
    if made.refusals:
        show.remark(f"{what}: refused. As asked, nothing would be sent to anybody.")


def _told(row: dict[str, Any]) -> str:
    """ "anna@example.org (desk): pdf, docx; 1.2 MB; what changed since edition 1"."""
    name = f"{row['name']} <{row['address']}>" if row["name"] else row["address"]
    lists = f" ({', '.join(row['lists'])})" if row["lists"] else ""
    if row["refused"]:
        return f"{name}{lists}: REFUSED: {' '.join(row['refused'])}"
    parts = [", ".join(row["formats"])]
    if row["size"]:
        parts.append(f"{row['size'] / 1e6:.1f} MB")
    if row["since"]:
        parts.append(f"what changed since edition {row['since']}")
    if row["number"]:
        parts.append(
            f"had it already, {row['changed'][:16].replace('T', ' ')} UTC; not again"
            if row["state"] == "sent"
            else f"{row['state']}, see letter {row['number']}"
        )
    if row["file"]:
        parts.append(row["file"])
    return f"{name}{lists}: {'; '.join(parts)}"


def _warn(found: Report | Preview) -> None:
    """Who may not have it, and why; who goes on believing what was taken back, and which edition that is."""
    for refusal in found.refusals:
        show.fault(f"{refusal.who}: {refusal.why}")
    for one in found.unreached:
        which = "which this one takes back"
        if one.last < one.named:
            which += f" with edition {one.named}"
        if one.last > one.named:
            which = "and before it one that this one takes back"
        show.remark(f"{one.address} last had edition {one.last}, {which}, and is on none of its lists.")


def _kept_back(found: Report | Preview) -> dict[str, list[dict[str, Any]]]:
    return {
        "refusals": [{"who": one.who, "why": one.why} for one in found.refusals],
        "not_reached": [{"address": one.address, "last_edition": one.last} for one in found.unreached],
    }
