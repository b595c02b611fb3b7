"""The ledger of the schedule: which occurrence was taken, and what became of it. On the disk before anything is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Literal, get_args

from briefgen.errors import FileProblem
from briefgen.settings.schedule import PlannedJob
from briefgen.triggers.occurrences import Occurrence
from briefgen.workspace.files import make

RunState = Literal["acting", "done", "failed"]
"""acting: at work, or died at work."""
_INDICES = """
CREATE INDEX IF NOT EXISTS waiting ON run (job) WHERE waits <> '';
CREATE INDEX IF NOT EXISTS untold ON run (job) WHERE fault <> '' AND told IS NULL;
"""
KEPT = timedelta(days=1)
"""How long a job that is gone is remembered: a file that is replaced, or cut, is away for a moment only."""
LATER = {
    "job": {"gone": "TEXT"},
    "run": {"fault": "TEXT NOT NULL DEFAULT ''", "told": "TEXT", "waits": "TEXT NOT NULL DEFAULT ''"},
}
"""Columns that the first ledgers lack."""

_TABLES = f"""
CREATE TABLE IF NOT EXISTS job (id TEXT PRIMARY KEY, rule TEXT NOT NULL, seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS run (
    job TEXT NOT NULL, wall TEXT NOT NULL, at TEXT NOT NULL, missed INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN {get_args(RunState)}),
    step TEXT NOT NULL, tries INTEGER NOT NULL, began TEXT NOT NULL, ended TEXT, said TEXT NOT NULL,
    PRIMARY KEY (job, wall)
);
"""
_RUN = "SELECT job, wall, at, missed, state, tries, began, ended, said, fault, told, waits FROM run"


@dataclass(frozen=True, slots=True)
class ScheduledRun:
    """An occurrence that was taken. `missed` earlier ones are made up by it.

    `fault` is what failed, a line each; `told` the fault that the owner knows of, None before; `waits` are the slugs of the briefs
    that are sent when the job's quiet hours end."""

    job: str
    occurrence: Occurrence
    missed: int
    state: RunState
    tries: int
    began: datetime
    ended: datetime | None
    said: str
    fault: str = ""
    told: str | None = None
    waits: tuple[str, ...] = ()


@contextmanager
def ledger(file: Path) -> Iterator[ScheduleLedger]:
    """The ledger in a file, made when it is not there. Raises FileProblem."""
    try:
        make(file.parent)
        connection = sqlite3.connect(file, timeout=30, isolation_level=None)
    except (OSError, sqlite3.Error) as error:
        raise FileProblem(f"{file}: cannot be opened: {error}.") from error
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        connection.executescript(_TABLES)
        _add_columns(connection)
        connection.executescript(_INDICES)
        yield ScheduleLedger(connection)
    except sqlite3.Error as error:
        raise FileProblem(f"{file}: {error}. Fix the disk, or move the file away to begin a new one.") from error
    finally:
        connection.close()


class ScheduleLedger:
    """An open ledger. All instants are aware."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def seen(self, job: PlannedJob, now: datetime) -> datetime:
        """Until when the occurrences of a job are dealt with. From now on, for a job that is new or has new times, and where
        the clock was set back: its occurrences until then have been taken, and the others are still to come."""
        rule = f"{job.cron} {job.zone}"
        row = self._connection.execute("SELECT rule, seen FROM job WHERE id = ?", (job.id,)).fetchone()
        if row and row[0] == rule and (seen := datetime.fromisoformat(row[1])) <= now:
            return seen
        self._connection.execute(
            "INSERT OR REPLACE INTO job (id, rule, seen) VALUES (?, ?, ?)", (job.id, rule, now.isoformat())
        )
        return now

    def saw(self, job: PlannedJob, now: datetime) -> None:
        """Note that the occurrences of a job are dealt with until now."""
        self._connection.execute("UPDATE job SET seen = ? WHERE id = ?", (now.isoformat(), job.id))

    def present(self, jobs: tuple[PlannedJob, ...], now: datetime) -> tuple[str, ...]:
        """Note which jobs there are; the ids of those that are gone since the last time. One that is gone for a day is forgotten, and
        begins anew when it comes back."""
        here, lost = {job.id for job in jobs}, []
        for id_, noted in self._connection.execute("SELECT id, gone FROM job ORDER BY rowid").fetchall():
            gone = datetime.fromisoformat(noted) if noted else None
            if gone and gone + KEPT <= now:
                self._connection.execute("UPDATE run SET waits = '' WHERE job = ?", (id_,))
                self._connection.execute("DELETE FROM job WHERE id = ?", (id_,))
            elif id_ in here and gone:
                self._connection.execute("UPDATE job SET gone = NULL WHERE id = ?", (id_,))
            elif id_ not in here and (gone is None or gone > now):  # or the clock was set back
                self._connection.execute("UPDATE job SET gone = ? WHERE id = ?", (now.isoformat(), id_))
                lost += [] if gone else [id_]
        return tuple(lost)

    def remembers(self, job: str) -> bool:
        """Whether a job is there, or gone for less than a day."""
        return bool(self._connection.execute("SELECT 1 FROM job WHERE id = ?", (job,)).fetchone())

    def claim(self, job: PlannedJob, occurrence: Occurrence, missed: int, now: datetime) -> bool:
        """Take an occurrence; False when it was taken before, by whomever."""
        values = (job.id, occurrence.wall, occurrence.at.isoformat(), missed, now.isoformat())
        done = self._connection.execute(
            "INSERT OR IGNORE INTO run (job, wall, at, missed, state, step, tries, began, said) "
            "VALUES (?, ?, ?, ?, 'acting', '', 1, ?, '')",
            values,
        )
        return done.rowcount == 1

    def again(self, run: ScheduledRun) -> None:
        """Take a run that died once more."""
        key = (run.job, run.occurrence.wall)
        self._connection.execute("UPDATE run SET tries = tries + 1, step = '' WHERE job = ? AND wall = ?", key)

    def resume(self, run: ScheduledRun) -> None:
        """Note that a run that waited is at work again."""
        key = (run.job, run.occurrence.wall)
        self._connection.execute(
            "UPDATE run SET state = 'acting', tries = 1, step = '' WHERE job = ? AND wall = ?", key
        )

    def step(self, job: PlannedJob, occurrence: Occurrence, step: str) -> None:
        """Note what begins now."""
        self._connection.execute("UPDATE run SET step = ? WHERE job = ? AND wall = ?", (step, job.id, occurrence.wall))

    def close(
        self,
        job: str,
        occurrence: Occurrence,
        state: RunState,
        said: str,
        now: datetime,
        fault: str = "",
        waits: tuple[str, ...] = (),
    ) -> None:
        """Note what became of a run; the owner knows nothing yet of a `fault`."""
        values = (state, said, now.isoformat(), fault, "\n".join(waits), job, occurrence.wall)
        self._connection.execute(
            "UPDATE run SET state = ?, said = ?, ended = ?, fault = ?, told = NULL, waits = ? WHERE job = ? AND wall = ?",
            values,
        )

    def waiting(self, job: str) -> ScheduledRun | None:
        """The last run of a job, if it has something to send when the quiet hours end."""
        query = f"{_RUN} WHERE waits <> '' AND state <> 'acting' AND job = ? ORDER BY rowid DESC"
        row = self._connection.execute(query, (job,)).fetchone()
        run = _run(row) if row else None
        later = "SELECT 1 FROM run WHERE job = ? AND rowid > (SELECT rowid FROM run WHERE job = ? AND wall = ?)"
        return run if run and not self._connection.execute(later, (job, job, run.occurrence.wall)).fetchone() else None

    def untold(self) -> dict[str, tuple[ScheduledRun, ...]]:
        """The runs of each job of whose faults the owner was not told, the earliest first; one that repeats what he was told of the run
        before it counts as told."""
        found: dict[str, tuple[ScheduledRun, ...]] = {}
        for row in self._connection.execute(f"{_RUN} WHERE fault <> '' AND told IS NULL ORDER BY rowid").fetchall():
            run = _run(row)
            if self._told_before(run) == run.fault:
                self.told(run)
            else:
                found[run.job] = (*found.get(run.job, ()), run)
        return found

    def told(self, run: ScheduledRun) -> None:
        """Note that the owner knows of a run's fault."""
        key = (run.job, run.occurrence.wall)
        self._connection.execute("UPDATE run SET told = fault WHERE job = ? AND wall = ?", key)

    def _told_before(self, run: ScheduledRun) -> str | None:
        row = self._connection.execute(
            "SELECT told FROM run WHERE job = ? AND rowid < (SELECT rowid FROM run WHERE job = ? AND wall = ?) ORDER BY rowid DESC",
            (run.job, run.job, run.occurrence.wall),
        ).fetchone()
        return row[0] if row else None

    def unfinished(self) -> tuple[ScheduledRun, ...]:
        """The runs that are at work, or that died at work, the earliest first."""
        rows = self._connection.execute(f"{_RUN} WHERE state = 'acting' ORDER BY began, at")
        return tuple(_run(row) for row in rows)

    def last(self, job: str) -> ScheduledRun | None:
        """The run of a job that began last."""
        row = self._connection.execute(f"{_RUN} WHERE job = ? ORDER BY began DESC, at DESC", (job,)).fetchone()
        return _run(row) if row else None


def _add_columns(connection: sqlite3.Connection) -> None:
    for table, columns in LATER.items():
        known = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
        for name, kind in columns.items():
            if name not in known:
                try:
                    connection.execute(f"ALTER TABLE {table} ADD COLUMN {name} {kind}")
                except sqlite3.OperationalError as error:  # another process was faster
                    if "duplicate column" not in str(error):
                        raise


def _run(row: tuple[Any, ...]) -> ScheduledRun:
    job, wall, at, missed, state, tries, began, ended, said, fault, told, waits = row
    occurrence = Occurrence(datetime.fromisoformat(at), wall)
    end = datetime.fromisoformat(ended) if ended else None
    start, slugs = datetime.fromisoformat(began), tuple(waits.splitlines())
    return ScheduledRun(job, occurrence, missed, state, tries, start, end, said, fault, told, slugs)
