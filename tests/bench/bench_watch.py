"""How long it takes from a saved brief to its renewed files, in a warm process: python -m tests.bench.bench_watch. Prints; asserts nothing."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from briefgen.triggers.watch import Pace
from tests.support.waiting import ROOT, briefgen, until

BRIEF = "przewodow-2022-11"


def main(saves: int = 15) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(ROOT / "briefs" / BRIEF, root / "briefs" / BRIEF)
        file, manifest = root / "briefs" / BRIEF / "brief.yaml", root / "out" / BRIEF / "manifest.json"
        text = file.read_text(encoding="utf-8")
        with briefgen("watch", cwd=root) as running:
            running.says(f"{BRIEF} rendered in")
            taken, rendering = [], []
            for number in range(saves):
                before = manifest.stat().st_mtime_ns
                begin = time.perf_counter()
                file.write_text(text.replace('title: "', f'title: "{number} ', 1), encoding="utf-8")
                until(lambda before=before: manifest.stat().st_mtime_ns != before, 30, 0.002)  # type: ignore[misc]
                taken.append(time.perf_counter() - begin)
                rendering.append(float(running.says("rendered in").partition(" in ")[2].partition(" s")[0]))
            running.stops()
    print(f"\nwatch: a saved brief to its PDF and Word document, {saves} saves")
    for what, seconds in (
        ("median", statistics.median(taken)),
        ("longest", max(taken)),
        ("median, after the file was still", statistics.median(taken) - Pace().still),
        ("of which rendering", statistics.median(rendering)),
    ):
        print(f"{what:42} {seconds * 1000:9.1f} ms")


if __name__ == "__main__":
    main()
