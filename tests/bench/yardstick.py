"""The first brief against other programs on one frozen page: python -m tests.bench.yardstick. Prints; asserts nothing.

`frozen/` has the page that briefgen once made, for WeasyPrint and for Typst, so that a heavier page of today flatters no ratio. All
take turns, round by round, since a machine that is busy with other things is slow for all of them; a ratio is the median of the rounds.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from shutil import rmtree
from statistics import median
from typing import NamedTuple

from briefgen.build.bundle import gather
from briefgen.look.theme import Theme
from briefgen.reading.load import load
from briefgen.renderers import render
from briefgen.workspace.templates import Templates

ROOT = Path(__file__).parents[2]
BRIEF = "przewodow-2022-11"
FROZEN = Path(__file__).parent / "frozen"
PEERS = {
    "weasyprint": f"import weasyprint; weasyprint.HTML({str(FROZEN / 'przewodow.html')!r}).write_pdf('peer.pdf')",
    "typst": f"import typst; typst.compile({str(FROZEN / 'przewodow.typ')!r}, output='peer.pdf')",
}
ROUNDS = 9


class Taken(NamedTuple):
    """Seconds by the clock, and of processor time."""

    clock: float
    processor: float


def used() -> float:
    """Seconds of processor time that this process and its children have taken."""
    both = (resource.getrusage(whose) for whose in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    return sum(one.ru_utime + one.ru_stime for one in both)


def timed(run: Callable[[], object]) -> Taken:
    clock, processor = time.perf_counter(), used()
    run()
    return Taken(time.perf_counter() - clock, used() - processor)


def fresh(folder: Path, *arguments: str) -> None:
    """A process of Python in a folder; it may keep its bytecode, as an installed program does."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, "-W", "ignore", *arguments]
    subprocess.run(command, check=True, capture_output=True, cwd=folder, env=environment)


def briefgen(folder: Path, formats: str, out: str, *, anew: bool = False) -> None:
    """The brief rendered by a process of its own; `anew`: no chart is kept from before."""
    if anew:
        rmtree(folder / out, ignore_errors=True)
    command = (
        "-m",
        "briefgen",
        "--workspace",
        str(ROOT),
        "render",
        BRIEF,
        "--format",
        formats,
        "--force",
        "--out",
        out,
    )
    fresh(folder, *command)


def warm() -> Callable[[], object]:
    """The PDF in this process, which has made it before."""
    loaded = load(ROOT / "briefs" / BRIEF / "brief.yaml", root=ROOT)
    assert loaded.brief is not None
    made = gather(loaded, loaded.brief, Templates(ROOT)).document
    return lambda: render(made, "pdf", Theme(), b"")


def rounds(runs: Mapping[str, Callable[[], object]], number: int = ROUNDS) -> dict[str, list[Taken]]:
    """What each took in each round; the first, in which caches are filled, does not count."""
    taken: dict[str, list[Taken]] = {name: [] for name in runs}
    for _ in range(number + 1):
        for name, run in runs.items():
            taken[name].append(timed(run))
    return {name: found[1:] for name, found in taken.items()}


def ratio(some: Sequence[Taken], base: Sequence[Taken]) -> Taken:
    """The medians of the ratios, round by round."""
    pairs = list(zip(some, base, strict=True))
    return Taken(
        median(one.clock / other.clock for one, other in pairs),
        median(one.processor / other.processor for one, other in pairs),
    )


def compared(number: int = ROUNDS) -> Iterator[tuple[str, Taken, str, Taken | None]]:
    """What each takes, the peer that it is held against and the ratios; None for a peer itself, or one that is not installed."""
    peers = {name: program for name, program in PEERS.items() if find_spec(name)}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        measures: dict[str, tuple[str, Callable[[], object]]] = {
            "PDF and DOCX, the chart drawn anew": (
                "weasyprint",
                partial(briefgen, folder, "pdf,docx", "anew", anew=True),
            ),
            "PDF and DOCX, with a kept chart": ("weasyprint", partial(briefgen, folder, "pdf,docx", "kept")),
            "PDF alone": ("typst", partial(briefgen, folder, "pdf", "alone")),
            "PDF in a warm process": ("typst", warm()),
        }
        taken = rounds(
            {name: partial(fresh, folder, "-c", program) for name, program in peers.items()}
            | {name: run for name, (_, run) in measures.items()},
            number,
        )
    for name, found in taken.items():
        base = measures[name][0] if name in measures else ""
        middle = Taken(*(median(values) for values in zip(*found, strict=True)))
        yield name, middle, base, ratio(found, taken[base]) if base in taken else None


def main() -> None:
    """What briefgen takes, in times of what the others take."""
    for name, taken, base, against in compared():
        told = f"   {against.clock:5.2f} and {against.processor:5.2f} of {base}" if against else f"   {base}"
        print(f"{name:42} {1000 * taken.clock:7.0f} ms {1000 * taken.processor:7.0f} ms{told}")


if __name__ == "__main__":
    main()
