"""What a job's faults lead to: the owner hears of each until the telling got out, and nothing is forgotten while a file is away."""

from __future__ import annotations

import io
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from briefgen.cli import main
from briefgen.outputs import update
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.issued import OFFICE, workspace, written
from tests.support.mail_server import MailServer, Taking

JOB = 'schedule:\n  daily: {cron: "30 7 * * *", zone: UTC, actions: [render], formats: txt}\n'
START = datetime(2027, 3, 3, 6, 0, tzinfo=UTC)
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
DUE = START + 1.5 * HOUR
Look = Callable[..., tuple[int, str]]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer(Taking()) as running:
        yield running


@pytest.fixture
def desk(tmp_path: Path, server: MailServer) -> WorkspaceFolder:
    made = workspace(tmp_path, OFFICE, f"port: {server.port}\nsecurity: plain\nowner: owner@example.org\n")
    made.office.write_text(made.office.read_text() + JOB)
    written(made)
    return made


@pytest.fixture
def look(desk: WorkspaceFolder, monkeypatch: pytest.MonkeyPatch) -> Look:
    """A function that does what is due at a time: the exit code, and what is printed on both streams."""
    monkeypatch.chdir(desk.root)

    def run(time: datetime, *arguments: str) -> tuple[int, str]:
        said = io.StringIO()
        monkeypatch.setattr(sys, "argv", ["briefgen", *(arguments or ("schedule", "run", "--once"))])
        code: object = 0
        with time_machine.travel(time, tick=False), redirect_stdout(said), redirect_stderr(said):
            try:
                main()
            except SystemExit as end:
                code = end.code
        return int(str(code or 0)), said.getvalue()

    return run


def told(server: MailServer) -> list[str]:
    """The messages to the owner, in order."""
    return [message.get_content() for to, message in server.handler.messages if to == "owner@example.org"]


def broken(desk: WorkspaceFolder, key: str) -> None:
    (desk.briefs / "flood" / "brief.yaml").write_text(f"title: One\n{key}: x\n")


def test_a_notice_that_did_not_get_out_is_tried_again_although_nothing_is_due(
    desk: WorkspaceFolder, look: Look, server: MailServer
) -> None:
    office = desk.office.read_text()
    look(START)
    broken(desk, "titel")
    desk.office.write_text(office.replace(f"port: {server.port}", "port: 9"))
    code, said = look(DUE)
    assert (code, "the owner could not be told" in said) == (1, True)
    desk.office.write_text(office)
    assert "owner@example.org was told" in look(DUE + MINUTE)[1]
    assert "was told" not in look(DUE + DAY)[1], "the same again is no news"
    (message,) = told(server)
    assert "briefs/flood/brief.yaml:2:1: error: unknown key 'titel'" in message
    broken(desk, "publischer")
    assert "was told" in look(DUE + 2 * DAY)[1]
    assert "unknown key 'publischer'" in told(server)[1]
    look(DUE + 3 * DAY)
    assert len(told(server)) == 2


def test_a_run_that_died_twice_is_told_and_no_success(desk: WorkspaceFolder, look: Look, server: MailServer) -> None:
    look(START)
    book = sqlite3.connect(desk.state / "schedule.sqlite")
    with book:
        book.execute(
            "INSERT INTO run (job, wall, at, missed, state, step, tries, began, said) "
            "VALUES ('daily', '2027-03-02 07:30 UTC', ?, 0, 'acting', '', 2, ?, '')",
            (START.isoformat(), START.isoformat()),
        )
    book.close()
    code, said = look(START + MINUTE)
    assert (code, "stopped in the middle, twice" in said) == (1, True)
    (message,) = told(server)
    assert "stopped in the middle, twice" in message
    assert look(START + 2 * MINUTE) == (0, "")


def test_an_unforeseen_error_is_the_failure_of_one_brief(
    desk: WorkspaceFolder, look: Look, server: MailServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(desk, "storm")
    look(START)
    real = update.update

    def failing(workspace: WorkspaceFolder, source: object, options: object) -> object:
        if source.slug == "flood":  # type: ignore[attr-defined]
            raise KeyError("of nobody")
        return real(workspace, source, options)  # type: ignore[arg-type]

    monkeypatch.setattr(update, "update", failing)
    code, said = look(DUE)
    assert code != 0
    assert "flood: an unforeseen error, KeyError: 'of nobody'" in said
    assert "storm: rendered" in said
    assert "Traceback" not in said
    assert "KeyError" in told(server)[0]
    assert look(DUE + MINUTE) == (0, ""), "it did not die, so it is not begun again"


def test_a_brief_that_is_not_there_is_told(desk: WorkspaceFolder, look: Look, server: MailServer) -> None:
    desk.office.write_text(desk.office.read_text().replace("zone: UTC,", "zone: UTC, briefs: flod,"))
    look(START)
    assert look(DUE)[0] == 2
    assert "There is no brief 'flod'. Did you mean 'flood'?" in told(server)[0]


def test_two_briefs_of_one_name_are_told(desk: WorkspaceFolder, look: Look, server: MailServer) -> None:
    look(START)
    (desk.briefs / "flood.yaml").write_text("title: Another\n")
    assert look(DUE)[0] == 2
    assert "would share one folder in out/" in told(server)[0]


def test_a_ledger_of_an_earlier_version_is_read(desk: WorkspaceFolder, look: Look, server: MailServer) -> None:
    desk.state.mkdir()
    old = sqlite3.connect(desk.state / "schedule.sqlite")
    old.executescript("""
        CREATE TABLE job (id TEXT PRIMARY KEY, rule TEXT NOT NULL, seen TEXT NOT NULL);
        CREATE TABLE run (job TEXT NOT NULL, wall TEXT NOT NULL, at TEXT NOT NULL, missed INTEGER NOT NULL, state TEXT NOT NULL,
            step TEXT NOT NULL, tries INTEGER NOT NULL, began TEXT NOT NULL, ended TEXT, said TEXT NOT NULL, PRIMARY KEY (job, wall));
        INSERT INTO job VALUES ('daily', '30 7 * * * UTC', '2027-03-03T06:00:00+00:00');
        INSERT INTO run VALUES ('daily', '2027-03-02 07:30 UTC', '2027-03-02T07:30:00+00:00', 0, 'failed', '', 1,
            '2027-03-02T07:30:00+00:00', '2027-03-02T07:30:00+00:00', 'flood: old');
    """)
    old.close()
    assert "flood: rendered" in look(DUE)[1]
    assert told(server) == []


# -- a file that is away for a moment ---------------------------------------------------------------------------------


@pytest.mark.parametrize("state", ["missing", "empty", "cut"])
@pytest.mark.parametrize("shift", [MINUTE, -3 * HOUR])
def test_a_file_that_is_away_for_a_moment_loses_no_time(
    desk: WorkspaceFolder, look: Look, state: str, shift: timedelta
) -> None:
    office = desk.office.read_text()
    look(START)
    match state:
        case "missing":
            desk.office.unlink()
        case "empty":
            desk.office.write_text("")
        case _:
            desk.office.write_text(office[: office.index("schedule:")])
    code, said = look(DUE - MINUTE)
    assert (code, "has no jobs any more; it had daily" in said) == (0, True)
    assert look(DUE) == (0, "")
    desk.office.write_text(office)
    if shift < timedelta():  # the clock is set back, and comes again to the time
        look(DUE + shift)
        shift = MINUTE
    assert "flood: rendered" in look(DUE + shift)[1]
    assert look(DUE + shift + MINUTE) == (0, "")


def test_a_job_that_is_gone_for_a_day_begins_anew(desk: WorkspaceFolder, look: Look) -> None:
    office = desk.office.read_text()
    look(START)
    desk.office.unlink()
    for hours in range(1, 27):
        look(START + hours * HOUR)
    desk.office.write_text(office)
    assert look(START + 27 * HOUR) == (0, "")


# -- quiet hours ------------------------------------------------------------------------------------------------------

NIGHTLY = """\
schedule:
  nightly: {cron: "0 23 * * *", zone: UTC, actions: [issue, send], approval: none, quiet: 22:00-06:00}
"""


def test_what_comes_in_quiet_hours_is_sent_when_they_end(desk: WorkspaceFolder, look: Look, server: MailServer) -> None:
    desk.office.write_text(desk.office.read_text().replace(JOB, NIGHTLY))
    look(START, "issue", "flood")
    look(START, "send", "flood", "--new-ledger")
    server.handler.taken.clear()
    written(desk, level="6")
    look(START + HOUR)
    night = START + 17 * HOUR
    code, said = look(night)
    assert code == 0
    assert "flood: issued as edition 2" in said
    assert "not sent: quiet hours (22:00-06:00)" in said
    assert '"waits": [\n          "flood"' in look(night, "schedule", "status", "--json")[1]
    assert "waits to send" in look(night, "schedule", "status")[1]
    assert look(night + 6 * HOUR) == (0, "")
    assert server.handler.messages == []
    code, said = look(night + 7 * HOUR)
    assert (code, "2 sent, 2 of them now" in said) == (0, True)
    assert sorted(to for to, _ in server.handler.messages) == ["anna@example.org", "bert@example.org"]
    assert look(night + 8 * HOUR) == (0, "")
    assert "waits to send" not in look(night + 8 * HOUR, "schedule", "status")[1]


def test_a_newer_run_takes_the_place_of_one_that_waits(desk: WorkspaceFolder, look: Look, server: MailServer) -> None:
    desk.office.write_text(desk.office.read_text().replace(JOB, NIGHTLY.replace("0 23", "0 23,6")))
    look(START, "issue", "flood")
    look(START, "send", "flood", "--new-ledger")
    server.handler.taken.clear()
    written(desk, level="6")
    look(START + HOUR)
    look(START + 17 * HOUR)
    code, said = look(START + 24 * HOUR)
    assert (code, said.count("nightly (")) == (0, 1)
    assert len(server.handler.messages) == 2
    assert look(START + 25 * HOUR) == (0, "")


# -- true ends --------------------------------------------------------------------------------------------------------


def test_readers_who_have_changed_since_the_approval_are_not_sent_to(
    desk: WorkspaceFolder, look: Look, server: MailServer
) -> None:
    job = 'schedule:\n  daily: {cron: "30 7 * * *", zone: UTC, actions: [send]}\n'
    desk.office.write_text(desk.office.read_text().replace(JOB, job))
    look(START)
    assert "flood: no edition to send yet" in look(DUE)[1]
    look(DUE + HOUR, "approve", "flood", "--by", "A. Head")
    look(DUE + 2 * HOUR, "issue", "flood")
    look(DUE + 2 * HOUR, "send", "flood", "--new-ledger", "--dry-run")
    desk.office.write_text(desk.office.read_text().replace("bert@example.org]", "bert@example.org, eve@example.org]"))
    code, said = look(DUE + DAY)
    assert code == 1
    assert "the lists or their readers have changed since it was approved. Approve them: briefgen approve flood" in said
    assert {to for to, _ in server.handler.messages} == {"owner@example.org"}


def test_a_reader_whose_letter_was_cancelled_is_missing(desk: WorkspaceFolder, look: Look) -> None:
    job = 'schedule:\n  daily: {cron: "30 7 * * *", zone: UTC, actions: [send]}\n'
    office = desk.office.read_text().replace(JOB, job)
    desk.office.write_text(office.replace("port:", "port: 9\n  #port:"))
    look(START)
    look(START, "issue", "flood")
    look(START, "send", "flood", "--new-ledger")
    look(START + MINUTE, "outbox", "cancel", "1")
    desk.office.write_text(office)
    code, said = look(DUE)
    assert code == 5
    assert "anna@example.org cancelled" in said
