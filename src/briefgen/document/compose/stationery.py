"""What the office's paper says on page 1: whose it is, which document and version it is, who drafted and approved it."""

from __future__ import annotations

from collections.abc import Iterator

from briefgen.document.blocks import Block, Fact, RecordRow
from briefgen.document.compose.edition import approval_time, edition_name
from briefgen.document.compose.facts import Facts, joined, text
from briefgen.document.compose.room import Room
from briefgen.document.inlines import Inlines
from briefgen.document.stationery import Letterhead
from briefgen.model.brief import FRONT as OWN


def head(facts: Facts) -> Iterator[Block]:
    """What stands above the title: the letterhead, or the cells that tell the document from others."""
    brief, paper = facts.brief, facts.paper
    if paper.letterhead and brief.publisher:
        reached = joined((text(paper.address), text(brief.contact, "contact")), facts.words("join.dot"))
        yield Letterhead(text(brief.publisher, "publisher"), (reached,) if reached else ())
    if paper.record == "control":
        yield RecordRow(tuple(_control(facts)))


def _control(facts: Facts) -> Iterator[Fact]:
    brief, w = facts.brief, facts.words
    if brief.publisher:
        yield Fact(w("record.office"), (text(brief.publisher, "publisher"),), origin="publisher")
    named = tuple(filter(None, (text(brief.number, "number"), text(facts.kind))))
    yield Fact(w("record.document"), named, facts.changed(OWN, "", "number"), "number" if brief.number else "")
    yield Fact(w("record.version"), (text(edition_name(facts)),))
    if brief.as_of:
        known = text(facts.wording.full(brief.as_of), "as_of")
        yield Fact(w("record.as_of"), (known,), facts.changed(OWN, "", "as_of"), "as_of")


def approval_block(facts: Facts, room: Room) -> Iterator[Fact]:
    """Who drafted the brief, and of an edition that somebody approved who did, and when; nothing of what nobody did."""
    if facts.paper.record != "approval":
        return
    w, stamp = facts.words, facts.stamp
    if facts.brief.authors and room.foot:
        yield Fact(w("record.drafted"), (drafters(facts),), facts.changed(OWN, "", "authors"), "authors")
    if stamp and stamp.approved:
        yield Fact(w("record.approved"), (text(stamp.approved.by),))
        yield Fact(w("record.approved_on"), (text(approval_time(facts)),))


def drafters(facts: Facts) -> Inlines:
    """Who wrote the brief."""
    return facts.words.series(text(name, f"authors.{n}") for n, name in enumerate(facts.brief.authors))
