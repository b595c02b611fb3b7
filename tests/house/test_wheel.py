"""The wheel: built, installed into nothing, and taken through the first tutorial outside the checkout."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tests.cli.test_tutorial_log import COMMANDS, typed
from tests.support.checkout import ROOT

pytestmark = pytest.mark.full


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    to = tmp_path_factory.mktemp("dist")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(to)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (made,) = to.glob("*.whl")
    return made


def test_it_holds_all_that_the_program_reads(wheel: Path) -> None:
    packed = {name.removeprefix("briefgen/") for name in zipfile.ZipFile(wheel).namelist()}
    source = ROOT / "src" / "briefgen"
    wanted = {file.relative_to(source).as_posix() for file in source.rglob("*") if file.is_file()}
    wanted |= {file.relative_to(ROOT).as_posix() for file in (ROOT / "templates").rglob("*") if file.is_file()}
    assert {name for name in wanted if "__pycache__" not in name} - packed == set()
    assert {"py.typed", "desk/static/desk.js", "templates/house.docx", "templates/words/pl.yaml"} <= packed


def test_it_makes_a_brief_from_a_log_where_there_is_no_compiler(wheel: Path, tmp_path: Path) -> None:
    """Installed without its dependencies, which are those of this environment; no program of the machine is found."""
    home, work = tmp_path / "home", tmp_path / "work"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(home)], check=True)
    place = {"base": str(home), "platbase": str(home)}
    site = Path(sysconfig.get_path("purelib", vars=place))
    shutil.unpack_archive(wheel, site, "zip")
    (site / "theirs.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
    (work / "briefs").mkdir(parents=True)
    python = Path(sysconfig.get_path("scripts", vars=place)) / Path(sys.executable).name
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PATH")}

    def run(*command: str, stdin: str = "") -> str:
        done = subprocess.run(
            [python, "-P", *command],
            cwd=work,
            env={**environment, "PATH": ""},
            input=stdin,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
        return done.stdout

    assert Path(run("-c", "import briefgen; print(briefgen.__file__)").strip()).is_relative_to(site)
    for block in COMMANDS[:2]:
        for command, table in typed(block):
            run("-m", "briefgen", *command, stdin=table)
    run("-m", "briefgen", "new", "harbour-2026-03")
    run("-m", "briefgen", "render", "--format", "pdf,docx,html,txt")
    assert {file.suffix for file in (work / "out").glob("[!.]*/*")} == {".pdf", ".docx", ".html", ".txt", ".json"}
