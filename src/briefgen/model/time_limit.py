"""How long somebody has to do something: so many hours, which are exact, or days or months of the calendar."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator

LimitUnit = Literal["minute", "hour", "day", "month"]
LEGAL = "Write 24 h, 14 d or 1 month"
_MOST = 9999
_UNITS: dict[str, tuple[LimitUnit, int]] = {
    r"min(?:ute)?s?": ("minute", 1),
    r"h|hrs?|hours?": ("hour", 1),
    r"d|days?": ("day", 1),
    r"w|weeks?": ("day", 7),
    r"mo|months?": ("month", 1),
    r"y|years?": ("month", 12),
}


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """A number of one unit."""

    number: int
    unit: LimitUnit

    @property
    def by_the_clock(self) -> bool:
        """True for hours and minutes: such a limit ends at an instant, any other with a day."""
        return self.unit in ("minute", "hour")

    def from_instant(self, instant: datetime) -> datetime:
        """The instant at which a limit by the clock ends, in UTC; the change of clocks in between makes no hour longer."""
        time = timedelta(minutes=self.number) if self.unit == "minute" else timedelta(hours=self.number)
        return instant.astimezone(UTC) + time

    def from_day(self, day: date) -> date:
        """The day with whose end a limit of days or months ends. The first day is not counted; of a month too short, its last day."""
        if self.unit == "day":
            return day + timedelta(days=self.number)
        years, month = divmod(day.month - 1 + self.number, 12)
        for last in (day.day, 30, 29, 28):
            try:
                return date(day.year + years, month + 1, last)
            except ValueError:
                continue
        raise AssertionError("every month has 28 days")


def limit_of(text: str) -> TimeLimit | None:
    """The limit that a text states; None where it states none."""
    found = re.fullmatch(r"(\d{1,9})[\s\u00a0]*([a-z]+)\.?", text.strip().casefold())
    if found is None:
        return None
    for pattern, (unit, times) in _UNITS.items():
        if re.fullmatch(pattern, found[2]) and 0 < (number := int(found[1]) * times) <= _MOST:
            return TimeLimit(number, unit)
    return None


def _legal(text: str) -> str:
    if limit_of(text) is None:
        raise ValueError(f"'{text}' is not a length of time that anybody is given|{LEGAL}")
    return text


Limit = Annotated[str, AfterValidator(_legal)]
"""A length of time as it is written: 24 h, 72 h, 14 d, 1 month."""
