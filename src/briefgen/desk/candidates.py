"""Suggestions are shown, taken as facts, changed, or dropped for good, each as one step that can be undone."""

from __future__ import annotations

from collections.abc import Mapping

from briefgen.app.draft import DraftOutcome, accepting, draft, dropping, settled
from briefgen.desk.exchange import Ask, BadRequest, DeskAction, DeskAnswer
from briefgen.desk.forms import actions as forms
from briefgen.desk.markup import markup
from briefgen.desk.panes import answered
from briefgen.desk.waiting import waiting, words_of
from briefgen.errors import counted, ended
from briefgen.intake.draft.candidate import GRADES


def show(ask: Ask) -> DeskAnswer:
    """The card of a suggestion, which hangs at its words."""
    rows, fault = waiting(ask.brief, ask.brief.reading())
    place = next((n for n, one in enumerate(rows) if one.id == ask.text("id")), None)
    if place is None:
        return _gone(ask, fault)
    one = rows[place]
    card = markup("card", one=one, number=place + 1, count=len(rows))
    return DeskAnswer({"card": card}, tell={"suggestion": one.id, "source": one.source})


def take(ask: Ask) -> DeskAnswer:
    """Write the fact, with the source's own words and [TBC] where the writer's belong."""
    outcome = _taken(ask)
    return answered(ask, _told("Taken", outcome))


def change(ask: Ask) -> DeskAnswer:
    """The same, and its form is opened, so that the writer's words come in at once."""
    forms.spare(ask)
    outcome = _taken(ask)
    done = answered(ask, _told("Taken", outcome))
    if not outcome.facts:
        return done
    form = forms.open_(Ask(ask.brief, {**ask.said, "path": outcome.facts[-1]}))
    return DeskAnswer({**done.parts, **form.parts}, done.said, form.focus, {**done.tell, **form.tell})


def drop(ask: Ask) -> DeskAnswer:
    """Drop it: it does not come back, however often the sources are read again, unless this step is undone."""
    brief = ask.brief
    reading = brief.reading()
    outcome = dropping(reading.loaded, brief.place, [_id(ask)])
    words = words_of(outcome.candidates[0])
    brief.save(
        (),
        f"Dropped: {words}",
        beside=lambda done: settled(brief.place, outcome.candidates, "dropped" if done else "open"),
    )
    return answered(ask, f"Dropped: {words}")


def run(ask: Ask) -> DeskAnswer:
    """Read the sources for what may be facts. What was taken or dropped before stays so."""
    brief = ask.brief
    key = ask.text("key", "")
    drafted = draft(brief.workspace, brief.place, (key,) if key else ())
    found = sum(len(one.candidates) for one in drafted)
    said = f"{counted(found, 'suggestion')} in {counted(len(drafted), 'text')}"
    remarks = tuple(ended(remark) for one in drafted for remark in one.remarks)
    if not remarks:
        return answered(ask, said)
    done = answered(ask, said, dialog=markup("told", title=said, lines=remarks))
    return DeskAnswer(done.parts, said, "#dialog h2", {**done.tell, "dialog": "open"})


def _taken(ask: Ask) -> DraftOutcome:
    """One suggestion as a fact. Raises UsageError for one that is not there any more, or cannot be a fact; NotWritten."""
    brief = ask.brief
    outcome, edits = accepting(brief.reading().loaded, brief.place, [_id(ask)])
    brief.save(
        edits,
        f"Taken: {words_of(outcome.candidates[0])}",
        beside=lambda done: settled(brief.place, outcome.candidates, "accepted" if done else "open"),
    )
    return outcome


def _id(ask: Ask) -> str:
    """The one suggestion that is meant; not a grade, which would mean many."""
    wanted = ask.text("id")
    if wanted in GRADES:
        raise BadRequest("id is that of a suggestion")
    return wanted


def _told(what: str, outcome: DraftOutcome) -> str:
    lines = [ended(f"{what}: {words_of(outcome.candidates[0])}"), *map(ended, outcome.remarks)]
    return " ".join(lines)


def _gone(ask: Ask, fault: str) -> DeskAnswer:
    done = answered(ask, fault or "This suggestion is not there any more.")
    return DeskAnswer(done.parts, done.said, tell={**done.tell, "refused": "yes"})


ACTIONS: Mapping[str, DeskAction] = {
    "suggestion/show": show,
    "suggestion/take": take,
    "suggestion/change": change,
    "suggestion/drop": drop,
    "draft/run": run,
}
