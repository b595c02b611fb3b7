"""Days, clocks and zones in words: a language's patterns, never the machine's locale or zone."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from babel.dates import format_date

from briefgen.document.words import Words
from briefgen.model.point import has_city
from briefgen.model.point import zone as zone_of


def day(value: date, words: Words, form: str = "day") -> str:
    """A civil day by one of the catalogue's patterns: "day", "day_short", "day_bare", "month", "year"."""
    return str(format_date(value, words(f"date.{form}"), locale=words.locale))


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
