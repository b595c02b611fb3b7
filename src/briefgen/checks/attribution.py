"""Attribution: who says it, through whom, for whom, and on what (R10, R11; ICD 203, standard 3)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded


def via_the_actor_itself(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R10: `via` names who stands between the source and the actor."""
    for id_, position in loaded.draft.positions.items():
        for index, ref in enumerate(position.via):
            if ref == position.actor:
                message = f"'{ref}' is the actor itself"
                hint = "Name in via only those who pass the actor's words on"
                yield Problem("error", message, hint, ("positions", id_, "via", index), rule="R10")


def supersedes_another_actors(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R11: a position is replaced by one of the same actor, or of someone who speaks for it or belongs to it."""
    positions = loaded.draft.positions
    for id_, position in positions.items():
        older = positions.get(position.supersedes or "")
        if older and older.actor not in _behind(loaded.draft, position.actor):
            message = (
                f"'{position.supersedes}' is a position of '{older.actor}', which '{position.actor}' cannot replace"
            )
            hint = f"Write refers_to: {position.supersedes}. Only '{older.actor}' itself, or who speaks for it, can replace what it said"
            yield Problem("error", message, hint, ("positions", id_, "supersedes"), rule="R11")


def position_on_nothing(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """A position answers a question, speaks to one, or has a topic; else no section of the brief is its place."""
    for id_, position in loaded.draft.positions.items():
        if not (position.answers or position.on or position.topic):
            message = "this position is on no question and has no topic"
            hint = "Write supports or denies with an answer, on with a question, or a topic"
            yield Problem("warning", message, hint, ("positions", id_, "on"))


def attributed_to_nobody(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """ICD 203, standard 3: a claim keeps its speaker."""
    for id_, event in loaded.draft.events.items():
        if event.reported_as == "attributed" and not event.according_to:
            message = "this event is attributed, but nothing says to whom"
            hint = "Write according_to: with the position or the actor"
            yield Problem("error", message, hint, ("events", id_, "reported_as"))


def _behind(brief: Brief, actor: str) -> frozenset[str]:
    """The actor, and all that it speaks for or belongs to."""
    reached, ahead = {actor}, [actor]
    while ahead:
        member = brief.actors.get(ahead.pop())
        further = {*member.speaks_for, *member.of} - reached if member else set()
        reached |= further
        ahead += further
    return frozenset(reached)
