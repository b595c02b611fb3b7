"""The passages that a fact rests on: one more is added in the way that the file has them, one less is taken out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from briefgen.desk.passage import Passage
from briefgen.editing import Add, Remove, Set
from briefgen.errors import KeyPath
from briefgen.model.source import evidence_items
from briefgen.reading.tree import Node

_Edits = Iterator[Set | Add | Remove]


def added(written: Any, path: KeyPath, passages: Iterable[Passage]) -> _Edits:
    """The edits that add passages to evidence which stands at a path, as it is written now; None is no evidence."""
    known = {(said.get("source"), said.get("span")) for said in _links(written)}
    for one in passages:
        if (one.source, one.words) in known:
            continue
        known.add((one.source, one.words))
        yield from _one(written, path, one)
        written = _with(written, one)


def removed(written: Node, path: KeyPath, numbers: Iterable[int]) -> _Edits:
    """The edits that take links out, by their numbers in the order of the file."""
    for place in _gone(written, numbers):
        yield Remove((*path, *place))


def without(written: Node, numbers: Iterable[int]) -> Any:
    """Evidence as it is written without these links; None where none is left."""
    found: Any = written
    for place in _gone(written, numbers):
        found = _without(found, place) if place else None
    return found


def _gone(written: Any, numbers: Iterable[int]) -> Iterator[KeyPath]:
    """The places of links as they go, the last first; that of all where none is left."""
    gone = sorted(set(numbers), reverse=True)
    items = [source for source, _, _ in evidence_items(written)]
    if len(gone) >= len(items):
        yield ()
        return
    for number in gone:
        place = items[number]
        place = place[:-1] if place[-1:] == ("source",) else place
        while place and _alone(written, place):
            place = place[:-1]
        yield place
        written = _without(written, place)


def _links(written: Node | None) -> list[Any]:
    return [said for _, _, said in evidence_items(written) if isinstance(said, dict)] if written is not None else []


def _one(written: Any, path: KeyPath, one: Passage) -> _Edits:
    match written:
        case None:
            yield Add(path, {one.source: one.words})
        case str():
            yield Set(path, {one.source: one.words} if written == one.source else [written, {one.source: one.words}])
        case list():
            yield Add((*path, len(written)), {one.source: one.words})
        case dict() if "source" in written:
            yield Add((*path, 1), {one.source: one.words})
        case dict() if one.source in written:
            there = written[one.source]
            yield Add((*path, one.source, len(there) if isinstance(there, list) else 1), one.words)
        case _:
            yield Add((*path, one.source), one.words)


def _with(written: Any, one: Passage) -> Any:
    """Evidence as it is written with one more passage."""
    match written:
        case None:
            return {one.source: one.words}
        case str():
            return {one.source: one.words} if written == one.source else [written, {one.source: one.words}]
        case list():
            return [*written, {one.source: one.words}]
        case dict() if "source" in written:
            return [written, {one.source: one.words}]
        case _:
            there = written.get(one.source)
            words = one.words if there is None else [*(there if isinstance(there, list) else [there]), one.words]
            return {**written, one.source: words}


def _alone(written: Any, place: KeyPath) -> bool:
    """True when what holds a link holds nothing else, and so goes with it."""
    for step in place[:-1]:
        written = written[step]
    return len(place) > 1 and len(written) == 1


def _without(written: Any, place: KeyPath) -> Any:
    step, rest = place[0], place[1:]
    if isinstance(written, list):
        assert isinstance(step, int)
        return [*written[:step], *([_without(written[step], rest)] if rest else []), *written[step + 1 :]]
    if rest:
        return {**written, step: _without(written[step], rest)}
    return {key: inner for key, inner in written.items() if key != step}
