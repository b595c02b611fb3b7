"""briefgen outbox: what was sent to whom, what waits, and what somebody must decide."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.app.cell import cell
from briefgen.app.letter_words import hints, line
from briefgen.cli import delivery, show
from briefgen.cli.arguments import Json
from briefgen.deliver.delivery import counts
from briefgen.errors import Exit, UsageError, counted
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.deliver.delivery import DeliveryRecord, DeliveryState
    from briefgen.deliver.ledger import DeliveryLedger
    from briefgen.deliver.older import Twice

app = typer.Typer(help="What was sent to whom, what waits, and what must be decided.", no_args_is_help=True)
Numbers = Annotated[list[int], typer.Argument(metavar="NUMBER...", help="Numbers of letters, as list shows them.")]


@app.command("list")
def list_(
    context: typer.Context,
    brief: Annotated[str, typer.Option(metavar="BRIEF", help="The letters of one brief.")] = "",
    state: Annotated[str, typer.Option(metavar="STATE", help="Those in a state, such as deferred or uncertain.")] = "",
    as_csv: Annotated[bool, typer.Option("--csv", help="Print a table for a spreadsheet.")] = False,
    as_json: Json = False,
) -> None:
    """The letters: who got which edition, who did not, and why."""
    with _ledger(context) as ledger:
        letters = ledger.letters(brief=brief, states=_states(state))
    rows = [delivery.as_data(letter) for letter in letters]
    if as_json:
        show.dump({"letters": rows})
    elif as_csv:
        table = csv.writer(sys.stdout, lineterminator="\n")
        table.writerow(rows[0] if rows else ["number"])
        for row in rows:
            table.writerow(cell(" ".join(value) if isinstance(value, list) else value) for value in row.values())
    else:
        for letter in letters:
            print(line(letter, timed=True))
        show.remark(f"{counts(letters)}.")
        for hint in hints(letters, delivery.now()):
            show.remark(hint)


@app.command("show")
def show_(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="NUMBER", help="Number of a letter, as list shows it.")],
    as_json: Json = False,
) -> None:
    """Everything that happened to one letter."""
    with _ledger(context) as ledger:
        letter, steps = ledger.letter(number), ledger.steps(number)
    if as_json:
        told = [
            {"at": step.at.isoformat(timespec="seconds"), "state": step.state, "code": step.code, "text": step.text}
            for step in steps
        ]
        show.dump({**delivery.as_data(letter), "steps": told})
        return
    print(line(letter))
    print(f"Message-ID {letter.wanted.message_id}")
    for step in steps:
        code = f" {step.code}" if step.code else ""
        print(f"{step.at:%Y-%m-%d %H:%M:%S} UTC {step.state}{code}{f' {step.text}' if step.text else ''}")


@app.command()
def retry(
    context: typer.Context,
    numbers: Annotated[
        list[int] | None, typer.Argument(metavar="[NUMBER]...", help="Letters; all that are deferred by default.")
    ] = None,
    as_json: Json = False,
) -> None:
    """Try letters again now: deferred, failed, expired or cancelled ones. What is uncertain wants a decision: see resolve."""
    from briefgen.app.outbox import retry as tried

    workspace: WorkspaceFolder = context.obj
    found = tried(workspace, numbers or (), delivery.means(workspace))
    if not found.letters:
        show.remark(" ".join(("Nothing waits to be tried again.", *_by_number(found.left))))
    _tell(found.letters, as_json, faults=found.faults)


def _by_number(left: Sequence[DeliveryRecord]) -> Iterator[str]:
    """How many letters have not arrived and are tried again only when somebody names them, and what they want."""
    if gone := [letter for letter in left if letter.state != "uncertain"]:
        yield f"{counts(gone)}: tried again by their number, briefgen outbox retry NUMBER."
    if open_ := [letter for letter in left if letter.state == "uncertain"]:
        yield f"{counts(open_)}: to be decided, briefgen outbox resolve NUMBER --sent or --resend."


@app.command()
def cancel(context: typer.Context, numbers: Numbers, as_json: Json = False) -> None:
    """Do not send letters that wait, or that are uncertain."""
    from briefgen.app.outbox import cancel as cancelled

    _tell(cancelled(context.obj, numbers, delivery.now), as_json, meant="cancelled")


@app.command()
def resolve(
    context: typer.Context,
    numbers: Numbers,
    sent: Annotated[bool, typer.Option("--sent", help="The reader has it.")] = False,
    resend: Annotated[
        bool, typer.Option("--resend", help="The reader has it not, or may have it twice: send it.")
    ] = False,
    as_json: Json = False,
) -> None:
    """Decide about letters that may or may not have arrived."""
    if sent == resend:
        raise UsageError("Say what is true of these letters: --sent or --resend.")
    from briefgen.app.outbox import resolve as resolved

    workspace: WorkspaceFolder = context.obj
    found = resolved(workspace, numbers, delivery.means(workspace), resend=resend)
    _tell(found.letters, as_json, faults=found.faults)


@app.command()
def purge(
    context: typer.Context,
    older_than: Annotated[int, typer.Option(metavar="DAYS", min=30, max=36500, help="Age in days.")] = 365,
    as_json: Json = False,
) -> None:
    """Forget old letters that are done with. What would be sent again, or for the first time against your word, if it were
    forgotten stays."""
    with _ledger(context) as ledger:
        gone = ledger.purge(delivery.now() - timedelta(days=older_than))
    if as_json:
        show.dump({"forgotten": gone})
    else:
        print(f"{counted(gone, 'letter')} forgotten.")


@app.command()
def backup(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The copy; an earlier copy is replaced.")],
) -> None:
    """Copy the record of what was sent, whole and in one file, also while letters are being sent."""
    with _ledger(context, older=True) as ledger:
        ledger.backup(file)
    print(file)


@app.command("accept-older")
def accept_older(context: typer.Context) -> None:
    """Go on with a ledger that is older than what was sent, or another one; says which letters may then go out twice."""
    from briefgen.app.outbox import accept_older as accepted

    found = accepted(context.obj, delivery.now)
    for again in found.letters:
        print(f"may go out twice: {again}")
    for unknown in found.unknown:
        show.remark(f"It is not known who would get it again: {unknown}")
    show.remark(f"The older ledger is accepted. {_again(found)}")


def _again(found: Twice) -> str:
    """How many letters may go out twice, and how each is kept back."""
    if not found.letters:
        others = "Of the other briefs no" if found.unknown else "No"
        return (
            f"{others} letter may go out twice: no list of the office has a reader who could get a last edition again."
        )
    keep = ["take its reader off the list"]
    if numbers := [str(one.number) for one in found.letters if one.can_be_cancelled]:
        keep.append(f"of a letter with a number: briefgen outbox cancel {' '.join(numbers[:10])}")
    return f"{counted(len(found.letters), 'letter')} may go out twice. To keep one back: {'; '.join(keep)}"


# -- together ---------------------------------------------------------------------------------------------------------


def _ledger(context: typer.Context, *, older: bool = False) -> AbstractContextManager[DeliveryLedger]:
    from briefgen.app.outbox import record

    return record(context.obj, delivery.now, older=older)


def _tell(
    letters: Sequence[DeliveryRecord], as_json: bool, meant: DeliveryState = "sent", faults: Sequence[str] = ()
) -> None:
    """What the letters are now; whoever was meant to be reached, or kept back, and is not, makes it DELIVERY."""
    for fault in faults:
        show.fault(fault)
    if as_json:
        show.dump({"letters": [delivery.as_data(letter) for letter in letters]})
    else:
        for letter in letters:
            print(line(letter))
    undone = any(letter.state not in ("sent", meant) for letter in letters)
    raise typer.Exit(Exit.DELIVERY if undone else Exit.DONE)


def _states(text: str) -> tuple[DeliveryState, ...]:
    from briefgen.deliver.delivery import STATES

    if text and text not in STATES:
        raise UsageError(f"'{text}' is not a state. There are: {', '.join(STATES)}.")
    return tuple(state for state in STATES if state == text)
