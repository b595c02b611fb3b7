"""Rows of a log in two briefs: the earlier brief with each row under the id that it has in the later one."""

from __future__ import annotations

from briefgen.model.brief import Brief
from briefgen.model.event import Event
from briefgen.model.log import log_of, row_id
from briefgen.model.same_rows import RowSaid, same_rows

_NOT_SAID = {"evidence", "label"}
"""Where a row stands in its file, and its title cut for the chart."""


def aligned(before: Brief, after: Brief) -> Brief:
    """The earlier brief with each row of a log under the id that it has in the later one; a row that is gone has an id that the later
    one has not. Where its row stands in the file is no change.
    """
    logs = dict.fromkeys(log for key in before.events if (log := log_of(key)))
    if not logs:
        return before
    names: dict[str, str] = {}
    for log in logs:
        old, new = _rows(log, before), _rows(log, after)
        mine_ids, its_ids = [*old], [*new]
        for mine, its in same_rows([*old.values()], [*new.values()]):
            names[mine_ids[mine]] = its_ids[its]
        gone = {key: before.events[key] for key in old if key not in names}
        names |= _written_on(log, gone, before, after)
    taken = {*before.events, *after.events}
    events = {}
    for key, event in before.events.items():
        name = names.get(key, key)
        if key not in names and key in after.events and log_of(key):
            name = _free(key, taken)
        same_row = key in names and ":" in name  # as no id of a writer has
        events[name] = event.model_copy(update={"evidence": after.events[name].evidence}) if same_row else event
    return before.model_copy(update={"events": events})


def _rows(log: str, brief: Brief) -> dict[str, RowSaid]:
    """The rows of a log that stand for themselves, by their ids, with what each says."""
    source = brief.sources.get(log)
    keyed = bool(source and source.rows and source.rows.key)
    rows = {key: event for key, event in brief.events.items() if key.startswith(f"{log}:")}
    return {key: _said(log, key, event, brief, keyed=keyed) for key, event in rows.items()}


def _said(log: str, key: str, event: Event, brief: Brief, *, keyed: bool) -> RowSaid:
    said = event.model_dump_json(exclude=_NOT_SAID, exclude_defaults=True)
    named = key[: len(row_id(log, ()))]  # without the number among rows that say the same
    own = keyed and named != row_id(log, (event.when.text if event.when else "", event.title))
    return RowSaid(named if own else "", " ".join(event.title.split()), said, lambda: _second(event, brief))


def _second(event: Event, brief: Brief) -> float | None:
    if event.when is None:
        return None
    point = event.when.leading
    return point.earliest(event.when.zone or brief.timezone).timestamp()


def _written_on(log: str, old: dict[str, Event], before: Brief, after: Brief) -> dict[str, str]:
    """The rows on whose words an event was written since, each with that event."""
    found: dict[str, str] = {}
    written = {
        key: [item.span for item in event.evidence if item.source == log and item.span]
        for key, event in after.events.items()
        if not log_of(key) and key not in before.events
    }
    for key, event in old.items():
        for name, spans in written.items():
            if name not in found.values() and any(span in event.title for span in spans):
                found[key] = name
                break
    return found


def _free(key: str, taken: set[str]) -> str:
    """An id of the same log that is not taken yet."""
    log, number = log_of(key), 0
    while (name := row_id(log, (key,), number)) in taken:
        number += 1
    taken.add(name)
    return name
