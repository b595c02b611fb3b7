"""What part events play in an incident, and what follows from that: the times to detect, to mitigate and to resolve it, and time limits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from briefgen.model.event import Event, EventRole
from briefgen.model.point import zone as zone_of
from briefgen.model.time import Interval, When
from briefgen.model.time_limit import TimeLimit

ENDS: tuple[EventRole, ...] = ("mitigated", "resolved")
"""The roles of which the last event counts, and the end of it; of the others the first does, and its beginning."""
DerivedName = Literal["detect", "mitigate", "resolve"]
_DERIVED: dict[DerivedName, tuple[tuple[EventRole, ...], EventRole]] = {
    "detect": (("started",), "detected"),
    "mitigate": (("started", "detected", "aware"), "mitigated"),
    "resolve": (("started", "detected", "aware"), "resolved"),
}
"""What each time is counted from, the first of the roles that an event has, and to."""


@dataclass(frozen=True, slots=True)
class MomentBounds:
    """The earliest and the latest instant that a moment may be, each None where it is not known; the latest of a date without clock
    is the midnight after it."""

    earliest: datetime | None
    latest: datetime | None


@dataclass(frozen=True, slots=True)
class DerivedTime:
    """How long it took, from one event to another, by their ids; `least` and `most` are None where a bound is not known.

    `days` are the days between two dates where neither has a clock; `about` and `uncertain` are what the two times say of themselves.
    """

    name: DerivedName
    start: str
    end: str
    start_role: EventRole
    end_role: EventRole
    least: timedelta | None
    most: timedelta | None
    days: int | None
    about: bool
    uncertain: bool


def of_role(events: Mapping[str, Event], role: str, zone: str) -> str:
    """The id of the event that has a role: of several that have a time the first, of those of `ENDS` the last; empty for none. What
    has not happened has none."""
    timed = {
        key: event.when.interval(zone)
        for key, event in events.items()
        if event.role == role and event.when and event.status in ("occurred", "ongoing")
    }
    if not timed:
        return ""
    if role in ENDS:
        return max(timed, key=lambda key: timed[key].last)
    return min(timed, key=lambda key: timed[key].leading)


def bounds(when: When, zone: str, *, end: bool = False) -> MomentBounds | None:
    """When it began, or with `end` when it was over; None for the end of what still goes on, or ended at an unknown time."""
    meant: Interval = when.interval(zone)
    if end and when.form == "lasted":
        if when.end is None:
            return None
        own = when.zone or zone
        return MomentBounds(when.end.earliest(own), when.end.latest(own))
    return MomentBounds(meant.earliest, meant.begun)


def derived_times(events: Mapping[str, Event], zone: str) -> Iterator[DerivedTime]:
    """The times that follow from the roles of events, where both their ends are known and in order."""
    for name, (froms, to) in _DERIVED.items():
        start = next((key for role in froms if (key := of_role(events, role, zone))), "")
        end = of_role(events, to, zone)
        if start and end and (found := _between(name, events, start, end, zone)):
            yield found


def _between(name: DerivedName, events: Mapping[str, Event], start: str, end: str, zone: str) -> DerivedTime | None:
    first, last = events[start], events[end]
    assert first.when and first.role and last.when and last.role  # they were found by both
    one, other = bounds(first.when, zone), bounds(last.when, zone, end=last.role in ENDS)
    if one is None or other is None:
        return None
    least = other.earliest - one.latest if other.earliest and one.latest else None
    most = other.latest - one.earliest if other.latest and one.earliest else None
    if (most is not None and most < timedelta(0)) or (least is None and most is None):
        return None
    points = (first.when.leading, (last.when.end or last.when.leading) if last.role in ENDS else last.when.leading)
    dated = all(point.clock is None and point.precision == "day" for point in points)
    plain = dated and all(when.form in ("moment", "lasted") for when in (first.when, last.when))
    return DerivedTime(
        name,
        start,
        end,
        first.role,
        last.role,
        max(least, timedelta(0)) if least is not None else None,
        most,
        (points[1].first_day - points[0].first_day).days if plain else None,
        any(point.about for point in points),
        any(point.uncertain for point in points),
    )


def limit_end(since: When, limit: TimeLimit, zone: str, *, end: bool = False) -> When | None:
    """When a limit ends that is counted from a time, on the clock and the calendar of a zone: a moment where that is one, else its
    two bounds; None where it cannot be counted."""
    counted = bounds(since, zone, end=end)
    if counted is None:
        return None
    here = zone_of(zone)
    clocked = since.clocked
    texts: list[str] = []
    folds: set[int] = set()
    for instant in (counted.earliest, counted.latest):
        if instant is None:
            texts.append("")
        elif limit.by_the_clock:
            local = limit.from_instant(instant).astimezone(here)
            texts.append(f"{local:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))
            if local.replace(fold=0).utcoffset() != local.replace(fold=1).utcoffset():
                folds.add(local.fold)
        else:
            day = instant.astimezone(here).date()
            if instant is counted.latest and not clocked:
                day -= timedelta(days=1)  # the midnight after a date
            texts.append(limit.from_day(day).isoformat())
    marks = ("~" if since.about else "") + ("?" if since.uncertain else "")
    first, last = ((text + marks if text else "") for text in texts)
    said = first if first == last else f"{first}..{last}"
    return When.model_validate({"at": said, **({"fold": folds.pop()} if len(folds) == 1 else {})})
