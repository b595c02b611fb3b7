"""Events in the order in which they are told: by time, then by what the author states, then as in the file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from heapq import heapify, heappop, heappush

from briefgen.model.event import Event
from briefgen.model.log import log_of
from briefgen.model.point import zone


def ordered(events: Mapping[str, Event], timezone: str, clock: str) -> dict[str, Event]:
    """All events, by id, in order; `timezone` and `clock` are the brief's.

    By the earliest bound, else the latest; a date without clock keeps its place in the file among the clock times of its
    day; `after` and `before` move an event as little as they can; undated events stand last, those of a log where the log has
    them. A cycle is ignored here: a check reports it.
    """
    told = _by_time(events, timezone, clock)
    place = {key: index for index, key in enumerate(told)}
    waits: dict[str, set[str]] = {key: set() for key in told}
    for first, second in stated_order(events):
        waits[second].add(first)
    followers: dict[str, list[str]] = {key: [] for key in told}
    for second, firsts in waits.items():
        for first in firsts:
            followers[first].append(second)
    ready = [place[key] for key, firsts in waits.items() if not firsts]
    heapify(ready)
    result: list[str] = []
    while ready:
        result.append(told[heappop(ready)])
        for key in followers[result[-1]]:
            waits[key].discard(result[-1])
            if not waits[key]:
                heappush(ready, place[key])
    return {key: events[key] for key in (result if len(result) == len(told) else told)}


def stated_order(events: Mapping[str, Event]) -> Iterable[tuple[str, str]]:
    """(earlier, later) for each `after` and `before` that names an event of the brief."""
    for key, event in events.items():
        yield from ((other, key) for other in event.after if other in events)
        yield from ((key, other) for other in event.before if other in events)


def _by_time(events: Mapping[str, Event], timezone: str, clock: str) -> list[str]:
    before, behind = _without_a_time(events)
    placed = {key for keys in (*before.values(), *behind.values()) for key in keys}
    instants = {key: e.when.interval(timezone).leading for key, e in events.items() if e.when and e.when.clocked}
    days: dict[date | None, list[str]] = {}
    for key, event in events.items():
        if key in placed:
            continue  # it stands where its log has it
        days.setdefault(_day(event, instants.get(key), clock), []).append(key)
    told: list[str] = []
    for day in sorted(days, key=lambda day: day or date.max):
        clocked = iter(sorted((key for key in days[day] if key in instants), key=instants.__getitem__))
        told += [next(clocked) if key in instants else key for key in days[day]]
    return [one for key in told for one in (*before.get(key, ()), key, *behind.get(key, ()))]


def _without_a_time(events: Mapping[str, Event]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The events of logs that have no time: those which their log has before each event, and those which it has behind it."""
    before: dict[str, list[str]] = {}
    behind: dict[str, list[str]] = {}
    log = timed = ""
    waiting: list[str] = []
    for key, event in events.items():
        if (own := log_of(key)) and own != log:
            log, timed, waiting = own, "", []
        if not log:
            continue
        if event.when:
            timed = key
            before |= {key: waiting} if waiting else {}
            waiting = []
        elif timed:
            behind.setdefault(timed, []).append(key)
        else:
            waiting.append(key)
    return before, behind


def _day(event: Event, instant: datetime | None, clock: str) -> date | None:
    """The civil day of a date; for a clock time, its day by the page's clock, so that days follow each other as instants do."""
    if instant:
        return instant.astimezone(zone(clock)).date()
    return event.when.day if event.when else None
