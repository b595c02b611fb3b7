"""A clock that stands beside a day is part of its time; what it means is taken only where the words leave nothing open."""

from __future__ import annotations

import re
from dataclasses import replace

from briefgen.intake.draft.dates.values import DateValue

Dated = tuple[int, int, DateValue]

_ZONE = (
    r"(?-i:(?P<near>Z|\+\d{2}:\d{2})\b|\s?\(?(?P<zone>UTC|GMT)\b(?!\s?[+\u2212\d-])\)?"
    r"|\s\(?(?:[A-Z]{2,4}T|MEZ|MESZ|local time|Ortszeit)\b\)?)?"
)
"""A zone that settles the moment; letters that mean different things are part of the words alone. "15:40-16:00" is no offset."""
_CLOCKS = {
    "en": re.compile(
        r"(?P<lead>(?:\b(?:at|about|around|just|shortly|before|after|by|from|since|until)\s+){0,4})(?<![\d:.])"
        rf"\b(?P<hour>\d{{1,2}})(?:(?::(?P<minute>\d\d))(?:\s?(?P<half>[ap])\.?m\b\.?)?|(?:\.(?P<minute2>\d\d))?\s?(?P<half2>[ap])\.?m\b\.?){_ZONE}(?![\d:])",
        re.IGNORECASE,
    ),
    "de": re.compile(
        r"(?P<lead>(?:\b(?:um|gegen|kurz|nach|vor|ab|seit|bis|etwa|rund|ca\.)\s+){0,4})(?<![\d:.])"
        rf"\b(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?\s?Uhr\b{_ZONE}(?!\s?\d)",
        re.IGNORECASE,
    ),
    "pl": re.compile(
        r"(?P<lead>(?:\b(?:o|około|ok\.|tuż|przed|po|od|do)\s+){0,4})\bgodz(?:\.|inie|iny|iną|ina)\s*"
        rf"(?P<hour>\d{{1,2}})(?:[.:](?P<minute>\d\d))?\b{_ZONE}(?![\d:])",
        re.IGNORECASE,
    ),
}
_EXACT = frozenset(("at", "um", "o"))
"""What stands before a clock that is meant as it is: after "about" or "shortly after" it is another moment."""
_BEHIND = re.compile(r",?\s+")
_BEFORE = re.compile(r",?\s+(?:(?:on|am|dem|w|we|of)\s+)?", re.IGNORECASE)
_SECOND = re.compile(r"(?:\b(?:and|to|or|und|oder|bis|i|do|lub)\s+|[-–—/]\s?)$", re.IGNORECASE)
"""What stands before the second of two clocks."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d(?:T[A-Z]{2})?")


def with_clocks(text: str, found: list[Dated], language: str) -> list[Dated]:
    """The dates, each that is a day with the clock right before or behind it. In the value, a clock has a zone only where the words
    name one, and mean that very minute. Linear time."""
    pattern = _CLOCKS.get(language)
    if not pattern:
        return found
    begin, end = {one[0]: n for n, one in enumerate(found)}, {one[1]: n for n, one in enumerate(found)}
    made = list(found)
    for clock in pattern.finditer(text):
        n = _beside(text, clock, begin, end)
        if n is None or made[n] != found[n] or not _DAY.fullmatch(found[n][2].value):
            continue
        first, last, value = found[n]
        if not (said := _clock(clock, behind=last <= clock.start())):
            continue
        timed = replace(value, type="TIME", value=f"{value.value[:10]}T{said}")
        made[n] = min(first, clock.start()), max(last, clock.end()), timed
    return made


def _beside(text: str, clock: re.Match[str], begin: dict[int, int], end: dict[int, int]) -> int | None:
    """Which of the dates a clock stands beside, by where they begin and end."""
    gap = _BEFORE.match(text, clock.end())
    if gap and gap.end() in begin:
        return begin[gap.end()]
    before = clock.start() - 1
    while before > 0 and text[before - 1 : before + 1].isspace():
        before -= 1
    at = next((one for one in (before, before - 1) if one in end), None)
    return end[at] if at is not None and _BEHIND.fullmatch(text, at, clock.start()) else None


def _clock(clock: re.Match[str], *, behind: bool) -> str:
    """15:40, with its zone where nothing is open; empty for what no clock shows. `behind` its day it needs no word before it."""
    part = clock.groupdict()
    hour, minute = int(part["hour"]), int(part["minute"] or part.get("minute2") or 0)
    if half := part.get("half") or part.get("half2"):
        if not 1 <= hour <= 12:
            return ""
        hour = hour % 12 + (12 if half.lower() == "p" else 0)
    if hour > 23 or minute > 59:
        return ""
    alone = not _SECOND.search(clock.string[max(0, clock.start() - 10) : clock.start()])
    lead = " ".join(part["lead"].lower().split())
    exact = alone and (lead in _EXACT or (behind and not lead))
    zone = part["near"] or ("Z" if part["zone"] else "")
    return f"{hour:02}:{minute:02}{zone if exact else ''}"
