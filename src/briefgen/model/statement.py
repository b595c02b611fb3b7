"""What is said and asked: positions, questions with competing answers, background."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator, model_validator

from briefgen.model.annotation import Apart, Member, Own, Paragraphs, To, Told, Untold, Verbatim
from briefgen.model.marking import Marking
from briefgen.model.shape import Id, Model, Prose, Ref, Several, Short
from briefgen.model.source import EvidenceList
from briefgen.model.time import When
from briefgen.model.yardstick import ConfidenceLevel as Level

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

    text: Annotated[Prose, Verbatim()]
    """The quoted words, exactly as the source prints them, without the marks."""
    form: Literal["direct", "mixed"] | None = None
    """direct: a whole sentence of the speaker; mixed: a part of one. Used in exchange of the data; not printed."""
    integrity: Literal["verbatim", "unverified", "altered", "translated"] | None = None
    """verbatim, unverified, altered or translated. Derived from the source's fidelity when absent."""
    cue: str = ""
    """The verb of saying that the source uses. Used in exchange of the data; not printed."""
    insertions: Several[Prose] = ()
    """Words that an editor put in, with their brackets. Used in exchange of the data; not printed."""
    language: str = ""
    """The language of the words (BCP 47), the source's when absent. Used for reading them aloud and for their line breaks; not printed."""
    translated_from: str = ""
    """The language that they were translated from."""
    translated_by: str = ""
    """Who translated them."""
    checked_against: str = ""
    """What verbatim words were checked against: a recording, a transcript, the original."""
    note: Annotated[str, Paragraphs()] = ""
    """What a reader must know of these words."""


class ReportedLikelihood(Short):
    """A source's own word of likelihood: kept, never mapped to a percentage."""

    short_key = "term"

    term: Prose
    """The word as the source prints it."""
    usable: bool = True
    """no when the word cannot be relied on."""
    why: Annotated[str, Paragraphs()] = ""
    """Why it cannot be relied on."""


class Attribution(Short):
    """What may be printed of the speaker (rules of the trade for on and off the record)."""

    short_key = "terms"

    terms: Terms = "not_stated"
    """on_the_record, on_background, deep_background, off_the_record or not_stated. Off the record is never printed."""
    speaker: Literal["named", "unnamed", "institutional", "narrator"] | None = None
    """named, unnamed, institutional or narrator; follows from the actor when absent. Used in exchange of the data; not printed."""


class Position(Member):
    """What an actor says, in the briefer's words, and where it stands on a question."""

    actor: Annotated[Ref, To("actors"), Told("table.who")]
    """Who says it."""
    kind: Annotated[PositionKind, Told(words="kind_of")] = "other"
    """assessment, allegation, denial, claim, attribution_of_responsibility, statement_of_policy, statement_of_uncertainty, call_for_action, recommendation, concern, report_of_own_action, narration, announcement, commitment, warning, apology or other."""
    stance: Annotated[Stance, Told(words="stance", unsaid="changes.asserts")] = "asserts"
    """asserts, supports, opposes, denies, does_not_contradict, reserves_judgement or declines_to_comment."""
    says: Annotated[Prose, Paragraphs(), Own(60, "words"), Told("table.says", style="prose")]
    """What the actor says, always in the briefer's words, 60 words at most."""
    supports: Annotated[Several[Ref], To("answers"), Told("stance.supports")] = ()
    """The answers that it supports."""
    denies: Annotated[Several[Ref], To("answers"), Told("stance.denies")] = ()
    """The answers that it denies."""
    not_contradicting: Annotated[Several[Ref], To("answers"), Told("stance.does_not_contradict")] = ()
    """The answers that it has nothing against."""
    on: Annotated[Several[Ref], To("questions"), Told()] = ()
    """The questions that it speaks to without taking one of the answers."""
    topic: Annotated[str, Told()] = ""
    """What it is about, when it is on no question."""
    quote: Annotated[Quote | None, Apart()] = None
    """The words that the source prints between quotation marks."""
    likelihood_as_reported: Annotated[ReportedLikelihood | None, Untold()] = None
    """The source's own word of likelihood."""
    preliminary: Annotated[bool, Told()] = False
    """yes when the actor calls it preliminary."""
    at: Annotated[Ref | None, To("events"), Told()] = None
    """The event at which it was said."""
    when: Annotated[When | None, Told("table.time")] = None
    """When it was said, where no event says so."""
    place: Annotated[str, To("places", or_text=True), Told("front.where")] = ""
    """Where it was said: the id of a place, or plain text."""
    audience: Annotated[Several[Ref], To("actors"), Told()] = ()
    """To whom it was said."""
    channel: Annotated[Literal["briefing", "interview", "statement", "post", "call", "document"] | None, Untold()] = (
        None
    )
    """briefing, interview, statement, post, call or document."""
    attribution: Annotated[Attribution, Told()] = Attribution()
    """What may be printed of the speaker."""
    via: Annotated[Several[Ref], To("actors"), Told()] = ()
    """The speakers between the source and the actor, outermost first."""
    about: Annotated[Several[Ref], To("events"), Untold()] = ()
    """The events that it is about."""
    about_actors: Annotated[Several[Ref], To("actors"), Untold()] = ()
    """The actors that it is about."""
    refers_to: Annotated[Several[Ref], To("positions"), Untold()] = ()
    """Other positions that it refers to."""
    supersedes: Annotated[Ref | None, To("positions"), Told()] = None
    """The earlier position that it replaces; a position is never edited."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where it is reported."""
    marking: Annotated[Marking, Told()] = Marking()
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
    basis: Annotated[str, Paragraphs()] = ""
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

    text: Annotated[Prose, Paragraphs()]
    """The document, event or test that would answer it."""
    expected: When | None = None
    """When it is expected."""
    evidence: EvidenceList = ()
    """Where a source speaks of it."""


class Answer(Short, Member):
    """One of the competing answers to a question. Who holds it is derived from the positions."""

    short_key = "text"

    text: Annotated[Prose, Own(), Told("changes.field.answer", style="prose")]
    """The answer, as a sentence."""
    label: Annotated[str, Own(60, "characters", claim=False), Untold()] = ""
    """A shorter text for the column beside the key points, 60 characters at most; the text when absent."""
    initially_appeared: Annotated[bool, Told()] = False
    """yes when this is only how it first appeared."""
    likelihood: Annotated[Likelihood | None, Told()] = None
    """Our likelihood of it, with confidence and its basis."""
    confidence: Annotated[Confidence | None, Told()] = None
    """Our confidence, apart from the likelihood."""
    likelihood_as_reported: Annotated[Several[ReportedLikelihood], Untold()] = ()
    """The sources' own words of likelihood."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where the answer is reported."""


class Resolution(Model):
    """How a question was answered."""

    answer: Annotated[Ref | None, To("answers")] = None
    """The answer that proved right."""
    text: Annotated[str, Paragraphs()] = ""
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


class Question(Member):
    """A question that is, or was, open."""

    text: Annotated[Prose, Own(claim=False), Told(style="prose", name=True)]
    """The question, ending in a question mark."""
    status: Annotated[
        Literal["open", "partly_answered", "answered", "overtaken", "withdrawn"],
        Told("question.status", words="question"),
    ] = "open"
    """open, partly_answered, answered, overtaken or withdrawn."""
    raised_by: Annotated[Literal["source", "gap", "customer"], Untold()] = "source"
    """source: a source raises it; gap: we noticed what is missing; customer: a reader asked."""
    owner: Annotated[Ref | None, To("actors"), Told("question.owner")] = None
    """The actor who will answer it."""
    priority: Annotated[str, Told("question.priority")] = ""
    """How urgent it is."""
    due: Annotated[When | None, Told("question.due")] = None
    """When an answer is needed."""
    why_it_matters: Annotated[str, Paragraphs(), Own(claim=False), Told("question.why", style="prose")] = ""
    """Why it matters to the reader."""
    would_answer: Annotated[Several[WouldAnswer], Told("question.would_answer")] = ()
    """What would answer it."""
    answers: Annotated[dict[Id, Answer], Apart()] = Field(default_factory=dict)
    """The competing answers, each under its id."""
    exclusive: Annotated[bool, Untold()] = False
    """yes when only one of the answers can be right."""
    resolution: Annotated[Resolution | None, Told("question.resolution")] = None
    """How it was answered."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where a source raises it."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""

    @property
    def unanswered(self) -> bool:
        """Whether it is open, wholly or in part."""
        return self.status in ("open", "partly_answered")

    @field_validator("text")
    @classmethod
    def _asks(cls, text: str) -> str:
        if not text.rstrip().endswith(("?", "？", "؟")):
            raise ValueError(
                "a question ends in a question mark|Write it so that it can be answered, with ? at its end"
            )
        return text


class Background(Short, Member):
    """Undisputed context. It is not in the timeline."""

    short_key = "text"

    text: Annotated[Prose, Paragraphs(), Own(), Told(style="prose", name=True)]
    """The context."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where it is reported."""
