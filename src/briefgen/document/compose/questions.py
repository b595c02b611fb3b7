"""Section: what is open, what might be true, and who holds it."""

from __future__ import annotations

from briefgen.document.blocks import Block, BulletList, Fact, FactList, Heading, Inlines, Item, Strong
from briefgen.document.compose.facts import Facts, capital, joined, sentence, text
from briefgen.document.compose.likelihood import estimate
from briefgen.document.compose.positions import by_stance
from briefgen.incident.statement import Question, WouldAnswer


def questions(ctx: Facts) -> tuple[Block, ...]:
    """Each question with its owner, its competing answers and what would answer it."""
    blocks: list[Block] = []
    for key, question in ctx.brief.questions.items():
        changed = ctx.changed("questions", key, "text")
        blocks.append(Heading(3, text(question.text), f"question-{key}", changed=changed))
        blocks.append(_facts(ctx, key, question))
    return tuple(blocks)


def still_open(ctx: Facts) -> tuple[Block, ...]:
    """The questions that are still open, one item each: who will answer, and the answers on the table."""
    items = []
    for key, question in ctx.brief.questions.items():
        if question.status in ("open", "partly_answered"):
            owner = ctx.words("question.answered_by", who=ctx.name(question.owner)) if question.owner else ""
            answers = ctx.words("join.semicolon").join(_offered(ctx, key, question, name) for name in question.answers)
            offered = sentence(ctx.words("question.on_the_table", answers=answers)) if answers else ""
            content = joined(((Strong(text(question.text)),), text(owner), text(offered)))
            items.append(Item(content, changed=ctx.changed("questions", key)))
    return (BulletList(tuple(items)),) if items else ()


def _facts(ctx: Facts, key: str, question: Question) -> FactList:
    w = ctx.words
    found: list[Fact] = []

    def add(term: str, lines: tuple[Inlines, ...], *fields: str) -> None:
        found.append(Fact(w(f"question.{term}"), lines, ctx.changed("questions", key, *fields)))

    owner = capital(ctx.name(question.owner)) if question.owner else w("question.no_owner")
    add("status", (_status(ctx, question),), "status", "evidence")
    if question.owner or question.status in ("open", "partly_answered"):
        add("owner", (text(owner),), "owner")
    if question.priority:
        add("priority", (text(question.priority),), "priority")
    if question.why_it_matters:
        add("why", (text(question.why_it_matters),), "why_it_matters")
    if question.due:
        add("due", (text(ctx.wording.full(question.due)),), "due")
    answers = tuple(line for name in question.answers for line in _answer(ctx, key, question, name))
    add("answers", answers or (text(w("question.no_answers")),), "answers")
    if question.would_answer:
        add("would_answer", tuple(_would(ctx, item) for item in question.would_answer), "would_answer")
    if question.resolution:
        add("resolution", (_resolution(ctx, question),), "resolution")
    return FactList(tuple(found))


def _status(ctx: Facts, question: Question) -> Inlines:
    status = sentence(ctx.words(f"question.{question.status}"))
    raised = sentence(ctx.words(f"question.{question.raised_by}")) if question.raised_by != "source" else ""
    return joined((text(" ".join(part for part in (status, raised) if part)), ctx.cites(question.evidence)))


def _offered(ctx: Facts, key: str, question: Question, name: str) -> str:
    """An answer and who stands where on it, as part of a sentence: "a fault (held by A)"."""
    return f"{question.answers[name].text.rstrip('. ')} ({_standing(ctx, key, question, name)})"


def _answer(ctx: Facts, key: str, question: Question, name: str) -> tuple[Inlines, ...]:
    """An answer in one line, with who supports, denies or has nothing against it; our likelihood below it."""
    answer = question.answers[name]
    told = _standing(ctx, key, question, name)
    line = joined(
        (
            (Strong(text(sentence(answer.text))),),
            text(sentence(capital(told))),
            ctx.cites(answer.evidence),
        )
    )
    ours = estimate(ctx, answer.likelihood, answer.confidence)
    return (line, text(ours)) if ours else (line,)


def _standing(ctx: Facts, key: str, question: Question, name: str) -> str:
    """ "held by A and B; denied by C": who stands where on an answer."""
    w, holders = ctx.words, by_stance(ctx, key, name)
    words = (("supports", "holders"), ("denies", "deniers"), ("does_not_contradict", "uncontradicted"))
    said = [w(f"question.{word}", who=holders[stance]) for stance, word in words if stance in holders]
    said += [w("question.initially")] if question.answers[name].initially_appeared else []
    return w("join.semicolon").join(said or [w("question.nobody")])


def _would(ctx: Facts, item: WouldAnswer) -> Inlines:
    what = sentence(item.text)
    if item.expected:
        what = ctx.words("question.expected", what=what, time=ctx.wording.short(item.expected))
    return joined((text(what), ctx.cites(item.evidence)))


def _resolution(ctx: Facts, question: Question) -> Inlines:
    found = question.resolution
    assert found is not None  # the caller has looked
    key = (found.answer or "").rpartition(".")[2]
    outcome = found.text or (question.answers[key].text if key in question.answers else "")
    when = ctx.wording.short(found.when) if found.when else ""
    return joined((text(sentence(outcome)), text(capital(sentence(when)) if when else ""), ctx.cites(found.evidence)))
