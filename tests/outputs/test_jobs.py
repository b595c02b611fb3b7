"""Many briefs side by side: all are done, whatever becomes of a process."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from contextlib import ExitStack
from functools import partial
from pathlib import Path

import pytest

from briefgen.build.manifest import Manifest, Output
from briefgen.outputs.jobs import update_all
from briefgen.outputs.processes import side_by_side
from briefgen.outputs.update import Options, UpdateResult
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.locks import exclusive_lock
from tests.support.waiting import PATIENCE, heard, until

BRIEF = "title: Brief {n}\nevents: {{e: {{title: It burns, when: 2022-11-15}}}}\n"


def workspace(tmp_path: Path, count: int) -> WorkspaceFolder:
    for n in range(count):
        folder = tmp_path / "briefs" / f"brief-{n}"
        folder.mkdir(parents=True)
        (folder / "brief.yaml").write_text(BRIEF.format(n=n), encoding="utf-8")
    return WorkspaceFolder(tmp_path)


def dies(marks: Path, source: BriefSource) -> UpdateResult:
    """A brief whose process is killed: "once" the first time, "always" each time."""
    mark = marks / source.slug
    if source.slug == "always" or (source.slug == "once" and not mark.exists()):
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return UpdateResult(source.slug, "built")


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no such signal")
def test_a_killed_process_costs_no_other_brief_its_result(tmp_path: Path) -> None:
    names = ["a", "b", "once", "c", "always", "d", "e"]
    sources = [BriefSource(name, tmp_path / name) for name in names]
    one = partial(dies, tmp_path)
    made = {renewed.slug: renewed for renewed in side_by_side(one, sources, 2, lambda name: None)}
    assert sorted(made) == sorted(names)
    assert {slug for slug, renewed in made.items() if renewed.outcome != "built"} == {"always"}
    assert "died twice" in made["always"].fault
    assert made["always"].exit == 4


def test_side_by_side_gives_the_same_bytes_as_one_after_the_other(tmp_path: Path) -> None:
    place = workspace(tmp_path, 4)
    options = Options(("txt", "html"))
    for out, n in (("one", 1), ("two", 2)):
        made = list(update_all(place, place.sources(), options, out=tmp_path / out, jobs=n))
        assert {renewed.outcome for renewed in made} == {"built"}
    one, two = (
        {file.relative_to(tmp_path / out): file.read_bytes() for file in (tmp_path / out).rglob("*") if file.is_file()}
        for out in ("one", "two")
    )
    assert one == two
    assert len(one) == 12


@pytest.mark.full
@pytest.mark.skipif(not hasattr(os, "killpg"), reason="no process groups")
def test_ctrl_c_ends_all_at_once_and_leaves_nothing_half_done(tmp_path: Path) -> None:
    place = workspace(tmp_path, 40)
    command = [
        sys.executable,
        "-m",
        "briefgen",
        "--workspace",
        str(tmp_path),
        "render",
        "--format",
        "txt",
        "--jobs",
        "2",
    ]
    with ExitStack() as held:
        # both processes stop at these, so that never all briefs are done before the signal
        for name in ("brief-20", "brief-21"):
            held.enter_context(exclusive_lock(place, name, tmp_path / "out" / name))
        with heard():
            running = subprocess.Popen(
                command, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
            )
        with running:
            until(lambda: list(tmp_path.glob("out/*/manifest.json")))
            os.killpg(running.pid, signal.SIGINT)
            held.close()  # each ends the brief that it has at hand
            _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert not list(tmp_path.rglob("*.tmp"))
    made = list(tmp_path.glob("out/*/manifest.json"))
    for manifest in made:
        outputs = Manifest.of(manifest.parent).outputs
        assert {name: Output.of((manifest.parent / name).read_bytes()) for name in outputs} == dict(outputs)
    assert len(made) < 40, "it was stopped on its way"
    rest = list(update_all(place, place.sources(), Options(("txt",))))
    assert {renewed.exit for renewed in rest} == {0}


@pytest.mark.full
def test_names_are_told_as_briefs_are_done(tmp_path: Path) -> None:
    place, told = workspace(tmp_path, 3), list[str]()
    list(update_all(place, place.sources(), Options(("txt",)), jobs=2, begin=told.append))
    assert sorted(told) == ["brief-0", "brief-1", "brief-2"]
