"""The model as sheets: the brief's own fields, the events, each other collection, and what their members have several of."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.export.chronology import chronology
from briefgen.export.flat import CellValue, FactTable, FlatField, flat, tabled, within
from briefgen.export.shared import Shared
from briefgen.model.brief import Brief
from briefgen.model.shape import Model

FRONT = "brief"


def sheets(facts: Shared) -> tuple[FactTable, ...]:
    """The sheets that have anything to say; that of the events is there always, and stands second."""
    brief = facts.brief
    said = [(field.name, field.cell) for field in flat(brief, brief)]
    said += [("not in this file", words) for words in facts.left_out]
    parts = [sheet for name, members in within(brief) for sheet in _sheets(name, members, brief)]
    rest = [sheet for sheet in parts if sheet.name != "events"]
    rest += [
        FactTable(f"tables {key}", table.content.head, table.content.cells)
        for key, table in brief.tables.items()
        if table.content
    ]
    return (FactTable(FRONT, ("field", "value"), tuple(said)), chronology(brief), *rest)


def _sheets(name: str, members: Mapping[str | int, Model], brief: Brief) -> Iterator[FactTable]:
    """The sheet of the members, and those of what they have several of: their rows begin with the ids of what they belong to."""
    found: dict[str, tuple[tuple[str, ...], list[tuple[tuple[CellValue, ...], tuple[FlatField, ...]]]]] = {}

    def look(name: str, heads: tuple[str, ...], keys: tuple[CellValue, ...], parts: Mapping[str | int, Model]) -> None:
        own = "id" if isinstance(next(iter(parts)), str) else "no"
        rows = found.setdefault(name, ((*heads, own), []))[1]
        for key, part in parts.items():
            rows.append(((*keys, key), tuple(flat(part, brief))))
            for inner, several in within(part):
                look(f"{name} {inner}", (*heads, name.rpartition(" ")[2]), (*keys, key), several)

    look(name, (), (), members)
    yield from (tabled(name, heads, rows) for name, (heads, rows) in found.items())
