"""Order: nothing comes after itself, and what is said to come later does (R10, R11, R12, R13)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from briefgen.checks.parts import Path
from briefgen.errors import Problem
from briefgen.incident.brief import Brief
from briefgen.incident.load import Loaded
from briefgen.incident.order import stated_order
from briefgen.incident.statement import Position
from briefgen.incident.time import When


def order_runs_in_a_circle(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R12: no event comes after itself."""
    events = loaded.draft.events
    follows: dict[str, list[str]] = {id_: [] for id_ in events}
    for first, second in stated_order(events):
        follows[second].append(first)
    for circle in circles(follows):
        told = " after ".join((*circle, circle[0]))
        field = "after" if events[circle[0]].after else "before"
        hint = "Take out one after: or before:"
        yield Problem("error", f"the order runs in a circle: {told}", hint, ("events", circle[0], field), rule="R12")


def order_against_the_times(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R12: the order that an author states is not against the bounds of the times."""
    events = loaded.draft.events
    for id_, event in events.items():
        for field, refs in (("after", event.after), ("before", event.before)):
            for index, ref in enumerate(refs):
                if ref not in events:
                    continue
                first, second = (events[ref], event) if field == "after" else (event, events[ref])
                if first.when and second.when and _precedes(second.when, first.when):
                    own, other = _written(event.when), _written(events[ref].when)
                    message = f"this is said to come {field} '{ref}' ({other}), but its own time is {own}"
                    hint = f"Mend one of the times, or take '{ref}' out of {field}:"
                    yield Problem("error", message, hint, ("events", id_, field, index), rule="R12")


def belonging_runs_in_a_circle(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R13: no actor belongs to itself."""
    for circle in circles({id_: actor.of for id_, actor in loaded.draft.actors.items()}):
        told = " of ".join((*circle, circle[0]))
        hint = "Take out one of:, or write speaks_for: where that is meant"
        yield Problem(
            "error",
            f"the actors belong to each other in a circle: {told}",
            hint,
            _at("actors", circle, "of"),
            rule="R13",
        )


def origin_runs_in_a_circle(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R19: no source is derived from itself, so that independent sources can be counted."""
    for circle in circles(
        {id_: (s.derived_from,) if s.derived_from else () for id_, s in loaded.draft.sources.items()}
    ):
        told = " from ".join((*circle, circle[0]))
        hint = "Keep derived_from: only at the source that repeats the other"
        path = _at("sources", circle, "derived_from")
        yield Problem("error", f"the sources are derived from each other in a circle: {told}", hint, path, rule="R19")


def via_the_actor_itself(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R10: `via` names who stands between the source and the actor."""
    for id_, position in loaded.draft.positions.items():
        for index, ref in enumerate(position.via):
            if ref == position.actor:
                message = f"'{ref}' is the actor itself"
                hint = "Write in via: only those who pass the actor's words on"
                yield Problem("error", message, hint, ("positions", id_, "via", index), rule="R10")


def supersedes_another_actors(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R11: a position is replaced by one of the same actor, or of someone who speaks for it or belongs to it."""
    positions = loaded.draft.positions
    for id_, position in positions.items():
        older = positions.get(position.supersedes or "")
        if older and older.actor not in _behind(loaded.draft, position.actor):
            message = f"'{older.id}' is a position of '{older.actor}', which '{position.actor}' cannot replace"
            hint = f"Write refers_to: {older.id}, or speaks_for: {older.actor} at the actor"
            yield Problem("error", message, hint, ("positions", id_, "supersedes"), rule="R11")


def supersedes_a_later_one(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R11: what is replaced was not said later, nor does it replace in turn."""
    positions = loaded.draft.positions
    for circle in circles({id_: (p.supersedes,) if p.supersedes else () for id_, p in positions.items()}):
        told = " replaces ".join((*circle, circle[0]))
        hint = "Keep supersedes: only at the later position"
        path = _at("positions", circle, "supersedes")
        yield Problem("error", f"the positions replace each other in a circle: {told}", hint, path, rule="R11")
    for id_, position in positions.items():
        older = positions.get(position.supersedes or "")
        when, earlier = _said(loaded.draft, position), _said(loaded.draft, older) if older else None
        if older and when and earlier and _precedes(when, earlier):
            message = (
                f"'{older.id}' was said later ({_written(earlier)}) than this, which replaces it ({_written(when)})"
            )
            yield Problem("error", message, "Mend one of the times", ("positions", id_, "supersedes"), rule="R11")


def circles(leads: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of a graph, no member in two of them, each begun at its first member in the order of `leads`."""
    rest = {id_: [other for other in others if other in leads] for id_, others in leads.items()}
    while _pruned(rest):
        walk = [next(iter(rest))]
        while (following := rest[walk[-1]][0]) not in walk:
            walk.append(following)
        circle = walk[walk.index(following) :]
        first = min(map(list(leads).index, circle))
        start = circle.index(list(leads)[first])
        yield (*circle[start:], *circle[:start])
        for id_ in circle:
            del rest[id_]


def _pruned(rest: dict[str, list[str]]) -> bool:
    """Takes out what leads into no circle; true while something is left."""
    led_to_by: dict[str, list[str]] = {id_: [] for id_ in rest}
    for id_, others in rest.items():
        others[:] = [other for other in others if other in rest]
        for other in others:
            led_to_by[other].append(id_)
    ends = [id_ for id_, others in rest.items() if not others]
    while ends:
        end = ends.pop()
        del rest[end]
        for id_ in led_to_by[end]:
            rest[id_].remove(end)
            if not rest[id_]:
                ends.append(id_)
    return bool(rest)


def _at(collection: str, circle: tuple[str, ...], field: str) -> Path:
    return (collection, circle[0], field)


def _behind(brief: Brief, actor: str) -> frozenset[str]:
    """The actor, and all that it speaks for or belongs to."""
    reached, ahead = {actor}, [actor]
    while ahead:
        member = brief.actors.get(ahead.pop())
        further = {*member.speaks_for, *member.of} - reached if member else set()
        reached |= further
        ahead += further
    return frozenset(reached)


def _said(brief: Brief, position: Position) -> When | None:
    """When a position was stated: its own time, or that of the event at which it was said."""
    event = brief.events.get(position.at or "")
    return position.when or (event.when if event else None)


def _precedes(one: When, other: When) -> bool:
    """True when `one` began before `other` can have begun. What is about or uncertain has no bounds to be held to."""
    begun = _begun(one)
    if not (one.certain and other.certain and begun and other.earliest):
        return False
    return begun < other.earliest or (begun == other.earliest and not one.clocked)


def _begun(when: When) -> datetime | None:
    """The instant by which it had begun (exclusive for dates without clock)."""
    return when.start.latest(when.own_zone) if when.form == "lasted" and when.start else when.latest


def _written(when: When | None) -> str:
    return (when.at or f"{when.from_}/{when.to}") if when else ""
