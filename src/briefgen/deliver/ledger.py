"""The ledger: what was sent to whom, on the disk before the next step is taken."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Self

from briefgen.deliver import delivery, ledger_file
from briefgen.deliver.delivery import FOLLOWS, STATES, Delivery, DeliveryRecord, DeliveryState, DeliveryStep, Identity
from briefgen.deliver.ledger_file import LedgerFault as LedgerFault
from briefgen.deliver.ledger_file import LedgerMissing as LedgerMissing
from briefgen.deliver.ledger_file import LedgerOlder as LedgerOlder
from briefgen.deliver.ledger_file import told
from briefgen.deliver.rows import as_letter, when
from briefgen.errors import BriefgenError, Exit, FileProblem, UsageError
from briefgen.ways import Way

Clock = Callable[[], datetime]
"""The clock: aware."""

_WORDS = 1000
"""Characters of a server's words that are kept."""
_OFTEN = 100
"""Changes after which the log goes into the one file."""
_TOO_LARGE = 2**63
"""No number of SQLite."""
_EVERY = "SELECT *, (SELECT at FROM step WHERE letter = id ORDER BY step.rowid DESC LIMIT 1) AS stepped FROM letters"


class NotSo(BriefgenError):
    """A letter is not in a state that the command can change."""

    exit = Exit.USAGE


class OtherEdition(BriefgenError):
    """What was sent, or asked for, under this number was another edition."""

    exit = Exit.DELIVERY


class DeliveryLedger:
    """One connection to the ledger. Every change is durable when its method returns; what the disk or the database refuses
    raises LedgerFault."""

    def __init__(self, db: sqlite3.Connection, now: Clock, file: Path, *, newest: bool) -> None:
        self._db, self._now, self._file, self._newest = db, now, file, newest

    @classmethod
    def open(cls, file: Path, now: Clock, *, new: bool = False, older: bool = False) -> Self:
        """The ledger in a file; with `new`, made. One that is `older` than what was seen here is opened only when asked for.

        Raises LedgerMissing, LedgerOlder, LedgerFault, UsageError for a new one where one is.
        """
        if new:
            ledger_file.begin(file, now())
        made = cls(ledger_file.opened(file), now, file, newest=not older)
        try:
            if not older:
                ledger_file.newest(made._db, file)
                if not ledger_file.seen_file(file).exists():  # one of an older briefgen: noted before its first change
                    with told(file):
                        ledger_file.note(file, ledger_file.seen(made._db, now()))
        except BaseException:
            made._db.close()
            raise
        return made

    def close(self) -> None:
        """Leave the ledger in its one file, and note what was seen of it, unless another process is at work on it."""
        try:
            with suppress(sqlite3.Error, OSError, FileProblem):
                if self._newest:  # to look at an older one is not to accept it
                    ledger_file.fold(self._db, self._file, self._now(), "TRUNCATE")
        finally:
            self._db.close()

    def accept(self) -> None:
        """Go on with this ledger though it is older: it is another one from now on, so that the newer one is not mixed with it.

        Raises UsageError where it is not older.
        """
        try:
            ledger_file.newest(self._db, self._file)
        except LedgerOlder:
            with self._change():
                self._db.execute("UPDATE ledger SET id = lower(hex(randomblob(16)))")
        else:
            raise UsageError("The ledger is not older than what was sent from here. There is nothing to accept.")

    def backup(self, target: Path) -> None:
        """A whole copy as one file, also while letters are being sent. Raises UsageError, LedgerFault."""
        ledger_file.backup(self._db, target, self._now())

    # -- asking -------------------------------------------------------------------------------------------------------

    def letters(
        self, *, brief: str = "", edition: int = 0, states: Sequence[DeliveryState] = ()
    ) -> tuple[DeliveryRecord, ...]:
        """The letters of a brief, an edition and some states; of all when none is named, in the order in which they were asked for."""
        rows = self._rows(
            f"{_EVERY} WHERE ? IN ('', brief) AND ? IN (0, edition) AND state IN (SELECT value FROM json_each(?)) ORDER BY id",  # noqa: S608 - a constant
            (brief, edition, json.dumps(states or STATES)),
        )
        return tuple(map(as_letter, rows))

    def letter(self, number: int) -> DeliveryRecord:
        """The letter of a number. Raises UsageError."""
        rows = self._rows(f"{_EVERY} WHERE id = ?", (number,)) if abs(number) < _TOO_LARGE else []
        if not rows:
            raise UsageError(f"There is no letter {number}. See: {Way.LETTERS}")
        return as_letter(rows[0])

    def steps(self, number: int) -> tuple[DeliveryStep, ...]:
        """Everything that happened to a letter."""
        rows = self._rows("SELECT at, state, code, text FROM step WHERE letter = ? ORDER BY rowid", (number,))
        return tuple(DeliveryStep(when(at), state, code, text) for at, state, code, text in rows)

    def last_sent(self, brief: str, address: str) -> tuple[int, str] | None:
        """The number and the Message-ID of the newest edition that a reader was sent."""
        rows = self._rows(
            "SELECT edition, message_id FROM letter WHERE brief = ? AND reader = ? AND kind = 'edition' AND state = 'sent' "
            "ORDER BY edition DESC LIMIT 1",
            (brief, address.lower()),
        )
        return (rows[0][0], rows[0][1]) if rows else None

    def readers(self, brief: str, edition: int) -> tuple[str, ...]:
        """The addresses that an edition was sent to, or may have been."""
        rows = self._rows(
            "SELECT address FROM letter WHERE brief = ? AND edition = ? AND kind = 'edition' AND state IN ('sent', 'uncertain') ORDER BY id",
            (brief, edition),
        )
        return tuple(address for (address,) in rows)

    def known(self, brief: str, number: int) -> Identity | None:
        """Which edition bore a number when it was sent, or asked for."""
        rows = self._rows("SELECT digest, record, noted FROM edition WHERE brief = ? AND number = ?", (brief, number))
        return Identity(rows[0][0], rows[0][1], when(rows[0][2])) if rows else None

    def numbers(self, brief: str) -> tuple[int, ...]:
        """The numbers under which editions of a brief were sent, or asked for, in order."""
        rows = self._rows("SELECT number FROM edition WHERE brief = ? ORDER BY number", (brief,))
        return tuple(number for (number,) in rows)

    def highest(self, brief: str) -> int:
        """The highest number under which an edition of a brief was sent, or asked for; 0 for none."""
        return max(self.numbers(brief), default=0)

    def _rows(self, query: str, values: Sequence[object] = ()) -> list[sqlite3.Row]:
        with told(self._file):
            return self._db.execute(query, values).fetchall()

    # -- changing -----------------------------------------------------------------------------------------------------

    def enqueue(self, wanted: Iterable[Delivery], lifetime: float) -> tuple[int, ...]:
        """The numbers of the letters that are new; a letter that is known stays as it is.

        Older editions that still wait for the same reader are cancelled; one older than what the reader has is not sent at all.
        `lifetime` in seconds. All or nothing. Raises OtherEdition where the number was another edition's.
        """
        with self._change():
            return tuple(number for one in wanted if (number := self._add(one, lifetime)))

    def _add(self, one: Delivery, lifetime: float) -> int:
        """The number of the letter if it is new and to be sent, else 0."""
        now, reader = self._now().timestamp(), one.address.lower()
        if one.kind == "test":  # a test is sent as often as it is asked for
            self._db.execute(
                "DELETE FROM letter WHERE kind = 'test' AND brief = ? AND edition = ? AND reader = ? "
                "AND state NOT IN ('sending', 'committing')",
                (one.brief, one.edition, reader),
            )
        else:
            self._note(one, now)
        last = self.last_sent(one.brief, reader)
        cursor = self._db.execute(
            "INSERT INTO letter(brief, edition, kind, reader, address, name, lists, formats, message_id, digest, since, "
            "state, next_at, expires_at, created) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'queued', ?, ?, ?) "
            "ON CONFLICT(brief, edition, kind, reader) DO NOTHING",
            (
                *(one.brief, one.edition, one.kind, reader, one.address, one.name, " ".join(one.lists)),
                *(" ".join(one.formats), one.message_id, one.digest, last[0] if last else None),
                *(now, now + lifetime, now),
            ),
        )
        if cursor.rowcount != 1:
            self._same(one, reader)
            return 0
        number = int(cursor.lastrowid or 0)
        self._step(number, "queued", 0, "")
        if one.kind == "test":
            return number
        if newer := self._newer(one.brief, reader, one.edition):
            self._move(number, "cancelled", text=f"superseded: this reader has edition {newer}")
            return 0
        waiting = self._rows(
            "SELECT id FROM letter WHERE brief = ? AND reader = ? AND edition <= ? AND kind = 'edition' AND state IN ('queued', 'deferred')",
            (one.brief, reader, one.takes_the_place_of),
        )
        for (older,) in waiting:
            self._move(older, "cancelled", text=f"superseded by edition {one.edition}")
        return number

    def _note(self, one: Delivery, now: float) -> None:
        """Which edition bears the number from now on. Raises OtherEdition where that is another one."""
        known = self.known(one.brief, one.edition)
        if known and known.is_other(one.digest, one.record):
            raise OtherEdition(f"edition {one.edition} of {one.brief} that was asked for before was another one")
        self._db.execute(
            "INSERT INTO edition VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(brief, number) DO UPDATE SET record = excluded.record "
            "WHERE record = ''",
            (one.brief, one.edition, one.digest, one.record, now, one.takes_the_place_of),
        )

    def _same(self, one: Delivery, reader: str) -> None:
        """The letter that a reader has under this number goes through these lists too. Raises OtherEdition where it is of other files."""
        (row,) = self._rows(
            f"{_EVERY} WHERE brief = ? AND edition = ? AND kind = ? AND reader = ?",
            (one.brief, one.edition, one.kind, reader),
        )
        if row["digest"] != one.digest:
            raise OtherEdition(f"{one.address} was sent another edition {one.edition} of {one.brief}")
        found = as_letter(row).through(one)
        change = (" ".join(found.wanted.lists), " ".join(found.wanted.formats), found.id)
        self._db.execute("UPDATE letter SET lists = ?, formats = ? WHERE id = ?", change)

    def _newer(self, brief: str, reader: str, edition: int) -> int:
        """The newest edition that takes the place of this one and that the reader has or will have; 0 for none."""
        ((number,),) = self._rows(
            "SELECT coalesce(max(letter.edition), 0) FROM letter LEFT JOIN edition ON edition.brief = letter.brief AND number = letter.edition "
            "WHERE letter.brief = ? AND reader = ? AND letter.edition > ? AND coalesce(replaces, letter.edition - 1) >= ? "
            "AND kind = 'edition' AND state NOT IN ('cancelled', 'failed', 'expired')",
            (brief, reader, edition, edition),
        )
        return int(number)

    def recover(self, on_uncertain: str) -> int:
        """After a crash, under the lock of the outbox: what nobody is at work on any more. Returns how many letters were found so.

        The end of a `sending` letter was never sent: it is queued again. That of a `committing` one may have been.
        """
        with self._change():
            rows = self._rows("SELECT id, state FROM letter WHERE state IN ('sending', 'committing') ORDER BY id")
            for number, state in rows:
                if state == "sending":
                    self._move(number, "queued", text="stopped before the end of the message was sent")
                    continue
                text = "stopped while the end of the message was being sent: it may have been taken"
                self._move(number, "uncertain", text=text)
                if on_uncertain == "resend":
                    self._move(number, "queued", text="to be sent again by the rule on_uncertain")
        return len(rows)

    def claim(self, brief: str = "", kind: str = "") -> DeliveryRecord | None:
        """The next letter of a brief and kind that is due, now `sending`; None when none is. Two processes never get the same one.

        Letters that were tried for too long are `expired` on the way, those whose reader has a newer edition `cancelled` (a crash
        can leave one). A power cut may undo all this: then the letter is still queued, which is just as true.
        """
        with self._change(durable=False):
            now = self._now().timestamp()
            late = self._rows("SELECT id FROM letter WHERE state IN ('queued', 'deferred') AND expires_at <= ?", (now,))
            for (number,) in late:
                self._move(number, "expired", text="not taken within the time that mail.lifetime gives")
            while letter := self._due(now, brief, kind):
                wanted = letter.wanted
                newer = self._newer(wanted.brief, wanted.address.lower(), wanted.edition)
                if newer and wanted.kind == "edition":
                    self._move(letter.id, "cancelled", text=f"superseded by edition {newer}")
                    continue
                self._db.execute("UPDATE letter SET attempts = attempts + 1 WHERE id = ?", (letter.id,))
                self._move(letter.id, "sending")
                return self.letter(letter.id)
            return None

    def _due(self, now: float, brief: str, kind: str) -> DeliveryRecord | None:
        """The first letter that nobody has put off, whose time has come, or that was put off before the clock was set back."""
        rows = self._rows(
            f"{_EVERY} WHERE (state = 'queued' OR state = 'deferred' AND (next_at <= ? OR next_at > ?)) "
            "AND ? IN ('', brief) AND ? IN ('', kind) ORDER BY id LIMIT 1",
            (now, now + delivery.LONGEST_WAIT.total_seconds(), brief, kind),
        )
        return as_letter(rows[0]) if rows else None

    def commit(self, number: int, handed: str) -> None:
        """All but the end of the message is with the server: from here on the outcome can be unknown. `handed`: SHA-256 of the message."""
        with self._change():
            self._db.execute("UPDATE letter SET handed = ? WHERE id = ?", (handed, number))
            self._move(number, "committing")

    def move(
        self,
        number: int,
        state: DeliveryState,
        *,
        code: int = 0,
        text: str = "",
        next_at: datetime | None = None,
        handed: str | None = None,
    ) -> None:
        """The letter in another state, with the words of whoever caused it. Raises NotSo where that state cannot follow.

        `handed` takes back what `commit` wrote, when the other side said itself that it has not taken the message.
        """
        with self._change():
            if next_at:
                self._db.execute("UPDATE letter SET next_at = ? WHERE id = ?", (next_at.timestamp(), number))
            if handed is not None:
                self._db.execute("UPDATE letter SET handed = ? WHERE id = ?", (handed, number))
            self._move(number, state, code=code, text=text)

    def unclaim(self, number: int, text: str) -> None:
        """The letter queued again as if it had not been tried: what went wrong was not its fault."""
        with self._change():
            self._db.execute("UPDATE letter SET attempts = attempts - 1 WHERE id = ?", (number,))
            self._move(number, "queued", text=text)

    def decide(self, numbers: Iterable[int], known: Sequence[DeliveryState], state: DeliveryState, text: str) -> None:
        """These letters in another state, by somebody's word; all or none. Raises NotSo for one that is in none of the states `known`:
        another process may be at work on it."""
        with self._change():
            for number in numbers:
                before = self.letter(number).state
                if before not in known:
                    raise NotSo(f"Letter {number} is {before}, so it cannot become {state}.")
                self._move(number, state, text=text)

    def again(self, numbers: Iterable[int], known: Sequence[DeliveryState], lifetime: float, text: str) -> None:
        """These letters due now, with a whole lifetime (seconds); all or none. Raises NotSo for one that is in none of the states
        `known`, or that a newer edition forbids."""
        with self._change():
            now = self._now().timestamp()
            for number in numbers:
                letter = self.letter(number)
                if letter.state not in known:
                    raise NotSo(f"Letter {number} is {letter.state}, so it is not sent again.")
                newer = self._newer(letter.wanted.brief, letter.key, letter.wanted.edition)
                if newer and letter.wanted.kind == "edition":
                    raise NotSo(f"Letter {number} is superseded: its reader has edition {newer}.")
                change = (now, now + lifetime, number)
                self._db.execute("UPDATE letter SET next_at = ?, expires_at = ? WHERE id = ?", change)
                if letter.state != "queued":
                    self._move(number, "queued", text=text)

    def purge(self, before: datetime) -> int:
        """Forget letters from before a time (aware) that are done with: tests, what was surely not taken and may be asked for anew, and
        what a later edition that the reader was sent takes the place of. Nothing is sent again for having been forgotten. Returns how many."""
        with self._change():
            cursor = self._db.execute(
                "DELETE FROM letter WHERE created < ? AND (state IN ('failed', 'expired') AND handed = '' "
                "OR state IN ('sent', 'failed', 'expired', 'cancelled') AND (kind = 'test' OR EXISTS(SELECT 1 FROM letter AS later "
                "LEFT JOIN edition ON edition.brief = later.brief AND number = later.edition WHERE later.brief = letter.brief "
                "AND later.reader = letter.reader AND later.kind = 'edition' AND later.state = 'sent' AND later.edition > letter.edition "
                "AND coalesce(replaces, later.edition - 1) >= letter.edition)))",
                (before.timestamp(),),
            )
        return cursor.rowcount

    # -- one change ---------------------------------------------------------------------------------------------------

    @contextmanager
    def _change(self, *, durable: bool = True) -> Iterator[None]:
        """All or nothing, with nobody else writing meanwhile; on the disk at the end, unless it need not be."""
        with told(self._file):
            self._db.execute(f"PRAGMA synchronous={'FULL' if durable else 'NORMAL'}")
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("UPDATE ledger SET changes = changes + 1")
                seen = ledger_file.seen(self._db, self._now())
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise
            if durable:  # what a power cut may undo must not have been seen
                ledger_file.note(self._file, seen)
                if seen.changes % _OFTEN == 0:
                    ledger_file.fold(self._db, self._file, self._now(), "PASSIVE")

    def _move(self, number: int, state: DeliveryState, *, code: int = 0, text: str = "") -> None:
        before = self.letter(number).state
        if state not in FOLLOWS[before]:
            raise NotSo(f"Letter {number} is {before}, so it cannot become {state}.")
        kept = text[:_WORDS].encode("utf-8", "backslashreplace").decode()  # a path need not be UTF-8
        change = (state, code, kept, number)
        self._db.execute("UPDATE letter SET state = ?, code = ?, text = ? WHERE id = ?", change)
        self._step(number, state, code, kept)

    def _step(self, number: int, state: DeliveryState, code: int, text: str) -> None:
        self._db.execute("INSERT INTO step VALUES(?, ?, ?, ?, ?)", (number, self._now().timestamp(), state, code, text))
