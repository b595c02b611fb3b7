"""What an expression of time means: one function a kind, for all languages."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal

from briefgen.intake.draft.dates.order import SlashOrder

DateType = Literal["DATE", "TIME", "DURATION"]
DateBasis = Literal[
    "stated",
    "year inferred",
    "order inferred",
    "weekday",
    "relative",
    "relative, no publication date",
    "anchor unclear",
    "order unclear",
    "duration",
    "vague",
]
_JUST_NOW = 3
"""Days since which "last Tuesday" may be the one of the week before."""
_SEEN_BEFORE, _SEEN_BEHIND = 90, 60
"""Characters of a clause that may say whether it speaks of what was or of what is to come."""


@dataclass(frozen=True, slots=True)
class DateValue:
    """The meaning of an expression: TIMEX3's `value` (2022-11-15, 2022-W46, 2022-Q4, 2022-WI, 2022-11-15TEV, 2022-11-15T15:40Z, P9M), empty where it has none.

    Only "stated" is no inference. `other` is the other date that it may mean: where the clause speaks of what is to come, or of last Tuesday
    on a Wednesday; where the order of day and month is unclear, both that it may mean, "2022-03-11 or 2022-11-03".
    """

    type: DateType
    value: str
    basis: DateBasis
    other: str = ""


@dataclass(frozen=True, slots=True)
class DateWords:
    """The words of a language for dates, in small letters, and the cues by which a clause speaks of what is to come or was."""

    months: Mapping[str, int]
    weekdays: Mapping[str, int]
    offsets: Mapping[str, int]
    numbers: Mapping[str, int | None]
    units: Mapping[str, str]
    parts: Mapping[str, str]
    seasons: Mapping[str, str]
    back: frozenset[str]
    ahead: frozenset[str]
    later: frozenset[str]
    """Words by which a distance leads on from where it is counted."""
    unclear: frozenset[str]
    """Words after which it is not said from where one counts."""
    future: re.Pattern[str]
    past: re.Pattern[str]

    def number(self, word: str) -> float | None:
        word = word.lower()
        return float(word.replace(",", ".")) if word[0].isdigit() else self.numbers[word]

    def unit(self, word: str) -> str:
        return self.units[word.lower()]

    def month(self, word: str) -> int:
        return self.months[word.lower().rstrip(".")]

    def part(self, words: str) -> str:
        return next(sign for word, sign in self.parts.items() if words.lower().endswith(word))


_CLAUSE_END = re.compile(r"(?<![A-Z])(?<!\.[a-z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z][a-z])\.\s|\n|; |[”\"] ")
"""Where a clause ends: not behind an initial, a short title or the last letter of a.m."""


@dataclass(frozen=True, slots=True)
class Clause:
    """An expression where it stands; `order` is that of its text's dates with slashes, where one is known."""

    match: re.Match[str]
    words: DateWords
    order: SlashOrder = ""

    def __getitem__(self, name: str) -> str:
        """A part of the expression by name; empty where it has none."""
        return self.match.groupdict().get(name) or ""

    @property
    def ahead(self) -> bool:
        """True where the clause speaks of what is to come: by the nearest cue on the left, else by one on the right."""
        text, (start, end) = self.match.string, self.match.span()
        first = max(0, start - _SEEN_BEFORE)
        clause = max((mark.end() for mark in _CLAUSE_END.finditer(text, first, start)), default=first)
        right = re.split(r"[.;\n]", text[end : end + _SEEN_BEHIND])[0]
        left = text[clause:start]
        coming = [cue.end() for cue in self.words.future.finditer(left)]
        gone = [cue.end() for cue in self.words.past.finditer(left)]
        if coming or gone:
            return (coming[-1] if coming else -1) >= (gone[-1] if gone else -1)
        if right.startswith(("’s", "'s")):
            return False  # Wednesday's ruling
        return bool(self.words.future.search(right)) and not self.words.past.search(right[:25])


@dataclass(frozen=True, slots=True)
class DateRule:
    """A pattern, and what it means: (the clause, the day of publication) -> a value, or None where the words are no time after all."""

    pattern: re.Pattern[str]
    read: Callable[[Clause, dt.date], DateValue | None]
    words: DateWords


def stated(year: str | int, month: int = 0, day: str | int = 0, basis: DateBasis = "stated") -> DateValue:
    """A date that the text says in full. Raises ValueError for one that is not in the calendar."""
    if day:
        return DateValue("DATE", dt.date(int(year), month, int(day)).isoformat(), basis)
    return DateValue("DATE", f"{year}-{month:02d}" if month else str(year), basis)


def whole_date(clause: Clause, published: dt.date) -> DateValue:
    """3 March 2022; March 2022; 2022."""
    return stated(clause["y"], clause.words.month(clause["m"]) if clause["m"] else 0, clause["d"])


def digits(clause: Clause, published: dt.date) -> DateValue:
    """2022-03-03; 3.3.2022, where the order is settled."""
    year = int(clause["y"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    return stated(year, int(clause["m"]), clause["d"])


def slashes(clause: Clause, published: dt.date) -> DateValue:
    """3/11/2022: in the only order that is in the calendar, else in that of its text; no day where neither is known."""
    year, first, second = int(clause["y"]), int(clause["a"]), int(clause["b"])
    year += 0 if year > 99 else 2000 if year < 50 else 1900
    if first > 12:
        return stated(year, second, first)
    if second > 12 or first == second:
        return stated(year, first, second)
    days = {"day first": stated(year, second, first).value, "month first": stated(year, first, second).value}
    if clause.order:
        return DateValue("DATE", days.pop(clause.order), "order inferred")
    return DateValue("DATE", "", "order unclear", " or ".join(sorted(days.values())))


def month_and_day(clause: Clause, published: dt.date) -> DateValue | None:
    """March 3; Monday, March 3: of the year that brings it closest to publication, on the side that the clause speaks of; of one where
    the weekday is right."""
    return day_of_month(clause, published, clause.words.month(clause["m"]), int(clause["d"]))


def day_of_month(clause: Clause, published: dt.date, month: int, day: int) -> DateValue | None:
    """The day of the year that month_and_day takes; None where no year has it."""
    possible = []
    for year in (published.year - 1, published.year, published.year + 1):
        try:
            one = dt.date(year, month, day)
        except ValueError:
            continue
        if not clause["w"] or one.weekday() == clause.words.weekdays[clause["w"].lower()]:
            possible.append(one)
    if not possible:
        return None
    return DateValue("DATE", closest(possible, published, ahead=clause.ahead).isoformat(), "year inferred")


def closest(days: Iterable[dt.date], published: dt.date, *, ahead: bool) -> dt.date:
    """The day nearest to publication, where the other side than the clause speaks of counts as further away."""

    def distance(day: dt.date) -> tuple[int, dt.date]:
        far = (day - published).days
        wrong = 200 if ahead and far < 0 else (90 if far < 60 else 300) if not ahead and far > 0 else 0
        return abs(far) + wrong, day

    return min(days, key=distance)


def month_alone(clause: Clause, published: dt.date) -> DateValue:
    """In March: the last one, or the next one in a clause of what is to come."""
    month = clause.words.month(clause["m"])
    year = published.year + (month < published.month) if clause.ahead else published.year - (month > published.month)
    return DateValue("DATE", f"{year}-{month:02d}", "year inferred")


def weekday(clause: Clause, published: dt.date) -> DateValue:
    """The last such day up to and including the day of publication; the next one if the clause speaks of what is to come."""
    number, modifier = clause.words.weekdays[clause["w"].lower()], clause["mod"].lower()
    back, ahead = (published.weekday() - number) % 7, (number - published.weekday()) % 7
    other = ""
    if modifier in clause.words.back:
        day = published - dt.timedelta(back or 7)
        other = (day - dt.timedelta(7)).isoformat() if 0 < back <= _JUST_NOW else ""
    elif modifier in clause.words.ahead:
        day = published + dt.timedelta(ahead or 7)
    elif back == 0:
        day = published
    else:
        past, coming = published - dt.timedelta(back), published + dt.timedelta(ahead)
        day, other = (coming, past.isoformat()) if clause.ahead else (past, "")
    return _of_day(clause, day, other)


def _of_day(clause: Clause, day: dt.date, other: str = "") -> DateValue:
    basis: DateBasis = "weekday" if clause["w"] else "relative"
    if clause["part"]:
        return DateValue("TIME", f"{day}T{clause.words.part(clause['part'])}", basis, other)
    return DateValue("DATE", f"{day}", basis, other)


def offset(clause: Clause, published: dt.date) -> DateValue:
    """Yesterday; tomorrow evening; tonight."""
    word = clause["o"].lower()
    day = published + dt.timedelta(clause.words.offsets[word])
    if word in clause.words.parts and day == published:  # tonight
        return DateValue("TIME", f"{day}T{clause.words.parts[word]}", "relative")
    return _of_day(clause, day)


def ago(clause: Clause, published: dt.date) -> DateValue | None:
    """Three days ago; vor drei Tagen; a week later."""
    number, unit = clause.words.number(clause["n"]), clause.words.unit(clause["u"])
    way = clause["way"].lower()
    gone = way not in clause.words.later
    if number is None:
        return DateValue("DATE", "PAST_REF" if gone else "FUTURE_REF", "vague")
    if unit in ("TH", "TM", "TS"):
        return DateValue("TIME", f"{published}T", "vague")
    n = -int(number) if gone else int(number)
    value = _shifted(published, unit, n)
    return DateValue("DATE", value, "anchor unclear" if way in clause.words.unclear else "relative") if value else None


def relative(clause: Clause, published: dt.date) -> DateValue | None:
    """Last week; next month; this winter; the following year."""
    modifier, word = clause["mod"].lower(), clause["u"].lower()
    n = -1 if modifier in clause.words.back else 1 if modifier in clause.words.ahead else 0
    basis: DateBasis = "anchor unclear" if modifier in clause.words.unclear else "relative"
    if word in clause.words.seasons:
        return DateValue("DATE", f"{published.year + n}-{clause.words.seasons[word]}", basis)
    value = _shifted(published, clause.words.unit(word), n)
    return DateValue("DATE", value, basis) if value else None


def relative_month(clause: Clause, published: dt.date) -> DateValue:
    """Last March."""
    month, year = clause.words.month(clause["m"]), published.year
    if clause["mod"].lower() in clause.words.back and month >= published.month:
        year -= 1
    if clause["mod"].lower() in clause.words.ahead and month <= published.month:
        year += 1
    return DateValue("DATE", f"{year}-{month:02d}", "relative")


def _shifted(day: dt.date, unit: str, n: int) -> str:
    """The day, week, month ... that lies n units from a day."""
    months = day.year * 12 + day.month - 1 + n * (3 if unit == "Q" else 1)
    year, month = months // 12, months % 12 + 1
    match unit:
        case "D":
            return f"{day + dt.timedelta(n)}"
        case "W" | "WE":
            iso = (day + dt.timedelta(7 * n)).isocalendar()
            return f"{iso.year}-W{iso.week:02d}" + ("-WE" if unit == "WE" else "")
        case "M":
            return f"{year}-{month:02d}"
        case "Q":
            return f"{year}-Q{(month - 1) // 3 + 1}"
        case "Y":
            return str(day.year + n)
        case "DE":
            return str(day.year // 10 + n)
        case _:
            return ""


def duration(clause: Clause, published: dt.date) -> DateValue | None:
    """Nine months; a nine-month war."""
    number, unit = clause.words.number(clause["n"]), clause.words.unit(clause["u"])
    if unit in ("TS", "WE"):
        return None
    shown: object = "X" if number is None else int(number) if number == int(number) else number
    if unit == "Q" and number is not None:
        shown, unit = int(number * 3), "M"
    return DateValue("DURATION", f"PT{shown}{unit[1]}" if unit[0] == "T" else f"P{shown}{unit}", "duration")


def season(clause: Clause, published: dt.date) -> DateValue:
    """Winter; the winter of 2022."""
    sign = clause.words.seasons[clause["s"].lower()]
    return DateValue("DATE", f"{clause['y'] or published.year}-{sign}", "stated" if clause["y"] else "vague")


def vague(value: str) -> Callable[[Clause, dt.date], DateValue]:
    """Now; recently; in the future."""
    return lambda clause, published: DateValue("DATE", value, "vague")
