"""Sections: our own judgements, and what the brief assumes and does not know."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.document.blocks import Block, BulletList, Column, Fact, FactList, Heading, Item, Paragraph, Row, Table
from briefgen.document.compose.details import details, in_short
from briefgen.document.compose.facts import NOTHING, Facts, filled, joined, link, text, without_end
from briefgen.document.compose.yardstick_table import yardstick_table
from briefgen.document.inlines import Emphasis, Inlines
from briefgen.document.marks import Origin
from briefgen.model.brief import FRONT
from briefgen.model.judgement import Indicator, Judgement


def assessment(facts: Facts) -> tuple[Block, ...]:
    """Our judgements on the yardstick, and the alternatives to them; then what each rests on and what would change it."""
    if not facts.judgements:
        return ()
    blocks: list[Block] = list(yardstick_table(facts))
    several = len(facts.judgements) > 1
    for n, (key, judgement) in enumerate(facts.judgements.items(), 1):
        if lines := tuple(_facts(facts, key, judgement)):
            if several:
                named = text(facts.words("judgement.numbered", n=n))
                blocks.append(Paragraph(named, role="group", origin=f"judgements.{key}"))
            blocks.append(FactList(lines))
    return tuple(blocks)


def _facts(facts: Facts, key: str, judgement: Judgement) -> Iterable[Fact]:
    w, at = facts.words, f"judgements.{key}"

    def fact(field: str, term: str, lines: Iterable[Inlines]) -> Fact:
        return Fact(term, tuple(lines), facts.changed("judgements", key, field), f"{at}.{field}")

    if judgement.question and judgement.question in facts.brief.questions:
        asked = text(facts.brief.questions[judgement.question].text, f"questions.{judgement.question}.text")
        yield fact("question", w("changes.field.on"), [link(asked, f"question-{judgement.question}")])
    if judgement.refs:
        yield fact("refs", w("judgement.rests"), (_named(facts, ref) for ref in judgement.refs))
    if judgement.assumptions:
        assumed = [
            (ref, facts.brief.assumptions[ref]) for ref in judgement.assumptions if ref in facts.brief.assumptions
        ]
        linked = (link(text(a.text, f"assumptions.{ref}.text"), f"assumption-{ref}") for ref, a in assumed)
        yield fact("assumptions", w("judgement.assumes"), linked)
    if judgement.indicators:
        told = (_indicator(facts, f"{at}.indicators.{n}", item) for n, item in enumerate(judgement.indicators))
        yield fact("indicators", w("judgement.indicators"), told)
    if judgement.dissent:
        views = (
            w.fill(
                "judgement.dissent_by",
                by=text(d.by, f"{at}.dissent.{n}.by"),
                text=text(d.text, f"{at}.dissent.{n}.text"),
            )
            for n, d in enumerate(judgement.dissent)
        )
        yield fact("dissent", w("judgement.dissent"), views)
    if known := tuple(details(facts, at, judgement)):
        yield fact("marking", w("question.details"), known)


def _named(facts: Facts, ref: str) -> Inlines:
    """What a judgement rests on, shortly, since the whole stands where this leads; with its sources."""
    kind, key = facts.brief.find(ref) or ("", "")
    match kind:
        case "positions" if key not in facts.positions:
            return ()  # said off the record
        case "judgements" if not facts.judged:
            return ()
        case "events":
            event = facts.brief.events[key]
            return joined((in_short(facts, kind, key), facts.cites(event.evidence)))
        case "positions":
            position = facts.brief.positions[key]
            kind_of = text(facts.words(f"kind_of.{position.kind}"), f"positions.{key}.kind")
            said = joined((in_short(facts, kind, key), kind_of), facts.words("join.comma"))
            return joined((said, facts.cites(position.evidence)))
        case _:
            member = getattr(facts.brief, kind, {}).get(key) if kind else None
            field = "text" if getattr(member, "text", "") else "title"
            own = getattr(member, field, "")
            return text(own, f"{kind}.{key}.{field}") if own else text(ref)


def _indicator(facts: Facts, at: Origin, item: Indicator) -> Inlines:
    said = text(item.text, f"{at}.text")
    return facts.words.fill(f"judgement.{item.effect}", text=without_end(said)) if item.effect else said


def gaps(facts: Facts) -> tuple[Block, ...]:
    """What is assumed, and what nobody has answered."""
    w, brief = facts.words, facts.brief
    blocks: list[Block] = []
    if brief.assumptions:
        caption = facts.table(w("caption.assumptions"))
        columns = (Column(w("table.assumption"), 3), Column(w("table.basis"), 2.2), Column(w("table.if_wrong"), 2.2))
        rows = tuple(
            Row(
                (
                    joined_lines(
                        text(a.text, f"assumptions.{key}.text"),
                        (Emphasis(text(w("gap.linchpin"))),) if a.linchpin else (),
                    ),
                    (text(a.basis, f"assumptions.{key}.basis") or text(NOTHING),),
                    joined_lines(text(a.if_wrong, f"assumptions.{key}.if_wrong"), _bears(facts, a.refs))
                    or (text(NOTHING),),
                ),
                anchor=f"assumption-{key}",
                changed=facts.changed("assumptions", key),
                origin=f"assumptions.{key}",
            )
            for key, a in brief.assumptions.items()
        )
        blocks.append(filled(Table(columns, rows, caption, "", w("summary.assumptions")), 1, 2))
    open_ = {key: q for key, q in brief.questions.items() if q.unanswered}
    missing = {key: q for key, q in open_.items() if q.raised_by == "gap"}
    if missing:
        blocks.append(Heading(3, text(w("gap.gaps")), "section-gaps-open"))
        items = []
        for key, question in missing.items():
            said = link(text(question.text, f"questions.{key}.text"), f"question-{key}")
            items.append(Item(said, changed=facts.changed("questions", key), origin=f"questions.{key}"))
        blocks.append(BulletList(tuple(items)))
    if brief.scope_note and "scope" not in facts.parts:
        blocks.append(Heading(3, text(w("gap.scope")), "section-scope"))
        blocks += scope(facts)
    return tuple(blocks)


def scope(facts: Facts) -> tuple[Block, ...]:
    """What is in and what is out."""
    said = facts.brief.scope_note
    changed = facts.changed(FRONT, "", "scope_note")
    return (Paragraph(text(said, "scope_note"), changed=changed),) if said else ()


def _bears(facts: Facts, refs: tuple[str, ...]) -> Inlines:
    """What rests on an assumption."""
    found = (facts.brief.find(ref) for ref in refs)
    told = joined((in_short(facts, *one) for one in found if one), facts.words("join.semicolon"))
    return facts.words.fill("gap.bears", what=told) if told else ()


def joined_lines(*lines: Inlines) -> tuple[Inlines, ...]:
    """The lines that say something."""
    return tuple(line for line in lines if line)
