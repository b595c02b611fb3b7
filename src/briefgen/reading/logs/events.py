"""Rows of cells become events: which rows, by `only`; what each column says, by the mapping; what cannot be read is told, never guessed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, get_args

from briefgen.errors import KeyPath, Problem
from briefgen.model.brief import Brief
from briefgen.model.event import Event, EventKind, EventStatus
from briefgen.model.log import RowMapping, row_id
from briefgen.model.shape import HARD_CAP
from briefgen.model.source import Evidence
from briefgen.reading.characters import without_control
from briefgen.reading.explain import closest
from briefgen.reading.logs.log import MOST_ROWS, NOT_CHOSEN, NOTHING_SAID, Log, LoggedRow
from briefgen.reading.logs.times import RowTime, head_zone, times
from briefgen.reading.rows.cell import joined
from briefgen.reading.rows.only import chosen, commonest
from briefgen.reading.rows.values import LogRow, Rows

LABEL = 40
"""Characters of a label on the chart."""
_WORDS: dict[str, tuple[str, ...]] = {"kind": get_args(EventKind), "status": get_args(EventStatus)}


class ReadLog(NamedTuple):
    """What a file of rows says under a mapping: None with an error where that cannot be told."""

    log: Log | None
    left_out: tuple[LoggedRow, ...] = ()
    problems: tuple[Problem, ...] = ()


def read_log(source: str, mapping: RowMapping, table: Rows, file: str, brief: Brief) -> ReadLog:
    """The log of a source, by its id, from the rows of its file. `left_out` are the rows that `only` does not choose."""
    reading = _Reading(source, mapping, table, brief)
    if faults := reading.columns_missing():
        return ReadLog(None, problems=faults)
    taken = chosen(table, mapping.only)
    if fault := reading.wrong_number(taken):
        return ReadLog(None, problems=(fault,))
    rows = reading.events(table.rows, {row.number for row in taken})
    if reading.asked:
        return ReadLog(None, problems=tuple(reading.asked))
    numbers = {row.number for row in taken}
    left = {
        NOT_CHOSEN: tuple(row.number for row in table.rows if row.number not in numbers),
        NOTHING_SAID: tuple(reading.silent),
    }
    log = Log(
        source,
        file,
        len(table.rows),
        tuple(row for row in rows if row.number in numbers),
        left={reason: rows for reason, rows in left.items() if rows},
        unused=reading.unused,
        strange={key: tuple(found) for key, found in reading.strange.items() if found},
        cut=tuple(number for number in reading.cut if number in numbers),
        numbering=table.numbering,
    )
    return ReadLog(log, tuple(row for row in rows if row.number not in numbers), tuple(reading.told()))


@dataclass(slots=True)
class _Reading:
    """One reading of a table under a mapping."""

    source: str
    mapping: RowMapping
    table: Rows
    brief: Brief
    silent: list[int] = field(default_factory=list)
    strange: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(list))
    asked: list[Problem] = field(default_factory=list)
    chosen: set[int] = field(default_factory=set)
    cut: dict[int, None] = field(default_factory=dict)

    def _problem(self, level: Any, message: str, hint: str, *at: str) -> Problem:
        return Problem(level, message, hint, ("sources", self.source, "rows", *at))

    # -- columns -------------------------------------------------------------------------------------------------------

    def columns_missing(self) -> tuple[Problem, ...]:
        """An error for each column that the mapping names and the file does not have."""
        named: list[tuple[KeyPath, str]] = [((name,), column) for name, column in self.mapping.columns]
        named += [(("only", column), column) for column in self.mapping.only]
        return tuple(self._missing(path, column) for path, column in named if column not in self.table.head)

    def _missing(self, path: KeyPath, column: str) -> Problem:
        near = closest(column, self.table.head)
        hint = f"Did you mean '{near}'?" if near else f"Its columns are {', '.join(self.table.head)}"
        return self._problem("error", f"the log has no column '{_short(column)}'", hint, *map(str, path))

    @property
    def unused(self) -> tuple[str, ...]:
        """The columns that say something and that the mapping does not name."""
        named = {*(column for _, column in self.mapping.columns), *self.mapping.only}
        places = {name: n for n, name in enumerate(self.table.head) if name not in named}
        return tuple(name for name, n in places.items() if any(row.cells[n].strip() for row in self.table.rows))

    def _cell(self, column: str) -> Callable[[LogRow], str]:
        if not column:
            return lambda row: ""
        place = self.table.head.index(column)
        return lambda row: without_control(row.cells[place]).strip()

    def _time(self, columns: Sequence[str]) -> Callable[[LogRow], str]:
        """The time of one column, or of a date and a clock in two."""
        cells = [self._cell(column) for column in columns]
        return lambda row: joined([cell(row) for cell in cells]) if cells else ""

    # -- rows ----------------------------------------------------------------------------------------------------------

    def wrong_number(self, chosen: Sequence[LogRow]) -> Problem | None:
        """The error for no row, or for more than a brief takes."""
        if len(chosen) > MOST_ROWS:
            message = f"{len(chosen):,} rows of the log are chosen; a brief takes {MOST_ROWS:,}"
            return self._problem("error", message, "Choose the rows that matter with only: {column: value}", "only")
        if self.table.rows and not chosen:
            hint = commonest(self.table, self.mapping.only)
            return self._problem("error", "`only` chooses no row of the log", hint, "only")
        return None

    def events(self, rows: Sequence[LogRow], chosen: set[int]) -> list[LoggedRow]:
        """Each row as an event; those that say nothing are remembered. `asked` are the errors that the mapping has to answer."""
        get = {name: self._time(getattr(self.mapping, name)) for name in ("when", "end")}
        get |= {name: self._cell(getattr(self.mapping, name)) for name in ("title", "summary")}
        zoned = self._cell(self.mapping.zone.column if self.mapping.zone else "")
        known = times(
            [get["when"](row) for row in rows] if self.mapping.when else ["" for _ in rows],
            [get["end"](row) for row in rows] if self.mapping.end else (),
            [zoned(row) for row in rows],
            self.mapping,
            self.brief.timezone,
        )
        self.asked += [self._problem("error", one.message, one.hint, *map(str, one.path)) for one in known.problems]
        self.chosen = chosen
        members, seen, made = _Members(self.brief), Counter[tuple[str, ...]](), []
        for row, at in zip(rows, known.rows, strict=True):
            title, summary = _said(get["title"](row), get["summary"](row))
            if not title:
                if row.number in chosen:
                    self.silent.append(row.number)
                continue
            event = self._event(row, at, title, self._as_logged(row, at, summary), members)
            words = self._identity(row, event)
            made.append(
                LoggedRow(row.number, row_id(self.source, words, seen[words]), event, _clean(row.cells), at.fault)
            )
            seen[words] += 1
        return made

    def _as_logged(self, row: LogRow, at: RowTime, summary: str) -> str:
        """What more the row says, with the cells that were not understood under the heads of their columns: nothing is lost."""
        columns = list(self.mapping.when if at.when is None else self.mapping.end) if at.fault else []
        for name, words in _WORDS.items():
            column = getattr(self.mapping, name)
            if (said := self._cell(column)(row)) and _word(said) not in words:
                self.strange[name, said] += [row.number] if row.number in self.chosen else []
                columns.append(column)
        said_there = [f"{column}: {self._cell(column)(row)}" for column in columns if self._cell(column)(row)]
        return "\n\n".join(part for part in (summary, *said_there) if part)

    def _identity(self, row: LogRow, event: Event) -> tuple[str, ...]:
        """What a row is known by: its key, else its time and its words."""
        if self.mapping.key and (key := self._cell(self.mapping.key)(row)):
            return ("key", key)
        return (event.when.text if event.when else "", event.title)

    def _event(self, row: LogRow, at: RowTime, title: str, summary: str, members: _Members) -> Event:
        given: dict[str, Any] = {
            "title": self._capped(row, title),
            "evidence": (Evidence(source=self.source, locator=self.table.numbering.place(row.number)),),
        }
        if len(title) > LABEL:
            given["label"] = cut(title, LABEL)
        if summary:
            given["summary"] = self._capped(row, summary)
        if at.when:
            given["when"] = at.when
        if place := self._cell(self.mapping.place)(row):
            given["place"] = self._capped(row, members.places.get(place.casefold(), place))
        if who := self._cell(self.mapping.actors)(row):
            parts = [part.strip() for part in re.split(r"[;|\n]", who) if part.strip()]
            named = (members.actors.get(part.casefold(), part) for part in parts)
            given["actors"] = tuple(dict.fromkeys(self._capped(row, name) for name in named))
        for name, words in _WORDS.items():
            if (said := self._cell(getattr(self.mapping, name))(row)) and _word(said) in words:
                given[name] = _word(said)
        if self.mapping.weight != 1:
            given["weight"] = self.mapping.weight
        if self.mapping.show:
            given["show"] = self.mapping.show
        return Event(**given)

    def _capped(self, row: LogRow, text: str) -> str:
        """A text that a field takes; a row whose text is cut for it is remembered."""
        if len(text) <= HARD_CAP:
            return text
        self.cut[row.number] = None
        return f"{text[: HARD_CAP - 1]}…"

    # -- what is told ----------------------------------------------------------------------------------------------------

    def told(self) -> list[Problem]:
        """What the reader of the log noticed, and a zone of the mapping that the head contradicts."""
        found = [self._problem("note", remark, "") for remark in self.table.remarks]
        zone, head = self.mapping.zone, next(filter(None, map(head_zone, self.mapping.when)), "")
        if zone and zone.name and head and not _same_zone(zone.name, head):
            message = f"the head of the column '{' '.join(self.mapping.when)}' names {head}, the mapping {zone.name}"
            found.append(
                self._problem("warning", message, "Write the one that is right; the mapping's is taken", "zone")
            )
        return found


@dataclass(slots=True)
class _Members:
    """The actors and places of a brief by every name that a log may have for them, in small letters."""

    brief: Brief
    actors: Mapping[str, str] = field(init=False)
    places: Mapping[str, str] = field(init=False)

    def __post_init__(self) -> None:
        self.actors = {
            name.casefold(): key
            for key, actor in reversed(self.brief.actors.items())
            for name in (*actor.aliases, actor.label, actor.name, actor.title, key)
            if name
        }
        self.places = {name.casefold(): key for key, place in self.brief.places.items() for name in (place.name, key)}


def cut(text: str, most: int) -> str:
    """A text in so many characters at most, ending in … after a whole word where it is cut."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    head = line[: most - 1]
    return f"{(head.rpartition(' ')[0] if not line[most - 1].isspace() else head).rstrip(' ,;:') or head}…"


def _said(title: str, summary: str) -> tuple[str, str]:
    """The title, which is one line, and what more a row says: the further lines of its cell, then the cell of the summary."""
    lines = [line.strip() for line in (title or summary).splitlines() if line.strip()]
    more = "\n".join(lines[1:])
    own = summary if title else ""
    return (" ".join(lines[0].split()) if lines else ""), "\n\n".join(part for part in (more, own) if part)


def _word(said: str) -> str:
    """A word of an enumeration as a log may write it: Contact attempt for contact_attempt."""
    return "_".join(said.casefold().split())


def _clean(cells: Sequence[str]) -> tuple[str, ...]:
    return tuple(without_control(cell).strip() for cell in cells)


def _same_zone(one: str, other: str) -> bool:
    from briefgen.model.point import spelling

    return spelling(one) == spelling(other)


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:39]}…"
