"""What a tool's export looks like, as data: where its records are, and which of its columns say what."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, TypeAlias

DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]
Epoch: TypeAlias = Literal["s", "ms", "us"]


@dataclass(frozen=True, slots=True)
class Preset:
    """The export of one tool. Columns are named as the tool names them, those of a record within a record by their path ("text.headline").

    `columns` are those that tell its file from others; `records` the ways to its records in JSON. `when` and `end` of several columns are
    joined, date before clock. `epochs` are columns that count from 1970. What is empty, the tool does not say.
    """

    name: str
    title: str
    columns: tuple[str, ...]
    records: tuple[str, ...] = ()
    above: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    event: str = ""
    summary: str = ""
    place: str = ""
    actors: tuple[str, ...] = ()
    kind: str = ""
    key: str = ""
    zone: str = ""
    zone_column: str = ""
    date: DateOrder | None = None
    epochs: dict[str, Epoch] = field(default_factory=dict)
