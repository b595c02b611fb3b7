"""Roles of events: each time that is derived from them can be, and is not the other way round (R8)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.actions import ROLES
from briefgen.checks.walk import Ids
from briefgen.errors import Problem
from briefgen.model.log import log_of
from briefgen.model.roles import ENDS, of_role
from briefgen.reading.load import Loaded

_WANTED = ("started", "detected", "resolved")
"""The roles that a reader of a post-mortem looks for."""


def several_of_a_role(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Of several events of a role one counts, which the author should know."""
    brief = loaded.draft
    for role in ROLES:
        of_it = [key for key, event in brief.events.items() if event.role == role]
        counted = of_role(brief.events, role, brief.timezone)
        if len(of_it) > 1 and counted:
            which = "last" if role in ENDS else "first"
            message = f"{len(of_it)} events have role: {role}; the {which} of them counts, '{counted}'"
            yield Problem("note", message, "Leave the role to one of them", ("events", of_it[1], "role"))


def roles_out_of_order(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R8: nothing is detected, mitigated or resolved before it began, and nothing resolved before it was detected."""
    brief = loaded.draft
    found = {role: of_role(brief.events, role, brief.timezone) for role in ROLES}
    for first, later in (
        ("started", "detected"),
        ("started", "mitigated"),
        ("started", "resolved"),
        ("detected", "resolved"),
    ):
        one, other = brief.events.get(found[first]), brief.events.get(found[later])
        if one and other and one.when and other.when:
            began, latest = brief.resolve(one.when).earliest, brief.resolve(other.when).latest
            if began and latest and latest < began:
                message = f"this is {later} before '{found[first]}', which has role: {first}"
                yield Problem(
                    "warning", message, "Correct a time or a role", ("events", found[later], "role"), rule="R8"
                )


def roles_missing(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """What the times of a post-mortem are counted from and to."""
    brief = loaded.draft
    typed = {key: event for key, event in brief.events.items() if not log_of(key)}
    if brief.kind != "postmortem" or not typed or Ids(loaded).incomplete("events"):
        return
    if missing := [role for role in _WANTED if not of_role(brief.events, role, brief.timezone)]:
        message = f"no event that has a time is {' or '.join(missing)}, so not every time to respond is worked out"
        yield Problem("note", message, f"Write role: {missing[0]} at the event", ("events",))
