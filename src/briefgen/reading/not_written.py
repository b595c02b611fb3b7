"""What only reading puts into a brief, and nobody may write: rows of logs as events, the cells of tables."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from briefgen.errors import KeyPath
from briefgen.model.log import log_of

Tell = Callable[[str, str, KeyPath], None]
"""What is wrong, what to write instead, and where."""


def without_it(data: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """The data without what only reading puts there; each such thing is an error."""
    return _without_cells(_without_rows(data, tell), tell)


def _without_rows(data: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Without events under ids that are those of rows of logs."""
    events = data.get("events")
    if not isinstance(events, dict) or not (wrong := [key for key in events if log_of(key)]):
        return data
    for key in wrong:
        tell(f"'{key}' is not an id", "Write lower-case letters, digits and hyphens", ("events", key))
    return {**data, "events": {key: event for key, event in events.items() if key not in wrong}}


def _without_cells(data: dict[str, Any], tell: Tell) -> dict[str, Any]:
    """Without cells of tables, which stand in files."""
    tables = data.get("tables")
    if not isinstance(tables, dict):
        return data
    kept = dict(tables)
    for key, table in tables.items():
        if isinstance(table, dict) and "content" in table:
            hint = "Put them into a CSV file beside the brief, and write file: table.csv"
            tell("the cells of a table stand in a file of their own", hint, ("tables", key, "content"))
            kept[key] = {name: value for name, value in table.items() if name != "content"}
    return {**data, "tables": kept}
