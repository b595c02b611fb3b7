"""The command line: the only room that prints, exits and reads the clock."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from briefgen.cli import (
    approve,
    audit,
    chart,
    check,
    diff,
    draft,
    edit,
    import_events,
    issue,
    new,
    outbox,
    render,
    schedule,
    schema,
    send,
    source,
    template,
    watch,
)
from briefgen.cli.show import fault, problems
from briefgen.cli.streams import steady
from briefgen.errors import BriefgenError, Exit
from briefgen.version import __version__
from briefgen.workspace.folders import WorkspaceFolder

app = typer.Typer(
    name="briefgen",
    help="Turns one file of facts about an incident into the brief that people act on: the same words in PDF and Word.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        print(f"briefgen {__version__}")
        raise typer.Exit


@app.callback()
def _workspace(
    context: typer.Context,
    workspace: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="The folder that has briefs/; found from here upwards by default."),
    ] = None,
    _show: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    context.obj = WorkspaceFolder.find(Path.cwd(), workspace)


app.command("new")(new.new)
app.command("check")(check.check)
app.command("render")(render.render)
app.command("watch")(watch.watch)
app.command("audit")(audit.audit)
app.command("chart")(chart.chart)
app.command("diff")(diff.diff)
app.command("draft")(draft.draft)
app.command("edit")(edit.edit)
app.command("issue")(issue.issue)
app.command("approve")(approve.approve)
app.command("schema")(schema.schema)
app.command("send")(send.send)
app.add_typer(source.app, name="source")
app.add_typer(import_events.app, name="import")
app.add_typer(schedule.app, name="schedule")
app.add_typer(template.app, name="template")
app.add_typer(outbox.app, name="outbox")


def main() -> None:
    """Run the command; a fault of the user's or of a file is one line and an exit code, never a traceback."""
    steady()
    try:
        try:
            app()
        finally:
            sys.stdout.flush()  # while a disk that is full can still be told
    except BriefgenError as error:
        problems(getattr(error, "problems", ()))
        fault(str(error))
        sys.exit(error.exit)
    except OSError as error:  # a disk that fails where nobody expects it
        fault(f"{error.filename or 'a file'}: {error.strerror or error}.")
        sys.exit(Exit.FILE)
    except KeyboardInterrupt:
        fault("Stopped.")
        sys.exit(130)
