"""briefgen schedule as its user meets it: what it prints, what it does, and with which exit code."""

from __future__ import annotations

import json
import re
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.triggers.single_instance import single_instance
from briefgen.workspace.folders import WorkspaceFolder
from tests.support import commands
from tests.support.waiting import briefgen

Call = Callable[..., subprocess.CompletedProcess[str]]
OFFICE = """\
timezone: Europe/Warsaw
schedule:
  minutely: {cron: "* * * * *", briefs: harbour, formats: txt}
  night: {cron: "30 2 * * *", actions: [render, issue]}
"""


@pytest.fixture
def call(tmp_path: Path) -> Call:
    """A function that calls `briefgen schedule` in a workspace with one brief and two jobs."""
    (tmp_path / "briefs" / "harbour").mkdir(parents=True)
    (tmp_path / "briefs" / "harbour" / "brief.yaml").write_text("title: One\n")
    (tmp_path / "briefs" / "office.yaml").write_text(OFFICE)

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return commands.briefgen("schedule", *arguments, cwd=tmp_path)

    return run


def ledger(folder: Path, query: str, *values: object) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(folder / ".briefgen" / "schedule.sqlite")
    with connection:
        rows = list(connection.execute(query, values))
    connection.close()
    return rows


def ago(minutes: float) -> str:
    return (datetime.now(UTC) - timedelta(minutes=minutes)).isoformat()


def test_once_does_what_is_due_and_no_more(call: Call, tmp_path: Path) -> None:
    first = call("run", "--once")
    assert (first.returncode, first.stdout, first.stderr) == (0, "", ""), "a new job makes nothing up"
    ledger(tmp_path, "UPDATE job SET seen = ? WHERE id = 'minutely'", ago(10))
    second = call("run", "--once")
    assert second.returncode == 0, second.stderr
    assert "minutely (" in second.stdout
    assert re.search(r"Europe/Warsaw, also for (9|10) missed\)", second.stdout), "the minute may be over meanwhile"
    assert "    harbour: rendered" in second.stdout
    assert (tmp_path / "out/harbour/harbour.txt").exists()
    (run,) = ledger(tmp_path, "SELECT job, state, missed FROM run")
    assert run in {("minutely", "done", missed) for missed in (9, 10)}
    status = call("status").stdout
    assert "minutely: last " in status
    assert "done: harbour: rendered; next" in status
    assert "night: last never; next" in status


def test_a_brief_with_errors_or_none_fails_its_job_alone(call: Call, tmp_path: Path) -> None:
    call("run", "--once")
    (tmp_path / "briefs/harbour/brief.yaml").write_text("titel: One\n")
    office = tmp_path / "briefs/office.yaml"
    office.write_text(OFFICE.replace("briefs: harbour", "briefs: [harbor, harbour]"))
    ledger(tmp_path, "UPDATE job SET seen = ?", ago(3))
    done = call("run", "--once")
    assert done.returncode == 2
    assert "There is no brief 'harbor'. Did you mean 'harbour'?" in done.stdout
    assert "Did you mean 'title'?" in done.stdout
    assert json.loads(call("status", "--json").stdout)["jobs"][0]["last"]["state"] == "failed"
    assert "There is no brief 'harbor'." in call("print").stdout


def test_a_job_issues_what_is_approved_and_new(call: Call, tmp_path: Path) -> None:
    office = tmp_path / "briefs/office.yaml"
    office.write_text('schedule: {daily: {cron: "* * * * *", actions: [issue, send], briefs: harbour}}\n')
    call("run", "--once")

    def due() -> subprocess.CompletedProcess[str]:
        ledger(tmp_path, "DELETE FROM run")
        ledger(tmp_path, "UPDATE job SET seen = ?", ago(2))
        return call("run", "--once")

    waits = due()
    assert waits.returncode == 1
    assert "harbour: it waits for approval. Read it, then: briefgen approve harbour" in waits.stdout
    approve = [sys.executable, "-m", "briefgen", "approve", "harbour", "--by", "A. Head"]
    subprocess.run(approve, cwd=tmp_path, check=True, capture_output=True)
    issued = due()
    assert "    harbour: issued as edition 1" in issued.stdout
    assert "says nothing of mail. Write mail:" in issued.stdout
    assert (tmp_path / "briefs/harbour/editions/0001/edition.json").exists()
    office.write_text(office.read_text().replace("[issue, send]", "issue"))
    same = due()
    assert (same.returncode, "nothing has changed since edition 1" in same.stdout) == (0, True)
    assert not (tmp_path / "briefs/harbour/editions/0002").exists()


def test_what_died_while_issuing_is_done_again_and_issues_nothing_twice(call: Call, tmp_path: Path) -> None:
    call("run", "--once")
    subprocess.run(
        [sys.executable, "-m", "briefgen", "issue", "harbour"], cwd=tmp_path, check=True, capture_output=True
    )
    values = ("night", "2026-03-02 02:30 Europe/Warsaw", ago(600), 0, "acting", "issue harbour", 1, ago(600), None, "")
    ledger(
        tmp_path,
        "INSERT INTO run (job, wall, at, missed, state, step, tries, began, ended, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *values,
    )
    assert "harbour: nothing has changed since edition 1" in call("run", "--once").stdout
    assert [folder.name for folder in (tmp_path / "briefs/harbour/editions").iterdir()] == ["0001"]
    assert "done" in call("status").stdout


def test_what_died_while_rendering_is_done_again(call: Call, tmp_path: Path) -> None:
    call("run", "--once")
    values = (
        "minutely",
        "2026-03-02 02:30 Europe/Warsaw",
        ago(600),
        0,
        "acting",
        "render harbour",
        1,
        ago(600),
        None,
        "",
    )
    ledger(
        tmp_path,
        "INSERT INTO run (job, wall, at, missed, state, step, tries, began, ended, said) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *values,
    )
    assert "(2026-03-02 02:30 Europe/Warsaw, again)" in call("run", "--once").stdout
    assert ledger(tmp_path, "SELECT state FROM run WHERE wall LIKE '2026-03-02%'") == [("done",)]


def test_print_says_the_next_times_and_warns_of_the_night(call: Call) -> None:
    said = call("print", "--number", "2")
    assert said.returncode == 0
    assert "warning: night: when the clocks of Europe/Warsaw change" in said.stdout
    lines = said.stdout.splitlines()
    at = lines.index("night: 30 2 * * * Europe/Warsaw, render, issue all briefs")
    assert " 02:30 Europe/Warsaw (0" in lines[at + 1]
    assert len(lines) == at + 3


def test_a_wrong_job_is_told_at_its_place(call: Call, tmp_path: Path) -> None:
    (tmp_path / "briefs/office.yaml").write_text("schedule:\n  x: {corn: 30 7 * * 1-5}\n  y: {cron: 30 25 * * *}\n")
    said = call("run", "--once")
    assert said.returncode == 1
    assert "briefs/office.yaml:2:7: error: x: unknown key 'corn'. Did you mean 'cron'?" in said.stdout
    assert (
        "briefs/office.yaml:3:13: error: cron: '30 25 * * *' is no cron expression: its hour is wrong." in said.stdout
    )
    assert "has errors, so there is no schedule" in said.stderr


def test_the_daemon_ends_cleanly_and_is_alone(call: Call, tmp_path: Path) -> None:
    with briefgen("schedule", "run", cwd=tmp_path) as running:
        running.says("2 jobs; Ctrl-C ends it")
        again = call("run")
        assert again.returncode == 1
        assert f"as process {running.process.pid}" in again.stderr
        timer = call("run", "--once")
        assert timer.returncode == 0, "a timer's next minute is no failure"
        assert "nothing done" in timer.stderr
        assert running.stops() == 0
    with single_instance(WorkspaceFolder(tmp_path), "schedule"):
        pass


def test_units_are_written_and_removed(call: Call, tmp_path: Path) -> None:
    done = call("install", "--to", "units")
    assert done.returncode == 0, done.stderr
    names = sorted(path.name for path in (tmp_path / "units").iterdir())
    assert [name.rpartition(".")[2] for name in names] == ["service", "timer"]
    assert f"systemctl --user enable --now {names[1]}" in done.stdout
    assert call("install", "--cron").stdout.startswith("* * * * * ")
    assert call("remove", "--to", "units").returncode == 0
    assert list((tmp_path / "units").iterdir()) == []
    assert "There were none." in call("remove", "--to", "units").stdout
