"""Order: what is said to come later, or replaces what was said, does not come earlier by its time (R11, R12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.model.statement import Position
from briefgen.model.time import When
from briefgen.reading.load import Loaded


def clock_that_never_was(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A clock time that its zone leaves out, or has twice: in a copy of a brief with another zone, since no reading lets it in."""
    for path, _, fault in loaded.draft.time_faults():
        message, _, hint = fault.partition("|")
        yield Problem("error", message, hint, path)


def order_against_the_times(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R12: the order that an author states is not against the bounds of the times."""
    brief, events = loaded.draft, loaded.draft.events
    for id_, event in events.items():
        for field, refs in (("after", event.after), ("before", event.before)):
            for index, ref in enumerate(refs):
                if ref not in events:
                    continue
                first, second = (events[ref], event) if field == "after" else (event, events[ref])
                if first.when and second.when and _precedes(brief, second.when, first.when):
                    own, other = _written(event.when), _written(events[ref].when)
                    message = f"this is said to come {field} '{ref}' ({other}), but its own time is {own}"
                    hint = f"Fix one of the times, or take '{ref}' out of {field}"
                    yield Problem("error", message, hint, ("events", id_, field, index), rule="R12")


def supersedes_a_later_one(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R11: what is replaced was not said later than what replaces it."""
    brief = loaded.draft
    for id_, position in brief.positions.items():
        older = brief.positions.get(position.supersedes or "")
        when, earlier = _said(brief, position), _said(brief, older) if older else None
        if older and when and earlier and _precedes(brief, when, earlier):
            replaced = f"'{position.supersedes}' was said later ({_written(earlier)})"
            message = f"{replaced} than this, which replaces it ({_written(when)})"
            yield Problem("error", message, "Fix one of the times", ("positions", id_, "supersedes"), rule="R11")


def _said(brief: Brief, position: Position) -> When | None:
    """When a position was stated: its own time, or that of the event at which it was said."""
    event = brief.events.get(position.at or "")
    return position.when or (event.when if event else None)


def _precedes(brief: Brief, one: When, other: When) -> bool:
    """True when `one` began before `other` can have begun. What is about or uncertain has no bounds to be held to."""
    begun, earliest = brief.resolve(one).begun, brief.resolve(other).earliest
    if not (one.certain and other.certain and begun and earliest):
        return False
    return begun < earliest or (begun == earliest and not one.clocked)


def _written(when: When | None) -> str:
    return (when.at or f"{when.from_}/{when.to}") if when else ""
