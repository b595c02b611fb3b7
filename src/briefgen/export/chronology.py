"""The events in the order of the page, one row each, with the columns by which `import events` knows them again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from briefgen.export.flat import CellValue, FactTable, FlatField, flat, listed, tabled
from briefgen.export.times import bounds, written
from briefgen.model.brief import Brief
from briefgen.model.event import Event
from briefgen.model.order import ordered
from briefgen.model.shape import Model
from briefgen.reading.characters import without_control

KEYS = ("id", "when", "earliest_utc", "latest_utc", "title", "kind", "status")
"""The columns that every row has. templates/logs/briefgen.yaml says to the reader of logs what they are."""
_PARTS = re.compile(r"[;|\n]")
"""What parts the actors of a cell."""


def chronology(brief: Brief) -> FactTable:
    """The sheet of the events."""
    events = ordered(brief.events, brief.timezone, brief.clock)
    rows = [(_keys(key, event, brief), tuple(_fields(event, brief))) for key, event in events.items()]
    return tabled("events", KEYS, rows)


def _keys(key: str, event: Event, brief: Brief) -> tuple[CellValue, ...]:
    when, first, last = "", None, None
    if event.when:
        when, (first, last) = written(event.when, brief), bounds(event.when, brief)
    title = " ".join(without_control(event.title).splitlines())  # of a cell with more lines the reader takes the first
    return key, when or None, first, last, title, event.kind, event.status


def _fields(event: Event, brief: Brief) -> Iterator[FlatField]:
    """What else the event says: its people, place and sources by their names, its numbers in words."""
    names = {name: number for number, name in enumerate(Event.model_fields)}
    for field in flat(event, brief):
        match field.name:
            case "when" | "title" | "kind" | "status" | "marking":
                continue
            case "place":
                place = brief.places.get(event.place)
                yield replace(field, cell=place.name if place else field.cell)
            case "actors":
                yield replace(field, cell=listed(_name(ref, brief) for ref in event.actors))
            case _:
                yield field
    for name, parts in (("casualties", event.casualties), ("quantities", event.quantities)):
        if parts:
            yield FlatField((names[name],), name, listed(_told(part, brief) for part in parts))
    if marking := event.marking.text or brief.marking.text:  # the file has no banner
        yield FlatField((names["marking"],), "marking", marking)
    cited = dict.fromkeys(item.source for item in event.evidence)
    if cited:
        titles = (brief.sources[ref].title if ref in brief.sources else ref for ref in cited)
        yield FlatField((names["evidence"],), "sources", listed(titles))


def _name(ref: str, brief: Brief) -> str:
    """What an actor is called, where that name is its own and a reader of the cell would find it again; else its id."""
    actor = brief.actors.get(ref)
    if actor is None:
        return ref
    alike = [key for key, other in brief.actors.items() if actor.title.casefold() in _called(key, brief)]
    return ref if alike != [ref] or _PARTS.search(actor.title) else actor.title


def _called(key: str, brief: Brief) -> set[str]:
    actor = brief.actors[key]
    return {name.casefold() for name in (*actor.aliases, actor.label, actor.name, actor.title, key)}


def _told(part: Model, brief: Brief) -> str:
    return ", ".join(f"{field.name}: {field.cell}" for field in flat(part, brief))
