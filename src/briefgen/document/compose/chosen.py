"""Which events the chart and the chronology have where there are too many for a page: what the author says, else the heaviest.

What is on the chart is in the chronology too, and what is in either is in the full log.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from briefgen.document.compose.rank import WEIGHT
from briefgen.model.event import Event
from briefgen.model.log import log_of

MANY = 30
"""Events up to which the chart and the chronology have all of them."""
ON_CHART = 12
"""Events of more that the chart has, with those which the author puts on it."""
IN_TABLE = 18
"""Events of more that the chronology has, about a page: beside those of the chart the ones that weigh more than usual."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the events on the chart, and of those in the chronology, each in the order in which they are told."""

    chart: tuple[str, ...]
    table: tuple[str, ...]


def choose(told: Mapping[str, Event], ranks: Mapping[str, int]) -> Chosen:
    """The choice among events, which `told` has in their order, by their ranks, which are in the order of the file."""
    placed = {
        key for key, event in told.items() if event.when or not log_of(key)
    }  # a row without a time has none on a chart
    on_chart = {key for key in placed if told[key].show == "chart"}
    in_table = {key for key, event in told.items() if event.show in ("chart", "table")}
    free = [key for key in ranks if told[key].show is None]
    if len(told) <= MANY:
        on_chart |= placed.intersection(free)
        in_table.update(free)
    else:
        on_chart.update(_heaviest([key for key in free if key in placed], ranks, ON_CHART - len(on_chart)))
        in_table |= on_chart
        heavy = [key for key in free if ranks[key] > WEIGHT and key not in in_table]
        in_table.update(_heaviest(heavy, ranks, IN_TABLE - len(in_table)))
    return Chosen(tuple(key for key in told if key in on_chart), tuple(key for key in told if key in in_table))


def shorter(told: Mapping[str, Event], ranks: Mapping[str, int], most: int) -> Mapping[str, Event]:
    """At most so many of the events, in their order: those that the author puts there, then the heaviest."""
    if len(told) <= most:
        return told
    kept = {key for key, event in told.items() if event.show in ("chart", "table")}
    kept.update(_heaviest([key for key in ranks if key in told and key not in kept], ranks, most - len(kept)))
    return {key: event for key, event in told.items() if key in kept}


def _heaviest(keys: Iterable[str], ranks: Mapping[str, int], room: int) -> Iterator[str]:
    """As many as there is room for. Of equals what somebody wrote before rows of logs, and those from all over the time."""
    equals: dict[tuple[int, bool], list[str]] = {}
    for key in keys:
        equals.setdefault((-ranks[key], bool(log_of(key))), []).append(key)
    for _, group in sorted(equals.items()):
        n = max(0, min(room, len(group)))
        room -= n
        yield from (group[place * len(group) // n] for place in range(n))
