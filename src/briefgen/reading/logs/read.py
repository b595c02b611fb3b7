"""A source with `rows:` is a log: its cells become times and events, and typed events take the places of their rows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePosixPath

from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.reading.archive import unchanged
from briefgen.reading.logs.events import ReadLog, read_log
from briefgen.reading.logs.places import Settled, settle
from briefgen.reading.rows.preset import Preset
from briefgen.reading.rows.read import read_rows
from briefgen.reading.rows.values import RowsRefused
from briefgen.ways import Way


def read_logs(
    brief: Brief, files: Mapping[str, bytes], shown: Callable[[str], str], exports: Mapping[str, Preset]
) -> Settled:
    """The brief with the rows of its logs as events; `files` are their bytes by source, `shown` says how the user names a file, `exports`
    what the exports of tools look like.

    Never raises for what a file says.
    """
    problems: list[Problem] = []
    read: dict[str, ReadLog] = {}
    for key, data in files.items():
        one = _read(brief, key, data, shown, exports)
        problems += one.problems
        read[key] = one
    settled = settle(brief, read)
    return settled._replace(problems=(*problems, *settled.problems))


def _read(brief: Brief, key: str, data: bytes, shown: Callable[[str], str], exports: Mapping[str, Preset]) -> ReadLog:
    source = brief.sources[key]
    assert source.rows and source.file  # as the loader chose
    name = PurePosixPath(source.file.replace("\\", "/")).name
    hint = f"take the newer export with {Way.IMPORT_LOG}"
    data, told = unchanged(data, source.file, source.sha256, ("sources", key), hint)
    if (tool := source.rows.preset) and tool not in exports:
        path = ("sources", key, "rows", "preset")
        hint = f"There are: {', '.join(exports)}" if exports else "Leave it out"
        return ReadLog(
            None, problems=(*told, Problem("error", f"there is no export '{tool}' that is known", hint, path))
        )
    try:
        table = read_rows(data, name, sheet=source.rows.sheet, preset=exports.get(tool))
    except RowsRefused as error:
        message, _, hint = str(error).partition(". ")
        problem = Problem("error", message.rstrip("."), hint.rstrip("."), ("sources", key, "file"))
        return ReadLog(None, problems=(*told, problem))
    found = read_log(key, source.rows, table, shown(source.file), brief)
    return found._replace(problems=(*told, *found.problems))
