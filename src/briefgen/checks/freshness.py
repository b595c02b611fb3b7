"""Freshness: nothing is later than the information cutoff, and nothing that runs out has run out (W3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import KeyPath, Problem
from briefgen.model.brief import Brief
from briefgen.model.log import log_of
from briefgen.model.time import When
from briefgen.reading.load import Loaded


def after_the_cutoff(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W3: what happened or was said after the information cutoff is outside the brief; what is still to come may be in it."""
    brief = loaded.draft
    dated: list[tuple[KeyPath, When | None]] = [
        *(
            (("events", id_, "when"), e.when)
            for id_, e in brief.events.items()
            if e.status != "pending" and not log_of(id_)
        ),
        *((("positions", id_, "when"), p.when) for id_, p in brief.positions.items()),
    ]
    for path, when in dated:
        began = brief.resolve(when).earliest if when else None
        if brief.as_of and began and _is_over(brief, brief.as_of, began):
            message = f"this is later than the information cutoff, as_of: {brief.as_of.at}"
            hint = "Move as_of:, or write status: pending for what is still to come"
            yield Problem("warning", message, hint, path, rule="W3")
    yield from _rows_after(loaded)


def decision_too_late(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W3: a decision that is asked can still be made when the brief is written."""
    brief = loaded.draft
    by = brief.decision.by if brief.decision else None
    if by and brief.as_of and _is_over(brief, by, brief.resolve(brief.as_of).leading):
        message = f"the decision was due ({by.text}) before the information cutoff, as_of: {brief.as_of.text}"
        yield Problem("warning", message, "Move by:, or take the decision out", ("decision", "by"), rule="W3")


def _rows_after(loaded: Loaded) -> Iterator[Problem]:
    """Of a log one warning for all its rows."""
    brief = loaded.draft
    for key, log in loaded.logs.items():
        began = {row.number: brief.resolve(row.event.when).earliest for row in log.rows if row.event.when}
        late = [number for number, at in began.items() if brief.as_of and at and _is_over(brief, brief.as_of, at)]
        if late and brief.as_of:
            message = (
                f"{log.numbering.several(late)} of the log: later than the information cutoff, as_of: {brief.as_of.at}"
            )
            yield Problem(
                "warning", message, "Move as_of:, or leave them out with only:", ("sources", key, "rows"), rule="W3"
            )


def out_of_date(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """What was to be renewed, answered or reported by now; nothing when `now` is not given."""
    brief = loaded.draft
    by = brief.decision.by if brief.decision else None
    ends: list[tuple[KeyPath, When | None, str, str]] = [
        (("valid_until",), brief.valid_until, "the brief is no longer valid", "Renew it, or move valid_until"),
        (("decision", "by"), by, "the decision was due", "Tell what was decided, or move by"),
        (("next_update",), brief.next_update, "the next report was due", "Write it, or move next_update"),
        (("marking", "expires"), brief.marking.expires, "the marking has expired", "Mark the brief anew"),
    ]
    for id_, source in brief.sources.items():
        hint = "See whether it has changed, then move valid_until"
        ends.append(
            (("sources", id_, "valid_until"), source.valid_until, "this source was to be looked at again", hint)
        )
    for id_, question in brief.questions.items():
        if question.unanswered:
            hint = "Ask its owner, or move due"
            ends.append((("questions", id_, "due"), question.due, "an answer was due", hint))
    for path, when, message, hint in ends:
        if now and when and _is_over(brief, when, now):
            yield Problem("warning", f"{message} ({when.at})", hint, path)


def _is_over(brief: Brief, when: When, instant: datetime) -> bool:
    """True when all that `when` may mean lies before an instant."""
    end = brief.resolve(when).last
    return end < instant or (end == instant and not when.clocked)
