"""The casualties of several events, and whether they may be added up."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.model.count import Count
from briefgen.model.count import total as sum_of
from briefgen.model.event import Casualties, Event

WHAT = ("killed", "injured", "missing")


def counting(events: Mapping[str, Event]) -> dict[str, Event]:
    """The events with casualties, without those that did not happen: a count of what is expected or was called off is nobody's."""
    return {
        key: event for key, event in events.items() if event.casualties and event.status not in ("pending", "cancelled")
    }


def total(events: Mapping[str, Event]) -> Casualties | None:
    """The sum over events that each count once and state it; None for one event, and where a sum could count somebody twice: an
    event has several counts, or one is a claim or contested."""
    stated = [event for event in events.values() if event.reported_as == "information" and not event.contested_by]
    if len(events) < 2 or len(stated) < len(events) or any(len(event.casualties) != 1 for event in stated):
        return None
    sums: dict[str, Count] = {}
    for what in WHAT:
        counts = (getattr(event.casualties[0], what) for event in stated)
        if together := sum_of(count for count in counts if count is not None):
            sums[what] = together
    return Casualties.model_validate(sums)
