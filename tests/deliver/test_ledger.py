"""The ledger: one row for each reader and edition, durable, claimed once, honest after a crash."""

from __future__ import annotations

import multiprocessing
import sqlite3
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.deliver.delivery import AGAIN, FOLLOWS, STATES, Delivery, DeliveryKind
from briefgen.deliver.ledger import DeliveryLedger, LedgerMissing, NotSo
from briefgen.errors import FileProblem, UsageError
from tests.support.waiting import PATIENCE

DAY = 86400.0


class Clock:
    """A clock that a test sets."""

    def __init__(self) -> None:
        self.time = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.time


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def ledger(tmp_path: Path, clock: Clock) -> Iterator[DeliveryLedger]:
    made = DeliveryLedger.open(tmp_path / "ledger.sqlite", clock, new=True)
    yield made
    made.close()


def wanted(
    address: str = "anna@example.org", edition: int = 1, brief: str = "flood", kind: DeliveryKind = "edition"
) -> Delivery:
    return Delivery(
        brief, edition, kind, address, "", ("desk",), ("pdf",), f"<{brief}.{edition}.{address}.{kind}@x>", "d"
    )


def sent(ledger: DeliveryLedger, *letters: Delivery) -> None:
    ledger.enqueue(letters, DAY)
    while letter := ledger.claim():
        ledger.commit(letter.id, "h")
        ledger.move(letter.id, "sent", code=250, text="2.0.0 OK")


def states(ledger: DeliveryLedger) -> list[str]:
    return [letter.state for letter in ledger.letters()]


def test_a_letter_asked_for_twice_is_one_letter(ledger: DeliveryLedger) -> None:
    assert ledger.enqueue([wanted(), wanted("Bert@example.org")], DAY) == (1, 2)
    assert ledger.enqueue([wanted(), wanted("bert@EXAMPLE.org")], DAY) == ()
    assert states(ledger) == ["queued", "queued"]


def test_every_step_is_kept_with_the_words_of_the_server(ledger: DeliveryLedger) -> None:
    sent(ledger, wanted())
    assert [(step.state, step.code, step.text) for step in ledger.steps(1)] == [
        ("queued", 0, ""),
        ("sending", 0, ""),
        ("committing", 0, ""),
        ("sent", 250, "2.0.0 OK"),
    ]
    assert ledger.last_sent("flood", "ANNA@example.org") == (1, wanted().message_id)


def test_a_newer_edition_cancels_older_ones_that_still_wait(ledger: DeliveryLedger) -> None:
    ledger.enqueue([wanted(), wanted("bert@example.org"), wanted(brief="fire")], DAY)
    ledger.enqueue([wanted(edition=2)], DAY)
    assert [(one.wanted.brief, one.wanted.edition, one.state, one.text) for one in ledger.letters()] == [
        ("flood", 1, "cancelled", "superseded by edition 2"),
        ("flood", 1, "queued", ""),
        ("fire", 1, "queued", ""),
        ("flood", 2, "queued", ""),
    ]


def test_an_older_edition_is_not_sent_after_a_newer_one(ledger: DeliveryLedger) -> None:
    sent(ledger, wanted(edition=3))
    assert ledger.enqueue([wanted(edition=2)], DAY) == ()
    assert (states(ledger), ledger.letters()[1].text) == (
        ["sent", "cancelled"],
        "superseded: this reader has edition 3",
    )
    with pytest.raises(NotSo, match="has edition 3"):
        ledger.again([2], AGAIN, DAY, "by hand")


def test_an_older_edition_that_a_crash_left_is_not_sent_after_a_newer_one(ledger: DeliveryLedger) -> None:
    ledger.enqueue([wanted()], DAY)
    assert ledger.claim(), "and here the sender dies"
    ledger.enqueue([wanted(edition=2)], DAY)
    ledger.recover("hold")
    letter = ledger.claim()
    assert letter
    assert letter.wanted.edition == 2
    assert [(one.state, one.text) for one in ledger.letters(edition=1)] == [("cancelled", "superseded by edition 2")]


def test_a_new_letter_knows_what_its_reader_was_last_sent(ledger: DeliveryLedger) -> None:
    sent(ledger, wanted(edition=1))
    sent(ledger, wanted(edition=2))
    ledger.enqueue([wanted(edition=4), wanted("new@example.org", edition=4)], DAY)
    assert [letter.since for letter in ledger.letters(edition=4)] == [2, None]


def test_after_a_crash_what_was_surely_not_taken_is_queued_and_the_rest_is_held(ledger: DeliveryLedger) -> None:
    ledger.enqueue([wanted("a@x.org"), wanted("b@x.org"), wanted("c@x.org")], DAY)
    first, second = ledger.claim(), ledger.claim()
    assert first and second
    ledger.commit(second.id, "h")
    assert ledger.recover("hold") == 2
    assert states(ledger) == ["queued", "uncertain", "queued"]
    ledger.move(second.id, "queued", text="by hand")
    assert "may have been taken" in ledger.steps(2)[-2].text


def test_the_rule_resend_queues_what_is_uncertain(ledger: DeliveryLedger) -> None:
    ledger.enqueue([wanted()], DAY)
    letter = ledger.claim()
    assert letter
    ledger.commit(letter.id, "h")
    ledger.recover("resend")
    assert states(ledger) == ["queued"]


def test_a_deferred_letter_waits_for_its_time(ledger: DeliveryLedger, clock: Clock) -> None:
    ledger.enqueue([wanted()], DAY)
    letter = ledger.claim()
    assert letter
    ledger.move(letter.id, "deferred", code=451, text="later", next_at=clock.time + timedelta(minutes=10))
    assert ledger.claim() is None
    clock.time += timedelta(minutes=10)
    again = ledger.claim()
    assert again
    assert again.attempts == 2


def test_a_clock_that_is_set_back_does_not_park_a_letter(ledger: DeliveryLedger, clock: Clock) -> None:
    ledger.enqueue([wanted()], DAY)
    letter = ledger.claim()
    assert letter
    ledger.move(letter.id, "deferred", next_at=clock.time + timedelta(minutes=1))
    clock.time -= timedelta(days=365)
    assert ledger.claim()


def test_a_letter_that_nobody_put_off_is_due_on_any_clock(ledger: DeliveryLedger, clock: Clock) -> None:
    ledger.enqueue([wanted(), wanted("bert@example.org")], DAY)
    letter = ledger.claim()
    assert letter
    ledger.move(letter.id, "deferred", next_at=clock.time + timedelta(minutes=1))
    clock.time -= timedelta(hours=1)
    assert [one and one.key for one in (ledger.claim(), ledger.claim())] == ["bert@example.org", None]


def test_a_letter_that_was_tried_for_too_long_expires(ledger: DeliveryLedger, clock: Clock) -> None:
    ledger.enqueue([wanted()], DAY)
    clock.time += timedelta(days=1)
    assert ledger.claim() is None
    assert states(ledger) == ["expired"]
    ledger.again([1], AGAIN, DAY, "by hand")
    assert ledger.claim()


def test_only_the_states_that_may_follow_do(ledger: DeliveryLedger) -> None:
    ledger.enqueue([wanted()], DAY)
    with pytest.raises(NotSo, match="Letter 1 is queued, so it cannot become sent"):
        ledger.move(1, "sent")
    assert set(FOLLOWS) == set(STATES)
    assert FOLLOWS["sent"] == frozenset()


def test_a_refused_change_changes_nothing(ledger: DeliveryLedger) -> None:
    bad = wanted("b@x.org")
    object.__setattr__(bad, "message_id", wanted().message_id)  # two letters of one Message-ID: a fault of ours
    with pytest.raises(FileProblem):
        ledger.enqueue([wanted(), bad], DAY)
    assert states(ledger) == []


def test_a_test_is_sent_as_often_as_it_is_asked_for(ledger: DeliveryLedger) -> None:
    sent(ledger, wanted(kind="test"))
    sent(ledger, wanted(kind="test"))
    assert states(ledger) == ["sent"]
    assert ledger.last_sent("flood", "anna@example.org") is None


def test_purging_keeps_what_says_that_a_reader_has_the_newest(ledger: DeliveryLedger, clock: Clock) -> None:
    for edition in (1, 2, 3):
        sent(ledger, wanted(edition=edition))
    ledger.enqueue([wanted("waiting@example.org")], DAY)
    clock.time += timedelta(days=400)
    assert ledger.purge(clock.time) == 2
    assert [(letter.wanted.edition, letter.state) for letter in ledger.letters()] == [(3, "sent"), (1, "queued")]
    assert ledger.steps(1) == ()
    assert ledger.enqueue([wanted(edition=1)], DAY) == ()


def test_without_a_ledger_nothing_is_sent_until_somebody_says_so(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / ".briefgen" / "ledger.sqlite"
    with pytest.raises(LedgerMissing, match="add --new-ledger; else bring the file back"):
        DeliveryLedger.open(file, clock)
    assert not file.exists()
    DeliveryLedger.open(file, clock, new=True).close()
    DeliveryLedger.open(file, clock).close()
    with pytest.raises(UsageError, match="There is a ledger already"):
        DeliveryLedger.open(file, clock, new=True)


def test_a_file_that_is_no_ledger_is_told(tmp_path: Path, clock: Clock) -> None:
    file = tmp_path / "ledger.sqlite"
    file.write_bytes(b"not a database" * 100)
    with pytest.raises(FileProblem, match="file is not a database"):
        DeliveryLedger.open(file, clock)
    file.unlink()
    db = sqlite3.connect(file)
    db.execute("PRAGMA user_version=99")
    db.close()
    with pytest.raises(FileProblem, match="another version"):
        DeliveryLedger.open(file, clock)


def test_it_is_on_the_disk_before_the_next_step(ledger: DeliveryLedger) -> None:
    ledger.enqueue([wanted()], DAY)
    letter = ledger.claim()
    assert letter
    said: list[str] = []
    ledger._db.set_trace_callback(said.append)
    ledger.commit(letter.id, "h")
    assert said[0] == "PRAGMA synchronous=FULL"
    assert (said[1], said[-1]) == ("BEGIN IMMEDIATE", "COMMIT")
    assert ledger._db.execute("PRAGMA journal_mode").fetchone()[0] == "wal"


def _claim_all(file: Path, took: multiprocessing.Queue[int]) -> None:
    ledger = DeliveryLedger.open(file, lambda: datetime(2026, 3, 3, 9, 0, tzinfo=UTC))
    while letter := ledger.claim():
        took.put(letter.id)
    ledger.close()


def test_parallel_senders_never_take_the_same_letter(ledger: DeliveryLedger, tmp_path: Path) -> None:
    ledger.enqueue([wanted(f"r{n}@example.org") for n in range(120)], DAY)
    spawn = multiprocessing.get_context("spawn")
    took: multiprocessing.Queue[int] = spawn.Queue()
    senders = [spawn.Process(target=_claim_all, args=(tmp_path / "ledger.sqlite", took)) for _ in range(4)]
    for sender in senders:
        sender.start()
    taken = [took.get(timeout=PATIENCE) for _ in range(120)]
    for sender in senders:
        sender.join(PATIENCE)
    assert sorted(taken) == list(range(1, 121))
