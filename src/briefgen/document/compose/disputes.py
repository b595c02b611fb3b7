"""The questions of page 1 as what they are: who stands where on which answer, what is contested, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefgen.document.blocks import Dispute, DisputeSide
from briefgen.document.compose.facts import Facts, capital, joined, text, without_end
from briefgen.document.compose.short_date import short_date
from briefgen.document.compose.short_name import short_name, short_names
from briefgen.document.inlines import Inlines
from briefgen.document.signs import Standing
from briefgen.model.statement import Question
from briefgen.model.statement import Stance as Stand

OPEN = ("open", "partly_answered")
NAMED = 4
"""Holders of an answer that are named; of more the first ones and how many there are."""


def contested(facts: Facts, key: str) -> bool:
    """True where an answer that somebody holds is denied by another, meets another's answer, or meets reserved judgement."""
    stands = [
        (facts.positions[one].actor, name, stance)
        for one, taken in facts.taken.items()
        for (asked, name), stance in taken
        if asked == key and one not in facts.superseded
    ]
    held = {(actor, name) for actor, name, stance in stands if stance == "supports"}
    denied = {(actor, name) for actor, name, stance in stands if stance == "denies"}
    others = any(actor != other and name != its for actor, name in held for other, its in held)
    against = any(actor != other and name == its for actor, name in held for other, its in denied)
    return others or against or (bool(held) and bool(_undecided(facts, key, "reserves_judgement")))


def asked(facts: Facts) -> list[str]:
    """The questions that page 1 may tell: contested ones, other open ones, then those that are answered."""
    told = [key for key, q in facts.brief.questions.items() if q.status in (*OPEN, "answered")]
    return sorted(told, key=lambda key: (facts.brief.questions[key].status not in OPEN, not contested(facts, key)))


def dispute(facts: Facts, key: str, *, whole: bool) -> Dispute:
    """A question, how far it is answered, and the sides; in a line its state alone."""
    question, at = facts.brief.questions[key], f"questions.{key}"
    sides = tuple(_sides(facts, key, question)) if whole else ()
    asks = text(question.text, f"{at}.text")
    return Dispute(asks, _state(facts, key, question, whole=whole), sides, facts.changed("questions", key), at)


def _state(facts: Facts, key: str, question: Question, *, whole: bool) -> Inlines:
    w = facts.words
    match question.status:
        case "answered":
            return _answered(facts, key, question)
        case "partly_answered":
            return text(w("front.partly_answered"))
        case _:
            return () if whole else text(w("front.is_contested" if contested(facts, key) else "front.is_open"))


def _answered(facts: Facts, key: str, question: Question) -> Inlines:
    """ "answered 5 October, by Facebook": when, and by whom where the answer is one that somebody holds."""
    w, found = facts.words, question.resolution
    when = text(short_date(facts, found.when), f"questions.{key}.resolution.when") if found and found.when else ()
    who = _names(facts, _still(facts, key, _outcome(question), "supports"))
    said = w.fill("front.answered_when", time=when) if when else text(w("front.answered"))
    return joined((said, w.fill("front.by", who=who) if who else ()), w("join.comma"))


def _outcome(question: Question) -> str:
    """The answer that proved right."""
    return (question.resolution.answer or "").rpartition(".")[2] if question.resolution else ""


# -- the sides --------------------------------------------------------------------------------------------------------


def _sides(facts: Facts, key: str, question: Question) -> Iterator[DisputeSide]:
    for name in question.answers:
        yield from _of_answer(facts, key, name)
    for stance, stand, word in (
        ("reserves", "reserves_judgement", "reserved"),
        ("denies", "denies", "denied"),
        ("silent", "declines_to_comment", "declined"),
    ):
        if found := _undecided(facts, key, stand):  # type: ignore[arg-type]  # three stands out of all
            yield _side(facts, stance, word, found)  # type: ignore[arg-type]  # three stances out of all
    if not question.answers and not any(key in of for of in facts.asked.values()):
        yield DisputeSide("silent", text(facts.words("front.no_answer")))


def _of_answer(facts: Facts, key: str, name: str) -> Iterator[DisputeSide]:
    """Who holds an answer, who does not contradict it, who denies it; who gave it up; that nobody holds it."""
    w, at = facts.words, f"questions.{key}.answers.{name}"
    answer = facts.brief.questions[key].answers[name]
    called = capital(without_end(text(answer.label or answer.text, f"{at}.{'label' if answer.label else 'text'}")))
    holding, denying = _still(facts, key, name, "supports"), _still(facts, key, name, "denies")
    given_up, fits = _given_up(facts, key, name), _still(facts, key, name, "does_not_contradict")
    if holding:
        yield DisputeSide("holds", w.fill("front.side", answer=called, who=_names(facts, holding)), at)
    elif name == _outcome(facts.brief.questions[key]):
        yield DisputeSide("holds", w.fill("front.side", answer=called, who=text(w("front.outcome"))), at)
    elif given_up:
        yield DisputeSide("given_up", w.fill("front.side", answer=called, who=_first(facts, given_up)), at)
    elif denying:
        yield DisputeSide("denies", w.fill("front.side", answer=called, who=_who(facts, "denied_by", denying)), at)
    elif fits:
        yield DisputeSide(
            "compatible", w.fill("front.side", answer=called, who=_who(facts, "uncontradicted_by", fits)), at
        )
    else:
        nobody = text(w("front.appeared" if answer.initially_appeared else "front.nobody"))
        yield DisputeSide("silent", w.fill("front.side", answer=called, who=nobody), at)
    if denying and holding:
        yield _side(facts, "denies", "denied_by", denying)
    if fits and (holding or denying):
        yield _side(facts, "compatible", "uncontradicted", fits)


def _side(facts: Facts, stance: Standing, word: str, positions: Iterable[str]) -> DisputeSide:
    positions = tuple(positions)
    return DisputeSide(stance, _who(facts, word, positions), f"positions.{positions[0]}.stance")


def _who(facts: Facts, word: str, positions: Iterable[str]) -> Inlines:
    return facts.words.fill(f"front.{word}", who=_names(facts, positions))


def _still(facts: Facts, key: str, name: str, stance: Stand) -> tuple[str, ...]:
    """The positions that take a stand on an answer and have not been replaced."""
    return tuple(one for one in facts.holders.get((key, name), {}).get(stance, ()) if one not in facts.superseded)


def _given_up(facts: Facts, key: str, name: str) -> tuple[str, ...]:
    """The positions that held an answer and have been replaced, of those who do not hold it still."""
    held = facts.holders.get((key, name), {}).get("supports", ())
    still = {facts.positions[one].actor for one in held if one not in facts.superseded}
    return tuple(one for one in held if one in facts.superseded and facts.positions[one].actor not in still)


def _undecided(facts: Facts, key: str, stance: Stand) -> tuple[str, ...]:
    """The positions that speak to a question with a stance and take none of its answers."""
    return tuple(
        one
        for one, of in facts.asked.items()
        if key in of
        and one not in facts.superseded
        and facts.positions[one].stance == stance
        and not any(question == key for (question, _), _ in facts.taken[one])
    )


# -- who --------------------------------------------------------------------------------------------------------------


def _names(facts: Facts, positions: Iterable[str]) -> Inlines:
    """ "Poland, NATO, Duda (through Austin)": each holder once, with the speakers through whom it is known."""
    w = facts.words
    each = dict.fromkeys(_name(facts, one) for one in positions)
    first = joined(list(each)[:NAMED], w("join.comma"))
    more = len(each) - NAMED
    return w.fill("front.and_more", names=first, n=str(more)) if more > 0 else first


def _name(facts: Facts, key: str) -> Inlines:
    position = facts.positions[key]
    name = short_name(facts, position.actor)
    if not position.via:
        return name
    via = joined(short_names(facts, position.via), facts.words("join.comma"))
    return facts.words.fill("front.through", who=name, via=via)


def _first(facts: Facts, positions: Iterable[str]) -> Inlines:
    """ "United Kingdom, 12 Mar; since replaced": who held it, and when where that is known."""
    w = facts.words
    said = []
    for key in positions:
        position = facts.positions[key]
        event = facts.brief.events.get(position.at or "")
        when = position.when or (event.when if event else None)
        own = f"positions.{key}.when" if position.when else f"events.{position.at}.when"
        said.append(joined((_name(facts, key), text(short_date(facts, when), own) if when else ()), w("join.comma")))
    return w.fill("front.gave_up", who=joined(said, w("join.semicolon")))
