"""Against a real mail server: what Postfix takes, refuses and puts off; and its own processes killed while it takes messages."""

from __future__ import annotations

import os
import signal
import subprocess
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.deliver.delivery import Delivery, DeliveryRecord
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.mailing import Mailing
from briefgen.deliver.outbox import Outbox
from briefgen.deliver.send import previews
from briefgen.deliver.smtp import Deadlines, SmtpTransport
from briefgen.settings.mail import Mail
from tests.support.issued import issued, workspace, written
from tests.support.postfix import Postfix, folder
from tests.support.waiting import PATIENCE

pytestmark = [pytest.mark.full, pytest.mark.timeout(2400)]
"""One mail server serves them all, one after another: the time is that of all who wait for it."""


@pytest.fixture
def postfix() -> Iterator[Postfix]:
    server = Postfix(folder())
    yield server
    server.stop()


def outbox(postfix: Postfix, ledger: DeliveryLedger, lock: Path, size: int, now: list[datetime]) -> Outbox:
    def compose(letter: DeliveryRecord, most: int | None) -> bytes:
        return f"Message-ID: {letter.wanted.message_id}\r\nSubject: x\r\n\r\n".encode() + (b"y" * 76 + b"\r\n") * (
            size // 78
        )

    mail = Mail.model_validate({"from": "d@example.org", **postfix.settings})
    transport = SmtpTransport(
        mail, lambda: postfix.login, ca_file=postfix.ca_file, deadlines=Deadlines(PATIENCE, PATIENCE, PATIENCE)
    )
    return Outbox(ledger, "d@example.org", compose, transport, lambda: now[0], lambda: 0.5, lock)


def letters(addresses: list[str], tag: str) -> list[Delivery]:
    return [
        Delivery("b", 1, "edition", a, "", (), ("pdf",), f"<{tag}.{n}@x.example>", "d") for n, a in enumerate(addresses)
    ]


def test_each_reader_is_taken_refused_or_put_off(postfix: Postfix, tmp_path: Path) -> None:
    now = [datetime.now(UTC)]
    ledger = DeliveryLedger.open(tmp_path / "l.sqlite", lambda: now[0], new=True)
    ledger.enqueue(letters(["a@example.org", "refuse@example.org", "grey@example.org", "b@example.org"], "one"), 9e5)
    outbox(postfix, ledger, tmp_path / "lock", 2000, now).run()
    assert [letter.state for letter in ledger.letters()] == ["sent", "failed", "deferred", "sent"]
    assert [letter.code for letter in ledger.letters()] == [250, 550, 450, 250]
    assert postfix.taken() == {"<one.0@x.example>": 1, "<one.3@x.example>": 1}
    ledger.close()


def test_a_message_larger_than_it_takes_is_refused_before_it_is_sent(postfix: Postfix, tmp_path: Path) -> None:
    now = [datetime.now(UTC)]
    ledger = DeliveryLedger.open(tmp_path / "l.sqlite", lambda: now[0], new=True)
    ledger.enqueue(letters(["a@example.org"], "large"), 9e5)
    made = outbox(postfix, ledger, tmp_path / "lock", 12_000_000, now)
    assert made.transport.most_bytes() == 10_485_760
    made.run()
    assert (ledger.letter(1).state, ledger.letter(1).code) == ("failed", 552)
    ledger.close()


def test_a_real_message_arrives_byte_for_byte(postfix: Postfix, tmp_path: Path) -> None:
    """Also where bare line feeds are rejected, as here."""
    now = [datetime(2026, 3, 3, 13, 0, tzinfo=UTC)]
    space = workspace(tmp_path)
    source = written(space, slug="pożar")
    edition = issued(space, source, now[0])
    post = Mailing(space, source)
    wanted = [post.wanted(edition, reader, "edition") for reader in post.audience(edition, (), "").readers]
    (first, *_) = previews(post, edition, wanted, None, now[0])
    message = post.message(first)
    mail = Mail.model_validate({"from": "d@example.org", **postfix.settings})
    transport = SmtpTransport(mail, lambda: postfix.login, ca_file=postfix.ca_file)
    assert transport.hand_over("d@example.org", "a@example.org", message, lambda: None).verdict == "sent"
    transport.close()
    postfix.drain()
    (file,) = (postfix.folder / "mail" / "all" / "new").iterdir()
    assert file.read_bytes().replace(b"\n", b"\r\n").endswith(message)


def children(postfix: Postfix) -> Iterator[int]:
    """The processes of this Postfix that take messages: smtpd and cleanup, below its own master."""
    master = int((postfix.folder / "queue" / "pid" / "master.pid").read_text())
    found = subprocess.run(["pgrep", "-P", str(master), "-l"], capture_output=True, text=True, check=False).stdout
    for line in found.splitlines():
        number, name = line.split()
        if name in ("smtpd", "cleanup"):
            yield int(number)


def test_the_processes_of_postfix_are_killed_while_it_takes_messages(postfix: Postfix, tmp_path: Path) -> None:
    now = [datetime.now(UTC)]
    ledger = DeliveryLedger.open(tmp_path / "l.sqlite", lambda: now[0], new=True)
    ids = letters([f"r{n}@example.org" for n in range(60)], tmp_path.name)
    ledger.enqueue(ids, 30 * 86400)
    kills, enough = [0], threading.Event()

    def kill() -> None:
        while not enough.wait(0.04):
            for number in children(postfix):
                try:
                    os.kill(number, signal.SIGKILL)
                    kills[0] += 1
                except ProcessLookupError:
                    pass

    killer = threading.Thread(target=kill)
    killer.start()
    try:
        for _ in range(200):
            if not ledger.letters(states=("queued", "deferred")) or kills[0] >= 30:
                break
            outbox(postfix, ledger, tmp_path / "lock", 300_000, now).run()
            now[0] += timedelta(hours=2)
    finally:
        enough.set()
        killer.join()
    for _ in range(60):
        if not ledger.letters(states=("queued", "deferred")):
            break
        outbox(postfix, ledger, tmp_path / "lock", 300_000, now).run()
        now[0] += timedelta(hours=2)
    taken = postfix.taken()
    states = {letter.wanted.message_id: letter.state for letter in ledger.letters()}
    ledger.close()
    print(f"{kills[0]} kills, {list(states.values()).count('uncertain')} uncertain")
    assert kills[0] >= 20
    assert set(states.values()) <= {"sent", "uncertain"}
    assert [key for key, state in states.items() if state == "sent" and taken[key] != 1] == []
    assert [key for key in states if taken[key] > 1] == []
