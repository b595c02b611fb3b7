"""Two thousand readers, some refused, some put off, the sender started again and again: exact counts, no doubles, little memory."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from briefgen.deliver.delivery import Delivery, DeliveryState
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.outbox import Outbox
from briefgen.deliver.smtp import SmtpTransport
from briefgen.settings.mail import Mail
from tests.support.mail_server import MailServer, Taking

SEEN: tuple[DeliveryState, ...] = ("sent", "failed", "queued", "deferred", "sending")


def spread(readers: int, tmp_path: Path, stop_every: int) -> None:
    """One in twenty is refused, one in twenty greylisted; the sender stops after so many letters and starts again."""
    addresses = [f"r{n}@example.org" for n in range(readers)]
    refused, grey = frozenset(addresses[::20]), frozenset(addresses[1::20])
    clock = [datetime(2026, 3, 3, 9, 0, tzinfo=UTC)]
    counts: dict[DeliveryState, int] = {}
    body = b"\r\n\r\n" + (b"y" * 76 + b"\r\n") * 50
    with MailServer(Taking(refused=refused, grey=grey)) as server:
        file = tmp_path / "ledger.sqlite"
        DeliveryLedger.open(file, lambda: clock[0], new=True).close()
        mail = Mail.model_validate(
            {"from": "d@example.org", "host": "localhost", "port": server.port, "security": "plain"}
        )
        for round_ in range(readers // stop_every + 4):
            ledger = DeliveryLedger.open(file, lambda: clock[0])
            letters = [
                Delivery("b", 1, "edition", a, "", (), ("pdf",), f"<{n}@x>", "d") for n, a in enumerate(addresses)
            ]
            added = ledger.enqueue(letters, 86400)
            assert bool(added) == (round_ == 0)
            left = [stop_every]

            class Enough(Exception):
                pass

            def begin(letter: object, left: list[int] = left, enough: type[Exception] = Enough) -> None:
                left[0] -= 1
                if left[0] < 0:
                    raise enough

            outbox = Outbox(
                ledger,
                "d@example.org",
                lambda letter, most: b"Message-ID: " + letter.wanted.message_id.encode() + body,
                SmtpTransport(mail, lambda: None),
                lambda: clock[0],
                lambda: 0.5,
                tmp_path / "lock",
            )
            try:
                outbox.run(begin)
            except Enough:
                pass
            else:
                clock[0] += timedelta(minutes=3)
            counts = {state: len(ledger.letters(states=(state,))) for state in SEEN}
            ledger.close()
        assert counts == {
            "sent": readers - len(refused),
            "failed": len(refused),
            "queued": 0,
            "deferred": 0,
            "sending": 0,
        }
        got = [to for to, _ in server.handler.taken]
        assert sorted(got) == sorted(set(addresses) - refused)


def test_two_hundred_readers(tmp_path: Path) -> None:
    spread(200, tmp_path, stop_every=30)


@pytest.mark.full
@pytest.mark.timeout(1200)
def test_two_thousand_readers(tmp_path: Path) -> None:
    spread(2000, tmp_path, stop_every=100)


MEASURED = """
import json, resource, sys
sys.path[:0] = {path!r}
from datetime import UTC, datetime
from pathlib import Path
from tests.support.issued import OFFICE, issued, workspace, written
from tests.support.mail_server import MailServer
from briefgen.deliver.transports import opener
from briefgen.deliver.send import send
n = {readers}
now = datetime(2026, 3, 3, 13, 0, tzinfo=UTC)
office = OFFICE.replace("bert@example.org", ", ".join(f"r{{i}}@example.org" for i in range(n - 1)))
space = workspace(Path({root!r}), office, "port: {port}\\nsecurity: plain")
source = written(space)
issued(space, source, now)
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
report = send(space, source, new_ledger=True, now=lambda: now, opened=opener(space.briefs, {{}}), jitter=lambda: 0.5)
after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
print(json.dumps([len(report.letters), int(report.exit), (after - before) / 1024]))
"""


@pytest.mark.full
@pytest.mark.timeout(1200)
@pytest.mark.skipif(sys.platform == "win32", reason="resource is POSIX")
def test_a_whole_edition_to_two_thousand_readers_needs_little_memory(tmp_path: Path) -> None:
    class Counting(Taking):
        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
            self.taken.append((envelope.rcpt_tos[0], b""))
            return "250 OK"

    with MailServer(Counting()) as server:
        path = [str(Path(__file__).parents[2])]
        program = MEASURED.format(path=path, readers=2000, root=str(tmp_path), port=server.port)
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        letters, code, grown = json.loads(done.stdout)
        print(f"{grown:.0f} MB")
        assert (letters, code, len({to for to, _ in server.handler.taken})) == (2000, 0, 2000)
        assert grown < 150
