"""Import duties: the time limits of a law become actions of a brief, counted from its events."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from briefgen.app.brief_edits import edited, save_edited
from briefgen.checks.actions import said
from briefgen.editing import Add, Edit
from briefgen.model.action import Action, DueAfter
from briefgen.model.brief import Brief
from briefgen.model.event import EventRole
from briefgen.reading.duties import DutyList
from briefgen.workspace.files import read
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates


@dataclass(frozen=True, slots=True)
class ImportedDuties:
    """What was imported: the law, a line for each duty (by when it is due, or what that waits for), and whether anything was written."""

    place: BriefSource
    law: DutyList
    told: tuple[str, ...]
    written: bool


def import_duties(workspace: WorkspaceFolder, brief: str, name: str) -> ImportedDuties:
    """Add the duties of that name to a brief. One that it has already stays as it is, but for a limit that can be counted only now.

    Raises UsageError for a brief or a name that there is not, and for a brief that cannot be edited; BrokenTemplate, FileProblem. Then
    nothing was written.
    """
    place = workspace.sources([brief])[0]
    duties = Templates(workspace.root).duties(name)
    before = read(place.file)
    there = workspace.load(place).draft
    edits: list[Edit] = []
    for key, duty in duties.list.duties.items():
        at, countable = ("actions", key), _countable(there, duty)
        if key not in there.actions:
            one = {part: value for part, value in duties.written[key].items() if countable or part != "due"}
            edits.append(Add(at, one))
        elif countable and there.actions[key].due is None and "due" in duties.written[key]:
            edits.append(Add((*at, "due"), duties.written[key]["due"]))
    after = edited(before, edits, place, "Fix that first") if edits else before
    if edits:
        save_edited(place, before, {place.file: after})
    told = tuple(_told(there, workspace.load(place).draft, duties.list))
    return ImportedDuties(place, duties.list, told, bool(edits))


def _countable(brief: Brief, duty: Action) -> bool:
    """Whether the limit names what the brief may have: a role, or an event that is there."""
    return not isinstance(duty.due, DueAfter) or duty.due.after in (*get_args(EventRole), *brief.events)


def _told(before: Brief, brief: Brief, law: DutyList) -> Iterator[str]:
    for key, duty in law.duties.items():
        action = brief.actions.get(key, duty)
        when = brief.due_time(action)
        state = " (there already)" if key in before.actions and before.actions[key] == action else ""
        if when:
            yield f"{key}: due {said(brief, when)}{state}"
        elif isinstance(duty.due, DueAfter) and not _countable(brief, duty):
            limit = f"{duty.due.within} from an event called {duty.due.after}"
            yield f"{key}: due {limit}, which is not there yet. Write that event, and import again{state}"
        elif isinstance(action.due, DueAfter):
            limit = f"{action.due.within} from {action.due.after}"
            yield f"{key}: due {limit}. Write role: {action.due.after} at the event, and its time{state}"
        else:
            yield f"{key}: nothing says by when{state}"
