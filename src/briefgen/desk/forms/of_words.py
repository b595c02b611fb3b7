"""What the words of a new fact say at its fields: where a text that was filled in comes from, and why another was left empty."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefgen.desk.forms.names import NEW
from briefgen.desk.forms.opened import Opened
from briefgen.desk.prefill import ActorSaid, PassageSays, says_at
from briefgen.model.brief import Brief
from briefgen.reading.load import Loaded

SayKind = Literal["error", "warning", "tells", "aside", "offer"]


class Say(NamedTuple):
    """A sentence at a field, and how it is meant; an offer is the name of `ref`, which may be chosen."""

    kind: SayKind
    words: str
    ref: str = ""


def of_words(opened: Opened, loaded: Loaded) -> dict[str, tuple[Say, ...]]:
    """What is said of the fields of a new fact by their names, as long as they are as they were filled in."""
    key = next(iter(opened.said.get("evidence", "").split()), "")
    source, words = (opened.said.get(f"evidence.{key}.{name}", "") for name in ("source", "span"))
    said = says_at(loaded, source, words) if opened.new else None
    found: dict[str, list[Say]] = {}
    for name, one in _all(opened, said):
        if one.words:
            found.setdefault(name, []).append(one)
    for name, title, ref in _offers(opened, said, loaded.draft, source) if said else ():
        found.setdefault(name, []).append(Say("offer", title, ref))
    return {name: tuple(all_) for name, all_ in found.items()}


def _all(opened: Opened, said: PassageSays | None) -> Iterator[tuple[str, Say]]:
    if opened.form.letter == "P" and not opened.said.get("actor", "").strip():
        yield "actor", Say("error", "Say whose position it is.")
    if said is None:
        return
    for name, sentence in _event(opened, said) if opened.form.letter == "E" else ():
        yield name, Say("aside", sentence)
    for name, sentence in _position(opened, said) if opened.form.letter == "P" else ():
        yield name, Say("aside", sentence)


def _offers(opened: Opened, said: PassageSays, brief: Brief, source: str) -> Iterator[tuple[str, str, str]]:
    """Names that the words may mean, and leave to be chosen: each with its field and its title."""
    chosen = opened.said.get("actors", "").split("\n")
    for key in said.named if opened.form.letter == "E" else ():
        if key not in chosen:
            yield "actors", brief.actors[key].title, key
    if opened.form.letter != "P":
        return
    speaker = opened.said.get("actor", "")
    for who in said.voices.perhaps if not speaker else ():
        yield "actor", brief.actors[who.actor].title if who.actor else who.name or who.label, who.ref
    if not opened.said.get("at"):
        same = (
            one.at
            for one in brief.positions.values()
            if one.at in brief.events and one.actor == speaker and any(link.source == source for link in one.evidence)
        )
        for key in dict.fromkeys(filter(None, same)):
            yield "at", brief.events[key].title, key


def _event(opened: Opened, said: PassageSays) -> Iterator[tuple[str, str]]:
    at, place = opened.said.get("when.at", ""), said.place
    if not at or at == said.when.at:
        yield "when.at", said.when.why
        yield "when.at", said.when.remark
    if place and opened.said.get("place") == (place.place or place.name):
        yield "place", place.why
    if said.who and opened.said.get("actors") == said.who.ref:
        yield "actors", said.who.why + _with(said.who)
    for row in opened.said.get("casualties", "").split():
        for one in said.amounts:
            if one.harm and opened.said.get(f"casualties.{row}.{one.harm}") == one.value:
                yield f"casualties.{row}.{one.harm}", one.why


def _position(opened: Opened, said: PassageSays) -> Iterator[tuple[str, str]]:
    speaker, named = said.voices.speaker, opened.said.get("actor", "")
    if not named:
        yield "actor", said.voices.why
    elif speaker and named == speaker.ref:
        yield "actor", speaker.why + _with(speaker)
    at = opened.said.get("when.at", "")
    if at and at == said.told.at:
        yield "when.at", said.told.why
    if opened.said.get("quote.text", "") == said.quote.text:
        yield "quote.text", said.quote.marks


def _with(who: ActorSaid) -> str:
    """What is added of an actor who is new."""
    parts = (f"rank “{who.rank}”" if who.rank else "", f"office “{who.role}”" if who.role else "")
    more = " and ".join(filter(None, parts))
    return f" Added with {more}." if more and who.ref.startswith(NEW) else ""
