"""The ledger is there or it is lost: an empty, foreign, damaged or older one sends nothing, and a copy can be kept at any time."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from briefgen.deliver.ledger import DeliveryLedger, LedgerFault, LedgerMissing, LedgerOlder
from briefgen.errors import Exit, UsageError
from tests.support.desk import Desk
from tests.support.issued import OFFICE, written
from tests.support.mail_server import MailServer, Taking
from tests.support.sweeps import few, spread


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with MailServer(Taking()) as server:
        yield Desk(tmp_path, server)


def emptied(file: Path) -> None:
    file.write_bytes(b"")


def header_alone(file: Path) -> None:
    with closing(sqlite3.connect(file.with_name("bare"))) as db:
        db.execute("PRAGMA journal_mode=WAL")
    file.with_name("bare").replace(file)


def first_page(file: Path) -> None:
    file.write_bytes(file.read_bytes()[:4096])


def half(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def torn(file: Path) -> None:
    data = bytearray(file.read_bytes())
    for page in range(2, len(data) // 4096):
        data[page * 4096 : page * 4096 + 2000] = b"\xaa" * 2000
    file.write_bytes(data)


def foreign(file: Path) -> None:
    file.unlink()
    with closing(sqlite3.connect(file)) as db:
        db.execute("CREATE TABLE moz_places(id)")
        db.execute("PRAGMA user_version=1")


def garbage(file: Path) -> None:
    file.write_bytes(b"not a database " * 900)


def folder(file: Path) -> None:
    file.unlink()
    file.mkdir()


def gone(file: Path) -> None:
    file.unlink()


def without_letters(file: Path) -> None:
    with closing(sqlite3.connect(file)) as db:
        db.executescript("DROP TABLE step; DROP TABLE letter;")


DAMAGE = (emptied, header_alone, first_page, half, torn, foreign, garbage, folder, gone, without_letters)


@pytest.mark.parametrize("damage", spread(DAMAGE, 3), ids=lambda one: one.__name__)
def test_a_ledger_that_is_lost_sends_nothing_until_somebody_says_so(desk: Desk, damage: Callable[[Path], None]) -> None:
    desk.issue()
    desk.send()
    assert len(desk.inbox) == 2
    damage(desk.file)
    with pytest.raises(LedgerMissing, match="--new-ledger"):
        desk.send()
    for words in (("send", "flood", "--dry-run"), ("outbox", "retry")):
        code, _, told = desk.run(*words)
        assert (code, told.count("\n")) == (Exit.DELIVERY, 1), told
        assert "--new-ledger" in told
    assert len(desk.inbox) == 2
    had = desk.file.read_bytes() if desk.file.is_file() else None
    code, _, told = desk.run("send", "flood", "--new-ledger")
    assert code == Exit.DONE, told
    assert len(desk.inbox) == 4, "somebody said that nothing was sent"
    kept = desk.file.with_name("ledger.sqlite.bad")
    assert kept.exists() == (damage is not gone)
    assert had is None or kept.read_bytes() == had
    assert desk.run("send", "flood")[0] == Exit.DONE
    assert len(desk.inbox) == 4


def test_a_new_ledger_in_the_place_of_one_is_refused(desk: Desk) -> None:
    desk.issue()
    desk.send()
    desk.begun = False
    with pytest.raises(UsageError, match="There is a ledger already"):
        desk.send()
    assert len(desk.letters()) == 2


def test_what_lies_beside_a_ledger_that_is_gone_is_not_mixed_with_the_new_one(desk: Desk) -> None:
    desk.issue()
    desk.send()
    desk.file.with_name("ledger.sqlite-wal").write_bytes(b"old pages")
    desk.file.unlink()
    assert desk.run("send", "flood", "--new-ledger")[0] == Exit.DONE
    assert desk.file.with_name("ledger.sqlite-wal.bad").read_bytes() == b"old pages"


def test_any_fault_of_the_database_is_one_line_and_5(desk: Desk) -> None:
    desk.issue()
    desk.send()
    with closing(sqlite3.connect(desk.file)) as db:
        db.execute("ALTER TABLE letter RENAME COLUMN handed TO taken")
        db.commit()
    for words in (("send", "flood"), ("outbox", "list"), ("outbox", "show", "1"), ("outbox", "purge")):
        code, _, told = desk.run(*words)
        assert (code, told.count("\n")) == (Exit.DELIVERY, 1), (words, told)
    assert len(desk.inbox) == 2


# -- older than what was sent -----------------------------------------------------------------------------------------


def test_a_backup_that_is_put_back_sends_nothing_until_it_is_accepted(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    desk.send()
    backup = tmp_path / "backup.sqlite"
    assert desk.run("outbox", "backup", str(backup))[0] == Exit.DONE
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    desk.send()
    assert len(desk.inbox) == 4
    shutil.copy(backup, desk.file)
    with pytest.raises(LedgerOlder, match=r"is older than what was sent from here: \d+ changes until"):
        desk.send()
    for words in (("send", "flood"), ("send", "flood", "--dry-run"), ("outbox", "retry"), ("outbox", "cancel", "1")):
        code, _, told = desk.run(*words)
        assert code == Exit.DELIVERY
        assert "accept-older" in told
    assert len(desk.inbox) == 4
    code, out, told = desk.run("outbox", "accept-older")
    assert code == Exit.DONE
    assert [line.split(",")[0] for line in out.splitlines()] == [
        "may go out twice: anna@example.org",
        "may go out twice: bert@example.org",
    ]
    assert "flood edition 2" in out
    desk.send()
    assert len(desk.inbox) == 6
    assert desk.run("outbox", "accept-older")[0] == Exit.USAGE, "there is nothing to accept any more"


def lost_after(desk: Desk, tmp_path: Path, meanwhile: Callable[[], object]) -> tuple[list[str], str]:
    """Something is sent after a backup, and the backup put back: what accept-older says would go out twice, and its remarks."""
    backup = tmp_path / "backup.sqlite"
    desk.run("outbox", "backup", str(backup))
    meanwhile()
    shutil.copy(backup, desk.file)
    code, out, told = desk.run("outbox", "accept-older")
    assert code == Exit.DONE
    return [line.removeprefix("may go out twice: ") for line in out.splitlines()], told


EVERY_LIST = OFFICE.replace(
    "  press:", "  ops: {recipients: [carl@example.org, dora@example.net], ceiling: TLP:RED}\n      press:"
)


def test_the_readers_of_every_list_may_get_it_twice_not_only_those_that_the_brief_names(
    desk: Desk, tmp_path: Path
) -> None:
    desk.office(office=EVERY_LIST)
    desk.source.file.write_text(desk.source.file.read_text().replace("distribution: [desk]\n", ""))
    desk.issue()
    desk.send(to=("desk",))

    def sent_and_forbidden() -> None:
        desk.send(to=("ops",))
        desk.office("allowed_domains: [example.org]", office=EVERY_LIST)

    may, told = lost_after(desk, tmp_path, sent_and_forbidden)
    assert may == ["carl@example.org, flood edition 1: a letter that is not in it, to ops"]
    assert "1 letter may go out twice. To keep one back: take its reader off the list" in told
    assert "outbox cancel" not in told, "there is no number to cancel"
    desk.office(office=EVERY_LIST)
    before = len(desk.inbox)
    desk.send(to=("ops",))
    assert [to for to, _ in desk.inbox[before:]] == ["carl@example.org", "dora@example.net"]


def test_what_waits_in_the_older_ledger_may_go_out_twice_and_is_cancelled_by_its_number(
    desk: Desk, tmp_path: Path
) -> None:
    desk.server.handler.grey |= {"bert@example.org"}
    desk.issue()
    desk.send()
    may, told = lost_after(desk, tmp_path, lambda: desk.run("outbox", "retry"))
    assert may == ["bert@example.org, flood edition 1: letter 2, deferred in it"]
    assert "briefgen outbox cancel 2" in told
    assert desk.run("outbox", "cancel", "2")[0] == Exit.DONE
    assert [to for to, _ in desk.inbox] == ["anna@example.org", "bert@example.org"]


@pytest.mark.parametrize("words", [("issue", "flood"), ("outbox", "backup", "another")], ids=lambda words: words[0])
def test_what_only_looks_at_an_older_ledger_does_not_accept_it(
    desk: Desk, tmp_path: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    desk.issue()
    desk.send()
    backup = tmp_path / "backup.sqlite"
    desk.run("outbox", "backup", str(backup))
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    desk.send()
    shutil.copy(backup, desk.file)
    desk.source = written(desk.workspace, level="7")
    assert desk.run(*words)[0] == Exit.DONE
    with pytest.raises(LedgerOlder):
        desk.send()
    assert len(desk.inbox) == 4


def test_the_newer_ledger_is_another_one_after_the_older_was_accepted(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    desk.send()
    old, new = tmp_path / "old", tmp_path / "new"
    desk.run("outbox", "backup", str(old))
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    desk.send()
    desk.run("outbox", "backup", str(new))
    shutil.copy(old, desk.file)
    desk.run("outbox", "accept-older")
    shutil.copy(new, desk.file)
    with pytest.raises(LedgerOlder, match="is another ledger than the one that was at work here"):
        desk.send()


def test_a_copy_made_in_the_middle_of_a_run_that_died_is_older(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time, new=True)
    ledger.backup(tmp_path / "copy")
    desk.begun = True
    with ledger._change():
        pass
    ledger._db.close()  # as a killed process leaves it
    for part in desk.file.parent.glob("ledger.sqlite-*"):
        part.unlink()
    shutil.copy(tmp_path / "copy", desk.file)
    with pytest.raises(LedgerOlder):
        desk.send()


@pytest.mark.parametrize("note", few([b"", b"{}", b"x" * 160], b"{}"))
def test_a_damaged_note_of_what_was_seen_is_no_reason_to_send(desk: Desk, note: bytes) -> None:
    desk.issue()
    desk.send()
    desk.file.with_name("ledger.seen").write_bytes(note)
    assert desk.run("send", "flood")[0] == Exit.DELIVERY
    assert desk.run("outbox", "accept-older")[0] == Exit.DONE
    assert desk.run("send", "flood")[0] == Exit.DONE
    assert len(desk.inbox) == 2


def test_the_note_says_which_ledger_and_how_many_changes(desk: Desk) -> None:
    desk.issue()
    desk.send()
    noted = json.loads(desk.file.with_name("ledger.seen").read_text())
    with closing(sqlite3.connect(desk.file)) as db:
        (id_, changes) = db.execute("SELECT id, changes FROM ledger").fetchone()
    assert (noted["ledger"], noted["changes"]) == (id_, changes)
    assert not list(desk.file.parent.glob("ledger.sqlite-*")), "after a run the ledger is one file"


# -- copies -----------------------------------------------------------------------------------------------------------


def copied(tmp_path: Path, readers: int, every: int, tried: int) -> int:
    """How many copies a run left, one after each so many messages; some are put back, and send nothing again that they know."""
    copies: list[Path] = []
    office = OFFICE.replace("bert@example.org", ", ".join(f"r{n}@example.org" for n in range(readers - 1)))

    class Copying(Taking):
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
            done = await super().handle_DATA(server, session, envelope)
            self.taken[-1] = (self.taken[-1][0], b"")
            if len(self.taken) % every == 0:
                copies.append(tmp_path / f"copy-{len(copies)}")
                ledger.backup(copies[-1])
            return done

    with MailServer(Copying()) as server:
        desk = Desk(tmp_path / "desk", server)
        desk.office(office=office)
        desk.issue()
        ledger = DeliveryLedger.open(desk.file, lambda: desk.time, new=True)
        ledger._db.close()
        ledger._db = sqlite3.connect(desk.file, check_same_thread=False)
        ledger._db.row_factory = sqlite3.Row
        desk.begun = True
        assert desk.send().exit == Exit.DONE
        ledger.close()
    for copy in copies:
        with closing(sqlite3.connect(copy)) as db:
            assert db.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    for number, copy in enumerate(copies[:: max(1, len(copies) // tried)]):
        with MailServer(Taking()) as server:
            desk.server = server
            desk.office(office=office)
            shutil.copy(copy, desk.file)
            desk.run("outbox", "accept-older")
            known = {letter.key: letter.state for letter in desk.letters()}
            desk.send()
            again = [to for to, _ in server.handler.taken]
            assert len(again) == len(set(again)) == sum(state == "queued" for state in known.values()), number
            assert all(known[to] == "queued" for to in again), "what was sent, or just being sent, is not sent again"
            assert sum(letter.state == "uncertain" for letter in desk.letters()) == 1
    return len(copies)


@pytest.mark.durability
def test_copies_made_during_a_run_are_whole_and_send_nothing_again_that_they_know(tmp_path: Path) -> None:
    assert copied(tmp_path, readers=25, every=1, tried=4) == 25


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_a_hundred_copies_made_while_a_thousand_readers_are_served(tmp_path: Path) -> None:
    assert copied(tmp_path, readers=1000, every=10, tried=3) == 100


def test_a_backup_spares_what_is_no_copy(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    desk.send()
    other = tmp_path / "letter.txt"
    other.write_text("do not touch")
    for target in (other, desk.file):
        assert desk.run("outbox", "backup", str(target))[0] == Exit.USAGE
    assert other.read_text() == "do not touch"
    assert desk.run("outbox", "backup", str(tmp_path / "a"))[0] == Exit.DONE
    assert desk.run("outbox", "backup", str(tmp_path / "a"))[0] == Exit.DONE, "an earlier copy is replaced"
    assert desk.run("outbox", "backup", str(tmp_path / "none" / "a"))[0] == Exit.DELIVERY


# -- a ledger of the first version ------------------------------------------------------------------------------------


def test_a_ledger_of_version_1_sends_nothing_again_and_a_copy_of_it_is_kept(desk: Desk) -> None:
    edition = desk.issue()
    desk.send()
    with closing(sqlite3.connect(desk.file)) as db:  # what version 2 added, taken away
        db.executescript("DROP VIEW letters; DROP TABLE ledger; DROP TABLE edition; PRAGMA user_version=1;")
    desk.file.with_name("ledger.seen").unlink()
    report = desk.send()
    assert (report.exit, report.sent, len(desk.inbox)) == (Exit.DONE, (), 2)
    kept = desk.file.with_name("ledger.v1")
    with closing(sqlite3.connect(kept)) as db:
        assert db.execute("PRAGMA user_version").fetchone() == (1,)
        assert db.execute("SELECT count(*) FROM letter").fetchone() == (2,)
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time)
    known = ledger.known("flood", 1)
    ledger.close()
    assert known
    assert known.record == edition.record, "it is noted now"


def test_a_run_that_dies_at_the_first_change_of_a_ledger_of_version_1_leaves_one_that_can_be_used(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.issue()
    desk.send()
    with closing(sqlite3.connect(desk.file)) as db:
        db.executescript("DROP VIEW letters; DROP TABLE ledger; DROP TABLE edition; PRAGMA user_version=1;")
    desk.file.with_name("ledger.seen").unlink()
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time)
    with monkeypatch.context() as dies:  # after the change, and before it is noted
        dies.setattr("briefgen.deliver.ledger_file.note", lambda file, seen: None)
        ledger.recover("hold")
        ledger.close()
    assert desk.send().exit == Exit.DONE
    assert len(desk.inbox) == 2


def test_a_ledger_of_a_later_version_is_kept_as_it_is(desk: Desk) -> None:
    desk.issue()
    desk.send()
    with closing(sqlite3.connect(desk.file)) as db:
        db.execute("PRAGMA user_version=3")
    for new in (False, True):
        with pytest.raises(LedgerFault, match="another version"):
            DeliveryLedger.open(desk.file, lambda: desk.time, new=new)
    assert not list(desk.file.parent.glob("*.bad"))
