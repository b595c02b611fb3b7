"""Events in the order in which they are told: by time, then by what the author states, then as in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from heapq import heapify, heappop, heappush

from briefgen.incident.event import Event
from briefgen.incident.point import zone


def ordered(events: Mapping[str, Event], timezone: str) -> tuple[Event, ...]:
    """All events in order; `timezone` is the brief's.

    By the earliest bound, else the latest; a date without clock keeps its place in the file among the clock times of its
    day; `after` and `before` move an event as little as they can; undated events stand last. A cycle is ignored here: a
    check reports it.
    """
    told = _by_time(events.values(), timezone)
    place = {event.id: index for index, event in enumerate(told)}
    waits: dict[str, set[str]] = {event.id: set() for event in told}
    for first, second in stated_order(events):
        waits[second].add(first)
    followers: dict[str, list[str]] = {event.id: [] for event in told}
    for second, firsts in waits.items():
        for first in firsts:
            followers[first].append(second)
    ready = [place[key] for key, firsts in waits.items() if not firsts]
    heapify(ready)
    result: list[Event] = []
    while ready:
        event = told[heappop(ready)]
        result.append(event)
        for key in followers[event.id]:
            waits[key].discard(event.id)
            if not waits[key]:
                heappush(ready, place[key])
    return tuple(result) if len(result) == len(told) else tuple(told)


def stated_order(events: Mapping[str, Event]) -> Iterable[tuple[str, str]]:
    """(earlier, later) for each `after` and `before` that names an event of the brief."""
    for event in events.values():
        yield from ((other, event.id) for other in event.after if other in events)
        yield from ((event.id, other) for other in event.before if other in events)


def _by_time(events: Iterable[Event], timezone: str) -> list[Event]:
    days: dict[date | None, list[Event]] = {}
    for event in events:
        days.setdefault(_day(event, timezone), []).append(event)
    told: list[Event] = []
    for day in sorted(days, key=lambda day: day or date.max):
        group = days[day]
        clocked = iter(sorted((event for event in group if _instant(event)), key=_moment))
        told += [next(clocked) if _instant(event) else event for event in group]
    return told


def _day(event: Event, timezone: str) -> date | None:
    """The civil day of a date; for a clock time, its day in the brief's zone, so that days follow each other as instants do."""
    if event.when is None:
        return None
    instant = _instant(event)
    return instant.astimezone(zone(timezone)).date() if instant else event.when.day


def _instant(event: Event) -> datetime | None:
    return (event.when.earliest or event.when.latest) if event.when and event.when.clocked else None


def _moment(event: Event) -> datetime:
    instant = _instant(event)
    assert instant is not None  # only clocked events are sorted by it
    return instant
