"""What a single cell looks like: a time of day, a date, a number; only its form, nothing is converted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

_CLOCK = r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?"
_DATE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{1,2}\.\d{1,2}\.(?!\d)|\d{8}(?=T))"
_MONTH = (
    r"(?:jan(?:uary|uar|vier)?|jänner|enero|stycznia|feb(?:ruary|ruar|rero)?|févr?(?:ier)?|lutego|mar(?:ch|s|ca|zo)?|märz?"
    r"|apr(?:il)?|avr(?:il)?|abr(?:il)?|kwietnia|mayo|maja|may|mai|june?|juni?o?|juin|czerwca|july?|juli?o?|juil(?:let)?|lipca"
    r"|aug(?:ust)?|août|ago(?:sto)?|sierpnia|sept?(?:ember|embre|iembre)?|września|o[ck]t(?:ober|obre|ubre)?|października"
    r"|nov(?:ember|embre|iembre)?|listopada|de[cz](?:ember)?|déc(?:embre)?|dic(?:iembre)?|grudnia)\.?"
)
_WORDED = rf"(?:\d{{1,2}}(?:st|nd|rd|th|er|\.)?(?: de)?[ -]{_MONTH}(?:(?: de)?,?[ -]\d{{4}}|[ -]\d{{2}})?|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?(?:,? \d{{4}})?)"
_WEEKDAY = r"(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*|[^\W\d_]{2,12}[.,]{1,2}) )?"
_ZONE = r"(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2}|(?-i:[A-Z][A-Za-z]+/[A-Za-z_/]+|[A-Z]{3,5}|\([A-Z]{3,5}\))))?"
_TIME = re.compile(
    rf"~?(?:{_WEEKDAY}(?:{_DATE}|{_WORDED})(?:[T,;]?\s*(?:at |um |à )?{_CLOCK})?|{_CLOCK}|\d{{8}}T\d{{4}}(?:\d{{2}})?|T?\d{{2}}:?\d{{2}}(?=Z))[.?~]?{_ZONE}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[ ,.'\u00a0\u202f]\d{3})*|\d*)(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s?%?")
_HAS_DATE = re.compile(rf"{_WEEKDAY}(?:{_DATE}|{_WORDED})", re.IGNORECASE)
_YEAR, _SMALL = re.compile(r"\d{4}"), re.compile(r"\d{1,2}")
_HAS_CLOCK = re.compile(rf"(?<![\d.,-]){_CLOCK}|T\d{{4}}", re.IGNORECASE)


def is_time(cell: str) -> bool:
    """Whether a cell is a date, a clock or both, as any office writes them; a number or a year alone is none."""
    return len(cell) <= 60 and any(map(str.isdigit, cell)) and _TIME.fullmatch(cell.strip()) is not None


def has_clock(cell: str) -> bool:
    """Whether a cell that is a time says an hour and a minute."""
    return _HAS_CLOCK.search(_HAS_DATE.sub("", cell, count=1)) is not None


def has_date(cell: str) -> bool:
    """Whether a cell that is a time says a day."""
    return _HAS_DATE.match(cell) is not None


def is_number(cell: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return bool(cell) and len(cell) <= 40 and cell[-1] in "0123456789%" and _NUMBER.fullmatch(cell) is not None


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
