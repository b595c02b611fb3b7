"""Issue a brief: what the issuer says becomes an order, and numbers that were sent are never given again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from briefgen.errors import UsageError
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
    progress: Progress = lambda step: None,
) -> Edition:
    """The next edition of a brief, as it now lies in editions/NNNN/. `now` is aware.

    Raises UsageError for what cannot be asked, Held with what holds it back, FileProblem, RenderError.
    """
    from briefgen.deliver.record import taken
    from briefgen.editions.issue import issue as freeze

    order = _order(correct, withdraw, reason, accept)
    sent = taken(workspace, source, lambda: now)
    return freeze(workspace, source, order, now=now, progress=progress, taken=sent)


def _order(correct: int | None, withdraw: int | None, reason: str, accept: Mapping[str, str]) -> Order:
    from briefgen.editions.editions import Accepted
    from briefgen.editions.issue import Order

    if correct is not None and withdraw is not None:
        raise UsageError("An edition is corrected or withdrawn, not both. Leave out --correct or --withdraw.")
    if reason and correct is None and withdraw is None:
        raise UsageError(
            "A reason belongs to a correction or a withdrawal. Name the edition with --correct or --withdraw."
        )
    accepted = tuple(Accepted(warning, why) for warning, why in accept.items())
    if withdraw is not None:
        return Order("withdrawn", withdraw, reason, accepted)
    return Order("final" if correct is None else "corrected", correct, reason, accepted)
