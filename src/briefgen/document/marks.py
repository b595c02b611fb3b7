"""The marks of a chart and what stands with them, as values: the layout reads them, the renderers never do."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, tzinfo
from typing import Literal

Origin = str
"""The path of the field that words come from ("events.fire.title"), or of the item that a passage is about ("events.fire");
empty for fixed words."""

Extent = Literal["instant", "civil", "span", "between", "before", "after"]
"""What a mark's bounds mean: a moment; whole civil days (date without clock); lasted from start to end; one moment between
the two; one moment by `end`; one moment after `start`."""

OpenEnd = Literal["closed", "ongoing", "unknown"]
Certainty = Literal["certain", "about", "uncertain"]
MarkStatus = Literal["occurred", "ongoing", "failed", "pending", "undetermined", "cancelled"]
Family = Literal["harm", "act", "recovery", "finding", "ruling", "statement", "other"]
"""What kind of thing a mark is, by its shape; the words of the legend are those of the brief's trade ("search" for act)."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One event on the chart.

    `start` and `end` are aware; a bound that nobody knows is None. For `civil` they are the first and the last instant of
    the event's own civil days. `label` is the text beside the mark; `when` the time in words below the heading of its day
    ("15:40", "about 16:00"), empty when the day says it all; `on_day` and `on_date` the time where no heading says the day, or
    the year ("10–12 Jun", "10–12 Jun 2009"); every clock is that of the chart's zone. `day` is the civil day an agenda files
    it under; `lane` groups marks; `after` are the keys of the marks that it stands after. `vague` says whether it is the start
    and whether it is the end of what lasted that `certainty` speaks of.
    """

    key: str
    label: str
    when: str
    day: date | None
    start: datetime | None
    end: datetime | None
    extent: Extent
    open_start: OpenEnd = "closed"
    open_end: OpenEnd = "closed"
    certainty: Certainty = "certain"
    status: MarkStatus = "occurred"
    family: Family = "other"
    principal: bool = False
    context: bool = False
    lane: str = ""
    origin: Origin = ""
    on_day: str = ""
    on_date: str = ""
    after: tuple[str, ...] = ()
    rank: int = 0
    lasts: str = ""
    contested: str = ""
    sources: int = 0
    vague: tuple[bool, bool] = (True, True)


@dataclass(frozen=True, slots=True)
class Phase:
    """A named band behind the axis, from `start` to `end` (aware); an end that nobody knows is None. `lasts` is its length in words."""

    title: str
    start: datetime
    end: datetime | None
    lasts: str = ""
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One sentence tied to two marks, by their keys ("18 min between")."""

    text: str
    since: str
    until: str
    origin: Origin = ""


@dataclass(frozen=True, slots=True)
class SecondZone:
    """A second row of ticks below the axis, and its name ("California")."""

    zone: tzinfo
    name: str


@dataclass(frozen=True, slots=True)
class Cutoff:
    """Up to when the information goes, as a line across the chart."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The fixed words of a chart, in the document's language.

    `legend` maps "failed", "pending", "about", "uncertain", "ongoing", "context", "principal" and so on to their words;
    `zone` names the zone of the ticks ("Times: Warsaw (CET)"); `days` gives the heading of each civil day that a mark falls on;
    `labelled` says of a crowded chart how many of its events have a label, with {n} and {total} to fill in; `axis` is the
    name of the axis' zone at its left ("UTC"), `moments` heads the row of moments, `phases` that of phases; `clockless` says that no
    clock times are known, and `in_order` heads moments that stand in stated order only.

    The others are filled in by the layout: `tick` ("one tick is {length}"), `times` ("{n} times the scale above"), `silence`
    ("{length} without an event").
    """

    zone: str
    undated: str
    earlier: str
    later: str
    legend: tuple[tuple[str, str], ...] = ()
    days: tuple[tuple[date, str], ...] = ()
    labelled: str = ""
    axis: str = ""
    moments: str = ""
    phases: str = ""
    clockless: str = ""
    in_order: str = ""
    tick: str = ""
    times: str = ""
    silence: str = ""
