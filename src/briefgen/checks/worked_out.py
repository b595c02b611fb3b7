"""What a sentence says that follows from the brief's own times and entries: it lasted six hours, three reports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
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
_CLAUSE = re.compile(r"(?<=[.,;:!?])\s+")
_LONG = re.compile(r"[^\W\d_]{4,}")
_APART = frozenset(re.findall(r"\w+", "after within later before nach binnen später vor po przed później"))
"""Words before a duration, or behind it, by which it lies between two moments."""
_OF_TIME = _APART | frozenset(
    re.findall(
        r"\w+",
        "about almost nearly over more than less until from with into that this which there some half "
        "etwa fast rund über unter mehr weniger noch ohne około prawie ponad przez mniej więcej",
    )
)
"""Words that call nothing by its name."""
_DAY = 1440
_ROUNDED = 0.5
"""Of its unit, a duration may be so far from what is written."""
_MOST = 40
"""Of more items than this, no two times are compared: something would always fit."""


def unit_of(one: Particular) -> float | None:
    """The minutes of the unit of a duration: of "about six hours" 60; None for what is none."""
    if one.kind not in ("people", "number") or one.fate or not (one.numbers and one.counts):
        return None
    return next((minutes for minutes, said in _UNITS.items() if said.fullmatch(one.counts[0])), None)


def worked_out(brief: Brief, named: Mapping[str, Model], part: Model, text: str, one: Particular) -> bool:
    """True when a number is a time between two that the claim speaks of, or as many as it names entries of that kind.

    A claim speaks of the items that it names; the title, the bottom line and the chart's headline, which name none, of the incident, and
    of what the clause calls by a word of its own. Numbers of people who came to harm are never worked out.
    """
    if not one.numbers or one.kind not in ("people", "number") or one.fate:
        return False
    if unit := unit_of(one):
        if isinstance(part, Brief | Chart):
            return any(_fits(one, length / unit) for length in _of_page_1(brief, text, one, unit))
        return any(_fits(one, length / unit) for length in _lengths(brief, [part, *named.values()], unit))
    return len(named) > 1 and any(_entries(brief, named, noun) == value for noun in one.counts for value in one.numbers)


def spoken_of(brief: Brief, text: str, one: Particular) -> list[Model]:
    """The events and phases that the clause of a duration calls by a word that the incident's own title has not. All of them where
    nothing tells how long the incident lasted, and where the duration lies between two events ("within ten minutes") and none is called so.
    """
    events, phases = list[Model](brief.events.values()), list[Model](brief.phases.values())
    if not any(_of_incident(brief, 1.0)):
        return [*events, *phases]
    common = [word for event in _principal(brief) for word in _words(event)]
    said = [word for word in _called_by(_clause(text, one)) if not any(alike(word, known) for known in common)]
    named = [item for item in (*events, *phases) if any(alike(word, its) for word in said for its in _words(item))]
    return (
        [*events, *named] if _lies_between(text, one) and not any(isinstance(item, Event) for item in named) else named
    )


def _lies_between(text: str, one: Particular) -> bool:
    """True for "within ten minutes", "after almost two years" and "six hours later", not for "for six hours"."""
    before = _clause(text, one).partition(one.words)[0].casefold().split()[-3:]
    return not _APART.isdisjoint((*before, *one.counts[1:2]))


def _clause(text: str, one: Particular) -> str:
    return next((part for part in _CLAUSE.split(text) if one.words in part), text)


def _words(item: Model) -> list[str]:
    return _called_by(str(getattr(item, "title", "")))


def _called_by(text: str) -> list[str]:
    """The words of a text by which a thing is called, without those of how long and when."""
    words = _LONG.findall(text.casefold())
    return [
        word for word in words if word not in _OF_TIME and not any(unit.fullmatch(word) for unit in _UNITS.values())
    ]


def _fits(one: Particular, length: float) -> bool:
    """True when a length in units is what is written, as people round it."""
    match one.bound:
        case "least":
            return any(value <= length <= 1.5 * value for value in one.numbers)
        case "most":
            return any(0.5 * value <= length <= value for value in one.numbers)
        case _:
            return any(abs(length - value) <= min(_ROUNDED, value / 4) for value in one.numbers)


def _of_page_1(brief: Brief, text: str, one: Particular, unit: float) -> Iterator[float]:
    """The minutes of the incident, of what a clause of page 1 speaks of, and, where it says so, from the incident to each of those."""
    known = list(_of_incident(brief, unit))
    yield from known
    told = [when for item in spoken_of(brief, text, one) if (when := _when(brief, item))]
    yield from _spans(brief, told, unit)
    first = next((event.when for event in _principal(brief) if event.when), None)
    if first and (_lies_between(text, one) or not known):
        for when in told:
            yield from _apart(brief, first, when, unit)


def _of_incident(brief: Brief, unit: float) -> Iterator[float]:
    """How long the incident lasted: itself, its phases together, and the times that follow from the roles of events."""
    yield from _spans(brief, [event.when for event in _principal(brief) if event.when], unit)
    if brief.phases:
        whens = [phase.when for phase in brief.phases.values()]
        first = min(whens, key=lambda when: brief.resolve(when).leading)
        last = max(whens, key=lambda when: brief.resolve(when).last)
        if last.end:
            yield from _between(brief, (first.leading, last.end, first, last), unit)
    for time in brief.derived_times:
        start, end = brief.events[time.start].when, brief.events[time.end].when
        if start and end:
            yield from _between(brief, (start.leading, end.leading, start, end), unit)


def _principal(brief: Brief) -> list[Event]:
    return [event for event in brief.events.values() if event.principal]


def _lengths(brief: Brief, items: list[Model], unit: float) -> Iterator[float]:
    """The minutes that lie between the times of the items, and within them; days are counted on the calendar."""
    told = [one for item in items for one in (item, *_linked(brief, item))]
    times = [when for item in told if (when := _when(brief, item))]
    yield from _spans(brief, times, unit)
    for one, other in combinations(times[:_MOST], 2):
        yield from _apart(brief, one, other, unit)


def _apart(brief: Brief, one: When, other: When, unit: float) -> Iterator[float]:
    """How far one time is from the beginning of another, and from its end."""
    for point in filter(None, (other.leading, other.end)):
        yield from _between(brief, (one.leading, point, one, other), unit)


def _spans(brief: Brief, times: Iterable[When], unit: float) -> Iterator[float]:
    """How long each of the times lasted that did."""
    for when in times:
        if when.form == "lasted" and when.start and when.end:
            yield from _between(brief, (when.start, when.end, when, when), unit)


def _between(brief: Brief, ends: tuple[Point, Point, When, When], unit: float) -> Iterator[float]:
    start, end, one, other = ends
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
