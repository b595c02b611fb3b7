"""A brief taken apart: each part with its path, the links between parts, and the ids that a link may name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple, TypeVar

from briefgen.errors import KeyPath
from briefgen.model.annotation import To, annotated
from briefgen.model.brief import COLLECTIONS, Brief
from briefgen.model.log import log_of
from briefgen.model.shape import Model
from briefgen.model.table import TableContent
from briefgen.model.walk import walk
from briefgen.reading.load import Loaded

M = TypeVar("M", bound=Model)

NOUNS = {
    "sources": "source",
    "actors": "actor",
    "places": "place",
    "events": "event",
    "phases": "phase",
    "impact": "item of impact",
    "causes": "cause",
    "actions": "action",
    "positions": "position",
    "questions": "question",
    "judgements": "judgement",
    "assumptions": "assumption",
    "background": "background item",
    "sections": "section",
    "figures": "figure",
    "tables": "table",
}
"""What one member of each collection is called."""


class Reference(NamedTuple):
    """One reference: where it stands, what it names, and the collections that it may be found in."""

    path: KeyPath
    ref: str
    collections: tuple[str, ...]


class _Itself:
    """A brief as the key of a cache: it equals itself alone, since what it says cannot be hashed."""

    def __init__(self, brief: Brief) -> None:
        self.brief = brief

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and self.brief is other.brief

    def __hash__(self) -> int:
        return id(self.brief)


def parts(brief: Brief) -> tuple[tuple[KeyPath, Model], ...]:
    """The brief and every part within it that somebody wrote, in the order of the model, each with its path: no row of a log and no
    cell of a table, whose words are nobody's here."""
    return _parts(_Itself(brief))


@lru_cache(maxsize=1)
def _parts(key: _Itself) -> tuple[tuple[KeyPath, Model], ...]:
    """One brief's parts, kept for all its checks: most of them walk through all."""
    return tuple(
        (path, part)
        for path, part in walk(key.brief)
        if not isinstance(part, TableContent) and not (len(path) > 1 and log_of(str(path[1])))
    )


def parts_of(brief: Brief, kind: type[M]) -> Iterator[tuple[KeyPath, M]]:
    """The parts of one type."""
    return ((path, part) for path, part in parts(brief) if isinstance(part, kind))


class PlacedField(NamedTuple):
    """A text that somebody wrote, or one of several in a field: where it stands, and the part and the field that have it."""

    path: KeyPath
    part: Model
    field: str
    text: str


def texts(brief: Brief) -> tuple[PlacedField, ...]:
    """Every text of the brief, in the order of the model."""
    return _texts(_Itself(brief))


@lru_cache(maxsize=1)
def _texts(key: _Itself) -> tuple[PlacedField, ...]:
    return tuple(
        PlacedField((*path, name, *within), part, name, text)
        for path, part in parts(key.brief)
        for name in type(part).model_fields
        for within, text in _of(getattr(part, name))
        if text
    )


def _of(value: object) -> Iterator[tuple[KeyPath, str]]:
    match value:
        case str():
            yield (), value
        case tuple():
            yield from (((index,), text) for index, text in enumerate(value) if isinstance(text, str))
        case dict():
            yield from (((str(name),), text) for name, text in value.items() if isinstance(text, str))
        case _:
            pass


def references(brief: Brief, *, or_text: bool = False) -> Iterator[Reference]:
    """Every reference of the brief to a member of a collection; with `or_text`, also what may be plain text as well."""
    for path, part in parts(brief):
        for field, to in annotated(type(part), To).items():
            if to.collections != ("answers",) and (or_text or not to.or_text):
                for where, ref in listed(getattr(part, field), (*path, field)):
                    yield Reference(where, ref, to.collections)


def listed(value: str | tuple[str, ...] | None, path: KeyPath) -> Iterator[tuple[KeyPath, str]]:
    """The reference, or each of several, with its path."""
    if isinstance(value, str):
        yield path, value
    else:
        yield from (((*path, index), ref) for index, ref in enumerate(value or ()))


class Ids:
    """The ids of a brief. Those that could not be read count: what is wrong with them has been said."""

    def __init__(self, loaded: Loaded) -> None:
        self.brief = loaded.draft
        self._lost = loaded.lost
        self._unread = frozenset(_unread(loaded))
        self._events = {key: event for key, event in loaded.draft.events.items() if not log_of(key)}

    def has(self, collection: str, ref: str) -> bool:
        """True when the collection has the id, or may have it where it could not be read."""
        return ref in self.of(collection) or (collection, ref) in self._lost or collection in self._unread

    def of(self, collection: str) -> Mapping[str, Model]:
        """The members of a collection that could be read, and that may be referred to: no row of a log."""
        members: Mapping[str, Model] = self._events if collection == "events" else getattr(self.brief, collection)
        return members

    @property
    def complete(self) -> bool:
        """True when all members of all collections could be read."""
        return not (self._lost or self._unread)

    def incomplete(self, collection: str) -> bool:
        """True when a member of the collection could not be read."""
        return collection in self._unread or any(name == collection for name, _ in self._lost)


def _unread(loaded: Loaded) -> Iterator[str]:
    """The collections that were not read to their end because of an error, so that any id may stand in the rest."""
    for problem in loaded.problems:
        where = problem.where or loaded.where(problem.path)
        if problem.level != "error":
            continue
        if where.file != loaded.name:
            yield from ("events",) if not where.file.endswith((".yaml", ".yml")) else ()  # a row of the table
        elif not problem.path:
            yield from COLLECTIONS
        elif len(problem.path) == 1 or problem.path == ("events", "file"):
            yield str(problem.path[0])
