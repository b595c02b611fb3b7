"""briefgen send: an issued edition reaches each of its readers once, and what became of each message is told."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from briefgen.app import letter_words
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
        print(letter_words.line(letter, earlier=letter.id not in report.tried))
    _warn(report)
    for hint in letter_words.hints(report.missing, delivery.now()):
        show.remark(hint)
    if report.stopped:
        show.fault(str(report.stopped))
    show.remark(letter_words.end(report))


# -- without sending --------------------------------------------------------------------------------------------------


def _preview(workspace: WorkspaceFolder, source: BriefSource, asked: Asked, folder: Path | None, as_json: bool) -> Exit:
    """Who would get what; with a folder, the messages in it."""
    from briefgen.app.send import preview, write_messages

    made = preview(workspace, source, delivery.now, **asked)
    files = write_messages(made, folder) if folder else {}
    shown_files = {address: shown(workspace, file) for address, file in files.items()}
    what, number = source.slug, made.edition.stamp.number
    if as_json:
        head = {"brief": what, "edition": number, "subject": made.subject}
        others = [delivery.as_data(letter) for letter in made.others]
        show.dump({**head, "letters": _rows(made, shown_files), "asked_for_before": others, **_kept_back(made)})
    else:
        _show(f"{what} edition {number}", made, shown_files, writes=bool(folder))
    return Exit.DELIVERY if made.refusals else Exit.DONE


def _rows(made: Preview, files: Mapping[str, str]) -> list[dict[str, Any]]:
    return [
        {
            **delivery.as_data(letter),
            "size": size or None,
            "file": files.get(letter.key),
            "refused": made.refused(letter),
        }
        for letter, size in zip(made.letters, made.sizes, strict=True)
    ]


def _show(what: str, made: Preview, files: Mapping[str, str], *, writes: bool) -> None:
    print(f"{what}: {' '.join(made.subject.split())}")
    for letter, size in zip(made.letters, made.sizes, strict=True):
        gets = letter_words.gets(letter, size, made.refused(letter), files.get(letter.key, ""))
        print(f"{letter_words.reader(letter)}: {gets}")
    for letter in made.others:
        print(letter_words.waits(letter))
    _warn(made)
    if writes and made.refusals:
        show.fault("No message was written.")
    if made.refusals:
        show.remark(f"{what}: refused. As asked, nothing would be sent to anybody.")


def _warn(found: Report | Preview) -> None:
    for fault in letter_words.faults(found):
        show.fault(fault)
    for remark in letter_words.unreached(found):
        show.remark(remark)


def _kept_back(found: Report | Preview) -> dict[str, list[dict[str, Any]]]:
    return {
        "refusals": [{"who": one.who, "why": one.why} for one in found.refusals],
        "not_reached": [{"address": one.address, "last_edition": one.last} for one in found.unreached],
    }
