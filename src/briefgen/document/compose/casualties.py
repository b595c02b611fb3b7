"""The people killed, injured or missing, as figures of page 1: of all events together where they may be added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.document.blocks import Inlines, KeyFigure
from briefgen.document.compose.facts import Facts, joined, text
from briefgen.document.compose.figure_number import bounded, in_figures
from briefgen.document.compose.short_date import short_day
from briefgen.model.casualties import WHAT, counting, total
from briefgen.model.count import Count
from briefgen.model.event import Casualties, Event
from briefgen.model.source import Evidence


def casualties(facts: Facts) -> Iterator[KeyFigure]:
    """A figure for each kind of casualty: the sum over all events with where each was; where there is no sum, the incident's
    own counts, or else those of the first event that has any, each with whose count it is."""
    found = counting(facts.events)
    if together := total(found):
        yield from _summed(facts, found, together)
    elif found:
        key = next((key for key, event in found.items() if event.principal), next(iter(found)))
        event = found[key]
        for n, item in enumerate(event.casualties):
            for what in WHAT:
                if count := getattr(item, what):
                    at = f"events.{key}.casualties.{n}"
                    side = text(item.side, f"{at}.side")
                    note = joined((side, *_when_and_where(facts, key, event)), facts.words("join.comma"))
                    cites = facts.cites(item.evidence or event.evidence)
                    yield _figure(facts, what, count, joined((note, cites)), f"{at}.{what}", (key,))


def _summed(facts: Facts, found: Mapping[str, Event], together: Casualties) -> Iterator[KeyFigure]:
    """A figure for each kind, and below it how many at which event; of one event when and where."""
    w = facts.words
    for what in WHAT:
        if count := getattr(together, what):
            parts = {key: event for key, event in found.items() if getattr(event.casualties[0], what)}
            evidence: list[Evidence] = []
            for event in parts.values():
                evidence += event.casualties[0].evidence or event.evidence
            if len(parts) == 1:
                ((key, event),) = parts.items()
                said = joined(_when_and_where(facts, key, event), w("join.comma"))
            else:
                each = (_of_event(facts, key, event, what) for key, event in parts.items())
                said = joined(each, w("join.comma"))
            yield _figure(facts, what, count, joined((said, facts.cites(evidence))), "", tuple(parts))


def _of_event(facts: Facts, key: str, event: Event, what: str) -> Inlines:
    """ "Salisbury 3": where, else at which event, and how many."""
    at = f"events.{key}"
    number, _ = in_figures(facts.words, getattr(event.casualties[0], what))
    named = facts.place(event.place, f"{at}.place") or text(event.short, f"{at}.{'label' if event.label else 'title'}")
    return joined((named, text(number, f"{at}.casualties.0.{what}")))


def _when_and_where(facts: Facts, key: str, event: Event) -> Iterator[Inlines]:
    """The place, else what the event is called; of the incident also its day: who was hurt in another may have died later."""
    at = f"events.{key}"
    yield facts.place(event.place, f"{at}.place") or text(event.short, f"{at}.{'label' if event.label else 'title'}")
    if event.when and event.principal:
        yield text(short_day(facts, event.when), f"{at}.when")


def _figure(facts: Facts, what: str, count: Count, note: Inlines, origin: str, events: tuple[str, ...]) -> KeyFigure:
    number, size = in_figures(facts.words, count)
    most = (count.max if count.max is not None else count.min) or 0
    named = text(facts.words.count(f"front.{what}", most if count.exact else max(most, 2)))
    return KeyFigure(
        number,
        size,
        bounded(facts.words, count, named),
        note,
        changed=any(facts.changed("events", key, "casualties") for key in events),
        origin=origin,
    )
