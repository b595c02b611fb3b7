"""briefgen import events: a log becomes a source of the brief, each of its rows an event."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli.show import fault
from briefgen.errors import UsageError
from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.import_events import ImportPlan, ImportWishes
    from briefgen.intake.columns import Unsettled

app = typer.Typer(help="Bring facts in from files.", no_args_is_help=True)
FIELDS = ("when", "end", "title", "summary", "place", "actors", "kind", "status", "key")


@app.callback()
def _import() -> None:
    """Bring facts in from files."""


@app.command()
def events(
    context: typer.Context,
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="The brief; it is made when there is none.")],
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="The log or table; - for standard input.")],
    mapped: Annotated[
        list[str] | None,
        typer.Option("--map", metavar='FIELD="COLUMN"', help=f"Which column says what: {', '.join(FIELDS)}."),
    ] = None,
    only: Annotated[
        list[str] | None, typer.Option("--only", metavar="COLUMN=VALUE", help="Take the rows that say this alone.")
    ] = None,
    date: Annotated[
        str, typer.Option("--date", help="dmy, mdy or ymd; of clocks without a date, the day of the first.")
    ] = "",
    zone: Annotated[str, typer.Option("--zone", help="The zone of times that name none.")] = "",
    sheet: Annotated[str, typer.Option("--sheet", help="The sheet of a workbook.")] = "",
    key: Annotated[str, typer.Option("--id", help="The source's id; from the file's name by default.")] = "",
    title: Annotated[str, typer.Option("--title", help="The log's title; from the file's name by default.")] = "",
    kind: Annotated[
        str, typer.Option("--kind", help="Of a brief that is made: incident, sitrep, one-pager, postmortem or dfir.")
    ] = "",
    typed: Annotated[bool, typer.Option("--typed", help="Write an event into the brief for each row.")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="Ask nothing: what is open ends the command.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be written, and write nothing.")] = False,
) -> None:
    """Make a log a source of a brief: each of its rows is an event. A newer export of it replaces the file."""
    from briefgen.app.import_events import ImportWishes, carry_out
    from briefgen.workspace.files import read

    piped = file == "-"
    data = sys.stdin.buffer.read() if piped else read(Path(file))
    columns, chosen = _pairs("--map", mapped or (), FIELDS), _pairs("--only", only or ())
    wishes = ImportWishes(columns, chosen, date, zone, sheet, key, title, typed)
    asking = not (piped or yes or dry_run) and sys.stdin.isatty() and sys.stdout.isatty()
    with _nothing_written():
        begun = _begun(context.obj, brief, kind)
        work = _planned(context.obj, brief, data, "" if piped else file, wishes, begun, asking=asking)
        if dry_run:
            print(work.entry, end="")
            return
        if asking:
            typer.confirm(f"Write it into {work.brief.file.name}?", default=True, abort=True)
    carry_out(work)
    _say_done(work, context.obj)


@app.command()
def duties(
    context: typer.Context,
    brief: Annotated[str, typer.Argument(metavar="BRIEF", help="The brief.")],
    name: Annotated[str, typer.Argument(metavar="LAW", help="nis2, cra, cra-vulnerability, or one of your own.")],
) -> None:
    """Add the time limits that a law sets to a brief, each with its article, counted from its events. Not legal advice."""
    from briefgen.app.import_duties import import_duties

    made = import_duties(context.obj, brief, name)
    print(f"{made.law.title}: {made.law.law}, as read on {made.law.read}.")
    print(made.law.note)
    for line in made.told:
        print(line)
    done = "has them" if made.written else "stays as it was"
    print(f"{_shown(made.place.file, context.obj)} {done}. Then: briefgen check {made.place.slug}")


@contextmanager
def _nothing_written() -> Iterator[None]:
    """A question that is left with Ctrl-C or Ctrl-D, or answered with no, ends the command, which has written nothing yet."""
    try:
        yield
    except typer.Abort:
        print()
        fault("nothing was written.")
        raise typer.Exit(1) from None


def _begun(workspace: WorkspaceFolder, brief: str, kind: str) -> Callable[[str], str] | None:
    """What a brief of a kind that is made begins with, by what its source is called; None where no kind is named."""
    from briefgen.app.new import text

    today = datetime.now(UTC).date()
    return (lambda source: text(workspace, brief, today, kind, begun=True, source=source)) if kind else None


def _planned(
    workspace: WorkspaceFolder,
    brief: str,
    data: bytes,
    file: str,
    wishes: ImportWishes,
    begun: Callable[[str], str] | None,
    *,
    asking: bool,
) -> ImportPlan:
    """The plan with nothing left open, once it was said what was understood. Raises Faulty where something is open and nobody is asked."""
    from briefgen.app.import_events import open_questions, plan

    work = plan(workspace, brief, data, file, wishes, begun)
    while work.questions and asking:
        try:
            more = _asked(wishes, work.questions[0])
            work = plan(workspace, brief, data, file, more, begun)
            wishes = more
        except UsageError as error:
            fault(str(error))
    for line in work.told:
        print(line)
    if work.questions:
        raise open_questions(work.questions, Path(file).name)
    return work


def _say_done(work: ImportPlan, workspace: WorkspaceFolder) -> None:
    made = "" if work.before is not None else "new "
    place = f"{made}{_shown(work.brief.file, workspace)}"
    print(f"{'Replaced' if work.newer else 'Copied to'} sources/{work.file.name}; {place} has its entry.")
    print(f"Then: briefgen check {work.brief.slug} && briefgen render {work.brief.slug}")


def _asked(wishes: ImportWishes, question: Unsettled) -> ImportWishes:
    """The wishes with the answer to a question, asked on the terminal. Raises UsageError for what answers it not."""
    from briefgen.app.import_events import answered

    print(question.text)
    offer = f"{'Such as' if question.open else 'One of'} {', '.join(question.answers)}"
    return answered(wishes, question, typer.prompt(offer).strip())


def _pairs(option: str, given: Sequence[str], known: Sequence[str] = ()) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in given:
        name, equals, value = one.partition("=")
        if not (equals and name.strip() and value.strip()):
            raise UsageError(f'{option} {one}: write a name, = and what it is, such as when="Time".')
        if known and name.strip() not in known:
            raise UsageError(f"{option} {one}: there is no field '{name.strip()}'. There are: {', '.join(known)}.")
        found[name.strip()] = value.strip().strip('"')
    return found


def _shown(file: Path, workspace: WorkspaceFolder) -> str:
    return file.relative_to(workspace.root).as_posix() if file.is_relative_to(workspace.root) else str(file)
