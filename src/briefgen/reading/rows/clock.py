"""One cell of a log becomes the parts of a time, as a log or a tool writes it: in any order of day and month, with half days and names."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import NamedTuple
from unicodedata import decimal

from briefgen.reading.rows.preset import DateOrder

_MONTHS = (
    r"jan(?:uary|uar|vier)?|jänner|enero|stycznia",
    r"feb(?:ruary|ruar|rero)?|févr?(?:ier)?|lutego",
    r"mar(?:ch|s|ca|zo)?|märz?",
    r"apr(?:il)?|avr(?:il)?|abr(?:il)?|kwietnia",
    r"may(?:o)?|mai|maja",
    r"june?|juni?o?|juin|czerwca",
    r"july?|juli?o?|juil(?:let)?|lipca",
    r"aug(?:ust)?|août|ago(?:sto)?|sierpnia",
    r"sept?(?:ember|embre|iembre)?|września",
    r"o[ck]t(?:ober|obre|ubre)?|października",
    r"nov(?:ember|embre|iembre)?|listopada",
    r"de[cz](?:ember)?|déc(?:embre)?|dic(?:iembre)?|grudnia",
)
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})\.?"
_WEEKDAY = r"(?:(?:(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*[.,]*|[^\W\d_]{2,12}[.,]{1,2})\s+)?"
_DATES = (
    r"(?P<year>\d{4})(?P<sign>[-/.])(?P<second>\d{1,2})(?P=sign)(?P<third>\d{1,2})(?!\d)",
    r"(?P<year>\d{4})(?P<second>\d{2})(?P<third>\d{2})(?!\d)",
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<sign>[-/.])\s?(?P<second>\d{{1,2}})(?P=sign)\s?(?P<year>\d{{4}}|\d{{2}})(?!\d)",
    rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?:\s+de)?[\s-]*{_MONTH}(?:(?:\s+de)?,?[\s-]*(?P<year>\d{{4}})|[ -](?P<year2>\d{{2}})|)(?![\d:])",
    rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:,?\s+(?P<year>\d{{4}}))?(?![\d:])",
    rf"{_WEEKDAY}(?P<first>\d{{1,2}})(?P<sign>\.)\s?(?P<second>\d{{1,2}})\.(?!\d)",
)
_CLOCK = r"(?P<hour>\d{1,2})[:.h](?P<minute>\d{2})(?:[:.](?P<seconds>\d{2})(?:[.,]\d+)?)?(?!\d)(?:\s?(?P<half>[ap])\.?m\b\.?)?"
_COMPACT = r"(?P<hour2>\d{2})(?P<minute2>\d{2})(?P<seconds2>\d{2})?(?!\d)(?=\s?(?:Z|UTC|GMT|[+-]\d{2}|$))"
_ZONE = r"(?P<zone>Z|(?:UTC|GMT)(?:\s?[+\u2212-]\d{1,2}(?::?\d{2})?)?|[+\u2212-]\d{2}(?::?\d{2})?|(?-i:[A-Z][A-Za-z_]+(?:/[A-Za-z0-9_+-]+)+))"
_LETTERS = r"(?P<letters>(?-i:[A-Z]{2,5}))"
_BETWEEN = r"(?:\s*T\s*|\s*,\s*|,?\s+(?:at|um|à)\s+|\s+-\s+|\s+)"
_TAIL = rf"(?P<late>[~?]?)\s*[(\[]?(?:{_ZONE}|{_LETTERS})?[)\]]?\s*(?P<last>[~?]?)"
_ABOUT = re.compile(r"(?:~|≈|about\b|approx\b\.?|approximately\b|around\b|circa\b|ca?\.)\s*", re.IGNORECASE)
_FORMS = (
    *(
        re.compile(rf"(?:{form}){_TAIL}", re.IGNORECASE)
        for date in _DATES
        for form in (rf"{date}(?:{_BETWEEN}(?:{_CLOCK}|{_COMPACT}))?", rf"{_CLOCK}{_BETWEEN}{date}")
    ),
    re.compile(rf"{_CLOCK}{_TAIL}", re.IGNORECASE),
    re.compile(rf"T?(?P<hour>\d{{2}})(?P<minute>\d{{2}})(?=Z){_TAIL}", re.IGNORECASE),
    # the zone before the year, as the command `date` prints it
    re.compile(
        rf"{_WEEKDAY}{_MONTH}\s+(?P<day>\d{{1,2}})\s+{_CLOCK}\s+(?:{_ZONE}\s+|{_LETTERS}\s+)?(?P<year>\d{{4}})",
        re.IGNORECASE,
    ),
)
_SINCE_1970 = re.compile(r"(\d{10})(?:\.\d+)?|(\d{13})|(\d{16})")
_RANGE = re.compile(r"\s*(?:–|—|\s-\s|\bto\b|(?<=\d)-(?=\d{1,2}:\d{2}))\s*", re.IGNORECASE)
NO_YEAR = 0


class WrittenTime(NamedTuple):
    """What a cell says: `numbers` are the day, month and year of its date, or as they are written where the column decides which is
    which; the year `NO_YEAR` where none is said; None for a clock alone. `orders` are those in which they can stand; none where the
    month is in letters. `letters` are those of a zone that mean different things, such as CET."""

    numbers: tuple[int, int, int] | None
    clock: str = ""
    zone: str = ""
    letters: str = ""
    orders: tuple[DateOrder, ...] = ()
    mark: str = ""

    @property
    def settled(self) -> bool:
        """Whether nothing but the cell decides which number is the day."""
        return len(self.orders) < 2

    def day(self, order: str) -> str:
        """The date as 2022-11-15 in an order of day and month; empty where there is no such day."""
        if self.numbers is None:
            return ""
        day, month, year = self.numbers
        if not self.settled:
            if order and order not in self.orders:
                return ""
            if order == "mdy":
                day, month = month, day
            elif order == "ymd":
                day, year = year - 2000, 2000 + day
        try:
            return f"{datetime(year, month, day, tzinfo=UTC):%Y-%m-%d}" if year >= 1000 else ""
        except ValueError:
            return ""

    @property
    def days(self) -> dict[DateOrder, str]:
        """The date in each order in which there is one, where the column has to decide."""
        return {} if self.settled else {order: day for order in self.orders if (day := self.day(order))}


def parts(cell: str) -> tuple[WrittenTime, WrittenTime | None] | None:
    """The time that a cell says, and its end where it says two; None where it says none that can be read here."""
    text = _plain(cell)
    if whole := _one(text):
        return whole, None
    ends = _RANGE.split(text)
    if len(ends) == 2 and (first := _one(ends[0])) and (second := _one(ends[1])):
        return first, second
    return None


def _plain(cell: str) -> str:
    """A cell with single spaces and the digits 0 to 9 for those of any writing."""
    text = " ".join(cell.split())
    return text if text.isascii() else "".join(str(decimal(one)) if one.isdecimal() else one for one in text)


def _one(text: str) -> WrittenTime | None:
    about = _ABOUT.match(text)
    said = text[about.end() :] if about else text
    if found := _SINCE_1970.fullmatch(said):
        seconds = int(found[1] or found[2] or found[3]) / (1 if found[1] else 1000 if found[2] else 1_000_000)
        at = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=int(seconds))
        return WrittenTime((at.day, at.month, at.year), f"{at:%H:%M:%S}", "UTC")
    for form in _FORMS:
        if found := form.fullmatch(said):
            return _read(found, "~" if about else "")
    return None


def _read(found: re.Match[str], about: str) -> WrittenTime | None:
    part = {name: value for name, value in found.groupdict().items() if value}
    numbers: tuple[int, int, int] | None = None
    orders: tuple[DateOrder, ...] = ()
    year = part.get("year") or part.get("year2", "")
    full = int(year) + (2000 if len(year) == 2 else 0) if year else NO_YEAR
    first_too: tuple[DateOrder, ...] = ("ymd",) if len(year) == 2 else ()
    if "month" in part:
        numbers = int(part["day"]), _month(part["month"]), full
        orders = ("dmy", *first_too) if first_too else ()
    elif "third" in part:
        numbers, orders = (int(part["third"]), int(part["second"]), full), ("ymd",)
    elif "first" in part:
        numbers = int(part["first"]), int(part["second"]), full
        orders = ("dmy", *(() if part["sign"] == "." else ("mdy",)), *first_too)  # nobody writes m.d.y
    hour, minute, second = (part.get(name) or part.get(f"{name}2") for name in ("hour", "minute", "seconds"))
    clock = ""
    if hour and minute:
        at = int(hour)
        if half := part.get("half"):
            if not 1 <= at <= 12:
                return None
            at = at % 12 + (12 if half.lower() == "p" else 0)
        if at == 24 and int(minute) == 0 and numbers and len(orders) < 2:
            numbers, at = _next_day(numbers), 0
        if at > 23 or int(minute) > 59 or int(second or 0) > 59:
            return None
        clock = f"{at:02}:{minute}" + (f":{second}" if second else "")
    mark = about or part.get("late", "") or part.get("last", "")
    zone, letters = part.get("zone", ""), part.get("letters", "")
    if letters.upper() in ("Z", "UTC", "GMT"):
        zone, letters = letters.upper(), ""
    return WrittenTime(numbers, clock, zone.replace("\u2212", "-"), letters, orders, mark)


def _next_day(numbers: tuple[int, int, int]) -> tuple[int, int, int]:
    """The day after, which 24:00 begins; a day that the calendar lacks as it is, since it is told later."""
    try:
        after = datetime(numbers[2], numbers[1], numbers[0], tzinfo=UTC) + timedelta(days=1)
    except (ValueError, OverflowError):
        return numbers
    return after.day, after.month, after.year


def _month(name: str) -> int:
    """The number of a month, by its name or its first letters in one of five languages."""
    return next(n for n, names in enumerate(_MONTHS, 1) if re.fullmatch(names, name, re.IGNORECASE))
