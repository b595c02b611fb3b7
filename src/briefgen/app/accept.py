"""Accepted candidates as edits of brief.yaml: the source's own words as quotation and evidence, and [TBC] where the writer's belong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never

from briefgen.app.ids import id_of
from briefgen.editing import Add, Value
from briefgen.errors import UsageError
from briefgen.intake.draft.candidate import Candidate
from briefgen.model.brief import Brief

_UNKNOWN_SPEAKER = "speaker-tbc"
"""The actor of all quotations whose speaker has no name in the source."""
_BASIS = {
    "stated": "",
    "weekday": "inferred_from_weekday",
    "relative": "inferred_from_context",
    "year inferred": "inferred_from_context",
    "order inferred": "inferred_from_context",
}
"""How a date is known, in the words of brief.yaml; every other way is an estimate."""
_ORDER = ("actor", "place", "date", "quotation", "statement", "doubt")
"""Actors first: what is said is said by one of them."""


@dataclass(frozen=True, slots=True)
class AcceptedFacts:
    """The edits that write `candidates` as facts; `remarks` tell what the brief has already, and what cannot be a fact."""

    edits: tuple[Add, ...]
    candidates: tuple[Candidate, ...]
    remarks: tuple[str, ...]


def accepted(
    brief: Brief,
    wanted: Iterable[Candidate],
    known: Iterable[Candidate],
    texts: Mapping[str, str],
    named: Collection[str] = (),
) -> AcceptedFacts:
    """What writes the wanted candidates. `known` are all candidates: an actor there gives a speaker's full name.

    Raises UsageError for one that cannot be a fact, and says why, where its id is one of those `named`; others stay as they are.
    """
    accepting = _Accepting(brief, known, texts)
    edits: list[Add] = []
    done: list[Candidate] = []
    for candidate in sorted(wanted, key=lambda one: _ORDER.index(one.kind)):
        try:
            edits += accepting.edits(candidate)
        except UsageError as error:
            if candidate.id in named:
                raise
            accepting.remarks.append(str(error))
        else:
            done.append(candidate)
    return AcceptedFacts(tuple(edits), tuple(done), tuple(accepting.remarks))


class _Accepting:
    """One writing of facts: ids that are taken, and actors that are there by now."""

    def __init__(self, brief: Brief, known: Iterable[Candidate], texts: Mapping[str, str]) -> None:
        self.texts = texts
        known = tuple(known)
        self.people = {one.value.casefold(): one for one in known if one.kind == "actor" and one.value}
        self.speakers = {one.speaker.casefold() for one in known if one.named and one.speaker}
        self.taken = {
            name: set(getattr(brief, name)) for name in ("actors", "positions", "events", "questions", "places")
        }
        self.actors = {
            name.casefold(): key
            for key, actor in reversed(brief.actors.items())
            for name in (*actor.aliases, actor.name)
            if name
        }
        self.places = {place.name.casefold(): key for key, place in brief.places.items()}
        self.remarks: list[str] = []

    def edits(self, candidate: Candidate) -> Iterator[Add]:
        """What writes one; nothing for what the brief has already. Raises UsageError."""
        match candidate.kind:
            case "actor":
                return self._actor(candidate)
            case "place":
                return self._place(candidate)
            case "date":
                return self._event(candidate)
            case "quotation" | "statement":
                return self._position(candidate)
            case "doubt":
                return self._question(candidate)
            case _:
                assert_never(candidate.kind)

    def _there(self, candidate: Candidate, key: str) -> None:
        self.remarks.append(f"the brief has '{candidate.value}' already, as {key}, so nothing was added")

    def _position(self, candidate: Candidate) -> Iterator[Add]:
        meant = candidate.speaker.casefold()
        if meant not in self.actors:
            meant = _meant(meant, {*self.actors, *self.people, *self.speakers})
        actor = self.actors.get(meant) if candidate.named else None
        if actor is None and candidate.named:
            full = self.people.get(meant)
            edit = self._named(full or candidate, full.value if full else candidate.speaker)
            yield edit
            actor = str(edit.path[1])
        if actor is None:
            actor = _UNKNOWN_SPEAKER
            if actor not in self.taken["actors"]:
                yield self._new("actors", actor, {"label": "[TBC] who says this"})
        said: dict[str, Value] = {"actor": actor, "says": "[TBC] what is said, in your words"}
        if candidate.kind == "quotation":
            said["quote"] = candidate.value.rstrip(" ,")
        words = candidate.value or candidate.words
        yield self._new("positions", f"{actor}-{id_of(words, 3) or 'item'}", {**said, **self._evidence(candidate)})

    def _named(self, candidate: Candidate, name: str) -> Add:
        person = candidate.kind == "actor"
        said: dict[str, Value] = {"kind": "person", "name": name} if person else {"name": name}
        if candidate.title:
            said["role"] = {"as_written": candidate.title}
        span = (candidate.start, candidate.end) if person else candidate.speaker_span
        if span:
            said["evidence"] = {candidate.source: self.texts[candidate.source][slice(*span)]}
        edit = self._new("actors", id_of(name.split()[-1]) or "item", said)
        self.actors[name.casefold()] = str(edit.path[1])
        return edit

    def _actor(self, candidate: Candidate) -> Iterator[Add]:
        if key := self.actors.get(candidate.value.casefold()):
            self._there(candidate, key)
        else:
            yield self._named(candidate, candidate.value)

    def _place(self, candidate: Candidate) -> Iterator[Add]:
        if key := self.places.get(candidate.value.casefold()):
            self._there(candidate, key)
            return
        said: dict[str, Value] = {"name": candidate.value, "evidence": {candidate.source: candidate.words}}
        edit = self._new("places", id_of(candidate.value, 4) or "item", said)
        self.places[candidate.value.casefold()] = str(edit.path[1])
        yield edit

    def _event(self, candidate: Candidate) -> Iterator[Add]:
        at = written(candidate.value)
        if not at:
            undated = f"{candidate.source} had no date of publication when it was drafted. Write published: at the source, and draft again"
            why = undated
            if candidate.basis == "order unclear":
                why = f"it may be {candidate.note}. Write the event by hand, with the day that is meant"
            elif candidate.value:
                why = "this is no date. Write the event by hand"
            raise UsageError(f"“{candidate.words}” cannot be the time of an event yet: {why}.")
        when: dict[str, Value] = {"at": at, "as_written": candidate.words}
        basis = "estimated" if candidate.note else _BASIS.get(candidate.basis, "estimated")
        if basis:
            when["basis"] = basis
        if candidate.note:
            when["note"] = candidate.note
        said: dict[str, Value] = {"title": "[TBC] what happened", "when": when}
        yield self._new(
            "events", f"{candidate.source}-{id_of(candidate.words, 3) or 'item'}", {**said, **self._evidence(candidate)}
        )

    def _question(self, candidate: Candidate) -> Iterator[Add]:
        said: dict[str, Value] = {"text": "[TBC] What is not known?", **self._evidence(candidate)}
        yield self._new("questions", f"{candidate.source}-{id_of(candidate.value, 3) or 'item'}", said)

    def _evidence(self, candidate: Candidate) -> dict[str, Value]:
        span = candidate.context or (candidate.start, candidate.end)
        return {"evidence": {candidate.source: self.texts[candidate.source][slice(*span)]}}

    def _new(self, collection: str, key: str, said: Mapping[str, Value]) -> Add:
        taken, free, number = self.taken[collection], key, 1
        while free in taken:
            number += 1
            free = f"{key}-{number}"
        taken.add(free)
        return Add((collection, free), said)


def written(value: str) -> str:
    """A TIMEX3 value as a time of brief.yaml; empty where it is none: a duration, a season. A clock without a zone is left out: in the
    brief it would be one of the brief's zone."""
    if clock := re.fullmatch(r"(\d{4}-\d\d-\d\d)T(\d\d:\d\d(?:Z|[+-]\d\d:\d\d))", value):
        return f"{clock[1]} {clock[2]}"
    day = re.sub(r"T.*$", "", value)
    if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", day):
        return day
    if week := re.fullmatch(r"(\d{4})-W(\d\d)(-WE)?", day):
        monday = dt.date.fromisocalendar(int(week[1]), int(week[2]), 1)
        first, last = (5, 6) if week[3] else (0, 6)
        return f"{monday + dt.timedelta(first)}..{monday + dt.timedelta(last)}"
    if quarter := re.fullmatch(r"(\d{4})-Q([1-4])", day):
        last_month = int(quarter[2]) * 3
        return f"{quarter[1]}-{last_month - 2:02d}..{quarter[1]}-{last_month:02d}"
    if half := re.fullmatch(r"(\d{4})-H([12])", day):
        return f"{half[1]}-01..{half[1]}-06" if half[2] == "1" else f"{half[1]}-07..{half[1]}-12"
    return f"{day}0..{day}9" if re.fullmatch(r"\d{3}", day) else ""


def _meant(name: str, known: Collection[str]) -> str:
    """The one of the known names, in small letters, that a text means by a name: the same, or the only longer one that has all its words
    and ends alike ("Milley", "Mark Milley"). Itself for none, and for several: whose words they are is never guessed."""
    said = name.split()
    longer = [one for one in known if said and one.split()[-1:] == said[-1:] and set(said) < set(one.split())]
    return longer[0] if len(longer) == 1 and (name not in known or len(said) == 1) else name
