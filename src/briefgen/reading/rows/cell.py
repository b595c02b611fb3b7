"""What a single cell looks like: a time of day, a date, a number; only its form, nothing is converted."""

from __future__ import annotations

import re

_CLOCK = r"(?:[01]?\d|2[0-4])[:.h][0-5]\d(?:[:.][0-5]\d(?:[.,]\d+)?)?(?:\s?[ap]\.?m\.?)?"
_DATE = r"(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|\d{2})|\d{8}(?=T))"
_MONTH = r"[^\W\d_]{3,12}\.?"
_WORDED = rf"(?:\d{{1,2}}\.?[ -]{_MONTH}(?:[ -]\d{{4}}|[ -]\d{{2}})?|{_MONTH} \d{{1,2}},?(?: \d{{4}})?)"
_WEEKDAY = r"(?:[^\W\d_]{2,12}[.,]{1,2} )?"
_ZONE = r"(?:\s?(?:Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{1,2}|[A-Z][A-Za-z]+/[A-Za-z_/]+|[A-Z]{3,5}|\([A-Z]{3,5}\)))?"
_TIME = re.compile(
    rf"~?(?:{_WEEKDAY}(?:{_DATE}|{_WORDED})(?:[T,;]?\s*(?:at |um |à )?{_CLOCK})?|{_CLOCK}|T?\d{{2}}:?\d{{2}}(?=Z))[.?~]?{_ZONE}",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"[-+]?(?:\d+(?:[ ,.'\u00a0\u202f]\d{3})*|\d*)(?:[.,]\d+)?(?:[eE][-+]?\d+)?\s?%?")
_HAS_CLOCK = re.compile(rf"(?<![\d.,-]){_CLOCK}", re.IGNORECASE)


def is_time(cell: str) -> bool:
    """Whether a cell is a date, a clock or both, as any office writes them; a number or a year alone is none."""
    return len(cell) <= 60 and any(map(str.isdigit, cell)) and _TIME.fullmatch(cell.strip()) is not None


def has_clock(cell: str) -> bool:
    """Whether a cell that is a time says an hour and a minute."""
    return _HAS_CLOCK.search(cell) is not None


def is_number(cell: str) -> bool:
    """Whether a cell is a number and nothing else."""
    return bool(cell) and len(cell) <= 40 and cell[-1] in "0123456789%" and _NUMBER.fullmatch(cell) is not None
