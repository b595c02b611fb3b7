"""Section: who stands where on each question, and who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from math import ceil

from briefgen.document.blocks import Block, Column, Emphasis, Inlines, Paragraph, Row, Strong, Table, Text
from briefgen.document.compose.context import Context, capital, joined, text
from briefgen.document.compose.quotes import printed, quoted
from briefgen.incident.statement import Position, Question

PANEL = 5
"""Questions side by side in the matrix; more go into another panel."""


def positions(ctx: Context) -> tuple[Block, ...]:
    """The matrix of actors and questions, then the statements under the question they speak to."""
    if not ctx.positions:
        return ()
    usual = _usual(ctx)
    blocks: list[Block] = list(_matrix(ctx))
    if usual:
        blocks.append(Paragraph(_made_at(ctx, usual), role="small"))
    blocks.append(_statements(ctx, usual))
    return tuple(blocks)


# -- who speaks to what -----------------------------------------------------------------------------------------------


def asked(ctx: Context, position: Position) -> tuple[Question, ...]:
    """The questions that a position speaks to, through its answers or `on`, each once, in the brief's order."""
    named = {found[0].id for ref, _ in position.answers if (found := ctx.brief.answer(ref))}
    named |= {ref for ref in position.on if ref in ctx.brief.questions}
    return tuple(question for key, question in ctx.brief.questions.items() if key in named)


def stands(ctx: Context, position: Position, question: Question) -> Iterator[tuple[str, str]]:
    """The stand that the position takes on a question, and the answer: ("Supports", "A Ukrainian air-defence missile.")."""
    w, answered = ctx.words, False
    for ref, stance in position.answers:
        found = ctx.brief.answer(ref)
        if found and found[0].id == question.id:
            answered = True
            yield w(f"stance.{stance}"), question.answers[found[1]].text
    if not answered:
        said = f"kind_of.{position.kind}" if position.stance == "asserts" else f"stance.{position.stance}"
        yield capital(w(said)), ""


# -- the matrix -------------------------------------------------------------------------------------------------------


def _matrix(ctx: Context) -> Iterator[Block]:
    standing = [position for position in ctx.positions if position.id not in ctx.superseded]
    questions = [q for q in ctx.brief.questions.values() if any(q in asked(ctx, position) for position in standing)]
    share = ceil(len(questions) / max(1, ceil(len(questions) / PANEL)))  # panels of about one size
    panels = [questions[i : i + share] for i in range(0, len(questions), share or 1)]
    for number, panel in enumerate(panels, 1):
        title = ctx.words("caption.matrix") if len(panels) == 1 else ctx.words("caption.matrix_part", n=number)
        yield _panel(ctx, panel, standing, title)


def _panel(ctx: Context, panel: list[Question], standing: list[Position], title: str) -> Table:
    caption, anchor = ctx.table(title)
    actors = dict.fromkeys(p.actor for p in standing if any(q in panel for q in asked(ctx, p)))
    rows = tuple(
        Row(
            (
                ((Strong(text(ctx.entry(actor))),),),
                *(_cell(ctx, [p for p in standing if p.actor == actor], question) for question in panel),
            ),
            changed=any(_moved(ctx, p, panel) for p in standing if p.actor == actor),
        )
        for actor in actors
    )
    columns = (Column(ctx.words("table.actor"), 1.1), *(Column(question.text, 1.5) for question in panel))
    return Table(columns, rows, caption, anchor, ctx.words("summary.matrix"))


def _moved(ctx: Context, position: Position, panel: list[Question]) -> bool:
    """True when a position that the panel shows takes another stand, or is a new one."""
    stand = ("actor", "kind", "stance", "supports", "denies", "not_contradicting", "on")
    return any(q in panel for q in asked(ctx, position)) and ctx.changed("positions", position.id, *stand)


def _cell(ctx: Context, of_actor: list[Position], question: Question) -> tuple[Inlines, ...]:
    lines: dict[tuple[str, str], Inlines] = {}
    for position in of_actor:
        if question in asked(ctx, position):
            for stance, answer in stands(ctx, position, question):
                stated = ctx.link(stance, f"position-{position.id}", part="positions")
                line = ctx.words.fill("position.stance", stance=stated, answer=answer) if answer else stated
                lines.setdefault((stance, answer), line)
    return tuple(lines.values()) or (text("–"),)


# -- the statements ---------------------------------------------------------------------------------------------------


def _usual(ctx: Context) -> str:
    """The event at which most statements were made: said once above the table, not in every row."""
    events = Counter(position.at for position in ctx.positions if position.at in ctx.brief.events)
    most = max(events.values(), default=0)
    return next((key or "" for key, n in events.items() if n == most and n > 1), "")


def _made_at(ctx: Context, ref: str) -> Inlines:
    event = ctx.brief.events[ref]
    linked = ctx.link(event.title, f"event-{ref}", part="timeline")
    if event.when:
        return ctx.words.fill("position.occasion", event=linked, time=ctx.wording.short(event.when))
    return ctx.words.fill("position.occasion_undated", event=linked)


def _statements(ctx: Context, usual: str) -> Table:
    w = ctx.words
    caption, anchor = ctx.table(w("caption.statements"))
    rows: list[Row] = []
    told: set[str] = set()
    for question in ctx.brief.questions.values():
        here = [p for p in ctx.positions if p.id not in told and question in asked(ctx, p)]
        told |= {p.id for p in here}
        rows += _group(ctx, question.text, here, usual)
    rest = [p for p in ctx.positions if p.id not in told]
    for topic in dict.fromkeys(p.topic for p in rest):
        title = w("position.topic", topic=topic) if topic else w("position.no_question")
        rows += _group(ctx, title, [p for p in rest if p.topic == topic], usual)
    columns = (
        Column(w("table.who"), 1.7),
        Column(w("table.says"), 5.9),
        Column(w("table.source"), 0.8),
    )
    return Table(columns, tuple(rows), caption, anchor, w("summary.statements"))


def _group(ctx: Context, title: str, members: list[Position], usual: str) -> Iterable[Row]:
    if members:
        yield Row(((text(title),),), group=True)
    for position in members:
        yield Row(
            (
                ((Strong(text(ctx.entry(position.actor))),),),
                (*_said(ctx, position), *_occasion(ctx, position, usual)),
                (ctx.cites(position.evidence) or text("–"),),
            ),
            anchor=f"position-{position.id}",
            changed=ctx.changed("positions", position.id),
        )


def spoken(ctx: Context, position: Position) -> str:
    """What is said, in the briefer's words, with the speakers through whom it reached us."""
    if not position.via:
        return position.says
    w = ctx.words
    owner = w("position.owner", name=ctx.name(position.actor))
    speaker = ctx.names(position.via)
    told = w("position.via", speaker=speaker, owner=owner, kind=w(f"kind_of.{position.kind}"))
    return capital(told) + position.says


def _said(ctx: Context, position: Position) -> tuple[Inlines, ...]:
    """The statement in the briefer's words, through whom it reached us, its quoted words where that is allowed, and its standing."""
    w = ctx.words
    lines: list[Inlines] = [text(spoken(ctx, position))]
    quote = quoted(ctx, position)
    if quote and quote.marks:
        lines.append(printed(ctx, quote))
    notes = []
    if position.preliminary and "preliminary" not in position.says.casefold():
        notes.append(w("position.preliminary"))
    if position.audience:
        notes.append(w("position.audience", who=ctx.names(position.audience)))
    if position.supersedes:
        notes.append(w("position.supersedes"))
    if position.id in ctx.superseded:
        notes.append(w("position.superseded"))
    if f"position.terms_{position.attribution.terms}" in w.texts:
        notes.append(w(f"position.terms_{position.attribution.terms}"))
    if notes:
        lines.append((Emphasis(text(" ".join(notes))),))
    reported = position.likelihood_as_reported
    if reported and reported.usable and quote is not None and quote.marks:
        lines.append(text(w("position.likelihood") + w("quote.open") + reported.term + w("quote.close")))
    return tuple(lines)


def _occasion(ctx: Context, position: Position, usual: str) -> tuple[Inlines, ...]:
    """When and where it was said, where that is not the usual occasion."""
    event = ctx.brief.events.get(position.at or "")
    if event and position.at == usual and not (position.when or position.place):
        return ()
    said: list[Inlines] = [ctx.link(event.short, f"event-{event.id}", part="timeline")] if event else []
    when = position.when or (event.when if event else None)
    said += [text(ctx.wording.short(when))] if when else []
    place = position.place or (event.place if event else "")
    said += [text(ctx.place(place))] if place else []
    if not said:
        return ((Emphasis(text(ctx.words("position.not_said_when"))),),)
    return ((Emphasis(joined(said, ctx.words("join.comma"))), Text(".")),)


def by_stance(ctx: Context, question: Question, answer: str) -> dict[str, str]:
    """Who supports, denies or has nothing against an answer, as names, from the positions that still stand."""
    found: dict[str, list[str]] = {}
    for position in ctx.positions:
        if position.id in ctx.superseded:
            continue
        for ref, stance in position.answers:
            if (named := ctx.brief.answer(ref)) and named == (question, answer):
                found.setdefault(stance, []).append(position.actor)
    return {stance: ctx.names(actors) for stance, actors in found.items()}
