"""What is known of when a mark was, in seconds since 1970, and the moment within it where it stands on a scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, time
from math import inf
from typing import NamedTuple

from briefgen.document.marks import Mark


def date_only(mark: Mark) -> bool:
    """True when no bound of the mark has a clock: each is the turn of a day in its own zone."""
    if mark.extent == "civil":
        return True
    return mark.extent != "instant" and all(bound.time() == time() for bound in (mark.start, mark.end) if bound)


def bounds(mark: Mark) -> tuple[float, float]:
    """The first and the last second of a mark's own extent; what is open ends where it begins."""
    start = mark.start or mark.end
    end = mark.end or mark.start
    if start is None or end is None:
        raise ValueError(f"{mark.key} has no date")
    if mark.extent == "before":
        start = end
    if mark.extent == "after":
        end = start
    first = seconds(start)
    return first, first if end is start else max(first, seconds(end))


def seconds(moment: datetime) -> float:
    """Seconds since 1970, for any year."""
    return moment.timestamp()


def touches(mark: Mark, since: float, until: float) -> bool:
    """True when a mark that has a length reaches into a period, or goes on there."""
    if mark.extent not in ("span", "between", "civil"):
        return False
    start, end = bounds(mark)
    return start < until and (end > since or mark.open_end == "ongoing")


class Stand(NamedTuple):
    """The moment at which a mark's glyph stands, and the latest at which it may."""

    at: float
    latest: float


class Stands(NamedTuple):
    """Where the dated marks stand, by key and in stated order; `after` are the dated marks that each stands after, directly or
    through others. `possible` is False where the times contradict what is stated of the order."""

    of: Mapping[str, Stand]
    after: Mapping[str, frozenset[str]]
    possible: bool

    @classmethod
    def find(cls, marks: Sequence[Mark]) -> Stands:
        """A mark stands where its kind of time wants it, and later where what it follows stands later."""
        after: dict[str, frozenset[str]] = {}
        rooms: dict[str, tuple[float, float, float]] = {}
        for mark in marks:
            named = [key for key in mark.after if key in after]  # those told later are a circle, which a check reports
            after[mark.key] = frozenset(named).union(*(after[key] for key in named))
            if mark.start or mark.end:
                rooms[mark.key] = _room(mark)
        after = {key: after[key] & rooms.keys() for key in rooms}
        latest = {key: high for key, (_, _, high) in rooms.items()}
        for key in reversed(rooms):
            for earlier in after[key]:
                latest[earlier] = min(latest[earlier], latest[key])
        found: dict[str, Stand] = {}
        for key, (low, wanted, _) in rooms.items():
            floor = max((low, wanted, *(found[earlier].at for earlier in after[key])))
            found[key] = Stand(max(low, min(floor, latest[key])), latest[key])
        return cls(found, after, all(stand.at <= stand.latest for stand in found.values()))


def _room(mark: Mark) -> tuple[float, float, float]:
    """The earliest, the wanted and the latest moment at which a mark may stand."""
    start, end = bounds(mark)
    match mark.extent:
        case "before":
            return -inf, end, end
        case "after":
            return start, start, inf
        case "between":
            return start, (start + end) / 2, end
        case "civil":
            return start, start, end
        case "span" if mark.start is None:
            return -inf, end, end
        case "span" if date_only(mark):
            return start, start, inf if mark.open_end == "ongoing" else end
        case "span" | "instant":
            return start, start, start
