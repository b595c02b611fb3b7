"""What is to be done: actions, recommendations and duties, each with who is to do it, and by when."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import Discriminator, Tag

from briefgen.model.annotation import UNTYPED, Member, Own, Paragraphs, To, Told, Untold
from briefgen.model.marking import Marking
from briefgen.model.shape import Model, Prose, Ref, Several, Short
from briefgen.model.source import EvidenceList
from briefgen.model.time import When
from briefgen.model.time_limit import Limit

ActionKind = Literal["action", "recommendation", "duty"]
ActionStatus = Literal["open", "in_progress", "done", "dropped"]


class DueAfter(Model):
    """A time that is counted from an event; it is worked out by `Brief.due_time`, never stored."""

    after: Annotated[Ref, To("events", or_text=True)]
    """What it is counted from: a role (started, aware, detected, mitigated, resolved) or the id of an event."""
    within: Limit
    """How long there is: 24 h, 14 d or 1 month. Hours are exact; days and months end with a day of the calendar."""


def _which(value: Any) -> str:
    counted = isinstance(value, DueAfter) or (isinstance(value, dict) and bool({"after", "within"} & set(value)))
    return "counted" if counted else "stated"


Due = Annotated[Annotated[When, Tag("stated")] | Annotated[DueAfter, Tag("counted")], Discriminator(_which)]


class Action(Short, Member):
    """Something to do: an action of our own, a recommendation to somebody else, or a duty that a law or a contract sets."""

    short_key = "text"

    text: Annotated[Prose, Paragraphs(), Own(60, "words", claim=False), Told(style="prose", name=True)]
    """What is to be done, 60 words at most."""
    kind: Annotated[ActionKind, Told(words="action_kind")] = "action"
    """action, recommendation or duty."""
    owner: Annotated[str, To("actors", or_text=True), Told("table.owner")] = ""
    """Who is to do it, or to whom it is addressed: the id of an actor, or plain text."""
    due: Annotated[Due | None, Told("table.due")] = None
    """By when: a time, or a mapping: after (a role or an event) and within (24 h, 14 d, 1 month)."""
    status: Annotated[ActionStatus, Told("question.status", words="action_status")] = "open"
    """open, in_progress, done or dropped."""
    article: Annotated[str, Told()] = ""
    """The article of a law, or the clause of a contract, that sets a duty."""
    refs: Annotated[Several[Ref], To(*UNTYPED), Untold()] = ()
    """What it follows from: causes, judgements, events."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where a source asks for it, or says how it stands."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""

    @property
    def unfinished(self) -> bool:
        """Whether it is still to be done."""
        return self.status in ("open", "in_progress")
