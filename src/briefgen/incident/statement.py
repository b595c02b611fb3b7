"""What is said, asked and judged: positions, questions with competing answers, judgements, assumptions, background."""

from __future__ import annotations

import re
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from briefgen.incident.marking import Marking
from briefgen.incident.shape import Id, Model, Named, NamedShort, Prose, Ref, Several, Short
from briefgen.incident.source import EvidenceList
from briefgen.incident.time import When
from briefgen.incident.yardstick import Confidence as Level

PositionKind = Literal[
    "assessment",
    "allegation",
    "denial",
    "claim",
    "attribution_of_responsibility",
    "statement_of_policy",
    "statement_of_uncertainty",
    "call_for_action",
    "recommendation",
    "concern",
    "report_of_own_action",
    "narration",
    "announcement",
    "commitment",
    "warning",
    "apology",
    "other",
]
Stance = Literal[
    "asserts", "supports", "opposes", "denies", "does_not_contradict", "reserves_judgement", "declines_to_comment"
]
Terms = Literal["on_the_record", "on_background", "deep_background", "off_the_record", "not_stated"]


class Quote(Short):
    """The words that the source prints between quotation marks. Whether they are printed so again is decided by its fidelity (R6)."""

    short_key = "text"

    text: Prose
    """The quoted words, exactly as the source prints them, without the marks."""
    form: Literal["direct", "mixed"] | None = None
    """direct: a whole sentence of the speaker; mixed: a part of one. Derived when absent."""
    integrity: Literal["verbatim", "unverified", "altered", "translated"] | None = None
    """verbatim, unverified, altered or translated. Derived from the source's fidelity when absent."""
    cue: str = ""
    """The verb of saying that the source uses."""
    insertions: Several[Prose] = ()
    """Words that an editor put in, with their brackets."""
    language: str = ""
    """The language of the words (BCP 47), the source's when absent."""
    translated_from: str = ""
    """The language that they were translated from."""
    translated_by: str = ""
    """Who translated them."""
    checked_against: str = ""
    """What verbatim words were checked against: a recording, a transcript, the original."""
    note: str = ""
    """What a reader must know of these words."""


class ReportedLikelihood(Short):
    """A source's own word of likelihood: kept, never mapped to a percentage."""

    short_key = "term"

    term: Prose
    """The word as the source prints it."""
    usable: bool = True
    """no when the word cannot be relied on."""
    why: str = ""
    """Why it cannot be relied on."""


class Attribution(Short):
    """What may be printed of the speaker (rules of the trade for on and off the record)."""

    short_key = "terms"

    terms: Terms = "not_stated"
    """on_the_record, on_background, deep_background, off_the_record or not_stated. Off the record is never printed."""
    speaker: Literal["named", "unnamed", "institutional", "narrator"] | None = None
    """named, unnamed, institutional or narrator; follows from the actor when absent."""


class Position(Named):
    """What an actor says, in the briefer's words, and where it stands on a question."""

    actor: Ref
    """Who says it."""
    kind: PositionKind = "other"
    """assessment, allegation, denial, claim, attribution_of_responsibility, statement_of_policy, statement_of_uncertainty, call_for_action, recommendation, concern, report_of_own_action, narration, announcement, commitment, warning, apology or other."""
    stance: Stance = "asserts"
    """asserts, supports, opposes, denies, does_not_contradict, reserves_judgement or declines_to_comment."""
    says: Prose
    """What the actor says, always in the briefer's words, 60 words at most."""
    supports: Several[Ref] = ()
    """The answers that it supports."""
    denies: Several[Ref] = ()
    """The answers that it denies."""
    not_contradicting: Several[Ref] = ()
    """The answers that it has nothing against."""
    on: Several[Ref] = ()
    """The questions that it speaks to without taking one of the answers."""
    topic: str = ""
    """What it is about, when it is on no question."""
    quote: Quote | None = None
    """The words that the source prints between quotation marks."""
    likelihood_as_reported: ReportedLikelihood | None = None
    """The source's own word of likelihood."""
    preliminary: bool = False
    """yes when the actor calls it preliminary."""
    at: Ref | None = None
    """The event at which it was said."""
    when: When | None = None
    """When it was said, where no event says so."""
    place: str = ""
    """Where it was said: the id of a place, or plain text."""
    audience: Several[Ref] = ()
    """To whom it was said."""
    channel: Literal["briefing", "interview", "statement", "post", "call", "document"] | None = None
    """briefing, interview, statement, post, call or document."""
    attribution: Attribution = Attribution()
    """What may be printed of the speaker."""
    via: Several[Ref] = ()
    """The speakers between the source and the actor, outermost first."""
    about: Several[Ref] = ()
    """The events that it is about."""
    about_actors: Several[Ref] = ()
    """The actors that it is about."""
    refers_to: Several[Ref] = ()
    """Other positions that it refers to."""
    supersedes: Ref | None = None
    """The earlier position that it replaces; a position is never edited."""
    evidence: EvidenceList = ()
    """Where it is reported."""
    marking: Marking = Marking()
    """The item's own handling marking."""

    @property
    def answers(self) -> tuple[tuple[str, Stance], ...]:
        """The answers that it takes a stand on, each with the stance."""
        return (
            *((ref, "supports") for ref in self.supports),
            *((ref, "denies") for ref in self.denies),
            *((ref, "does_not_contradict") for ref in self.not_contradicting),
        )


class Confidence(Short):
    """Confidence in a judgement, apart from its likelihood (ICD 203, D.6.e(2)(b))."""

    short_key = "level"

    level: Level
    """high, moderate or low."""
    basis: str = ""
    """What it rests on: evidence, number and quality of sources, assumptions."""


class Likelihood(Short):
    """Our likelihood: a term of the brief's yardstick, or a percentage."""

    short_key = "term"

    term: str = ""
    """A term of the yardstick, such as likely."""
    percent: str = ""
    """A percentage or a range, such as 70 or 60-75."""

    @model_validator(mode="before")
    @classmethod
    def _number(cls, value: Any) -> Any:
        if isinstance(value, str) and re.match(r"\s*\d", value):
            return {"percent": value}
        return value

    @model_validator(mode="after")
    def _one(self) -> Likelihood:
        if bool(self.term) == bool(self.percent):
            raise ValueError(
                "a likelihood is either a term or a percentage|Write likelihood: likely, or likelihood: 70 %"
            )
        if self.percent and (self.range is None or not 0 < self.range[1] <= 100 or self.range[0] > self.range[1]):
            raise ValueError(f"'{self.percent}' is not a percentage|Write 70 %, or 60-75 %")
        return self

    @property
    def range(self) -> tuple[int, int] | None:
        """The percentages given, lowest and highest; None for a term."""
        match = re.fullmatch(r"\s*(\d{1,3})(?:\s*(?:-|–|to)\s*(\d{1,3}))?\s*(?:%|per cent|percent)?\s*", self.percent)
        return (int(match[1]), int(match[2] or match[1])) if match else None


class WouldAnswer(Short):
    """What would answer a question."""

    short_key = "text"

    text: Prose
    """The document, event or test that would answer it."""
    expected: When | None = None
    """When it is expected."""
    evidence: EvidenceList = ()
    """Where a source speaks of it."""


class Answer(NamedShort):
    """One of the competing answers to a question. Who holds it is derived from the positions."""

    short_key = "text"

    text: Prose
    """The answer, as a sentence."""
    initially_appeared: bool = False
    """yes when this is only how it first appeared."""
    likelihood: Likelihood | None = None
    """Our likelihood of it, with confidence and its basis."""
    confidence: Confidence | None = None
    """Our confidence, apart from the likelihood."""
    likelihood_as_reported: Several[ReportedLikelihood] = ()
    """The sources' own words of likelihood."""
    evidence: EvidenceList = ()
    """Where the answer is reported."""


class Resolution(Model):
    """How a question was answered."""

    answer: Ref | None = None
    """The answer that proved right."""
    text: str = ""
    """The outcome in words, where no answer fits."""
    when: When | None = None
    """When it was answered."""
    evidence: EvidenceList = ()
    """Where that is reported."""

    @model_validator(mode="after")
    def _resolved(self) -> Resolution:
        if not (self.answer or self.text):
            raise ValueError("the resolution says neither which answer nor what came out|Write answer: or text:")
        return self


class Question(Named):
    """A question that is, or was, open."""

    text: Prose
    """The question, ending in a question mark."""
    status: Literal["open", "partly_answered", "answered", "overtaken", "withdrawn"] = "open"
    """open, partly_answered, answered, overtaken or withdrawn."""
    raised_by: Literal["source", "gap", "customer"] = "source"
    """source: a source raises it; gap: we noticed what is missing; customer: a reader asked."""
    owner: Ref | None = None
    """The actor who will answer it."""
    priority: str = ""
    """How urgent it is."""
    due: When | None = None
    """When an answer is needed."""
    why_it_matters: str = ""
    """Why it matters to the reader."""
    would_answer: Several[WouldAnswer] = ()
    """What would answer it."""
    answers: dict[Id, Answer] = Field(default_factory=dict)
    """The competing answers, each under its id."""
    exclusive: bool = False
    """yes when only one of the answers can be right."""
    resolution: Resolution | None = None
    """How it was answered."""
    evidence: EvidenceList = ()
    """Where a source raises it."""
    marking: Marking = Marking()
    """The item's own handling marking."""

    @field_validator("text")
    @classmethod
    def _asks(cls, text: str) -> str:
        if not text.rstrip().endswith(("?", "？", "؟")):
            raise ValueError(
                "a question ends in a question mark|Write it so that it can be answered, with ? at its end"
            )
        return text


class Alternative(Short):
    """Another explanation, and why it was not chosen."""

    short_key = "text"

    text: Prose
    """The other explanation."""
    likelihood: Likelihood | None = None
    """Its likelihood."""
    why_not: str = ""
    """Why it was not chosen."""


class Indicator(Short):
    """Something that would change a judgement."""

    short_key = "text"

    text: Prose
    """What to watch for."""
    effect: Literal["raises", "lowers"] | None = None
    """raises or lowers the likelihood."""


class Dissent(Model):
    """A view that differs from the judgement."""

    by: Prose
    """Who differs."""
    text: Prose
    """In what."""


class Change(Model):
    """How a judgement differs from that of an earlier edition."""

    from_edition: int
    """The number of the earlier edition."""
    kind: Literal["new", "unchanged", "strengthened", "weakened", "reversed"]
    """new, unchanged, strengthened, weakened or reversed."""
    why: str = ""
    """Why it changed."""


class Judgement(NamedShort):
    """A judgement of ours: a plain proposition, its likelihood, and our confidence apart from it."""

    short_key = "text"

    text: Prose
    """The proposition, one sentence, without words of likelihood or confidence."""
    likelihood: Likelihood | None = None
    """A term of the yardstick, or a percentage."""
    confidence: Confidence | None = None
    """high, moderate or low, with its basis."""
    question: Ref | None = None
    """The question that it answers."""
    refs: Several[Ref] = ()
    """The events and positions that it rests on."""
    assumptions: Several[Ref] = ()
    """The assumptions that it rests on."""
    alternatives: Several[Alternative] = ()
    """Other explanations."""
    indicators: Several[Indicator] = ()
    """What would change it."""
    implication: str = ""
    """What it means for the reader."""
    dissent: Several[Dissent] = ()
    """Views that differ."""
    change: Change | None = None
    """How it differs from an earlier edition."""
    marking: Marking = Marking()
    """The item's own handling marking."""


class Assumption(NamedShort):
    """A supposition that the brief rests on."""

    short_key = "text"

    text: Prose
    """What is assumed."""
    basis: str = ""
    """Why it may be assumed."""
    linchpin: bool = False
    """yes when a judgement falls with it."""
    if_wrong: str = ""
    """What follows if it is wrong."""
    refs: Several[Ref] = ()
    """What rests on it."""


class Background(NamedShort):
    """Undisputed context. It is not in the timeline."""

    short_key = "text"

    text: Prose
    """The context."""
    evidence: EvidenceList = ()
    """Where it is reported."""
