"""Days, clocks and zones in words: a language's patterns, never the machine's locale or zone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from typing import Literal

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton

from briefgen.document.words import Words
from briefgen.model.point import has_city
from briefgen.model.point import zone as zone_of


def day(value: date, words: Words, form: str = "day") -> str:
    """A civil day by one of the catalogue's patterns: "day", "day_short", "day_bare", "month", "year"."""
    return _formatted(value, words(f"date.{form}"), words.language)


@lru_cache(maxsize=1 << 10)
def _formatted(value: date, pattern: str, language: str) -> str:
    """Kept, since many events are of one day."""
    return str(format_date(value, pattern, locale=Locale.parse(language, sep="-")))


_PATTERNS = ("day", "day_short", "day_bare", "month", "month_short", "year")


def not_patterns(words: Words) -> Iterator[str]:
    """The keys of a catalogue whose text should be a pattern of dates and is none (Unicode, LDML, part 4)."""
    for form in _PATTERNS:
        try:
            day(date(2000, 1, 1), words, form)
        except (ValueError, LookupError, AttributeError, TypeError):
            yield f"date.{form}"


def short(value: date, words: Words, *, year: bool) -> str:
    """A day in few letters: "12 Aug", or "12 Aug 2025"."""
    return _short(value, "yMMMd" if year else "MMMd", words.language)


@lru_cache(maxsize=1 << 10)
def _short(value: date, skeleton: str, language: str) -> str:
    said = format_skeleton(skeleton, value, locale=Locale.parse(language, sep="-"))
    return str(said).replace("\u00a0", " ")


_INTERVALS = {"year": "y", "month": "yMMM", "day": "yMMMd"}


def interval(first: date, last: date, precision: Literal["year", "month", "day"], words: Words, *, year: bool) -> str:
    """From one year, month or day to another, what they share said once: "1956–1962", "Mar–May 2022", "10–12 Jun 2009"."""
    skeleton = _INTERVALS[precision] if year or precision == "year" else _INTERVALS[precision].removeprefix("y")
    said = str(format_interval(first, last, skeleton, locale=words.locale)).replace("\u00a0", " ")
    return re.sub(r"\s*([–-])\s*", r"\1", said)


def clock(value: datetime) -> str:
    """ "15:40", with seconds where they are stated."""
    return f"{value:%H:%M:%S}" if value.second else f"{value:%H:%M}"


def offset(value: datetime) -> str:
    """ "UTC+1", "UTC+5:30", "UTC−5"."""
    delta = value.utcoffset() or timedelta()
    minutes = int(delta.total_seconds()) // 60
    if not minutes:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '−'}{hours}{f':{rest:02}' if rest else ''}"


def zone(value: datetime) -> str:
    """ "CET, UTC+1": the zone's letters where it has any, and its offset at that moment."""
    letters = value.tzname() or ""
    shown = offset(value)
    return f"{letters}, {shown}" if letters.isalpha() and letters != "UTC" and shown != "UTC" else shown


def city(name: str) -> str:
    """ "Europe/Warsaw" as "Warsaw"; what is named by no place as its offset: "UTC", "UTC+2"."""
    if not has_city(name):
        return offset(datetime(2000, 1, 1, tzinfo=zone_of(name)))
    return name.rpartition("/")[2].replace("_", " ")


def dtg(value: datetime) -> str:
    """The date-time group in UTC: "151440ZNOV22". Months are English in every language."""
    utc = value.astimezone(UTC)
    month = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")[utc.month - 1]
    return f"{utc:%d%H%M}Z{month}{utc:%y}"
