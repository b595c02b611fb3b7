"""kill -9 the sender at its n-th executed line, for many n; run it again; compare what the server took with what the ledger says.

    python -m tests.support.killsweep --points 100 --design hold

hold, resend           the two rules of the outbox
mark-first, send-first controls: the two usual designs, which lose messages in silence or double them
--postfix DIR          the server that .ci/postfix started there, its Maildir counted; by default aiosmtpd in another process
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import smtplib
import subprocess
import sys
import tempfile
import traceback
from collections import Counter
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import FrameType
from typing import Any

from briefgen.deliver.delivery import Delivery, DeliveryRecord
from briefgen.deliver.ledger import DeliveryLedger
from briefgen.deliver.outbox import Outbox
from briefgen.deliver.secrets import Login
from briefgen.deliver.smtp import Deadlines, SmtpTransport
from briefgen.settings.mail import Mail
from tests.support.mail_server import spooled
from tests.support.postfix import Postfix
from tests.support.waiting import PATIENCE

MESSAGES = 3
SENDER = "desk@example.org"
_TRACED = (f"{os.sep}deliver{os.sep}", f"{os.sep}smtplib.py", f"{os.sep}killsweep.py")


class Spooling:
    """aiosmtpd in a process of its own: what it took stands in a file before it says so."""

    def __init__(self, folder: Path) -> None:
        self.spool = folder / "spool.jsonl"
        self.spool.touch()
        command = [sys.executable, str(Path(__file__).with_name("mail_server.py")), str(self.spool)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        assert self.process.stdout
        self.settings: dict[str, Any] = {
            "host": "localhost",
            "port": int(self.process.stdout.readline()),
            "security": "plain",
        }
        self.ca_file: Path | None = None
        self.login: Login | None = None

    def taken(self) -> Counter[str]:
        return spooled(self.spool)

    def stop(self) -> None:
        assert self.process.stdin
        self.process.stdin.close()
        self.process.wait(PATIENCE)


def clock() -> datetime:
    return datetime.now(UTC) + timedelta(days=int(os.environ.get("LATER", "0")))


def fill(file: Path, tag: str, size: int) -> list[str]:
    """A new ledger with three letters; returns their Message-IDs."""
    for suffix in ("", "-wal", "-shm"):
        Path(f"{file}{suffix}").unlink(missing_ok=True)
    letters = [
        Delivery("b", 1, "edition", f"r{n}@example.org", "", (), ("pdf",), f"<{tag}.{n}@sweep.example>", "d")
        for n in range(MESSAGES)
    ]
    ledger = DeliveryLedger.open(file, clock, new=True)
    ledger.enqueue(letters, 30 * 86400)
    ledger.close()
    return [letter.message_id for letter in letters]


def message(letter: DeliveryRecord, size: int) -> bytes:
    head = (
        f"From: {SENDER}\r\nTo: {letter.wanted.address}\r\nMessage-ID: {letter.wanted.message_id}\r\nSubject: x\r\n\r\n"
    )
    return head.encode() + (b"y" * 76 + b"\r\n") * (size // 78)


# -- the designs ------------------------------------------------------------------------------------------------------


def two_phase(file: Path, server: Spooling | Postfix, design: str, size: int) -> None:
    """The outbox as it is."""
    ledger = DeliveryLedger.open(file, clock)
    mail = Mail.model_validate({"from": SENDER, **server.settings})
    login = server.login
    transport = SmtpTransport(
        mail, lambda: login, ca_file=server.ca_file, deadlines=Deadlines(PATIENCE, PATIENCE, PATIENCE)
    )
    Outbox(
        ledger,
        SENDER,
        lambda letter, most: message(letter, size),
        transport,
        clock,
        lambda: 0.0,
        file.with_suffix(".lock"),
        design,  # type: ignore[arg-type]
    ).run()
    ledger.close()


def naive(file: Path, server: Spooling | Postfix, design: str, size: int) -> None:
    """The usual designs: the row is marked before the message is sent, or after."""
    ledger = DeliveryLedger.open(file, clock)
    smtp = smtplib.SMTP(server.settings["host"], server.settings["port"], timeout=PATIENCE)
    for letter in ledger.letters(states=("queued",)):
        if design == "mark-first":
            ledger._db.execute("UPDATE letter SET state = 'sent' WHERE id = ?", (letter.id,))
        smtp.sendmail(SENDER, [letter.wanted.address], message(letter, size))
        if design == "send-first":
            ledger._db.execute("UPDATE letter SET state = 'sent' WHERE id = ?", (letter.id,))
    smtp.quit()
    ledger.close()


# -- a child that dies at a given line --------------------------------------------------------------------------------


def in_child(work: Callable[[], object]) -> int:
    """The wait status of a forked child that does the work."""
    child = os.fork()
    if child == 0:
        try:
            work()
            os._exit(0)
        except BaseException:  # noqa: BLE001 - nothing of the child may go on as the parent
            traceback.print_exc()
            os._exit(3)
    return os.waitpid(child, 0)[1]


def dying_at(event: int, work: Callable[[], object], report: Path | None = None) -> Callable[[], None]:
    """The work, killed at the given line event of the delivery path; with `report`, only counted into that file."""
    seen = 0

    def on_line(frame: FrameType, kind: str, arg: object) -> Any:
        nonlocal seen
        if kind == "line":
            seen += 1
            if seen == event:
                os.kill(os.getpid(), signal.SIGKILL)
        return on_line

    def on_call(frame: FrameType, kind: str, arg: object) -> Any:
        code = frame.f_code
        return on_line if any(part in code.co_filename for part in _TRACED) and code.co_name != "run_all" else None

    def run_all() -> None:
        sys.settrace(on_call)
        work()
        sys.settrace(None)
        if report:
            report.write_text(str(seen))

    return run_all


def sweep(server: Spooling | Postfix, folder: Path, design: str, points: int, size: int) -> dict[str, int]:
    """Kill at so many lines, all of them when there are fewer; lost, doubled and uncertain messages counted."""
    file, report = folder / "ledger.sqlite", folder / "lines"
    deliver = naive if design.endswith("-first") else two_phase

    def work() -> None:
        deliver(file, server, design, size)

    fill(file, f"{design}.count", size)
    assert in_child(dying_at(-1, work, report)) == 0
    lines = int(report.read_text())
    chosen = sorted(random.Random(7).sample(range(1, lines + 1), min(points, lines)))
    states: dict[str, str] = {}
    struck = 0
    for point in chosen:
        fill(file, f"{design}.{point}", size)
        struck += os.WIFSIGNALED(in_child(dying_at(point, work)))
        os.environ["LATER"] = "1"  # what is deferred is due
        assert in_child(work) == 0
        os.environ["LATER"] = "0"
        ledger = DeliveryLedger.open(file, clock)
        assert ledger._db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        states |= {letter.wanted.message_id: letter.state for letter in ledger.letters()}
        ledger.close()
    taken = server.taken()
    held = [key for key, state in states.items() if state == "uncertain"]
    return {
        "lines": lines,
        "struck": struck,
        "messages": len(states),
        "lost": sum(not taken[key] for key in states if states[key] != "uncertain"),
        "doubled": sum(taken[key] > 1 for key in states),
        "uncertain": len(held),
        "of_these_taken": sum(taken[key] > 0 for key in held),
        "unsettled": sum(state not in ("sent", "uncertain") for state in states.values()),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--points", type=int, default=100)
    asked.add_argument("--design", default="hold", choices=["hold", "resend", "mark-first", "send-first"])
    asked.add_argument("--size", type=int, default=2000)
    asked.add_argument("--postfix", type=Path)
    given = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = Postfix(given.postfix) if given.postfix else Spooling(folder)
        try:
            print(json.dumps(sweep(server, folder, given.design, given.points, given.size)))
        finally:
            server.stop()


if __name__ == "__main__":
    main()
