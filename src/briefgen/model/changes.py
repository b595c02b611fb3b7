"""Two briefs become what changed between them: one Change for each leaf that differs, in reading order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from briefgen.model.brief import COLLECTIONS, FRONT, Brief
from briefgen.model.event import Verification
from briefgen.model.logged_changes import aligned
from briefgen.model.order import ordered
from briefgen.model.shape import Model
from briefgen.model.source import Evidence
from briefgen.model.statement import Confidence, Position, Question
from briefgen.model.time import When

DifferenceKind = Literal["new", "changed", "removed", "redated", "regraded", "answered", "reopened", "superseded"]
"""redated: an event or position has another time; regraded: a grade, a credibility, a verification, a likelihood or a
confidence differs; answered, reopened: of a question; superseded: a position replaces an earlier one."""

READING = (
    "events",
    "phases",
    "impact",
    "causes",
    "actions",
    "actors",
    "positions",
    "questions",
    "judgements",
    "assumptions",
    "background",
    "sections",
    "sources",
    "places",
    "figures",
    "tables",
)
"""The collections as a reader meets them."""
CLOSED = ("answered", "overtaken", "withdrawn")
"""States of a question from which it can be reopened."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What differs: a member that is new or gone (`path` is empty, or names an answer), or one field of it.

    `path` leads from the item to the field: ("casualties",), ("answers", "meteor", "text"). A field is a leaf whatever it
    holds: a time, a list, a marking. `before` and `after` are values of the model, None on the side that has none.
    """

    kind: DifferenceKind
    collection: str
    id: str
    path: tuple[str, ...]
    before: Any
    after: Any


def compare(before: Brief, after: Brief) -> tuple[Difference, ...]:
    """The changes in reading order: the brief's own fields, events as they are told, then the other collections.

    What is compared are the models, so that spelling, comments and defaults do not count. Neither does the order of a
    collection alone: it tells nobody anything new; nor does the place of a row in its log. A time is compared as it is stated; another `timezone` is one change.
    """
    return differences(aligned(before, after), after)


def differences(before: Brief, after: Brief) -> tuple[Difference, ...]:
    """The same of an earlier brief whose rows have the ids of the later one."""
    return tuple(_between(before, after))


def _between(before: Brief, after: Brief) -> Iterator[Difference]:
    yield from _fields(FRONT, "", (), before, after)
    for collection in READING:
        old, new = getattr(before, collection), getattr(after, collection)
        for key in _order(collection, old, new, after):
            yield from _member(collection, key, (), old.get(key), new.get(key))


def _order(collection: str, old: Mapping[str, Any], new: Mapping[str, Any], after: Brief) -> tuple[str, ...]:
    """The ids of both, those that are gone last; an event that is gone where it would be told."""
    both = {**new, **{key: member for key, member in old.items() if key not in new}}
    return tuple(ordered(both, after.timezone, after.clock)) if collection == "events" else tuple(both)


def _member(
    collection: str, key: str, path: tuple[str, ...], old: Model | None, new: Model | None
) -> Iterator[Difference]:
    """A member that is new or gone is one change, whatever it holds."""
    if old is None or new is None:
        kind: DifferenceKind = "removed" if new is None else "new"
        if isinstance(new, Position) and new.supersedes:
            kind = "superseded"
        yield Difference(kind, collection, key, path, old, new)
    else:
        yield from _fields(collection, key, path, old, new)


def _fields(collection: str, key: str, path: tuple[str, ...], before: Model, after: Model) -> Iterator[Difference]:
    for name in type(after).model_fields:
        if collection == FRONT and name in COLLECTIONS:
            continue
        old, new = getattr(before, name), getattr(after, name)
        if isinstance(after, Question) and name == "answers":
            for answer in {**new, **old}:
                yield from _member(collection, key, (*path, name, answer), old.get(answer), new.get(answer))
        elif old != new:
            yield Difference(_kind(name, before, after), collection, key, (*path, name), old, new)


def _kind(name: str, before: Model, after: Model) -> DifferenceKind:
    old, new = getattr(before, name), getattr(after, name)
    match name:
        case "when":
            return "redated" if _time(old) != _time(new) else "changed"
        case "grade" | "likelihood" | "confidence" | "verification":
            return "regraded" if _level(old) != _level(new) else "changed"
        case "evidence":
            return "regraded" if _ungraded(old) == _ungraded(new) else "changed"
        case "supersedes":
            return "superseded" if new else "changed"
        case "status" | "resolution" if isinstance(before, Question) and isinstance(after, Question):
            return _turn(before.status, after.status)
        case _:
            return "changed"


def _turn(before: str, after: str) -> DifferenceKind:
    if after == "answered" and before != after:
        return "answered"
    return "reopened" if before in CLOSED and after not in CLOSED else "changed"


def _time(when: When | None) -> object:
    return when and (when.at, when.from_, when.to, when.zone, when.fold)


def _level(value: Any) -> object:
    """What is graded, without the reasons for it."""
    return value.level if isinstance(value, Confidence | Verification) else value


def _ungraded(evidence: tuple[Evidence, ...]) -> tuple[Evidence, ...]:
    return tuple(item.model_copy(update={"credibility": None}) for item in evidence)
