"""A time in words as it is typed: what it means in its zone, here and in UTC, or what is wrong with it."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfoNotFoundError

from babel.dates import format_date

from briefgen.document.dates import city, clock
from briefgen.model.point import BadTime, Point, has_city, parse_point
from briefgen.model.point import zone as zone_of
from briefgen.model.time import Basis, When

_HOW: dict[Basis, str] = {
    "stated": "as the source says it",
    "inferred_from_weekday": "worked out from the weekday",
    "inferred_from_context": "worked out from the rest of the text",
    "inferred_from_duration": "worked out from how long it took",
    "estimated": "estimated",
}


@dataclass(frozen=True, slots=True)
class TimeInWords:
    """What a time means; or what is wrong with it, where it is `wrong`."""

    words: str
    wrong: bool = False


def said(text: str, zone: str, here: str, fold: int | None = None) -> TimeInWords:
    """A time as it is typed, in words. `zone` is that of its clocks, empty for `here`, the brief's own; nothing is said of no time."""
    text = " ".join(text.split())
    if not text:
        return TimeInWords("")
    if wrong := next(_wrong(text), ""):
        return TimeInWords(wrong, wrong=True)
    try:
        zone_of(zone or here)
        when = When.model_validate({"at": text, "zone": zone, "fold": fold})
        fault = when.fault(here)
    except BadTime as error:
        return TimeInWords(_sentences(str(error)), wrong=True)
    except (ValueError, ZoneInfoNotFoundError) as error:
        return TimeInWords(_sentences(_first(error)), wrong=True)
    if fault:
        return TimeInWords(_fault(when, fault, zone or here), wrong=True)
    return TimeInWords(_meaning(when, zone, here))


def source_of(basis: str, as_written: str) -> str:
    """Where a time comes from: From “earlier on Wednesday”, worked out from the weekday. Empty where nothing is said of it."""
    how = next((words for known, words in _HOW.items() if known == basis), "")
    if as_written:
        return f"From “{' '.join(as_written.split())}”, {how or _HOW['stated']}."
    return f"{how[:1].upper()}{how[1:]}." if how and basis != "stated" else ""


def day(value: date) -> str:
    """Wednesday 16 November 2022."""
    return str(format_date(value, "EEEE d MMMM y", locale="en_GB"))


# -- what it means --------------------------------------------------------------------------------------------------------


def _meaning(when: When, zone: str, here: str) -> str:
    first, last = (_end(point, zone, here) if point else "" for point in (when.start, when.end))
    same_day = when.start and when.end and when.start.clock and when.end.clock and when.start.text == when.end.text
    if same_day and when.end:
        last = last.removeprefix(f"{day(when.end.first_day)}, ")
    match when.form:
        case "moment":
            bare = when.start and when.start.precision == "day"
            return f"{first[:1].upper()}{first[1:]}{', no clock time' if bare else ''}."
        case "lasted" if when.ongoing:
            return f"From {first}, still going on."
        case "lasted" if not last:
            return f"From {first}; when it ended is not known."
        case "lasted" if not first:
            return f"Until {last}; when it began is not known."
        case "lasted":
            return f"From {first}{',' if ', ' in first else ''} to {last}."
        case "between":
            return f"Once between {first} and {last}."
        case "by":
            return f"Not later than {last}."
        case "after":
            return f"Not before {first}."


def _end(point: Point, zone: str, here: str) -> str:
    """One end: its day, month or year, or its clock wherever that is looked at."""
    about = "about " if point.about else "perhaps " if point.uncertain else ""
    own = point.zone or zone
    match point.precision:
        case "decade":
            return f"{about}{point.first_day.year} to {point.last_day.year}"
        case "year":
            return f"{about}{point.first_day.year}"
        case "season":
            return f"{about}{point.season} {point.text[:4]}"
        case "month":
            return f"{about}{format_date(point.first_day, 'MMMM y', locale='en_GB')}"
        case "day":
            return f"{about}{day(point.first_day)}{f' in {city(own)}' if own else ''}"
        case "minute" | "second":
            return f"{day(point.first_day)}, {about}{', '.join(_clocks(point, own, here))}"


def _clocks(point: Point, own: str, here: str) -> Iterator[str]:
    """15:40 in Kyiv, 14:40 here, 13:40 UTC: each place once, with its day where that is another."""
    moment = point.earliest(own or here)
    places = {_where(name, here): name for name in (own or here, here, "UTC")}
    for where, name in places.items():
        local = moment.astimezone(zone_of(name))
        other = f" on {_short(local.date())}" if local.date() != point.first_day else ""
        yield f"{clock(local)} {where}{other}"


def _where(zone: str, here: str) -> str:
    """ "UTC", "here", "in Kyiv", "UTC+5:30"."""
    called = city(zone)
    if called == "UTC":
        return "UTC"
    if zone == here:
        return "here"
    return f"in {called}" if has_city(zone) else called


# -- what is wrong --------------------------------------------------------------------------------------------------------

_DATE = re.compile(r"(?<![\d-])(\d{4})-(\d{2})-(\d{2})(?!\d)")
_MONTH = re.compile(r"(?<![\d-])\d{4}-(\d{2})(?!\d)")
_CLOCK = re.compile(r"(?<=[T\s/])(\d{1,2}):(\d{2})(?::(\d{2}))?(?!\d)")
_CLOCK_ALONE = re.compile(r"(\d{1,2}):(\d{2})(?::\d{2})?(?!\d)")


def _wrong(text: str) -> Iterator[str]:
    """What is wrong with a day or a clock, as one would say it."""
    if found := _CLOCK_ALONE.match(text):
        yield from _of_clock(found)
        yield f"{found[0]} on which day? Write the date before it."
    for found in _DATE.finditer(text):
        year, month, number = map(int, found.groups())
        if not (year and 1 <= month <= 12):
            continue
        most = calendar.monthrange(year, month)[1]
        if not 1 <= number <= most:
            name = calendar.month_name[month] + (f" {year}" if month == 2 else "")
            yield f"{name} has {most} days. Do you mean {year:04}-{month:02}-{most if number else 1:02}?"
    for found in _MONTH.finditer(text):
        if not (1 <= int(found[1]) <= 12 or 21 <= int(found[1]) <= 24):
            yield f"There is no month {found[1]}. Months run from 01 to 12."
    for found in _CLOCK.finditer(text):
        yield from _of_clock(found)
    yield from _backwards(text)


def _of_clock(found: re.Match[str]) -> Iterator[str]:
    if int(found[1]) > 23 or int(found[2]) > 59:
        yield f"There is no {found[1]}:{found[2]}. Clock times run from 00:00 to 23:59."


def _backwards(text: str) -> Iterator[str]:
    """The end of a span that lies before its start."""
    for sign in ("/", ".."):
        first, _, last = text.partition(sign)
        try:
            start = parse_point(first.strip())
            end = parse_point(last.strip(), like=start)
        except BadTime:
            continue
        if start.precision == end.precision == "day" and end.first_day < start.first_day:
            called = _short if end.first_day.year == start.first_day.year else day
            yield f"The end, {called(end.first_day)}, is before the start, {called(start.first_day)}."
        if start.text == end.text and start.zone == end.zone and start.clock and end.clock and end.clock < start.clock:
            yield f"The end, {end.clock:%H:%M}, is before the start, {start.clock:%H:%M}."


def _short(value: date) -> str:
    return str(format_date(value, "EEEE d MMMM", locale="en_GB"))


def _fault(when: When, fault: str, zone: str) -> str:
    for point in (when.start, when.end):
        if point and (of_clock := point.fault(zone)):
            at = f"{clock(datetime.combine(point.first_day, point.clock))}" if point.clock else ""
            if "happened twice" in of_clock:
                return f"{at} came twice that day, when the clocks in {city(zone)} went back. Say which of the two."
            return f"{at} did not exist that day: the clocks in {city(zone)} went forward. Check the hour, or write it in UTC."
    return _sentences(fault)


def _first(error: Exception) -> str:
    """The first thing that the model finds wrong, in its words."""
    errors = getattr(error, "errors", None)
    if errors is None:
        return str(error)
    found = errors()[0]
    return str(found.get("ctx", {}).get("error", found["msg"])).removeprefix("Value error, ")


def _sentences(told: str) -> str:
    """ "what is wrong|what to write instead" as two sentences."""
    parts = (part.strip() for part in told.split("|"))
    return " ".join(f"{part[:1].upper()}{part[1:].rstrip('.')}." for part in parts if part)
