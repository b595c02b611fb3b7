"""From a key press to the page, in a warm process: python -m tests.bench.desk. Each step against loading the brief."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from briefgen.app.check import problems
from briefgen.build.bundle import gather
from briefgen.desk.page import LivePage
from briefgen.workspace.folders import BriefSource, WorkspaceFolder
from briefgen.workspace.templates import Templates

SIZES = (20, 60, 300)
_START = datetime(2024, 3, 1, 6)  # noqa: DTZ001 - written without a zone, as in a log
_WHO = (
    "The harbour office",
    "Team 4",
    "The fire brigade",
    "The duty officer",
    "A spokesperson of the port",
    "Neighbours",
)
_DOES = ("reports", "denies", "opens", "evacuates", "repairs", "inspects", "tows", "announces", "withdraws")
_WHAT = ("quay 7", "the north gate", "two containers of lithium batteries", "the pipeline under the fairway", "pump 12")
_THEN = ("", "", " after a call from the terminal", " for the third time this week", ", and nobody is hurt")


def written(office: WorkspaceFolder, events: int) -> BriefSource:
    """A brief of varied events over weeks, or of the rows of a log where `events` is negative."""
    drawn = Random(events)
    lines = ["title: A long month", "timezone: Europe/Warsaw", "bottom_line: The harbour is closed."]
    titles = [" ".join(map(drawn.choice, (_WHO, _DOES, _WHAT))) + drawn.choice(_THEN) for _ in range(abs(events))]
    times = sorted(_START + timedelta(minutes=drawn.randrange(40 * 1440)) for _ in titles)
    file = office.briefs / f"brief-{events}" / "brief.yaml"
    file.parent.mkdir(parents=True)
    if events < 0:
        rows = [f'{at:%Y-%m-%d %H:%M},"{title}"' for at, title in zip(times, titles, strict=True)]
        (file.parent / "log.csv").write_text("\n".join(["Time,Event", *rows, ""]), encoding="utf-8")
        mapping = "{when: Time, title: Event, zone: Europe/Warsaw}"
        lines += [f"sources: {{log: {{title: The log, file: log.csv, rows: {mapping}}}}}", "events:"]
        lines += ["  first: {title: The alarm, when: 2024-03-01 05:00}"]
    else:
        lines += ["sources: {log: The log}", "events:"]
        for number, (at, title) in enumerate(zip(times, titles, strict=True)):
            lines.append(f'  e-{number}: {{title: "{title}", when: {at:%Y-%m-%d %H:%M}, evidence: log}}')
    file.write_text("\n".join([*lines, ""]), encoding="utf-8")
    return BriefSource(file.parent.name, file)


def best(run: Callable[[int], object], times: int = 5) -> float:
    """The best of some runs, in seconds of processor time; each is told its number."""
    taken = []
    for number in range(times):
        begin = time.process_time()
        run(number)
        taken.append(time.process_time() - begin)
    return min(taken)


def steps(office: WorkspaceFolder, source: BriefSource) -> None:
    """Print what each step takes of a key that changes the words, and of one that changes the chart."""
    live, data = LivePage(), source.file.read_bytes()
    loaded = office.load(source)

    def keyed(word: bytes, number: int, *, whole: bool = False) -> None:
        """The page after one more letter of a word that stands in the file."""
        changed = office.load(source, data.replace(word, word + b"x" * (number + 1), 1))
        live.made(changed, office, source)
        if whole:
            live.made(changed, office, source, whole=True)

    begin = time.process_time()
    live.made(loaded, office, source)
    first = time.process_time() - begin
    base = best(lambda _: office.load(source))
    event = b"alarm" if b"alarm" in data else b"quay"
    told = {
        "load": base,
        "what is wrong with it": best(lambda _: problems(loaded, office, source, None)),
        "compose": best(lambda _: gather(loaded, loaded.draft, Templates(office.root)).document),
        "first page": first,
        "a letter of the bottom line, to the page": best(lambda number: keyed(b"closed", number)),
        "a letter of an event, to the words": best(lambda number: keyed(event, number)),
        "and to the chart": best(lambda number: keyed(event, number + 5, whole=True)),
    }
    print(f"\n{source.slug}: {len(loaded.draft.events)} events")
    for name, taken in told.items():
        print(f"{name:42} {taken * 1000:9.1f} ms   {taken / base:7.2f} x")


def main() -> None:
    """Briefs of several sizes, and a log."""
    with TemporaryDirectory() as folder:
        office = WorkspaceFolder(Path(folder))
        for events in (*SIZES, -299):
            steps(office, written(office, events))


if __name__ == "__main__":
    main()
