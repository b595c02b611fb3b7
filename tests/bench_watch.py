"""How long it takes from a saved brief to its renewed files, in a warm process: python tests/bench_watch.py. Prints; asserts nothing."""

from __future__ import annotations

import shutil
import statistics
import tempfile
import time
from pathlib import Path

from briefgen.triggers.watch import Pace
from waiting import ROOT, briefgen, until

BRIEF = "przewodow-2022-11"


def main(saves: int = 15) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        shutil.copytree(ROOT / "briefs" / BRIEF, root / "briefs" / BRIEF)
        file, manifest = root / "briefs" / BRIEF / "brief.yaml", root / "out" / BRIEF / "manifest.json"
        text = file.read_text(encoding="utf-8")
        with briefgen("watch", cwd=root) as running:
            running.says(f"{BRIEF} rendered in", 60)
            taken = []
            for number in range(saves):
                before = manifest.stat().st_mtime_ns
                begin = time.perf_counter()
                file.write_text(text.replace('title: "', f'title: "{number} ', 1), encoding="utf-8")
                until(lambda before=before: manifest.stat().st_mtime_ns != before, 30, 0.002)  # type: ignore[misc]
                taken.append(time.perf_counter() - begin)
                running.says("rendered in", 30)
            running.stops()
    still = Pace().still
    print(f"\nwatch: a saved brief to its PDF and Word document, {saves} saves")
    print(f"{'median':42} {statistics.median(taken) * 1000:9.1f} ms")
    print(f"{'longest':42} {max(taken) * 1000:9.1f} ms")
    print(f"{'median, after the file was still':42} {(statistics.median(taken) - still) * 1000:9.1f} ms")


if __name__ == "__main__":
    main()
