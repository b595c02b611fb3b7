"""The schedule: each time once, whatever the clock and the process do. Gate 14 of the delivery tests, with a clock that is handed in."""

from __future__ import annotations

import random
import sqlite3
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import takewhile
from pathlib import Path
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
from cronsim import CronSim

from briefgen import export
from briefgen.errors import BriefgenError, Exit, FileProblem
from briefgen.renderers import FORMATS
from briefgen.settings import formats
from briefgen.settings.schedule import JobAction, PlannedJob
from briefgen.triggers.dispatch import dispatch
from briefgen.triggers.ledger import ScheduleLedger, ledger
from briefgen.triggers.occurrences import at_risk, following, latest
from briefgen.triggers.schedule import DueRun, Perform, RunResult, Schedule, perform
from briefgen.workspace.folders import BriefSource

EXPRESSIONS = (
    "30 2 * * *",
    "30 1 * * *",
    "15 1,2,3 * * *",
    "*/15 * * * *",
    "0 */2 * * *",
    "0,30 2,3 * * *",
    "45 0 * * 1-5",
    "5 3 * * 0",
)
NIGHTS = {
    "Europe/Berlin": (datetime(2027, 3, 28, 1, tzinfo=UTC), datetime(2026, 10, 25, 1, tzinfo=UTC)),
    "America/New_York": (datetime(2027, 3, 14, 7, tzinfo=UTC), datetime(2026, 11, 1, 6, tzinfo=UTC)),
    "Australia/Lord_Howe": (datetime(2026, 10, 3, 15, 30, tzinfo=UTC), datetime(2027, 4, 3, 15, tzinfo=UTC)),
}
"""The instants at which the clocks change, forward and back."""
START = datetime(2026, 6, 1, 12, 0, 7, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def job(id_: str = "j", cron: str = "0 7 * * *", zone: str = "Europe/Berlin", *actions: JobAction) -> PlannedJob:
    return PlannedJob.model_validate({"id": id_, "cron": cron, "zone": zone, "actions": actions or ("render",)})


class World:
    """A clock that moves when the schedule sleeps, and what was done at which time."""

    def __init__(self, folder: Path, *jobs: PlannedJob, start: datetime = START, step: timedelta = DAY) -> None:
        self.file, self.jobs, self.clock, self.step = folder / "schedule.sqlite", jobs, start, step
        self.fired: list[tuple[str, str, datetime]] = []
        self.missed: list[int] = []
        self.said: list[str] = []
        self.slept: list[float] = []
        self.do: Callable[[DueRun], RunResult] = lambda due: RunResult()
        self.stop, self.end = threading.Event(), start

    def wait(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.clock += min(timedelta(seconds=seconds), self.step)

    def _done(self, due: DueRun) -> RunResult:
        self.fired.append((due.job.id, due.occurrence.wall, self.clock))
        self.missed.append(due.missed)
        return self.do(due)

    def schedule(self, book: ScheduleLedger, longest: timedelta) -> Schedule:
        return Schedule(book, lambda: self.jobs, lambda: self.clock, self.wait, self.stop, self.said.append, longest)

    def until(self, end: datetime, longest: timedelta = DAY) -> None:
        """The daemon, from its start to its stop."""
        self.stop.clear()
        self.end, wait = end, self.wait

        def watched(seconds: float) -> None:
            wait(min(seconds, (self.end - self.clock).total_seconds()))
            if self.clock >= self.end:
                self.stop.set()

        with ledger(self.file) as book:
            schedule = self.schedule(book, longest)
            dispatch(
                Schedule(book, schedule.jobs, schedule.now, watched, self.stop, schedule.tell, longest).due(),
                self._done,
            )

    def once(self) -> None:
        """What a timer calls."""
        self.stop.clear()
        with ledger(self.file) as book:
            dispatch(self.schedule(book, DAY).due(once=True), self._done)

    @property
    def walls(self) -> list[str]:
        return [wall[:16] for _, wall, _ in self.fired]


def by_cronsim(job: PlannedJob, start: datetime, end: datetime) -> list[str]:
    """cronsim's own times, those of one wall time once."""
    assert job.zone
    found = CronSim(job.cron, start.astimezone(ZoneInfo(job.zone)))
    walls = (f"{at:%Y-%m-%d %H:%M} {job.zone}" for at in takewhile(lambda at: at.astimezone(UTC) <= end, found))
    return list(dict.fromkeys(walls))


# -- gate 14: the nights when the clocks change -----------------------------------------------------------------------


def nights(folder: Path, around: timedelta) -> None:
    for zone, changes in NIGHTS.items():
        for number, change in enumerate(changes):
            jobs = [job(f"j{n}", cron, zone) for n, cron in enumerate(EXPRESSIONS)]
            place = folder / f"{zone.replace('/', '-')}{number}"
            start, end = change - around + timedelta(seconds=30), change + around - timedelta(seconds=1)
            world = World(place, *jobs, start=start, step=MINUTE)
            world.until(end)
            for one in jobs:
                fired = [(wall, at) for id_, wall, at in world.fired if id_ == one.id]
                assert [wall for wall, _ in fired] == by_cronsim(one, start, end), (one, change)
                due = {occurrence.wall: occurrence.at for occurrence in _between(one, start, end)}
                assert all(timedelta() <= at - due[wall] < MINUTE for wall, at in fired), "in the minute that it is due"
            assert max(Counter((id_, wall) for id_, wall, _ in world.fired).values()) == 1


def _between(job: PlannedJob, start: datetime, end: datetime) -> Iterator:  # type: ignore[type-arg]
    return takewhile(lambda occurrence: occurrence.at <= end, following(job, start))


@pytest.mark.full
def test_clock_changes_minute_by_minute(tmp_path: Path) -> None:
    nights(tmp_path, timedelta(hours=3))


@pytest.mark.full
def test_clock_changes_minute_by_minute_over_two_days(tmp_path: Path) -> None:
    nights(tmp_path, timedelta(days=1))


def test_matching_the_local_time_alone_would_fire_twice() -> None:
    zone, fired = ZoneInfo("Europe/Berlin"), 0
    for minute in range(24 * 60):
        now = datetime(2026, 10, 24, 22, tzinfo=UTC) + minute * MINUTE
        local = now.astimezone(zone)
        fired += (local.hour, local.minute) == (2, 30)
    assert fired == 2, "the control of the tests above"


def test_without_the_key_a_clock_set_back_would_fire_twice(tmp_path: Path) -> None:
    class Forgetful(ScheduleLedger):
        def claim(self, *_: object) -> bool:
            return True

    counts = []
    for number, kind in enumerate((ScheduleLedger, Forgetful)):
        world = World(tmp_path / str(number), job(), start=datetime(2026, 6, 2, 4, 59, tzinfo=UTC))
        world.once()
        for shift in (2 * MINUTE, -2 * MINUTE, 2 * MINUTE):
            world.clock += shift
            with ledger(world.file) as book:
                dispatch(world.schedule(kind(book._connection), DAY).due(once=True), world._done)
        counts.append(len(world.fired))
    assert counts == [1, 2]


@pytest.mark.parametrize("seconds", [0, 59])
def test_the_last_occurrence_is_found_wherever_one_stands(seconds: int) -> None:
    zone = "Europe/Berlin"
    for cron in EXPRESSIONS:
        one = job("j", cron, zone)
        for change in NIGHTS[zone]:
            start = change - timedelta(hours=5)
            every = list(_between(one, start, change + timedelta(hours=5)))
            for minute in range(0, 600, 7):
                now = start + minute * MINUTE + timedelta(seconds=seconds)
                before = [occurrence for occurrence in every if occurrence.at <= now]
                assert latest(one, start, now) == (before[-1] if before else None), (cron, now)


# -- gate 14: restarts, jumps, sleep ----------------------------------------------------------------------------------


def year(folder: Path, days: int, *crons: str) -> World:
    """Restarts at random, sometimes a suspended machine; and what should have been done at which time."""
    chance = random.Random(5)
    jobs = [job(f"j{n}", cron, zone) for n, (cron, zone) in enumerate(zip(crons, NIGHTS, strict=False))]
    world = World(folder, *jobs)
    end = START + days * DAY
    while world.clock < end:
        world.until(min(end, world.clock + timedelta(hours=chance.uniform(1, 100))))
        if chance.random() < 0.5:
            world.clock += timedelta(hours=chance.uniform(0, 60))  # not running
    return world


def check_year(world: World) -> None:
    fired = Counter((id_, wall) for id_, wall, _ in world.fired)
    assert max(fired.values()) == 1
    for one in world.jobs:
        every = by_cronsim(one, START, world.clock)
        done = [wall for id_, wall, _ in world.fired if id_ == one.id]
        made_up = sum(missed for (id_, *_), missed in zip(world.fired, world.missed, strict=True) if id_ == one.id)
        assert set(done) <= set(every)
        assert done == sorted(done, key=every.index)
        last = every.index(done[-1]) + 1
        assert len(done) + made_up == last, "each was done, or made up for by one later"
        assert last >= len(every) - 60, "and up to now"


def test_60_days_with_restarts(tmp_path: Path) -> None:
    check_year(year(tmp_path, 60, "30 2 * * *", "0 7,19 * * *", "30 1 * * *"))


@pytest.mark.full
def test_400_days_with_restarts(tmp_path: Path) -> None:
    check_year(year(tmp_path, 400, "30 2 * * *", "0 */2 * * *", "30 1 * * *"))


@pytest.mark.parametrize("jump", [HOUR, -HOUR, 365 * DAY, -365 * DAY])
def test_a_clock_that_is_set_during_a_run_does_nothing_twice(tmp_path: Path, jump: timedelta) -> None:
    world = World(tmp_path, job("daily"), job("often", "*/20 * * * *"))
    world.until(START + 2 * DAY)

    def jumping(due: DueRun) -> RunResult:
        world.do = lambda due: RunResult()
        world.clock += jump
        world.end += jump
        return RunResult()

    world.do = jumping
    world.until(world.clock + DAY, HOUR)
    there = len(world.fired)
    world.clock -= jump  # it is set right again
    world.until(world.clock + DAY, HOUR)
    assert max(Counter((id_, wall) for id_, wall, _ in world.fired).values()) == 1
    assert len(world.fired) >= there + 65, "and it is not parked"
    assert sum(1 for missed in world.missed if missed > 9) <= 2, "a year is made up for once by each job"


def test_a_machine_that_slept_makes_up_once(tmp_path: Path) -> None:
    world = World(tmp_path, job("often", "*/20 * * * *"))
    world.once()
    world.clock += 10 * DAY + 5 * MINUTE
    world.once()
    world.once()
    assert [wall for _, wall, _ in world.fired] == ["2026-06-11 14:00 Europe/Berlin"]
    assert world.missed == [719]


def test_it_never_sleeps_longer_than_30_seconds(tmp_path: Path) -> None:
    world = World(tmp_path, job())
    with ledger(world.file) as book:
        schedule = Schedule(book, lambda: world.jobs, lambda: world.clock, world.wait, world.stop, world.said.append)

        def do(due: DueRun) -> RunResult:
            world.stop.set()
            return RunResult()

        world.do = do
        dispatch(schedule.due(), world._done)
    assert max(world.slept) == 30
    assert world.fired[0][2] == datetime(2026, 6, 2, 5, tzinfo=UTC), "and wakes at the very time"


def test_a_new_job_makes_nothing_up(tmp_path: Path) -> None:
    world = World(tmp_path, job("old"))
    world.once()
    world.clock += DAY
    world.jobs = (job("old", "0 8 * * *"), job("new", "0 9 * * *"))
    world.once()
    assert world.fired == [], "neither one that is new nor one with new times"
    world.clock += DAY
    world.once()
    assert {id_ for id_, *_ in world.fired} == {"old", "new"}
    world.jobs = ()
    world.once()
    world.clock += 9 * DAY
    world.jobs = (job("old", "0 8 * * *"),)
    world.once()
    assert len(world.fired) == 2, "one that comes back begins anew"


def test_the_daemon_makes_up_for_a_job_that_was_away_for_a_moment(tmp_path: Path) -> None:
    daily = job()
    world = World(tmp_path, daily)
    world.once()
    wait, due = world.wait, datetime(2026, 6, 2, 5, tzinfo=UTC)

    def waiting(seconds: float) -> None:
        wait(seconds)
        world.jobs = () if due - HOUR < world.clock < due + HOUR else (daily,)

    world.wait = waiting  # type: ignore[method-assign]
    world.until(START + DAY, 10 * MINUTE)
    assert world.walls == ["2026-06-02 07:00"]
    assert world.fired[0][2] >= due + HOUR


# -- runs that die ----------------------------------------------------------------------------------------------------


class Killed(BaseException):
    """The process is gone."""


def actions(done: list[str], dies: str = "") -> dict[JobAction, Perform]:
    def act_on(action: str) -> Perform:
        def one(source: BriefSource, _job: PlannedJob) -> str:
            if dies == f"{action} {source.slug}":
                raise Killed
            if source.slug == "bad" and action == "render":
                raise BriefgenError("it has errors.")
            done.append(f"{action} {source.slug}")
            return f"{action}ed".replace("ee", "e")

        return one

    return {action: act_on(action) for action in get_args(JobAction)}


SOURCES = (BriefSource("a", Path("a")), BriefSource("b", Path("b")))


def doing(world: World, done: list[str], dies: str = "", sources: tuple[BriefSource, ...] = SOURCES) -> None:
    """Everything that is due, in one process that dies at a step."""

    def do(due: DueRun) -> RunResult:
        with ledger(world.file) as book:
            return perform(due, sources, actions(done, dies), book)

    world.do = do
    try:
        world.once()
    except Killed:
        assert dies


def made(folder: Path, *steps: JobAction) -> World:
    world = World(folder, job("j", "0 7 * * *", "Europe/Berlin", *steps))
    world.once()
    world.clock += DAY
    return world


def state(world: World) -> tuple[str, str]:
    with ledger(world.file) as book:
        last = book.last("j")
    assert last
    return last.state, last.said


def test_a_render_that_died_is_done_again(tmp_path: Path) -> None:
    world, done = made(tmp_path, "render", "issue"), list[str]()
    doing(world, done, "render b")
    assert state(world)[0] == "acting"
    doing(world, done)
    assert done == ["render a", "render a", "render b", "issue a", "issue b"]
    assert state(world) == ("done", "a: rendered; b: rendered; a: issued; b: issued")
    assert len(world.fired) == 2
    doing(world, done)
    assert len(world.fired) == 2


@pytest.mark.parametrize("step", ["issue b", "send a"])
def test_an_issue_or_a_send_that_died_is_done_again(tmp_path: Path, step: str) -> None:
    """Whoever issues refuses what is issued, and the ledger of the mail what is sent: once more does no harm, not at all would."""
    world, done = made(tmp_path, "render", "issue", "send"), list[str]()
    doing(world, done, step)
    before = len(done)
    doing(world, done)
    assert done[before:] == [f"{action} {slug}" for action in ("render", "issue", "send") for slug in "ab"]
    assert state(world)[0] == "done"


def test_a_render_that_dies_twice_is_given_up(tmp_path: Path) -> None:
    world, done = made(tmp_path), list[str]()
    for _ in range(3):
        doing(world, done, "render a")
    assert state(world) == ("failed", "stopped in the middle, twice")
    assert len(world.fired) == 2


def test_a_brief_that_fails_is_left_out_of_what_follows(tmp_path: Path) -> None:
    world, done = made(tmp_path, "render", "issue"), list[str]()
    doing(world, done, sources=(BriefSource("bad", Path("x")), *SOURCES))
    assert done == ["render a", "render b", "issue a", "issue b"]
    assert state(world)[0] == "failed"
    assert "bad: it has errors." in state(world)[1]
    doing(world, done)
    assert len(world.fired) == 1, "what failed is told, not repeated"


def test_an_occurrence_is_on_the_disk_before_anything_is_done(tmp_path: Path) -> None:
    world, rows = made(tmp_path), list[tuple[str]]()

    def do(due: DueRun) -> RunResult:
        other = sqlite3.connect(world.file)
        rows.extend(other.execute("SELECT state FROM run"))
        assert other.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        other.close()
        return RunResult(Exit.DONE, ("x",))

    world.do = do
    world.once()
    assert rows == [("acting",)]
    with ledger(world.file) as book:
        assert book._connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL


def test_one_of_many_claims_wins(tmp_path: Path) -> None:
    one, file = job(), tmp_path / "schedule.sqlite"
    occurrences = list(zip(range(20), following(one, START), strict=False))
    won: list[str] = []
    with ledger(file):
        pass

    def race() -> None:
        with ledger(file) as book:
            won.extend(o.wall for _, o in occurrences if book.claim(one, o, 0, START))

    threads = [threading.Thread(target=race) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(won) == sorted(o.wall for _, o in occurrences)


def test_a_ledger_that_is_none_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("this is no database, but a text of some length" * 20)
    with pytest.raises(FileProblem, match="move the file away"), ledger(tmp_path / "x"):
        pass


# -- the model --------------------------------------------------------------------------------------------------------


def test_the_model_knows_the_formats_of_the_renderers() -> None:
    assert formats.DOCUMENTS == FORMATS
    assert formats.DATA == export.FORMATS


@pytest.mark.parametrize(
    ("cron", "zone", "warned"),
    [
        ("30 2 * * *", "Europe/Berlin", True),
        ("0 1 * * *", "America/New_York", True),
        ("30 2 * * *", "Asia/Tokyo", False),
        ("30 2 * * *", "UTC", False),
        ("0 3 * * *", "Europe/Berlin", False),
        ("0 * * * *", "Europe/Berlin", False),
    ],
)
def test_hours_of_the_change_are_warned_of(cron: str, zone: str, warned: bool) -> None:
    assert bool(at_risk(job("j", cron, zone), START)) == warned


def test_actions_come_in_their_order() -> None:
    assert job("j", "0 7 * * *", "UTC", "send", "render", "issue").actions == ("render", "issue", "send")
