"""What to write instead of a time or a zone that cannot be read: the date that was probably meant, in the order that is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from datetime import date, datetime, timedelta

LEGAL = "Write 2022, 2022-11, 2022-11-15, 2022-11-15 15:40 or 2022-11-15 15:40 Europe/Kyiv, with ~ (about) or ? (uncertain) after it"

STANDING = {
    "EST": "America/New_York, or -05:00",
    "MST": "America/Denver or America/Phoenix, or -07:00",
    "HST": "Pacific/Honolulu, or -10:00",
}
"""Names in the IANA list that mean one offset the whole year, each with what to write for what people mean by them."""
_LETTERS = STANDING | {
    "EDT": "America/New_York",
    "CST": "America/Chicago, or Asia/Shanghai",
    "CDT": "America/Chicago",
    "MDT": "America/Denver",
    "PST": "America/Los_Angeles",
    "PDT": "America/Los_Angeles",
    "AKST": "America/Anchorage",
    "AKDT": "America/Anchorage",
    "AST": "America/Halifax, or Asia/Riyadh",
    "ADT": "America/Halifax",
    "NST": "America/St_Johns",
    "BST": "Europe/London, or Asia/Dhaka",
    "IST": "Asia/Kolkata, Asia/Jerusalem or Europe/Dublin",
    "CET": "Europe/Warsaw, or another city's",
    "CEST": "Europe/Warsaw, or another city's",
    "EEST": "Europe/Kyiv, or another city's",
    "MSK": "Europe/Moscow",
    "JST": "Asia/Tokyo",
    "KST": "Asia/Seoul",
    "PKT": "Asia/Karachi",
    "SGT": "Asia/Singapore",
    "AEST": "Australia/Sydney, or Australia/Brisbane",
    "AEDT": "Australia/Sydney",
    "ACST": "Australia/Adelaide",
    "AWST": "Australia/Perth",
    "NZST": "Pacific/Auckland",
    "NZDT": "Pacific/Auckland",
    "SAST": "Africa/Johannesburg",
    "EAT": "Africa/Nairobi",
    "WAT": "Africa/Lagos",
}
"""Letters of zones, each with the IANA names of whom they may stand for."""

_CLOCK = r"(?:[T, ]+(\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?)?"
_NUMBERS = re.compile(r"(?<![\d-])(\d{1,2})([./-])(\d{1,2})\2(\d{4}|\d{2})(?![\d-])" + _CLOCK)
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})([./])(\d{1,2})\2(\d{1,2})(?!\d)" + _CLOCK)
_YEAR_MONTH = re.compile(r"(\d{4})/(0[1-9]|1[0-2])")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAME = rf"({'|'.join(_MONTHS)})[a-z]*\.?"
_DAY_NAME = re.compile(rf"(\d{{1,2}})(?:st|nd|rd|th)?[ -]?{_NAME}[ ,-]*(\d{{4}})" + _CLOCK, re.IGNORECASE)
_NAME_DAY = re.compile(rf"{_NAME} (\d{{1,2}})(?:st|nd|rd|th)?,? (\d{{4}})" + _CLOCK, re.IGNORECASE)
_HALF_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2})(:\d{2})(?::\d{2})? ?([ap])\.?m\.?", re.IGNORECASE)
_SERIAL = re.compile(r"(\d{5})(?:[.,](\d+))?")
_BARE_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?!\d)")
_WITH_LETTERS = re.compile(r"\d{4}-\d{2}-\d{2}.* ([A-Z]{2,5})")


def advice(text: str) -> str:
    """What to write instead of a text that is no time."""
    found = slashed(text) or _serial(text) or _named(text) or _half_day(text)
    if found:
        return found
    if _BARE_CLOCK.match(text):
        return f"A clock needs its date: 2022-11-15 {text}"
    if letters := _WITH_LETTERS.fullmatch(text):
        name = _LETTERS.get(letters[1], "Europe/Warsaw, or UTC, or +01:00")
        return f"Write the zone as an IANA name such as {name}: letters such as {letters[1]} mean different things"
    return LEGAL


def slashed(text: str) -> str:
    """What to write for a date of numbers in another order or with other signs, anywhere in the text; empty for none."""
    if found := _YEAR_FIRST.search(text):
        return _year_first(_dates((found[1], found[3], found[4])), found[5])
    if found := _NUMBERS.search(text):
        first, second, year = found[1], found[3], found[4] if len(found[4]) == 4 else f"20{found[4]}"
        return _year_first(_dates((year, second, first), (year, first, second)), found[5])
    if found := _YEAR_MONTH.fullmatch(text.strip()):
        return f"Write {found[1]}-{found[2]} for that month"
    return ""


def zone_advice(name: str, names: Collection[str]) -> str:
    """What to write instead of the name of no zone."""
    if name.upper() in _LETTERS:
        return f"Write {_LETTERS[name.upper()]}"
    same = next((known for known in sorted(names) if known.casefold() == name.casefold().replace(" ", "_")), "")
    return f"Write {same}" if same else "Write an IANA name such as Europe/Warsaw, or UTC, or +01:00"


def _year_first(found: list[date], clock: str | None) -> str:
    at = f" {clock.zfill(5)}" if clock else ""
    if len(found) == 2:
        return f"Write the year first: {found[0]}{at} if the day comes first in yours, {found[1]}{at} if the month does"
    return f"Write the year first: {found[0]}{at}" if found else LEGAL


def _dates(*orders: tuple[str, str, str]) -> list[date]:
    """The different days that numbers can mean."""
    return list(dict.fromkeys(_existing(orders)))


def _existing(orders: tuple[tuple[str, str, str], ...]) -> Iterator[date]:
    for year, month, day in orders:
        try:
            yield date(int(year), int(month), int(day))
        except ValueError:
            continue


def _named(text: str) -> str:
    if found := _DAY_NAME.fullmatch(text):
        day, name, year, clock = found.groups()
    elif found := _NAME_DAY.fullmatch(text):
        name, day, year, clock = found.groups()
    else:
        return ""
    return _year_first(_dates((year, str(_MONTHS.index(name.lower()) + 1), day)), clock)


def _half_day(text: str) -> str:
    if not (found := _HALF_DAY.match(text)):
        return ""
    hour = int(found[2]) % 12 + (12 if found[4] in "pP" else 0)
    return f"Write the clock from 00:00 to 23:59: {found[1]} {hour:02}{found[3]}"


def _serial(text: str) -> str:
    """A spreadsheet's number of a day, which is counted from the end of 1899."""
    if not (found := _SERIAL.fullmatch(text)):
        return ""
    at = datetime.fromisoformat("1899-12-30") + timedelta(minutes=round(float(f"{found[1]}.{found[2] or 0}") * 1440))
    day = f"{at:%Y-%m-%d %H:%M}" if found[2] else f"{at:%Y-%m-%d}"
    return f"A spreadsheet's number for {day}, it seems: give the column the format of text, and write {day}"
