"""A system call of the sender fails, or is its last: the n-th one on the ledger's files or on the connection, for many n.

    python -m tests.support.strace_sweep --points 200

strace injects only into calls that it traces, so a sweep can pass without striking: what struck is counted. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

from briefgen.deliver.ledger import DeliveryLedger
from tests.support.killsweep import Spooling, clock, fill, in_child, two_phase
from tests.support.waiting import PATIENCE

STRACE = shutil.which("strace")
ON_FILES = ("openat", "pwrite64", "fdatasync", "fsync", "ftruncate", "unlink")
ON_THE_WIRE = ("sendto", "recvfrom", "connect")
FAULTS = ("signal=SIGKILL", "error=ENOSPC", "error=EIO", "error=EROFS")
SIZE = 2000


class Once:
    """The server of a run of its own, which another process started."""

    def __init__(self, port: int) -> None:
        self.settings = {"host": "127.0.0.1", "port": port, "security": "plain"}
        self.ca_file, self.login = None, None


def traced(file: Path, port: int, log: Path, *options: str, files: bool) -> None:
    """One run of the outbox under strace."""
    paths = [word for suffix in ("", "-wal", "-shm") for word in ("-P", f"{file}{suffix}")] if files else []
    command = [
        STRACE or "strace",
        "-f",
        "-qq",
        "-o",
        str(log),
        *paths,
        *options,
        sys.executable,
        __file__,
        "--once",
        str(file),
        str(port),
    ]
    subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)


def calls(file: Path, port: int, log: Path, names: tuple[str, ...], *, files: bool) -> Counter[str]:
    """How often a run makes each call."""
    fill(file, f"count.{files}", SIZE)
    traced(file, port, log, "-e", f"trace={','.join(names)}", files=files)
    return Counter(found[1] for line in log.read_text().splitlines() if (found := re.match(r"\d+ +(\w+)\(", line)))


def sweep(folder: Path, points: int) -> dict[str, int]:
    server = Spooling(folder)
    port, file, log = server.settings["port"], folder / "ledger.sqlite", folder / "strace.log"
    everything = []
    for names, files in ((ON_FILES, True), (ON_THE_WIRE, False)):
        for call, count in calls(file, port, log, names, files=files).items():
            faults = FAULTS if files else ("signal=SIGKILL", "error=ECONNRESET")
            everything += [(call, fault, n, files) for fault in faults for n in range(1, count + 1)]
    chosen = random.Random(7).sample(everything, min(points, len(everything)))
    states: dict[str, str] = {}
    struck = damaged = 0
    for place, (call, fault, n, files) in enumerate(chosen):
        fill(file, f"strace.{place}", SIZE)
        log.write_text("")
        traced(file, port, log, "-e", f"trace={call}", "-e", f"inject={call}:{fault}:when={n}", files=files)
        told = log.read_text()
        struck += "INJECTED" in told or "+++ killed by SIGKILL" in told
        os.environ["LATER"] = "1"
        assert in_child(lambda: two_phase(file, server, "hold", SIZE)) == 0
        os.environ["LATER"] = "0"
        ledger = DeliveryLedger.open(file, clock)
        damaged += ledger._db.execute("PRAGMA integrity_check").fetchone()[0] != "ok"
        states |= {letter.wanted.message_id: letter.state for letter in ledger.letters()}
        ledger.close()
    taken = server.taken()
    server.stop()
    return {
        "points": len(chosen),
        "struck": struck,
        "damaged": damaged,
        "lost": sum(not taken[key] for key in states if states[key] != "uncertain"),
        "doubled": sum(taken[key] > 1 for key in states),
        "uncertain": sum(state == "uncertain" for state in states.values()),
    }


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--points", type=int, default=200)
    asked.add_argument("--once", nargs=2, metavar=("LEDGER", "PORT"))
    given = asked.parse_args()
    if given.once:
        two_phase(Path(given.once[0]), Once(int(given.once[1])), "hold", SIZE)  # type: ignore[arg-type]
        return
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(sweep(Path(name), given.points)))


if __name__ == "__main__":
    main()
