"""Section: what is open, what might be true, and who holds it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import Block, BulletList, Column, Item, Paragraph, Row, Table
from briefgen.document.compose.details import details
from briefgen.document.compose.facts import NOTHING, Facts, capital, filled, joined, link, sentence, text, without_end
from briefgen.document.compose.likelihood import estimate, reported_likelihood
from briefgen.document.inlines import Inlines, Strong, Text
from briefgen.document.marks import Origin
from briefgen.model.statement import Question, Stance, WouldAnswer

STATES = ("open", "partly_answered", "answered", "overtaken", "withdrawn")
"""The states of a question, in the order in which they are told."""
STANDS: dict[Stance, str] = {"supports": "holders", "denies": "deniers", "does_not_contradict": "uncontradicted"}
"""The stands on an answer, each with its name in the catalogue of words."""


def questions(facts: Facts) -> tuple[Block, ...]:
    """A row for each question: where it stands, what would answer it, and its answers where the matrix has none of them."""
    if not facts.brief.questions:
        return ()
    w, blocks = facts.words, list[Block]()
    if any(_in_matrix(facts, key) for key in facts.brief.questions):
        where = link(text(w("question.the_matrix")), "section-positions")
        blocks.append(Paragraph(w.fill("question.in_matrix", matrix=where), role="small"))
    columns = (
        Column(w("table.question"), 3),
        Column(w("table.standing"), 2.2),
        Column(w("question.would_answer"), 2.6),
    )
    inorder = sorted(facts.brief.questions.items(), key=lambda item: STATES.index(item[1].status))
    rows = tuple(_row(facts, key, question) for key, question in inorder)
    table = Table(columns, rows, facts.table(w("caption.questions")), "", w("summary.questions"))
    return *blocks, filled(table, 2)


def still_open(facts: Facts) -> tuple[Block, ...]:
    """The questions that are still open, one item each: who will answer, and the answers on the table."""
    items = []
    for key, question in facts.brief.questions.items():
        if question.unanswered:
            owner = facts.words.fill("question.answered_by", who=facts.name(question.owner)) if question.owner else ()
            told = (_offered(facts, key, question, name) for name in question.answers)
            answers = joined(told, facts.words("join.semicolon")) if facts.length.answers else ()
            offered = sentence(facts.words.fill("question.on_the_table", answers=answers)) if answers else ()
            content = joined(((Strong(text(question.text, f"questions.{key}.text")),), owner, offered))
            items.append(Item(content, changed=facts.changed("questions", key), origin=f"questions.{key}"))
    return (BulletList(tuple(items)),) if items else ()


def _row(facts: Facts, key: str, question: Question) -> Row:
    at = f"questions.{key}"
    asked = (Strong(text(question.text, f"{at}.text")),)
    why = text(question.why_it_matters, f"{at}.why_it_matters")
    return Row(
        (
            tuple(filter(None, (asked, why, *_answers(facts, key, question)))),
            tuple(_standing_of(facts, key, question)),
            tuple(_ahead(facts, key, question)) or (text(NOTHING),),
        ),
        f"question-{key}",
        changed=facts.changed("questions", key),
        origin=at,
    )


def _standing_of(facts: Facts, key: str, question: Question) -> Iterator[Inlines]:
    """Whether it is open and who raises it; who will answer, and by when that is needed."""
    w, at = facts.words, f"questions.{key}"
    yield _status(facts, question)
    if question.owner:
        yield w.fill(
            "question.answered_by" if question.unanswered else "question.was_asked", who=facts.name(question.owner)
        )
    elif question.unanswered:
        yield w.fill("question.answered_by", who=w("question.no_owner"))
    if question.priority:
        yield _labelled(facts, "priority", text(question.priority, f"{at}.priority"))
    if question.due:
        yield _labelled(facts, "due", text(facts.wording.full(question.due), f"{at}.due"))
    yield from details(facts, at, question)


def _ahead(facts: Facts, key: str, question: Question) -> Iterator[Inlines]:
    """What would answer it, or what did."""
    for n, item in enumerate(question.would_answer):
        yield _would(facts, f"questions.{key}.would_answer.{n}", item)
    if question.resolution:
        yield _labelled(facts, "resolution", _resolution(facts, key, question))


def _labelled(facts: Facts, name: str, said: Inlines) -> Inlines:
    return facts.words.fill("changes.labelled", label=facts.words(f"question.{name}"), said=said)


def _status(facts: Facts, question: Question) -> Inlines:
    status = sentence(facts.words(f"question.{question.status}"))
    raised = sentence(facts.words(f"question.{question.raised_by}")) if question.raised_by != "source" else ""
    cites = facts.cites(question.evidence)
    if cites and question.raised_by == "source":
        cites = facts.words.fill("question.raised_in", sources=cites)
    return joined((text(" ".join(part for part in (status, raised) if part)), cites))


def _offered(facts: Facts, key: str, question: Question, name: str) -> Inlines:
    """An answer and who stands where on it, as part of a sentence, with the sources that say so: "a fault (held by A [1])"."""
    answer = without_end(_text(key, question, name))
    held = facts.holders.get((key, name), {}).values()
    said = [item for keys in held for one in keys for item in facts.positions[one].evidence]
    cites = facts.cites((*question.answers[name].evidence, *said))
    return (*answer, Text(" ("), *joined((_standing(facts, key, question, name), cites)), Text(")"))


def _text(key: str, question: Question, name: str) -> Inlines:
    return text(question.answers[name].text, f"questions.{key}.answers.{name}.text")


def _answers(facts: Facts, key: str, question: Question) -> Iterator[Inlines]:
    """The answers; where the matrix has them, those of which there is more to say than it has."""
    in_matrix = _in_matrix(facts, key)
    for name, answer in question.answers.items():
        judged = answer.likelihood and facts.judged
        if not in_matrix or answer.likelihood_as_reported or judged:
            yield _answer(facts, key, question, name, whole=not in_matrix)
    if not (question.answers or in_matrix):
        yield _labelled(facts, "answers", text(facts.words("question.no_answers")))
    if question.exclusive and question.answers:
        yield text(facts.words("question.exclusive"), f"questions.{key}.exclusive")


def _in_matrix(facts: Facts, key: str) -> bool:
    return "positions" in facts.parts and key in facts.speaking


def _answer(facts: Facts, key: str, question: Question, name: str, *, whole: bool) -> Inlines:
    """An answer, with our likelihood; the `whole` with who supports, denies or has nothing against it."""
    answer = question.answers[name]
    line = sentence(_text(key, question, name))
    if whole:
        told = sentence(capital(_standing(facts, key, question, name)))
        line = joined((line, told, facts.cites(answer.evidence)))
    own = f"questions.{key}.answers.{name}"
    ours = estimate(facts, own, answer.likelihood, answer.confidence) if facts.judged else ()
    reported = [
        reported_likelihood(facts, f"{own}.likelihood_as_reported.{n}", item)
        for n, item in enumerate(answer.likelihood_as_reported)
    ]
    return joined((line, *map(sentence, reported), ours))


def _standing(facts: Facts, key: str, question: Question, name: str) -> Inlines:
    """ "held by A and B; denied by C; first held by D, since replaced": who stands where on an answer."""
    w = facts.words
    said: list[Inlines] = []
    given_up: list[Inlines] = []
    for stance, word in STANDS.items():
        held = facts.holders.get((key, name), {}).get(stance, ())
        still = dict.fromkeys(facts.positions[one].actor for one in held if one not in facts.superseded)
        first = dict.fromkeys(facts.positions[one].actor for one in held if one in facts.superseded)
        if still:
            said.append(w.fill(f"question.{word}", who=facts.names(still)))
        if moved := [actor for actor in first if actor not in still]:
            given_up.append(w.fill(f"question.{word}_first", who=facts.names(moved)))
    said += given_up
    said += [text(w("question.initially"))] if question.answers[name].initially_appeared else []
    return joined(said or [text(w("question.nobody"))], w("join.semicolon"))


def _would(facts: Facts, at: Origin, item: WouldAnswer) -> Inlines:
    what = sentence(text(item.text, f"{at}.text"))
    if item.expected:
        time = text(facts.wording.short(item.expected), f"{at}.expected")
        what = facts.words.fill("question.expected", what=what, time=time)
    return joined((what, facts.cites(item.evidence)))


def _resolution(facts: Facts, key: str, question: Question) -> Inlines:
    found = question.resolution
    assert found is not None  # the caller has looked
    at, answer = f"questions.{key}.resolution", (found.answer or "").rpartition(".")[2]
    proved = _text(key, question, answer) if answer in question.answers else ()
    outcome = joined(map(sentence, filter(None, (proved, text(found.text, f"{at}.text")))))
    when = text(capital(sentence(facts.wording.short(found.when))), f"{at}.when") if found.when else ()
    return joined((sentence(outcome), when, facts.cites(found.evidence)))
