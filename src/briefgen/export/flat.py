"""A part of the model as cells, by what its fields are: whatever field or collection a brief comes to have is there by itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from briefgen.export.times import written
from briefgen.model.amount import Amount
from briefgen.model.brief import Brief
from briefgen.model.count import Count
from briefgen.model.marking import Marking
from briefgen.model.shape import Model
from briefgen.model.table import TableContent
from briefgen.model.time import When

CellValue = str | int | float | datetime | None
"""A text, a number, an instant (UTC), or nothing."""
ColumnPlace = tuple[int, ...]
"""Where a column stands: the places of the fields that lead to it."""


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table: a row has a cell for each column of the head."""

    name: str
    head: tuple[str, ...]
    rows: tuple[tuple[CellValue, ...], ...]


@dataclass(frozen=True, slots=True)
class FlatField:
    """One column of a part: its name, such as `role.as_written`, and what it says."""

    place: ColumnPlace
    name: str
    cell: CellValue


def flat(part: Model, brief: Brief, place: ColumnPlace = (), path: str = "") -> Iterator[FlatField]:
    """What the fields of a part say, those within its own parts under dotted names; what is several parts is a sheet of its own."""
    for number, (name, field) in enumerate(type(part).model_fields.items()):
        value, here, named = getattr(part, name), (*place, number), f"{path}{field.alias or name}"
        match value:
            case None | "" | () | {}:
                continue
            case bool():
                if value != field.default:
                    yield FlatField(here, named, "yes" if value else "no")
            case TableContent():
                continue  # a sheet of its own
            case When():
                yield FlatField(here, named, written(value, brief))
                yield from _about(value, here, f"{named}.")
            case Count() | Amount():
                yield FlatField(here, named, str(value.model_dump(mode="json")))
            case Marking():
                if value.text:
                    yield FlatField(here, named, value.text)
            case Model():
                yield from flat(value, brief, here, f"{named}.")
            case tuple() if isinstance(value[0], Model):
                continue
            case tuple():
                yield FlatField(here, named, listed(map(str, value)))
            case dict() if isinstance(next(iter(value.values())), Model):
                continue
            case dict():
                yield FlatField(here, named, listed(f"{key}: {inner}" for key, inner in value.items()))
            case int() | float():
                yield FlatField(here, named, value)
            case _:
                yield FlatField(here, named, str(value))


_OF_THE_TIME = ("basis", "as_written", "note")


def _about(when: When, place: ColumnPlace, path: str) -> Iterator[FlatField]:
    """What a time says besides the time itself: how it is known."""
    names = list(When.model_fields)
    for name in _OF_THE_TIME:
        if (value := getattr(when, name)) and value != When.model_fields[name].default:
            yield FlatField((*place, names.index(name)), f"{path}{name}", value)


def within(part: Model) -> Iterator[tuple[str, Mapping[str | int, Model]]]:
    """The fields of a part that are several parts, each of these under its id, or its number from 1; also those of its own parts."""
    for name, field in type(part).model_fields.items():
        value, named = getattr(part, name), field.alias or name
        match value:
            case When() | Count() | Amount() | Marking() | TableContent():
                continue
            case Model():
                yield from ((f"{named} {inner}", parts) for inner, parts in within(value))
            case tuple() if value and isinstance(value[0], Model):
                yield named, dict(enumerate(value, 1))
            case dict() if value and isinstance(next(iter(value.values())), Model):
                yield named, value
            case _:
                continue


def tabled(
    name: str, keys: Sequence[str], rows: Sequence[tuple[Sequence[CellValue], Sequence[FlatField]]]
) -> FactTable:
    """The sheet of rows that begin with their keys: the columns that any of them fills, in the order of the fields."""
    columns = sorted({(field.place, field.name) for _, fields in rows for field in fields})
    cells = [{field.place: field.cell for field in fields} for _, fields in rows]
    made = tuple(
        (*key, *(filled.get(place) for place, _ in columns)) for (key, _), filled in zip(rows, cells, strict=True)
    )
    return FactTable(name, (*keys, *(column for _, column in columns)), made)


def listed(parts: Iterable[str]) -> str:
    """Several texts in one cell."""
    return "; ".join(parts)
