"""Dates, lengths of time and a mark's time in words, with the day where the ruler above it does not say it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Literal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton, format_timedelta
from babel.numbers import format_decimal

from briefgen.document.blocks import Mark
from briefgen.timeline.axis import axis, bounds
from briefgen.timeline.form import date_only
from briefgen.timeline.fragments import Sheet


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


Dating = Literal["none", "day", "year"]

FEW_DAYS = 2 * 86400.0
HALF_A_YEAR = 183 * 86400.0
_DATE_TIME_GROUP = re.compile(r"\b\d{6}[A-Z]{4}\d\d\b")


def dating(marks: Sequence[Mark]) -> Dating:
    """How far the labels must say the day because the ruler no longer shows it."""
    shown = sum(stretch.end - stretch.start for stretch in axis(marks, 0.0, 1.0, 0.0).stretches)
    return "none" if shown < FEW_DAYS else "day" if shown < HALF_A_YEAR else "year"


def time_label(sheet: Sheet, mark: Mark, dated: Dating) -> str:
    """The time in words, with the day where neither they nor the ruler say it."""
    if mark.day is None or (dated == "none" and not mark.context) or _says_day(mark, mark.day):
        return mark.when
    day = dict(sheet.words.days).get(mark.day, mark.day.isoformat())
    if bounds(mark)[1] - bounds(mark)[0] < FEW_DAYS or mark.extent != "civil":
        day = short_day(mark.day, sheet.language, year=dated != "day")
    return f"{day}, {mark.when}" if mark.when else day


def _says_day(mark: Mark, day: date) -> bool:
    """True where the time in words has the day in it: a military date-time group, bounds that are days, a year."""
    if _DATE_TIME_GROUP.search(mark.when) or (mark.extent in ("between", "before", "after") and date_only(mark)):
        return True
    return str(day.year) in mark.when and not (mark.extent == "span" and mark.end)  # "to 16 Nov 2022" is only its end
