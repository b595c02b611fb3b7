"""The times of a job, on the wall clock of its zone: each once, also on the nights when the clocks change."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import takewhile

from cronsim import CronSim

from briefgen.errors import Problem
from briefgen.model.point import zone
from briefgen.settings.schedule import PlannedJob

_WINDOWS = (timedelta(days=1), timedelta(days=35), timedelta(days=400))
"""How far back the last occurrence is looked for, so that a job of every minute costs little after a year's silence."""
_CHANGING = {1, 2}
"""The hours of the night that the clocks leave out or repeat, in most zones."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a job: `at` aware, in UTC; `wall` as the clock of its zone shows it, "2026-10-25 02:30 Europe/Berlin"."""

    at: datetime
    wall: str


def following(job: PlannedJob, after: datetime) -> Iterator[Occurrence]:
    """The occurrences after an instant (aware).

    A time that the clocks leave out comes when they have changed; one that they repeat comes the first time only, even where
    the expression names every hour.
    """
    here = job.zone
    for at in CronSim(job.cron, after.astimezone(zone(here))):
        if not at.fold and at.astimezone(UTC) > after:  # within a repeated hour cronsim begins at its first run
            yield Occurrence(at.astimezone(UTC), f"{at:%Y-%m-%d %H:%M} {here}")


def latest(job: PlannedJob, after: datetime, until: datetime) -> Occurrence | None:
    """The last occurrence after one instant and not after another (both aware)."""
    for window in (*_WINDOWS, until - after):
        start = max(after, until - window)
        found = deque(takewhile(lambda occurrence: occurrence.at <= until, following(job, start)), maxlen=1)
        if found or start == after:
            return found.pop() if found else None
    return None


def at_risk(job: PlannedJob, now: datetime) -> Problem | None:
    """A warning for a job whose hour is one that the clocks of its zone leave out or repeat; `now` (aware) says of which year."""
    here = job.zone
    offsets = {(now + timedelta(days=days)).astimezone(zone(here)).utcoffset() for days in range(0, 366, 30)}
    hours = CronSim(job.cron, now.astimezone(UTC))
    if len(offsets) == 1 or job.cron.split()[1].startswith("*") or not hours.hours & _CHANGING:
        return None
    message = f"{job.id}: when the clocks of {here} change, this time is left out or comes twice; the job then runs once, up to an hour late"
    return Problem("warning", message, "Choose an hour before 01:00 or from 03:00 on", ("schedule", job.id, "cron"))
