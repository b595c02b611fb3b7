"""The matrix of positions: answers down, holders across, and in each cell how one stands to the other, as a glyph and its word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from briefgen.document import dates
from briefgen.document.blocks import Block, Column, Paragraph, Row, Table, plain
from briefgen.document.compose.facts import Facts, joined, text, without_end
from briefgen.document.inlines import Emphasis, Inlines, Text
from briefgen.document.passages import parts
from briefgen.document.signs import Glyph, Standing
from briefgen.model.statement import Position, Question
from briefgen.model.statement import Stance as Taken
from briefgen.model.time import When

MOST = 6
"""Holders side by side; more go into another table."""
STANDS: dict[Taken, Standing] = {"supports": "holds", "denies": "denies", "does_not_contradict": "compatible"}
"""How a position may stand to an answer, each with its glyph, which is also its name in the catalogue of words."""
NO_ANSWER: tuple[Taken, ...] = ("reserves_judgement", "declines_to_comment")
"""The stands of those who give no answer yet."""


@dataclass(frozen=True, slots=True)
class _Stand:
    """How the position under `key` stands in a row: its word now, and the word for what it was where it has been replaced."""

    key: str
    glyph: Standing
    word: str
    was: str
    vague: bool = False
    """True of one that held this answer as one of several."""


def matrix(facts: Facts, *notes: Inlines) -> Iterator[Block]:
    """The tables, as few as there is room for, and below them what their signs mean, and other notes; nothing where no
    position speaks to a question."""
    panels = list(_panels(facts))
    titles = [facts.words("caption.matrix_part", n=n) for n in range(1, len(panels) + 1)]
    if len(panels) == 1:
        titles = [facts.words("caption.matrix")]
    tables = tuple(_panel(facts, *panel, title) for panel, title in zip(panels, titles, strict=True))
    yield from tables
    if told := (*_meanings(facts, tables), *notes) if tables else ():
        yield Paragraph(joined(told, facts.words("join.dot")), role="small")


def _panel(facts: Facts, questions: list[str], actors: list[str], title: str) -> Table:
    spoken = {key for question in questions for key in facts.speaking[question]}
    moved = {facts.positions[key].actor for key in spoken if key in facts.superseded}
    columns = (
        Column(facts.words("table.answer"), 2.2),
        *(Column(plain(facts.entry(actor)), 1.6 if actor in moved else 1.0, f"actors.{actor}") for actor in actors),
    )
    rows = tuple(row for key in questions for row in _question(facts, key, actors))
    return Table(columns, rows, facts.table(title), "", facts.words("summary.matrix"))


def _meanings(facts: Facts, tables: tuple[Table, ...]) -> Iterator[Inlines]:
    """What the signs mean that have no word beside them, or one that does not say it all."""
    signs = {part.stance for part in parts(tables) if isinstance(part, Glyph)}
    meant: dict[Standing, str] = {"silent": "silent", "given_up": "given_up_note"}
    for sign, word in meant.items():
        if sign in signs:
            yield Glyph(sign), Text(" "), *text(facts.words(f"matrix.{word}"))


def _panels(facts: Facts) -> Iterator[tuple[list[str], list[str]]]:
    """Questions that go into one table, with their holders, those first who speak to most answers."""
    questions: list[str] = []
    together: dict[str, int] = {}
    for key in facts.speaking:
        own = _spoken(facts, key)
        if questions and len(together.keys() | own.keys()) > MOST:
            yield questions, _by_number(together)
            questions, together = [], {}
        questions.append(key)
        for actor, n in own.items():
            together[actor] = together.get(actor, 0) + n
        if len(together) > MOST:  # this one question alone
            actors = _by_number(together)
            yield from (([key], actors[n : n + MOST]) for n in range(0, len(actors), MOST))
            questions, together = [], {}
    if questions:
        yield questions, _by_number(together)


def _spoken(facts: Facts, question: str) -> dict[str, int]:
    """Who takes a stand on a question, each with the number of answers that it is on, in stated order."""
    found: dict[str, int] = {}
    for key in facts.speaking[question]:
        taken = sum(answer[0] == question for answer, _ in facts.taken[key])
        if taken or facts.positions[key].stance in NO_ANSWER:
            actor = facts.positions[key].actor
            found[actor] = found.get(actor, 0) + max(taken, 1)
    return found


def _by_number(actors: Mapping[str, int]) -> list[str]:
    return sorted(actors, key=lambda actor: -actors[actor])


# -- rows -------------------------------------------------------------------------------------------------------------


def _question(facts: Facts, key: str, actors: list[str]) -> Iterator[Row]:
    """The question, then a row for each answer, for those who give none yet, and for those who say something else."""
    w, question, at = facts.words, facts.brief.questions[key], f"questions.{key}"
    own = facts.speaking[key]
    asked = text(question.text, f"{at}.text")
    yield Row(((asked,),), group=True, changed=facts.changed("questions", key, "text"), origin=at)
    for name, answer in question.answers.items():
        said = joined((without_end(text(answer.text, f"{at}.answers.{name}.text")), facts.cites(answer.evidence)))
        stands = [stand for one in own for stand in _on_answer(facts, one, key, name)]
        row = _row(facts, said, stands, actors) if stands else _quiet(said, _unheld(facts, question, name), actors)
        marked = row.changed or (key, name) in facts.marked_answers or facts.changed("questions", key, "text")
        yield replace(row, changed=marked, origin=f"{at}.answers.{name}")
    without = [one for one in own if not any(answer[0] == key for answer, _ in facts.taken[one])]
    waiting = [_waits(facts, one) for one in without if facts.positions[one].stance in NO_ANSWER]
    if waiting:
        yield _row(facts, text(w("matrix.no_answer")), waiting, actors)
    if others := [one for one in without if facts.positions[one].stance not in NO_ANSWER]:
        said = joined((_otherwise(facts, one) for one in others), w("join.semicolon"))
        moved = any(_moved(facts, one) for one in others)
        yield replace(_quiet(text(w("matrix.something_else")), said, actors, ": "), changed=moved)


def _unheld(facts: Facts, question: Question, name: str) -> Inlines:
    """What there is to say of an answer on which nobody takes a stand."""
    first = question.answers[name].initially_appeared
    known = (facts.words("question.initially") if first else "", facts.words("question.nobody"))
    return (Glyph("silent"), Text(" "), *text(facts.words("join.semicolon").join(filter(None, known))))


def _quiet(said: Inlines, more: Inlines, actors: list[str], between: str = " ") -> Row:
    """A row that is of no holder: what is said of an answer has the width of all of them, or, of one, stands with the answer."""
    return Row(((said,), (more,)) if len(actors) > 1 else ((joined((said, more), between),),))


def _row(facts: Facts, said: Inlines, stands: list[_Stand], actors: list[str]) -> Row:
    by_actor: dict[str, list[_Stand]] = {}
    for stand in stands:
        by_actor.setdefault(facts.positions[stand.key].actor, []).append(stand)
    cells = (tuple(_cell(facts, by_actor.get(actor, []))) or ((Glyph("silent"),),) for actor in actors)
    return Row(((said,), *cells), changed=any(_moved(facts, stand.key) for stand in stands))


def _moved(facts: Facts, key: str) -> bool:
    """True when a position takes another stand, is a new one, or has been replaced."""
    stand = ("actor", "kind", "stance", "supports", "denies", "not_contradicting", "on", "superseded")
    return facts.changed("positions", key, *stand)


# -- cells ------------------------------------------------------------------------------------------------------------


def _on_answer(facts: Facts, key: str, question: str, name: str) -> Iterator[_Stand]:
    w, taken = facts.words, [(answer, stance) for answer, stance in facts.taken[key] if answer[0] == question]
    for answer, stance in taken:
        if answer[1] == name and (glyph := STANDS.get(stance)):
            vague = stance == "supports" and sum(other == "supports" for _, other in taken)
            was = "one_of_two" if vague == 2 else "one_of_several" if vague > 2 else f"was.{glyph}"
            yield _Stand(key, glyph, w(f"matrix.{glyph}"), w(f"matrix.{was}"), vague > 1)


def _waits(facts: Facts, key: str) -> _Stand:
    """How a position stands that gives no answer yet."""
    stance = facts.positions[key].stance
    return _Stand(key, "reserves", facts.words(f"matrix.{stance}"), facts.words(f"matrix.was.{stance}"))


def _otherwise(facts: Facts, key: str) -> Inlines:
    """Who speaks to a question and takes none of its answers, and how: "Police (statement)"."""
    w, position = facts.words, facts.positions[key]
    word = w(f"kind_of.{position.kind}" if position.stance == "asserts" else f"matrix.{position.stance}")
    given_up = w("matrix.given_up") if key in facts.superseded else ""
    said = w("join.comma").join(filter(None, (word, given_up)))
    return w.fill("matrix.says", who=facts.entry(position.actor), what=text(said, f"positions.{key}.kind"))


def _cell(facts: Facts, stands: list[_Stand]) -> Iterator[Inlines]:
    """How one holder stands: a line for each stand that it takes; of one that it took before, when that was and what came of it."""
    now = [stand for stand in stands if stand.key not in facts.superseded]
    was = [stand for stand in stands if stand.key in facts.superseded]
    kept = {stand.glyph for stand in now}
    was = [stand for stand in was if stand.vague or stand.glyph not in kept]  # who took the same stand again holds it
    said = {stand.word: stand for stand in reversed(now)}
    if was:
        last = next((stand for stand in now if facts.superseded[was[-1].key] == stand.key), now[0] if now else None)
        yield from _trail(facts, was, last)
        said = {word: stand for word, stand in said.items() if last is None or word != last.word}
    for stand in reversed(said.values()):
        yield _marked(stand, stand.word)
        yield from _more(facts, stand.key)


def _trail(facts: Facts, was: list[_Stand], now: _Stand | None) -> Iterator[Inlines]:
    """ "12 Mar either →", "14 Mar holds"; "12 Mar either,", "14 Mar given up": a line for each."""
    w, after = facts.words, facts.superseded[was[-1].key]
    keys = [stand.key for stand in was] + [now.key if now else after]
    years = {facts.wording.day(when).year for key in keys if (when := _when(facts, facts.positions[key]))}
    for stand in was:
        said = _dated(facts, stand.key, stand.was, "first", len(years) > 1)
        leads = w("matrix.to_then" if now or stand is not was[-1] else "matrix.to_given_up", stand=said)
        yield _marked(replace(stand, glyph="given_up"), leads)
    if now:
        yield _marked(now, _dated(facts, now.key, now.word, "now", len(years) > 1))
        yield from _more(facts, now.key)
    else:
        said = _dated(facts, after, w("matrix.given_up"), "now", len(years) > 1)
        yield text(said, f"positions.{after}.supersedes")


def _marked(stand: _Stand, word: str) -> Inlines:
    """The glyph and the word."""
    said = text(word, f"positions.{stand.key}.stance")
    return (Glyph(stand.glyph), Text(" "), *said)


def _more(facts: Facts, key: str) -> Iterator[Inlines]:
    """That a stand is preliminary, and through whom it is known."""
    position = facts.positions[key]
    early = text(facts.words("matrix.preliminary")) if position.preliminary else ()
    via = facts.words.fill("matrix.via", who=facts.names(position.via)) if position.via else ()
    if said := joined((early, via), facts.words("join.comma")):
        yield (Emphasis(said),)


def _when(facts: Facts, position: Position) -> When | None:
    event = facts.brief.events.get(position.at or "")
    return position.when or (event.when if event else None)


def _dated(facts: Facts, key: str, word: str, undated: str, year: bool) -> str:
    """ "14 Mar holds"; "now holds" where nobody says when."""
    when = _when(facts, facts.positions[key])
    if when is None:
        return facts.words(f"matrix.{undated}", stand=word)
    days = {point.first_day for point in (when.start, when.end) if point}
    plainly = len(days) == 1 and when.certain and when.precision in ("day", "minute", "second")
    day = dates.short(facts.wording.day(when), facts.words, year=year) if plainly else facts.wording.short(when)
    return facts.words("matrix.on", time=day, stand=word)
