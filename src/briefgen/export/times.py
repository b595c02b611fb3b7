"""A time as a cell has it: as a brief writes it, with its zone, so that it means the same in any other brief; and its bounds in UTC."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from briefgen.model.brief import Brief
from briefgen.model.point import Point
from briefgen.model.time import When


def written(when: When, brief: Brief) -> str:
    """The time in one of the forms of a When, each clock with its zone; a clock that came twice with its offset."""
    own = when.zone or brief.timezone
    start, end = (_point(point, own, dated=bool(when.zone)) if point else "" for point in (when.start, when.end))
    match when.form:
        case "moment":
            return start
        case "lasted":
            first = start or (".." if when.open_start and when.text.startswith("..") else "")
            return f"{first}/{end or ('..' if when.ongoing else '')}"
        case "between" | "by" | "after":
            return f"{start}..{end}"


def bounds(when: When, brief: Brief) -> tuple[datetime | None, datetime | None]:
    """The first and the last instant that it may mean, in UTC; None for one that nobody knows. A date is over at its midnight."""
    interval = brief.resolve(when)
    first, last = (at.astimezone(UTC) if at else None for at in (interval.earliest, interval.latest))
    return first, last


def _point(point: Point, zone: str, *, dated: bool) -> str:
    """A point with its marks and, last, the zone of its clock; that of a date is its reader's, unless the time names one."""
    own = point.zone or (zone if point.clock or dated else "")
    if point.fold is not None and point.clock:
        own = point.earliest(zone).isoformat()[-6:]
    bare = str(replace(point, zone="", about=False, uncertain=False))
    return f"{bare}{point.edtf.removeprefix(point.text)}{f' {own}' if own else ''}"
