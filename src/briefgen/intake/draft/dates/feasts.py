"""Days of the year that are told by their name: Christmas Eve, Boxing Day 2004."""

from __future__ import annotations

import datetime as dt

from briefgen.intake.draft.dates.values import Clause, DateValue, closest, stated

_FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "boxing day": (12, 26)} | {
    f"new year{mark}s {day}": date for mark in ("'", "’") for day, date in {"eve": (12, 31), "day": (1, 1)}.items()
}
_FROM_EASTER = {"good friday": -2, "easter sunday": 0, "easter monday": 1}
NAMES = "Christmas Eve|Christmas Day|Boxing Day|New Year[’']s (?:Eve|Day)|Good Friday|Easter Sunday|Easter Monday|Thanksgiving(?: Day)?"


def feast(clause: Clause, published: dt.date) -> DateValue | None:
    """Christmas Eve: of the year that is named, or else of the one that brings it closest to publication. "Thanksgiving" alone, which
    may be the season, is the day behind "last" or with its year."""
    name, modifier = " ".join(clause["f"].lower().split()), clause["mod"].lower()
    if name == "thanksgiving" and not (modifier or clause["y"]):
        return None
    if clause["y"]:
        day = _day(name, int(clause["y"]))
        return stated(day.year, day.month, day.day)
    days = [_day(name, year) for year in (published.year - 1, published.year, published.year + 1)]
    if modifier in clause.words.back:
        chosen = max(day for day in days if day < published)
    elif modifier in clause.words.ahead:
        chosen = min(day for day in days if day > published)
    else:
        chosen = closest(days, published, ahead=clause.ahead)
    return stated(chosen.year, chosen.month, chosen.day, "year inferred")


def _day(name: str, year: int) -> dt.date:
    if name in _FIXED:
        return dt.date(year, *_FIXED[name])
    if name in _FROM_EASTER:
        return _easter(year) + dt.timedelta(_FROM_EASTER[name])
    return dt.date(year, 11, 22 + (3 - dt.date(year, 11, 1).weekday()) % 7)  # Thanksgiving: the fourth Thursday


def _easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (Meeus, Jones and Butcher)."""
    golden, century, rest = year % 19, year // 100, year % 100
    epact = (19 * golden + century - century // 4 - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return dt.date(year, month, day + 1)
