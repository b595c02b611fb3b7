"""What a tool's export looks like, as data: where its records are, and which of its columns say what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, datetime, timedelta
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import Field, ValidationError, model_validator

from briefgen.errors import Problem
from briefgen.model.point import BadTime, zone
from briefgen.model.shape import Model, Prose, Ref, Several
from briefgen.reading.explain import explain
from briefgen.reading.fields import known_keys
from briefgen.reading.rows.marked import Marks
from briefgen.reading.tree import Tree

DateOrder: TypeAlias = Literal["dmy", "mdy", "ymd"]
Epoch: TypeAlias = Literal["s", "ms", "us"]
_PER_SECOND: dict[Epoch, int] = {"s": 1, "ms": 1_000, "us": 1_000_000}
_COUNT = re.compile(r"-?\d{1,20}(?:\.\d{1,9})?")
_BEGIN = datetime(1970, 1, 1, tzinfo=UTC)


class Preset(Model):
    """The export of one tool. Columns are named as the tool names them, a field of a record's part by the way to it (`text.headline`)."""

    id: str = ""
    """Its own; the name of its file when absent."""
    name: Prose
    """What the export is called, for the screen: `Timesketch`."""
    columns: Annotated[Several[Ref], Field(min_length=1)]
    """The columns by which its file is known: it has them all."""
    records: Several[str] = ()
    """The ways to the records of a JSON file (`incidents.incident_updates`; `*` for any key); none for a list, lines of JSON or a table."""
    above: Several[str] = ()
    """What a record takes from those that hold it, by its way (`incidents.name`)."""
    when: Several[str] = ()
    """The column of the time; of several, such as date and clock, each in its place."""
    end: Several[str] = ()
    title: str = ""
    """The column of what happened."""
    summary: str = ""
    place: str = ""
    actors: str = ""
    kind: str = ""
    status: str = ""
    key: str = ""
    zone: str = ""
    """The zone of times that name none."""
    zone_from: str = ""
    """The column that names the zone of each row."""
    date: DateOrder | None = None
    epochs: dict[str, Epoch] = Field(default_factory=dict)
    """Columns that count seconds, milliseconds or microseconds since 1970."""
    guarded: bool = False
    """Whether a cell of its CSV that begins like a formula has a ' before it, which is not part of it."""
    marks: Marks | None = None
    """Marks that the title and the summary of its rows have, and that are read as the tool shows them: `html` or `slack`."""
    note: str = ""
    """What a reader has to know of it, such as what its times mean."""

    @model_validator(mode="after")
    def _legal(self) -> Self:
        """Raises ValueError for a zone that there is not."""
        if self.zone:
            try:
                zone(self.zone)
            except BadTime as error:
                raise ValueError(f"{error}|Write an IANA name such as Europe/Kyiv, UTC or +03:00") from error
        return self

    def knows(self, columns: Collection[str]) -> bool:
        """Whether a file with these columns is such an export."""
        return set(self.columns) <= set(columns)


def preset_of(tree: Tree, name: str) -> tuple[Preset | None, tuple[Problem, ...]]:
    """The preset that a file says, and what is wrong with it, each with its place."""
    problems = tree.problems
    try:
        preset = Preset.model_validate(tree.data)
    except ValidationError as error:
        return None, (*problems, *explain(error, tree, known_keys(Preset)))
    return preset if preset.id else preset.model_copy(update={"id": name}), problems


def recognised(presets: Iterable[Preset], columns: Collection[str], *, records: bool = False) -> Preset | None:
    """The preset of a table with these columns, or of `records` in lines; of several that fit, the one that is known by most."""
    fitting = [preset for preset in presets if (records or not preset.records) and preset.knows(columns)]
    return max(fitting, key=lambda preset: len(preset.columns), default=None)


def moment(cell: str, count: Epoch) -> str:
    """A count since 1970 as a time in UTC, with the fraction that it has; anything else as it is."""
    if not _COUNT.fullmatch(cell):
        return cell
    whole, _, fraction = cell.partition(".")
    per_second = _PER_SECOND[count]
    seconds, rest = divmod(int(whole), per_second)
    if fraction and per_second == 1 and not cell.startswith("-"):
        rest, per_second = int(fraction[:6].ljust(6, "0")), 1_000_000
    try:
        at = _BEGIN + timedelta(seconds=seconds, microseconds=rest * 1_000_000 // per_second)
    except OverflowError:
        return cell
    shown = f"{at:%Y-%m-%d %H:%M:%S}" + (f".{at.microsecond:06}".rstrip("0") if at.microsecond else "")
    return f"{shown}Z"


def with_epochs(preset: Preset, head: tuple[str, ...]) -> Mapping[int, Epoch]:
    """The places of the columns that count from 1970."""
    return {number: preset.epochs[column] for number, column in enumerate(head) if column in preset.epochs}
