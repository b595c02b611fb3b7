"""Order: what is said to come later, or replaces what was said, does not come earlier by its time (R11, R12)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import Problem
from briefgen.incident.brief import Brief
from briefgen.incident.load import Loaded
from briefgen.incident.statement import Position
from briefgen.incident.time import When


def order_against_the_times(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R12: the order that an author states is not against the bounds of the times."""
    events = loaded.draft.events
    for id_, event in events.items():
        for field, refs in (("after", event.after), ("before", event.before)):
            for index, ref in enumerate(refs):
                if ref not in events:
                    continue
                first, second = (events[ref], event) if field == "after" else (event, events[ref])
                if first.when and second.when and _precedes(second.when, first.when):
                    own, other = _written(event.when), _written(events[ref].when)
                    message = f"this is said to come {field} '{ref}' ({other}), but its own time is {own}"
                    hint = f"Mend one of the times, or take '{ref}' out of {field}"
                    yield Problem("error", message, hint, ("events", id_, field, index), rule="R12")


def supersedes_a_later_one(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R11: what is replaced was not said later than what replaces it."""
    positions = loaded.draft.positions
    for id_, position in positions.items():
        older = positions.get(position.supersedes or "")
        when, earlier = _said(loaded.draft, position), _said(loaded.draft, older) if older else None
        if older and when and earlier and _precedes(when, earlier):
            message = (
                f"'{older.id}' was said later ({_written(earlier)}) than this, which replaces it ({_written(when)})"
            )
            yield Problem("error", message, "Mend one of the times", ("positions", id_, "supersedes"), rule="R11")


def _said(brief: Brief, position: Position) -> When | None:
    """When a position was stated: its own time, or that of the event at which it was said."""
    event = brief.events.get(position.at or "")
    return position.when or (event.when if event else None)


def _precedes(one: When, other: When) -> bool:
    """True when `one` began before `other` can have begun. What is about or uncertain has no bounds to be held to."""
    begun = _begun(one)
    if not (one.certain and other.certain and begun and other.earliest):
        return False
    return begun < other.earliest or (begun == other.earliest and not one.clocked)


def _begun(when: When) -> datetime | None:
    """The instant by which it had begun (exclusive for dates without clock)."""
    return when.start.latest(when.own_zone) if when.form == "lasted" and when.start else when.latest


def _written(when: When | None) -> str:
    return (when.at or f"{when.from_}/{when.to}") if when else ""
