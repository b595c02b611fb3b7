"""What is written into brief.yaml for a log: its source with the mapping of its columns, or an event for each of its rows."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from briefgen.intake.columns import LogColumns
from briefgen.model.brief import Brief
from briefgen.model.log import ORDERS
from briefgen.model.shape import is_slug
from briefgen.reading.logs.events import cut
from briefgen.reading.logs.log import Log, LoggedRow
from briefgen.reading.rows.values import Rows

OPTIONS = {
    "when": '--map when="Time"',
    "title": '--map title="Event"',
    "date": "--date dmy, --date mdy, or the day of the first clock, --date 2022-11-15",
    "zone": "--zone UTC, --zone Europe/Warsaw",
    "only": "--only COLUMN=VALUE",
    "sheet": "--sheet NAME",
}
"""The options of the command that say a part of the mapping."""
_NAMED = ("summary", "place", "actors", "kind", "status", "key")
_LONGEST_TITLE, _WORDS = 120, 4


def mapping_of(found: LogColumns, table: Rows, date: str, zone: str, only: Mapping[str, str]) -> dict[str, Any]:
    """The mapping of a log as it is written: only what the reader of the file has to be told."""
    rows: dict[str, Any] = {}
    for name, columns in (("when", found.when), ("end", found.end)):
        if columns:
            rows[name] = columns[0] if len(columns) == 1 else list(columns)
    rows["title"] = found.title
    rows |= {name: value for name in _NAMED if (value := getattr(found, name, ""))}
    order = date or (found.date if found.date in ORDERS and found.date != "ymd" else "")
    rows |= {"date": order} if order else {}
    if zone or found.zone:
        rows["zone"] = zone or found.zone
    elif found.zone_column:
        rows["zone"] = {"column": found.zone_column}
    rows |= {"sheet": table.sheet} if table.sheet else {}
    rows |= {"preset": table.preset.id} if table.preset else {}
    return rows | ({"only": dict(only)} if only else {})


def entry_of(title: str, file: str, digest: str, rows: Mapping[str, Any]) -> dict[str, Any]:
    """The source of a log, as it is written."""
    return {"title": title, "file": file, "sha256": digest, "rows": dict(rows)}


def typed_events(log: Log, brief: Brief) -> dict[str, dict[str, Any]]:
    """An event for each row that has words, as it is written: each rests on the words of its row, and takes its place."""
    made: dict[str, dict[str, Any]] = {}
    for row in log.rows:
        event = row.event
        if not any(map(str.isalnum, event.title)):
            continue  # evidence rests on words: the row stands for itself
        one: dict[str, Any] = {"title": cut(event.title, _LONGEST_TITLE)}
        one |= {"label": event.label} if event.label else {}
        one |= {"when": event.when.text} if event.when and not event.when.zone else {}
        one |= {"place": event.place} if event.place else {}
        if actors := [actor for actor in event.actors if actor in brief.actors]:
            one["actors"] = actors
        one |= {"kind": event.kind} if event.kind != "other" else {}
        more = [event.title] if one["title"].endswith("…") and len(event.title) > _LONGEST_TITLE else []
        if summary := "\n\n".join((*more, *([event.summary] if event.summary else ()))):
            one["summary"] = summary
        one["evidence"] = {"source": log.source, "span": event.title, "locator": log.numbering.place(row.number)}
        made[_event_id(row, {*made, *brief.events})] = one
    return made


def _event_id(row: LoggedRow, taken: set[str]) -> str:
    """The time and the first words of a row, as an id of its own."""
    when = row.event.when
    clock = f"{when.leading.clock:%H%M}-" if when and when.leading.clock else ""
    words = re.findall(r"\w+", unicodedata.normalize("NFC", row.event.title).lower())[:_WORDS]
    stem = f"{clock}{'-'.join(words)}".strip("-_")
    stem = stem if is_slug(stem) else f"row-{row.number}"
    name, again = stem, 1
    while name in taken:
        again += 1
        name = f"{stem}-{again}"
    return name
