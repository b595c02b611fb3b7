"""The duties of all briefs that are still to be done, and by when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from briefgen.checks.actions import said
from briefgen.editions.editions import folders, opened, tells
from briefgen.workspace.folders import WorkspaceFolder


@dataclass(frozen=True, slots=True)
class DutyDue:
    """A duty that is not done: of which brief, by when (in words with its zone, and the last instant, aware), and whether that is past."""

    brief: str
    text: str
    article: str
    when: str
    last: datetime
    overdue: bool


def duties_due(workspace: WorkspaceFolder, now: datetime) -> tuple[DutyDue, ...]:
    """The duties with a time that is known, the first to come first; none of a brief that is withdrawn. Raises FileProblem."""
    return tuple(sorted(_due(workspace, now), key=lambda duty: (duty.last, duty.brief)))


def _due(workspace: WorkspaceFolder, now: datetime) -> Iterator[DutyDue]:
    for source in workspace.every():
        if (issued := folders(source)) and not tells(opened(issued[-1])):
            continue
        brief = workspace.load(source).draft
        for action in brief.actions.values():
            when, due = brief.due_time(action), brief.due(action)
            if action.kind == "duty" and action.unfinished and when and due:
                told = said(brief, when) if when.clocked else f"{said(brief, when)} {brief.timezone}"
                overdue = brief.overdue(action, now)
                yield DutyDue(source.slug, action.text, action.article, told, due.last, overdue)
