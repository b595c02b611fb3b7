"""The chart: what its author asks for can be drawn, and the phases are parts of one time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from briefgen.errors import Problem
from briefgen.model.event import Event
from briefgen.reading.load import Loaded


def distance_not_on_the_chart(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """An annotation leads forward in time, between two events that the chart shows."""
    brief, asked = loaded.draft, loaded.draft.chart.annotation
    if asked is None:
        return
    ends = {"from": asked.from_, "to": asked.to}
    begun: dict[str, datetime] = {}
    for name, key in ends.items():
        event = brief.events.get(key)
        if event and (fault := _unseen(event)):
            hint = "Name another event, or take the annotation out"
            yield Problem("warning", f"'{key}' {fault}", hint, ("chart", "annotation", name))
        if event and event.when:
            begun[name] = brief.resolve(event.when).leading
    if len(begun) == 2 and begun["to"] <= begun["from"]:
        message = f"'{asked.to}' does not begin later than '{asked.from_}', so that nothing lies between them"
        yield Problem("warning", message, "Name the earlier event in from:", ("chart", "annotation", "to"))


def _unseen(event: Event) -> str:
    if event.when is None:
        return "has no time"
    return "" if event.show in (None, "chart") else "is not on the chart, by its show"


def phase_without_length(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A phase lasts from one time to another, or still goes on."""
    for key, phase in loaded.draft.phases.items():
        if phase.when.form not in ("lasted", "moment") or phase.when.start is None:
            message = f"{phase.when.text}: a phase lasts from a time that is known"
            yield Problem(
                "warning", message, "Write its two ends, such as 2021-10-04 15:40/21:28", ("phases", key, "when")
            )


def phases_overlap(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Phases follow one another: they stand side by side in one row."""
    brief = loaded.draft
    placed = [(brief.resolve(phase.when), key) for key, phase in brief.phases.items()]
    for (one, key), (other, later) in pairwise(sorted(placed, key=lambda item: item[0].leading)):
        if one.latest is None or (other.earliest and other.earliest < one.latest):
            message = f"this phase begins before '{key}' ends"
            yield Problem("warning", message, "Let one end where the other begins", ("phases", later, "when"))
