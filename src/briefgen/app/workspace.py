"""A workspace and its briefs, as a program uses them: render, issue, send."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefgen.app.issue import issue
from briefgen.errors import Problem
from briefgen.outputs.update import Options, UpdateResult, update
from briefgen.reading.load import Loaded
from briefgen.renderers import USUAL
from briefgen.settings.formats import FileFormat
from briefgen.workspace import folders

if TYPE_CHECKING:
    from briefgen.deliver.send import Report
    from briefgen.editions.editions import Edition


class Workspace(folders.WorkspaceFolder):
    """The folder that has briefs/, found from here upwards or named."""

    @classmethod
    def find(cls, start: Path | None = None, named: Path | None = None) -> Workspace:
        """The named folder, or the nearest one from `start` (here) upwards that has briefs/. Raises UsageError for a named one without."""
        return cls(folders.WorkspaceFolder.find(start or Path.cwd(), named).root)

    def brief(self, name: str) -> BriefFile:
        """The brief of that name: slug, folder or file. Raises UsageError for one that is not there."""
        return BriefFile(self, self.sources([name])[0])


@dataclass(frozen=True, slots=True)
class BriefFile:
    """One brief of a workspace, with its files, its editions and its readers."""

    workspace: Workspace
    source: folders.BriefSource

    def load(self) -> Loaded:
        """What the brief says as it lies there. Raises FileProblem."""
        return self.workspace.load(self.source)

    def check(self, now: datetime | None = None) -> tuple[Problem, ...]:
        """Everything that is wrong with it, the office's look included; with `now` (aware), also what is out of date."""
        from briefgen.app.check import problems

        return problems(self.load(), self.workspace, self.source, now)

    def render(self, formats: Sequence[FileFormat] = USUAL, outline: str = "", *, force: bool = False) -> UpdateResult:
        """Its working files in out/, made again where they are out of date. Raises nothing: `.fault` says what stopped it."""
        return update(self.workspace, self.source, Options(tuple(formats), outline), force=force)

    def issue(
        self,
        *,
        now: datetime,
        correct: int | None = None,
        withdraw: int | None = None,
        reason: str = "",
        accept: Mapping[str, str] | None = None,
    ) -> Edition:
        """Freeze the next edition; `now` is aware, `accept` has the reason for each warning that need not hold it back.

        Raises Held with what holds it back, FileProblem, UsageError, RenderError.
        """
        return issue(
            self.workspace, self.source, now=now, correct=correct, withdraw=withdraw, reason=reason, accept=accept or {}
        )

    def send(
        self,
        *to: str,
        now: Callable[[], datetime],
        edition: int | None = None,
        test: str = "",
        new_ledger: bool = False,
        environment: Mapping[str, str] | None = None,
    ) -> Report:
        """Send an edition, the last by default, to the lists in `to`, else to those that the brief names; each reader once.

        `now` is the clock (aware), `environment` may hold the mail server's password. Raises UsageError, FileProblem, LedgerFault.
        """
        from briefgen.app.means import Means
        from briefgen.app.send import send
        from briefgen.deliver.transports import opener

        means = Means(now, opener(self.workspace.briefs, environment or {}), lambda: 0.5)
        return send(self.workspace, self.source, means, number=edition, to=to, test=test, new_ledger=new_ledger)
