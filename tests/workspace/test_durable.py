"""Disks that fail, processes that are killed: what a reader finds is whole, and the next run puts the rest right.

Faults are struck into real system calls (strace) of a real render and a real issue. A control that writes in place must be caught.
"""

from __future__ import annotations

import json
import multiprocessing
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from briefgen.editions.editions import editions
from briefgen.errors import FileProblem
from briefgen.outputs.update import Options, update
from briefgen.workspace.folders import WorkspaceFolder
from tests.support.checkout import ROOT, needs
from tests.support.waiting import PATIENCE

OLD = "title: Old\nevents: {e: {title: The quay burns, when: 2022-11-15, principal: yes, evidence: log}}\nsources: {log: A log}\nas_of: 2022-11-16\nbottom_line: It burns.\n"
NEW = OLD.replace("title: Old", "title: New")
CALLS = ("openat", "write", "fsync", "rename", "mkdir", "unlink", "close", "flock", "newfstatat")
FAULTS = ("signal=SIGKILL", "error=ENOSPC", "error=EIO", "error=EROFS", "error=EDQUOT")


def has_strace() -> None:
    needs(shutil.which("strace"), "strace")
    if sys.platform != "linux":
        pytest.skip("strace is Linux's")


@dataclass
class Sweep:
    """One piece of work, struck at each system call in turn. `struck` counts the runs in which strace tells of its fault."""

    root: Path
    verb: str
    points: Counter[str] = field(default_factory=Counter)
    struck: int = 0
    violations: list[str] = field(default_factory=list)

    @property
    def brief(self) -> Path:
        return self.root / "briefs" / "small" / "brief.yaml"

    @property
    def log(self) -> Path:
        """What strace saw of the last run."""
        return self.root.parent / "strace"

    def run(self, step: int = 1, calls: tuple[str, ...] = CALLS, faults: tuple[str, ...] = FAULTS) -> Sweep:
        self.brief.parent.mkdir(parents=True)
        (self.root / "briefs" / "office.yaml").write_text("editions: {formats: [txt, html]}\n")
        self.brief.write_text(OLD)
        program = [sys.executable, str(ROOT / "tests" / "support" / "fork_server.py"), str(self.root), self.verb]
        with subprocess.Popen(program, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
            self._go(server)
            self.kept = self.root.parent / f"{self.root.name}-kept"
            shutil.copytree(self.root, self.kept)
            self.known = {(file.name, file.read_bytes()) for file in self._files()}
            self._reset()
            self._go(server)
            self.known |= {(file.name, file.read_bytes()) for file in self._files()}
            for call in calls:
                total = self._count(server, call)
                for fault in faults:
                    for n in range(1, total + 1, step):
                        self._reset()
                        self.points[call] += 1
                        self._strike(server, call, f"inject={call}:{fault}:when={n}")
                        log = self.log.read_text(errors="replace")
                        self.struck += "(INJECTED)" in log or "killed by SIGKILL" in log
                        self._judge(f"{call} {fault} {n}")
            assert server.stdin is not None
            server.stdin.close()
        return self

    def _reset(self) -> None:
        """The old files, finished, and a changed brief."""
        shutil.rmtree(self.root)
        shutil.copytree(self.kept, self.root)
        self.brief.write_text(NEW)

    def _files(self) -> Iterator[Path]:
        folder = self.root / "out" / "small" if self.verb.startswith("render") else self.brief.parent / "editions"
        return (file for file in folder.rglob("*") if file.is_file() and ".tmp" not in str(file))

    def _go(self, server: subprocess.Popen[str]) -> int:
        assert server.stdin is not None and server.stdout is not None
        server.stdin.write("go\n")
        server.stdin.flush()
        return int(server.stdout.readline())

    def _strike(self, server: subprocess.Popen[str], call: str, inject: str) -> int:
        # strace strikes only calls that it traces: with trace=none nothing would happen, and every sweep pass
        traced = [
            "strace",
            "-f",
            "-p",
            str(server.pid),
            "-o",
            str(self.log),
            "-e",
            f"trace={call}",
            *(["-e", inject] if inject else []),
        ]
        with subprocess.Popen(traced, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr is not None
            attached = strace.stderr.readline()
            if "attached" not in attached:
                pytest.skip(f"strace may not attach here: {attached}")
            code = self._go(server)
            strace.terminate()
        return code

    def _count(self, server: subprocess.Popen[str], call: str) -> int:
        self._reset()
        assert self._strike(server, call, "") == 0
        lines = self.log.read_text(errors="replace").splitlines()
        return sum(f" {call}(" in line and not line.startswith(f"{server.pid} ") for line in lines)

    def _judge(self, point: str) -> None:
        """What lies there is whole, and the next run converges."""
        try:
            self._whole()
            workspace = WorkspaceFolder(self.root)
            source = workspace.sources()[0]
            if self.verb.startswith("render"):
                assert update(workspace, source, Options(("txt", "html"))).exit == 0
                text = (self.root / "out" / "small" / "small.txt").read_text()
            else:
                from datetime import UTC, datetime

                from briefgen.editions.issue import Held, issue

                try:
                    issue(workspace, source, now=datetime(2099, 1, 1, tzinfo=UTC))
                except Held as held:
                    assert "nothing has changed" in str(held), held
                assert [edition.stamp.number for edition in editions(source)] == [1, 2]
                latest = editions(source)[-1]
                text = latest.data(next(name for name in latest.files if name.endswith(".txt"))).decode()
            assert "NEW" in text or "New" in text
            assert not list(self.root.rglob("*.tmp")), "something temporary stays"
        except (AssertionError, FileProblem, UnicodeDecodeError) as error:
            self.violations.append(f"{point}: {str(error)[:120]}")

    def _whole(self) -> None:
        if self.verb.startswith("render"):
            for file in self._files():
                found = file.name, file.read_bytes()
                assert found in self.known or self._unsure(*found), f"{file.name} is neither the old nor the new one"
        else:
            for edition in editions(WorkspaceFolder(self.root).sources()[0]):
                for name in edition.files:
                    edition.data(name)

    def _unsure(self, name: str, data: bytes) -> bool:
        """Whether it is a manifest that differs only by saying of an input that it could not be looked at: then it is looked at anew."""
        if name != "manifest.json":
            return False
        try:
            (rendering,) = json.loads(data)["renderings"]
        except ValueError:  # cut off
            return False
        known = [json.loads(other)["renderings"][0] for kind, other in self.known if kind == name]
        return any(
            rendering["outputs"] == one["outputs"]
            and {key: value for key, value in rendering["inputs"].items() if value}.items() <= one["inputs"].items()
            for one in known
        )


@pytest.mark.durability
@pytest.mark.parametrize("verb", ["render", "issue"])
def test_faults_in_system_calls_leave_what_is_there_whole(tmp_path: Path, verb: str) -> None:
    """Gate 5, at its most telling calls."""
    has_strace()
    sweep = Sweep(tmp_path / "work", verb).run(calls=("fsync", "rename", "mkdir", "unlink", "write"))
    assert sweep.violations == []
    assert sum(sweep.points.values()) > 40
    assert sweep.struck >= 0.9 * sum(sweep.points.values())


@pytest.mark.durability
@pytest.mark.parametrize("verb", ["render-in-place", "issue-in-place"])
def test_the_sweep_catches_a_writer_in_place(tmp_path: Path, verb: str) -> None:
    has_strace()
    sweep = Sweep(tmp_path / "work", verb).run(calls=("write",), faults=("signal=SIGKILL",))
    assert sweep.struck > 0.9 * sum(sweep.points.values())
    assert sweep.violations


@pytest.mark.full
@pytest.mark.timeout(1500)  # strace stops the process at every call
@pytest.mark.parametrize("verb", ["render", "issue"])
def test_faults_in_every_system_call(tmp_path: Path, verb: str) -> None:
    """Gate 5, whole."""
    has_strace()
    sweep = Sweep(tmp_path / "work", verb).run()
    print(
        f"{verb}: {sum(sweep.points.values())} points {dict(sweep.points)}, {sweep.struck} struck, {sweep.violations}"
    )
    assert sweep.violations == []
    assert sum(sweep.points.values()) >= 500
    assert sweep.struck >= 0.9 * sum(sweep.points.values())


# -- the order of a power cut -----------------------------------------------------------------------------------------


def test_each_file_is_on_the_disk_before_it_has_its_name_and_the_folder_after(tmp_path: Path) -> None:
    """Gate 8: write, fsync of the file, rename, fsync of the folder, for everything that is published."""
    has_strace()
    sweep = Sweep(tmp_path / "work", "render")
    sweep.brief.parent.mkdir(parents=True)
    sweep.brief.write_text(OLD)
    log = tmp_path / "calls"
    for command in (["render", "--format", "txt,docx"], ["issue", "small"]):
        traced = ["strace", "-f", "-y", "-o", str(log), "-e", "trace=write,fsync,rename"]
        briefgen = [sys.executable, "-m", "briefgen", "--workspace", str(sweep.root), *command]
        done = subprocess.run([*traced, *briefgen], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        calls = log.read_text(errors="replace").splitlines()
        renames = [(n, re.findall(r'"([^"]+)"', line)) for n, line in enumerate(calls) if " rename(" in line]
        published = [(n, old, new) for n, (old, new) in renames if ".tmp" in old and str(sweep.root) in new]
        assert len(published) == (4 if command[0] == "render" else 1)  # with the kept chart
        for n, old, new in published:
            assert any(f"<{old}>" in line for line in calls[:n] if "fsync(" in line), old
            assert any(f"<{Path(new).parent}>" in line for line in calls[n:] if "fsync(" in line), new
            last = max(k for k, line in enumerate(calls[:n]) if f"<{old}" in line)
            assert "fsync(" in calls[last], "nothing is written after it was synced"


# -- no room, no permission -------------------------------------------------------------------------------------------


@pytest.mark.full
def test_without_room_the_last_good_files_stay(tmp_path: Path) -> None:
    """Gate 9: forty renders of a growing brief into a disk of 240 kB; each makes all its files or none."""
    needs(shutil.which("unshare"), "unshare")
    script = f"""
mount -t tmpfs -o size=240k tmpfs {tmp_path} || exit 77
exec {sys.executable} {ROOT / "tests" / "support" / "no_room.py"} {tmp_path}
"""
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("no mounts in this sandbox")
    assert done.returncode == 0, done.stdout + done.stderr
    counts = json.loads(done.stdout)
    assert counts["damaged"] == 0
    assert counts["refused"] > 5 and counts["built"] > 2, counts


def test_a_folder_that_cannot_be_written_is_one_line_and_the_files_stay(tmp_path: Path) -> None:
    """A read-only file system, since root may write anywhere else."""
    needs(shutil.which("unshare"), "unshare")
    brief = tmp_path / "briefs" / "small" / "brief.yaml"
    brief.parent.mkdir(parents=True)
    brief.write_text(OLD)
    update(WorkspaceFolder(tmp_path), WorkspaceFolder(tmp_path).sources()[0], Options(("txt",)))
    before = (tmp_path / "out" / "small" / "small.txt").read_bytes()
    brief.write_text(NEW)
    command = f"{sys.executable} -m briefgen --workspace {tmp_path} render --format txt"
    script = (
        f"mount --bind {tmp_path}/out {tmp_path}/out && mount -o remount,ro,bind {tmp_path}/out || exit 77; {command}"
    )
    done = subprocess.run(["unshare", "-rm", "sh", "-c", script], capture_output=True, text=True, check=False)
    if done.returncode == 77:
        pytest.skip("no mounts in this sandbox")
    assert done.returncode == 3, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "Read-only file system" in done.stderr
    assert (tmp_path / "out" / "small" / "small.txt").read_bytes() == before


# -- at once ----------------------------------------------------------------------------------------------------------


def _outcome(root: Path, queue: multiprocessing.Queue[str]) -> None:
    queue.put(update(WorkspaceFolder(root), WorkspaceFolder(root).sources()[0], Options(("txt",))).outcome)


@pytest.mark.durability
@pytest.mark.skipif(sys.platform == "win32", reason="no forks")
def test_twelve_renders_at_once_build_each_edit_once(tmp_path: Path) -> None:
    """Gate 10: 12 processes x 15 edits."""
    brief = tmp_path / "briefs" / "small" / "brief.yaml"
    brief.parent.mkdir(parents=True)
    brief.write_text(OLD)
    _outcome(tmp_path, multiprocessing.Queue())  # all that it imports is here before the forks
    fork = multiprocessing.get_context("fork")
    for n in range(15):
        brief.write_text(OLD.replace("Old", f"Edit {n}"))
        queue: multiprocessing.Queue[str] = fork.Queue()
        started = [fork.Process(target=_outcome, args=(tmp_path, queue)) for _ in range(12)]
        for process in started:
            process.start()
        outcomes = Counter(queue.get(timeout=PATIENCE) for _ in started)
        for process in started:
            process.join()
        assert outcomes == {"built": 1, "current": 11}
        assert f"Edit {n}" in (tmp_path / "out" / "small" / "small.txt").read_text()
