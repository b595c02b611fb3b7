"""Units and crontab lines: what systemd and cron make of them, and that nobody else's file is touched."""

from __future__ import annotations

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.errors import UsageError
from briefgen.triggers.units import Units, crontab
from conftest import needs

COMMAND = (sys.executable, "-m", "briefgen")
AWKWARD = 'crisis desk 100% "$HOME"'
"""A folder's name that systemd, a shell and cron each read in their own way."""


@pytest.mark.parametrize("owner", ["", "root"])
@pytest.mark.parametrize("name", ["desk", AWKWARD])
def test_systemd_finds_nothing_wrong(tmp_path: Path, name: str, owner: str) -> None:
    program = shutil.which("systemd-analyze")
    needs(program, "systemd-analyze")
    root = tmp_path / name
    root.mkdir()
    files = Units(root, COMMAND, owner).install(tmp_path / "units")
    done = subprocess.run([program, "verify", *files], capture_output=True, text=True, check=False)
    about = [line for line in done.stderr.splitlines() if "briefgen" in line]
    assert (done.returncode, about) == (0, [])


def test_a_wrong_unit_would_be_found(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    needs(program, "systemd-analyze")
    service, timer = Units(tmp_path, ("/nowhere/python",)).install(tmp_path)
    timer.write_text(timer.read_text().replace("*-*-* *:*:00", "every minute"))
    done = subprocess.run([program, "verify", service, timer], capture_output=True, text=True, check=False)
    assert "nowhere" in done.stderr
    assert "every minute" in done.stderr


def test_the_timer_elapses_every_minute_also_when_the_clocks_change(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    needs(program, "systemd-analyze")
    timer = Units(tmp_path, COMMAND).texts()
    when = next(line for text in timer.values() for line in text.splitlines() if line.startswith("OnCalendar="))
    base = ("--base-time=2027-03-28 00:58:30 UTC", "--iterations=4")
    done = subprocess.run(
        [program, "calendar", *base, when.partition("=")[2]],
        capture_output=True,
        text=True,
        check=True,
        env={"TZ": "Europe/Berlin", "LC_ALL": "C"},
    )
    assert done.stdout.count("UTC") >= 4
    for minute in ("00:59:00", "01:00:00", "01:01:00", "01:02:00"):
        assert f"2027-03-28 {minute} UTC" in done.stdout


def test_a_systems_service_is_little_exposed(tmp_path: Path) -> None:
    program = shutil.which("systemd-analyze")
    needs(program, "systemd-analyze")
    service, _ = Units(tmp_path, COMMAND, "root").install(tmp_path)
    command = [program, "security", "--offline=true", "--threshold=50", service]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:]


def test_what_the_units_say(tmp_path: Path) -> None:
    service, timer = Units(tmp_path, COMMAND).texts().values()
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "TimeoutStartSec=30min",
        f'ReadWritePaths="{tmp_path}"',
        f'ExecStart="{sys.executable}" "-m" "briefgen" "--workspace" "{tmp_path}" "schedule" "run" "--once"',
    ):
        assert f"\n{line}\n" in service
    assert "\nPersistent=true\n" in timer
    assert "User=" not in service
    assert "\nUser=desk\n" in Units(tmp_path, COMMAND, "desk").texts()[f"{Units(tmp_path, COMMAND).name}.service"]


def test_two_workspaces_of_one_name_have_units_of_their_own() -> None:
    names = {Units(Path(root), COMMAND).name for root in ("/a/Crisis Desk", "/b/Crisis Desk", "/ł")}
    assert len(names) == 3
    assert all(name.startswith("briefgen-") and name.isascii() and " " not in name for name in names)
    assert sorted(names)[0].startswith("briefgen-crisis-desk-")


def test_a_unit_that_somebody_else_wrote_stays(tmp_path: Path) -> None:
    units = Units(tmp_path, COMMAND)
    service, timer = units.install(tmp_path / "units")
    units.install(tmp_path / "units")  # its own are renewed
    timer.write_text("[Timer]\nOnCalendar=daily\n")
    before = service.read_bytes()
    for change in (units.install, units.remove):
        with pytest.raises(UsageError, match="was not written by briefgen for this workspace"):
            change(tmp_path / "units")
    assert service.read_bytes() == before
    assert "daily" in timer.read_text()


def test_remove_leaves_nothing_and_no_dangling_link(tmp_path: Path) -> None:
    units, folder = Units(tmp_path / "w", COMMAND), tmp_path / "units"
    _, timer = units.install(folder)
    (folder / "timers.target.wants").mkdir()
    (folder / "timers.target.wants" / timer.name).symlink_to(timer)
    (folder / "other.service").write_text("")
    assert len(units.remove(folder)) == 3
    assert sorted(path.name for path in folder.rglob("*")) == ["other.service", "timers.target.wants"]
    assert units.remove(folder) == ()


def test_a_crontab_line_survives_cron_and_the_shell(tmp_path: Path) -> None:
    line = crontab(tmp_path / AWKWARD, COMMAND)
    assert line.startswith("* * * * * ")
    command = line.removeprefix("* * * * * ").replace(r"\%", "%")  # what cron does
    assert "%" not in line.replace(r"\%", "")
    assert shlex.split(command) == [*COMMAND, "--workspace", str(tmp_path / AWKWARD), "schedule", "run", "--once"]
