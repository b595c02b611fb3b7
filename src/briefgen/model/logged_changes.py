"""Rows of a log in two briefs: which row of the one is which of the other, since a row has no id of its own that stays."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from datetime import datetime, timedelta

from briefgen.model.brief import Brief
from briefgen.model.event import Event
from briefgen.model.log import log_of

NEAR, APART = 90, timedelta(minutes=1)
"""Per cent of likeness from which words are near, and the time within which a row may have moved too."""


def aligned(before: Brief, after: Brief) -> Brief:
    """The earlier brief with each row of a log under the id that it has in the later one: known by its key or all that it says, else
    by its time and near words, its words alone where they stand once on both sides, or near words within a minute.

    Where its row stands in the file is no change.
    """
    logged = {key for key in before.events if log_of(key)}
    if not logged:
        return before
    names = {key: key for key in logged if key in after.events}
    for log in dict.fromkeys(map(log_of, logged)):
        old = {key: before.events[key] for key in before.events if log_of(key) == log and key not in names}
        new = {key: event for key, event in after.events.items() if log_of(key) == log and key not in before.events}
        names |= _matched(before, old, after, new)
        names |= _written_on(log, {key: event for key, event in old.items() if key not in names}, before, after)
    events = {}
    for key, event in before.events.items():
        name = names.get(key, key)
        same_row = key in names and log_of(name)
        events[name] = event.model_copy(update={"evidence": after.events[name].evidence}) if same_row else event
    return before.model_copy(update={"events": events})


def _matched(before: Brief, old: dict[str, Event], after: Brief, new: dict[str, Event]) -> dict[str, str]:
    """Each row that is the same, with its id in the later brief."""
    found: dict[str, str] = {}

    def take(pairs: Iterator[tuple[str, str]]) -> None:
        for first, second in pairs:
            if first in old and second in new:
                found[first] = second
                del old_left[first], new_left[second]

    old_left, new_left = dict(old), dict(new)
    take(_near_at_one_time(old_left, new_left))
    take(_once(old_left, new_left, lambda event: event.title))
    take(_near_within(before, old_left, after, new_left))
    return found


def _once(old: dict[str, Event], new: dict[str, Event], what: Callable[[Event], Hashable]) -> Iterator[tuple[str, str]]:
    """The pairs that say the same, where one alone says it on both sides."""
    mine, its = _grouped(old, what), _grouped(new, what)
    return iter([(keys[0], its[said][0]) for said, keys in mine.items() if len(keys) == 1 and len(its[said]) == 1])


def _near_at_one_time(old: dict[str, Event], new: dict[str, Event]) -> Iterator[tuple[str, str]]:
    mine, its = _grouped(old, _time), _grouped(new, _time)
    pairs = []
    for at, keys in mine.items():
        left = list(its[at])
        for key in keys:
            if best := _nearest(old[key], {other: new[other] for other in left}):
                left.remove(best)
                pairs.append((key, best))
    return iter(pairs)


def _near_within(
    before: Brief, old: dict[str, Event], after: Brief, new: dict[str, Event]
) -> Iterator[tuple[str, str]]:
    dated = sorted((after.resolve(event.when).leading, key) for key, event in new.items() if event.when)
    pairs: list[tuple[str, str]] = []
    taken: set[str] = set()
    for key, event in old.items():
        if event.when is None:
            continue
        at: datetime = before.resolve(event.when).leading
        first = bisect_left(dated, (at - APART, ""))
        near: dict[str, Event] = {}
        for moment, other in dated[first:]:
            if moment > at + APART:
                break
            near |= {other: new[other]} if other not in taken else {}
        if best := _nearest(event, near):
            taken.add(best)
            pairs.append((key, best))
    return iter(pairs)


def _nearest(event: Event, among: dict[str, Event]) -> str:
    """The id of the event whose words are nearest; empty where none are near."""
    from rapidfuzz import fuzz  # only rows that differ need it

    best, name = 0.0, ""
    for key, other in among.items():
        score = fuzz.ratio(event.title, other.title, score_cutoff=NEAR)
        if score > best:
            best, name = score, key
    return name


def _written_on(log: str, old: dict[str, Event], before: Brief, after: Brief) -> dict[str, str]:
    """The rows on whose words an event was written since, each with that event."""
    found: dict[str, str] = {}
    written = {
        key: [item.span for item in event.evidence if item.source == log and item.span]
        for key, event in after.events.items()
        if not log_of(key) and key not in before.events
    }
    for key, event in old.items():
        for name, spans in written.items():
            if name not in found.values() and any(span in event.title for span in spans):
                found[key] = name
                break
    return found


def _grouped(events: dict[str, Event], what: Callable[[Event], Hashable]) -> dict[Hashable, list[str]]:
    groups: dict[Hashable, list[str]] = defaultdict(list)
    for key, event in events.items():
        groups[what(event)].append(key)
    return groups


def _time(event: Event) -> Hashable:
    return (event.when.text, event.when.zone) if event.when else None
