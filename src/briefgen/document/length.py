"""How long something lasted, in words: of hours and minutes what a clock says, of dates whole days or years."""

from __future__ import annotations

from datetime import timedelta

from briefgen.document.words import Words

_MINUTE, _HOUR, _DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
_IN_HOURS, _IN_DAYS, _YEAR = 48 * _HOUR, 730 * _DAY, 365.25
_ROUGH = 2 * _HOUR
"""From here a length between times that are only about is told in whole hours."""


def length(words: Words, lasted: timedelta, *, clocked: bool = True, about: bool = False) -> tuple[str, str]:
    """The number and the rest: ("5", "h 50 min"), ("39", "days"), ("14", "years 10 months"); without clocks in whole days.

    `about`: an end is not sure, so that of several hours minutes would say too much.
    """
    if lasted >= _IN_DAYS:
        years, rest = divmod(lasted / _DAY, _YEAR)
        months = int(rest / (_YEAR / 12))
        parts = [words.count("length.years", int(years))]
        parts += [words.count("length.months", months)] if months else []
    elif not clocked or lasted >= _IN_HOURS:
        parts = [words.count("length.days", max(round(lasted / _DAY), 1))]
    elif lasted < _HOUR:
        parts = [words("length.minutes", n=round(lasted / _MINUTE))]
    elif about and lasted >= _ROUGH:
        parts = [words("length.hours", n=round(lasted / _HOUR))]
    else:
        hours, minutes = divmod(round(lasted / _MINUTE), 60)
        parts = [words("length.hours", n=hours)]
        parts += [words("length.minutes", n=minutes if minutes > 9 else f"0{minutes}")] if minutes else []
    number, _, unit = " ".join(parts).partition(" ")
    return number, unit
