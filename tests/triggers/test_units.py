"""Units and crontab lines: what systemd and cron make of them, and that nobody else's file is touched."""

from __future__ import annotations

import shlex
import shutil
import sqlite3
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefgen.errors import UsageError
from briefgen.triggers.units import Units, crontab
from tests.support.checkout import needs

COMMAND = (sys.executable, "-m", "briefgen")
AWKWARD = 'crisis desk 100% "$HOME"'
"""A folder's name that systemd, a shell and cron each read in their own way."""


@pytest.mark.parametrize("owner", ["", "root"])
@pytest.mark.parametrize("name", ["desk", AWKWARD])
def test_systemd_finds_nothing_wrong(tmp_path: Path, name: str, owner: str) -> None:
    program = needs(shutil.which("systemd-analyze"), "systemd-analyze")
    root = tmp_path / name
    root.mkdir()
    files = Units(root, COMMAND, owner).install(tmp_path / "units")
    done = subprocess.run([program, "verify", *files], capture_output=True, text=True, check=False)
    about = [line for line in done.stderr.splitlines() if "briefgen" in line]
    assert (done.returncode, about) == (0, [])


def test_a_wrong_unit_would_be_found(tmp_path: Path) -> None:
    program = needs(shutil.which("systemd-analyze"), "systemd-analyze")
    service, timer = Units(tmp_path, ("/nowhere/python",)).install(tmp_path)
    timer.write_text(timer.read_text().replace("*-*-* *:*:00", "every minute"))
    done = subprocess.run([program, "verify", service, timer], capture_output=True, text=True, check=False)
    assert "nowhere" in done.stderr
    assert "every minute" in done.stderr


def test_the_timer_elapses_every_minute_also_when_the_clocks_change(tmp_path: Path) -> None:
    program = needs(shutil.which("systemd-analyze"), "systemd-analyze")
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
    program = needs(shutil.which("systemd-analyze"), "systemd-analyze")
    service, _ = Units(tmp_path, COMMAND, "root").install(tmp_path)
    command = [program, "security", "--offline=true", "--threshold=50", str(service)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-300:]


def test_what_the_units_say(tmp_path: Path) -> None:
    service, timer = Units(tmp_path, COMMAND).texts().values()
    for line in (
        "NoNewPrivileges=yes",
        "ProtectSystem=strict",
        "PrivateTmp=yes",
        "UMask=0077",
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


@pytest.mark.parametrize("name", ["two\nlines", "bytes \udcff", "tab\there"])
def test_a_path_that_no_line_can_carry_is_told_and_nothing_is_written(tmp_path: Path, name: str) -> None:
    root = tmp_path / name
    root.mkdir()
    for refused in (
        lambda: Units(root, COMMAND).install(tmp_path / "units"),
        lambda: Units(root, COMMAND).remove(tmp_path / "units"),
        lambda: crontab(root, COMMAND),
    ):
        with pytest.raises(UsageError, match="no unit and no crontab can carry") as told:
            refused()
        assert str(told.value).isprintable()
    assert not (tmp_path / "units").exists()


def test_a_crontab_line_survives_cron_and_the_shell(tmp_path: Path) -> None:
    line = crontab(tmp_path / AWKWARD, COMMAND)
    assert line.startswith("* * * * * ")
    command = line.removeprefix("* * * * * ").replace(r"\%", "%")  # what cron does
    assert "%" not in line.replace(r"\%", "")
    assert shlex.split(command) == [*COMMAND, "--workspace", str(tmp_path / AWKWARD), "schedule", "run", "--once"]


HOSTILE = ("docx", "reportlab", "resvg_py", "multiprocessing", "pickle", "yaml")
"""Modules that somebody may lay into a folder under those names."""


def lay_traps(folder: Path) -> None:
    for name in HOSTILE:
        text = f"from pathlib import Path\nPath({str(folder)!r}, 'struck').touch()\nraise SystemExit('struck')\n"
        (folder / f"{name}.py").write_text(text)


@pytest.mark.full
def test_what_cron_starts_imports_nothing_from_where_it_starts(tmp_path: Path) -> None:
    (tmp_path / "briefs" / "one").mkdir(parents=True)
    (tmp_path / "briefs" / "one" / "brief.yaml").write_text("title: One\n")
    (tmp_path / "briefs" / "office.yaml").write_text(
        'schedule: {always: {cron: "* * * * *", briefs: one, formats: [pdf, docx]}}\n'
    )

    def briefgen(*arguments: str) -> str:
        return subprocess.run([*COMMAND, *arguments], cwd=tmp_path, capture_output=True, text=True, check=True).stdout

    line = briefgen("schedule", "install", "--cron").strip()
    briefgen("schedule", "install", "--to", "units")
    briefgen("schedule", "run", "--once")
    (service,) = (tmp_path / "units").glob("*.service")
    (start,) = (text for text in service.read_text().splitlines() if text.startswith("ExecStart="))
    for command in (line.removeprefix("* * * * * ").replace(r"\%", "%"), start.removeprefix("ExecStart=")):
        connection = sqlite3.connect(tmp_path / ".briefgen" / "schedule.sqlite")
        with connection:
            connection.execute("DELETE FROM run")
            connection.execute("UPDATE job SET seen = ?", ((datetime.now(UTC) - timedelta(minutes=3)).isoformat(),))
        connection.close()
        shutil.rmtree(tmp_path / "out", ignore_errors=True)
        lay_traps(tmp_path)
        done = subprocess.run(["sh", "-c", command], cwd=tmp_path, capture_output=True, text=True, check=False)
        assert (done.returncode, done.stderr) == (0, "")
        assert "one: rendered" in done.stdout
        assert not (tmp_path / "struck").exists()


def test_a_process_that_a_command_starts_imports_nothing_from_there_either(tmp_path: Path) -> None:
    for name in ("one", "two"):
        (tmp_path / "briefs" / name).mkdir(parents=True)
        (tmp_path / "briefs" / name / "brief.yaml").write_text(
            "title: One\nfigures: {map: {file: map.svg, caption: A map, alt: A map}}\n"
        )
        drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"><path d="M0 0h40v30z"/></svg>'
        (tmp_path / "briefs" / name / "map.svg").write_text(drawing)
    lay_traps(tmp_path)
    program = "import sys; sys.path.remove(''); from briefgen.cli import main; main()"  # as the installed command is
    command = [sys.executable, "-c", program, "render", "--jobs", "2", "--format", "docx"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert not (tmp_path / "struck").exists()
    assert (tmp_path / "out/two/two.docx").exists()
