"""What a brief leaves out of its logs: which rows and columns, and why."""

from __future__ import annotations

from typing import NamedTuple

from briefgen.reading.load import Loaded
from briefgen.reading.rows.values import RowNumbering


class LogCoverage(NamedTuple):
    """What a brief has of one log; `file` is the log as the user names it.

    `shown` of its `rows` are told; `left` are the numbers of the others, by reason; `columns` are those that nothing is told of.
    """

    source: str
    file: str
    rows: int
    shown: int
    left: tuple[tuple[str, tuple[int, ...]], ...]
    columns: tuple[str, ...]
    numbering: RowNumbering


def log_coverage(loaded: Loaded) -> tuple[LogCoverage, ...]:
    """The coverage of each log, in the order of the brief."""
    return tuple(_of(loaded, key) for key in loaded.logs)


def _of(loaded: Loaded, key: str) -> LogCoverage:
    log = loaded.logs[key]
    cited = {row.number for row in log.cited}
    left = ((reason, tuple(n for n in numbers if n not in cited)) for reason, numbers in log.left.items())
    return LogCoverage(
        key,
        log.file,
        log.total,
        len(log.kept),
        tuple((reason, numbers) for reason, numbers in left if numbers),
        log.unused,
        log.numbering,
    )
