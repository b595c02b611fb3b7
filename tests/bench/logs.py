"""Reading a log of 100,000 rows against reading its cells alone, and comparing 10,000 rows with 10,000: python -m tests.bench.logs."""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from io import BytesIO, StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

import python_calamine

from briefgen.model.brief import Brief
from briefgen.model.log import RowMapping
from briefgen.model.logged_changes import aligned
from briefgen.reading.logs.events import read_log
from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import LogRow as Row
from briefgen.reading.rows.values import Rows
from tests.support.sheets import Cell, ods, xlsx

ROWS = 100_000
BEGIN = datetime.fromisoformat("2022-11-15")


def cells(count: int) -> list[list[Cell]]:
    """A log with times of a sheet, words, a number and a name."""
    head: list[Cell] = ["Time", "Event", "Deck", "By", "Note", "No"]
    rows: list[list[Cell]] = [
        [BEGIN + timedelta(seconds=n), f"Pump {n % 97} was started by hand", n % 7, f"Watch {n % 4}", "as ordered", n]
        for n in range(count)
    ]
    return [head, *rows]


def texts(count: int) -> list[list[str]]:
    """The same as a text has it."""
    return [
        [f"{cell:%Y-%m-%d %H:%M:%S}" if isinstance(cell, datetime) else str(cell) for cell in row]
        for row in cells(count)
    ]


def files(count: int) -> dict[str, bytes]:
    """The log in every form."""
    text = StringIO()
    csv.writer(text).writerows(texts(count))
    head, *rows = texts(count)
    records = [dict(zip(head, row, strict=True)) for row in rows]
    return {
        "log.csv": text.getvalue().encode(),
        "log.xlsx": xlsx({"Log": cells(count)}),
        "log.ods": ods({"Log": cells(count // 5)}),
        "log.json": json.dumps(records).encode(),
        "log.jsonl": "\n".join(map(json.dumps, records)).encode(),
        "log.md": "\n".join("| " + " | ".join(row) + " |" for row in (head, ["--"] * len(head), *rows)).encode(),
        "log.txt": "\n".join(f"{row[0]} {row[1]}, deck {row[2]}" for row in rows).encode(),
    }


def alone(name: str, data: bytes) -> object:
    """The cells alone, by the library that has them."""
    match name.rpartition(".")[2]:
        case "csv":
            return list(csv.reader(StringIO(data.decode())))
        case "xlsx" | "ods":
            return list(python_calamine.CalamineWorkbook.from_filelike(BytesIO(data)).get_sheet_by_index(0).iter_rows())
        case "json":
            return json.loads(data)
        case "jsonl":
            return [json.loads(line) for line in data.splitlines()]
        case "md":
            return [list(map(str.strip, line.split("|"))) for line in data.decode().split("\n")]
        case _:
            return [line.split(" ", 2) for line in data.decode().split("\n")]


def seconds(run: Callable[[], object], times: int = 3) -> float:
    """The best of some runs."""
    taken = []
    for _ in range(times):
        begin = time.process_time()
        run()
        taken.append(time.process_time() - begin)
    return min(taken)


def peak() -> float:
    """The most memory that this process has had, in MB; Linux alone says it."""
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def measure(file: Path) -> None:
    """Print how long one file takes, against its cells alone, and how much memory."""
    data, name = file.read_bytes(), file.name
    before = peak()
    rows = read_rows(data, name)
    grown = peak() - before
    base, whole = seconds(lambda: alone(name, data)), seconds(lambda: read_rows(data, name))
    print(
        f"{name:10} {len(rows.rows):8,} rows {len(data) / 1e6:6.1f} MB {base:6.2f} s {whole:6.2f} s {whole / base:5.1f} x {grown:6.0f} MB more"
    )


MAPPING = {"when": "Time", "title": "Event", "zone": "UTC"}


def exports(count: int, every: int, seconds_apart: int) -> tuple[Brief, Brief]:
    """Two exports, of which every so many rows differ in a word or their time, came or went."""
    older, newer = [], []
    for n in range(count):
        at = f"{BEGIN + timedelta(seconds=n * seconds_apart):%Y-%m-%d %H:%M:%S}"
        words = f"Pump {n} on deck {n % 7} was started by hand, as ordered by watch {n % 4}"
        older.append(Row(n, (at, words if n % every else f"{words}, and stopped")))
        newer.append(Row(n, (at, words)))
    return brief(older), brief(newer[3:])


def brief(rows: Sequence[Row]) -> Brief:
    """A brief with nothing but the rows of a log."""
    source = {"title": "Log", "file": "sources/log.csv", "rows": MAPPING}
    empty = Brief.model_validate({"title": "?", "sources": {"log": source}})
    mapping = RowMapping.model_validate(MAPPING)
    found = read_log("log", mapping, Rows(("Time", "Event"), tuple(rows)), "log.csv", empty).log
    assert found
    return empty.model_copy(update={"events": {row.id: row.event for row in found.rows}})


def comparisons() -> None:
    """Print how long two exports of 10,000 rows take, where few or all rows differ, spread over days or within a minute."""
    for name, every, apart in (
        ("few differ", 50, 60),
        ("all differ", 1, 60),
        ("all differ, in three hours", 1, 1),
        ("all differ, at one time", 1, 0),
    ):
        older, newer = exports(10_000, every, apart)
        taken = seconds(lambda older=older, newer=newer: aligned(older, newer), 1)  # type: ignore[misc]
        print(f"10,000 against 10,000, {name:30} {taken:6.2f} s")


def main() -> None:
    """Each file in a process of its own, so that its memory is its own."""
    with TemporaryDirectory() as folder:
        for name, data in files(ROWS).items():
            file = Path(folder) / name
            file.write_bytes(data)
            subprocess.run([sys.executable, "-m", "tests.bench.logs", str(file)], check=True)
    comparisons()


if __name__ == "__main__":
    measure(Path(sys.argv[1])) if sys.argv[1:] else main()
