"""The people killed, injured or missing, as page 1 tells them: of every event, and of all together where they may be added up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from briefgen.document.blocks import Inlines
from briefgen.document.compose.facts import Facts, joined, link, text
from briefgen.document.compose.timeline_section import counted
from briefgen.model.casualties import counting, total
from briefgen.model.event import Event

MOST = 4
"""Events with casualties that page 1 has room for; of more it tells the sum, or, where there is none, the first ones."""


def casualties(facts: Facts, *, briefly: bool = False) -> Iterator[Inlines]:
    """One line for each event with casualties, which is named where it is not the incident itself; then the sum of them.

    `briefly`: the sum alone, where there is one."""
    found = counting(facts.events)
    together = total(found)
    room = 0 if together and (briefly or len(found) > MOST) else MOST
    for key, event in islice(found.items(), room):
        yield from _of_event(facts, key, event)
    if together:
        sums = counted(facts, "", together)
        yield facts.words.fill("front.casualties_together", counts=sums, n=str(len(found)))
    elif len(found) > room:
        yield text(facts.words("front.casualties_more", n=len(found) - room))


def _of_event(facts: Facts, key: str, event: Event) -> Iterator[Inlines]:
    counts = [counted(facts, f"events.{key}.casualties.{n}", item) for n, item in enumerate(event.casualties)]
    if event.principal:
        yield from counts
    else:
        told = joined(counts, facts.words("join.semicolon"))
        yield facts.words.fill("front.casualties_of", counts=told, event=_named(facts, key, event))


def _named(facts: Facts, key: str, event: Event) -> Inlines:
    """The event by its short name, when it was, and where that is from."""
    time = text(facts.wording.short(event.when), f"events.{key}.when") if event.when else ()
    called = link(text(event.short, f"events.{key}.{'label' if event.label else 'title'}"), f"event-{key}")
    return joined((joined((called, time), facts.words("join.comma")), facts.cites(event.evidence)))
