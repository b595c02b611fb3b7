"""Decisions about letters, while a run is at work or long after it, and what is asked for once more."""

from __future__ import annotations

import shutil
import sqlite3
import threading
from asyncio import Transport
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from typer.testing import CliRunner

from briefgen.cli import app
from briefgen.deliver import decide
from briefgen.deliver.decide import resolve
from briefgen.deliver.ledger import DeliveryLedger, NotSo
from briefgen.deliver.outbox import exclusive_lock
from briefgen.errors import Exit
from tests.support.desk import Desk
from tests.support.issued import OFFICE, written
from tests.support.mail_server import MailServer, Taking
from tests.support.waiting import PATIENCE

THREE = OFFICE.replace("bert@example.org", "bert@example.org, carl@example.org")


class Slow(Taking):
    """Waits before it takes the letters of one reader; loses the connection after those of others."""

    def __init__(self) -> None:
        super().__init__()
        self.slow, self.lost = "", frozenset[str]()
        self.asked, self.go = threading.Event(), threading.Event()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address == self.slow:
            self.asked.set()
            self.go.wait(PATIENCE)
        return await super().handle_RCPT(server, session, envelope, address, options)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        done = await super().handle_DATA(server, session, envelope)
        if envelope.rcpt_tos[0] in self.lost:
            assert isinstance(server.transport, Transport)
            server.transport.abort()
        return done


def slow(desk: Desk) -> Slow:
    handler = desk.server.handler
    assert isinstance(handler, Slow)
    return handler


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with MailServer(Slow()) as server:
        desk = Desk(tmp_path, server)
        desk.office(office=THREE)
        yield desk


def readers(desk: Desk) -> list[str]:
    return [to.partition("@")[0] for to, _ in desk.inbox]


# -- while a run is at work -------------------------------------------------------------------------------------------


@pytest.mark.durability
def test_a_letter_that_is_just_being_sent_cannot_be_cancelled_and_the_run_goes_on(desk: Desk) -> None:
    desk.issue()
    slow(desk).slow = "anna@example.org"
    sending = desk.starts("send", "flood", "--new-ledger")
    assert slow(desk).asked.wait(PATIENCE)
    code, _, told = desk.run("outbox", "cancel", "3", "1")
    assert (code, told.count("\n")) == (Exit.USAGE, 1)
    assert "Letter 1 is being sent just now" in told
    assert desk.run("outbox", "cancel", "2")[0] == Exit.DONE
    slow(desk).go.set()
    _, told = sending.communicate(timeout=PATIENCE)
    assert (sending.returncode, told.splitlines()[-1]) == (Exit.DELIVERY, "flood edition 1: 2 sent, 1 cancelled.")
    assert readers(desk) == ["anna", "carl"], "all or none: 3 was not cancelled"


@pytest.mark.durability
def test_all_that_waits_is_known_when_the_run_beside_it_is_over(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.issue()
    desk.server.handler.grey = frozenset({"anna@example.org"})
    slow(desk).slow = "bert@example.org"
    sending = desk.starts("send", "flood", "--new-ledger")
    assert slow(desk).asked.wait(PATIENCE)
    waits, ended = threading.Event(), []

    @contextmanager
    def seen(lock: Path) -> Iterator[None]:
        waits.set()
        with exclusive_lock(lock):
            yield

    def retry() -> None:
        ended.append(CliRunner().invoke(app, ["--workspace", str(desk.workspace.root), "outbox", "retry"]))

    monkeypatch.setattr(decide, "exclusive_lock", seen)
    retrying = threading.Thread(target=retry)
    retrying.start()
    assert waits.wait(PATIENCE)
    slow(desk).go.set()
    sending.communicate(timeout=PATIENCE)
    retrying.join(PATIENCE)
    (retried,) = ended
    assert (retried.exit_code, retried.stderr) == (Exit.DONE, "")
    assert "anna@example.org, flood edition 1: sent" in retried.stdout
    assert readers(desk) == ["bert", "carl", "anna"]


def test_an_answer_about_a_letter_that_another_answer_has_put_to_work_changes_nothing(desk: Desk) -> None:
    desk.issue()
    slow(desk).lost = frozenset({"bert@example.org", "carl@example.org"})
    desk.send()
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time)
    ledger.again([3], ["uncertain"], 1000, "")
    while letter := ledger.claim():
        ledger.commit(letter.id, letter.handed)
    with pytest.raises(NotSo):
        ledger.decide([2, 3], ["uncertain"], "sent", "")
    assert [one.state for one in ledger.letters()] == ["sent", "uncertain", "committing"]
    ledger.close()


def test_of_letters_to_be_sent_again_all_are_or_none(desk: Desk) -> None:
    desk.issue()
    slow(desk).lost = frozenset({"bert@example.org", "carl@example.org"})
    desk.send()
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    slow(desk).lost = frozenset()
    desk.office(office=OFFICE.replace("bert@", "carl@"))
    desk.send()
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time)
    with pytest.raises(NotSo, match="has edition 2"):
        resolve(ledger, desk.workspace.state / "locks" / "outbox.lock", [2, 3], 1000)
    assert ledger.letter(2).state == "uncertain"
    ledger.close()


@pytest.mark.parametrize(
    "words", [("outbox", "cancel"), ("outbox", "show"), ("outbox", "retry"), ("outbox", "purge", "--older-than")]
)
def test_a_number_that_no_ledger_can_have_is_told_in_a_line(desk: Desk, words: tuple[str, ...]) -> None:
    desk.issue()
    desk.send()
    assert desk.run(*words, "99999999999999999999")[0] == Exit.USAGE


def test_the_reason_why_a_letter_waits_may_name_a_path_that_is_no_text(desk: Desk) -> None:
    desk.issue()
    desk.server.handler.grey = frozenset({"anna@example.org"})
    desk.send()
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time)
    ledger.decide([1], ["deferred"], "cancelled", "w\udcff: cannot be read")
    assert ledger.letter(1).text == "w\\udcff: cannot be read"
    ledger.close()


# -- asked for once more ----------------------------------------------------------------------------------------------


def test_a_letter_that_waits_goes_through_the_list_that_is_named_now(desk: Desk) -> None:
    desk.issue()
    desk.server.handler.grey = frozenset({"bert@example.org"})
    desk.send()
    desk.office(office=THREE.replace("  desk:", "  team:"))
    assert desk.send(to=["team"]).exit == Exit.DELIVERY
    assert desk.run("outbox", "retry", "2")[0] == Exit.DONE
    assert readers(desk) == ["anna", "carl", "bert"]


@pytest.mark.durability
def test_so_does_one_that_was_kept_back_since_its_list_was_gone(desk: Desk) -> None:
    desk.issue()
    desk.server.handler.grey = frozenset({"bert@example.org"})
    desk.send()
    desk.office(office=THREE.replace("  desk:", "  team:"))
    assert desk.run("outbox", "retry", "2")[0] == Exit.DELIVERY
    assert desk.send(to=["team"]).exit == Exit.DELIVERY, "what was kept back stays so without a word"
    assert desk.run("outbox", "retry", "2")[0] == Exit.DONE


@pytest.mark.parametrize("address", ["", " "])
def test_a_test_that_names_no_address_goes_to_nobody(desk: Desk, address: str) -> None:
    desk.issue()
    assert desk.run("send", "flood", "--new-ledger", "--test", address)[0] == Exit.USAGE
    assert desk.inbox == []


# -- forgotten --------------------------------------------------------------------------------------------------------


def aged(desk: Desk) -> None:
    with closing(sqlite3.connect(desk.file)) as db:
        db.execute("UPDATE letter SET created = created - 40 * 86400")
        db.commit()


def test_a_letter_that_may_have_arrived_and_was_cancelled_is_not_forgotten(desk: Desk) -> None:
    desk.issue()
    slow(desk).lost = frozenset({"bert@example.org"})
    desk.send()
    slow(desk).lost = frozenset()
    assert desk.run("outbox", "cancel", "2")[0] == Exit.DONE
    aged(desk)
    assert desk.run("outbox", "purge", "--older-than", "30")[1] == "0 letters forgotten.\n"
    assert desk.send().exit == Exit.DELIVERY
    assert readers(desk) == ["anna", "bert", "carl"]


def test_an_edition_that_a_later_withdrawal_leaves_standing_is_not_forgotten(desk: Desk) -> None:
    desk.issue()
    desk.send()
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    desk.send()
    desk.issue(kind="withdrawn", corrects=1)
    desk.send()
    aged(desk)
    assert desk.run("outbox", "purge", "--older-than", "30")[1] == "3 letters forgotten.\n"
    assert desk.send(2).exit == Exit.DONE
    assert len(desk.inbox) == 9


# -- an older ledger --------------------------------------------------------------------------------------------------


def test_to_accept_an_older_ledger_tells_of_every_list_and_of_what_waits(desk: Desk, tmp_path: Path) -> None:
    desk.source.file.write_text(desk.source.file.read_text().replace("distribution: [desk]\n", ""))
    desk.issue()
    desk.server.handler.grey = frozenset({"carl@example.org"})
    desk.send(test="anna@example.org")
    desk.source = written(desk.workspace, slug="storm")
    desk.issue()
    desk.send()
    desk.run("outbox", "backup", str(tmp_path / "backup.sqlite"))
    desk.run("outbox", "retry")
    desk.run("send", "flood", "--to", "desk")
    shutil.copy(tmp_path / "backup.sqlite", desk.file)
    _, out, _ = desk.run("outbox", "accept-older")
    named = [line.removeprefix("may go out twice: ").partition(":")[0] for line in out.splitlines()]
    assert named == [
        "anna@example.org, flood edition 1",
        "bert@example.org, flood edition 1",
        "carl@example.org, flood edition 1",
        "carl@example.org, storm edition 1",
    ]


def test_an_older_copy_is_not_mixed_with_the_log_of_a_newer_ledger(desk: Desk, tmp_path: Path) -> None:
    desk.issue()
    desk.send()
    copy, log = tmp_path / "copy.sqlite", desk.file.with_name("ledger.sqlite-wal")
    shutil.copy(desk.file, copy)
    desk.source = written(desk.workspace, level="6")
    desk.issue()
    desk.send()
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time)
    ledger.again([], [], 1, "")  # a change of no letter, as a run that died leaves it in the log
    shutil.copy(log, tmp_path / "log")
    ledger.close()
    shutil.copy(copy, desk.file)
    shutil.copy(tmp_path / "log", log)
    for words in (("send", "flood"), ("outbox", "accept-older"), ("send", "flood", "--edition", "2")):
        code, _, told = desk.run(*words)
        assert (code, "ledger.sqlite-wal beside it belongs to a newer one" in told) == (Exit.DELIVERY, True)
    log.unlink()
    assert "is older than what was sent" in desk.run("send", "flood")[2]
    assert len(desk.inbox) == 6


def test_a_log_that_is_its_own_is_read(desk: Desk) -> None:
    desk.issue()
    desk.send()
    log = desk.file.with_name("ledger.sqlite-wal")
    ledger = DeliveryLedger.open(desk.file, lambda: desk.time)
    ledger.again([], [], 1, "")
    died = {file: file.read_bytes() for file in (desk.file, log, desk.file.with_name("ledger.seen"))}
    ledger.close()
    for file, data in died.items():
        file.write_bytes(data)
    assert desk.send().exit == Exit.DONE
    assert len(desk.inbox) == 3
