"""briefgen send: an issued edition reaches each of its readers once, and what became of each message is told."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.cli import delivery, show
from briefgen.cli.arguments import Json, OneBrief
from briefgen.cli.render import shown
from briefgen.errors import Exit, FileProblem, UsageError
from briefgen.publish.workspace import Source, Workspace

if TYPE_CHECKING:
    from briefgen.deliver.audience import Refusal
    from briefgen.deliver.send import Preview, Report, Unreached


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
    workspace: Workspace = context.obj
    source = workspace.sources([brief])[0]
    if test is not None and not test.strip():  # "$ADDRESS" that is not set would send it to everybody
        raise UsageError("--test names no address. Write --test name@example.org")
    try:
        if dry_run or eml:
            code = _preview(workspace, source, edition, to or (), test or "", eml, new_ledger, as_json)
        else:
            code = _send(workspace, source, edition, to or (), test or "", new_ledger, as_json)
    except FileProblem as error:  # whoever was asked for was not reached, whichever file is to blame
        show.fault(str(error))
        code = Exit.DELIVERY
    raise typer.Exit(code)


def _send(
    workspace: Workspace,
    source: Source,
    number: int | None,
    to: Sequence[str],
    test: str,
    new_ledger: bool,
    as_json: bool,
) -> Exit:
    from briefgen.deliver.send import send as sent

    with show.progress(1, "Sending") as (_, step):
        report = sent(
            workspace,
            source,
            number,
            to=to,
            test=test,
            new_ledger=new_ledger,
            now=delivery.now,
            opened=delivery.opened(workspace),
            jitter=delivery.jitter,
            begin=lambda letter: step(letter.wanted.address),
            remark=show.remark,
        )
    _tell(report, as_json)
    return report.exit


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
                "not_reached": _behind(report.unreached),
                "stopped": {"message": str(stopped), "status": getattr(stopped, "status", None)} if stopped else None,
                "exit": int(report.exit),
            }
        )
        return
    for letter in report.letters:
        print(delivery.line(letter, earlier=letter.id not in report.tried))
    for refusal in report.refusals:
        show.fault(f"{refusal.who}: {refusal.why}")
    _warn(report.unreached)
    for hint in delivery.hints(report.missing):
        show.remark(hint)
    if stopped:
        show.fault(str(stopped))
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


def _preview(
    workspace: Workspace,
    source: Source,
    number: int | None,
    to: Sequence[str],
    test: str,
    eml: Path | None,
    new_ledger: bool,
    as_json: bool,
) -> Exit:
    """Who would get what; with a folder, the messages in it."""
    from briefgen.deliver.send import preview

    made = preview(
        workspace, source, number, to=to, test=test, new_ledger=new_ledger, now=delivery.now, remark=show.remark
    )
    files = _written(workspace, made, eml) if eml else {}
    rows = [
        {
            **delivery.as_data(letter),
            "size": size or None,
            "file": files.get(letter.key),
            "refused": [one.why for one in made.refusals if one.meets(letter)],
        }
        for letter, size in zip(made.letters, made.sizes, strict=True)
    ]
    what, edition = source.slug, made.edition.stamp.number
    if as_json:
        refused = _refused(made.refusals)
        show.dump(
            {
                "brief": what,
                "edition": edition,
                "subject": made.subject,
                "letters": rows,
                "refusals": refused,
                "not_reached": _behind(made.unreached),
            }
        )
    else:
        print(f"{what} edition {edition}: {' '.join(made.subject.split())}")
        for row in rows:
            print(_told(row))
        for refusal in made.refusals:
            show.fault(f"{refusal.who}: {refusal.why}")
        _warn(made.unreached)
        if eml and made.refusals:
            show.fault("No message was written.")
        if made.refusals:
            show.remark(f"{what} edition {edition}: refused. As asked, nothing would be sent to anybody.")
    return Exit.DELIVERY if made.refusals else Exit.DONE


def _written(workspace: Workspace, made: Preview, folder: Path) -> dict[str, str]:
    """The messages that a run would hand over, each in a file of its own; the files as they are told, by reader."""
    from briefgen.publish.files import write

    files: dict[str, str] = {}
    names: set[str] = set()
    for letter, message in made.messages():
        plain = re.sub(r"[^A-Za-z0-9.@_+-]", "_", letter.wanted.address)
        name = f"{letter.wanted.brief}-ed{letter.wanted.edition}-{plain}"
        while name.casefold() in names:
            name += "_"
        names.add(name.casefold())
        write(folder / f"{name}.eml", message)
        files[letter.key] = shown(workspace, folder / f"{name}.eml")
    return files


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


def _warn(unreached: tuple[Unreached, ...]) -> None:
    """Who goes on believing what was taken back, and which edition that is."""
    for one in unreached:
        which = "which this one takes back"
        if one.last < one.named:
            which += f" with edition {one.named}"
        if one.last > one.named:
            which = "and before it one that this one takes back"
        show.remark(f"{one.address} last had edition {one.last}, {which}, and is on none of its lists.")


def _behind(unreached: tuple[Unreached, ...]) -> list[dict[str, Any]]:
    return [{"address": one.address, "last_edition": one.last} for one in unreached]


def _refused(refusals: tuple[Refusal, ...]) -> list[dict[str, str]]:
    return [{"who": one.who, "why": one.why} for one in refusals]
