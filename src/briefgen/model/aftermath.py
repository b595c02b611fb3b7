"""What an incident did, and why it came to that: impact and causes."""

from __future__ import annotations

from typing import Annotated, Literal

from briefgen.model.annotation import UNTYPED, Member, Own, Paragraphs, To, Told, Untold
from briefgen.model.event import Quantity
from briefgen.model.marking import Marking
from briefgen.model.shape import Prose, Ref, Several, Short
from briefgen.model.source import EvidenceList

CauseKind = Literal["root", "contributing", "trigger"]


class Impact(Short, Member):
    """What the incident did to somebody or something."""

    short_key = "text"

    text: Annotated[Prose, Paragraphs(), Own(60, "words"), Told(style="prose", name=True)]
    """What it did, 60 words at most."""
    quantities: Annotated[Several[Quantity], Told()] = ()
    """How much of it, in numbers. Those of the incident itself stand on page 1."""
    refs: Annotated[Several[Ref], To(*UNTYPED), Untold()] = ()
    """The events that had it; of the incident itself when absent."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where it is reported."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""


class Cause(Short, Member):
    """Why it happened, or why it became so bad."""

    short_key = "text"

    text: Annotated[Prose, Paragraphs(), Own(60, "words"), Told(style="prose", name=True)]
    """The cause, 60 words at most."""
    kind: Annotated[CauseKind, Told(words="cause_kind")] = "contributing"
    """root (without it, it would not have happened), contributing (it made it likelier or worse) or trigger (it set it off)."""
    refs: Annotated[Several[Ref], To(*UNTYPED), Untold()] = ()
    """The events, positions and judgements that show it."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where it is reported."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""
