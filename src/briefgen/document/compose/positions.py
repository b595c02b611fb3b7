"""Section: who stands where on each question, and who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from math import ceil

from briefgen.document.blocks import Block, Column, Emphasis, Inlines, Paragraph, Row, Strong, Table, Text
from briefgen.document.compose.chart import called
from briefgen.document.compose.facts import Facts, capital, joined, link, text
from briefgen.document.compose.quotes import printed, quoted
from briefgen.model.statement import Position

PANEL = 5
"""Questions side by side in the matrix; more go into another panel."""


def positions(facts: Facts) -> tuple[Block, ...]:
    """The matrix of actors and questions, then the statements under the question they speak to."""
    if not facts.positions:
        return ()
    usual = _usual(facts)
    blocks: list[Block] = list(_matrix(facts))
    if usual:
        blocks.append(Paragraph(_made_at(facts, usual), role="small"))
    blocks.append(_statements(facts, usual))
    return tuple(blocks)


# -- who speaks to what -----------------------------------------------------------------------------------------------


def asked(facts: Facts, position: Position) -> tuple[str, ...]:
    """The questions that a position speaks to, through its answers or `on`, each once, in the brief's order."""
    named = {found[0] for ref, _ in position.answers if (found := facts.brief.answer(ref))}
    named |= {ref for ref in position.on if ref in facts.brief.questions}
    return tuple(key for key in facts.brief.questions if key in named)


def stands(facts: Facts, position: Position, question: str) -> Iterator[tuple[str, Inlines]]:
    """The stand that the position takes on a question, and the answer: ("Supports", "A Ukrainian air-defence missile.")."""
    w, answered = facts.words, False
    for ref, stance in position.answers:
        found = facts.brief.answer(ref)
        if found and found[0] == question:
            answered = True
            answer = facts.brief.questions[question].answers[found[1]]
            yield w(f"stance.{stance}"), text(answer.text, f"questions.{question}.answers.{found[1]}.text")
    if not answered:
        said = f"kind_of.{position.kind}" if position.stance == "asserts" else f"stance.{position.stance}"
        yield capital(w(said)), ()


# -- the matrix -------------------------------------------------------------------------------------------------------


def _matrix(facts: Facts) -> Iterator[Block]:
    standing = {key: position for key, position in facts.positions.items() if key not in facts.superseded}
    questions = [q for q in facts.brief.questions if any(q in asked(facts, position) for position in standing.values())]
    share = ceil(len(questions) / max(1, ceil(len(questions) / PANEL)))  # panels of about one size
    panels = [questions[i : i + share] for i in range(0, len(questions), share or 1)]
    for number, panel in enumerate(panels, 1):
        title = facts.words("caption.matrix") if len(panels) == 1 else facts.words("caption.matrix_part", n=number)
        yield _panel(facts, panel, standing, title)


def _panel(facts: Facts, panel: list[str], standing: Mapping[str, Position], title: str) -> Table:
    caption = facts.table(title)
    actors = dict.fromkeys(p.actor for p in standing.values() if any(q in panel for q in asked(facts, p)))
    rows = tuple(
        Row(
            (
                ((Strong(facts.entry(actor)),),),
                *(_cell(facts, own, question) for question in panel),
            ),
            changed=any(_moved(facts, key, position, panel) for key, position in own.items()),
            origin=f"actors.{actor}",
        )
        for actor in actors
        for own in ({key: p for key, p in standing.items() if p.actor == actor},)
    )
    columns = (
        Column(facts.words("table.actor"), 1.1),
        *(Column(facts.brief.questions[key].text, 1.5, f"questions.{key}.text") for key in panel),
    )
    return Table(columns, rows, caption, "", facts.words("summary.matrix"))


def _moved(facts: Facts, key: str, position: Position, panel: list[str]) -> bool:
    """True when a position that the panel shows takes another stand, or is a new one."""
    stand = ("actor", "kind", "stance", "supports", "denies", "not_contradicting", "on")
    return any(q in panel for q in asked(facts, position)) and facts.changed("positions", key, *stand)


def _cell(facts: Facts, of_actor: Mapping[str, Position], question: str) -> tuple[Inlines, ...]:
    lines: dict[tuple[str, Inlines], Inlines] = {}
    for key, position in of_actor.items():
        if question in asked(facts, position):
            for stance, answer in stands(facts, position, question):
                stated = link(text(stance, f"positions.{key}.stance"), f"position-{key}")
                line = facts.words.fill("position.stance", stance=stated, answer=answer) if answer else stated
                lines.setdefault((stance, answer), line)
    return tuple(lines.values()) or (text("–"),)


# -- the statements ---------------------------------------------------------------------------------------------------


def _usual(facts: Facts) -> str:
    """The event at which most statements were made: said once above the table, not in every row."""
    events = Counter(position.at for position in facts.positions.values() if position.at in facts.brief.events)
    most = max(events.values(), default=0)
    return next((key or "" for key, n in events.items() if n == most and n > 1), "")


def _made_at(facts: Facts, ref: str) -> Inlines:
    event = facts.brief.events[ref]
    linked = link(text(event.title, f"events.{ref}.title"), f"event-{ref}")
    if event.when:
        time = text(facts.wording.short(event.when), f"events.{ref}.when")
        return facts.words.fill("position.occasion", event=linked, time=time)
    return facts.words.fill("position.occasion_undated", event=linked)


def _statements(facts: Facts, usual: str) -> Table:
    w = facts.words
    caption = facts.table(w("caption.statements"))
    rows: list[Row] = []
    told: set[str] = set()
    for key, question in facts.brief.questions.items():
        here = {name: p for name, p in facts.positions.items() if name not in told and key in asked(facts, p)}
        told |= here.keys()
        rows += _group(facts, text(question.text, f"questions.{key}.text"), here, usual)
    rest = {key: p for key, p in facts.positions.items() if key not in told}
    for topic in dict.fromkeys(p.topic for p in rest.values()):
        here = {key: p for key, p in rest.items() if p.topic == topic}
        named = text(topic, f"positions.{next(iter(here))}.topic")
        title = w.fill("position.topic", topic=named) if topic else text(w("position.no_question"))
        rows += _group(facts, title, here, usual)
    columns = (
        Column(w("table.who"), 1.7),
        Column(w("table.says"), 5.9),
        Column(w("table.source"), 0.8),
    )
    return Table(columns, tuple(rows), caption, "", w("summary.statements"))


def _group(facts: Facts, title: Inlines, members: Mapping[str, Position], usual: str) -> Iterable[Row]:
    if members:
        yield Row(((title,),), group=True)
    for key, position in members.items():
        yield Row(
            (
                ((Strong(facts.entry(position.actor)),),),
                (*_said(facts, key, position), *_occasion(facts, key, position, usual)),
                (facts.cites(position.evidence) or text("–"),),
            ),
            anchor=f"position-{key}",
            changed=facts.changed("positions", key),
            origin=f"positions.{key}",
        )


def spoken(facts: Facts, key: str, position: Position) -> Inlines:
    """What is said, in the briefer's words, with the speakers through whom it reached us."""
    says = text(position.says, f"positions.{key}.says")
    if not position.via:
        return says
    w = facts.words
    owner = w.fill("position.owner", name=facts.name(position.actor))
    speaker = facts.names(position.via)
    told = w.fill("position.via", speaker=speaker, owner=owner, kind=w(f"kind_of.{position.kind}"))
    return (*capital(told), *says)


def _said(facts: Facts, key: str, position: Position) -> tuple[Inlines, ...]:
    """The statement in the briefer's words, through whom it reached us, its quoted words where that is allowed, and its standing."""
    w = facts.words
    lines: list[Inlines] = [spoken(facts, key, position)]
    quote = quoted(facts, key)
    if quote and quote.marks:
        lines.append(printed(facts, quote))
    notes: list[Inlines] = []
    if position.preliminary and "preliminary" not in position.says.casefold():
        notes.append(text(w("position.preliminary")))
    if position.audience:
        notes.append(w.fill("position.audience", who=facts.names(position.audience)))
    if position.supersedes:
        notes.append(text(w("position.supersedes")))
    if key in facts.superseded:
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


def _occasion(facts: Facts, key: str, position: Position, usual: str) -> tuple[Inlines, ...]:
    """When and where it was said, where that is not the usual occasion."""
    event = facts.brief.events.get(position.at or "")
    if event and position.at == usual and not (position.when or position.place):
        return ()
    own, its = f"positions.{key}", f"events.{position.at}"
    said: list[Inlines] = [link(called(facts, position.at or ""), f"event-{position.at}")] if event else []
    when = position.when or (event.when if event else None)
    said += [text(facts.wording.short(when), f"{own if position.when else its}.when")] if when else []
    place = position.place or (event.place if event else "")
    said += [facts.place(place, f"{own if position.place else its}.place")] if place else []
    if not said:
        return ((Emphasis(text(facts.words("position.not_said_when"))),),)
    return ((Emphasis(joined(said, facts.words("join.comma"))), Text(".")),)


def by_stance(facts: Facts, question: str, answer: str) -> dict[str, Inlines]:
    """Who supports, denies or has nothing against an answer, as names, from the positions that still stand."""
    found: dict[str, list[str]] = {}
    for key, position in facts.positions.items():
        if key in facts.superseded:
            continue
        for ref, stance in position.answers:
            if facts.brief.answer(ref) == (question, answer):
                found.setdefault(stance, []).append(position.actor)
    return {stance: facts.names(actors) for stance, actors in found.items()}
