"""Sections: what the incident did, and why it came to that."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import Block, Column, Row, Table
from briefgen.document.compose.details import details, in_short
from briefgen.document.compose.event_table import measured
from briefgen.document.compose.facts import NOTHING, Facts, filled, joined, text, without_end
from briefgen.document.inlines import Inlines
from briefgen.model.aftermath import Cause, CauseKind, Impact

KINDS: tuple[CauseKind, ...] = ("root", "contributing", "trigger")
"""The kinds of causes in the order in which they are told."""


def impact(facts: Facts) -> tuple[Block, ...]:
    """A row for each thing that it did, with its numbers and where that is known from."""
    if not facts.brief.impact:
        return ()
    w = facts.words
    columns = (
        Column(w("table.impact"), 3.6),
        Column(w("table.numbers"), 2.2),
        Column(w("table.source"), 0.8),
    )
    rows = tuple(_impact(facts, key, item) for key, item in facts.brief.impact.items())
    return (filled(Table(columns, rows, facts.table(w("caption.impact")), "", w("summary.impact")), 1, 2),)


def _impact(facts: Facts, key: str, item: Impact) -> Row:
    at = f"impact.{key}"
    said = (text(item.text, f"{at}.text"), *_follows(facts, item.refs), *details(facts, at, item))
    numbers = tuple(measured(facts, f"{at}.quantities.{n}", one) for n, one in enumerate(item.quantities))
    return Row(
        (said, numbers or (text(NOTHING),), (facts.cites(item.evidence) or text(NOTHING),)),
        f"impact-{key}",
        changed=facts.changed("impact", key),
        origin=at,
    )


def causes(facts: Facts) -> tuple[Block, ...]:
    """A row for each cause, with its kind: what it would not have happened without first."""
    if not facts.brief.causes:
        return ()
    w = facts.words
    columns = (Column(w("table.kind"), 1.5), Column(w("table.cause"), 5), Column(w("table.source"), 0.8))
    told = sorted(facts.brief.causes.items(), key=lambda item: KINDS.index(item[1].kind))
    rows = tuple(_cause(facts, key, cause) for key, cause in told)
    return (filled(Table(columns, rows, facts.table(w("caption.causes")), "", w("summary.causes")), 2),)


def _cause(facts: Facts, key: str, cause: Cause) -> Row:
    at = f"causes.{key}"
    said = (text(cause.text, f"{at}.text"), *_follows(facts, cause.refs), *details(facts, at, cause))
    return Row(
        (
            (text(facts.words(f"cause_kind.{cause.kind}"), f"{at}.kind"),),
            said,
            (facts.cites(cause.evidence) or text(NOTHING),),
        ),
        f"cause-{key}",
        changed=facts.changed("causes", key),
        origin=at,
    )


def _follows(facts: Facts, refs: tuple[str, ...]) -> Iterator[Inlines]:
    """What an item rests on, in short."""
    if named := named_in_short(facts, refs):
        yield facts.words.fill("aftermath.see", what=named)


def named_in_short(facts: Facts, refs: tuple[str, ...]) -> Inlines:
    """The items of some references in short, each linked to where it stands; nothing of what may not be told."""
    found = (facts.brief.find(ref) for ref in refs)
    told = (without_end(in_short(facts, *one)) for one in found if one)
    return joined(told, facts.words("join.semicolon"))
