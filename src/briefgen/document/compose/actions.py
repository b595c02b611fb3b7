"""Section: what is to be done, by whom and by when: a table to work from."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import Block, Column, Paragraph, Row, Table
from briefgen.document.compose.aftermath import named_in_short
from briefgen.document.compose.details import details
from briefgen.document.compose.facts import NOTHING, Facts, capital, filled, joined, link, text
from briefgen.document.inlines import Inlines, Strong, Text
from briefgen.model.action import Action, ActionKind, DueAfter
from briefgen.model.time_limit import limit_of

KINDS: tuple[ActionKind, ...] = ("duty", "action", "recommendation")
"""The kinds in the order in which they are told: what the law wants first."""

SETTLED = ("done", "dropped")
"""What is to be done no more; a report that is to be short counts it alone."""


def actions(facts: Facts) -> tuple[Block, ...]:
    """A row for each, below the name of its kind where there are several."""
    shown = {key: one for key, one in facts.brief.actions.items() if facts.length.settled or one.status not in SETTLED}
    left = facts.words.count("choice.settled", len(facts.brief.actions) - len(shown))
    note = (Paragraph(text(left), role="small"),) if len(shown) < len(facts.brief.actions) else ()
    if not shown:
        return note
    w, kinds = facts.words, tuple(kind for kind in KINDS if any(one.kind == kind for one in shown.values()))
    rows: list[Row] = []
    for kind in kinds:
        if len(kinds) > 1:
            rows.append(Row(((text(w(f"action_kinds.{kind}")),),), group=True))
        rows += [_row(facts, key, one) for key, one in shown.items() if one.kind == kind]
    owner = "table.addressee" if kinds == ("recommendation",) else "table.owner"
    columns = (
        Column(w(f"action_kind.{kinds[0]}" if len(kinds) == 1 else "table.to_do"), 3.6),
        Column(w(owner), 1.5),
        Column(w("table.due"), 2.3),
        Column(w("question.status"), 1.1),
    )
    table = Table(columns, tuple(rows), facts.table(w("caption.actions")), "", w("summary.actions"))
    return filled(table, 1, 2), *note


def kinds_of(facts: Facts) -> tuple[ActionKind, ...]:
    """The kinds that the brief has."""
    return tuple(kind for kind in KINDS if any(one.kind == kind for one in facts.brief.actions.values()))


def overdue(facts: Facts, action: Action) -> bool:
    """Whether it was overdue when the information of the brief ends."""
    as_of = facts.brief.as_of
    return as_of is not None and facts.brief.overdue(action, facts.brief.resolve(as_of).leading)


def _row(facts: Facts, key: str, action: Action) -> Row:
    w, at = facts.words, f"actions.{key}"
    status: Inlines = text(w(f"action_status.{action.status}"), f"{at}.status")
    late = ((Strong(text(w("action.overdue"))),),) if overdue(facts, action) else ()
    return Row(
        (
            tuple(_what(facts, at, action)),
            (_owner(facts, at, action.owner) or text(NOTHING),),
            tuple(_due(facts, at, action)) or (text(NOTHING),),
            (status, *late),
        ),
        f"action-{key}",
        changed=facts.changed("actions", key),
        origin=at,
    )


def _what(facts: Facts, at: str, action: Action) -> Iterator[Inlines]:
    yield joined((text(action.text, f"{at}.text"), facts.cites(action.evidence)))
    if action.article:
        yield text(action.article, f"{at}.article")
    if named := named_in_short(facts, action.refs):
        yield facts.words.fill("aftermath.see", what=named)
    yield from details(facts, at, action)


def _owner(facts: Facts, at: str, ref: str) -> Inlines:
    return capital(facts.name(ref)) if ref in facts.brief.actors else text(ref, f"{at}.owner")


def _due(facts: Facts, at: str, action: Action) -> Iterator[Inlines]:
    """By when; of a time that is counted also from what, and so much where it cannot be counted."""
    if when := facts.brief.due_time(action):
        yield text(capital(facts.wording.short(when)), f"{at}.due")
    if isinstance(action.due, DueAfter):
        yield counted(facts, at, action.due)


def counted(facts: Facts, at: str, due: DueAfter) -> Inlines:
    """ "within 24 h of: Alarm goes off"."""
    w, key = facts.words, facts.brief.counted_from(due)
    time = _time(facts, due.within)
    if key:
        event = facts.brief.events[key]
        of = link(text(event.short, f"events.{key}.{'label' if event.label else 'title'}"), f"event-{key}")
    else:
        role = w.texts.get(f"role.{due.after}", "")
        of = text(role or due.after, f"{at}.due.after")
    said = w.fill("action.within", limit=text(time, f"{at}.due.within"), of=of)
    return said if key else (*said, Text(w("join.semicolon")), *text(w("action.not_counted")))


def _time(facts: Facts, within: str) -> str:
    """ "24 h", "1 month"."""
    limit, w = limit_of(within), facts.words
    if limit is None:  # an edition of another version's
        return within
    if limit.by_the_clock:
        return w(f"length.{limit.unit}_short", n=limit.number)
    return w.count(f"length.{limit.unit}", limit.number)
