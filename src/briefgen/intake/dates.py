"""A date as a document states it, as a time of brief.yaml."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime

from briefgen.model.point import BadTime, parse_point

_DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_ISO = re.compile(
    r"(\d{4}-\d{2}-\d{2})[T ](\d{1,2}:\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?(?:\d{2})?)?", re.IGNORECASE
)
_MAIL = re.compile(r"(?:[A-Za-z]{3,9},?\s+)?\d{1,2}\s+[A-Za-z]{3}\w*\s+\d{4}\s+\d{1,2}:\d{2}")


def stated(text: str) -> tuple[str, str]:
    """The time that a date in a document's data means, and what to tell of it. Without a zone, a clock is told and not taken: in
    the brief it would be one of the brief's zone. Seconds are left out, and midnight is the day. Both empty for what is no date."""
    text = " ".join(text.split())
    if _DAY.fullmatch(text):
        return _legal(text), ""
    if found := _ISO.match(text):
        return _clocked(found[1], found[2].zfill(5), (found[3] or "").upper())
    if _MAIL.match(text):
        return _of_mail(text)
    return "", ""


def _of_mail(text: str) -> tuple[str, str]:
    """RFC 5322, whose -0000 says that the zone is not known."""
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return "", ""
    return _clocked(f"{moment:%Y-%m-%d}", f"{moment:%H:%M}", _offset(moment))


def _offset(moment: datetime) -> str:
    offset = moment.utcoffset()
    if offset is None:
        return ""
    if not offset:
        return "Z"
    hours, minutes = divmod(int(abs(offset) / timedelta(minutes=1)), 60)
    return f"{'-' if offset < timedelta() else '+'}{hours:02}:{minutes:02}"


def _clocked(day: str, clock: str, zone: str) -> tuple[str, str]:
    if clock == "00:00":
        return _legal(day), ""
    if not zone:
        return _legal(day), f"it states {day} {clock} as its date, without a zone: only the day was taken"
    return _legal(f"{day} {clock}{_spelled(zone)}"), ""


def _spelled(zone: str) -> str:
    if zone in ("UTC", "GMT") or re.fullmatch(r"[+-]00:?(?:00)?", zone):
        return "Z"
    return zone if zone == "Z" or ":" in zone else f"{zone[:3]}:{zone[3:] or '00'}"


def _legal(text: str) -> str:
    try:
        parse_point(text)
    except BadTime:
        return ""
    return text
