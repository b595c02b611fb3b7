"""In which order day, month and year stand: what the whole column settles, and what it leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from briefgen.reading.rows.cell import has_clock, has_date
from briefgen.reading.rows.preset import DateOrder

_NUMBERS = re.compile(r"(?:[^\W\d_]{2,12}[.,]{1,2} )?(\d{1,4})([./-])(\d{1,2})\2(\d{4}|\d{1,2})(?!\d)")
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")


@dataclass(frozen=True, slots=True)
class DateReading:
    """What the dates of a column allow: one `order`, or the ones that are `open` with an example of what it may mean."""

    order: DateOrder | None = None
    open: tuple[DateOrder, ...] = ()
    example: str = ""
    readings: tuple[str, ...] = ()
    """What the example is in each of the open orders."""
    contradiction: tuple[str, str] | None = None
    """Two cells that no one order reads."""
    with_day: int = 0
    without_day: int = 0
    """How many cells have a date, and how many a clock alone."""


def date_order(cells: Iterable[str]) -> DateReading:
    """The order of the numbers in the dates of a column. Dates with the year first in four digits, or a month in letters, settle themselves."""
    left = set(_ORDERS)
    year_first = with_day = without_day = 0
    example = differing = ""
    for cell in cells:
        found = _NUMBERS.match(cell)
        if found is None or len(found[1]) == 3:
            if has_date(cell):
                with_day += 1
            elif has_clock(cell):
                without_day += 1
            continue
        with_day += 1
        if len(found[1]) == 4:
            year_first += 1
            continue
        example = example or cell
        days = {order: day for order in _ORDERS if (day := _date(found[1], found[3], found[4], order))}
        legal = set(days)
        if len({days[order] for order in left & legal}) > 1:
            differing = differing or cell
        if not left & legal:
            return DateReading(None, _ORDERS, cell, (), (example, cell), with_day, without_day)
        left &= legal
    if not example:
        return DateReading("ymd" if year_first else None, with_day=with_day, without_day=without_day)
    if len(left) == 1 or not differing:  # 04/04 alone is one day in every order that is left
        return DateReading(min(left), with_day=with_day, without_day=without_day)
    opened = tuple(order for order in _ORDERS if order in left)
    found = _NUMBERS.match(differing)
    dates = [_date(found[1], found[3], found[4], order) for order in opened] if found else []
    said = tuple(f"{one.day} {_MONTHS[one.month - 1]} {one.year}" for one in dates if one)
    return DateReading(None, opened, differing, said, None, with_day, without_day)


def _date(first: str, second: str, third: str, order: DateOrder) -> date | None:
    """The day that three numbers are in an order; None where there is none."""
    year, month, day = {"dmy": (third, second, first), "mdy": (third, first, second), "ymd": (first, second, third)}[
        order
    ]
    if len(year) == 1 or len(day) > 2:
        return None
    try:
        return date(int(year) + (2000 if len(year) == 2 else 0), int(month), int(day))
    except ValueError:
        return None


_CLOCK = re.compile(r"(\d{1,2})[:.h](\d{2})(?:[:.](\d{2})(?:[.,](\d+))?)?(?:\s?([AaPp])\.?[Mm])?")
_OFFSET = re.compile(r"([+\u2212-])(\d{2}):?(\d{2})?\s*$")


def moment_of(cell: str, order: DateOrder | None) -> float | None:
    """Seconds since year 1 of a time written with numbers, to tell how far two are apart; None for any other. No zone's clocks are known
    here: an offset counts, a name does not."""
    day, rest = _NUMBERS.match(cell), cell
    seconds = 0.0
    if day and len(day[1]) != 3:
        at = _date(day[1], day[3], day[4], "ymd" if len(day[1]) == 4 else order or "dmy")
        if at is None:
            return None
        seconds, rest = at.toordinal() * 86_400.0, cell[day.end() :]
    elif has_date(cell):
        return None
    clock = _CLOCK.search(rest)
    if clock:
        hour = int(clock[1]) % 12 + (12 if clock[5] in "Pp" else 0) if clock[5] else int(clock[1])
        seconds += hour * 3600 + int(clock[2]) * 60 + int(clock[3] or 0) + float(f"0.{clock[4] or 0}")
        if offset := _OFFSET.search(rest[clock.end() :]):
            seconds -= (1 if offset[1] == "+" else -1) * (int(offset[2]) * 3600 + int(offset[3] or 0) * 60)
    elif not day:
        return None
    return seconds
