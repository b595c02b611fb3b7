"""What a brief does not say: said as notes, never made up on the page (W1, W2, W4, W9)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.walk import NOUNS, Ids, parts_of, references
from briefgen.errors import Problem
from briefgen.model.event import Quantity
from briefgen.model.log import log_of
from briefgen.model.time import When
from briefgen.reading.load import Loaded
from briefgen.ways import Way

WANTED = {
    "as_of": ("the brief does not say up to when its information goes", "Write as_of: with a date"),
    "bottom_line": ("there is no bottom line", "Write bottom_line: the answer in one or two sentences"),
    "key_points": ("there are no key points", "Write three to seven"),
    "events": ("there are no events, so there is no timeline", "Write what happened, and when"),
    "sources": ("there are no sources", f"Add one with {Way.ADD_SOURCE}"),
    "source_summary": (
        "nothing is said of the sources as a whole",
        "Write source_summary: strengths, weaknesses, gaps",
    ),
}
"""What most readers look for, with what to write."""


def not_said(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """What readers of a brief look for first."""
    failed = {problem.path[0] if problem.path else "" for problem in loaded.problems if problem.level == "error"}
    for field, (message, hint) in WANTED.items():
        if field == "source_summary" and not loaded.draft.sources:
            continue
        if not getattr(loaded.draft, field) and not failed & {field, ""}:
            yield Problem("note", message, hint, (field,))


def no_principal(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """The principal event fills the data block of page 1."""
    events = loaded.draft.events
    if events and not any(event.principal for event in events.values()) and not Ids(loaded).incomplete("events"):
        message = "no event is the principal one, so page 1 does not say what happened, where and when"
        yield Problem("note", message, "Write principal: true at one event", ("events",))


def never_referenced(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W1: an actor, place or source that nothing refers to."""
    brief, ids = loaded.draft, Ids(loaded)
    if not ids.complete:
        return  # what refers to it may be what could not be read
    used = {
        (name, link.ref.rpartition("/")[2]) for link in references(brief, or_text=True) for name in link.collections
    }
    used |= {("sources", id_) for id_, source in brief.sources.items() if source.role == "appended" or source.rows}
    used |= {("actors", actor) for key, event in brief.events.items() if log_of(key) for actor in event.actors}
    for collection in ("sources", "actors", "places"):
        for id_ in ids.of(collection):
            if (collection, id_) not in used:
                lost = ", so it is not printed" if collection == "places" else ""  # the others have a list of their own
                message = f"nothing refers to this {NOUNS[collection]}{lost}"
                yield Problem("note", message, "Cite it, or take it out", (collection, id_), rule="W1")


def question_without_indicator(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W2: an open question says what would answer it."""
    for id_, question in loaded.draft.questions.items():
        if question.unanswered and not question.would_answer:
            message = "nothing says what would answer this question"
            yield Problem(
                "note", message, "Write would_answer: the document, event or test", ("questions", id_), rule="W2"
            )


def source_not_archived(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W4: the text of a cited source is archived, so that what is quoted can be checked."""
    for id_, source in loaded.draft.sources.items():
        if source.file is None and source.role == "cited":
            message = "the text of this source is not archived, so that no words from it can be checked"
            hint = "Save it as a UTF-8 file and write file: sources/NAME.txt"
            yield Problem("note", message, hint, ("sources", id_), rule="W4")


def one_source_only(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W9: everything rests on one source."""
    sources = loaded.draft.sources
    if len(sources) == 1 and not Ids(loaded).incomplete("sources"):
        message = "everything rests on one source: nothing in the brief is corroborated"
        yield Problem("note", message, "", ("sources", *sources), rule="W9")


def inferred_without_reason(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A time that the source does not state says what it was inferred from."""
    for path, when in parts_of(loaded.draft, When):
        if when.inferred and not (when.as_written or when.note):
            message = f"{when.at or 'this time'} is inferred, but nothing says from what"
            yield Problem("note", message, "Write as_written: the source's words, or a note", path)


def decimals_without_unit(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """Things are whole; what has decimals is measured in something."""
    for path, quantity in parts_of(loaded.draft, Quantity):
        if not (quantity.unit or quantity.amount.whole):
            message = f"'{quantity.what}' is given with decimals, but in no unit"
            yield Problem("note", message, "Write unit: such as tonnes or Mw, or a whole number of things", path)


def assumption_without_consequence(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """ICD 203, standard 3: an assumption says what follows if it is wrong."""
    for id_, assumption in loaded.draft.assumptions.items():
        if not assumption.if_wrong:
            message = "nothing says what follows if this assumption is wrong"
            yield Problem("note", message, "Write what then, as if_wrong", ("assumptions", id_))
