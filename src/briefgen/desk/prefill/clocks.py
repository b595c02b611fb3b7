"""Clock times of a passage, each with the zone that its words name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from zoneinfo import available_timezones

from briefgen.model.point import BadTime, authored_zone, spelling
from briefgen.model.time_advice import zone_advice

_CLOCK = re.compile(
    r"(?<![\w:.,/+-])(?:(?P<h>[01]?\d|2[0-3])[:.](?P<m>[0-5]\d)(?::[0-5]\d)?(?![\d:]|[.,]\d)(?P<half>\s?[ap]\.?\s?m\b\.?)?"
    r"|(?P<hour>1[0-2]|0?[1-9])(?P<part>\s?[ap]\.?\s?m\b\.?)"
    r"|(?P<four>(?:[01]\d|2[0-3])[0-5]\d)(?=\s?(?:Z\b|UTC|GMT|hours?\b|hrs\b|local))|(?P<noon>\bnoon\b))(?P<unit>\s?(?:Uhr|hours?|hrs?|h)\b)?",
    re.IGNORECASE,
)
_POINTED = re.compile(r"\b(?:at|um|gegen|o|godz\.?|about|around|około)\s+$", re.IGNORECASE)
"""What stands before 15.40 where that is a clock and no number."""
_ABOUT = re.compile(r"\b(?:about|around|circa|shortly (?:after|before)|gegen|około)\s+$", re.IGNORECASE)
_ZONE = re.compile(
    r"\s?\(?(?:(?P<utc>(?:UTC|GMT)(?:\s?[+\u2212-]\d{1,2}(?::?\d{2})?)?|Z)\b|(?P<letters>[A-Z]{3,5})\b"
    r"|(?P<local>local(?: time)?\b|Ortszeit|czasu lokalnego)|(?P<city>[A-Z][\w’'-]+(?: [A-Z][\w’'-]+)*) time\b)",
)


@dataclass(frozen=True, slots=True)
class ClockSaid:
    """A clock time at text[start:end]; `zone` as it is written in a brief, empty where the words name none; `remark` says what to look at."""

    start: int
    end: int
    words: str
    clock: str
    zone: str = ""
    about: bool = False
    remark: str = ""


def clocks(text: str, span: tuple[int, int]) -> Iterator[ClockSaid]:
    """The clock times of text[start:end], in order."""
    for match in _CLOCK.finditer(text, *span):
        before = text[max(0, match.start() - 16) : match.start()]
        clock = _clock(match, pointed=_POINTED.search(before) is not None)
        if not clock:
            continue
        end = match.end()
        zone, remark = "", ""
        if (named := _ZONE.match(text, end, span[1])) and (found := _zone(named)):
            zone, remark = found
            end = named.end()
        yield ClockSaid(
            match.start(), end, text[match.start() : end], clock, zone, _ABOUT.search(before) is not None, remark
        )


def _clock(match: re.Match[str], *, pointed: bool) -> str:
    if match["noon"]:
        return "12:00"
    if match["four"]:
        return f"{match['four'][:2]}:{match['four'][2:]}"
    half = re.sub(r"[^ap]", "", (match["half"] or match["part"] or "").casefold())[:1]
    hour = int(match["h"] or match["hour"])
    if half and hour > 12:
        return ""
    if match["h"] and match[0][len(match["h"])] == "." and not (half or match["unit"] or pointed):
        return ""  # 12.30 may be a number
    hour = hour % 12 + 12 if half == "p" else hour % 12 if half == "a" else hour
    return f"{hour:02}:{match['m'] or '00'}"


def _zone(match: re.Match[str]) -> tuple[str, str] | None:
    """The zone that words behind a clock name, and what to look at; None where they name none."""
    if match["utc"]:
        return spelling(match["utc"].replace(" ", "")), ""
    if match["local"]:
        return "", "“local time”: write the zone of the place that is meant."
    if match["letters"]:
        advice = zone_advice(match["letters"], ())
        plain = advice.startswith("Write an IANA name")
        return None if plain else ("", f"“{match['letters']}” may mean several zones. {advice}.")
    named = _of_city().get(match["city"].casefold().replace(" ", "_"), "")
    return (named, "") if named else ("", f"“{match['city']} time” is the time of no zone that is known: write it.")


@cache
def _of_city() -> dict[str, str]:
    """The zone of each city that one is named after, where it is one; in one spelling, since Kiev and Kyiv are both listed."""
    found: dict[str, set[str]] = {}
    for name in available_timezones():
        head, _, city = name.rpartition("/")
        if head and not name.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/")) and _is_zone(name):
            found.setdefault(city.casefold(), set()).add(name)
    return {city: min(names) for city, names in found.items() if len(names) == 1}


def _is_zone(name: str) -> bool:
    try:
        authored_zone(name)
    except BadTime:
        return False
    return True
