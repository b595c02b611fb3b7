"""The people killed, injured or missing, as figures of page 1: of all events together where they may be added up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from briefgen.document.blocks import KeyFigure
from briefgen.document.compose.event_table import number
from briefgen.document.compose.facts import Facts, joined, text
from briefgen.document.compose.figure_number import bounded, in_figures, plural_of
from briefgen.document.compose.short_date import short_day
from briefgen.document.inlines import Inlines
from briefgen.model.casualties import WHAT, counting, total
from briefgen.model.count import Count
from briefgen.model.event import Casualties, Event
from briefgen.model.source import Evidence

BETWEEN = " / "
"""What parts counts that differ."""


def casualties(facts: Facts) -> Iterator[KeyFigure]:
    """A figure for each kind of casualty: the sum over all events with where each was; where there is no sum, the incident's
    own counts, or else those of the first event that has any."""
    found = counting(facts.events)
    if together := total(found):
        yield from _summed(facts, found, together)
    elif found:
        key = next((key for key, event in found.items() if event.principal), next(iter(found)))
        for what in WHAT:
            yield from _of_counts(facts, key, found[key], what)


def _of_counts(facts: Facts, key: str, event: Event, what: str) -> Iterator[KeyFigure]:
    """One figure of what an event's counts say of a kind, each once: "7 / 7–9", and below it whose people each is."""
    w, at = facts.words, f"events.{key}"
    stated = [(n, item, getattr(item, what)) for n, item in enumerate(event.casualties) if getattr(item, what)]
    if not stated:
        return
    several = len({count for _, _, count in stated}) > 1
    evidence: list[Evidence] = []
    sides: list[Inlines] = []
    for n, item, count in stated:
        evidence += item.evidence or event.evidence
        own = f"{at}.casualties.{n}"
        said = text(number(facts, count), f"{own}.{what}") if several and item.side else ()
        sides.append(joined((text(item.side, f"{own}.side"), said)))
    note = joined((*dict.fromkeys(sides), *_when_and_where(facts, key, event)), w("join.comma"))
    first, _, count = stated[0]
    figure = _figure(
        facts, what, count, joined((note, facts.cites(evidence))), f"{at}.casualties.{first}.{what}", (key,)
    )
    if several:
        most = max((count for _, _, count in stated), key=plural_of)
        each = dict.fromkeys(_in_one(facts, count) for _, _, count in stated)
        figure = replace(figure, number=BETWEEN.join(each), unit="", what=_people(facts, what, most))
    yield figure


def _in_one(facts: Facts, count: Count) -> str:
    """A count beside another: "7–9", "1.2 million", and with its sign where it is a bound, or rough: "≥ 12", "≈ 40"."""
    sign = "≤" if count.min is None else "≥" if count.max is None else "≈" if count.about else ""
    return " ".join(filter(None, (sign, *in_figures(facts.words, count))))


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
    count = _in_one(facts, getattr(event.casualties[0], what))
    named = facts.place(event.place, f"{at}.place") or text(event.short, f"{at}.{'label' if event.label else 'title'}")
    return joined((named, text(count, f"{at}.casualties.0.{what}")))


def _when_and_where(facts: Facts, key: str, event: Event) -> Iterator[Inlines]:
    """The place, else what the event is called; of the incident also its day: who was hurt in another may have died later."""
    at = f"events.{key}"
    yield facts.place(event.place, f"{at}.place") or text(event.short, f"{at}.{'label' if event.label else 'title'}")
    if event.when and event.principal:
        yield text(short_day(facts, event.when), f"{at}.when")


def _figure(facts: Facts, what: str, count: Count, note: Inlines, origin: str, events: tuple[str, ...]) -> KeyFigure:
    digits, size = in_figures(facts.words, count)
    changed = any(facts.changed("events", key, "casualties") for key in events)
    return KeyFigure(
        digits, size, bounded(facts.words, count, _people(facts, what, count)), note, changed=changed, origin=origin
    )


def _people(facts: Facts, what: str, count: Count) -> Inlines:
    """ "person killed", "people injured"."""
    most = plural_of(count)
    return text(facts.words.count(f"front.{what}", most if count.exact else max(most, 2)))
