"""One end of a time: a date of any precision with an optional clock and zone, and what may be known of it.

Reads EDTF Level 0 and 1 dates (Library of Congress profile of ISO 8601-2:2019) and, beyond EDTF, a clock with its zone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from functools import cache, lru_cache
from typing import Literal
from zoneinfo import ZoneInfo, available_timezones

from briefgen.model.time_advice import LEGAL, STANDING, advice, zone_advice

Precision = Literal["decade", "year", "season", "month", "day", "minute", "second"]

_POINT = re.compile(
    r"""(?P<year>\d{4}|\d{3}X|\d{2}XX)
        (?:-(?P<month>\d{2}|XX)(?:-(?P<day>\d{2}|XX))?)?
        (?P<early>[~?%]?)
        (?:[Tt\ ](?P<clock>\d{1,2}:\d{2}(?::\d{2})?)(?:(?<=:\d\d:\d\d)[.,]\d+)?)?
        (?P<middle>[~?%]?)
        \ ?(?P<zone>(?i:Z|(?:UTC|GMT)(?:\ ?[+\u2212-]\d{1,2}(?::?\d{2})?)?)|[+\u2212-]\d{2}(?::?\d{2})?|[A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+)?
        (?P<late>[~?%]?)""",
    re.VERBOSE,
)
_COMPACT = re.compile(r"\A(\d{4})(-?)(\d{2})\2(\d{2})(?:[Tt ](\d{2})(\d{2})(\d{2})?)?(?![\d:-])")
"""A date or a clock without its signs, as machines write it: 20261003T1015Z."""
_OFFSET = re.compile(r"(?:UTC|GMT)? ?([+\u2212-])(\d{1,2}):?(\d{2})?", re.IGNORECASE)
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_SEASONS = {21: (3, "spring"), 22: (6, "summer"), 23: (9, "autumn"), 24: (12, "winter")}
EARLIEST, LATEST = 100, 9900
"""Years that can be reckoned with: a chart needs room on both sides, and Python's calendar runs from 1 to 9999."""


class BadTime(ValueError):
    """A time that cannot be read; the text is "what is wrong|what to write instead"."""


@cache
def _names() -> frozenset[str]:
    return frozenset(available_timezones())


@cache
def zone(name: str) -> tzinfo:
    """The zone of a spelling: an IANA name, Z, UTC, GMT or an offset such as +03:00. Raises BadTime."""
    name = spelling(name)
    if name == "UTC":
        return UTC
    if match := _OFFSET.fullmatch(name):
        offset = timedelta(hours=int(match[2]), minutes=int(match[3]))
        if offset > timedelta(hours=14) or int(match[3]) > 59:
            raise BadTime(f"{name} is not an offset from UTC|Write +03:00, or the name of a zone such as Europe/Kyiv")
        return timezone(-offset if match[1] == "-" else offset)
    if name not in _names():
        raise BadTime(f"'{name}' is not a time zone|{zone_advice(name, _names())}")
    return ZoneInfo(name)


def authored_zone(name: str) -> tzinfo:
    """The zone that an author names. Raises BadTime also for letters that stand still while the clocks that people mean go forward;
    an edition of old keeps them."""
    found = zone(name)
    if name in STANDING:
        raise BadTime(
            f"{name} is one offset from UTC for the whole year, whatever the clocks do|{zone_advice(name, ())}"
        )
    return found


def has_city(name: str) -> bool:
    """True when a zone is named by a place: not UTC, not an offset, and none of the Etc zones, whose sign is turned round."""
    return "/" in name and not name.startswith("Etc/")


@dataclass(frozen=True, slots=True)
class Point:
    """A date, perhaps with a clock. `text` is the year, month and day as written (with X for unspecified digits)."""

    text: str
    clock: time | None = None
    zone: str = ""
    about: bool = False
    uncertain: bool = False
    fold: int | None = None

    def __post_init__(self) -> None:
        try:
            first, last = self.first_day, self.last_day
        except ValueError:
            raise BadTime(f"there is no date {self.text}|{LEGAL}") from None
        if first.year < EARLIEST or last.year > LATEST:
            raise BadTime(f"the year of {self.text} is out of reach|Write a year from {EARLIEST:04} to {LATEST}")
        if self.clock and self.precision not in ("minute", "second"):
            raise BadTime(f"the clock {self.clock:%H:%M} needs a full date|Write 2022-11-15 {self.clock:%H:%M}")

    # -- precision and the civil days it covers -----------------------------------------------------------------------

    @property
    def precision(self) -> Precision:
        """How much of the date is stated; derived, never typed."""
        year, month, day = (*self.text.split("-"), "XX", "XX")[:3]
        if "X" in year:
            return "decade"
        if month == "XX":
            return "year"
        if int(month) in _SEASONS:
            return "season"
        if day == "XX":
            return "month"
        if self.clock is None:
            return "day"
        return "second" if self.clock.second else "minute"

    @property
    def first_day(self) -> date:
        """The first civil day that the date may mean. Raises ValueError for a day that the calendar lacks."""
        year, month, day = (*self.text.split("-"), "XX", "XX")[:3]
        number = int(month) if month != "XX" else 1
        if number in _SEASONS:
            number = _SEASONS[number][0]
        return date(int(year.replace("X", "0")), number, int(day) if day != "XX" else 1)

    @property
    def last_day(self) -> date:
        """The last civil day that the date may mean."""
        first = self.first_day
        match self.precision:
            case "decade":
                return date(first.year + 10 ** self.text.split("-")[0].count("X") - 1, 12, 31)
            case "year":
                return date(first.year, 12, 31)
            case "season" | "month":
                months = 3 if self.precision == "season" else 1
                years, month = divmod(first.month - 1 + months, 12)
                return date(first.year + years, month + 1, 1) - timedelta(days=1)
            case "day" | "minute" | "second":
                return first

    @property
    def season(self) -> str:
        """ "spring", "summer", "autumn", "winter" for EDTF seasons 21-24, else empty."""
        return _SEASONS[int(self.text[5:7])][1] if self.precision == "season" else ""

    @property
    def certain(self) -> bool:
        """True where it is neither about right nor uncertain."""
        return not (self.about or self.uncertain)

    # -- instants -----------------------------------------------------------------------------------------------------

    def earliest(self, default_zone: str) -> datetime:
        """The first instant that the point may mean: aware, at its own zone's offset. A clock that has a `fault` is read as PEP 495
        reads it."""
        return _earliest(self, self.zone or default_zone)

    def latest(self, default_zone: str) -> datetime:
        """The instant after the last one that the point may mean; the instant itself when a clock is given."""
        if self.clock is not None:
            return self.earliest(default_zone)
        return _fixed(datetime.combine(self.last_day + timedelta(days=1), time(), zone(self.zone or default_zone)))

    def fault(self, default_zone: str) -> str:
        """Why its clock names no one instant, as "what is wrong|what to write instead"; empty when it does."""
        if self.clock is None:
            return ""
        name = self.zone or default_zone
        own, naive = zone(name), datetime.combine(self.first_day, self.clock)
        first, second = (naive.replace(tzinfo=own, fold=n) for n in (0, 1))
        if first.utcoffset() == second.utcoffset():
            return ""
        at = f"on {naive:%Y-%m-%d} in {name}: the clocks went"
        if first.astimezone(UTC).astimezone(own).replace(tzinfo=None) != naive:
            return f"{naive:%H:%M} does not exist {at} forward|Check the hour, or give the time in UTC"
        if self.fold is None:
            hint = "Add fold: 0 for the first or fold: 1 for the second, or give the time in UTC"
            return f"{naive:%H:%M} happened twice {at} back|{hint}"
        return ""

    # -- text ---------------------------------------------------------------------------------------------------------

    @property
    def edtf(self) -> str:
        """The date in EDTF, without a clock, which EDTF cannot express in minutes."""
        mark = "%" if self.about and self.uncertain else "~" if self.about else "?" if self.uncertain else ""
        return self.text + mark

    def __str__(self) -> str:
        clock = f" {self.clock:{'%H:%M:%S' if self.clock.second else '%H:%M'}}" if self.clock else ""
        zone_name = f" {self.zone}" if self.zone else ""
        return self.text + clock + zone_name + self.edtf[len(self.text) :]


@lru_cache(maxsize=1 << 12)
def _earliest(point: Point, named: str) -> datetime:
    """Kept, since it is asked for again and again."""
    at = datetime.combine(point.first_day, point.clock or time(), zone(named))
    return _fixed(at.replace(fold=(point.clock and point.fold) or 0))


def _fixed(moment: datetime) -> datetime:
    """The same instant with its offset and letters fixed: PEP 495 makes ambiguous times of two zones never equal."""
    offset, letters = moment.utcoffset(), moment.tzname()
    assert offset is not None and letters is not None  # every moment here is aware
    return moment.replace(tzinfo=timezone(offset, letters), fold=0)


def parse_point(text: str, *, like: Point | None = None) -> Point:
    """The point that a text states; `like` lends its date and zone to a clock alone. Raises BadTime."""
    text = (
        _COMPACT.sub(_spaced, " ".join(text.split()), count=1) if text.strip()[:4].isdigit() else " ".join(text.split())
    )
    if like and _CLOCK.match(text):
        text = f"{like.text} {text}"
    match = _POINT.fullmatch(text)
    if not match:
        raise BadTime(f"'{text}' is not a time|{advice(text)}")
    date_text = match["year"] + "".join(f"-{part}" for part in (match["month"], match["day"]) if part)
    marks = match["early"] + match["middle"] + match["late"]
    point = Point(
        date_text,
        _clock(match["clock"]),
        spelling(match["zone"] or ""),
        about="~" in marks or "%" in marks,
        uncertain="?" in marks or "%" in marks,
    )
    if point.zone:
        zone(point.zone)
    return replace(point, zone=like.zone) if like and not point.zone else point


def spelling(name: str) -> str:
    """A zone's name in one spelling: UTC for Z, GMT and +00, +02:00 for +0200, +02 and UTC+2."""
    if name.upper() in ("Z", "UTC", "GMT"):
        return "UTC"
    if match := _OFFSET.fullmatch(name):
        offset = f"{int(match[2]):02}:{match[3] or '00'}"
        return "UTC" if offset == "00:00" else f"{'+' if match[1] == '+' else '-'}{offset}"
    return name


def _spaced(found: re.Match[str]) -> str:
    """A compact time with its signs."""
    year, _, month, day, hour, minute, second = found.groups()
    clock = f" {hour}:{minute}{f':{second}' if second else ''}" if hour else ""
    return f"{year}-{month}-{day}{clock}"


def _clock(text: str | None) -> time | None:
    if text is None:
        return None
    try:
        hour, minute, second = (*map(int, text.split(":")), 0)[:3]
        return time(hour, minute, second)
    except ValueError:
        raise BadTime(f"there is no clock time {text}|Write the hour from 00:00 to 23:59") from None
