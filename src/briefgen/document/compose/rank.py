"""How much each event weighs among the others: for the labels of the chart, and for choosing where there are too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model.brief import Brief
from briefgen.model.event import Event, EventKind
from briefgen.model.order import ordered, stated_order

PRINCIPAL, POINT, CASUALTIES, DISPUTED, LAST, WEIGHT, PHASE = 1000, 100, 50, 40, 40, 20, 10
NEVER = -1
"""The rank of an event of weight 0: it is never labelled."""
GOES_THROUGH_STATES: tuple[EventKind, ...] = ("investigation", "proceeding", "recovery")
"""The kinds of which the last event says how things stand."""


def ranks(brief: Brief) -> Mapping[str, int]:
    """The rank of each event by its id, the heavier the higher; `NEVER` for those of weight 0."""
    found = (brief.find(ref) for point in brief.key_points for ref in point.refs)
    pointed = {key for kind, key in filter(None, found) if kind == "events"}
    last, bounds = frozenset(_last(brief)), frozenset(_bounds(brief))

    def rank(key: str, event: Event) -> int:
        if event.weight == 0:
            return NEVER
        instant = brief.resolve(event.when).leading if event.when else None
        return (
            PRINCIPAL * event.principal
            + POINT * (key in pointed)
            + CASUALTIES * bool(event.casualties)
            + DISPUTED * (_contested(event) or event.status == "failed")
            + LAST * (key in last)
            + WEIGHT * event.weight
            + PHASE * (instant in bounds)
        )

    return {key: rank(key, event) for key, event in brief.events.items()}


def _contested(event: Event) -> bool:
    return bool(event.contested_by) or (event.verification is not None and event.verification.level == "contested")


def _last(brief: Brief) -> Iterator[str]:
    """The events that end a chain: of those that are said to follow one another, and of the kinds that go through states."""
    before, behind = set(), set()
    for first, second in stated_order(brief.events):
        before.add(first)
        behind.add(second)
    yield from behind - before
    told = ordered(brief.events, brief.timezone, brief.clock)
    for kind in GOES_THROUGH_STATES:
        yield from [key for key, event in told.items() if event.kind == kind][-1:]


def _bounds(brief: Brief) -> Iterator[object]:
    """The instants at which a phase begins or ends."""
    for phase in brief.phases.values():
        meant = brief.resolve(phase.when)
        yield from filter(None, (meant.earliest, meant.latest))
