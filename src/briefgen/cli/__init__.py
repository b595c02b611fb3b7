"""The command line: the only room that prints, exits and reads the clock."""

from __future__ import annotations

import sys
from collections import UserDict
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup

from briefgen.cli.show import fault, problems
from briefgen.cli.streams import steady
from briefgen.errors import BriefgenError, Exit
from briefgen.version import __version__
from briefgen.workspace.folders import WorkspaceFolder

_COMMANDS = (
    "new",
    "check",
    "render",
    "watch",
    "audit",
    "chart",
    "diff",
    "draft",
    "edit",
    "issue",
    "approve",
    "schema",
    "send",
    "source",
    "import",
    "schedule",
    "template",
    "outbox",
)
"""In the order of the help. Each has a module of its name, with a function of that name or an app of several commands."""
_MODULES = {"import": "import_events"}
"""Those that no module can be named after."""


class _Commands(UserDict[str, Any]):
    """The commands by name, each loaded when it is asked for: `check` waits for no other's options."""

    def __init__(self) -> None:
        super().__init__(dict.fromkeys(_COMMANDS))

    def __getitem__(self, name: str) -> Any:
        self.data[name] = self.data[name] or _loaded(name)
        return self.data[name]


class _Group(TyperGroup):
    def __init__(self, **given: Any) -> None:
        super().__init__(**given)
        self.commands = _Commands()


app = typer.Typer(
    name="briefgen",
    cls=_Group,
    help="Turns one file of facts about an incident into the brief that people act on: the same words in PDF and Word.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _loaded(name: str) -> Any:
    """The command of a name, as typer makes it of its module's function or app."""
    module = import_module(f"{__name__}.{_MODULES.get(name, name)}")
    alone = typer.Typer(add_completion=False, rich_markup_mode=None)
    alone.callback()(lambda: None)
    if hasattr(module, "app"):
        alone.add_typer(module.app, name=name)
    else:
        alone.command(name)(getattr(module, name))
    return typer.main.get_group(alone).commands[name]


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
