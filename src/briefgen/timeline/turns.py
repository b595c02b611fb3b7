"""The turns of the calendar: steps from seconds to centuries, and the wall clocks at which they begin."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, tzinfo
from typing import Literal, assert_never

Unit = Literal["second", "minute", "hour", "day", "month", "year"]

DAY = 86400.0
STEPS: tuple[tuple[Unit, int, float], ...] = (
    *(("second", n, float(n)) for n in (1, 2, 5, 10, 15, 30)),
    *(("minute", n, 60.0 * n) for n in (1, 2, 5, 10, 15, 30)),
    *(("hour", n, 3600.0 * n) for n in (1, 2, 3, 6, 12)),
    *(("day", n, DAY * n) for n in (1, 2, 7)),
    *(("month", n, 2629746.0 * n) for n in (1, 3, 6)),
    *(("year", n, 31556952.0 * n) for n in (1, 2, 5, 10, 20, 25, 50, 100, 200, 500, 1000)),
)
"""(unit, count, seconds in the mean) of each step, the finest first; seven days are a week, from Monday."""


def wall_clock(second: float, zone: tzinfo) -> datetime:
    """The wall clock at a moment, without its zone; the ends of the calendar where the moment lies beyond."""
    try:
        moment = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=second)
        return moment.astimezone(zone).replace(tzinfo=None, fold=0)
    except OverflowError:
        return datetime.min if second < 0 else datetime.max  # noqa: DTZ901


def second_of(local: datetime, zone: tzinfo, fold: int = 0) -> float | None:
    """The moment of a wall-clock time, with `fold` 1 the later one of a time that comes twice; None when clocks skip it or the
    calendar ends."""
    try:
        moment = local.replace(tzinfo=zone, fold=fold).astimezone(UTC)
        return moment.timestamp() if moment.astimezone(zone).replace(tzinfo=None) == local else None
    except OverflowError:
        return None


def seconds_of(start: float, end: float, unit: Unit, count: int, zone: tzinfo) -> list[tuple[float, datetime]]:
    """Each turn of `count` units from one moment to another, in order of time, with what the clocks of a zone show: those of an hour
    that comes twice come twice."""
    begin, back = wall_clock(start, zone), 0.0
    if unit in ("second", "minute", "hour"):
        back = max(0.0, end - start - (wall_clock(end, zone) - begin).total_seconds())
        back = min(back, (begin - datetime.min).total_seconds())  # noqa: DTZ901
    found: list[tuple[float, datetime]] = []
    local: datetime | None = floor(begin - timedelta(seconds=back), unit, count)
    while local is not None:
        moments = {second_of(local, zone, fold) for fold in ((0, 1) if back else (0,))}
        known = [second for second in moments if second is not None]
        if known and min(known) > end:
            break
        found += [(second, local) for second in known if start <= second <= end]
        local = following(local, unit, count)
    return sorted(found)


def floor(local: datetime, unit: Unit, count: int) -> datetime:
    """The last turn of `count` units at or before a time."""
    day = local.replace(hour=0, minute=0, second=0, microsecond=0)
    match unit:
        case "second" | "minute" | "hour":
            step = {"second": 1, "minute": 60, "hour": 3600}[unit] * count
            return day + timedelta(seconds=(local - day).total_seconds() // step * step)
        case "day":
            behind = (day.weekday() if count == 7 else (day.day - 1) % count) if count > 1 else 0
            return day - timedelta(days=min(behind, day.toordinal() - 1))
        case "month":
            return day.replace(day=1, month=(day.month - 1) // count * count + 1)
        case "year":
            return day.replace(day=1, month=1, year=max(1, day.year // count * count))
    assert_never(unit)


def following(local: datetime, unit: Unit, count: int) -> datetime | None:
    """The turn after this one; None at the end of the calendar."""
    try:
        match unit:
            case "second" | "minute" | "hour":
                return local + timedelta(**{unit + "s": count})
            case "day" if count == 2:
                following = local + timedelta(days=2)
                return following if following.month == local.month else following.replace(day=1)
            case "day":
                return local + timedelta(days=count)
            case "month":
                months = local.month - 1 + count
                return local.replace(year=local.year + months // 12, month=months % 12 + 1)
            case "year":
                return local.replace(year=local.year // count * count + count)
    except (OverflowError, ValueError):
        return None
    assert_never(unit)
