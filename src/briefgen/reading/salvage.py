"""What can still be read of data that the model refuses, so that one fault is told once and brings no false ones after it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from briefgen.errors import KeyPath
from briefgen.model.brief import COLLECTIONS
from briefgen.reading.explain import closest, unknown_keys

SURE = 75
"""Per cent of likeness from which a misspelt key is read as the one that is meant; to ask whether it is needs less."""


class Salvage(NamedTuple):
    """`lost` are the members of collections that are gone, or of which a key is; `meant` are the misspelt keys, each with
    the name that its value is read under: its author knows of it, so that nothing more is said there."""

    data: dict[str, Any]
    lost: frozenset[tuple[str, str]]
    meant: Mapping[KeyPath, str]


def salvage(data: dict[str, Any], error: ValidationError, known: Callable[[KeyPath], Collection[str]]) -> Salvage:
    """The data without what was refused: of an unknown key the key alone, under the name that was probably meant where it is near
    one; of anything else the whole member."""
    lost: set[tuple[str, str]] = set()
    meant: dict[KeyPath, str] = {}
    right: set[KeyPath] = set()
    unknown = tuple(dict.fromkeys(unknown_keys(error, data)))
    for path in unknown:
        near = closest(str(path[-1]), known(path[:-1]), SURE)
        place = (*path[:-1], near)
        if near and place not in right and _at(data, place) is None:
            meant[path] = near
            right.add(place)
        else:
            lost |= {(str(path[0]), str(path[1]))} if path[0] in COLLECTIONS and len(path) > 2 else set()
        data = changed(data, path, meant.get(path, ""))
    kept = {
        key: dict(value) if key in COLLECTIONS and isinstance(value, dict) else value for key, value in data.items()
    }
    for details in error.errors(include_url=False, include_input=False):
        path = tuple(details["loc"])
        if (details["type"] == "extra_forbidden" and unknown) or path in right:
            continue
        top = path[0] if path else ""
        if top == "title" or not path:
            kept["title"] = "?"
        elif top in COLLECTIONS and len(path) > 1 and isinstance(kept.get(str(top)), dict):
            lost.add((str(top), str(path[1])))
            kept[str(top)].pop(path[1], None)
        else:
            kept.pop(str(top), None)
    return Salvage(kept, frozenset(lost), meant)


def _at(data: Any, path: KeyPath) -> Any:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else data[int(step)] if isinstance(data, list) else None
    return data


def changed(data: Any, path: KeyPath, name: str) -> Any:
    """The data with the key at the end of a path called by a name; without it where that is empty."""
    step, *rest = path
    if isinstance(data, list):
        return [changed(item, tuple(rest), name) if index == step else item for index, item in enumerate(data)]
    if rest:
        return {key: changed(value, tuple(rest), name) if key == step else value for key, value in data.items()}
    return {name if key == step else key: value for key, value in data.items() if name or key != step}
