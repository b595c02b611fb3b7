"""A row of a log gets an event of its own, which can be labelled and weighed: the log stays as it is."""

from __future__ import annotations

from dataclasses import replace

from briefgen.app.log_entry import typed_events
from briefgen.desk.forms.entry import texts
from briefgen.desk.forms.event import EVENT
from briefgen.desk.forms.opened import Opened
from briefgen.desk.open_brief import BriefReading
from briefgen.model.log import log_of


def event_of_row(reading: BriefReading, key: str) -> Opened | None:
    """The form of a new event that takes the place of a row, filled in with what the row says; None for what is no row."""
    log = reading.loaded.logs.get(log_of(key))
    row = next((one for one in log.rows if one.id == key), None) if log else None
    if log is None or row is None:
        return None
    (written,) = typed_events(replace(log, rows=(row,)), reading.loaded.draft).values()
    return Opened(EVENT, "", None, texts(EVENT, written, ("events", "")).said)
