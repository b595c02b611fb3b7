"""What a sentence says that follows from the brief's own times and entries: it lasted six hours, three reports."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import combinations

from briefgen.checks.walk import listed
from briefgen.model.annotation import To, annotated
from briefgen.model.brief import Brief, Chart, IncidentPhase
from briefgen.model.event import Event
from briefgen.model.particular import Particular, alike
from briefgen.model.point import Point
from briefgen.model.shape import Model
from briefgen.model.source import Source
from briefgen.model.statement import Position
from briefgen.model.time import When
from briefgen.model.walk import walk

_OF_UNITS = {
    1 / 60: r"seconds?|sekunden?|sekund[aęy]?",
    1: r"min(?:ute)?s?|minuten?|minut[aęy]?",
    60: r"h|hours?|stunden?|godzin[aęy]?",
    1440: r"days?|tage?n?|dzień|dni",
    1440 * 7: r"weeks?|wochen?|tydzień|tygodni[ea]?",
    1440 * 30.44: r"months?|monate?n?|miesiąc[ae]?|miesięcy",
    1440 * 365.25: r"years?|jahre?n?|roku?|lat[a]?",
}
_UNITS = {minutes: re.compile(pattern, re.IGNORECASE) for minutes, pattern in _OF_UNITS.items()}
_DAY = 1440
_ROUNDED = 0.5
"""Of its unit, a duration may be so far from what is written."""
_MOST = 40
"""Of more items than this, no two times are compared: something would always fit."""


def worked_out(brief: Brief, named: Mapping[str, Model], part: Model, one: Particular) -> bool:
    """True when a number is a time between two that the claim speaks of, or as many as it names entries of that kind.

    A claim speaks of the items that it names; the title, the bottom line and the chart's headline, which name none, of how long each event or phase lasted,
    and what lay between the principal event and each other. Numbers of people who came to harm are never worked out.
    """
    if not one.numbers or one.kind not in ("people", "number") or one.fate:
        return False
    unit = next((minutes for minutes, said in _UNITS.items() if one.counts and said.fullmatch(one.counts[0])), None)
    if unit:
        return any(_fits(one, length / unit) for length in _lengths(brief, [part, *named.values()], unit))
    return len(named) > 1 and any(_entries(brief, named, noun) == value for noun in one.counts for value in one.numbers)


def _fits(one: Particular, length: float) -> bool:
    """True when a length in units is what is written, as people round it."""
    match one.bound:
        case "least":
            return any(value <= length <= 1.5 * value for value in one.numbers)
        case "most":
            return any(0.5 * value <= length <= value for value in one.numbers)
        case _:
            return any(abs(length - value) <= min(_ROUNDED, value / 4) for value in one.numbers)


def _lengths(brief: Brief, items: list[Model], unit: float) -> Iterator[float]:
    """The minutes that lie between the times of the items, and within them; days are counted on the calendar."""
    items = [linked for item in items for linked in (item, *_linked(brief, item))]
    whole = isinstance(items[0], Brief | Chart)
    told = (*brief.events.values(), *brief.phases.values()) if whole else items
    times = [when for item in told if (when := _when(brief, item))]
    pairs = [(when.start, when.end, when, when) for when in times if when.form == "lasted" and when.start and when.end]
    first = next((event.when for event in brief.events.values() if event.principal and event.when), None)
    apart = ((first, when) for when in times if first) if whole else combinations(times[:_MOST], 2)
    for one, other in apart:
        pairs.append((one.leading, other.leading, one, other))
        if other.end:
            pairs.append((one.leading, other.end, one, other))
    for start, end, one, other in pairs:
        if unit >= _DAY:
            yield abs((end.first_day - start.first_day).days) * _DAY
        elif start.clock is not None and end.clock is not None:
            yield abs(_instant(brief, end, other) - _instant(brief, start, one)) / 60


def _instant(brief: Brief, point: Point, when: When) -> float:
    return point.earliest(when.zone or brief.timezone).timestamp()


def _when(brief: Brief, item: Model) -> When | None:
    match item:
        case Event() | IncidentPhase():
            return item.when
        case Position():
            event = brief.events.get(item.at or "")
            return item.when or (event.when if event else None)
        case _:
            return None


def _linked(brief: Brief, item: Model) -> Iterator[Model]:
    """The events and positions that an item of the brief names."""
    if isinstance(item, Event | Position):
        for field, to in annotated(type(item), To).items():
            for _, ref in () if to.or_text else listed(getattr(item, field), (field,)):
                found = brief.find(ref, to.collections) if to.collections != ("answers",) else None
                if found and found[0] in ("events", "positions"):
                    yield getattr(brief, found[0])[found[1]]


def _entries(brief: Brief, named: Mapping[str, Model], noun: str) -> int:
    """How many of the items that a claim names are called by a noun, in their own words or as their sources are."""
    return sum(
        any(alike(noun, word) for word in _called(brief, key, item)) for key, item in named.items() if len(noun) > 3
    )


def _called(brief: Brief, key: str, item: Model) -> set[str]:
    said = [key, *(getattr(item, name, "") for name in ("title", "label", "text"))]
    cited = [getattr(part, "source", "") for _, part in walk(item)]
    for source in (brief.sources.get(ref) for ref in cited if isinstance(ref, str)):
        said += [source.title, source.kind] if isinstance(source, Source) else []
    return set(re.findall(r"[^\W\d_]{3,}", " ".join(said).casefold()))
