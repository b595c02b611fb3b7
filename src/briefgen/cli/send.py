"""briefgen send: an issued edition reaches each of its readers once, and what became of each message is told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Json, OneBrief
from briefgen.cli.render import shown
from briefgen.errors import BriefgenError, Exit
from briefgen.publish.workspace import Source, Workspace

if TYPE_CHECKING:
    from briefgen.deliver.audience import Refusal
    from briefgen.deliver.letter import Kind
    from briefgen.deliver.send import Report


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
        typer.Option(metavar="DIR", help="Write the exact messages there, for a mail program. Sends nothing."),
    ] = None,
    test: Annotated[
        str, typer.Option(metavar="ADDRESS", help="Send the message to this address alone, as a test.")
    ] = "",
    new_ledger: Annotated[
        bool, typer.Option("--new-ledger", help="Begin the record of what was sent. Once, in a new workspace.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Send the last edition to the lists that the brief names, each reader once. Sending it again sends nothing twice."""
    from briefgen.deliver.send import send as sent

    workspace: Workspace = context.obj
    source = workspace.sources([brief])[0]
    if dry_run or eml:
        raise typer.Exit(_preview(workspace, source, edition, to or (), test, eml, as_json))
    with show.progress(1, "Sending") as (_, step):
        report = sent(
            workspace,
            source,
            edition,
            to=to or (),
            test=test,
            new_ledger=new_ledger,
            now=delivery.now,
            opened=delivery.opened(workspace),
            jitter=delivery.jitter,
            begin=lambda letter: step(letter.wanted.address),
        )
    _tell(report, as_json)
    raise typer.Exit(report.exit)


def _tell(report: Report, as_json: bool) -> None:
    stopped = report.stopped
    if as_json:
        show.dump(
            {
                "brief": report.brief,
                "edition": report.edition,
                "letters": [
                    {**delivery.as_data(one), "asked_for_now": one.id in report.fresh} for one in report.letters
                ],
                "refusals": _refused(report.refusals),
                "not_reached": list(report.unreached),
                "stopped": {"message": str(stopped), "status": getattr(stopped, "status", None)} if stopped else None,
                "exit": int(report.exit),
            }
        )
        return
    for letter in report.letters:
        print(delivery.line(letter))
    for refusal in report.refusals:
        show.fault(f"{refusal.who}: {refusal.why}")
    for address in report.unreached:
        show.remark(f"{address} had the edition that this one takes back, and is on none of its lists.")
    if report.refusals:
        show.fault("Nothing was sent.")
        return
    if stopped:
        show.fault(str(stopped))
    again = "" if report.fresh else "; nothing new was asked for"
    show.remark(f"{report.brief} edition {report.edition}: {delivery.counts(report.letters)}{again}.")
    for hint in delivery.hints(report.letters):
        show.remark(hint)


# -- without sending --------------------------------------------------------------------------------------------------


def _preview(
    workspace: Workspace,
    source: Source,
    number: int | None,
    to: list[str] | tuple[str, ...],
    test: str,
    eml: Path | None,
    as_json: bool,
) -> Exit:
    """Who would get what; with a folder, the messages in it."""
    from briefgen.deliver.ledger import Ledger
    from briefgen.deliver.send import Post, ledger_file, previews
    from briefgen.publish.files import write

    post, now = Post(workspace, source), delivery.now()
    edition = post.edition(number)
    found = post.audience(edition, to, test)
    file = ledger_file(workspace)
    ledger = Ledger.open(file, delivery.now) if file.exists() else None
    kind: Kind = "test" if test else "edition"
    wanted = [post.wanted(edition, reader, kind, now.isoformat() if test else "") for reader in found.readers]
    messages = post.messages(edition)
    refused, rows = _refused(found.refusals), []
    for letter in previews(post, edition, wanted, ledger, now):
        row: dict[str, Any] = {**delivery.as_data(letter), "size": None, "file": None}
        try:
            message = messages.message(letter)
        except BriefgenError as error:
            refused.append({"who": letter.wanted.address, "why": str(error)})
        else:
            row["size"] = len(message)
            if eml:
                target = (
                    eml
                    / f"{source.slug}-ed{edition.stamp.number}-{re.sub(r'[^A-Za-z0-9.@_+-]', '_', letter.wanted.address)}.eml"
                )
                write(target, message)
                row["file"] = shown(workspace, target)
        rows.append(row)
    if ledger:
        ledger.close()
    subject = messages.subject(kind)
    if as_json:
        show.dump(
            {
                "brief": source.slug,
                "edition": edition.stamp.number,
                "subject": subject,
                "letters": rows,
                "refusals": refused,
            }
        )
    else:
        print(f"{source.slug} edition {edition.stamp.number}: {subject}")
        for row in rows:
            print(_told(row))
        for refusal in refused:
            show.fault(f"{refusal['who']}: {refusal['why']}")
    return Exit.DELIVERY if refused else Exit.DONE


def _told(row: dict[str, Any]) -> str:
    """ "anna@example.org (desk): pdf, docx; 1.2 MB; what changed since edition 1"."""
    name = f"{row['name']} <{row['address']}>" if row["name"] else row["address"]
    lists = f" ({', '.join(row['lists'])})" if row["lists"] else ""
    parts = [", ".join(row["formats"])]
    if row["size"]:
        parts.append(f"{row['size'] / 1e6:.1f} MB")
    if row["since"]:
        parts.append(f"what changed since edition {row['since']}")
    if row["number"]:
        parts.append(
            f"{row['state']} already; not again"
            if row["state"] == "sent"
            else f"{row['state']}, see letter {row['number']}"
        )
    if row["file"]:
        parts.append(row["file"])
    return f"{name}{lists}: {'; '.join(parts)}"


def _refused(refusals: tuple[Refusal, ...]) -> list[dict[str, str]]:
    return [{"who": one.who, "why": one.why} for one in refusals]
