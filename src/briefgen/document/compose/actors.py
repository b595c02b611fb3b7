"""Section: who is named, in which office."""

from __future__ import annotations

from briefgen.document.blocks import Block, Column, Paragraph, Row, Table
from briefgen.document.compose.details import details
from briefgen.document.compose.facts import NOTHING, Facts, capital, filled, joined, text
from briefgen.document.inlines import Emphasis, Inlines, Strong, Text
from briefgen.model.event import Actor

GROUPS = (
    ("person", "persons"),
    ("group", "groups"),
    ("organisation", "organisations"),
    ("state", "states"),
    ("narrator", "narrators"),
)


def actors(facts: Facts) -> tuple[Block, ...]:
    """One table, by kind of actor; those of whom there is nothing but the name to say stand in one line below it."""
    if not facts.brief.actors:
        return ()
    w = facts.words
    rows: list[Row] = []
    for kind, heading in GROUPS:
        members = [item for item in facts.brief.actors.items() if item[1].kind == kind and not bare(item[1])]
        if members:
            rows.append(Row(((text(w(f"actor.{heading}")),),), group=True))
            rows += [_row(facts, key, actor) for key, actor in members]
    blocks: list[Block] = []
    if rows:
        caption = facts.table(w("caption.actors"))
        columns = (Column(w("table.actor"), 2.2), Column(w("table.office"), 3.2), Column(w("table.body"), 2.2))
        blocks.append(filled(Table(columns, tuple(rows), caption, "", w("summary.actors")), 1, 2))
    if others := {key: actor for key, actor in facts.brief.actors.items() if bare(actor)}:
        names = joined(
            (joined((facts.name(key), facts.cites(actor.evidence))) for key, actor in others.items()),
            w("join.semicolon"),
        )
        marked = any(facts.changed("actors", key) for key in others)
        blocks.append(Paragraph(w.fill("actor.others", names=names), changed=marked))
    return tuple(blocks)


def bare(actor: Actor) -> bool:
    """True for an actor of whom there is nothing but the name to say: it has no row, and so no anchor."""
    said = (actor.role, actor.of, actor.counterpart_of, actor.speaks_for, actor.note, actor.aliases, actor.active)
    return not any(said) and actor.marking.scheme == "none"


def _row(facts: Facts, key: str, actor: Actor) -> Row:
    body = capital(facts.names(actor.of)) if actor.of else text(NOTHING)
    return Row(
        ((joined(((Strong(facts.entry(key)),), facts.cites(actor.evidence))),), _office(facts, key, actor), (body,)),
        anchor=f"actor-{key}",
        changed=facts.changed("actors", key),
        origin=f"actors.{key}",
    )


def _office(facts: Facts, key: str, actor: Actor) -> tuple[Inlines, ...]:
    w, at = facts.words, f"actors.{key}"
    lines: list[Inlines] = []
    if actor.role and actor.role.title:
        printed, normal = f"{at}.role.as_written", f"{at}.role.normalised"
        as_written: Inlines = ()
        if actor.role.as_written and actor.role.as_written != actor.role.normalised and actor.role.normalised:
            as_written = (Text(w("actor.as_printed")), Emphasis(text(actor.role.as_written, printed)))
        by = text(actor.role.normalised_by, f"{at}.role.normalised_by")
        restored = w.fill("actor.restored", who=by) if by else ()
        known = joined((as_written, restored), w("join.semicolon"))
        title = text(actor.role.title, normal if actor.role.normalised else printed)
        lines.append(joined((title, (Text("("), *known, Text(")")) if known else ())))
    if actor.active:
        lines.append(w.fill("actor.active", time=text(facts.wording.short(actor.active), f"{at}.active")))
    if actor.aliases:
        also = (text(name, f"{at}.aliases.{n}") for n, name in enumerate(actor.aliases))
        lines.append(w.fill("actor.aliases", names=joined(also, w("join.comma"))))
    if actor.counterpart_of:
        lines.append(w.fill("actor.counterpart", who=facts.name(actor.counterpart_of)))
    if actor.speaks_for:
        lines.append(w.fill("actor.speaks_for", who=facts.names(actor.speaks_for)))
    if actor.note:
        lines.append(text(actor.note, f"{at}.note"))
    lines += details(facts, at, actor)
    return tuple(lines) or (text(NOTHING),)
