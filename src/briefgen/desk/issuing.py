"""The first step of sending: what stands in the way, approval, and the next edition, a correction or a withdrawal."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypedDict

from briefgen.app.approve import approve, asked_for, given, readers
from briefgen.app.diff import diff
from briefgen.app.issue import in_the_way, issue
from briefgen.checks.walk import NOUNS
from briefgen.deliver.audience import unlisted
from briefgen.desk.dry_run import dry_run
from briefgen.desk.exchange import Ask, BadRequest, DeskAction, DeskAnswer
from briefgen.desk.forms.names import titled
from briefgen.desk.forms.says import words
from briefgen.desk.markup import markup
from briefgen.desk.open_brief import BriefReading, OpenBrief
from briefgen.desk.panes import answered
from briefgen.editions.acceptance import key
from briefgen.editions.editions import Edition, editions, taken_back, tells
from briefgen.editions.issue import Held, Unchanged, says_more
from briefgen.errors import BriefgenError, Problem, has_errors
from briefgen.model.brief import COLLECTIONS, FRONT, Brief

_CHANGES = 8
"""Changes since the last edition that are told one by one."""
_ELSEWHERE = "The file changed elsewhere meanwhile, so nothing was done. Look at it, and repeat."

_MEANWHILE = "The file changed while this edition was being issued. Look at the edition's own files before it is sent."


@dataclass(frozen=True, slots=True)
class Hindrance:
    """A problem that holds the edition back: in words, the fact that it is at, and what accepts it, empty for an error."""

    said: str
    path: str
    accepts: str


def look(ask: Ask) -> DeskAnswer:
    """Send…: what stands in the way of an edition; where the last one says all that the brief says, its dry run."""
    brief = ask.brief
    try:
        there = editions(brief.place)
        by_number = {edition.stamp.number: edition for edition in there}
        new = not there or has_errors(brief.reading().problems)
        if new or says_more(brief.workspace, brief.place, by_number):
            return _step(ask)
    except BriefgenError as error:
        return _step(ask, fault=str(error))
    return dry_run(ask)


def next_edition(ask: Ask) -> DeskAnswer:
    """The first step, also where the last edition says the same."""
    return _step(ask)


def issued(ask: Ask) -> DeskAnswer:
    """Freeze what was shown as the next edition, and show who would get it. Sends nothing."""
    brief = ask.brief
    order = _order(ask)
    try:
        if brief.reading().version != ask.text("version"):
            return _step(ask, fault=_ELSEWHERE)
        edition = issue(
            brief.workspace,
            brief.place,
            now=brief.now(),
            accept={name: why.strip() for name, why in ask.texts("accept").items() if why.strip()},
            needs_approval=asked_for(brief.reading().loaded.office, brief.slug) and order.get("withdraw") is None,
            **order,
        )
    except Unchanged as same:
        return dry_run(ask, fault=f"{brief.slug}: {same}")
    except Held as held:
        return _step(ask, fault=f"{brief.slug}: {held}", problems=held.problems)
    except BriefgenError as error:
        return _step(ask, fault=str(error))
    meanwhile = brief.reading().version != ask.text("version")
    shown = dry_run(ask, edition=edition.stamp.number, fault=_MEANWHILE if meanwhile else "")
    said = f"Edition {edition.stamp.number} is issued. Nothing has been sent."
    parts = answered(ask, said)
    return DeskAnswer({**parts.parts, **shown.parts}, said, shown.focus, {**parts.tell, **shown.tell})


def approved(ask: Ask) -> DeskAnswer:
    """Let what was shown go out, or the readers of the last edition where it says the same."""
    brief = ask.brief
    try:
        if brief.reading().version != ask.text("version"):
            return _step(ask, fault=_ELSEWHERE)
        found = approve(brief.workspace, brief.place, ask.text("by"), now=brief.now().replace(microsecond=0))
    except BriefgenError as error:
        return _step(ask, fault=str(error))
    if found.edition is not None:
        return dry_run(ask, told=found.told(brief.slug))
    return _step(ask, told=found.told(brief.slug))


class _Order(TypedDict, total=False):
    correct: int
    withdraw: int
    reason: str


def _order(ask: Ask) -> _Order:
    """Which kind of edition is asked for."""
    kind, reason = ask.text("kind", "final"), ask.text("reason", "")
    if kind == "final":
        return {}
    number = ask.chosen("of")
    if kind not in ("corrected", "withdrawn") or number is None:
        raise BadRequest("an edition is final, corrected or withdrawn")
    if kind == "corrected":
        return {"correct": number, "reason": reason}
    return {"withdraw": number, "reason": reason}


# -- the page of the first step ---------------------------------------------------------------------------------------


def _step(ask: Ask, fault: str = "", told: str = "", problems: tuple[Problem, ...] | None = None) -> DeskAnswer:
    brief = ask.brief
    reading = brief.reading()
    there, unread = _editions(brief)
    found = in_the_way(reading.problems, reading.loaded.draft.accepted) if problems is None else problems
    ready = not has_errors(reading.problems) and not unread
    changes = _changes(brief) if ready else ()
    body = markup(
        "issue",
        ready=ready,
        fault=fault or unread,
        told=told,
        hindrances=tuple(_hindrance(one, reading.loaded.draft) for one in found),
        nobody=unlisted(reading.loaded.draft, reading.loaded.office) if ready else "",
        changes=changes[:_CHANGES],
        more=max(0, len(changes) - _CHANGES),
        last=there[-1] if there else None,
        nameable=_nameable(there),
        approval=_approval(brief, reading) if ready else None,
        version=reading.version,
        kind=ask.text("kind", "final"),
        of=ask.text("of", ""),
        reason=ask.text("reason", ""),
        accept=ask.texts("accept"),
        by=ask.text("by", ""),
    )
    return DeskAnswer({"dialog": body}, tell={"dialog": "open"}, focus="#dialog h2")


def _editions(brief: OpenBrief) -> tuple[tuple[Edition, ...], str]:
    """The editions that lie there, and why they cannot be read."""
    try:
        return editions(brief.place), ""
    except BriefgenError as error:
        return (), str(error)


def _nameable(there: tuple[Edition, ...]) -> tuple[int, ...]:
    """The editions that can be corrected or withdrawn, the last first."""
    gone = taken_back(there)
    return tuple(one.stamp.number for one in reversed(there) if tells(one) and one.stamp.number not in gone)


def _hindrance(problem: Problem, brief: Brief) -> Hindrance:
    """The problem as it is shown, with the fact that it is at, in the words of the screen."""
    collection, name = str(problem.path[0] if problem.path else ""), str(problem.path[1] if problem.path[1:] else "")
    if collection not in COLLECTIONS or not name:
        return Hindrance(words(problem), FRONT, key(problem) if problem.level == "warning" else "")
    fact = getattr(brief, collection).get(name)  # not there where it cannot be read
    said = f"{NOUNS[collection].capitalize()} “{(fact and titled(fact)) or name}”: {words(problem)}"
    return Hindrance(said, f"{collection}.{name}", key(problem) if problem.level == "warning" else "")


def _changes(brief: OpenBrief) -> tuple[str, ...]:
    try:
        return diff(brief.workspace, brief.place).lines()
    except BriefgenError:  # no edition yet
        return ()


def _approval(brief: OpenBrief, reading: BriefReading) -> Mapping[str, object] | None:
    """Who has approved what is shown, where the office asks for it, and to whom that lets it go."""
    office = reading.loaded.office
    if not asked_for(office, brief.slug):
        return None
    names = reading.loaded.draft.distribution
    return {
        "given": given(brief.workspace, brief.place),
        "readers": tuple(readers(name, office.lists.get(name)) for name in names),
    }


ACTIONS: Mapping[str, DeskAction] = {
    "send/look": look,
    "send/next": next_edition,
    "send/issue": issued,
    "send/approve": approved,
}
