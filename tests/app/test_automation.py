"""Jobs that issue and send by themselves: only what is approved and new, not in quiet hours, each reader once; the owner hears of failures."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import time_machine

from briefgen.cli import main
from briefgen.deliver.mailing import Mailing
from briefgen.deliver.notice import notice
from briefgen.settings.mail import Mail, Mailbox
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from tests.support.issued import OFFICE, workspace, written
from tests.support.mail_server import MailServer, Taking, body

JOB = """\
schedule:
  hourly: {cron: "0 * * * *", zone: Europe/Warsaw, actions: [issue, send], quiet: 22:00-06:00}
"""
NOON = datetime(2027, 3, 3, 11, 0, tzinfo=UTC)
Desk = Callable[..., str]


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer(Taking()) as running:
        yield running


@pytest.fixture
def at(tmp_path: Path, server: MailServer, monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """A function that runs a command at a time, in a workspace whose job issues and sends; what it prints on both streams."""
    made = workspace(tmp_path, OFFICE, f"port: {server.port}\nsecurity: plain\nowner: owner@example.org\n")
    made.office.write_text(made.office.read_text() + JOB)
    written(made)
    monkeypatch.chdir(tmp_path)

    def run(time: datetime, *arguments: str) -> str:
        said = io.StringIO()
        monkeypatch.setattr(sys, "argv", ["briefgen", *arguments])
        moved = time_machine.travel(time, tick=False)
        with moved, redirect_stdout(said), redirect_stderr(said), suppress(SystemExit):
            main()
        return said.getvalue()

    return run


def readers(server: MailServer) -> list[tuple[str, str]]:
    """Who got which subject, in order."""
    return [(to, str(message["Subject"])) for to, message in server.handler.messages]


@pytest.mark.full
def test_a_day_of_an_hourly_job(at: Desk, server: MailServer, tmp_path: Path) -> None:
    hour = timedelta(hours=1)
    at(NOON, "schedule", "run", "--once")  # the job is seen first
    waits = at(NOON + hour, "schedule", "run", "--once")
    assert "flood: it waits for approval" in waits
    assert "owner@example.org was told" in waits
    assert "was told" not in at(NOON + 2 * hour, "schedule", "run", "--once"), "it says the same"
    (letter,) = server.handler.messages
    assert letter[0] == "owner@example.org"
    assert letter[1]["Subject"] == "briefgen: hourly failed (2027-03-03 13:00 Europe/Warsaw)"
    assert "briefgen approve flood" in letter[1].get_content()
    server.handler.taken.clear()

    at(NOON + 2 * hour, "approve", "flood", "--by", "A. Head")
    assert "The job issues it at its next time after that; at once: briefgen issue flood" in waits
    assert "flood" not in at(NOON + 2.5 * hour, "schedule", "run", "--once"), (
        "an approval that came late waits for that"
    )
    first = at(NOON + 3 * hour, "schedule", "run", "--once")
    assert "flood: issued as edition 1" in first
    assert "add --new-ledger" in first, "a record that is missing beside an edition may be lost"
    server.handler.taken.clear()
    at(NOON + 3 * hour, "send", "flood", "--new-ledger")
    assert [to for to, _ in readers(server)] == ["anna@example.org", "bert@example.org"]
    assert "edition 1: nothing new, its 2 readers have it" in at(NOON + 4 * hour, "schedule", "run", "--once")
    server.handler.taken.clear()

    written(WorkspaceFolder(tmp_path), level="6")
    night = NOON + 11 * hour  # 23:00 in Warsaw
    at(night - hour / 2, "approve", "flood", "--by", "A. Head")
    assert "flood: not sent: quiet hours (22:00-06:00)" in at(night, "schedule", "run", "--once")
    assert readers(server) == []
    morning = at(NOON + 18 * hour, "schedule", "run", "--once")
    assert "edition 2: 2 sent, 2 of them now" in morning
    assert [to for to, _ in readers(server)] == ["anna@example.org", "bert@example.org"]
    for _, message in server.handler.messages:
        plain = body(message, "plain")
        assert "6 metres" in plain
        assert "Approved by A. Head" in plain or "edition 1" in plain
    server.handler.taken.clear()
    at(NOON + 19 * hour, "schedule", "run", "--once")
    assert readers(server) == []


def test_a_job_may_do_without_approval(at: Desk, server: MailServer, tmp_path: Path) -> None:
    office = tmp_path / "briefs" / "office.yaml"
    office.write_text(office.read_text().replace("quiet: 22:00-06:00", "approval: none"))
    at(NOON, "schedule", "run", "--once")
    assert "flood: issued as edition 1" in at(NOON + timedelta(hours=1), "schedule", "run", "--once")


@pytest.mark.parametrize("approval", ["", "none"])
@pytest.mark.parametrize("back", ["withdrawn", "corrected"])
def test_a_job_does_not_send_again_what_was_taken_back(
    at: Desk, server: MailServer, tmp_path: Path, approval: str, back: str
) -> None:
    """An approval from before does not outlive it: neither the same words nor a return to them goes out unasked."""
    hour, space = timedelta(hours=1), WorkspaceFolder(tmp_path)
    if approval:
        space.office.write_text(space.office.read_text().replace("quiet: 22:00-06:00", f"approval: {approval}"))
    at(NOON, "schedule", "run", "--once")
    at(NOON, "approve", "flood", "--by", "A. Head")
    at(NOON, "issue", "flood")
    at(NOON, "send", "flood", "--new-ledger")
    if back == "withdrawn":
        at(NOON + hour / 2, "issue", "flood", "--withdraw", "1", "--reason", "It is wrong.")
    else:
        written(space, level="6")
        at(NOON + hour / 2, "issue", "flood", "--correct", "1", "--reason", "It is wrong.")
        written(space)
    at(NOON + hour / 2, "send", "flood")
    assert len(readers(server)) == 4, "each has the edition and what took it back"
    server.handler.taken.clear()
    said = at(NOON + hour, "schedule", "run", "--once")
    assert "issued as edition" not in said
    assert "It is wrong." in said or "waits for approval" in said
    assert not [to for to, _ in readers(server) if not to.startswith("owner")]
    assert sorted(file.name for file in (space.briefs / "flood" / "editions").iterdir() if file.is_dir()) == [
        "0001",
        "0002",
    ]


@pytest.mark.parametrize("changed", ["readers", "sections"])
def test_a_job_lets_nothing_out_on_an_approval_of_other_readers_or_other_sections(
    at: Desk, server: MailServer, tmp_path: Path, changed: str
) -> None:
    space = WorkspaceFolder(tmp_path)
    at(NOON, "schedule", "run", "--once")
    at(NOON, "approve", "flood", "--by", "A. Head")
    if changed == "readers":
        file = space.briefs / "flood" / "brief.yaml"
        file.write_text(file.read_text().replace("distribution: [desk]", "distribution: [desk, press]"))
    else:
        outline = tmp_path / "templates" / "outlines" / "incident.yaml"
        outline.parent.mkdir(parents=True)
        outline.write_text("front: [facts, bottom_line, key_points]\nsections: [sources]\n")
    said = at(NOON + timedelta(hours=1), "schedule", "run", "--once")
    assert "flood: it waits for approval" in said
    assert not [to for to, _ in readers(server) if not to.startswith("owner")]
    assert not (space.briefs / "flood" / "editions").exists()


def test_a_reader_who_comes_on_the_list_at_the_last_moment_waits_for_approval(
    at: Desk, server: MailServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    office = tmp_path / "briefs" / "office.yaml"

    class Late(Mailing):
        """The settings are changed before the run reads them."""

        def __init__(self, workspace: WorkspaceFolder, source: BriefSource) -> None:
            office.write_text(office.read_text().replace("bert@example.org]", "bert@example.org, dora@example.org]"))
            super().__init__(workspace, source)

    at(NOON, "schedule", "run", "--once")
    at(NOON, "issue", "flood")
    at(NOON, "send", "flood", "--new-ledger")
    written(WorkspaceFolder(tmp_path), level="6")
    at(NOON, "approve", "flood", "--by", "A. Head")
    server.handler.taken.clear()
    monkeypatch.setattr("briefgen.deliver.send.Mailing", Late)
    said = at(NOON + timedelta(hours=1), "schedule", "run", "--once")
    assert "dora@example.org" in office.read_text()
    assert "the lists or their readers have changed since it was approved" in said
    assert "dora@example.org" not in [to for to, _ in readers(server)]


@pytest.mark.parametrize("quiet", ["22-6", "25:00-06:00", "22:00-22:00"])
def test_hours_that_are_none_are_refused(at: Desk, tmp_path: Path, quiet: str) -> None:
    office = tmp_path / "briefs" / "office.yaml"
    office.write_text(office.read_text().replace("22:00-06:00", quiet))
    assert f"'{quiet}' are no hours. Write from and to on the clock" in at(NOON, "schedule", "run", "--once")


def test_the_owner_is_told_in_any_script_and_nothing_becomes_a_header() -> None:
    mail = Mail.model_validate({"from": "desk@example.org", "owner": "Zoë <owner@example.org>"})
    said = ("flood: Ąę\r\nBcc: x@example.org", "=?utf-8?q?x=0ABcc:?=", "\ud800")
    message = notice(mail, Mailbox(address="owner@example.org"), "hourly failed (2027-03-03 13:00 UTC)", said, NOON)
    assert b"\nBcc" not in message
    assert b"Auto-Submitted: auto-generated" in message
    assert message == notice(
        mail, Mailbox(address="owner@example.org"), "hourly failed (2027-03-03 13:00 UTC)", said, NOON
    )
