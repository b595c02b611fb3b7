"""Where a path of the model stands in the user's files."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple, Protocol

from briefgen.errors import KeyPath, Where
from briefgen.reading.table import CsvTable
from briefgen.reading.tree import Tree
from briefgen.reading.written import written


class Locate(Protocol):
    """Where a path of the model stands in the user's files: its value, or its key."""

    def __call__(self, path: KeyPath, *, key: bool = False) -> Where: ...


def places(tree: Tree, tables: Sequence[CsvTable], rows: Mapping[str, Where]) -> Locate:
    """Where a path of the model stands in the user's files; `rows` are the places of the events that are rows of a log."""

    def where(path: KeyPath, *, key: bool = False) -> Where:
        if len(path) > 1 and path[0] == "events" and path[1] in rows:
            return rows[str(path[1])]
        if len(path) > 1 and path[0] == "events" and path[1] not in (tree.data.get("events") or {}):
            for table in tables:
                if path[1] in table.data:
                    return table.place(path[1:], key=key)
        return tree.place(written(tree.data, path), key=key)

    return where


class DataWithPlaces(NamedTuple):
    """Data as it is read, with the places that its parts have in a file."""

    data: dict[str, Any]
    place: Locate
