"""The owner of the office's mail is told of what failed: once, and as often as it takes until the telling got out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from briefgen.workspace.folders import WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.app.means import Means
    from briefgen.triggers.ledger import ScheduledRun, ScheduleLedger

MOST = 50
"""Lines of one message: the owner looks at the office then, and needs no more."""


@dataclass
class Owner:
    """The owner, who hears of the faults in the schedule's ledger. `said` takes that it got out, `fault` that it did not; `why` is
    what kept the last telling from getting out."""

    workspace: WorkspaceFolder
    ledger: ScheduleLedger
    means: Means
    said: Callable[[str], None] = lambda text: None
    fault: Callable[[str], None] = lambda text: None
    why: str = ""

    def hear(self) -> None:
        """Tell all that is untold, one message for each job. Raises nothing: what does not get out is tried again the next time."""
        for runs in self.ledger.untold().values():
            try:
                address = self._told(runs)
            except Exception as error:  # noqa: BLE001 - the jobs are done, whatever keeps the telling from getting out
                if str(error) != self.why:
                    self.fault(f"the owner could not be told: {error}")
                self.why = str(error)
                return
            if not address:  # the office may be away for a moment, or name an owner later
                return
            for run in runs:
                self.ledger.told(run)
            self.why = ""
            self.said(f"{address} was told")

    def _told(self, runs: tuple[ScheduledRun, ...]) -> str:
        from briefgen.deliver.notice import notify

        title = f"{runs[-1].job} failed ({runs[-1].occurrence.wall})"
        lines = list(dict.fromkeys(line for run in runs for line in run.fault.splitlines()))[-MOST:]
        return notify(self.workspace, title, lines, now=self.means.now(), opened=self.means.opened)
