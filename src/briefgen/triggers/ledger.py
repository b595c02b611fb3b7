"""The ledger of the schedule: which occurrence was taken, and what became of it. On the disk before anything is done."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal, get_args

from briefgen.errors import FileProblem
from briefgen.incident.schedule import Job
from briefgen.publish.files import make
from briefgen.triggers.occurrences import Occurrence

State = Literal["acting", "done", "failed"]
"""acting: at work, or died at work."""

_TABLES = f"""
CREATE TABLE IF NOT EXISTS job (id TEXT PRIMARY KEY, rule TEXT NOT NULL, seen TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS run (
    job TEXT NOT NULL, wall TEXT NOT NULL, at TEXT NOT NULL, missed INTEGER NOT NULL, state TEXT NOT NULL CHECK (state IN {get_args(State)}),
    step TEXT NOT NULL, tries INTEGER NOT NULL, began TEXT NOT NULL, ended TEXT, said TEXT NOT NULL,
    PRIMARY KEY (job, wall)
);
"""
_RUN = "SELECT job, wall, at, missed, state, step, tries, began, ended, said FROM run"


@dataclass(frozen=True, slots=True)
class Run:
    """An occurrence that was taken. `missed` earlier ones are made up by it; `step` is what it did last, "issue harbour"."""

    job: str
    occurrence: Occurrence
    missed: int
    state: State
    step: str
    tries: int
    began: datetime
    ended: datetime | None
    said: str


@contextmanager
def ledger(file: Path) -> Iterator[Ledger]:
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
        yield Ledger(connection)
    except sqlite3.Error as error:
        raise FileProblem(f"{file}: {error}. Mend the disk, or move the file away to begin a new one.") from error
    finally:
        connection.close()


class Ledger:
    """An open ledger. All instants are aware."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection

    def seen(self, job: Job, now: datetime) -> datetime:
        """Until when the occurrences of a job are dealt with. From now on, for a job that is new or has new times, and where
        the clock was set back: its occurrences until then have been taken, and the others are still to come."""
        rule = f"{job.cron} {job.zone}"
        row = self._connection.execute("SELECT rule, seen FROM job WHERE id = ?", (job.id,)).fetchone()
        if row and row[0] == rule and (seen := datetime.fromisoformat(row[1])) <= now:
            return seen
        self._connection.execute("INSERT OR REPLACE INTO job VALUES (?, ?, ?)", (job.id, rule, now.isoformat()))
        return now

    def saw(self, job: Job, now: datetime) -> None:
        """The occurrences of a job are dealt with until now."""
        self._connection.execute("UPDATE job SET seen = ? WHERE id = ?", (now.isoformat(), job.id))

    def forget(self, jobs: tuple[Job, ...]) -> None:
        """Only these jobs are left; another one begins anew when it comes back."""
        known = {id_ for (id_,) in self._connection.execute("SELECT id FROM job")}
        for gone in known - {job.id for job in jobs}:
            self._connection.execute("DELETE FROM job WHERE id = ?", (gone,))

    def claim(self, job: Job, occurrence: Occurrence, missed: int, now: datetime) -> bool:
        """Take an occurrence; False when it was taken before, by whomever."""
        values = (
            job.id,
            occurrence.wall,
            occurrence.at.isoformat(),
            missed,
            "acting",
            "",
            1,
            now.isoformat(),
            None,
            "",
        )
        done = self._connection.execute("INSERT OR IGNORE INTO run VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)
        return done.rowcount == 1

    def again(self, run: Run) -> None:
        """A run that died is taken once more."""
        key = (run.job, run.occurrence.wall)
        self._connection.execute("UPDATE run SET tries = tries + 1, step = '' WHERE job = ? AND wall = ?", key)

    def step(self, job: Job, occurrence: Occurrence, step: str) -> None:
        """What begins now."""
        self._connection.execute("UPDATE run SET step = ? WHERE job = ? AND wall = ?", (step, job.id, occurrence.wall))

    def close(self, job: str, occurrence: Occurrence, state: State, said: str, now: datetime) -> None:
        """What became of a run."""
        values = (state, said, now.isoformat(), job, occurrence.wall)
        self._connection.execute("UPDATE run SET state = ?, said = ?, ended = ? WHERE job = ? AND wall = ?", values)

    def unfinished(self) -> tuple[Run, ...]:
        """The runs that are at work, or that died at work, the earliest first."""
        rows = self._connection.execute(f"{_RUN} WHERE state = 'acting' ORDER BY began, at")
        return tuple(_run(*row) for row in rows)

    def last(self, job: str, *, apart_from: Occurrence | None = None) -> Run | None:
        """The run of a job that began last, that of one occurrence left out."""
        wall = apart_from.wall if apart_from else ""
        query = f"{_RUN} WHERE job = ? AND wall <> ? ORDER BY began DESC, at DESC"
        row = self._connection.execute(query, (job, wall)).fetchone()
        return _run(*row) if row else None


def _run(
    job: str,
    wall: str,
    at: str,
    missed: int,
    state: State,
    step: str,
    tries: int,
    began: str,
    ended: str | None,
    said: str,
) -> Run:
    occurrence = Occurrence(datetime.fromisoformat(at), wall)
    end = datetime.fromisoformat(ended) if ended else None
    return Run(job, occurrence, missed, state, step, tries, datetime.fromisoformat(began), end, said)
