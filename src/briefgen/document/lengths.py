"""How long a time lasted, in words: never more precisely than its ends are written, and "about" where one of them is."""

from __future__ import annotations

from datetime import timedelta

from briefgen.document.words import Words
from briefgen.model.time import Interval, When

_LONG = timedelta(hours=48)
"""From here on days are told, with the hours beside them."""
_MANY = 14
"""Days from which the hours are not told."""
_SEASON, _MONTHS, _YEAR = 92, 36, 365.2425
"""Days from which months are told; months from which it is years; days of a year."""


def lasted(words: Words, when: When, meant: Interval) -> str:
    """ "about 5 h 30 min", "39 days", "up to 3 months", "some time between", "continuing"; empty for a moment, whose bounds say it.

    Days are civil ones, the first and the last of them counted; months and years bound what lasted somewhere within them.
    """
    start, end = when.start, when.end
    if when.form == "between":
        return words("length.between")
    if when.form != "lasted":
        return ""
    if end is None:
        return words("length.continuing" if when.ongoing else "length.end_unknown")
    if start is None:
        return words("length.start_unknown")
    if start.clock is not None and end.clock is not None:
        assert meant.earliest is not None and meant.latest is not None  # both ends are stated
        return _hedged(words, elapsed(words, meant.latest - meant.earliest), when)
    first, last = start.first_day, end.last_day
    precisions = {start.precision, end.precision}
    if precisions <= {"day", "minute", "second"}:
        return _hedged(words, days(words, (last - first).days + 1), when)
    if precisions <= {"month", "day", "minute", "second"}:
        months = (last.year - first.year) * 12 + last.month - first.month + 1
        return _hedged(words, words("length.up_to", n=words.count("length.month", months)), when)
    return _hedged(words, words("length.up_to", n=words.count("length.year", last.year - first.year + 1)), when)


def between(words: Words, first: When, second: When, zone: str) -> str:
    """How long after the beginning of one time another begins: "18 min", "about 39 days"; empty where that is not known, or not after.

    `zone`, the brief's, is that of times that name none.
    """
    if not all(when.form in ("moment", "lasted") and when.start for when in (first, second)):
        return ""
    starts = unsure = [first.leading, second.leading]
    if all(point.clock is not None for point in starts):
        apart = second.interval(zone).leading - first.interval(zone).leading
        said = elapsed(words, apart) if apart > timedelta(0) else ""
    elif {point.precision for point in starts} <= {"day", "minute", "second"}:
        count = (second.day - first.day).days
        said = days(words, count) if count > 0 else ""
        unsure = [point for point in starts if point.clock is None]  # a clock that is not sure leaves the day sure
    else:
        return ""
    about, uncertain = (any(getattr(point, name) for point in unsure) for name in ("about", "uncertain"))
    return _marked(words, said, about=about, uncertain=uncertain) if said else ""


def spread(
    words: Words, least: timedelta | None, most: timedelta | None, civil: int | None, *, about: bool, uncertain: bool
) -> str:
    """A time that lies between two bounds, each None where it is not known: "12 min", "at least 2 h", "1 h to 3 h", "up to 1 day".

    `civil` are the days between two dates, where neither end has a clock.
    """
    if civil is not None:
        said = days(words, civil) if civil > 0 else words("length.up_to", n=days(words, 1))
    elif most is None:
        said = words("count.at_least", n=elapsed(words, least or timedelta(0)))
    elif not least and most:
        said = words("length.up_to", n=elapsed(words, most))
    elif least == most:
        said = elapsed(words, most)
    else:
        said = words("time.range", start=elapsed(words, least or timedelta(0)), end=elapsed(words, most))
    return _marked(words, said, about=about, uncertain=uncertain)


def elapsed(words: Words, time: timedelta) -> str:
    """A time by the clock, in its two largest units: "7 h 05 min", "6 days 7 h"."""
    seconds = int(time.total_seconds())
    if time >= _LONG:
        hours = (seconds + 1800) // 3600
        whole, rest = divmod(hours, 24)
        return _two(words, days(words, whole), words("length.hour_short", n=rest) if rest and whole < _MANY else "")
    minutes, rest = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    if hours:
        return _two(
            words,
            words("length.hour_short", n=hours),
            words("length.minute_short", n=f"{minutes:02}") if minutes else "",
        )
    first = words("length.minute_short", n=minutes) if minutes else ""
    return _two(words, first, words("length.second_short", n=rest) if rest or not minutes else "")


def days(words: Words, n: int) -> str:
    """ "1 day", "39 days", "22 months", "7 years": from about three months on, and from about three years on, in the larger unit."""
    if n < _SEASON:
        return words.count("length.day", n)
    months = round(n * 12 / _YEAR)
    return words.count("length.month", months) if months < _MONTHS else words.count("length.year", round(n / _YEAR))


def _two(words: Words, first: str, second: str) -> str:
    return words("length.two", first=first, second=second) if first and second else first or second


def _hedged(words: Words, said: str, when: When) -> str:
    return _marked(words, said, about=when.about, uncertain=when.uncertain)


def _marked(words: Words, said: str, *, about: bool, uncertain: bool) -> str:
    said = words("time.about", time=said) if about else said
    return words("time.uncertain", time=said) if uncertain else said
