"""Section: who stands where on each question, and who says what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from briefgen.document.blocks import Block, Column, Paragraph, Row, Table
from briefgen.document.compose.chart import called
from briefgen.document.compose.details import details, in_full
from briefgen.document.compose.facts import NOTHING, Facts, capital, joined, link, sentence, text
from briefgen.document.compose.likelihood import reported_likelihood
from briefgen.document.compose.matrix import matrix
from briefgen.document.compose.quotes import printed, quoted
from briefgen.document.inlines import Emphasis, Inlines, Strong
from briefgen.model.statement import Position

FEW = 12
"""Statements that stand below the matrix; more go into an annex, where the outline has one."""


def positions(facts: Facts) -> tuple[Block, ...]:
    """The matrix, then the statements under the question they speak to, or where they stand."""
    if not facts.positions:
        return ()
    if "statements" not in facts.letters:
        return *matrix(facts), *_statements(facts)
    annex = link(text(facts.annex("statements")), "annex-statements")
    return tuple(matrix(facts, facts.words.fill("position.elsewhere", annex=annex)))


def every_statement(facts: Facts) -> tuple[Block, ...]:
    """The statements, where there are more than stand well below the matrix."""
    return _statements(facts) if len(facts.positions) > FEW and facts.speaking else ()


# -- the statements ---------------------------------------------------------------------------------------------------


def _usual(facts: Facts) -> str:
    """The event at which most statements were made, empty where of more nobody says when: said once above the table, not in every row."""
    events = Counter(position.at for position in facts.positions.values() if position.at in facts.brief.events)
    most = max(events.values(), default=0)
    silent = sum(_unplaced(facts, position) for position in facts.positions.values())
    return next((key or "" for key, n in events.items() if n == most and n > 1 and n >= silent), "")


def _unplaced(facts: Facts, position: Position) -> bool:
    """True when nothing says when or where it was said."""
    event = facts.brief.events.get(position.at or "")
    return event is None and not (position.when or position.place)


def _made_at(facts: Facts, usual: str) -> Inlines:
    """What a statement with nothing beside it leaves unsaid: at which event it was made, or that nobody says when."""
    w = facts.words
    if usual:
        event = facts.brief.events[usual]
        linked = link(text(event.title, f"events.{usual}.title"), f"event-{usual}")
        if not event.when:
            return w.fill("position.occasion_undated", event=linked)
        time = text(facts.wording.short(event.when), f"events.{usual}.when")
        return w.fill("position.occasion", event=linked, time=time)
    silent = sum(_unplaced(facts, position) for position in facts.positions.values())
    if silent == len(facts.positions):
        return text(w("position.never_said_when"))
    return text(w("position.seldom_said_when")) if silent > 1 else ()


def _statements(facts: Facts) -> tuple[Block, ...]:
    """When most of them were made, said once; then the table."""
    usual = _usual(facts)
    said_once = _made_at(facts, usual)
    table = _table(facts, usual, silent=bool(said_once) and not usual)
    return (Paragraph(said_once, role="small"), table) if said_once else (table,)


def _table(facts: Facts, usual: str, *, silent: bool) -> Table:
    """`silent`: that nobody says when most statements were made is said above."""
    w = facts.words
    caption = facts.table(w("caption.statements"))
    rows: list[Row] = []
    by_question: dict[str, dict[str, Position]] = {key: {} for key in facts.brief.questions}
    by_topic: dict[str, dict[str, Position]] = {}
    for key, position in facts.positions.items():
        asked = facts.asked[key]
        (by_question[asked[0]] if asked else by_topic.setdefault(position.topic, {}))[key] = position
    for key, here in by_question.items():
        rows += _group(facts, text(facts.brief.questions[key].text, f"questions.{key}.text"), here, usual, silent)
    for topic, here in by_topic.items():
        named = text(topic, f"positions.{next(iter(here))}.topic")
        title = w.fill("position.topic", topic=named) if topic else text(w("position.no_question"))
        rows += _group(facts, title, here, usual, silent)
    columns = (
        Column(w("table.who"), 1.7),
        Column(w("table.says"), 5.9),
        Column(w("table.source"), 0.8),
    )
    return Table(columns, tuple(rows), caption, "", w("summary.statements"))


def _group(facts: Facts, title: Inlines, members: Mapping[str, Position], usual: str, silent: bool) -> Iterable[Row]:
    if members:
        yield Row(((title,),), group=True)
    for key, position in members.items():
        yield Row(
            (
                ((Strong(facts.entry(position.actor)),),),
                (
                    *_said(facts, key, position),
                    *_quiet(facts, key, position, _occasion(facts, key, position, usual, silent)),
                ),
                (facts.cites(position.evidence) or text(NOTHING),),
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
    """The statement in the briefer's words, through whom it reached us, its quoted words where that is allowed."""
    lines: list[Inlines] = [spoken(facts, key, position)]
    quote = quoted(facts, key)
    if quote and quote.marks:
        lines.append(printed(facts, quote))
    return tuple(lines)


def _quiet(facts: Facts, key: str, position: Position, occasion: Inlines) -> tuple[Inlines, ...]:
    """Its standing, what is known of it, and when it was said, in one line."""
    w, quote = facts.words, quoted(facts, key)
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
    notes += _around(facts, key, position)
    if reported := position.likelihood_as_reported:
        marks = quote is not None and quote.marks
        own = f"positions.{key}.likelihood_as_reported"
        notes.append(sentence(reported_likelihood(facts, own, reported, quoted=marks)))
    said = joined((*notes, occasion))
    return ((Emphasis(said),),) if said else ()


def _around(facts: Facts, key: str, position: Position) -> Iterator[Inlines]:
    """Through which channel it was said, what it is about, how its quotation is known, its own marking."""
    w, brief, at = facts.words, facts.brief, f"positions.{key}"
    answered = bool(facts.taken[key])
    if (
        position.kind != "other"
        and not position.via
        and (answered or position.stance != "asserts" or not facts.asked[key])
    ):
        yield text(sentence(capital(w(f"kind_of.{position.kind}"))), f"{at}.kind")
    if position.stance != "asserts" and (answered or not facts.asked[key]):
        yield text(sentence(w(f"stance.{position.stance}")), f"{at}.stance")
    if position.channel:
        yield text(w(f"channel.{position.channel}"), f"{at}.channel")
    events = tuple(link(called(facts, ref), f"event-{ref}") for ref in position.about if ref in brief.events)
    actors = tuple(facts.name(ref) for ref in position.about_actors if ref in brief.actors)
    if about := w.series(dict.fromkeys((*events, *actors))) if events or actors else ():
        yield sentence(w.fill("position.about", what=about))
    if others := [ref for ref in position.refers_to if ref in facts.positions]:
        named = (link(facts.name(ref), f"position-{ref}") for ref in others)
        yield sentence(w.fill("position.refers_to", who=w.series(named)))
    if quote := position.quote:
        own = f"{at}.quote"
        for name, value in (("checked_against", quote.checked_against), ("translated_by", quote.translated_by)):
            if value:
                yield sentence(w.fill(f"position.{name}", what=text(value, f"{own}.{name}")))
        if quote.translated_from:
            language = str(w.locale.languages.get(quote.translated_from, quote.translated_from))
            yield sentence(w.fill("position.translated_from", what=text(language, f"{own}.translated_from")))
        if quote.note:
            yield sentence(text(quote.note, f"{own}.note"))
    yield from details(facts, at, position)


def _occasion(facts: Facts, key: str, position: Position, usual: str, silent: bool) -> Inlines:
    """When and where it was said, where that is not the usual occasion; that nobody says so, where that is not `silent`."""
    event = facts.brief.events.get(position.at or "")
    if silent and _unplaced(facts, position):
        return ()
    if event and position.at == usual and not (position.when or position.place):
        return ()
    own, its = f"positions.{key}", f"events.{position.at}"
    said: list[Inlines] = [link(called(facts, position.at or ""), f"event-{position.at}")] if event else []
    when = position.when or (event.when if event else None)
    said += [text(facts.wording.short(when), f"{own if position.when else its}.when")] if when else []
    place = position.place or (event.place if event else "")
    full = bool(position.place) and facts.first_named.get(place) == own and place in facts.brief.places
    if place:
        said.append(in_full(facts, place) if full else facts.place(place, f"{own if position.place else its}.place"))
    if not said:
        return text(facts.words("position.not_said_when"))
    return capital(sentence(joined(said, facts.words("join.comma"))))
