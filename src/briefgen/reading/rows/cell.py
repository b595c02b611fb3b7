"""What a single cell looks like: a time of day, a date, a number; nothing is converted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from briefgen.reading.rows.clock import parts

_NUMBER = re.compile(r"[-+]?(?=[.,]?\d)(?:\d+(?:[ ,.'\u00a0\u202f]\d{3})*|\d*)(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s?%?")
_MONEY = re.compile(r"^([-+]?)[$\u00a2-\u00a5\u20a0-\u20bf]\s?|\s?[\u00a2-\u00a5\u20a0-\u20bf]$")
_COUNT = re.compile(r"\d{5,}(?:\.\d+)?")
_YEAR, _SMALL = re.compile(r"\d{4}"), re.compile(r"\d{1,2}")


def is_time(cell: str) -> bool:
    """Whether a cell is a date, a clock or both, as any office writes them; a number or a year alone is none."""
    return len(cell) <= 60 and any(map(str.isdigit, cell)) and not is_count(cell) and parts(cell) is not None


def is_count(cell: str) -> bool:
    """Whether a cell is a number that only its column makes a time: seconds since 1970, 20221115."""
    return _COUNT.fullmatch(cell) is not None


def has_clock(cell: str) -> bool:
    """Whether a cell is a time that says an hour and a minute."""
    return (said := parts(cell)) is not None and said[0].clock != ""


def has_date(cell: str) -> bool:
    """Whether a cell is a time that says a day."""
    return (said := parts(cell)) is not None and said[0].numbers is not None


def is_number(cell: str) -> bool:
    """Whether a cell is a number and nothing else, but for a sign of percent or of money."""
    if not cell or len(cell) > 40:
        return False
    bare = _MONEY.sub(r"\1", cell, count=1) if "$" in cell or not cell.isascii() else cell
    return _NUMBER.fullmatch(bare) is not None


def joined(cells: Sequence[str]) -> str:
    """One time of several columns: a date and a clock beside each other; year, month, day, hour, minute and second as one writes them."""
    first, *rest = cells
    if not (_YEAR.fullmatch(first) and all(_SMALL.fullmatch(cell) or not cell for cell in rest[:2])):
        return " ".join(cell for cell in cells if cell)
    day = [first, *(cell.zfill(2) for cell in takewhile(bool, rest[:2]))]
    clock = list(takewhile(bool, rest[2:])) if len(day) == 3 else []
    if len(clock) == 1 and not _SMALL.fullmatch(clock[0]):
        return f"{'-'.join(day)} {clock[0]}"
    told = ":".join([*(cell.zfill(2) for cell in clock), *(["00"] if len(clock) == 1 else [])])
    return f"{'-'.join(day)} {told}".strip()
