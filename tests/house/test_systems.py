"""What Linux can show of Windows and macOS: their types, line ends, encodings and names."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner

import briefgen
from briefgen.cli import app
from tests.support.checkout import ROOT

BRIEF = """\
title: The tank leaked at Żółć
sources:
  report: {title: Report, kind: press_release, file: sources/report.txt, fidelity: original}
  watch: {title: Watch log, file: sources/watch.csv, rows: {when: Time, title: Event, zone: UTC}}
events:
  leak: {title: The tank leaks, when: 2026-03-02 09:12, evidence: {report: "a tank is leaking"}}
"""
FILES = {
    "briefs/office.yaml": "publisher: Example Harbour\ntimezone: Europe/Warsaw\n",
    "briefs/tank/brief.yaml": BRIEF,
    "briefs/tank/sources/report.txt": "On Monday\na tank is leaking\n.\n",
    "briefs/tank/sources/watch.csv": "Time,Event\n2026-03-02 09:20,The pump is stopped\n2026-03-02 10:05,The quay is closed\n",
}
WESTERN = {"PYTHONIOENCODING": "cp1252", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}
"""As on a Windows of Western Europe: neither the streams nor the files that name no encoding are UTF-8."""

ALL = """
import sys
from briefgen.cli import main
for command in (
    ["new", "first"],
    ["check"],
    ["render", "--format", "pdf,docx,html,txt,md,json,csv,xlsx"],
    ["issue", "tank"],
    ["source", "add", "tank", "briefs/office.yaml", "--kind", "press_release"],
):
    try:
        sys.argv[1:] = command
        main()
    except SystemExit:
        pass
print("all were run")
"""

SOURCE = str(Path(briefgen.__file__).parent)


def desk(root: Path, end: str = "\n") -> Path:
    for name, text in FILES.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.replace("\n", end).encode("utf-8"))
    return root


def run(root: Path, *command: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "briefgen", *command],
        cwd=root,
        env={**os.environ, **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def tells(root: Path, *command: str) -> str:
    """What a command prints in this process, where only files are the subject."""
    done = CliRunner().invoke(app, ["--workspace", str(root), *command])
    assert done.exit_code == 0, done.output
    return done.stdout


def page(root: Path) -> bytes:
    tells(root, "render", "tank", "--format", "txt,html")
    return (root / "out/tank/tank.txt").read_bytes()


@pytest.mark.parametrize("end", ["\r\n", "\r"])
def test_line_ends_of_every_input_are_the_same(tmp_path: Path, end: str) -> None:
    ours, theirs = page(desk(tmp_path / "ours")), page(desk(tmp_path / "theirs", end))
    assert b"The pump is stopped" in ours
    assert theirs == ours
    assert tells(tmp_path / "theirs", "check", "tank") == tells(tmp_path / "ours", "check", "tank")


def test_words_come_out_whole_where_the_machine_has_another_encoding(tmp_path: Path) -> None:
    root = desk(tmp_path)
    (root / "briefs/tank/brief.yaml").write_text(f"{BRIEF}  łąka: {{}}\n", encoding="utf-8")
    plain, western = run(root, "check", "tank"), run(root, "check", "tank", **WESTERN)
    assert "łąka" in plain.stdout
    assert western.stdout == plain.stdout


def test_no_file_is_read_in_the_encoding_of_the_machine(tmp_path: Path) -> None:
    warned = {"PYTHONWARNDEFAULTENCODING": "1", "PYTHONWARNINGS": "default::EncodingWarning"}
    desk(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", ALL],
        cwd=tmp_path,
        env={**os.environ, **warned, **WESTERN},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert "all were run" in done.stdout, done.stderr
    told = done.stderr.splitlines()
    assert [line for line in told if line.startswith(SOURCE) and "EncodingWarning" in line] == []


@pytest.mark.full
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_every_name_of_the_system_is_there(tmp_path: Path, system: str) -> None:
    """The type checker reads the source as it would run there: what only POSIX has stands behind a question."""
    command = [sys.executable, "-m", "mypy", "--platform", system, "--cache-dir", str(tmp_path), "src"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stdout
