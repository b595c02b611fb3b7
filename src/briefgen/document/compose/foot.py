"""The foot of page 1: for whom, where, what it covers and rests on, who approved it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from briefgen.document.blocks import Block, Fact, FactList, Foot
from briefgen.document.compose.details import described, details
from briefgen.document.compose.edition import approval
from briefgen.document.compose.facts import Facts, joined, text
from briefgen.document.compose.room import Room
from briefgen.document.compose.sources import named
from briefgen.document.compose.stationery import approval_block, drafters
from briefgen.document.inlines import Inlines
from briefgen.document.marks import Origin
from briefgen.model.brief import FRONT as OWN

LONG = 200
"""Characters of a sentence that the foot has room for."""
_END = re.compile(r"(?:\b[a-zß-ž]{3,}|\w{5,}|\d{4}|[)”»’])[.!?](?=\s+[\W_]*[A-ZÀ-Ž])")
"""The end of a sentence, and not that of "Gen.", "Prof." or "No."."""


def foot(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The foot of page 1; without room what must stand there alone."""
    signed = tuple(approval_block(facts, room))
    must, may = (*_must(facts), *_sources(facts)), tuple(_may(facts, room))
    shown = (*may, *must) if room.foot else must
    return (Foot(shown, signed),) if shown or signed else ()


def left_over(facts: Facts, room: Room) -> tuple[Block, ...]:
    """What the foot had no room for, for the next page."""
    found = () if room.foot else tuple(_may(facts, room))
    return (FactList(found),) if found else ()


def _must(facts: Facts) -> Iterator[Fact]:
    """The lines that the marking wants on page 1, and of an edition who approved it; whom to ask stands at the foot of every page."""
    brief, block = facts.brief, "marking.designation_block"
    for term, line in brief.marking.designation_block.items():
        yield Fact(term, (text(line, f"{block}.{term}"),), origin=block)
    if facts.stamp and not (facts.stamp.approved and facts.paper.record == "approval"):
        yield Fact(facts.words("front.approval"), (text(approval(facts)),))


def _sources(facts: Facts) -> Iterator[Fact]:
    """The sources that the page cites, where no section lists them."""
    if facts.shown_sources and not facts.parts & {"sources", "references"}:
        lines = tuple(named(facts, key, source) for key, source in facts.shown_sources.items())
        yield Fact(facts.words("section.references"), lines)


def _may(facts: Facts, room: Room) -> Iterator[Fact]:
    brief, w = facts.brief, facts.words
    for field in ("audience", "requirement"):
        yield from _fact(facts, field, [text(getattr(brief, field), field)])
    key, event = next(((key, e) for key, e in facts.events.items() if e.principal), ("", None))
    if event and (where := _where(facts, event.place, f"events.{key}.place")):
        changed = facts.changed("events", key, "place")
        yield Fact(w("front.where"), (joined(where, w("join.semicolon")),), changed, f"events.{key}.place")
    if brief.period:
        yield from _fact(facts, "period", [text(facts.wording.full(brief.period), "period")])
    yield from _fact(facts, "scope_note", [_first_sentence(brief.scope_note, "scope_note")], "scope")
    yield from _fact(facts, "source_summary", [_first_sentence(brief.source_summary, "source_summary")], "rests")
    if not (room.foot and facts.paper.record == "approval"):  # they stand in a cell of their own
        yield from _fact(facts, "authors", [drafters(facts)])
    if known := tuple(details(facts, "", brief)):
        yield Fact(w("front.details"), known)


def _fact(facts: Facts, field: str, lines: Iterable[Inlines], word: str = "") -> Iterator[Fact]:
    if kept := tuple(line for line in lines if line):
        yield Fact(facts.words(f"front.{word or field}"), kept, facts.changed(OWN, "", field), field)


def _first_sentence(said: str, origin: Origin) -> Inlines:
    """The first sentence of what stands whole in a section; nothing where it is a long one."""
    found = _END.search(said)
    first = said[: found.end()] if found else said
    return text(first, origin) if len(first) <= LONG else ()


def _where(facts: Facts, ref: str, origin: Origin) -> tuple[Inlines, ...]:
    """ "Przewodów (village), Poland", and what must be known of the place."""
    place = facts.brief.places.get(ref)
    if place is None:
        return tuple(filter(None, (text(ref, origin),)))
    at = f"places.{ref}"
    kind = (*text("("), *text(place.kind, f"{at}.kind"), *text(")")) if place.kind else ()
    lies, cited, *more = described(facts, ref)
    named = joined((text(place.name, f"{at}.name"), kind))
    return tuple(filter(None, (joined((joined((named, lies), facts.words("join.comma")), cited)), *more)))
