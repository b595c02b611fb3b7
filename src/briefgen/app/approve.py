"""Approve a brief: somebody has read what it says and lets it go out, as long as it says just that."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from briefgen.build.bundle import gather
from briefgen.checks import check
from briefgen.editions import approval
from briefgen.editions.editions import Edition, editions, taken_back, tells
from briefgen.errors import BriefgenError, Exit, Faulty, Problem, has_errors
from briefgen.model.edition import Approval
from briefgen.settings.mail import MailingList
from briefgen.settings.office import Office
from briefgen.ways import Way
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

    def told(self, slug: str) -> str:
        """What was approved, and by whom."""
        if self.edition is None:
            return f"{slug}: approved by {self.by}, as it is now."
        return f"{slug}: edition {self.edition} says this; its readers are approved by {self.by}, as they are now."


ASKS_AGAIN = "A change of words, sections, lists or readers asks for another approval."


def readers(name: str, found: MailingList | None) -> str:
    """ "desk: anna@example.org, bert@example.org; ceiling TLP:AMBER"."""
    if found is None:
        return f"{name}: there is no such list"
    ceiling = found.ceiling.text if found.ceiling and found.ceiling.label else "none"
    return f"{name}: {', '.join(box.address for box in found.recipients)}; ceiling {ceiling}"


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
        raise Faulty(f"It is not known who approves. Say it with {Way.BY_NAME}.", problems, Exit.USAGE)
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


def asked_for(office: Office, slug: str) -> bool:
    """Whether the office wants a brief approved: by a job of its schedule that issues or sends it."""
    return any(
        job.approval == "required" and {"issue", "send"} & set(job.actions) and (not job.briefs or slug in job.briefs)
        for job in office.jobs
    )


def given(workspace: WorkspaceFolder, source: BriefSource) -> Approval | None:
    """Who has let the brief go out as it is now, as its next edition; None for nobody. Raises FileProblem, Faulty."""
    loaded = workspace.load(source)
    if loaded.brief is None:
        return None
    bundle, issued = gather(loaded, loaded.brief, Templates(workspace.root)), editions(source)
    covered = approval.cover(bundle, loaded.office.lists)
    return approval.approved(workspace, source.slug, covered, max((one.stamp.number for one in issued), default=0))


def still_holds(workspace: WorkspaceFolder, edition: Edition, office: Office) -> None:
    """Raise BriefgenError where an edition was approved for other readers than it has now."""
    if edition.stamp.approved and not approval.readers_approved(workspace, edition, office):
        raise BriefgenError(
            f"the lists or their readers have changed since it was approved. Approve them: {Way.APPROVE.of(brief=edition.slug)}"
        )
