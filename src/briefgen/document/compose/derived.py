"""Section: how long it took to detect, to mitigate and to resolve the incident, each with the two events that it is counted between."""

from __future__ import annotations

from briefgen.document.blocks import Block, Column, Row, Table
from briefgen.document.compose.facts import Facts, joined, link, text
from briefgen.document.inlines import Inlines
from briefgen.document.lengths import spread
from briefgen.model.event import EventRole
from briefgen.model.roles import DerivedTime


def times(facts: Facts) -> tuple[Block, ...]:
    """A row for each time that the roles of events say."""
    w, found = facts.words, facts.brief.derived_times
    if not found:
        return ()
    columns = (
        Column(w("table.measure"), 1.5),
        Column(w("table.length"), 1.2),
        Column(w("table.from"), 2.4),
        Column(w("table.to"), 2.4),
    )
    rows = tuple(_row(facts, one) for one in found)
    return (Table(columns, rows, facts.table(w("caption.times")), "", w("summary.times")),)


def how_long(facts: Facts, time: DerivedTime) -> str:
    """ "12 min", "at least 2 h", "1 h to 3 h", "about 12 min"."""
    return spread(facts.words, time.least, time.most, time.days, about=time.about, uncertain=time.uncertain)


def _row(facts: Facts, time: DerivedTime) -> Row:
    named = text(facts.words(f"times.{time.name}"))
    said = text(how_long(facts, time), f"events.{time.end}.when")
    ends = (_end(facts, time.start, time.start_role), _end(facts, time.end, time.end_role))
    changed = any(facts.changed("events", key, "when", "role") for key in (time.start, time.end))
    return Row(((named,), (said,), *ends), changed=changed, origin=f"events.{time.end}.role")


def _end(facts: Facts, key: str, role: EventRole) -> tuple[Inlines, Inlines]:
    """The event, and below it what it was and when: "detected, Tue 3 Mar 2026, 09:12"."""
    event, at = facts.brief.events[key], f"events.{key}"
    assert event.when is not None  # it is counted from or to
    named = text(event.short, f"{at}.{'label' if event.label else 'title'}")
    what = text(facts.words(f"role.{role}"), f"{at}.role")
    when = text(facts.wording.short(event.when), f"{at}.when")
    return link(named, f"event-{key}"), joined((what, when), facts.words("join.comma"))
