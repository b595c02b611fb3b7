"""Who, where and what happened: actors, places and events."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, model_validator

from briefgen.model.amount import Amount, Measured
from briefgen.model.annotation import Member, Own, Paragraphs, Starred, To, Told, Untold
from briefgen.model.count import Count
from briefgen.model.log import Show, Weight
from briefgen.model.marking import Marking
from briefgen.model.particulars import particulars
from briefgen.model.shape import Model, Prose, Ref, Several, Short
from briefgen.model.source import EvidenceList
from briefgen.model.time import When


class Role(Short):
    """An office held at the time. Damage to titles in a source is shown, not hidden."""

    short_key = "normalised"

    normalised: str = ""
    """The title as the briefer writes it."""
    as_written: str = ""
    """The title as the source prints it."""
    normalised_by: str = ""
    """Who restored the title."""

    @property
    def title(self) -> str:
        return self.normalised or self.as_written


class Actor(Short, Member):
    """A person, group, organisation or state that acts or speaks. Unnamed ones have a label; no name is ever guessed."""

    short_key = "name"

    kind: Annotated[Literal["person", "group", "organisation", "state", "narrator"], Untold()] = "group"
    """person, group, organisation, state, or narrator for a source's own voice."""
    name: Annotated[str, Starred(), Told(style="prose", name=True)] = ""
    """The name."""
    label: Annotated[str, Starred(), Told("changes.field.name", style="prose")] = ""
    """What an unnamed actor is called; beside a name, what it is called where there is little room."""
    rank: Annotated[str, Told()] = ""
    """Rank or title before the name, such as Gen."""
    role: Annotated[Role | None, Told("table.office")] = None
    """The office held at the time."""
    of: Annotated[Several[Ref], To("actors"), Told("table.body")] = ()
    """The actors this one belongs to."""
    counterpart_of: Annotated[Ref | None, To("actors"), Told()] = None
    """The actor whose counterpart this is."""
    aliases: Annotated[Several[Prose], Untold()] = ()
    """Other names for it in the sources."""
    speaks_for: Annotated[Several[Ref], To("actors"), Told()] = ()
    """The actors on whose behalf it speaks; an official's line is not the state's by default."""
    active: Annotated[When | None, Untold()] = None
    """When it held the office."""
    note: Annotated[str, Paragraphs(), Told(style="prose")] = ""
    """What a reader must know of this actor."""
    evidence: Annotated[EvidenceList, Untold()] = ()
    """Where the sources identify it."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""

    @model_validator(mode="after")
    def _called(self) -> Actor:
        if not (self.name or self.label):
            raise ValueError(
                "this actor has neither a name nor a label|Write name:, or label: for one who is not named"
            )
        return self

    @property
    def title(self) -> str:
        """What the actor is called in running text: rank and name, or the label."""
        return " ".join(part for part in (self.rank, self.name) if part) if self.name else self.label


def _country(text: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}", text):
        raise ValueError(f"'{text}' is not a country code|Write the two capital letters of ISO 3166-1, such as PL")
    return text


class Place(Short, Member):
    """A place."""

    short_key = "name"

    name: Annotated[Prose, Starred(), Told(style="prose", name=True)]
    """Its name."""
    kind: Annotated[str, Told()] = ""
    """What it is: village, building, sea area."""
    country: Annotated[Annotated[str, AfterValidator(_country)] | None, Told(words="territory")] = None
    """Its country, ISO 3166-1 alpha-2, such as PL."""
    admin: Annotated[str, Told()] = ""
    """The region or district it lies in."""
    lat: Annotated[float | None, Untold()] = None
    """Latitude in degrees, north positive."""
    lon: Annotated[float | None, Untold()] = None
    """Longitude in degrees, east positive."""
    geo_precision: Annotated[Literal["exact", "settlement", "area"] | None, Untold()] = None
    """How exact latitude and longitude are."""
    note: Annotated[str, Paragraphs(), Told(style="prose")] = ""
    """What a reader must know of this place."""
    evidence: Annotated[EvidenceList, Untold()] = ()
    """Where the sources name it."""

    @model_validator(mode="after")
    def _on_earth(self) -> Place:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("latitude and longitude go together|Write both lat and lon, or neither")
        if self.lat is not None and self.lon is not None and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError("there is no such latitude or longitude|lat is -90 to 90, lon is -180 to 180, in degrees")
        return self


class Casualties(Model):
    """People killed, injured or missing, as one side or source counts them."""

    killed: Count | None = None
    """Killed: a number, ~4 for about 4, a range such as 2-4, at least 2, or up to 4."""
    injured: Count | None = None
    """Injured: a number, about a number, a range, at least, or up to."""
    missing: Count | None = None
    """Missing: a number, about a number, a range, at least, or up to."""
    side: str = ""
    """Whose people, where several sides are counted."""
    note: Annotated[str, Paragraphs()] = ""
    """How the numbers are known."""
    evidence: EvidenceList = ()
    """Where the numbers come from, if not from the event's own evidence."""

    @model_validator(mode="after")
    def _counted(self) -> Casualties:
        if not (self.killed or self.injured or self.missing):
            raise ValueError("no number is given|Write killed:, injured: or missing: with a number")
        return self


class Quantity(Model):
    """Something counted or measured, such as missiles fired or tonnes of oil."""

    what: Prose
    """What is counted or measured."""
    value: Amount | None = None
    """The number, ~60 for about 60, a range such as 60-100, at least 60, or up to 100. With decimals where it is measured: 7.5."""
    min: Measured | None = None
    """The lowest number, instead of value."""
    max: Measured | None = None
    """The highest number, instead of value."""
    unit: str = ""
    """The unit, where it is not a count: tonnes, Mw, million people."""
    attribution: str = ""
    """Who gives the number."""

    @model_validator(mode="after")
    def _counted(self) -> Quantity:
        if self.value is None and self.min is None and self.max is None:
            raise ValueError("no number is given|Write value: 60-100, or min: and max:")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("the range runs backwards|Write the smaller number as min")
        if not self.amount.whole and self._counts_people:
            raise ValueError(
                "people are whole: a number of them has no decimals|Write a whole number, or name the unit: million people, per 1,000"
            )
        return self

    @property
    def _counts_people(self) -> bool:
        """Whether it is people that are counted, and one by one: not in millions."""
        found = particulars(f"7 {self.unit or self.what}").found
        return bool(found) and found[0].kind == "people" and found[0].words == "7"

    @property
    def amount(self) -> Amount:
        """How much; of people, without the decimals that a spreadsheet adds."""
        amount = self.value or Amount(min=self.min, max=self.max)
        return amount.in_whole_numbers if self._counts_people and amount.whole else amount


class Verification(Short):
    """A level of verification that differs from what the number of independent sources says."""

    short_key = "level"

    level: Literal["uncorroborated", "corroborated", "contested"]
    """uncorroborated, corroborated or contested."""
    note: Annotated[str, Paragraphs()] = ""
    """Why it differs from what the sources say by themselves."""


EventKind = Literal[
    "incident",
    "attack",
    "contact",
    "contact_attempt",
    "meeting",
    "statement_made",
    "assessment_released",
    "investigation",
    "proceeding",
    "decision",
    "search",
    "movement",
    "recovery",
    "context",
    "other",
]
EventStatus = Literal["occurred", "ongoing", "failed", "pending", "undetermined", "cancelled"]
EventRole = Literal["started", "aware", "detected", "mitigated", "resolved"]


class Event(Member):
    """Something that happened, is happening, failed to happen or is expected."""

    title: Annotated[Prose, Own(120, "characters"), Told(style="prose", name=True)]
    """One line that says what happened, 120 characters at most."""
    label: Annotated[str, Own(40, "characters"), Untold()] = ""
    """A shorter text for the chart, 40 characters at most; the title when absent."""
    kind: Annotated[EventKind, Untold()] = "other"
    """incident, attack, contact, contact_attempt, meeting, statement_made, assessment_released, investigation, proceeding (a trial, a charge, an order, a ruling), decision, search, movement, recovery, context or other. Used for the marks of the chart; not printed."""
    principal: Annotated[bool, Told()] = False
    """yes for the one event that the brief is about."""
    status: Annotated[EventStatus, Told("question.status", words="event", unsaid="changes.occurred")] = "occurred"
    """occurred, ongoing, failed, pending, undetermined or cancelled; ongoing by itself when the time is open."""
    role: Annotated[EventRole | None, Told(words="event_role")] = None
    """started, aware, detected, mitigated or resolved: what the times to detect, mitigate and resolve, and time limits, are counted from."""
    when: Annotated[When | None, Told("table.time")] = None
    """The time: 2022-11-15, or any form of When."""
    after: Annotated[Several[Ref], To("events"), Untold()] = ()
    """Events that came before this one, where dates cannot say so. Used for the order of events; not printed."""
    before: Annotated[Several[Ref], To("events"), Untold()] = ()
    """Events that came after this one, where dates cannot say so. Used for the order of events; not printed."""
    reported_time: Annotated[When | None, Told()] = None
    """When it became known, where that differs from when it happened."""
    place: Annotated[str, To("places", or_text=True), Told("front.where")] = ""
    """The id of a place, or plain text."""
    actors: Annotated[Several[Ref], To("actors"), Told("table.who")] = ()
    """Who took part."""
    summary: Annotated[str, Paragraphs(), Own(), Told(style="prose")] = ""
    """What happened, in a sentence or two more."""
    reported_as: Annotated[Literal["information", "attributed", "assessed"], Told(words="class")] = "information"
    """information, attributed (a claim that stays with its speaker) or assessed."""
    according_to: Annotated[Several[Ref], To("positions", "actors"), Told()] = ()
    """The positions or actors that an attributed event rests on."""
    verification: Annotated[Verification | None, Told()] = None
    """An override of the level that follows from the number of independent sources."""
    contested_by: Annotated[Several[Ref], To("positions"), Told()] = ()
    """Positions that deny it."""
    casualties: Annotated[Several[Casualties], Told("front.casualties")] = ()
    """People killed, injured or missing."""
    quantities: Annotated[Several[Quantity], Told()] = ()
    """Other numbers."""
    evidence: Annotated[EvidenceList, Told("table.source")] = ()
    """Where it is reported."""
    weight: Annotated[Weight, Untold()] = 1
    """How much it weighs among the others, 0 to 3: one of weight 0 has no label on the chart. Used for choosing what the chart and the chronology have; not printed."""
    show: Annotated[Show | None, Untold()] = None
    """The most prominent place for it: chart, table (the chronology, not the chart) or annex (the full log alone); what is on the chart is in the others too. By what it weighs when absent. Used for choosing what they have; not printed."""
    marking: Annotated[Marking, Told()] = Marking()
    """The item's own handling marking."""

    @model_validator(mode="after")
    def _principal_weighs(self) -> Event:
        if self.principal and self.weight == 0:
            raise ValueError("the principal event cannot have weight 0|Leave weight out, or write 1 to 3")
        return self

    @model_validator(mode="before")
    @classmethod
    def _open_means_ongoing(cls, value: Any) -> Any:
        if isinstance(value, dict) and value.get("status", "occurred") == "occurred":
            when = value.get("when")
            text = when.get("at", "") if isinstance(when, dict) else when.text if isinstance(when, When) else when
            end = when.get("to", "") if isinstance(when, dict) else ""
            if isinstance(text, str) and (text.rstrip().endswith("/..") or end == ".."):
                return {**value, "status": "ongoing"}
        return value

    @property
    def short(self) -> str:
        """The text for the chart."""
        return self.label or self.title
