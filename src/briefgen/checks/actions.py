"""Actions: what is due and overdue, time limits that can be counted, and what must stand beside an action (W3, R2)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import get_args

from briefgen.checks.walk import Ids
from briefgen.errors import Problem
from briefgen.model.action import Action, DueAfter
from briefgen.model.brief import Brief
from briefgen.model.event import EventRole
from briefgen.model.point import zone
from briefgen.model.time import When
from briefgen.reading.explain import did_you_mean
from briefgen.reading.load import Loaded

ROLES: tuple[str, ...] = get_args(EventRole)
SOON = timedelta(days=3)
"""How long before it is due that is said."""


def due_by_now(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W3: what is overdue by now, or where the clock may not be asked when the brief's information ends; what is due soon."""
    brief = loaded.draft
    instant = now or (brief.resolve(brief.as_of).leading if brief.as_of else None)
    for key, action in brief.actions.items():
        when, due, path = brief.due_time(action), brief.due(action), ("actions", key, "due")
        if not (instant and when and due and action.unfinished):
            continue
        first = due.earliest or due.last
        told = said(brief, when)
        if brief.overdue(action, instant):
            yield Problem("warning", f"this was due {told}", "Write its status, or move due", path, rule="W3")
        elif when.form == "between" and first < instant:
            yield Problem(
                "warning", f"this may have been due: {told}", "Say when the event was, by the clock", path, rule="W3"
            )
        elif now and due.last - now <= SOON:
            yield Problem("note", f"this is due soon: {told}", "", path, rule="W3")


def time_limit_from_nothing(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R2: a time limit is counted from a role or an event, whose time is known."""
    ids = Ids(loaded)
    for key, action in loaded.draft.actions.items():
        if not isinstance(action.due, DueAfter):
            continue
        after, path = action.due.after, ("actions", key, "due", "after")
        if after not in ROLES and not ids.has("events", after):
            hint = (
                did_you_mean(after, (*ROLES, *ids.of("events")))
                or f"Write one of {', '.join(ROLES)}, or the id of an event"
            )
            yield Problem("error", f"'{after}' is no role and no event", hint, path, rule="R2")
        elif not ids.incomplete("events") and loaded.draft.due_time(action) is None:
            message = "this time limit cannot be counted: no event has that role and a time"
            hint = f"Write role: {after} at the event, and its time"
            if after in loaded.draft.events:
                message, hint = f"this time limit cannot be counted: '{after}' has no time", "Write when: at that event"
            yield Problem("warning", message, hint, path, rule="R2")


def duty_without_limit(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A duty says by when, and which rule sets it; an action says who is to do it."""
    for key, action in loaded.draft.actions.items():
        if action.unfinished and (missing := _missing(action)):
            yield Problem("note", f"nothing says {missing[0]}", f"Write {missing[1]}", ("actions", key))


def _missing(action: Action) -> tuple[str, str] | None:
    if action.kind == "duty" and not action.due:
        return "by when this duty is to be done", "due:"
    if action.kind == "duty" and not action.article:
        return "which rule sets this duty", "article:"
    if not action.owner:
        return "whom this is addressed to" if action.kind == "recommendation" else "who is to do this", "owner:"
    return None


def said(brief: Brief, when: When) -> str:
    """A time for a message, by the clock of the brief's zone and by UTC: "Fri 2026-03-06 09:31 Europe/Warsaw (08:31 UTC)"."""
    if when.form == "between" and when.start and when.end:
        first, last = (said(brief, When(at=str(point), zone=when.zone)) for point in (when.start, when.end))
        return f"between {first} and {last}"
    if not when.clocked:
        return f"{when.day:%a} {when.text}" if when.form == "moment" and when.precision == "day" else when.text
    instant = brief.resolve(when).last
    local = instant.astimezone(zone(brief.timezone))
    beside = f" ({instant.astimezone(UTC):%H:%M} UTC)" if local.utcoffset() else ""
    return f"{local:%a %Y-%m-%d %H:%M} {brief.timezone}{beside}"
