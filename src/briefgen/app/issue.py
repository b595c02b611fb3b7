"""Issue a brief: what the issuer says becomes an order, and numbers that were sent are never given again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.errors import Problem, UsageError
from briefgen.ways import Way
from briefgen.workspace.folders import BriefSource, WorkspaceFolder

if TYPE_CHECKING:
    from briefgen.build.artifacts import Progress
    from briefgen.editions.editions import Edition
    from briefgen.editions.issue import Order


def issue(
    workspace: WorkspaceFolder,
    source: BriefSource,
    *,
    now: datetime,
    correct: int | None = None,
    withdraw: int | None = None,
    reason: str = "",
    accept: Mapping[str, str],
    needs_approval: bool = False,
    progress: Progress = lambda step: None,
) -> Edition:
    """The next edition of a brief, as it now lies in editions/NNNN/. `now` is aware; with `needs_approval` what nobody has approved
    is held.

    Raises UsageError for what cannot be asked, Held with what holds it back, FileProblem, RenderError.
    """
    from briefgen.deliver.record import taken
    from briefgen.editions.issue import issue as freeze

    order = replace(_order(correct, withdraw, reason, accept), needs_approval=needs_approval)
    sent = taken(workspace, source, lambda: now)
    return freeze(workspace, source, order, now=now, progress=progress, taken=sent)


def in_the_way(problems: Iterable[Problem], accepted: Mapping[str, str]) -> tuple[Problem, ...]:
    """What holds an edition back of all that was found in its brief: the errors; where there are none, the warnings that are not
    `accepted` in it. More can come to light when its files are made."""
    from briefgen.editions.acceptance import settle

    found = tuple(problems)
    return tuple(one for one in found if one.level == "error") or settle(found, accepted, ())[0]


def _order(correct: int | None, withdraw: int | None, reason: str, accept: Mapping[str, str]) -> Order:
    from briefgen.editions.editions import Accepted
    from briefgen.editions.issue import Order

    if correct is not None and withdraw is not None:
        raise UsageError(f"An edition is corrected or withdrawn, not both. Leave out {Way.CORRECT_OR_WITHDRAW}.")
    if reason and correct is None and withdraw is None:
        raise UsageError(
            f"A reason belongs to a correction or a withdrawal. Name the edition with {Way.CORRECT_OR_WITHDRAW}."
        )
    accepted = tuple(Accepted(warning, why) for warning, why in accept.items())
    if withdraw is not None:
        return Order("withdrawn", withdraw, reason, accepted)
    return Order("final" if correct is None else "corrected", correct, reason, accepted)
