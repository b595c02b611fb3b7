"""Who, where and what happened: actors, places and events."""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, SerializerFunctionWrapHandler, model_serializer, model_validator

from briefgen.incident.marking import Marking
from briefgen.incident.shape import Model, Named, NamedShort, Prose, Ref, Several, Short
from briefgen.incident.source import EvidenceList
from briefgen.incident.time import When


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


class Actor(NamedShort):
    """A person, group, organisation or state that acts or speaks. Unnamed ones have a label; no name is ever guessed."""

    short_key = "name"

    kind: Literal["person", "group", "organisation", "state", "narrator"] = "group"
    """person, group, organisation, state, or narrator for a source's own voice."""
    name: str = ""
    """The name."""
    label: str = ""
    """What an unnamed actor is called."""
    rank: str = ""
    """Rank or title before the name, such as Gen."""
    role: Role | None = None
    """The office held at the time."""
    of: Several[Ref] = ()
    """The actors this one belongs to."""
    counterpart_of: Ref | None = None
    """The actor whose counterpart this is."""
    aliases: Several[Prose] = ()
    """Other names for it in the sources."""
    speaks_for: Several[Ref] = ()
    """The actors on whose behalf it speaks; an official's line is not the state's by default."""
    active: When | None = None
    """When it held the office."""
    note: str = ""
    """What a reader must know of this actor."""
    evidence: EvidenceList = ()
    """Where the sources identify it."""
    marking: Marking = Marking()
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


class Place(NamedShort):
    """A place."""

    short_key = "name"

    name: Prose
    """Its name."""
    kind: str = ""
    """What it is: village, building, sea area."""
    country: Annotated[str, AfterValidator(_country)] | None = None
    """Its country, ISO 3166-1 alpha-2, such as PL."""
    admin: str = ""
    """The region or district it lies in."""
    lat: float | None = None
    """Latitude in degrees, north positive."""
    lon: float | None = None
    """Longitude in degrees, east positive."""
    geo_precision: Literal["exact", "settlement", "area"] | None = None
    """How exact latitude and longitude are."""
    note: str = ""
    """What a reader must know of this place."""
    evidence: EvidenceList = ()
    """Where the sources name it."""

    @model_validator(mode="after")
    def _on_earth(self) -> Place:
        if (self.lat is None) != (self.lon is None):
            raise ValueError("latitude and longitude go together|Write both lat and lon, or neither")
        if self.lat is not None and self.lon is not None and not (abs(self.lat) <= 90 and abs(self.lon) <= 180):
            raise ValueError("there is no such latitude or longitude|lat is -90 to 90, lon is -180 to 180, in degrees")
        return self


class Count(Model):
    """A number, or the range within which it lies."""

    min: int
    """The lowest number reported."""
    max: int
    """The highest number reported."""

    @model_validator(mode="before")
    @classmethod
    def _read(cls, value: Any) -> Any:
        if isinstance(value, int):
            return {"min": value, "max": value}
        if isinstance(value, str):
            digits = re.fullmatch(r"\s*(\d{1,3}(?:[ ,]?\d{3}){0,4}|\d{1,15})(?:\s*(?:-|–|to)\s*(\d{1,15}))?\s*", value)
            if not digits:
                raise ValueError(f"'{value}' is not a number|Write 2, or a range such as 60-100")
            low = int(re.sub(r"[ ,]", "", digits[1]))
            return {"min": low, "max": int(digits[2]) if digits[2] else low}
        return value

    @model_validator(mode="after")
    def _ordered(self) -> Count:
        if not 0 <= self.min <= self.max:
            raise ValueError("the range runs backwards|Write the smaller number first")
        return self

    @model_serializer(mode="wrap")
    def _short(self, handler: SerializerFunctionWrapHandler) -> Any:
        return str(self.min) if self.min == self.max else f"{self.min}-{self.max}"


class Casualties(Model):
    """People killed, injured or missing, as one side or source counts them."""

    killed: Count | None = None
    """Killed: a number or a range such as 2-4."""
    injured: Count | None = None
    """Injured: a number or a range."""
    missing: Count | None = None
    """Missing: a number or a range."""
    side: str = ""
    """Whose people, where several sides are counted."""
    note: str = ""
    """How the numbers are known."""
    evidence: EvidenceList = ()
    """Where the numbers come from, if not from the event's own evidence."""

    @model_validator(mode="after")
    def _counted(self) -> Casualties:
        if not (self.killed or self.injured or self.missing):
            raise ValueError("no number is given|Write killed:, injured: or missing: with a number")
        return self


class Quantity(Model):
    """Something counted, such as missiles fired."""

    what: Prose
    """What is counted."""
    value: Count | None = None
    """The number, or a range such as 60-100."""
    min: int | None = None
    """The lowest number, beside max."""
    max: int | None = None
    """The highest number, beside min."""
    unit: str = ""
    """The unit, where it is not a count."""
    attribution: str = ""
    """Who gives the number."""

    @model_validator(mode="after")
    def _counted(self) -> Quantity:
        if self.value is None and (self.min is None or self.max is None):
            raise ValueError("no number is given|Write value: 60-100, or min: and max:")
        if self.min is not None and self.max is not None and self.min > self.max:
            raise ValueError("the range runs backwards|Write the smaller number as min")
        return self

    @property
    def count(self) -> Count:
        return self.value or Count(min=self.min or 0, max=self.max or 0)


class Verification(Short):
    """A level of verification that differs from what the number of independent sources says."""

    short_key = "level"

    level: Literal["uncorroborated", "corroborated", "contested"]
    """uncorroborated, corroborated or contested."""
    note: str = ""
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
    "decision",
    "movement",
    "recovery",
    "context",
    "other",
]
EventStatus = Literal["occurred", "ongoing", "failed", "pending", "undetermined", "cancelled"]


class Event(Named):
    """Something that happened, is happening, failed to happen or is expected."""

    title: Prose
    """One line that says what happened, 120 characters at most."""
    label: str = ""
    """A shorter text for the chart, 40 characters at most; the title when absent."""
    kind: EventKind = "other"
    """incident, attack, contact, contact_attempt, meeting, statement_made, assessment_released, investigation, decision, movement, recovery, context or other."""
    principal: bool = False
    """yes for the one event that the brief is about."""
    status: EventStatus = "occurred"
    """occurred, ongoing, failed, pending, undetermined or cancelled; ongoing by itself when the time is open."""
    when: When | None = None
    """The time: 2022-11-15, or any form of When."""
    after: Several[Ref] = ()
    """Events that came before this one, where dates cannot say so."""
    before: Several[Ref] = ()
    """Events that came after this one, where dates cannot say so."""
    reported_time: When | None = None
    """When it became known, where that differs from when it happened."""
    place: str = ""
    """The id of a place, or plain text."""
    actors: Several[Ref] = ()
    """Who took part."""
    summary: str = ""
    """What happened, in a sentence or two more."""
    reported_as: Literal["information", "attributed", "assessed"] = "information"
    """information, attributed (a claim that stays with its speaker) or assessed."""
    according_to: Several[Ref] = ()
    """The positions or actors that an attributed event rests on."""
    verification: Verification | None = None
    """An override of the level that follows from the number of independent sources."""
    contested_by: Several[Ref] = ()
    """Positions that deny it."""
    casualties: Several[Casualties] = ()
    """People killed, injured or missing."""
    quantities: Several[Quantity] = ()
    """Other numbers."""
    evidence: EvidenceList = ()
    """Where it is reported."""
    marking: Marking = Marking()
    """The item's own handling marking."""

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
