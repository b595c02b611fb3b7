"""A log as a source: which columns its rows have, and how a row that no typed event stands for is named and kept as text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import Annotated, Literal, NamedTuple, cast

from pydantic import AfterValidator, Field, model_validator

from briefgen.model.point import BadTime, authored_zone
from briefgen.model.shape import Model, Prose, Several, Short, is_slug

Show = Literal["chart", "table", "annex"]
"""The most prominent place of an event: what is on the chart is in the table and the full log too."""
Weight = Annotated[int, Field(ge=0, le=3)]
"""How much an event weighs among the others; one of weight 0 is never labelled on the chart."""
ORDERS = ("dmy", "mdy", "ymd")


def _zone(text: str) -> str:
    try:
        authored_zone(text)
    except BadTime as error:
        raise ValueError(str(error)) from None
    return text


def _date(text: str) -> str:
    if text in ORDERS:
        return text
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError(
            f"'{text}' is no order of day, month and year|Write dmy, mdy or ymd; where the rows have clocks alone, the day of the first, such as 2022-11-15"
        ) from None


class RowZone(Short):
    """The zone of the times of a log that name none: one for all, or the column that has it."""

    short_key = "name"

    name: Annotated[str, AfterValidator(lambda text: _zone(text) if text else text)] = ""
    """An IANA name such as Europe/Warsaw, UTC or an offset. Used for reading the times; not printed."""
    column: str = ""
    """The column that names the zone of each row, instead. Used for reading the times; not printed."""

    @model_validator(mode="after")
    def _one_of_two(self) -> RowZone:
        if bool(self.name) == bool(self.column):
            raise ValueError("the zone is either a name or a column|Write zone: Europe/Warsaw, or zone: {column: TZ}")
        return self


class RowMapping(Model):
    """What the columns of a log are. The log stays as it is: each row is an event whose evidence is that row."""

    when: Several[Prose] = ()
    """The column that has the time, or those of the date and of the clock. Used for reading the log; not printed."""
    end: Several[Prose] = ()
    """The column that has the time until which it lasted, or those of its date and of its clock. Used for reading the log; not printed."""
    title: Prose
    """The column that says what happened. Used for reading the log; not printed."""
    summary: str = ""
    """The column that says more. Used for reading the log; not printed."""
    place: str = ""
    """The column that says where. Used for reading the log; not printed."""
    actors: str = ""
    """The column that says who, parted by ; where they are several: ids or names of actors, or plain names. Used for reading the log; not printed."""
    kind: str = ""
    """The column that has the kind of an event. Used for reading the log; not printed."""
    status: str = ""
    """The column that has the status of an event. Used for reading the log; not printed."""
    key: str = ""
    """The column by which a row is known again in a newer export. Used for comparing; not printed."""
    zone: RowZone | None = None
    """The zone of times that name none, or {column: TZ}. Used for reading the log; not printed."""
    date: Annotated[str, AfterValidator(lambda text: _date(text) if text else text)] = ""
    """The order of numbers in dates: dmy, mdy or ymd; where the rows have clocks alone, the day of the first. Used for reading the log; not printed."""
    sheet: str = ""
    """The sheet of a workbook. Used for reading the log; not printed."""
    preset: str = ""
    """The tool that the file comes from, where its form needs to be known. Used for reading the log; not printed."""
    only: dict[str, Several[Prose]] = Field(default_factory=dict)
    """The rows that are taken: a column and what its cell says, or one part of it at , ; or |. Used for reading the log; not printed."""
    weight: Weight = 1
    """The weight of its rows, 0 to 3: those of weight 0 have no label on the chart. Used for choosing what the chart and the chronology have; not printed."""
    show: Show | None = None
    """The most prominent place of its rows: chart, table or annex. Used for choosing what the chart and the chronology have; not printed."""

    total: Annotated[int, Field(ge=0)] = 0
    """How many rows the file has; reading it fills this in."""

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        """What each column that is named is for, and its name."""
        given: dict[str, tuple[str, ...] | str] = {name: getattr(self, name) for name in COLUMNS}
        given["zone"] = self.zone.column if self.zone else ""
        listed = {name: (value,) if isinstance(value, str) else value for name, value in given.items()}
        return tuple((name, column) for name, columns in listed.items() for column in columns if column)


COLUMNS = ("when", "end", "title", "summary", "place", "actors", "kind", "status", "key")
"""The fields of a mapping that name a column."""

# -- rows without an event of their own ---------------------------------------------------------------------------------

_ROW_ID = re.compile(r"(?P<log>[^:]+):[0-9a-f]{12}(?:-\d+)?")


def row_id(log: str, words: Iterable[str], again: int = 0) -> str:
    """The id of the event that is a row of a log alone, by what the row says; `again` is how many rows before it say the same.

    It has a colon, which no id of a writer has: nobody refers to a row."""
    made = sha256("\x1f".join(words).encode("utf-8", "surrogatepass")).hexdigest()[:12]
    return f"{log}:{made}{f'-{again + 1}' if again else ''}"


def log_of(event: str) -> str:
    """The source of which an event is a row, by its id; empty for an event that somebody wrote."""
    found = _ROW_ID.fullmatch(event) if ":" in event else None
    return found["log"] if found and is_slug(found["log"]) else ""


# -- where in a log -----------------------------------------------------------------------------------------------------

RowUnit = Literal["row", "line", "record"]
"""What the rows of a file are counted in."""
_PLACE = re.compile(r"(?:(?P<unit>row|line|record)|no\.?|#)?\s*#?(?P<number>\d{1,12})", re.IGNORECASE)


class RowPlace(NamedTuple):
    """The row that a locator names: "row 3", "line 5", "7"."""

    unit: RowUnit
    number: int


def row_place(locator: str) -> RowPlace | None:
    """Which row a locator names; None for one that names a clock, a page or none. A number alone is a row."""
    found = _PLACE.fullmatch(locator.strip())
    return RowPlace(cast(RowUnit, (found["unit"] or "row").lower()), int(found["number"])) if found else None


# -- the text of a log: its rows as they were read, which an edition freezes -------------------------------------------------

CELL, ROW = "\ufdd0", "\ufdd1"
"""What ends a cell and a row in the text of a log: characters of no writing (Unicode, 23.7), so that no words reach over them."""
_ENDS = str.maketrans("", "", CELL + ROW)


def as_text(rows: Iterable[Iterable[str]]) -> str:
    """The text in which the words of evidence from a log are looked up."""
    return "".join(f"{CELL.join(cell.translate(_ENDS) for cell in cells)}{ROW}" for cells in rows)
