"""A column of a log becomes times: the order of day and month is the whole column's, the zone is a cell's, a mapping's or a head's."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import NamedTuple

from pydantic import ValidationError

from briefgen.errors import Problem
from briefgen.model.log import ORDERS, RowMapping
from briefgen.model.point import BadTime, authored_zone, zone
from briefgen.model.time import When
from briefgen.model.time_advice import zone_advice
from briefgen.reading.logs.date_order import date_order
from briefgen.reading.rows.clock import NO_YEAR, WrittenTime, parts

_HEAD = re.compile(
    r"(?:^|[\s(\[,_])(UTC(?:\s?[+\u2212-]\d{1,2}(?::?\d{2})?)?|GMT|Z|[+\u2212-]\d{2}:?\d{2}|[A-Z][A-Za-z_]+/[A-Z][A-Za-z_/]+)(?:$|[\s)\],])"
)


class RowTime(NamedTuple):
    """The time of a row; None with the reason where its cell says none that can be read."""

    when: When | None
    fault: str = ""


class Times(NamedTuple):
    """The times of all rows of a log. `problems` are errors that ask for a part of the mapping: `field` names it in their path."""

    rows: tuple[RowTime, ...]
    problems: tuple[Problem, ...]


Cells = Sequence[str]


def head_zone(head: str) -> str:
    """The zone that the head of a column names, such as "Time (UTC)"; empty where it names none."""
    found = _HEAD.search(head)
    try:
        if found:
            authored_zone(found[1])
    except BadTime:
        return ""
    return found[1] if found else ""


def times(whens: Cells, ends: Cells, zones: Cells, mapping: RowMapping, default: str) -> Times:
    """The times of the rows: the cells of the columns `when`, `end` and, where one names them, of the zones; as many, or none.

    `default` is the brief's zone, in which a date without a clock must exist; no clock is ever read in it.
    """
    column = _Column(mapping, default)
    read = [parts(cell) if cell else None for cell in whens]
    until = [parts(cell) if cell else None for cell in ends] or [None] * len(read)
    said = [*zip(whens, read, strict=True), *zip(ends or whens, until, strict=True)]
    problems = column.settle([(cell, one) for cell, pair in said if pair for one in pair if one])
    if problems:
        return Times(tuple(RowTime(None) for _ in read), problems)
    made: list[RowTime] = []
    for index, pair in enumerate(read):
        end = until[index]
        own = column.zone_of(zones[index] if zones else "")
        found = column.row(whens[index], pair, end[0] if end else None, own)
        if ends and ends[index] and not end and found.when and not found.fault:
            found = RowTime(found.when, f"'{_short(ends[index])}' is no time at which it could end")
        made.append(found)
    return Times(tuple(made), tuple(column.asked))


class _Column:
    """What is known of a column of times while its cells are read from the top."""

    def __init__(self, mapping: RowMapping, default: str) -> None:
        self.mapping, self.default = mapping, default
        self.order = mapping.date if mapping.date in ORDERS else ""
        self.day = mapping.date if mapping.date and not self.order else ""
        self.head = next(filter(None, map(head_zone, mapping.when)), "")
        self.name = " ".join(mapping.when)
        self.last = ""
        self.asked: list[Problem] = []

    def settle(self, cells: Sequence[tuple[str, WrittenTime]]) -> tuple[Problem, ...]:
        """Settles the order of day and month for all cells. Errors where that, or the day of clocks alone, has to be asked."""
        reading = date_order(cells)
        if not self.order:
            if reading.open:
                orders = " or ".join(f"date: {order}" for order in reading.open)
                message = f"the dates of the column '{self.name}' leave their order open: {reading.question}"
                return (_asking("date", message, f"Write {orders}, where d is the day, m the month and y the year"),)
            self.order = reading.order or ""
        if not self.day and reading.without_day and not reading.with_day:
            message = f"the column '{self.name}' has clocks without a date"
            return (_asking("date", message, "Write the day of the first row, as date: 2022-11-15"),)
        return ()

    def zone_of(self, cell: str) -> str:
        """The zone of a row whose cell names none: of its column of zones, else the mapping's, else the head's."""
        named = self.mapping.zone.name if self.mapping.zone else ""
        return cell.strip() or named or self.head

    def row(
        self, cell: str, pair: tuple[WrittenTime, WrittenTime | None] | None, end: WrittenTime | None, own: str
    ) -> RowTime:
        """The time of a row from its cells."""
        if not cell:
            return RowTime(None, "")
        if pair is None:
            return self._written(cell, own)
        start, upto = pair[0], end or pair[1]
        try:
            first = self._point(start, own)
            second = self._point(upto, own, like=first) if upto else ""
            text = f"{first}/{second}" if second and second != first else first
            return RowTime(self._when(text))
        except _Missing as missing:
            if missing.field and not self.asked:
                self.asked.append(_asking(missing.field, str(missing), missing.hint))
            return RowTime(None, "" if missing.field else str(missing))
        except (BadTime, ValidationError) as error:
            return self._begun(first, error) if upto and (first := self._first(start, own)) else _told(error)

    def _first(self, start: WrittenTime, own: str) -> str:
        try:
            return self._point(start, own)
        except (BadTime, _Missing):
            return ""

    def _begun(self, first: str, error: Exception) -> RowTime:
        """The beginning alone, where the end cannot be."""
        try:
            return RowTime(self._when(first), _told(error).fault)
        except (BadTime, ValidationError) as other:
            return _told(other)

    def _written(self, cell: str, own: str) -> RowTime:
        """A cell in one of the forms of a brief, such as 2022-11 or 2022-11-15?"""
        try:
            when = When(at=cell)
        except ValidationError:
            return RowTime(None, f"'{_short(cell)}' is no time")
        if when.clocked and not (when.leading.zone or own):
            return RowTime(None, f"'{_short(cell)}' names no zone")
        try:
            return RowTime(self._when(cell, "" if when.leading.zone else own))
        except (BadTime, ValidationError) as error:
            return _told(error)

    def _when(self, text: str, own: str = "") -> When:
        when = When(at=text, zone=own) if own else When(at=text)
        if fault := when.fault(self.default):
            raise BadTime(fault)
        return when

    def _point(self, clock: WrittenTime, own: str, like: str = "") -> str:
        """A point of time as a brief writes it. Raises BadTime; _Missing for what the mapping has to say."""
        day = clock.day(self.order) or ("" if clock.numbers else like[:10] or self._next_day(clock))
        if not day:
            without = (
                "its date has no year" if clock.numbers and clock.numbers[2] == NO_YEAR else "there is no such date"
            )
            raise _Missing("", without if clock.numbers else "its clock has no date")
        if not clock.clock:
            return day + clock.mark
        name = clock.zone or self._by_letters(clock, day, own)
        return f"{day} {clock.clock}{clock.mark} {name}"

    def _next_day(self, clock: WrittenTime) -> str:
        """The day of a clock alone: that of the row before it, or the next where the clock has gone back by half a day."""
        if not self.day:
            return ""
        if self.last and _minutes(self.last) - _minutes(clock.clock) > 12 * 60:
            self.day = (date.fromisoformat(self.day) + timedelta(days=1)).isoformat()
        self.last = clock.clock
        return self.day

    def _by_letters(self, clock: WrittenTime, day: str, own: str) -> str:
        if not own:
            if clock.letters:
                message = (
                    f"the times of the column '{self.name}' name the zone {clock.letters}, which means different things"
                )
                raise _Missing("zone", message, zone_advice(clock.letters, ()).replace("Write ", "Write zone: "))
            message = f"nothing says in which zone the clocks of the column '{self.name}' are"
            raise _Missing("zone", message, "Write zone: UTC, or zone: Europe/Warsaw, or zone: {column: NAME}")
        at = datetime.fromisoformat(f"{day} {clock.clock}")
        if clock.letters and clock.letters.upper() not in {
            at.replace(tzinfo=zone(own), fold=fold).tzname() for fold in (0, 1)
        }:
            raise _Missing("", f"its zone {clock.letters} is not that of {own} then")
        return own


class _Missing(Exception):
    """What a cell does not say: `field` of the mapping could, empty where nothing could."""

    def __init__(self, field: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.field, self.hint = field, hint


def _asking(field: str, message: str, hint: str) -> Problem:
    return Problem("error", message, hint, (field,))


def _told(error: Exception) -> RowTime:
    """A row without its time, and why: in the words of the fault."""
    said = str(error.errors()[0]["msg"]) if isinstance(error, ValidationError) else str(error)
    return RowTime(None, said.removeprefix("Value error, ").partition("|")[0])


def _minutes(clock: str) -> int:
    hour, minute = clock.split(":")[:2]
    return int(hour) * 60 + int(minute)


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
