"""The brief: everything that one brief.yaml says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Annotated, Literal, TypeVar, get_args
from zoneinfo import ZoneInfoNotFoundError

from pydantic import AfterValidator, Field, ValidationError, field_validator, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from briefgen.errors import KeyPath
from briefgen.model.action import Action, DueAfter
from briefgen.model.aftermath import Cause, Impact
from briefgen.model.annotation import (
    UNTYPED,
    Apart,
    Compared,
    Member,
    Own,
    Paragraphs,
    Places,
    Starred,
    To,
    Told,
    Untold,
)
from briefgen.model.decision import Decision
from briefgen.model.emphasis import Emphasised, as_written
from briefgen.model.event import Actor, Event, Place
from briefgen.model.free_section import FreeSection
from briefgen.model.judgement import Assumption, Judgement
from briefgen.model.log import log_of
from briefgen.model.marking import Marking
from briefgen.model.point import BadTime, authored_zone
from briefgen.model.roles import ENDS, DerivedTime, derived_times, limit_end, of_role
from briefgen.model.shape import Id, Line, Model, Prose, Ref, Several, Short, slug
from briefgen.model.source import Evidence, PathBeneath, Source
from briefgen.model.statement import Background, Position, Question
from briefgen.model.table import AnnexTable
from briefgen.model.time import Interval, When
from briefgen.model.time_limit import limit_of
from briefgen.model.walk import walk
from briefgen.model.yardstick import Yardstick

N = TypeVar("N", bound=Model)

LONGEST_TAG = 35
"""Characters of a language tag (RFC 5646, 4.4.1)."""


def _language(text: str) -> str:
    parts = text.split("-")
    if len(text) > LONGEST_TAG or not (
        parts[0].isalpha() and 2 <= len(parts[0]) <= 3 and all(part.isalnum() and part.isascii() for part in parts)
    ):
        raise ValueError(f"'{text}' is not a language|Write a BCP 47 tag such as en-GB")
    return text


def _zone(text: str) -> str:
    try:
        authored_zone(text)
    except (BadTime, ZoneInfoNotFoundError) as error:
        raise ValueError(str(error)) from None
    return text


Language = Annotated[str, AfterValidator(_language)]
ZoneName = Annotated[str, AfterValidator(_zone)]
TimeDisplay = Literal["local+utc", "utc+local", "utc", "dtg"]
ChartForm = Literal["auto", "agenda", "scale"]


Collection = dict[Id, N]
EventId = Annotated[str, AfterValidator(lambda text: text if log_of(text) else slug(text))]
"""The id of an event; that of a row of a log is made in reading, and nobody writes it."""


class KeyPoint(Short):
    """A point of page 1. Its class (information, reported position, judgement, gap) follows from what it refers to."""

    short_key = "text"

    text: Annotated[Prose, Own(45, "words")]
    """The point, 45 words at most."""
    refs: Annotated[Several[Ref], To(*UNTYPED)] = ()
    """The events, positions, questions or judgements that it restates."""


class FigureFile(Member):
    """A picture: a map, a photograph."""

    file: Annotated[PathBeneath, Told()]
    """The picture, a PNG, JPEG or SVG file in the brief's folder. Used for the picture; its name is not printed."""
    caption: Annotated[Prose, Starred(), Told(style="prose", name=True)]
    """What it shows, as a message."""
    alt: Annotated[str, Paragraphs(), Untold()] = ""
    """What a reader who cannot see it must know."""
    credit: Annotated[str, Untold()] = ""
    """Who made it."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""


class IncidentPhase(Member):
    """A part of what happened that has a name, such as the outage: a band of the chart, with its length."""

    title: Annotated[Line, Own(25, "characters"), Told(style="prose", name=True)]
    """Its name, 25 characters at most."""
    when: Annotated[When, Told("table.time")]
    """When it lasted, such as 2021-10-04 15:40/21:28."""


class ChartAnnotation(Model):
    """A distance on the chart that the reader is to see, between two events."""

    from_: Annotated[Ref, Field(alias="from"), To("events")]
    """The event at which it begins."""
    to: Annotated[Ref, To("events")]
    """The event at which it ends."""
    text: Annotated[str, Own(40, "characters")] = ""
    """What it says, 40 characters at most; the measured time when absent."""


class Chart(Model):
    """How the timeline chart is drawn."""

    form: ChartForm = "auto"
    """auto, agenda (time runs down) or scale (time runs right). Used for the chart; not printed."""
    lanes: Literal["none", "kind", "actor"] = "none"
    """Lanes by kind or by actor. Used for the chart; not printed."""
    headline: Annotated[str, Own(70, "characters")] = ""
    """What the chart shows, as a sentence of 70 characters at most."""
    annotation: ChartAnnotation | None = None
    """One distance between two events, drawn and named."""


class ToolDisclosure(Model):
    """Software that took part in drafting (ICS 206-01)."""

    system: Prose
    """The system's name."""
    version: str = ""
    """Its version."""
    use: Annotated[str, Paragraphs()] = ""
    """What it was used for."""


class Brief(Compared):
    """One brief: an incident, who said what of it, what is open, and where it is all from."""

    schema_version: Annotated[str, Untold()] = ""
    """The version of this format. Used for loading old files; not printed."""
    title: Annotated[Line, Own(110, "characters"), Told(style="prose")]
    """The title, which states the message; 110 characters at most."""
    kind: Annotated[str, Untold()] = "incident"
    """The outline: incident, sitrep, one-pager, postmortem or dfir."""
    number: Annotated[str, Untold()] = ""
    """The report's number in its series."""
    language: Annotated[Language, Untold()] = "en-GB"
    """The language of the fixed words: en-GB, en-US, pl, or one of your own in templates/words/."""
    severity: Annotated[str, Told()] = ""
    """How bad it is, in the words of the house, such as SEV-1; printed as it is."""
    timezone: Annotated[ZoneName, Told()] = "UTC"
    """The zone of clock times that name none, an IANA name such as Europe/Warsaw."""
    times: Annotated[TimeDisplay, Untold()] = "local+utc"
    """How clock times are printed: local+utc, utc+local (UTC first, the brief's zone beside it), utc or dtg."""
    marking: Annotated[Marking, Told()] = Marking()
    """The handling marking: none, a label such as TLP:AMBER or OFFICIAL, or a mapping."""
    publisher: Annotated[str, Untold()] = ""
    """Who publishes the brief."""
    contact: Annotated[str, Untold()] = ""
    """Whom to ask."""
    authors: Annotated[Several[Prose], Told("front.authors")] = ()
    """Who wrote it."""
    audience: Annotated[str, Told("front.audience")] = ""
    """Whom it is for."""
    requirement: Annotated[str, Paragraphs(), Told("front.requirement", style="prose")] = ""
    """The question that was asked of the briefer."""
    scope_note: Annotated[str, Paragraphs(), Own(claim=False), Told("front.scope", style="prose")] = ""
    """What is in and what is out."""
    as_of: Annotated[When | None, Told()] = None
    """The information cutoff: later developments are outside."""
    period: Annotated[When | None, Told("front.period")] = None
    """The period that a situation report covers."""
    valid_until: Annotated[When | None, Told()] = None
    """When the brief should no longer be relied on."""
    next_update: Annotated[When | None, Told("front.next")] = None
    """When the next report is due."""
    yardstick: Annotated[Yardstick, Told(words="yardstick")] = "icd203"
    """The ladder of likelihood words: icd203, icd203_alt or phia."""
    bottom_line: Annotated[str, Paragraphs(), Own(60, "words"), Told("front.bottom_line", style="prose")] = ""
    """The answer in one or two sentences, 60 words at most."""
    key_points: Annotated[Several[KeyPoint], Apart()] = ()
    """Three to seven points for page 1."""
    decision: Annotated[Decision | None, Told("front.decision")] = None
    """What the reader is asked to decide."""
    sources: Annotated[Collection[Source], Apart()] = Field(default_factory=dict)
    """The sources, each under its id."""
    source_summary: Annotated[str, Paragraphs(), Own(claim=False), Told(style="prose")] = ""
    """The source base as a whole: strengths, weaknesses, gaps (ICD 206 source summary statement)."""
    actors: Annotated[Collection[Actor], Apart()] = Field(default_factory=dict)
    """The actors, each under its id."""
    places: Annotated[Collection[Place], Apart()] = Field(default_factory=dict)
    """The places, each under its id."""
    events: Annotated[dict[EventId, Event], Apart()] = Field(default_factory=dict)
    """The events, each under its id; `file` names a table of more."""
    phases: Annotated[Collection[IncidentPhase], Apart()] = Field(default_factory=dict)
    """The parts of what happened that have names, each under its id."""
    impact: Annotated[Collection[Impact], Apart()] = Field(default_factory=dict)
    """What the incident did, each item under its id."""
    causes: Annotated[Collection[Cause], Apart()] = Field(default_factory=dict)
    """Why it happened, each cause under its id."""
    actions: Annotated[Collection[Action], Apart()] = Field(default_factory=dict)
    """Actions, recommendations and duties, each under its id."""
    positions: Annotated[Collection[Position], Apart()] = Field(default_factory=dict)
    """Who says what, each under its id."""
    questions: Annotated[Collection[Question], Apart()] = Field(default_factory=dict)
    """The questions, each under its id."""
    judgements: Annotated[Collection[Judgement], Apart()] = Field(default_factory=dict)
    """Our own judgements, each under its id."""
    assumptions: Annotated[Collection[Assumption], Apart()] = Field(default_factory=dict)
    """The assumptions, each under its id."""
    background: Annotated[Collection[Background], Apart()] = Field(default_factory=dict)
    """Undisputed context, each item under its id."""
    sections: Annotated[Collection[FreeSection], Apart()] = Field(default_factory=dict)
    """Sections in your own words, each under its id."""
    figures: Annotated[Collection[FigureFile], Apart()] = Field(default_factory=dict)
    """Pictures, each under its id."""
    tables: Annotated[Collection[AnnexTable], Apart()] = Field(default_factory=dict)
    """Tables from files, such as indicators, each under its id."""
    chart: Annotated[Chart, Untold()] = Chart()
    """How the timeline chart is drawn."""
    tool_disclosure: Annotated[ToolDisclosure | None, Untold()] = None
    """Software that took part in drafting."""
    distribution: Annotated[Several[Prose], Untold()] = ()
    """The lists that the brief goes to. Used for sending; not printed."""
    accepted: Annotated[dict[str, Prose], Places(), Untold()] = Field(default_factory=dict)
    """Warnings that are accepted, each with the reason. Used for issuing without a person at hand; not printed."""

    @field_validator("sources")
    @classmethod
    def _distinct(cls, sources: dict[str, Source]) -> dict[str, Source]:
        if "source" in sources:
            raise ValueError("a source cannot be called 'source': evidence uses that word|Give it a name of its own")
        return sources

    @field_validator("events")
    @classmethod
    def _as_logged(cls, events: dict[str, Event]) -> dict[str, Event]:
        """A row of a log is words of a source, in which a star is a star."""
        starred = (
            key for key, event in events.items() if any(type(one) is Emphasised for one in event.__dict__.values())
        )
        return events | {key: as_written(events[key]) for key in starred if log_of(key)}

    @model_validator(mode="after")
    def _times_exist(self) -> Brief:
        """Raises for each time that cannot be in the brief's zone, at its own place."""
        if faults := tuple(self.time_faults()):
            details = [
                InitErrorDetails(
                    type=PydanticCustomError("value_error", "{error}", {"error": fault}), loc=path, input=at
                )
                for path, at, fault in faults
            ]
            raise ValidationError.from_exception_data(type(self).__name__, details)
        return self

    def time_faults(self) -> Iterator[tuple[KeyPath, str, str]]:
        """The path and the text of each time that cannot be in the brief's zone, and why not: "what is wrong|what to write instead"."""
        for path, part in walk(self):
            if isinstance(part, When) and (fault := part.fault(self.timezone)):
                yield path, part.text, fault

    @property
    def clock(self) -> str:
        """The zone by whose days the page files clock times: the brief's own, or UTC where its clocks are UTC."""
        return self.timezone if self.times == "local+utc" else "UTC"

    def resolve(self, when: When) -> Interval:
        """The instants (aware) that a time means in this brief, whose `timezone` is that of times that name none."""
        return when.interval(self.timezone)

    def counted_from(self, due: DueAfter) -> str:
        """The id of the event that a time limit is counted from: the one of that id, else the one that has that role; empty for none."""
        return due.after if due.after in self.events else of_role(self.events, due.after, self.timezone)

    def due_time(self, action: Action) -> When | None:
        """By when an action is due, worked out where that is counted from an event; None where it is not said or cannot be counted."""
        if not isinstance(action.due, DueAfter):
            return action.due
        event, limit = self.events.get(self.counted_from(action.due)), limit_of(action.due.within)
        if event is None or event.when is None or limit is None:
            return None
        end = action.due.after in ENDS and event.role == action.due.after
        return limit_end(event.when, limit, self.timezone, end=end)

    def due(self, action: Action) -> Interval | None:
        """The instants (aware) by which an action is due; None where they are not known."""
        when = self.due_time(action)
        return self.resolve(when) if when else None

    def overdue(self, action: Action, instant: datetime) -> bool:
        """Whether an action that is unfinished was due, whatever its time may mean, before an instant (aware)."""
        when, due = self.due_time(action), self.due(action)
        if not (action.unfinished and when and due):
            return False
        return due.last < instant or (due.last == instant and not when.clocked)

    @property
    def derived_times(self) -> tuple[DerivedTime, ...]:
        """The times to detect, to mitigate and to resolve, as far as the roles of events say them."""
        return tuple(derived_times(self.events, self.timezone))

    def find(self, ref: str, among: tuple[str, ...] = UNTYPED) -> tuple[str, str] | None:
        """The collection and the id that a reference names, in the first of the collections that has it; None when none has."""
        collections, key = looks_in(ref, among)
        return next(((name, key) for name in collections if key in getattr(self, name)), None)

    def origins(self, evidence: Iterable[Evidence]) -> frozenset[str]:
        """What evidence goes back to: two sources that repeat one (`derived_from`), or of one publisher, are one origin."""
        roots = (self._origin(item.source) for item in evidence)
        return frozenset((self.sources[root].publisher if root in self.sources else "") or root for root in roots)

    def independent(self, evidence: Iterable[Evidence]) -> frozenset[str]:
        """The origins of evidence that are said to have heard or seen it themselves (`access: primary`): the others may repeat them."""
        known = (
            item
            for item in evidence
            if (root := self.sources.get(self._origin(item.source))) and root.access == "primary"
        )
        return self.origins(known)

    def _origin(self, ref: str) -> str:
        seen: set[str] = set()
        while ref not in seen and ref in self.sources and self.sources[ref].derived_from:
            seen.add(ref)
            ref = self.sources[ref].derived_from or ref
        return min(seen) if ref in seen else ref  # in a circle any one of them, and for all the same

    def answer(self, ref: str) -> tuple[str, str] | None:
        """The ids of the question and the answer that `origin.yes` or a unique `yes` names; None when it names none or several."""
        question, _, name = ref.rpartition(".")
        if question and question in self.questions:
            return (question, name) if name in self.questions[question].answers else None
        found = [key for key, question_ in self.questions.items() if ref in question_.answers]
        return (found[0], ref) if len(found) == 1 else None


FRONT = "brief"
"""The brief's own fields, where they stand beside the collections."""
MEMBERS: dict[str, type[Model]] = {
    name: held[1]
    for name, field in Brief.model_fields.items()
    if len(held := get_args(field.annotation)) > 1 and isinstance(held[1], type) and issubclass(held[1], Member)
}
"""The model of the members of each collection, in the order of the file."""
COLLECTIONS = tuple(MEMBERS)
"""The collections, in the order of the file."""


def looks_in(ref: str, collections: tuple[str, ...]) -> tuple[tuple[str, ...], str]:
    """The collections that a reference may name a member of, and the id: `actors/cloudflare` settles one that may name anything."""
    collection, slash, key = ref.partition("/")
    settled = collections == UNTYPED and slash and collection in COLLECTIONS
    return ((collection,), key) if settled else (collections, ref)
