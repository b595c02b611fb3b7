"""A day at a desk, run for real: three briefs are watched, saved in every way, issued, the watcher is killed, the clocks change."""

from __future__ import annotations

import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest
import time_machine
from typer.testing import CliRunner

from briefgen.cli import app
from briefgen.editions.audit import audit_editions
from briefgen.editions.editions import editions
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from tests.support.waiting import PATIENCE, Running, briefgen, until
from tests.support.watched import SAVES, slowly

pytestmark = [pytest.mark.full, pytest.mark.skipif(sys.platform == "win32", reason="signals")]
DESKS = ("harbour", "flood", "outage")
FORMATS = "txt,html"
OFFICE = """\
publisher: A desk
timezone: Europe/Berlin
editions: {formats: [txt, html]}
schedule:
  night: {cron: "30 2 * * *", zone: Europe/Berlin, briefs: [harbour], actions: [render, issue], formats: [txt, html]}
"""


def text(desk: str, n: int) -> str:
    return (
        f"title: {desk} as of save {n}\nas_of: 2026-11-25 17:00\nbottom_line: Save {n} stands.\nsources: {{log: The log}}\n"
        f"events:\n  first: {{title: It began, when: 2026-11-25 09:00, principal: yes, evidence: log}}\n"
        f"  last: {{title: 'Save {n} was made', when: 2026-11-25 16:{n:02}, evidence: log}}\n"
    )


class Day:
    def __init__(self, root: Path) -> None:
        self.root, self.saves, self.chance = root, 0, random.Random(20261125)
        self.latest: dict[str, int] = {}
        for desk in DESKS:
            (root / "briefs" / desk).mkdir(parents=True)
            self.save(desk)
        (root / "briefs" / "office.yaml").write_text(OFFICE)

    def file(self, desk: str) -> Path:
        return self.root / "briefs" / desk / "brief.yaml"

    def save(self, desk: str, way: str = "truncate_and_write") -> None:
        """A save of what is right."""
        self.saves += 1
        self.latest[desk] = self.saves
        if way == "slowly":
            for _ in slowly(self.file(desk), text(desk, self.saves), pieces=4):
                time.sleep(0.1)  # what is slow here is the editor; nothing is waited for
        else:
            SAVES[way](self.file(desk), text(desk, self.saves))

    def spoil(self, desk: str) -> None:
        """A save of what is not."""
        self.saves += 1
        self.file(desk).write_text(text(desk, self.saves).replace("evidence: log}", "evidence: lag}"))

    def settled(self) -> None:
        """What lies in out/ is the last good save of each brief."""
        for desk, n in self.latest.items():
            out = self.root / "out" / desk / f"{desk}.txt"
            until(partial(self.has, out, n))

    @staticmethod
    def has(out: Path, n: int) -> bool:
        return out.exists() and f"Save {n} stands." in out.read_text("utf-8")

    def watch(self) -> Running:
        return briefgen("--workspace", str(self.root), "watch", "--format", FORMATS, cwd=self.root)

    def call(self, *arguments: str) -> None:
        command = [sys.executable, "-m", "briefgen", "--workspace", str(self.root), *arguments]
        done = subprocess.run(command, cwd=self.root, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_day_at_the_desk(tmp_path: Path) -> None:
    day = Day(tmp_path / "office")
    ways = [*SAVES, "slowly"]
    with day.watch() as watcher:
        day.settled()
        for n in range(20):
            desk = DESKS[n % 3]
            if n % 6 == 5:
                day.settled()
                day.spoil(desk)
                watcher.says("errors")
                assert f"Save {day.latest[desk]} stands." in (day.root / "out" / desk / f"{desk}.txt").read_text(
                    "utf-8"
                )
            day.save(desk, ways[n % len(ways)])
            if n % 4 == 3:
                day.settled()
        day.settled()
        day.call("issue", "harbour")
        for desk in DESKS:  # a burst, in the midst of which the watcher is killed
            day.save(desk)
        watcher.process.send_signal(signal.SIGKILL)
        watcher.process.wait(PATIENCE)
        day.save("flood", "rename_over")
    with day.watch() as watcher:
        day.settled()
        while day.saves < 40:
            day.save(day.chance.choice(DESKS), day.chance.choice(ways))
        day.settled()
        day.call("issue", "flood")
        assert watcher.stops(signal.SIGTERM) == 0
    night(day)
    ends(day, tmp_path)


def night(day: Day) -> None:
    """The clocks of Berlin go back at 01:00 UTC on 31 October 2027; a timer calls every ten minutes, one call is killed twice over."""
    day.save("harbour")
    began = datetime(2027, 10, 30, 23, 0, tzinfo=UTC)
    for minute in [*range(0, 240, 10), 100, 50]:  # and the clock is set back by more than an hour, twice
        with time_machine.travel(began + timedelta(minutes=minute), tick=False):
            if minute == 0:
                call(day, "approve", "harbour", "--by", "Night desk")
            call(day, "schedule", "run", "--once")


def call(day: Day, *arguments: str) -> None:
    result = CliRunner().invoke(app, ["--workspace", str(day.root), *arguments])
    assert result.exit_code == 0, result.output


def ends(day: Day, tmp_path: Path) -> None:
    """Every output is that of a clean render, and no edition is missing or doubled."""
    workspace = WorkspaceFolder(day.root)
    day.call("render", "--format", FORMATS)
    clean = tmp_path / "clean"
    day.call("render", "--force", "--format", FORMATS, "--out", str(clean))
    for desk in DESKS:
        for name in (f"{desk}.txt", f"{desk}.html"):
            assert (day.root / "out" / desk / name).read_bytes() == (clean / desk / name).read_bytes()
    issued = {source.slug: [edition.stamp for edition in editions(source)] for source in workspace.sources()}
    assert {slug: [stamp.number for stamp in stamps] for slug, stamps in issued.items()} == {
        "harbour": [1, 2],
        "flood": [1],
        "outage": [],
    }
    night = issued["harbour"][1]
    assert night.approved is not None and night.approved.by == "Night desk"
    assert night.issued == datetime(2027, 10, 31, 0, 30, tzinfo=UTC), (
        "at the first 02:30 of the night, and not at the second"
    )
    assert [problem for source in workspace.sources() for problem in audit_editions(source, day.root)] == []
    assert not list(day.root.rglob("*.tmp"))


def test_the_day_would_notice_a_doubled_edition(tmp_path: Path) -> None:
    day = Day(tmp_path / "office")
    day.call("issue", "harbour")
    folder = day.root / "briefs" / "harbour" / "editions"
    shutil.copytree(folder / "0001", folder / "0002")
    from briefgen.errors import FileProblem

    with pytest.raises(FileProblem, match="says that it is edition 1"):
        editions(BriefSource("harbour", day.file("harbour")))
