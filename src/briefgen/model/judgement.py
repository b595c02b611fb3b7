"""What we judge and what we assume: judgements with their alternatives, indicators and dissent, assumptions."""

from __future__ import annotations

from typing import Annotated, Literal

from briefgen.model.annotation import UNTYPED, Member, Own, Paragraphs, To, Told, Untold
from briefgen.model.marking import Marking
from briefgen.model.shape import Model, Prose, Ref, Several, Short
from briefgen.model.statement import Confidence, Likelihood


class Alternative(Short):
    """Another explanation, and why it was not chosen."""

    short_key = "text"

    text: Annotated[Prose, Paragraphs()]
    """The other explanation."""
    likelihood: Likelihood | None = None
    """Its likelihood."""
    why_not: Annotated[str, Paragraphs()] = ""
    """Why it was not chosen."""


class Indicator(Short):
    """Something that would change a judgement."""

    short_key = "text"

    text: Annotated[Prose, Paragraphs()]
    """What to watch for."""
    effect: Literal["raises", "lowers"] | None = None
    """raises or lowers the likelihood."""


class Dissent(Model):
    """A view that differs from the judgement."""

    by: Prose
    """Who differs."""
    text: Annotated[Prose, Paragraphs()]
    """In what."""


class Change(Model):
    """How a judgement differs from that of an earlier edition."""

    from_edition: int
    """The number of the earlier edition."""
    kind: Literal["new", "unchanged", "strengthened", "weakened", "reversed"]
    """new, unchanged, strengthened, weakened or reversed."""
    why: Annotated[str, Paragraphs()] = ""
    """Why it changed."""


class Judgement(Short, Member):
    """A judgement of ours: a plain proposition, its likelihood, and our confidence apart from it."""

    short_key = "text"

    text: Annotated[Prose, Own(), Told(style="prose", name=True)]
    """The proposition, one sentence, without words of likelihood or confidence."""
    likelihood: Annotated[Likelihood | None, Told()] = None
    """A term of the yardstick, or a percentage."""
    confidence: Annotated[Confidence | None, Told()] = None
    """high, moderate or low, with its basis."""
    question: Annotated[Ref | None, To("questions"), Told("changes.field.on")] = None
    """The question that it answers."""
    refs: Annotated[Several[Ref], To(*UNTYPED), Untold()] = ()
    """The events and positions that it rests on."""
    assumptions: Annotated[Several[Ref], To("assumptions"), Told("judgement.assumes")] = ()
    """The assumptions that it rests on."""
    alternatives: Annotated[Several[Alternative], Told("judgement.alternatives")] = ()
    """Other explanations."""
    indicators: Annotated[Several[Indicator], Told("judgement.indicators")] = ()
    """What would change it."""
    implication: Annotated[str, Paragraphs(), Own(claim=False), Told("judgement.implication", style="prose")] = ""
    """What it means for the reader."""
    dissent: Annotated[Several[Dissent], Told("judgement.dissent")] = ()
    """Views that differ."""
    change: Annotated[Change | None, Told()] = None
    """How it differs from an earlier edition."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""


class Assumption(Short, Member):
    """A supposition that the brief rests on."""

    short_key = "text"

    text: Annotated[Prose, Paragraphs(), Own(), Told(style="prose", name=True)]
    """What is assumed."""
    basis: Annotated[str, Paragraphs(), Own(claim=False), Told("table.basis", style="prose")] = ""
    """Why it may be assumed."""
    linchpin: Annotated[bool, Told()] = False
    """yes when a judgement falls with it."""
    if_wrong: Annotated[str, Paragraphs(), Own(claim=False), Told("table.if_wrong", style="prose")] = ""
    """What follows if it is wrong."""
    refs: Annotated[Several[Ref], To(*UNTYPED), Untold()] = ()
    """What rests on it."""
