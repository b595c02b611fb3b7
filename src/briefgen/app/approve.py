"""Approve a brief: somebody has read what it says and lets it go out, as long as it says just that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefgen.build.bundle import gather
from briefgen.checks import check
from briefgen.editions import approval
from briefgen.editions.editions import editions, taken_back, tells
from briefgen.errors import Exit, Faulty, Problem, has_errors
from briefgen.model.edition import Approval
from briefgen.settings.mail import MailingList
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates


@dataclass(frozen=True, slots=True)
class Approved:
    """An approval, and to whom it lets the brief go: each list that the brief names, None for one that is not there.

    `edition` is the one whose readers were approved anew, None where the next one was approved; `problems` are the warnings.
    """

    by: str
    edition: int | None
    lists: tuple[tuple[str, MailingList | None], ...]
    problems: tuple[Problem, ...]


def approve(workspace: WorkspaceFolder, source: BriefSource, by: str, *, now: datetime) -> Approved:
    """Let what the brief says now go out as its next edition; where its last edition says the same, approve the readers of that one.

    `now` is aware. Raises Faulty for a brief that has errors and where nobody approves, FileProblem.
    """
    loaded = workspace.load(source)
    problems = tuple(problem for problem in check(loaded, now) if problem.level != "note")
    if loaded.brief is None or has_errors(problems):
        raise Faulty(f"{source.slug}: the brief has errors, so it was not approved.", problems)
    given = Approval(" ".join(by.split()), now)
    if not given.by:
        raise Faulty("It is not known who approves. Say it with --by NAME.", problems, Exit.USAGE)
    bundle, lists, issued = (
        gather(loaded, loaded.brief, Templates(workspace.root)),
        loaded.office.lists,
        editions(source),
    )
    last = issued[-1] if issued else None
    said = last and tells(last) and last.stamp.number not in taken_back(issued) and approval.same(last.bundle, bundle)
    if last and said:
        approval.approve_readers(workspace, last, lists, given)
        bundle = last.bundle
    else:
        after = last.stamp.number if last else 0
        approval.approve(workspace, source.slug, approval.cover(bundle, lists), given, after)
    named = tuple((name, lists.get(name)) for name in bundle.brief.distribution)
    return Approved(given.by, last.stamp.number if last and said else None, named, problems)
