"""briefgen send and briefgen outbox as a duty officer meets them; and that the password of the mail server is seen nowhere."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from email import message_from_bytes, policy
from hashlib import sha256
from pathlib import Path

import pytest

from briefgen.cli import main
from briefgen.reading.load import load
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.certificates import write_certificates
from tests.support.checkout import ROOT
from tests.support.issued import OFFICE, workspace, written
from tests.support.mail_server import MailServer, Taking, body
from tests.support.scripted_server import PASSWORD, USER, ScriptedServer
from tests.support.sweeps import few
from tests.support.waiting import PATIENCE, until

Run = Callable[..., subprocess.CompletedProcess[str]]
BERT = OFFICE.replace("bert@example.org", "gone@example.org, slow@example.org")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with MailServer(Taking(refused=frozenset({"gone@example.org"}), grey=frozenset({"slow@example.org"}))) as running:
        yield running


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """The command in this process: what it prints, and its exit code."""
    monkeypatch.chdir(tmp_path)

    def command(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        said, told, code = io.StringIO(), io.StringIO(), 0
        monkeypatch.setattr(sys, "argv", ["briefgen", *arguments])
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        with redirect_stdout(said), redirect_stderr(told):
            try:
                main()
            except SystemExit as left:
                code = int(left.code or 0)
        return subprocess.CompletedProcess(arguments, code, said.getvalue(), told.getvalue())

    return command


@pytest.fixture
def desk(tmp_path: Path, server: MailServer, run: Run) -> Run:
    """A workspace with an issued brief, and the command."""
    made = workspace(tmp_path, BERT, f"port: {server.port}\nsecurity: plain\n")
    written(made)
    done = run("issue", "flood")
    assert done.returncode == 0, done.stdout + done.stderr
    return run


def test_send_tells_what_became_of_each_letter_and_exits_5(desk: Run, server: MailServer) -> None:
    first = desk("send", "flood")
    assert first.returncode == 5
    assert "add --new-ledger" in first.stderr
    done = desk("send", "flood", "--new-ledger")
    assert done.returncode == 5
    lines = done.stdout.splitlines()
    assert lines[0] == "1 anna@example.org, flood edition 1: sent: 250 2.0.0 OK queued"
    assert lines[1] == "2 gone@example.org, flood edition 1: failed: 550 5.1.1 no such user (at RCPT)"
    assert lines[2].startswith("3 slow@example.org, flood edition 1: deferred, again after ")
    assert "1 sent, 1 deferred, 1 failed" in done.stderr
    assert "briefgen outbox retry NUMBER" in done.stderr
    after = re.search(r"deferred, again after (.* UTC)", lines[2])
    assert after
    assert f"deferred: tried again by a briefgen send after {after[1]}, or now by briefgen outbox retry" in done.stderr
    once_more = desk("send", "flood")
    assert re.search(r"1 anna@example.org, flood edition 1: had it already, [\d-]+ [\d:]+ UTC\n", once_more.stdout)
    again = desk("outbox", "retry")
    assert (again.returncode, again.stdout) == (0, "3 slow@example.org, flood edition 1: sent: 250 2.0.0 OK queued\n")
    assert [to for to, _ in server.handler.taken] == ["anna@example.org", "slow@example.org"]
    listed = desk("outbox", "list").stdout.splitlines()
    assert all(re.search(r": (sent|failed) [\d-]+ [\d:]+ UTC: [25]50 ", line) for line in listed), listed
    for way in ([], ["--json"]):
        nothing = desk("outbox", "retry", *way)
        assert nothing.returncode == 0
        assert "Nothing waits to be tried again. 1 failed: tried again by their number" in nothing.stderr
        assert not way or json.loads(nothing.stdout) == {"letters": []}


def test_a_dry_run_says_who_would_get_what_and_why_not(desk: Run, server: MailServer) -> None:
    done = desk("send", "flood", "--dry-run")
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0].startswith("flood edition 1: TLP:GREEN | The river floods the market | Edition 1")
    assert lines[1].startswith("Anna Żółć <anna@example.org> (desk): pdf, docx; 0.2 MB")
    refused = desk("send", "flood", "--dry-run", "--to", "press", "--json")
    assert refused.returncode == 5
    assert json.loads(refused.stdout)["refusals"][0]["who"] == "press"
    assert server.handler.taken == []
    assert not desk("outbox", "list").stdout


def test_eml_writes_the_messages_that_would_be_sent(desk: Run, server: MailServer, tmp_path: Path) -> None:
    done = desk("send", "flood", "--eml", "letters", "--json")
    files = [tmp_path / row["file"] for row in json.loads(done.stdout)["letters"]]
    message = message_from_bytes(files[0].read_bytes(), policy=policy.SMTP)
    assert message["To"] == "Anna Żółć <anna@example.org>"
    assert files[0].name == "flood-ed1-anna@example.org.eml"
    assert server.handler.taken == []
    assert "records nothing" in " ".join(desk("send", "--help").stdout.split())
    desk("send", "flood", "--new-ledger")
    assert "anna@example.org" in [to for to, _ in server.handler.taken], "the record knows nothing of the files"


def test_the_outbox_as_json_and_csv(desk: Run) -> None:
    desk("send", "flood", "--new-ledger")
    listed = json.loads(desk("outbox", "list", "--json", "--state", "failed").stdout)["letters"]
    assert [(row["number"], row["address"], row["code"]) for row in listed] == [(2, "gone@example.org", 550)]
    rows = list(csv.DictReader(io.StringIO(desk("outbox", "list", "--csv").stdout)))
    assert [(row["address"], row["state"]) for row in rows] == [
        ("anna@example.org", "sent"),
        ("gone@example.org", "failed"),
        ("slow@example.org", "deferred"),
    ]
    shown = desk("outbox", "show", "1").stdout
    assert [line.split(" UTC ")[1] for line in shown.splitlines()[2:]] == [
        "queued",
        "sending",
        "committing",
        "sent 250 2.0.0 OK queued",
    ]


def test_a_dry_run_tells_what_was_asked_for_before_and_goes_out_with_the_others(
    desk: Run, tmp_path: Path, server: MailServer
) -> None:
    office = tmp_path / "briefs" / "office.yaml"
    office.write_text(
        office.read_text(encoding="utf-8")
        .replace("press@example.com], ceiling: TLP:CLEAR", "slow@example.org], ceiling: TLP:AMBER")
        .replace("slow@example.org], formats", "bert@example.org], formats"),
        encoding="utf-8",
    )
    desk("send", "flood", "--to", "press", "--new-ledger")
    ledger = tmp_path / ".briefgen" / "ledger.sqlite"
    with sqlite3.connect(ledger) as opened:
        opened.execute("UPDATE letter SET next_at = 0")
    opened.close()
    done = desk("send", "flood", "--dry-run")
    assert "slow@example.org (press): edition 1, deferred, see letter 1" in done.stdout
    asked = json.loads(desk("send", "flood", "--dry-run", "--json").stdout)["asked_for_before"]
    assert [letter["address"] for letter in asked] == ["slow@example.org"]


def test_letters_are_cancelled_and_what_is_wrong_is_told(desk: Run) -> None:
    desk("send", "flood", "--new-ledger")
    assert desk("outbox", "cancel", "3").stdout == "3 slow@example.org, flood edition 1: cancelled: cancelled by hand\n"
    for arguments, told in (
        (("cancel", "1"), "Letter 1 is sent, so it cannot become cancelled"),
        (("show", "9"), "There is no letter 9"),
        (("resolve", "2", "--sent"), "Letter 2 is failed, not uncertain"),
        (("resolve", "2"), "Say what is true of these letters: --sent or --resend"),
        (("list", "--state", "lost"), "'lost' is not a state"),
    ):
        done = desk("outbox", *arguments)
        assert (done.returncode, told in done.stderr) == (2, True), done.stderr
        assert "Traceback" not in done.stderr


def test_where_nothing_was_sent_is_told_apart_from_a_record_that_is_gone(tmp_path: Path, run: Run) -> None:
    none = run("outbox", "list")
    assert (none.returncode, "There is no workspace here" in none.stderr) == (2, True), none.stderr
    made = workspace(tmp_path)
    written(made)
    draft = run("outbox", "list")
    assert (draft.returncode, "Nothing was sent from this workspace yet" in draft.stderr) == (2, True), draft.stderr
    run("issue", "flood")
    written(made, slug="storm")
    run("issue", "storm")
    lost = run("outbox", "list")
    assert lost.returncode == 5
    assert "ledger.sqlite is missing, but 2 editions lie here, of flood (1), storm (1)" in lost.stderr
    assert "Nothing was sent from this workspace" not in lost.stderr


REFUSES = "There is no record of what was sent from here, so briefgen send will refuse without --new-ledger."
BEGINS = "A new record of what was sent begins here: every edition counts as never sent."


def test_without_a_record_the_dry_run_says_what_send_will_do(desk: Run) -> None:
    for way in (["--dry-run"], ["--eml", "letters"], ["--dry-run", "--json"]):
        assert REFUSES in desk("send", "flood", *way).stderr
    assert BEGINS in desk("send", "flood", "--dry-run", "--new-ledger").stderr
    assert BEGINS in desk("send", "flood", "--new-ledger").stderr
    for way in ([], ["--dry-run"]):
        again = desk("send", "flood", *way).stderr
        assert REFUSES not in again
        assert BEGINS not in again


@pytest.mark.full
def test_send_says_that_the_brief_says_more_or_that_a_newer_edition_exists(desk: Run, tmp_path: Path) -> None:
    changed = "brief.yaml has changed since edition 1, which is what is sent. To send the change: briefgen issue flood"
    assert "has changed" not in desk("send", "flood", "--new-ledger").stderr
    written(WorkspaceFolder(tmp_path), level="6")
    for way in ([], ["--dry-run"]):
        assert changed in desk("send", "flood", *way).stderr
        assert "has changed" not in desk("send", "flood", "--edition", "1", *way).stderr
    begun = int(time.time())
    until(lambda: int(time.time()) > begun)  # two editions are never of the same second
    assert desk("issue", "flood").returncode == 0
    for way in ([], ["--dry-run"]):
        assert "has changed" not in desk("send", "flood", *way).stderr
        assert (
            "Edition 2 of flood exists; edition 1 was asked for."
            in desk("send", "flood", "--edition", "1", *way).stderr
        )
    (tmp_path / "briefs" / "flood" / "brief.yaml").write_text("title: [", encoding="utf-8")
    assert "has changed" not in desk("send", "flood").stderr


def test_a_dry_run_says_of_each_reader_who_is_refused_and_that_nobody_would_get_it(
    tmp_path: Path, run: Run, server: MailServer
) -> None:
    written(
        workspace(
            tmp_path, OFFICE, f"port: {server.port}\nsecurity: plain\nallowed_domains: [example.org, example.com]\n"
        )
    )
    run("issue", "flood")
    asked = ("send", "flood", "--to", "desk", "--to", "press")
    done = run(*asked, "--dry-run")
    _, anna, bert, press = done.stdout.splitlines()
    assert "REFUSED" not in anna + bert
    assert press == (
        "press@example.com (press): REFUSED: The brief is marked TLP:GREEN, above the list's ceiling TLP:CLEAR. "
        "Leave the list out, or raise its ceiling."
    )
    assert done.stderr.splitlines()[-1] == "flood edition 1: refused. As asked, nothing would be sent to anybody."
    rows = json.loads(run(*asked, "--dry-run", "--json").stdout)["letters"]
    assert [bool(row["refused"]) for row in rows] == [False, False, True]
    office = tmp_path / "briefs" / "office.yaml"
    office.write_text(office.read_text().replace("[example.org, example.com]", "[example.com]"))
    lines = run("send", "flood", "--dry-run").stdout.splitlines()
    assert all(": REFUSED: Mail may go only to example.com. Take " in line for line in lines[1:]), lines
    assert (len(lines), server.handler.taken) == (3, [])


def test_a_withdrawal_names_the_edition_that_a_reader_last_had_and_says_so_before(
    tmp_path: Path, run: Run, server: MailServer
) -> None:
    lists = OFFICE.replace("  press:", "  old: {recipients: carl@example.org, ceiling: TLP:RED}\n      press:")
    made = workspace(tmp_path, lists, f"port: {server.port}\nsecurity: plain\n")

    def issued_later(*order: str) -> None:
        begun = int(time.time())
        until(lambda: int(time.time()) > begun)  # two editions are never of the same second
        done = run("issue", "flood", *order)
        assert done.returncode == 0, done.stderr

    written(made)
    issued_later()
    run("send", "flood", "--to", "desk", "--to", "old", "--new-ledger")
    written(made, level="6")
    issued_later()
    run("send", "flood")
    made.office.write_text(made.office.read_text().replace(", bert@example.org", ""))
    issued_later("--withdraw", "2", "--reason", "It is wrong.")
    told = (
        "bert@example.org last had edition 2, which this one takes back, and is on none of its lists.",
        "carl@example.org last had edition 1, which this one takes back with edition 2, and is on none of its lists.",
    )
    assert "last had" not in run("send", "flood", "--test", "duty@example.org").stderr
    for way in (["--dry-run"], []):
        said = run("send", "flood", *way)
        assert all(line in said.stderr for line in told), said.stderr
    assert json.loads(run("send", "flood", "--json").stdout)["not_reached"] == [
        {"address": "bert@example.org", "last_edition": 2},
        {"address": "carl@example.org", "last_edition": 1},
    ]


@pytest.mark.full
def test_four_senders_at_once_send_each_letter_once(tmp_path: Path, run: Run, server: MailServer) -> None:
    readers = ", ".join(f"r{n}@example.org" for n in range(12))
    written(workspace(tmp_path, OFFICE.replace("bert@example.org", readers), f"port: {server.port}\nsecurity: plain\n"))
    run("issue", "flood")
    run("send", "flood", "--new-ledger", "--test", "duty@example.org")
    command = [sys.executable, "-m", "briefgen", "send", "flood"]
    senders = [
        subprocess.Popen(command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE) for _ in range(4)
    ]
    sent = 0
    for sender in senders:
        said, told = sender.communicate(timeout=PATIENCE)
        sent += said.count(b"sent: 250")
        assert (sender.returncode, said.count(b"\n")) == (0, 13), told
    assert sent == 13, "each says that it sent what it sent itself, and of the others that they had it"
    assert sorted(to for to, _ in server.handler.taken[1:]) == sorted(["anna@example.org", *readers.split(", ")])


def test_what_is_uncertain_is_held_until_somebody_decides(tmp_path: Path, run: Run) -> None:
    with ScriptedServer({"end": ["!take!close", "!take!close", "250 OK"]}) as server:
        written(workspace(tmp_path, OFFICE, f"port: {server.port}\nsecurity: plain\n"))
        run("issue", "flood")
        done = run("send", "flood", "--new-ledger")
        assert done.returncode == 5
        assert "2 uncertain" in done.stderr
        assert "2 uncertain: to be decided, briefgen outbox resolve NUMBER" in run("outbox", "retry").stderr
        assert run("send", "flood").returncode == 5
        assert len(server.taken) == 2, "held, not sent again"
        assert "may have arrived. Decide with: briefgen outbox resolve 1" in run("outbox", "retry", "1").stderr
        assert run("outbox", "resolve", "1", "--sent").returncode == 0
        assert run("outbox", "resolve", "2", "--resend").returncode == 0
        assert len(server.taken) == 3
        assert server.taken[1] == server.taken[2]
        assert run("send", "flood").returncode == 0


@pytest.mark.parametrize("how", few(["environment", "file", "command"], "command"))
def test_the_password_is_seen_nowhere(how: str, tmp_path: Path, run: Run) -> None:
    """Not in what is printed, the ledger, a message, or the list of processes; also when the server repeats it and refuses it."""
    pki = tmp_path / "pki"
    write_certificates(pki)
    with ScriptedServer({"AUTH": ["", f"535 5.7.8 {PASSWORD} is wrong"]}, certificate=pki / "good.pem") as server:
        place = {
            "environment": "password_env: SMTP",
            "file": "password_file: password",
            "command": f"password_command: [{sys.executable}, secret.py]",
        }
        made = workspace(
            tmp_path,
            OFFICE,
            f"port: {server.port}\nsecurity: starttls\nca_file: {pki / 'ca.pem'}\nuser: {USER}\n{place[how]}\n",
        )
        (made.briefs / "password").write_text(PASSWORD)
        (made.briefs / "password").chmod(0o600)
        (made.briefs / "secret.py").write_text(f"import subprocess\nprint({PASSWORD!r})\n")
        written(made)
        run("issue", "flood")
        said = []
        for arguments in (
            ("send", "flood", "--new-ledger"),
            ("send", "flood", "--test", "duty@example.org"),
            ("send", "flood", "--eml", "eml"),
            ("outbox", "list"),
        ):
            done = run(*arguments, SMTP=PASSWORD)
            said.append(done.stdout + done.stderr)
        assert "2 sent" in said[0]
        assert "[secret] is wrong" in said[1]
        kept = b"".join(
            file.read_bytes()
            for folder in (".briefgen", "eml", "out")
            for file in (tmp_path / folder).rglob("*")
            if file.is_file()
        )
        assert PASSWORD not in "".join(said)
        assert PASSWORD.encode() not in kept + b"".join(server.taken)
        assert not any(PASSWORD in command for command in server.commands)


SHIPPED = sorted(path.parent.name for path in (ROOT / "briefs").glob("*/brief.yaml"))


@pytest.mark.parametrize(
    "slug", [slug if slug == "przewodow-2022-11" else pytest.param(slug, marks=pytest.mark.full) for slug in SHIPPED]
)
def test_a_shipped_brief_is_issued_sent_changed_and_sent_again(
    slug: str, tmp_path: Path, run: Run, server: MailServer
) -> None:
    """Each reader gets edition 2 in the same thread with the change named; a third send sends nothing."""
    shutil.copytree(ROOT / "briefs", tmp_path / "briefs")
    office, file = tmp_path / "briefs" / "office.yaml", tmp_path / "briefs" / slug / "brief.yaml"
    said = office.read_text(encoding="utf-8").replace("port: 2525", f"port: {server.port}")
    found = load(file, root=tmp_path, office=office).draft.marking
    label = (
        {"scheme": found.scheme, "label": found.label, "caveats": list(found.caveats)} if found.label else "TLP:AMBER"
    )
    # the list desk stands first, and may have whatever this brief is marked
    office.write_text(re.sub(r"ceiling: .*", f"ceiling: {json.dumps(label)}", said, count=1), encoding="utf-8")
    assert run("issue", slug).returncode == 0
    done = run("send", slug, "--to", "desk", "--new-ledger")
    assert done.returncode == 0, done.stderr
    text = file.read_text(encoding="utf-8")
    file.write_text(
        re.sub(r"bottom_line: >-\n  ", "bottom_line: >-\n  Corrected since. ", text, count=1), encoding="utf-8"
    )
    accepted = ("--accept", "W6=what changed takes the room of a line")  # a situation report that filled its two pages
    begun = int(time.time())
    until(lambda: int(time.time()) > begun)  # two editions are never of the same second
    assert run("issue", slug, *accepted).returncode == 0
    assert run("send", slug, "--to", "desk").returncode == 0
    third = run("send", slug, "--to", "desk")
    assert (third.returncode, "nothing new was asked for" in third.stderr) == (0, True)
    got = server.handler.messages
    assert [to for to, _ in got] == ["duty@example.org", "press@example.org"] * 2
    for (_, first), (_, second) in zip(got[:2], got[2:], strict=True):
        assert second["References"] == f"{first['References']} {first['Message-ID']}"
        told = body(second, "plain")
        assert "Corrected since." in told
        for message in (first, second):
            number = 1 if message is first else 2
            issued = json.loads((file.parent / f"editions/{number:04d}/edition.json").read_text(encoding="utf-8"))[
                "files_issued"
            ]
            attached = {
                part.get_filename(): sha256(part.get_content()).hexdigest() for part in message.iter_attachments()
            }
            assert attached == {name: found["sha256"] for name, found in issued.items()}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of POSIX")
def test_a_pipe_in_the_place_of_the_ca_file_is_told_at_once(tmp_path: Path, run: Run) -> None:
    pki = tmp_path / "pki"
    write_certificates(pki)
    with ScriptedServer({}, certificate=pki / "good.pem") as server:
        made = workspace(tmp_path, OFFICE, f"port: {server.port}\nsecurity: starttls\nca_file: authority.pem\n")
        os.mkfifo(made.briefs / "authority.pem")
        written(made)
        run("issue", "flood")
        done = run("send", "flood", "--new-ledger")
    assert done.returncode == 5
    assert "authority.pem" in done.stderr
    assert "it is no file, but a pipe or a device" in done.stderr
    assert server.taken == []
