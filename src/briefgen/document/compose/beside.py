"""The middle of page 1: the key points, and beside them what is contested or open, and what comes next."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from math import ceil

from briefgen.document.blocks import Beside, Block, Dispute, FactList, Inlines, Paragraph, Points, plain
from briefgen.document.compose.coming import coming
from briefgen.document.compose.disputes import OPEN, asked, contested, dispute
from briefgen.document.compose.facts import Facts, link, text
from briefgen.document.compose.key_points import key_points
from briefgen.document.compose.room import Room

WIDE, NARROW = 50, 33
"""Characters of a line of a point, and of one beside it: roughly, to see which of the two columns is the longer."""
LEAST = 2
"""Open questions that are told whatever the length of the column; of others those that do not make it longer than the points."""


def beside(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The two columns; where one has nothing to say the other alone."""
    points = key_points(facts)
    side = tuple(_side(facts, room, sum(map(_height, points)) if points else sys.maxsize))
    return (Beside(points, side),) if points and side else (*points, *side)


def _side(facts: Facts, room: Room, height: int) -> Iterator[Paragraph | Dispute | FactList]:
    """What is contested or open, how many questions are left out, and what comes next; `height` are the lines beside it."""
    w, following, keys = facts.words, coming(facts), asked(facts)
    told = _told(facts, room, keys, height - sum(_lines(fact.lines[0], NARROW) + 1 for fact in following))
    if told:
        still = [key for key in told if facts.brief.questions[key].status in OPEN]
        head = "contested" if any(contested(facts, key) for key in still) else "open" if still else "settled"
        yield Paragraph(text(w(f"front.{head}")), role="group")
        yield from told.values()
    if more := sum(facts.brief.questions[key].status in OPEN for key in keys if key not in told):
        yield Paragraph(link(text(w.count("front.more_questions", more)), "section-questions"), role="small")
    if following:
        yield Paragraph(text(w("front.coming")), role="group")
        yield FactList(following)


def _told(facts: Facts, room: Room, keys: list[str], left: int) -> dict[str, Dispute]:
    """The questions that there is room for; `left` lines are left for them in the column, if it has another beside it."""
    made: dict[str, Dispute] = {}
    for key in keys[:LEAST] if room.questions == "two" else keys:
        one = dispute(facts, key, whole=room.questions == "whole")
        left -= 1 + sum(
            _lines(line, NARROW) for line in (one.question, one.state, *(side.content for side in one.sides))
        )
        if left < 0 and (len(made) >= LEAST or (made and facts.brief.questions[key].status not in OPEN)):
            break
        made[key] = one
    return made


def _height(block: Paragraph | Points) -> int:
    """The lines of the points, roughly."""
    match block:
        case Points(points):
            return sum(max(_lines((*one.content, *one.more), WIDE), 2) + 1 for one in points)
        case Paragraph():
            return 0


def _lines(content: Inlines, width: int) -> int:
    return ceil(len(plain(content)) / width)
