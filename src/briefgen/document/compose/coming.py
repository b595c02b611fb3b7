"""What comes next, by its date: duties and actions that are due, what would answer a question, answers that are due, events that are
expected, the next report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from briefgen.document import dates
from briefgen.document.blocks import Fact
from briefgen.document.compose.actions import overdue
from briefgen.document.compose.disputes import OPEN
from briefgen.document.compose.facts import Facts, capital, text, without_end
from briefgen.document.compose.short_date import short_date
from briefgen.document.inlines import Inlines
from briefgen.document.marks import Origin
from briefgen.model.brief import FRONT as OWN
from briefgen.model.point import zone
from briefgen.model.time import When

MOST, UNDATED = 4, 2
"""Entries of page 1, and those without a date; the questions and the timeline have all."""
_Dated = tuple[datetime | None, Fact]


def coming(facts: Facts) -> tuple[Fact, ...]:
    """The entries with their date, the first to come first, then those that have none; duties before all, which nobody may miss."""
    duties, others = list(_actions(facts, duty=True)), [*_entries(facts), *_actions(facts, duty=False)]
    undated = [entry for entry in others if not entry[0]][:UNDATED]
    shown = [*_by_date(duties), *_by_date(others), *undated][:MOST]
    return tuple(fact for _, fact in (*_by_date(shown), *(entry for entry in shown if not entry[0])))


def _by_date(entries: Iterable[_Dated]) -> list[_Dated]:
    """Those that have a date, the first to come first."""
    dated = [entry for entry in entries if entry[0]]
    return sorted(dated, key=lambda entry: entry[0])  # type: ignore[arg-type, return-value]  # no None


def _entries(facts: Facts) -> Iterator[_Dated]:
    brief, w = facts.brief, facts.words
    if brief.next_update:
        changed = facts.changed(OWN, "", "next_update")
        yield _entry(facts, brief.next_update, "next_update", text(w("front.next")), changed, "next_update")
    for key, event in facts.events.items():
        if event.status == "pending":
            at = f"events.{key}"
            named = text(event.short, f"{at}.{'label' if event.label else 'title'}")
            yield _entry(facts, event.when, f"{at}.when", named, facts.changed("events", key), at)
    for key, question in brief.questions.items():
        if question.status not in OPEN:
            continue
        at, changed = f"questions.{key}", facts.changed("questions", key, "would_answer", "due")
        if question.due:
            asks = w.fill("front.answer_due", question=text(question.text, f"{at}.text"))
            yield _entry(facts, question.due, f"{at}.due", asks, changed, at)
        for n, item in enumerate(question.would_answer):
            own = f"{at}.would_answer.{n}"
            yield _entry(facts, item.expected, f"{own}.expected", text(item.text, f"{own}.text"), changed, own)


def _actions(facts: Facts, *, duty: bool) -> Iterator[_Dated]:
    """What is still to be done, where it is known by when; of what is no duty what is not overdue."""
    for key, action in facts.brief.actions.items():
        when, late = facts.brief.due_time(action), overdue(facts, action)
        if not (action.unfinished and when) or (action.kind == "duty") != duty or (late and not duty):
            continue
        at = f"actions.{key}"
        what = text(action.text, f"{at}.text")
        what = facts.words.fill("front.overdue", what=without_end(what)) if late else what
        yield _entry(facts, when, f"{at}.due", what, facts.changed("actions", key), at)


def _entry(facts: Facts, when: When | None, at: Origin, what: Inlines, changed: bool, origin: Origin) -> _Dated:
    time, instant = facts.words("front.no_date"), None
    if when:
        time = short_date(facts, when)
        instant = facts.brief.resolve(when).leading
        if when.clocked and facts.brief.times == "local+utc":  # who is to act by a clock must know whose it is
            own = zone(facts.brief.clock)
            letters = dates.zone(instant.astimezone(own)).partition(",")[0]
            time = time if letters in time else f"{time} {letters}"
    return instant, Fact(time, (capital(without_end(what)),), changed, origin)
