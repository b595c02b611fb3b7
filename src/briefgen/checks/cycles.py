"""Circles: nothing comes after itself, belongs to itself, is derived from itself or replaces itself (R11, R12, R13, R19)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from briefgen.errors import Problem
from briefgen.model.order import stated_order
from briefgen.reading.load import Loaded

_SHOWN = 8
"""Members of a circle that are told."""


def order_runs_in_a_circle(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R12: no event comes after itself."""
    events = loaded.draft.events
    follows: dict[str, list[str]] = {id_: [] for id_ in events}
    for first, second in stated_order(events):
        follows[second].append(first)
    for circle in cycles(follows):
        told = _told(circle, "after")
        field = "after" if events[circle[0]].after else "before"
        hint = "Take one after or before out"
        yield Problem("error", f"the order runs in a circle: {told}", hint, ("events", circle[0], field), rule="R12")


def belonging_runs_in_a_circle(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R13: no actor belongs to itself."""
    for circle in cycles({id_: actor.of for id_, actor in loaded.draft.actors.items()}):
        message = f"the actors belong to each other in a circle: {_told(circle, 'of')}"
        hint = "Keep of only at the actor that belongs to the other"
        yield Problem("error", message, hint, ("actors", circle[0], "of"), rule="R13")


def origin_runs_in_a_circle(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R19: no source is derived from itself, so that independent sources can be counted."""
    for circle in cycles(_single({id_: source.derived_from for id_, source in loaded.draft.sources.items()})):
        message = f"the sources are derived from each other in a circle: {_told(circle, 'from')}"
        hint = "Keep derived_from only at the source that repeats the other"
        yield Problem("error", message, hint, ("sources", circle[0], "derived_from"), rule="R19")


def replacing_runs_in_a_circle(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R11: no position replaces itself."""
    for circle in cycles(_single({id_: p.supersedes for id_, p in loaded.draft.positions.items()})):
        message = f"the positions replace each other in a circle: {_told(circle, 'replaces')}"
        hint = "Keep supersedes only at the later position"
        yield Problem("error", message, hint, ("positions", circle[0], "supersedes"), rule="R11")


def _told(circle: tuple[str, ...], word: str) -> str:
    """The circle in words; of a long one its first members and its last."""
    members = circle if len(circle) <= _SHOWN else (*circle[: _SHOWN - 2], "…", circle[-1])
    return f" {word} ".join((*members, circle[0]))


def cycles(leads: Mapping[str, Iterable[str]]) -> Iterator[tuple[str, ...]]:
    """Circles of a graph, no member in two of them, each begun at its first member in the order of `leads`."""
    rest = {id_: [other for other in others if other in leads] for id_, others in leads.items()}
    place = {id_: index for index, id_ in enumerate(leads)}
    while _pruned(rest):
        walk = [next(iter(rest))]
        while (following := rest[walk[-1]][0]) not in walk:
            walk.append(following)
        circle = walk[walk.index(following) :]
        start = circle.index(min(circle, key=place.__getitem__))
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


def _single(leads: Mapping[str, str | None]) -> dict[str, tuple[str, ...]]:
    return {id_: (other,) if other else () for id_, other in leads.items()}
