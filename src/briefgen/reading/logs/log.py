"""A log as it was read: its rows as events, and what of it the brief leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from briefgen.model.event import Event
from briefgen.model.log import row_place
from briefgen.reading.rows.values import RowNumbering

MOST_ROWS = 10_000
"""Rows of a log that a brief takes at most."""
NOTHING_SAID = "nothing stands in the column of the title"
NOT_CHOSEN = "`only` does not choose them"


class LoggedRow(NamedTuple):
    """A row as an event of its own: `number` is how its file counts it, `cells` all that it has, `fault` why it has no time."""

    number: int
    id: str
    event: Event
    cells: tuple[str, ...]
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Log:
    """What was read of the log that is the source `source`; `file` is its name for the user.

    `rows` are those that are chosen, `cited` those of the others that evidence names; `left` are the numbers of the rows that are
    left out, by reason, `unused` the columns; `strange` the values of the columns kind and status that mean nothing here, with their
    rows. `taken` are the events that somebody wrote, by the number of the row that they stand for; `cut` the rows of which a text
    is longer than a field takes.
    """

    source: str
    file: str
    total: int
    rows: tuple[LoggedRow, ...]
    cited: tuple[LoggedRow, ...] = ()
    left: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    strange: Mapping[tuple[str, str], tuple[int, ...]] = field(default_factory=dict)
    taken: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    cut: tuple[int, ...] = ()
    numbering: RowNumbering = field(default_factory=RowNumbering)

    def number(self, locator: str) -> int:
        """The number of the row that a locator names by it; 0 where it names none so."""
        place = row_place(locator)
        return self.numbering.number(place) if place else 0

    @property
    def kept(self) -> tuple[LoggedRow, ...]:
        """The rows whose words the brief keeps, in the order of the file."""
        return tuple(sorted((*self.rows, *self.cited), key=lambda row: row.number))
