"""Dates, lengths of time and a mark's time in words, with the day where the ruler above it does not say it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_timedelta
from babel.numbers import format_decimal
from babel.units import format_unit

from briefgen.document.marks import Mark
from briefgen.timeline.axis import axis
from briefgen.timeline.moments import date_only
from briefgen.timeline.turns import DAY, Unit


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


def amount(unit: Unit, count: int, language: str) -> str:
    """A step of the calendar in the words of a language: "1 week", "15 minutes"."""
    weeks = unit == "day" and count % 7 == 0
    name, number = ("week", count // 7) if weeks else (unit, count)
    return str(format_unit(number, f"duration-{name}", locale=locale(language)))


def gap(length: float, language: str) -> str:
    """A length in seconds in whole days, from two years on in words: "77 days"."""
    days = round(length / DAY)
    return (
        duration(length, language) if days >= 730 else str(format_unit(days, "duration-day", locale=locale(language)))
    )


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


def _day(day: date, language: str) -> str:
    return str(format_date(day, "long", locale=locale(language)))


Dating = Literal["none", "day", "year"]

FEW_DAYS = 2 * 86400.0
HALF_A_YEAR = 183 * 86400.0


def dating(marks: Sequence[Mark]) -> Dating:
    """How far the labels must say the day because the ruler no longer shows it."""
    shown = sum(stretch.end - stretch.start for stretch in axis(marks, 0.0, 1.0, 0.0).stretches)
    return "none" if shown < FEW_DAYS else "day" if shown < HALF_A_YEAR else "year"


def time_label(mark: Mark, dated: Dating) -> str:
    """The time in words, with the day where the ruler does not say it."""
    if mark.context:
        return mark.on_date or mark.when
    if mark.extent == "span" and date_only(mark):
        dated = "day" if dated == "none" else dated  # a ruler says on which day it began, and not on which it ended
    return {"none": mark.when, "day": mark.on_day, "year": mark.on_date}[dated]
