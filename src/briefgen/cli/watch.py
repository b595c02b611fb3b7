"""briefgen watch: the files of the briefs, made again whenever a source is saved. One line for each event."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefgen.cli import show
from briefgen.cli.arguments import FORMATS_MADE, Formats, OutlineName, formats_of
from briefgen.cli.edit import NoBrowser, Port, desk
from briefgen.cli.stopping import until_stopped
from briefgen.errors import Problem, UsageError, counted
from briefgen.renderers import warm
from briefgen.workspace.folders import BriefSource, SameName, WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.outputs.update import Options, UpdateResult
    from briefgen.triggers.watch import Changed

_NAMED = 3
"""Changed files that a line names."""


def watch(
    context: typer.Context,
    briefs: Annotated[
        list[str] | None,
        typer.Argument(metavar="[BRIEF]...", help="Slug, folder or file; all by default, new ones too."),
    ] = None,
    formats: Formats = FORMATS_MADE,
    outline: OutlineName = "",
    poll: Annotated[
        bool, typer.Option("--poll", help="Look at the files all the time, for a drive whose changes cause no events.")
    ] = False,
    serve: Annotated[
        bool, typer.Option("--serve", help="Show the page in the browser, as it is after each save.")
    ] = False,
    port: Port = 0,
    no_browser: NoBrowser = False,
) -> None:
    """Render what is out of date, then again whenever a source is saved, until Ctrl-C. Nothing is issued or sent."""
    from briefgen.outputs.update import Options
    from briefgen.triggers.dispatch import dispatch
    from briefgen.triggers.single_instance import single_instance
    from briefgen.triggers.watch import Watch
    from briefgen.workspace.drives import distant

    workspace: WorkspaceFolder = context.obj
    options = Options(formats_of(formats), outline)
    found = workspace.sources(briefs or ())
    sources = _Sources(workspace, briefs or ())
    with single_instance(workspace, "watch"), until_stopped() as stop:
        _say(f"watching {counted(len(found), 'brief')}; Ctrl-C ends it")
        if kind := distant(workspace.root):
            _say(f"{workspace.root} lies on a network drive ({kind}), so its files are looked at all the time")
        warm(options.formats)
        watched = Watch(workspace.root, sources, stop, _say, polling=poll or bool(kind))
        first = found[0] if briefs and len(found) == 1 else None
        page = desk(workspace, first, port, browser=not no_browser, readonly=True) if serve else nullcontext()
        with page:
            dispatch(watched.changes(), _Renewing(workspace, options))


class _Sources:
    """The briefs to watch at the moment; says once what hinders it from naming them, and which files are probably meant for some."""

    def __init__(self, workspace: WorkspaceFolder, briefs: Sequence[str]) -> None:
        self.workspace, self.briefs = workspace, briefs
        self.said: set[str] = set()
        self.unread: tuple[Problem, ...] = ()

    def __call__(self) -> Iterable[BriefSource]:
        before, self.unread = self.unread, tuple(self.workspace.misnamed(self.briefs))
        show.problems([problem for problem in self.unread if problem not in before])
        try:
            return self.workspace.sources(self.briefs)
        except SameName as error:  # those that are watched already stay so
            if str(error) not in self.said:
                _say(str(error))
                self.said.add(str(error))
        except UsageError:  # none, for the moment
            pass
        return ()


class _Renewing:
    """Renews the brief of a change and says so, unless a check found what was said before."""

    def __init__(self, workspace: WorkspaceFolder, options: Options) -> None:
        self.workspace, self.options = workspace, options
        self.said: dict[str, tuple[object, ...]] = {}

    def __call__(self, change: Changed) -> UpdateResult:
        from briefgen.outputs.update import update

        begin = time.perf_counter()
        renewed = update(self.workspace, change.source, self.options)
        seconds = time.perf_counter() - begin
        news = (renewed.outcome, renewed.problems, renewed.fault)
        again = news == self.said.get(renewed.slug)
        self.said[renewed.slug] = news
        if (renewed.outcome == "current" and change.cause != "saved") or (again and change.cause == "check"):
            return renewed
        names = [_named(self.workspace, change.source, file) for file in change.files]
        more = f" and {len(names) - _NAMED} more" if len(names) > _NAMED else ""
        why = f": {', '.join(names[:_NAMED])}{more}" if names else ""
        fault = f". {renewed.fault}" if renewed.outcome == "failed" else ""
        _say(f"{renewed.slug} {_told(renewed, seconds)}{why}{fault}")
        if not again:
            show.problems(renewed.problems)
        return renewed


def _told(renewed: UpdateResult, seconds: float) -> str:
    match renewed.outcome:
        case "built":
            return f"rendered in {seconds:.1f} s"
        case "restat":
            return f"rendered in {seconds:.1f} s, its files are the same"
        case "current":
            return "is current"
        case "refused":
            return "has errors, the last good files stay"
        case "failed":
            return "could not be rendered, the last good files stay"


def _named(workspace: WorkspaceFolder, source: BriefSource, file: Path) -> str:
    """A file from the brief's folder where it lies in it, else from the workspace, else by its name."""
    for folder in (source.file.absolute().parent, workspace.root):
        if file.is_relative_to(folder) and folder != workspace.briefs:
            return file.relative_to(folder).as_posix()
    return file.name


def _say(text: str) -> None:
    """A line with the local time, at once, also on a pipe."""
    print(f"{datetime.now().astimezone():%H:%M:%S} {text}", flush=True)
