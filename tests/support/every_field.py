"""Every field of the model, found by walking its classes: for each, pairs of briefs that differ in that field alone."""

from __future__ import annotations

import copy
import types
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError

from briefgen.model.amount import Amount
from briefgen.model.annotation import To
from briefgen.model.brief import Brief
from briefgen.model.count import Count
from briefgen.model.statement import Likelihood
from briefgen.model.time import When

Steps = tuple[str | int, ...]

TRIALS: tuple[Any, ...] = (
    *(
        "A word of its own",
        "Is it a question?",
        "https://example.org/own",
        "DE",
        "C3",
        "fr",
        "Europe/Paris",
        "0" * 64,
        "pl",
        "sitrep",
    ),
    *("very likely", "85", "36 h", "2026-10-23", "2026-10-22", "phia", 17.25, 7, 1, 0),
)
"""Values that one field or another takes."""
APART: dict[type[BaseModel], tuple[dict[str, Any], ...]] = {
    Count: ({"min": 7, "max": 7},),  # only one number is meant roughly
    Amount: ({"min": 7, "max": 7},),
    When: ({"from": "2026-10-20", "to": "2026-10-24"}, {"at": "2026-10-25 02:30", "fold": 1}),
    Likelihood: ({"term": "likely"}, {"percent": "70"}),
}
"""Other ways to write a part, where its fields exclude each other."""


def whole() -> dict[str, Any]:
    """The data of a brief in which every class of the model stands."""
    return copy.deepcopy(_whole())


@cache
def _whole() -> dict[str, Any]:
    data: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "every_class.yaml").read_text(encoding="utf-8"))
    return data


def classes(kind: Any = Brief, data: Any = None, path: Steps = ()) -> Iterator[tuple[Steps, type[BaseModel]]]:
    """Each class of the model with each path at which it stands in the data, by the types of the fields."""
    bare = of_data(kind, data)
    origin, inner = get_origin(bare), get_args(bare)
    if origin is tuple and isinstance(data, list):
        for n, item in enumerate(data):
            yield from classes(inner[0], item, (*path, n))
    elif origin is dict and isinstance(data, dict):
        for key, item in data.items():
            yield from classes(inner[1], item, (*path, key))
    elif isinstance(bare, type) and issubclass(bare, BaseModel) and isinstance(data, dict):
        yield path, bare
        for name, info in bare.model_fields.items():
            yield from classes(info.annotation, data.get(info.alias or name), (*path, info.alias or name))


def reachable(kind: Any = Brief) -> set[type[BaseModel]]:
    """Every class that a brief may hold."""
    found: set[type[BaseModel]] = set()

    def look(one: Any) -> None:
        for choice in choices(one):
            within(plain(choice))

    def within(bare: Any) -> None:
        for part in get_args(bare):
            look(part)
        if isinstance(bare, type) and issubclass(bare, BaseModel) and bare not in found:
            found.add(bare)
            for info in bare.model_fields.values():
                look(info.annotation)

    look(kind)
    return found


def pairs(path: Steps, model: type[BaseModel], name: str) -> Iterator[tuple[Brief, Brief]]:
    """Briefs without a field or with one value of it, each beside the same brief with another value; also where one of its
    neighbours is not given, since that may stand in its place on the page."""
    info = model.model_fields[name]
    key = info.alias or name
    for written in (None, *APART.get(model, ())):
        base = whole()
        if written is not None:
            own = at(base, path)
            own.clear()
            own.update(written)
        own = at(base, path)
        values = [None, *_values(info, own.get(key))]
        for away in (None, *(other for other in own if other != key)):
            for before in (own.get(key), *values[1:2]):
                one = changed(base, path, key, before, away)
                for value in values:
                    other = changed(base, path, key, value, away)
                    if one is not None and other is not None and one != other:
                        yield one, other


def changed(base: dict[str, Any], path: Steps, key: str, value: Any, away: str | None) -> Brief | None:
    """The brief with another value of a field, none for None, and without one of the fields beside it; None where that is no brief."""
    data = copy.deepcopy(base)
    own = at(data, path)
    own.pop(key, None)
    own.pop(away, None)
    if value is not None:
        own[key] = value
    try:
        return Brief.model_validate(data)
    except ValidationError:
        return None


def at(data: Any, path: Steps) -> Any:
    for step in path:
        data = data[step]
    return data


def plain(kind: Any) -> Any:
    """A type without what is said of it, and without None."""
    while True:
        origin, inner = get_origin(kind), get_args(kind)
        if origin is Annotated:
            kind = inner[0]
        elif origin in (Union, types.UnionType):
            kind = next(one for one in inner if one is not type(None))
        else:
            return kind


def choices(kind: Any) -> list[Any]:
    """The types of a union, its parts' own included; of any other type itself."""
    origin, inner = get_origin(kind), get_args(kind)
    if origin is Annotated:
        return choices(inner[0])
    if origin in (Union, types.UnionType):
        return [choice for one in inner if one is not type(None) for choice in choices(one)]
    return [kind]


def of_data(kind: Any, data: Any) -> Any:
    """The type that the data are of: of several models the one that has all their keys."""
    keys = set(data) if isinstance(data, dict) else set()
    fits = [one for one in choices(kind) if keys <= set(getattr(one, "model_fields", keys))]
    return plain(fits[0] if fits else kind)


def _values(info: Any, now: Any) -> Iterator[Any]:
    """Values that a field takes, other than the one that it has."""
    bare = plain(info.annotation)
    several = get_origin(bare) is tuple
    if several:
        bare = plain(get_args(bare)[0])
    to = next((one for one in info.metadata if isinstance(one, To)), None)
    found: list[Any] = []
    if to is not None:
        found = (
            ["cause.spark", "cause.wire"]
            if to.collections == ("answers",)
            else [key for collection in to.collections for key in whole()[collection]]
        )
    elif get_origin(bare) is Literal:
        found = list(get_args(bare))
    elif bare is bool:
        found = [True, False]
    elif bare is When:
        found = [{"at": "2026-10-23"}]
    elif bare in (Count, Amount):
        found = ["4-5"]
    elif get_origin(bare) is dict:
        found = [{}, {"Own": "A word of its own"}]
    elif isinstance(bare, type) and issubclass(bare, BaseModel):
        found = [{}]
    else:
        found = [one for one in TRIALS if _fits(info.annotation, [one] if several else one)]
    yield from ([one] if several else one for one in found if one != now)


def _fits(kind: Any, value: Any) -> bool:
    try:
        TypeAdapter(kind).validate_python(value)
    except ValidationError:
        return False
    return True
