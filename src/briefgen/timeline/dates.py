"""Dates and lengths of time in the words of a language, as the chart prints them."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import format_decimal


def locale(language: str) -> Locale:
    """The locale of a language (BCP 47), or the nearest that is known."""
    for name in (language.replace("-", "_"), language.split("-")[0], "en_GB"):
        try:
            return Locale.parse(name)
        except (UnknownLocaleError, ValueError):
            continue
    return Locale("en")


def number(value: int, language: str) -> str:
    """A whole number with the separators of a language."""
    return str(format_decimal(value, locale=locale(language)))


def duration(length: float, language: str) -> str:
    """A length in seconds in the words of a language, such as "9 months"."""
    words: str = format_timedelta(timedelta(seconds=length), threshold=1.5, locale=locale(language))
    return words.replace("\u00a0", " ")  # it may stand in two lines


def period(first: datetime, last: datetime, language: str, clocks: bool) -> str:
    """From one local time to another: "12 August 2025, 16:05–20:43"; without `clocks` the days alone."""
    if not clocks:
        return days(first.date(), last.date(), language)
    if first.date() == last.date():
        times = f"{first:%H:%M}" if first == last else f"{first:%H:%M}–{last:%H:%M}"
        return f"{_day(first.date(), language)}, {times}"
    return " – ".join(f"{_day(moment.date(), language)}, {moment:%H:%M}" for moment in (first, last))


def days(first: date, last: date, language: str) -> str:
    """From one day to another: "12 August 2025 – 15 August 2025"."""
    return " – ".join(_day(day, language) for day in dict.fromkeys((first, last)))


def short_day(day: date, language: str, *, year: bool) -> str:
    """A day in few letters: "12 Aug", or "12 Aug 2025"."""
    return str(format_skeleton("yMMMd" if year else "MMMd", day, locale=locale(language))).replace("\u00a0", " ")


def _day(day: date, language: str) -> str:
    return str(format_date(day, "long", locale=locale(language)))
