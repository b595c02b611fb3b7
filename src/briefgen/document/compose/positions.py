"""Section: who stands where on each question, and who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from briefgen.document.blocks import Block, Column, Emphasis, Inlines, Paragraph, Row, Strong, Table, Text
from briefgen.document.compose.chart import called
from briefgen.document.compose.facts import Facts, capital, joined, link, text
from briefgen.document.compose.quotes import printed, quoted
from briefgen.incident.statement import Position

PANEL = 5
"""Questions side by side in the matrix; more go into another panel."""


def positions(ctx: Facts) -> tuple[Block, ...]:
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


def asked(ctx: Facts, position: Position) -> tuple[str, ...]:
    """The questions that a position speaks to, through its answers or `on`, each once, in the brief's order."""
    named = {found[0] for ref, _ in position.answers if (found := ctx.brief.answer(ref))}
    named |= {ref for ref in position.on if ref in ctx.brief.questions}
    return tuple(key for key in ctx.brief.questions if key in named)


def stands(ctx: Facts, position: Position, question: str) -> Iterator[tuple[str, Inlines]]:
    """The stand that the position takes on a question, and the answer: ("Supports", "A Ukrainian air-defence missile.")."""
    w, answered = ctx.words, False
    for ref, stance in position.answers:
        found = ctx.brief.answer(ref)
        if found and found[0] == question:
            answered = True
            answer = ctx.brief.questions[question].answers[found[1]]
            yield w(f"stance.{stance}"), text(answer.text, f"questions.{question}.answers.{found[1]}.text")
    if not answered:
        said = f"kind_of.{position.kind}" if position.stance == "asserts" else f"stance.{position.stance}"
        yield capital(w(said)), ()


# -- the matrix -------------------------------------------------------------------------------------------------------


def _matrix(ctx: Facts) -> Iterator[Block]:
    standing = {key: position for key, position in ctx.positions.items() if key not in ctx.superseded}
    questions = [q for q in ctx.brief.questions if any(q in asked(ctx, position) for position in standing.values())]
    share = ceil(len(questions) / max(1, ceil(len(questions) / PANEL)))  # panels of about one size
    panels = [questions[i : i + share] for i in range(0, len(questions), share or 1)]
    for number, panel in enumerate(panels, 1):
        title = ctx.words("caption.matrix") if len(panels) == 1 else ctx.words("caption.matrix_part", n=number)
        yield _panel(ctx, panel, standing, title)


def _panel(ctx: Facts, panel: list[str], standing: Mapping[str, Position], title: str) -> Table:
    caption = ctx.table(title)
    actors = dict.fromkeys(p.actor for p in standing.values() if any(q in panel for q in asked(ctx, p)))
    rows = tuple(
        Row(
            (
                ((Strong(ctx.entry(actor)),),),
                *(_cell(ctx, own, question) for question in panel),
            ),
            changed=any(_moved(ctx, key, position, panel) for key, position in own.items()),
            origin=f"actors.{actor}",
        )
        for actor in actors
        for own in ({key: p for key, p in standing.items() if p.actor == actor},)
    )
    columns = (
        Column(ctx.words("table.actor"), 1.1),
        *(Column(ctx.brief.questions[key].text, 1.5, f"questions.{key}.text") for key in panel),
    )
    return Table(columns, rows, caption, "", ctx.words("summary.matrix"))


def _moved(ctx: Facts, key: str, position: Position, panel: list[str]) -> bool:
    """True when a position that the panel shows takes another stand, or is a new one."""
    stand = ("actor", "kind", "stance", "supports", "denies", "not_contradicting", "on")
    return any(q in panel for q in asked(ctx, position)) and ctx.changed("positions", key, *stand)


def _cell(ctx: Facts, of_actor: Mapping[str, Position], question: str) -> tuple[Inlines, ...]:
    lines: dict[tuple[str, Inlines], Inlines] = {}
    for key, position in of_actor.items():
        if question in asked(ctx, position):
            for stance, answer in stands(ctx, position, question):
                stated = link(text(stance, f"positions.{key}.stance"), f"position-{key}")
                line = ctx.words.fill("position.stance", stance=stated, answer=answer) if answer else stated
                lines.setdefault((stance, answer), line)
    return tuple(lines.values()) or (text("–"),)


# -- the statements ---------------------------------------------------------------------------------------------------


def _usual(ctx: Facts) -> str:
    """The event at which most statements were made: said once above the table, not in every row."""
    events = Counter(position.at for position in ctx.positions.values() if position.at in ctx.brief.events)
    most = max(events.values(), default=0)
    return next((key or "" for key, n in events.items() if n == most and n > 1), "")


def _made_at(ctx: Facts, ref: str) -> Inlines:
    event = ctx.brief.events[ref]
    linked = link(text(event.title, f"events.{ref}.title"), f"event-{ref}")
    if event.when:
        time = text(ctx.wording.short(event.when), f"events.{ref}.when")
        return ctx.words.fill("position.occasion", event=linked, time=time)
    return ctx.words.fill("position.occasion_undated", event=linked)


def _statements(ctx: Facts, usual: str) -> Table:
    w = ctx.words
    caption = ctx.table(w("caption.statements"))
    rows: list[Row] = []
    told: set[str] = set()
    for key, question in ctx.brief.questions.items():
        here = {name: p for name, p in ctx.positions.items() if name not in told and key in asked(ctx, p)}
        told |= here.keys()
        rows += _group(ctx, text(question.text, f"questions.{key}.text"), here, usual)
    rest = {key: p for key, p in ctx.positions.items() if key not in told}
    for topic in dict.fromkeys(p.topic for p in rest.values()):
        here = {key: p for key, p in rest.items() if p.topic == topic}
        named = text(topic, f"positions.{next(iter(here))}.topic")
        title = w.fill("position.topic", topic=named) if topic else text(w("position.no_question"))
        rows += _group(ctx, title, here, usual)
    columns = (
        Column(w("table.who"), 1.7),
        Column(w("table.says"), 5.9),
        Column(w("table.source"), 0.8),
    )
    return Table(columns, tuple(rows), caption, "", w("summary.statements"))


def _group(ctx: Facts, title: Inlines, members: Mapping[str, Position], usual: str) -> Iterable[Row]:
    if members:
        yield Row(((title,),), group=True)
    for key, position in members.items():
        yield Row(
            (
                ((Strong(ctx.entry(position.actor)),),),
                (*_said(ctx, key, position), *_occasion(ctx, key, position, usual)),
                (ctx.cites(position.evidence) or text("–"),),
            ),
            anchor=f"position-{key}",
            changed=ctx.changed("positions", key),
            origin=f"positions.{key}",
        )


def spoken(ctx: Facts, key: str, position: Position) -> Inlines:
    """What is said, in the briefer's words, with the speakers through whom it reached us."""
    says = text(position.says, f"positions.{key}.says")
    if not position.via:
        return says
    w = ctx.words
    owner = w.fill("position.owner", name=ctx.name(position.actor))
    speaker = ctx.names(position.via)
    told = w.fill("position.via", speaker=speaker, owner=owner, kind=w(f"kind_of.{position.kind}"))
    return (*capital(told), *says)


def _said(ctx: Facts, key: str, position: Position) -> tuple[Inlines, ...]:
    """The statement in the briefer's words, through whom it reached us, its quoted words where that is allowed, and its standing."""
    w = ctx.words
    lines: list[Inlines] = [spoken(ctx, key, position)]
    quote = quoted(ctx, key)
    if quote and quote.marks:
        lines.append(printed(ctx, quote))
    notes: list[Inlines] = []
    if position.preliminary and "preliminary" not in position.says.casefold():
        notes.append(text(w("position.preliminary")))
    if position.audience:
        notes.append(w.fill("position.audience", who=ctx.names(position.audience)))
    if position.supersedes:
        notes.append(text(w("position.supersedes")))
    if key in ctx.superseded:
        notes.append(text(w("position.superseded")))
    if f"position.terms_{position.attribution.terms}" in w.texts:
        notes.append(text(w(f"position.terms_{position.attribution.terms}")))
    if notes:
        lines.append((Emphasis(joined(notes)),))
    reported = position.likelihood_as_reported
    if reported and reported.usable and quote is not None and quote.marks:
        term = text(reported.term, f"positions.{key}.likelihood_as_reported.term")
        lines.append((Text(w("position.likelihood") + w("quote.open")), *term, Text(w("quote.close"))))
    return tuple(lines)


def _occasion(ctx: Facts, key: str, position: Position, usual: str) -> tuple[Inlines, ...]:
    """When and where it was said, where that is not the usual occasion."""
    event = ctx.brief.events.get(position.at or "")
    if event and position.at == usual and not (position.when or position.place):
        return ()
    own, its = f"positions.{key}", f"events.{position.at}"
    said: list[Inlines] = [link(called(ctx, position.at or ""), f"event-{position.at}")] if event else []
    when = position.when or (event.when if event else None)
    said += [text(ctx.wording.short(when), f"{own if position.when else its}.when")] if when else []
    place = position.place or (event.place if event else "")
    said += [ctx.place(place, f"{own if position.place else its}.place")] if place else []
    if not said:
        return ((Emphasis(text(ctx.words("position.not_said_when"))),),)
    return ((Emphasis(joined(said, ctx.words("join.comma"))), Text(".")),)


def by_stance(ctx: Facts, question: str, answer: str) -> dict[str, Inlines]:
    """Who supports, denies or has nothing against an answer, as names, from the positions that still stand."""
    found: dict[str, list[str]] = {}
    for key, position in ctx.positions.items():
        if key in ctx.superseded:
            continue
        for ref, stance in position.answers:
            if ctx.brief.answer(ref) == (question, answer):
                found.setdefault(stance, []).append(position.actor)
    return {stance: ctx.names(actors) for stance, actors in found.items()}
