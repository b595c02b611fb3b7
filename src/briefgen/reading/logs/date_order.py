"""In which order day, month and year stand: what the whole column settles, and what it leaves open."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from briefgen.reading.rows.clock import WrittenTime
from briefgen.reading.rows.preset import DateOrder

_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_ORDERS: tuple[DateOrder, ...] = ("dmy", "mdy", "ymd")


class DateReading(NamedTuple):
    """What the dates of a column allow: one `order`, or the ones that are `open`, and the `question` which it is."""

    order: DateOrder | None = None
    open: tuple[DateOrder, ...] = ()
    question: str = ""
    with_day: int = 0
    without_day: int = 0
    """How many cells have a date, and how many a clock alone."""


def date_order(times: Iterable[tuple[str, WrittenTime]]) -> DateReading:
    """The order of the numbers in the dates of a column, whose cells are given with what they say. Dates with the year first in four
    digits, or a month in letters, settle themselves; one that no order reads is told with its row."""
    left, fixed = set(_ORDERS), set[DateOrder]()
    with_day = without_day = 0
    example = ""
    differing: tuple[str, WrittenTime] | None = None
    for cell, time in times:
        if time.numbers is None:
            without_day += 1
            continue
        with_day += 1
        if not (days := time.days):
            fixed |= set(time.orders) if time.settled else set()
            continue
        example = example or cell
        if not left & set(days):
            question = f"no one order of day, month and year reads both '{_short(example)}' and '{_short(cell)}'"
            return DateReading(None, _ORDERS, question, with_day, without_day)
        if differing is None and len({days[order] for order in left & set(days)}) > 1:
            differing = cell, time
        left &= set(days)
    opened = tuple(order for order in _ORDERS if order in left)
    if len(opened) > 1 and differing:
        cell, time = differing
        said = " or ".join(_told(time.day(order)) for order in opened)
        return DateReading(None, opened, f"'{_short(cell)}' may be {said}", with_day, without_day)
    # 04/04/2022 alone is one day in every order that is left
    order = opened[0] if example else next(iter(fixed)) if len(fixed) == 1 else None
    return DateReading(order, (), "", with_day, without_day)


def _told(day: str) -> str:
    """ "3 April 2022" for 2022-04-03"""
    year, month, number = map(int, day.split("-"))
    return f"{number} {_MONTHS[month - 1]} {year}"


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
