"""Which events the chart and the chronology have where there are too many for a page: what the author says, else the heaviest.

What is on the chart is in the chronology too, and what is in either is in the full log.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefgen.model.event import Event
from briefgen.model.log import log_of

MANY = 30
"""Events up to which the chart and the chronology have all of them."""
ON_CHART = 12
"""Events of more that the chart has, besides those which the author puts on it."""
IN_TABLE = 18
"""Events of more that the chronology has, about a page, besides those which the author puts there."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """The ids of the events on the chart, and of those in the chronology, each in the order in which they are told."""

    chart: tuple[str, ...]
    table: tuple[str, ...]


def choose(told: Mapping[str, Event], ranks: Mapping[str, int]) -> Chosen:
    """The choice among events, which `told` has in their order, by their ranks."""
    put = {place: [key for key, event in told.items() if event.show == place] for place in ("chart", "table")}
    free = [key for key, event in told.items() if event.show is None]
    on_chart = in_table = len(told)
    if len(told) > MANY:
        free.sort(
            key=lambda key: (-ranks[key], bool(log_of(key)))
        )  # of equals what somebody wrote, then as they are told
        on_chart, in_table = (
            max(0, ON_CHART - len(put["chart"])),
            max(0, IN_TABLE - len(put["chart"]) - len(put["table"])),
        )
    has_place = [key for key in free if told[key].when or not log_of(key)]
    chart = {*(key for key in put["chart"] if told[key].when or not log_of(key)), *has_place[:on_chart]}
    table = {*put["chart"], *put["table"], *chart, *free[:in_table]}
    return Chosen(tuple(key for key in told if key in chart), tuple(key for key in told if key in table))
