"""Sections: our own judgements, and what the brief assumes and does not know."""

from __future__ import annotations

from collections.abc import Iterable

from briefgen.document.blocks import (
    Block,
    BulletList,
    Column,
    Emphasis,
    Fact,
    FactList,
    Heading,
    Inlines,
    Item,
    Paragraph,
    Row,
    Table,
)
from briefgen.document.compose.facts import Facts, capital, joined, link, sentence, text
from briefgen.document.compose.likelihood import estimate, ranged, word
from briefgen.incident.brief import FRONT
from briefgen.incident.statement import Alternative, Indicator, Judgement


def assessment(ctx: Facts) -> tuple[Block, ...]:
    """Each judgement: the proposition, its likelihood, and, in another sentence, our confidence."""
    blocks: list[Block] = []
    for key, judgement in ctx.brief.judgements.items():
        reworded = ctx.changed("judgements", key, "text")
        blocks.append(Heading(3, text(judgement.text), f"judgement-{key}", changed=reworded))
        if said := estimate(ctx, judgement.likelihood, judgement.confidence):
            moved = ctx.changed("judgements", key, "likelihood", "confidence")
            blocks.append(Paragraph(text(said), changed=moved))
        if facts := tuple(_facts(ctx, key, judgement)):
            blocks.append(FactList(facts))
    return tuple(blocks)


def _facts(ctx: Facts, key: str, judgement: Judgement) -> Iterable[Fact]:
    w = ctx.words

    def fact(field: str, term: str, lines: Iterable[Inlines]) -> Fact:
        return Fact(term, tuple(lines), ctx.changed("judgements", key, field))

    if judgement.implication:
        yield fact("implication", w("judgement.implication"), [text(judgement.implication)])
    if judgement.refs:
        yield fact("refs", w("judgement.rests"), (_named(ctx, ref) for ref in judgement.refs))
    if judgement.assumptions:
        assumed = [(ref, ctx.brief.assumptions[ref]) for ref in judgement.assumptions if ref in ctx.brief.assumptions]
        linked = (link(a.text, f"assumption-{ref}") for ref, a in assumed)
        yield fact("assumptions", w("judgement.assumes"), linked)
    if judgement.alternatives:
        told = (_alternative(ctx, item) for item in judgement.alternatives)
        yield fact("alternatives", w("judgement.alternatives"), told)
    if judgement.indicators:
        yield fact("indicators", w("judgement.indicators"), (_indicator(ctx, item) for item in judgement.indicators))
    if judgement.dissent:
        views = (text(w("judgement.dissent_by", by=d.by, text=d.text)) for d in judgement.dissent)
        yield fact("dissent", w("judgement.dissent"), views)
    if change := judgement.change:
        turn = w("join.comma").join(part for part in (w(f"judgement.{change.kind}"), change.why) if part)
        yield fact("change", w("judgement.change", edition=change.from_edition), [text(turn)])


def _named(ctx: Facts, ref: str) -> Inlines:
    """What a judgement rests on, in its own words, with its sources."""
    kind, key = ctx.brief.find(ref) or ("", "")
    match kind:
        case "events":
            event = ctx.brief.events[key]
            return joined((link(event.title, f"event-{key}"), ctx.cites(event.evidence)))
        case "positions":
            position = ctx.brief.positions[key]
            said = f"{ctx.entry(position.actor)}: {position.says}"
            return joined((link(said, f"position-{key}"), ctx.cites(position.evidence)))
        case _:
            member = getattr(ctx.brief, kind, {}).get(key) if kind else None
            return text(getattr(member, "text", "") or getattr(member, "title", "") or ref)


def _alternative(ctx: Facts, item: Alternative) -> Inlines:
    said = sentence(item.text)
    if item.why_not:
        said = ctx.words("judgement.why_not", text=said, why_not=sentence(item.why_not))
    if item.likelihood:
        shown = ranged(ctx, item.likelihood)
        said = (
            f"{said} {capital(word(ctx, item.likelihood.term))} ({shown})."
            if item.likelihood.term
            else f"{said} {shown}."
        )
    return text(said)


def _indicator(ctx: Facts, item: Indicator) -> Inlines:
    return text(ctx.words(f"judgement.{item.effect}", text=item.text.rstrip(". ")) if item.effect else item.text)


def gaps(ctx: Facts) -> tuple[Block, ...]:
    """What is assumed, and what nobody has answered."""
    w, brief = ctx.words, ctx.brief
    blocks: list[Block] = []
    if brief.assumptions:
        caption = ctx.table(w("caption.assumptions"))
        columns = (Column(w("table.assumption"), 3), Column(w("table.basis"), 2.2), Column(w("table.if_wrong"), 2.2))
        rows = tuple(
            Row(
                (
                    joined_lines(text(a.text), (Emphasis(text(w("gap.linchpin"))),) if a.linchpin else ()),
                    (text(a.basis or "–"),),
                    (text(a.if_wrong or "–"),),
                ),
                anchor=f"assumption-{key}",
                changed=ctx.changed("assumptions", key),
            )
            for key, a in brief.assumptions.items()
        )
        blocks.append(Table(columns, rows, caption, "", w("summary.assumptions")))
    open_ = {key: q for key, q in brief.questions.items() if q.status in ("open", "partly_answered")}
    missing = {key: q for key, q in open_.items() if q.raised_by == "gap"}
    if missing:
        blocks.append(Heading(3, text(w("gap.gaps")), "section-gaps-open"))
        linked = ((key, link(q.text, f"question-{key}")) for key, q in missing.items())
        blocks.append(BulletList(tuple(Item(said, changed=ctx.changed("questions", key)) for key, said in linked)))
    if brief.scope_note:
        blocks.append(Heading(3, text(w("gap.scope")), "section-scope"))
        blocks.append(Paragraph(text(brief.scope_note), changed=ctx.changed(FRONT, "", "scope_note")))
    return tuple(blocks)


def joined_lines(*lines: Inlines) -> tuple[Inlines, ...]:
    """The lines that say something."""
    return tuple(line for line in lines if line)
