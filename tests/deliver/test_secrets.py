"""Where the password comes from, and that it is shown nowhere; and the mail program of this machine."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from briefgen.deliver.secrets import Login, login
from briefgen.deliver.sendmail import sendmail
from briefgen.deliver.transport import RunStopped
from briefgen.reading.load import load_office
from briefgen.settings.mail import Mail
from tests.support.waiting import PATIENCE

CANARY = "c4nary-Secret-9"


def mail(**settings: object) -> Mail:
    return Mail.model_validate({"from": "desk@example.org", "user": "desk", **settings})


def test_the_password_is_in_the_environment(tmp_path: Path) -> None:
    assert login(mail(password_env="SMTP"), tmp_path, {"SMTP": CANARY}) == Login("desk", "password", CANARY)
    with pytest.raises(RunStopped, match="has no variable SMTP"):
        login(mail(password_env="SMTP"), tmp_path, {})


def test_the_password_is_in_a_file_that_nobody_else_may_read(tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(f"{CANARY}\nnot this\n")
    file.chmod(0o600)
    for name in ("password", str(file), "$CREDENTIALS_DIRECTORY/password"):
        found = login(mail(password_file=name), tmp_path, {"CREDENTIALS_DIRECTORY": str(tmp_path)})
        assert found == Login("desk", "password", CANARY)


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_password_file_that_others_may_read_is_refused(mode: int, tmp_path: Path) -> None:
    file = tmp_path / "password"
    file.write_text(CANARY)
    file.chmod(mode)
    with pytest.raises(RunStopped, match=r"others may read the file of password_file.* chmod 600") as told:
        login(mail(password_file="password"), tmp_path, {})
    assert CANARY not in str(told.value)


def test_a_password_file_that_is_missing_or_empty_is_told(tmp_path: Path) -> None:
    with pytest.raises(RunStopped, match="cannot be read: No such file"):
        login(mail(password_file="none"), tmp_path, {})
    (tmp_path / "empty").touch(mode=0o600)
    with pytest.raises(RunStopped, match="is empty"):
        login(mail(password_file="empty"), tmp_path, {})


def test_a_command_prints_the_password_or_the_token(tmp_path: Path) -> None:
    said = [sys.executable, "-c", f"print({CANARY!r})"]
    assert login(mail(password_command=said), tmp_path, {}) == Login("desk", "password", CANARY)
    assert login(mail(token_command=said), tmp_path, {}) == Login("desk", "token", CANARY)


def test_a_command_that_fails_is_told_without_what_it_printed(tmp_path: Path) -> None:
    for command in ([sys.executable, "-c", f"print({CANARY!r}); raise SystemExit(3)"], [sys.executable, "-c", "pass"]):
        with pytest.raises(RunStopped, match="gave no secret") as told:
            login(mail(password_command=command), tmp_path, {})
        assert CANARY not in str(told.value)
    with pytest.raises(RunStopped, match="cannot be run"):
        login(mail(password_command="no-such-program-here"), tmp_path, {})


@pytest.mark.parametrize(
    "settings",
    [
        {"password_command": CANARY},
        {"password_command": f"/no/such/{CANARY}"},
        {"password_command": f"'{CANARY}"},
        {"password_command": [sys.executable, "-c", f"import sys; sys.exit({CANARY!r})"]},
        {"token_command": CANARY},
        {"token_command": [CANARY, CANARY]},
        {"password_file": CANARY},
        {"password_file": f"{CANARY}/{CANARY}"},
        {"password_file": f"a\0{CANARY}"},
    ],
    ids=str,
)
def test_a_secret_in_the_place_of_its_place_is_shown_nowhere(settings: dict[str, object], tmp_path: Path) -> None:
    with pytest.raises(RunStopped) as told:
        login(mail(**settings), tmp_path, {})
    assert next(iter(settings)) in str(told.value)
    assert CANARY not in str(told.value)
    assert told.value.__suppress_context__ or told.value.__context__ is None


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="pipes with names are those of POSIX")
def test_a_password_file_that_is_a_pipe_is_told_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "password", 0o600)
    with pytest.raises(RunStopped, match="a pipe or a device"):
        login(mail(password_file="password"), tmp_path, {})


def test_a_password_file_with_a_canary_that_others_may_read_is_not_named(tmp_path: Path) -> None:
    (tmp_path / CANARY).write_text("x")
    (tmp_path / CANARY).chmod(0o644)
    with pytest.raises(RunStopped) as told:
        login(mail(password_file=CANARY), tmp_path, {})
    assert CANARY not in str(told.value)


@pytest.mark.parametrize("host", ["desk:{}@mail.example.org", "smtp://desk:{}@mail.example.org", "desk {}", "h:{}"])
def test_a_host_with_a_password_in_it_is_refused_without_showing_it(host: str, tmp_path: Path) -> None:
    (tmp_path / "office.yaml").write_text(f"mail: {{from: desk@example.org, host: '{host.format(CANARY)}'}}\n")
    _, problems, _ = load_office(tmp_path / "office.yaml", root=tmp_path)
    assert "this is not the name of a server" in " ".join(map(str, problems))
    assert CANARY not in " ".join(map(str, problems))


def test_no_login_without_a_user(tmp_path: Path) -> None:
    assert login(Mail.model_validate({"from": "desk@example.org"}), tmp_path, {}) is None


def test_a_login_shows_no_secret() -> None:
    assert CANARY not in repr(Login("desk", "password", CANARY))


# -- the mail program of this machine ---------------------------------------------------------------------------------

PROGRAM = """#!{python}
import sys
open({log!r}, 'a').write(repr(sys.argv[1:]) + '\\n')
data = sys.stdin.buffer.read()
open({log!r} + '.mail', 'wb').write(data)
print('said so', file=sys.stderr)
sys.exit({status})
"""


@pytest.fixture
def program(tmp_path: Path) -> Callable[[int], str]:
    def made(status: int) -> str:
        file = tmp_path / "sendmail"
        file.write_text(PROGRAM.format(python=sys.executable, log=str(tmp_path / "log"), status=status))
        file.chmod(0o755)
        return str(file)

    return made


@pytest.mark.skipif(os.name != "posix", reason="a script is the program")
@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (0, "sent"),
        (75, "deferred"),
        (71, "deferred"),
        (67, "failed"),
        (68, "failed"),
        (69, "failed"),
        (1, "deferred"),
        (126, "deferred"),
        (127, "deferred"),
        (137, "uncertain"),
        (143, "uncertain"),
        (130, "uncertain"),
        (2, "uncertain"),
        (255, "uncertain"),
    ],
)
def test_the_status_of_the_program_decides(
    status: int, verdict: str, program: Callable[[int], str], tmp_path: Path
) -> None:
    committed = []
    transport = sendmail(program(status))
    outcome = transport.hand_over(
        "desk@example.org", "a@example.org", b"Subject: x\r\n\r\n.\r\nbody\r\n", lambda: committed.append(1)
    )
    assert (outcome.verdict, committed) == (verdict, [1])
    assert (tmp_path / "log").read_text() == "['-i', '-f', 'desk@example.org', '--', 'a@example.org']\n"
    assert (tmp_path / "log.mail").read_bytes() == b"Subject: x\n\n.\nbody\n"


@pytest.mark.skipif(os.name != "posix", reason="a script is the program")
def test_a_program_that_does_not_end_leaves_it_uncertain(tmp_path: Path) -> None:
    from briefgen.deliver.sendmail import SendmailTransport

    file = tmp_path / "slow"
    file.write_text(f"#!{sys.executable}\nimport time\ntime.sleep({PATIENCE})\n")
    file.chmod(0o755)
    outcome = SendmailTransport(str(file), patience=0.5).hand_over("d@x.org", "a@x.org", b"x\r\n", lambda: None)
    assert outcome.verdict == "uncertain"


@pytest.mark.skipif(os.name != "posix", reason="a script is the program")
def test_a_program_is_not_waited_for_beyond_its_end_and_its_words_are_a_line(tmp_path: Path) -> None:
    from briefgen.deliver.sendmail import SendmailTransport

    file = tmp_path / "forks"
    file.write_text(
        f"#!/bin/sh\nsleep {PATIENCE:.0f} &\necho $! >{tmp_path}/other\nprintf 'taken\\033[31m\\n'\nhead -c 3000000 /dev/zero | tr '\\0' x >&2\n"
    )
    file.chmod(0o755)
    outcome = SendmailTransport(str(file), patience=PATIENCE).hand_over("d@x.org", "a@x.org", b"x\r\n", lambda: None)
    os.kill(int((tmp_path / "other").read_text()), signal.SIGKILL)  # it was still there
    assert outcome.verdict == "sent"
    assert outcome.text.startswith("taken [31m xxx")
    assert len(outcome.text) < 5000


def test_a_program_that_is_not_there_is_told() -> None:
    with pytest.raises(RunStopped, match="there is no program /no/such/sendmail"):
        sendmail("/no/such/sendmail")
