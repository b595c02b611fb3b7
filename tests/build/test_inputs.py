"""Every file that a render opens is in its manifest, and nothing else has a say in the bytes."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefgen.build.keys import path
from tests.support.checkout import ROOT

HOOK = """
import sys
opened = set()
sys.addaudithook(lambda event, args: opened.add(str(args[0])) if event == "open" else None)
from pathlib import Path
from briefgen.outputs.update import Options, update
from briefgen.workspace.folders import WorkspaceFolder
root = Path(sys.argv[1])
for source in WorkspaceFolder(root).sources():
    renewed = update(WorkspaceFolder(root), source, Options(("pdf", "docx", "html", "txt")))
    assert renewed.outcome in ("built", "restat"), renewed
print("\\n".join(opened))
"""


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    """Shipped briefs, an office with a logo, and a template of its own."""
    (tmp_path / "briefs").mkdir()
    for name in ("przewodow-2022-11", "exercise-northlight-2036"):
        shutil.copytree(ROOT / "briefs" / name, tmp_path / "briefs" / name)
    from tests.look.test_fonts import sign

    (tmp_path / "briefs" / "logo.png").write_bytes(sign())
    (tmp_path / "briefs" / "office.yaml").write_text("publisher: Office\nlook: {logo: logo.png}\n")
    shutil.copytree(ROOT / "templates" / "words", tmp_path / "templates" / "words")
    return tmp_path


def _run(program: str, root: Path, **environment: str) -> str:
    known = {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "SYSTEMROOT", "HOME") if name in os.environ}
    done = subprocess.run(
        [sys.executable, "-c", program, str(root)],
        env=known | environment,
        cwd=root,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _manifests(root: Path) -> set[Path]:
    found = [json.loads(file.read_text()) for file in root.glob("out/*/manifest.json")]
    return {path(name, root) for one in found for made in one["renderings"] for name in made["inputs"]}


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """One brief of a few lines with a source, an office with a logo, and words of its own."""
    folder = tmp_path / "briefs" / "fire"
    (folder / "sources").mkdir(parents=True)
    (folder / "sources" / "log.txt").write_text("The quay burns.\n")
    (folder / "brief.yaml").write_text(
        "title: Fire\nsources: {log: {title: Log, file: sources/log.txt}}\n"
        "events: {e: {title: It burns, when: 2022-11-15, evidence: {log: The quay burns.}}}\n"
    )
    from tests.look.test_fonts import sign

    (tmp_path / "briefs" / "logo.png").write_bytes(sign())
    (tmp_path / "briefs" / "office.yaml").write_text("publisher: Office\nlook: {logo: logo.png}\n")
    shutil.copytree(ROOT / "templates" / "words", tmp_path / "templates" / "words")
    return tmp_path


def test_every_file_of_a_small_workspace_that_is_opened_is_in_the_manifest(small: Path) -> None:
    assert small / "briefs" / "fire" / "sources" / "log.txt" in named(small)


@pytest.mark.full
def test_every_file_of_the_project_that_is_opened_is_in_the_manifest(workspace: Path) -> None:
    """Gate 19."""
    assert len(named(workspace)) > 6


def named(workspace: Path) -> set[Path]:
    """The files of the project that were opened, all of which are in the manifest."""
    opened = {Path(name) for name in _run(HOOK, workspace).splitlines() if name.startswith("/")}
    project = {file for file in opened if file.is_relative_to(workspace) or file.is_relative_to(ROOT / "templates")}
    read = {file for file in project if not file.is_relative_to(workspace / "out") and ".briefgen" not in file.parts}
    files = {file for file in read if not file.is_dir()}
    assert files - _manifests(workspace) == set()
    assert workspace / "briefs" / "logo.png" in files, "the hook sees them"
    return files


@pytest.mark.full
def test_a_file_that_the_manifest_leaves_out_is_seen(workspace: Path) -> None:
    shutil.rmtree(workspace / "briefs" / "exercise-northlight-2036")
    forgetful = HOOK.replace(
        "root = Path",
        "from briefgen.outputs import update as r\nold = r.named\nr.named = lambda i, w: {k: v for k, v in old(i, w).items() if 'logo' not in k}\nroot = Path",
    )
    files = {Path(name) for name in _run(forgetful, workspace).splitlines() if name.endswith("logo.png")}
    assert files - _manifests(workspace) == {workspace / "briefs" / "logo.png"}


@pytest.mark.full
def test_other_hash_seeds_zones_and_languages_give_the_same_bytes(workspace: Path, tmp_path: Path) -> None:
    shutil.rmtree(workspace / "briefs" / "exercise-northlight-2036")

    def files() -> dict[str, bytes]:
        return {str(f.relative_to(workspace)): f.read_bytes() for f in workspace.glob("out/[!.]*/*") if f.is_file()}

    _run(HOOK, workspace, PYTHONHASHSEED="1", TZ="Asia/Tokyo", LC_ALL="C")
    first = files()
    shutil.rmtree(workspace / "out")
    _run(HOOK, workspace, PYTHONHASHSEED="2", TZ="America/New_York", LC_ALL="C.UTF-8")
    assert files() == first
    assert len(first) == 5
