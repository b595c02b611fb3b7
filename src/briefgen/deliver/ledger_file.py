"""The ledger's file: it is there or it is lost, never quietly a new one, and never older than what was last seen of it.

WAL with synchronous=FULL: a change that was acknowledged survives a power cut (with NORMAL it does not).
"""

from __future__ import annotations

import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Literal

from briefgen.errors import Exit, FileProblem, UsageError
from briefgen.reading import plain_file
from briefgen.ways import Way
from briefgen.workspace.files import kept, make, overwrite, settle, write
from briefgen.workspace.locks import lock

VERSION = 2
_MAGIC = b"SQLite format 3\0"
_LETTERS = """
CREATE TABLE letter(
  id INTEGER PRIMARY KEY,
  brief TEXT NOT NULL, edition INTEGER NOT NULL, kind TEXT NOT NULL, reader TEXT NOT NULL,
  address TEXT NOT NULL, name TEXT NOT NULL, lists TEXT NOT NULL, formats TEXT NOT NULL,
  message_id TEXT NOT NULL UNIQUE, digest TEXT NOT NULL, since INTEGER,
  state TEXT NOT NULL CHECK(state IN ('queued', 'sending', 'committing', 'sent', 'deferred', 'failed', 'uncertain', 'expired', 'cancelled')),
  attempts INTEGER NOT NULL DEFAULT 0,
  next_at REAL NOT NULL, expires_at REAL NOT NULL, created REAL NOT NULL,
  handed TEXT NOT NULL DEFAULT '', code INTEGER NOT NULL DEFAULT 0, text TEXT NOT NULL DEFAULT '',
  UNIQUE(brief, edition, kind, reader)) STRICT;
CREATE INDEX due ON letter(state, next_at);
CREATE TABLE step(
  letter INTEGER NOT NULL REFERENCES letter(id) ON DELETE CASCADE,
  at REAL NOT NULL, state TEXT NOT NULL, code INTEGER NOT NULL, text TEXT NOT NULL) STRICT;
CREATE INDEX steps ON step(letter);
"""
_SECOND = """
CREATE TABLE ledger(id TEXT NOT NULL, changes INTEGER NOT NULL) STRICT;
INSERT INTO ledger VALUES(lower(hex(randomblob(16))), 0);
CREATE TABLE edition(
  brief TEXT NOT NULL, number INTEGER NOT NULL, digest TEXT NOT NULL, record TEXT NOT NULL, noted REAL NOT NULL,
  replaces INTEGER NOT NULL, PRIMARY KEY(brief, number)) STRICT;
CREATE VIEW letters AS SELECT letter.*, coalesce(record, '') AS record FROM letter
  LEFT JOIN edition ON edition.brief = letter.brief AND number = edition;
INSERT OR IGNORE INTO edition SELECT brief, edition, digest, '', created, edition - 1 FROM letter WHERE kind = 'edition'
  ORDER BY state NOT IN ('sent', 'committing', 'uncertain'), id;
"""
"""What version 2 added: which ledger this is and how often it was changed, and which edition bore a number."""
_STEPS = "INSERT INTO step SELECT id, ?, 'uncertain', 0, ? FROM letter WHERE state IN ('sending', 'committing')"
_STATES = "UPDATE letter SET state = 'uncertain', code = 0, text = ? WHERE state IN ('sending', 'committing')"
"""What a copy makes of the letters that are at work."""


class LedgerFault(FileProblem):
    """The ledger cannot be read or written."""

    exit = Exit.DELIVERY


class LedgerMissing(LedgerFault):
    """There is no ledger that can be relied on, so nobody can know what was sent already."""


class LedgerOlder(LedgerFault):
    """The ledger is an earlier state, or another one, than the one that was last at work here."""


@dataclass(frozen=True, slots=True)
class Seen:
    """Which ledger was at work here, how many changes it had, and when that was noted (aware, UTC). `base` of them are in its one
    file, the rest in the log beside it (-wal)."""

    ledger: str
    changes: int
    at: datetime
    base: int = 0

    def line(self) -> bytes:
        """The text of ledger.seen, always of the same length, so that it can be written over."""
        at = self.at.astimezone(UTC).isoformat()
        made = {"ledger": self.ledger, "changes": self.changes, "at": at, "base": self.base}
        return json.dumps(made).encode("ascii").ljust(159) + b"\n"

    @classmethod
    def of(cls, data: bytes) -> Seen:
        """What `line` wrote. Raises ValueError, KeyError, TypeError."""
        found = json.loads(data)
        at = datetime.fromisoformat(found["at"])
        return cls(str(found["ledger"]), int(found["changes"]), at, int(found.get("base", 0)))


def seen_file(file: Path) -> Path:
    """Where it is noted what was last seen of a ledger."""
    return file.with_suffix(".seen")


def last_seen(file: Path) -> Seen | None:
    """What was last seen of the ledger that lies here; None where nothing was noted. Raises LedgerOlder for a damaged note."""
    noted = seen_file(file)
    if not noted.exists():
        return None
    try:
        return Seen.of(kept(noted))
    except (ValueError, KeyError, TypeError) as error:
        raise LedgerOlder(
            f"{noted} is damaged, so it is not known whether {file.name} is older than what was sent. {ACCEPT}"
        ) from error


ACCEPT = (
    f"Bring back the newest ledger. If there is none newer: {Way.ACCEPT_OLDER}, which goes on with this one "
    "and says which letters may then go out twice"
)


def seen(db: sqlite3.Connection, now: datetime) -> Seen:
    """Which ledger an open one is, and how many changes it has now. Raises sqlite3.Error."""
    id_, changes = db.execute("SELECT id, changes FROM ledger").fetchone()
    return Seen(id_, changes, now)


def newest(db: sqlite3.Connection, file: Path) -> None:
    """Raise LedgerOlder unless an open ledger is the one that was at work here, with all that was seen of it."""
    known = last_seen(file)
    with told(file):
        here = seen(db, known.at if known else datetime.min.replace(tzinfo=UTC))
    if known is None:
        if here.changes:  # each ledger that was changed has had one: this is a copy, or somebody has taken it away
            raise LedgerOlder(
                f"{seen_file(file)} is missing, so it is not known whether {file.name} is older than what was sent. {ACCEPT}"
            )
        return
    until = f"until {known.at:%Y-%m-%d %H:%M} UTC"
    if known.ledger != here.ledger:
        raise LedgerOlder(f"{file} is another ledger than the one that was at work here {until}. {ACCEPT}")
    if known.changes > here.changes:
        gone = known.changes - here.changes
        raise LedgerOlder(
            f"{file} is older than what was sent from here: {gone} changes {until} are not in it. {ACCEPT}"
        )


def fold(db: sqlite3.Connection, file: Path, now: datetime, how: Literal["PASSIVE", "TRUNCATE"]) -> bool:
    """What the log has goes into the one file, and that is noted; False where another process is at work. Raises sqlite3.Error, OSError, FileProblem."""
    before = seen(db, now)
    _, log, done = db.execute(f"PRAGMA wal_checkpoint({how})").fetchone()
    if log != done or log < 0:
        return False
    note(file, replace(before, base=before.changes))
    return True


def _own_log(file: Path) -> None:
    """Before SQLite looks, which reads any log that lies beside a ledger into it. Raises LedgerFault for the log of a newer or another one."""
    log = file.with_name(f"{file.name}-wal")
    with suppress(LedgerOlder, OSError, sqlite3.Error):
        known = last_seen(file)
        if known is None or not known.base or not log.stat().st_size:
            return
        with closing(sqlite3.connect(f"{file.absolute().as_uri()}?immutable=1", uri=True)) as db:
            here = seen(db, known.at)
        if here.ledger == known.ledger and here.changes >= known.base:
            return
        raise LedgerFault(
            f"{file} is an older copy, and {log.name} beside it belongs to a newer one, so neither is read. "
            f"Take {log.name} and {file.name}-shm away, or bring the newer one back."
        )


def begin(file: Path, now: datetime) -> None:
    """Make a new ledger, under another name first. Raises UsageError where there is one, LedgerFault.

    A file that is no ledger that can be used is kept beside it as `.bad`.
    """
    with told(file):
        make(file.parent)
        with lock(file.parent / "locks" / "ledger.lock"):  # two processes do not make one here at once
            _set_aside(file)
            fresh = file.with_name("ledger.new")
            _remove(fresh)
            with closing(sqlite3.connect(fresh, isolation_level=None)) as db:
                db.execute("PRAGMA synchronous=FULL")
                _script(db, _LETTERS + _SECOND, VERSION)
                db.execute("PRAGMA journal_mode=WAL")
                (id_,) = db.execute("SELECT id FROM ledger").fetchone()
            settle(fresh)
            write(seen_file(file), Seen(id_, 0, now).line())
            fresh.replace(file)
            settle(file.parent)


def _set_aside(file: Path) -> None:
    """A file in the place of the ledger that is none, with what SQLite keeps beside it. Raises UsageError, LedgerFault."""
    try:
        opened(file).close()
    except LedgerMissing:
        for left in _parts(file):
            if left.exists() or left.is_symlink():
                left.replace(_free(left.with_name(f"{left.name}.bad")))
    else:
        raise UsageError(f"There is a ledger already, {file}. Leave {Way.NEW_LEDGER} out.")


def opened(file: Path) -> sqlite3.Connection:
    """A connection to the ledger in a file, of the current version. Raises LedgerMissing, LedgerFault.

    A ledger of version 1 is brought to version 2 in one transaction, after a copy of it is kept as `ledger.v1`.
    """
    _there(file)
    _own_log(file)
    with told(file):
        db = sqlite3.connect(file, timeout=30, isolation_level=None)
        db.row_factory = sqlite3.Row
        try:
            _usable(db, file)
            if db.execute("PRAGMA user_version").fetchone()[0] < VERSION:
                copy(db, _free(file.with_name("ledger.v1")))
                _script(db, _SECOND, VERSION)
            db.execute("PRAGMA journal_mode=WAL")
            db.execute("PRAGMA synchronous=FULL")
            db.execute("PRAGMA wal_autocheckpoint=0")  # only `fold`, which notes it
            db.execute("PRAGMA foreign_keys=ON")
        except BaseException:
            db.close()
            raise
    return db


def _there(file: Path) -> None:
    """Before SQLite looks, which takes an empty file for a new database. Raises LedgerMissing."""
    known = ""
    with suppress(LedgerOlder):
        seen = last_seen(file)
        known = f" Letters were sent from here until {seen.at:%Y-%m-%d %H:%M} UTC." if seen else ""
    hint = f"If nothing was ever sent from here, {Way.ADD_NEW_LEDGER}; else bring the file back from a backup."
    try:
        status = file.stat()
    except OSError as error:
        raise LedgerMissing(
            f"There is no record of what was sent: {file} is missing ({error.strerror}).{known} {hint}"
        ) from None
    if not stat.S_ISREG(status.st_mode):
        raise LedgerMissing(f"There is no record of what was sent: {file} is no file.{known} {hint}")
    with told(file):
        if not _begins(file).startswith(_MAGIC):
            what = "is not a database" if status.st_size else "is empty"
            raise LedgerMissing(f"There is no record of what was sent: {file}: the file {what}.{known} {hint}")


def _usable(db: sqlite3.Connection, file: Path) -> None:
    """Raise LedgerMissing or LedgerFault unless this is a whole ledger of this version or an earlier one."""
    hint = f"Bring it back from a backup; {Way.BEGIN_LEDGER} keeps this file as .bad and begins a record in which nothing was sent."
    try:
        version = db.execute("PRAGMA user_version").fetchone()[0]
        if version > VERSION:
            told_of = f"was written by another version of briefgen (ledger {version}). Use that one, or a newer"
            raise LedgerFault(f"{file}: {told_of}.")
        if version < 1 or not _shape(version) <= _columns(db):
            raise LedgerMissing(
                f"There is no record of what was sent: {file} is not the whole ledger, or another program's. {hint}"
            )
        (state,) = db.execute("PRAGMA integrity_check(1)").fetchone()
        if state != "ok":
            raise LedgerMissing(
                f"There is no record of what was sent: {file} is damaged ({' '.join(state.split())}). {hint}"
            )
    except sqlite3.OperationalError:  # locked, read-only, a disk that fails: nothing is known of the file
        raise
    except sqlite3.DatabaseError as error:
        raise LedgerMissing(f"There is no record of what was sent: {file} is damaged ({error}). {hint}") from error


@cache
def _shape(version: int) -> frozenset[tuple[str, str]]:
    """The tables of a ledger of a version, with their columns."""
    with closing(sqlite3.connect(":memory:", isolation_level=None)) as db:
        _script(db, _LETTERS + (_SECOND if version > 1 else ""), version)
        return _columns(db)


def _columns(db: sqlite3.Connection) -> frozenset[tuple[str, str]]:
    query = "SELECT m.name, c.name FROM sqlite_master AS m JOIN pragma_table_info(m.name) AS c WHERE m.type = 'table'"
    return frozenset((table, column) for table, column in db.execute(query))


def copy(db: sqlite3.Connection, target: Path, at: datetime | None = None) -> None:
    """A whole copy of an open ledger, as one file, whatever others write meanwhile; it is there whole or not at all.

    With `at` (aware) it is a backup: what was just being sent is uncertain in it, since its end is not in the copy.
    Raises sqlite3.Error, OSError.
    """
    made = target.with_name(f".{target.name}.{os.getpid()}.tmp")
    try:
        with closing(sqlite3.connect(made, isolation_level=None)) as other:
            db.backup(other)
            other.execute("PRAGMA journal_mode=DELETE")
            if at:
                said = "was being sent when this copy was made: it may have been taken"
                other.execute("BEGIN")
                other.execute(_STEPS, (at.timestamp(), said))
                other.execute(_STATES, (said,))
                other.execute("COMMIT")
        settle(made)
        made.replace(target)
        settle(target.parent)
    finally:
        _remove(made)


def backup(db: sqlite3.Connection, target: Path, at: datetime) -> None:
    """A copy of an open ledger for a backup, in the place of an earlier one. Raises UsageError, LedgerFault."""
    if target.exists() and not target.is_dir():
        try:
            opened(target).close()
        except LedgerFault:
            raise UsageError(f"{target} is there and is no copy of a ledger. Name another file.") from None
    with told(target):
        if target.exists() and any(target.samefile(row["file"]) for row in db.execute("PRAGMA database_list")):
            raise UsageError(f"{target} is the ledger itself. Name another file.")
        copy(db, target, at)


def note(file: Path, seen: Seen) -> None:
    """Write down what was seen; an earlier note is written over, and not forced to the disk. Raises OSError, FileProblem."""
    noted = seen_file(file)
    with suppress(LedgerOlder):
        known = last_seen(file)
        if known and known.ledger == seen.ledger:
            seen = replace(seen, base=max(seen.base, known.base))
    if not overwrite(noted, seen.line()):
        write(noted, seen.line())


@contextmanager
def told(file: Path) -> Iterator[None]:
    """What the disk or the database refuses, as a LedgerFault."""
    try:
        yield
    except sqlite3.Error as error:
        raise LedgerFault(f"{file}: cannot be written or read: {error}.") from error
    except OSError as error:
        raise LedgerFault(f"{file}: cannot be made or read: {error.strerror or error}.") from error


def _script(db: sqlite3.Connection, script: str, version: int) -> None:
    """The statements in one transaction, unless another process has done them meanwhile."""
    db.execute("BEGIN IMMEDIATE")
    try:
        if db.execute("PRAGMA user_version").fetchone()[0] < version:
            for statement in script.split(";\n"):
                db.execute(statement)
            db.execute(f"PRAGMA user_version={version}")
    except BaseException:
        db.execute("ROLLBACK")
        raise
    db.execute("COMMIT")


def _begins(file: Path) -> bytes:
    with plain_file.opened(file) as begun:
        return begun.read(len(_MAGIC))


def _parts(file: Path) -> tuple[Path, ...]:
    """A database and what SQLite keeps beside it."""
    return tuple(file.with_name(f"{file.name}{end}") for end in ("", "-wal", "-shm", "-journal"))


def _remove(file: Path) -> None:
    for part in _parts(file):
        part.unlink(missing_ok=True)


def _free(file: Path) -> Path:
    """The name, or the first with a number after it that is not taken."""
    number = 1
    while (found := file if number == 1 else file.with_name(f"{file.name}-{number}")).exists():
        number += 1
    return found
