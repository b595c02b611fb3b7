"""What a newer export of a log says: which rows are new, changed or gone."""

from __future__ import annotations

from briefgen.model.brief import Brief
from briefgen.model.changes import Difference, compare
from briefgen.model.event import Event
from briefgen.reading.logs.log import Log

MOST_NEW = 20
"""New rows that are told one by one; more are counted."""


def told_of_newer(before: Log | None, after: Log, brief: Brief) -> tuple[str, ...]:
    """What changed, a line each: changed and gone rows one by one, new ones to twenty."""
    if before is None:
        return ()
    differences = compare(_alone(before, brief), _alone(after, brief))
    changed: dict[str, list[Difference]] = {}
    for one in differences:
        if one.collection == "events" and one.path not in (("evidence",), ("label",)):
            changed.setdefault(one.id, []).append(one)
    new = [f"New: {_called(found[0].after)}" for found in changed.values() if found[0].kind == "new"]
    told = [f"Changed: {_changed(found)}" for found in changed.values() if found[0].path]
    told += [f"Gone: {_called(found[0].before)}" for found in changed.values() if found[0].kind == "removed"]
    told += new[:MOST_NEW]
    if len(new) > MOST_NEW:
        told.append(f"{len(new) - MOST_NEW} more rows are new.")
    return tuple(told) or ("No row is new, changed or gone.",)


def _alone(log: Log, brief: Brief) -> Brief:
    """A brief with nothing but a log and its rows."""
    events = {row.id: row.event for row in log.rows}
    sources = {log.source: brief.sources[log.source]}
    return Brief(title="?", timezone=brief.timezone).model_copy(update={"events": events, "sources": sources})


def _called(event: Event) -> str:
    when = f"{event.when.text} " if event.when else ""
    return f"{when}{event.title}"


def _changed(found: list[Difference]) -> str:
    parts = []
    for one in found:
        before, after = (_value(value) for value in (one.before, one.after))
        parts.append(f"{one.path[0]} is {after or 'empty'}, was {before or 'empty'}")
    return "; ".join(parts)


def _value(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(getattr(value, "text", "") or value or "")
