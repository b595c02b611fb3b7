"""What a command does does not hang on who listens: a closed standard stream, a reader who has left, a disk that is full."""

from __future__ import annotations

import os
import shlex
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.workspace.folders import WorkspaceFolder
from tests.support.commands import briefgen
from tests.support.issued import OFFICE, issued, workspace, written
from tests.support.mail_server import MailServer, Taking
from tests.support.sweeps import few

pytestmark = pytest.mark.skipif(os.name != "posix", reason="a POSIX shell closes the streams")
AT = datetime(2026, 3, 3, 12, tzinfo=UTC)
BRIEFGEN = shlex.join([sys.executable, "-m", "briefgen"])
CLOSED = [">&-", "2>&-", "<&-", "<&- >&- 2>&-"]
JOB = 'schedule:\n  always: {cron: "* * * * *", actions: [render, issue], approval: none, formats: txt}\n'
GONE = "| true"


def shell(root: Path, line: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {line}"],
        cwd=root,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def desk(root: Path, port: int = 9) -> WorkspaceFolder:
    """A workspace with one brief and a job of each minute, and a mail server."""
    place = workspace(root, OFFICE, f"port: {port}\nsecurity: plain\n")
    place.office.write_text(place.office.read_text() + JOB)
    written(place)
    return place


def due(root: Path) -> None:
    """The job was seen three minutes ago, so that it is due."""
    assert briefgen("schedule", "run", "--once", cwd=root).returncode == 0
    connection = sqlite3.connect(root / ".briefgen" / "schedule.sqlite")
    with connection:
        connection.execute("UPDATE job SET seen = ?", ((datetime.now(UTC) - timedelta(minutes=3)).isoformat(),))
    connection.close()


@pytest.mark.durability
@pytest.mark.parametrize("closed", CLOSED)
def test_a_closed_stream_ends_no_command(tmp_path: Path, closed: str) -> None:
    place = desk(tmp_path)
    with MailServer(Taking()) as server:
        place.office.write_text(place.office.read_text().replace("port: 9", f"port: {server.port}"))
        for command in (
            "render flood",
            "audit flood",
            "issue flood",
            "schedule print",
            "send flood --dry-run",
            "send flood --new-ledger",
            "outbox list --csv",
            "schedule status --json",
        ):
            done = shell(tmp_path, f"{BRIEFGEN} {command} {closed}")
            assert (done.returncode, "Traceback" in done.stderr) == (0, False), f"{command}: {done.stderr}"
    assert (tmp_path / "out/flood/flood.pdf").stat().st_size
    assert len(list((tmp_path / "briefs/flood/editions").glob("*/edition.json"))) == 1


@pytest.mark.parametrize("closed", few([*CLOSED, GONE, f"2>&1 {GONE}"], CLOSED[-1], GONE))
def test_a_job_is_done_though_nobody_listens(tmp_path: Path, closed: str) -> None:
    desk(tmp_path)
    due(tmp_path)
    done = shell(tmp_path, f"{BRIEFGEN} schedule run --once {closed}")
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "out/flood/flood.txt").exists()
    assert len(list((tmp_path / "briefs/flood/editions").glob("*/edition.json"))) == 1
    assert "done: flood:" in briefgen("schedule", "status", cwd=tmp_path).stdout


def test_no_file_takes_the_place_of_a_closed_stream(tmp_path: Path) -> None:
    """What a library prints while a file is open would be written into it."""
    code = (
        "from briefgen.cli.streams import steady; steady(); import os; kept = os.open('kept', os.O_CREAT | os.O_WRONLY);"
        "os.write(1, b'noise'); os.write(2, b'noise'); print('noise', flush=True); raise SystemExit(kept < 3 or os.read(0, 1) != b'')"
    )
    done = shell(tmp_path, f"{shlex.join([sys.executable, '-c', code])} <&- >&- 2>&-")
    assert (done.returncode, (tmp_path / "kept").read_bytes()) == (0, b"")


@pytest.mark.full
@pytest.mark.parametrize(("refused", "code"), [(frozenset[str](), 0), (frozenset({"bert@example.org"}), 5)])
def test_a_reader_who_left_changes_no_exit_code(tmp_path: Path, refused: frozenset[str], code: int) -> None:
    with MailServer(Taking(refused=refused)) as server:
        place = desk(tmp_path, server.port)
        issued(place, written(place), AT)
        done = shell(tmp_path, f"{BRIEFGEN} send flood --new-ledger {GONE}")
    assert done.returncode == code, done.stderr
    assert f"{1 if code else 2} sent" in done.stderr, "standard error is whole"
    assert "Exception ignored" not in done.stderr


def test_a_reader_who_left_is_no_fault_of_what_is_printed(tmp_path: Path) -> None:
    with MailServer() as server:
        place = desk(tmp_path, server.port)
        issued(place, written(place), AT)
        assert briefgen("send", "flood", "--new-ledger", cwd=tmp_path).returncode == 0
    for command in ("outbox list", "outbox list --csv", "render --force --format txt", "schedule print", "schema"):
        done = shell(tmp_path, f"{BRIEFGEN} {command} {GONE}")
        assert done.returncode == 0, f"{command}: {done.stderr}"
        assert "Exception ignored" not in done.stderr


def test_what_is_refused_stays_refused_without_a_reader(tmp_path: Path) -> None:
    place = desk(tmp_path)
    written(place).file.write_text("titel: One\n")
    for end in (GONE, f"2>&1 {GONE}", ">&-"):
        assert shell(tmp_path, f"{BRIEFGEN} render {end}").returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no such device")
def test_a_full_device_is_told_in_one_line(tmp_path: Path) -> None:
    desk(tmp_path)
    for command in ("render --format txt", "schema", "schedule print"):
        done = shell(tmp_path, f"{BRIEFGEN} {command} >/dev/full")
        assert (done.returncode, done.stderr.count("\n")) == (3, 1), f"{command}: {done.stderr}"
        assert "No space left on device" in done.stderr
    assert shell(tmp_path, f"{BRIEFGEN} render nobody 2>/dev/full").returncode == 2
