"""How much each event weighs among the others: for the labels of the chart, and for choosing where there are too many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.model.brief import Brief
from briefgen.model.event import Event, EventKind
from briefgen.model.order import stated_order

PRINCIPAL, POINT, CASUALTIES, DISPUTED, LAST, WEIGHT, PHASE = 1000, 100, 50, 40, 40, 20, 10
NEVER = -1
"""The rank of an event of weight 0: it is never labelled."""
GOES_THROUGH_STATES: tuple[EventKind, ...] = ("investigation", "proceeding", "recovery")
"""The kinds of which the last event says how things stand."""


FEW, COMMON = 5, 0.05
"""How many events, and which share of them, may have failed for that to be out of the common; where more have, it weighs nothing."""


def ranks(brief: Brief, told: Mapping[str, Event]) -> Mapping[str, int]:
    """The rank of each event by its id, in the order of the file, the heavier the higher; `NEVER` for those of weight 0.

    `told` has the events in the order in which they are told.
    """
    found = (brief.find(ref) for point in brief.key_points for ref in point.refs)
    pointed = {key for kind, key in filter(None, found) if kind == "events"}
    if distance := brief.chart.annotation:
        pointed |= {distance.from_, distance.to}
    last, bounds = frozenset(_last(told)), frozenset(_bounds(brief))
    disputed = {key for key, event in brief.events.items() if event.status == "failed" or _contested(event)}
    if len(disputed) > max(FEW, len(brief.events) * COMMON):
        disputed = {key for key in disputed if _contested(brief.events[key])}

    def rank(key: str, event: Event) -> int:
        if event.weight == 0:
            return NEVER
        instant = brief.resolve(event.when).leading if event.when else None
        return (
            PRINCIPAL * event.principal
            + POINT * (key in pointed)
            + CASUALTIES * bool(event.casualties)
            + DISPUTED * (key in disputed)
            + LAST * (key in last)
            + WEIGHT * event.weight
            + PHASE * (instant in bounds)
        )

    return {key: rank(key, event) for key, event in brief.events.items()}


def _contested(event: Event) -> bool:
    return bool(event.contested_by) or (event.verification is not None and event.verification.level == "contested")


def _last(told: Mapping[str, Event]) -> Iterator[str]:
    """The events that end a chain: of those that are said to follow one another, and of the kinds that go through states."""
    before, behind = set(), set()
    for first, second in stated_order(told):
        before.add(first)
        behind.add(second)
    yield from behind - before
    for kind in GOES_THROUGH_STATES:
        yield from [key for key, event in told.items() if event.kind == kind][-1:]


def _bounds(brief: Brief) -> Iterator[object]:
    """The instants at which a phase begins or ends."""
    for phase in brief.phases.values():
        meant = brief.resolve(phase.when)
        yield from filter(None, (meant.earliest, meant.latest))
