"""The middle of page 1: the key points, and beside them what is contested or open, and what comes next."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from math import ceil, inf

from briefgen.document.blocks import Block, ClassedPoints, Dispute, Fact, FactList, Paragraph, TwoColumns, plain
from briefgen.document.compose.coming import coming
from briefgen.document.compose.disputes import OPEN, asked, contested, dispute
from briefgen.document.compose.facts import Facts, link, text
from briefgen.document.compose.key_points import key_points
from briefgen.document.compose.room import Room
from briefgen.document.inlines import Inlines

WIDE, NARROW, TERMED, BOLD = 54, 33, 24, 29
"""Characters of a line of a point, of one beside it, of one beside a date there, and of a question: roughly, as are the heights in
points, which tell which of the two columns is the longer."""
POINT, BESIDE, APART, GROUP = 12.4, 11.8, 8.0, 36.0
"""Points of a line of a point and of one beside it, of the space around each part, and of the heading of what comes next."""
LEAST = 2
"""Open questions that are told whatever the length of the column; of others those that do not make it longer than the points."""


def beside(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The two columns; where one has nothing to say the other alone."""
    points = key_points(facts)
    side = tuple(_side(facts, room, sum(map(_height, points)) if points else inf))
    return (TwoColumns(points, side),) if points and side else (*points, *side)


def _side(facts: Facts, room: Room, height: float) -> Iterator[Paragraph | Dispute | FactList]:
    """What is contested or open, how many questions are left out, and what comes next; `height` is that of the points."""
    w, following, keys = facts.words, coming(facts), asked(facts)
    next_ = sum((_height(fact) for fact in following), GROUP if following else 0.0)
    told = _told(facts, room, keys, height - next_)
    if told:
        still = [key for key in told if facts.brief.questions[key].status in OPEN]
        head = "contested" if any(contested(facts, key) for key in still) else "open" if still else "settled"
        yield Paragraph(text(w(f"front.{head}")), role="group")
        said = text(w(f"front.is_{head}")) if still else ()
        yield from (replace(one, state=()) if one.state == said else one for one in told.values())
    if more := sum(facts.brief.questions[key].status in OPEN for key in keys if key not in told):
        yield Paragraph(link(text(w.count("front.more_questions", more)), "section-questions"), role="small")
    if following:
        yield Paragraph(text(w("front.coming")), role="group")
        yield FactList(following)


def _told(facts: Facts, room: Room, keys: list[str], left: float) -> dict[str, Dispute]:
    """The questions that there is room for; `left` is the height that the column has for them."""
    made: dict[str, Dispute] = {}
    for number, key in enumerate(keys[:LEAST] if room.questions == "two" else keys, 1):
        one = dispute(facts, key, whole=room.questions == "whole")
        left -= _height(one)
        more = BESIDE if number < len(keys) else 0.0
        if left < more and (len(made) >= LEAST or (made and facts.brief.questions[key].status not in OPEN)):
            break
        made[key] = one
    return made


def _height(block: Paragraph | ClassedPoints | Dispute | Fact) -> float:
    match block:
        case ClassedPoints(points):
            return sum(POINT * max(_lines((*one.content, *one.more), WIDE), 2) + APART for one in points)
        case Dispute(question, state, sides):
            said = sum(_lines(line, NARROW) for line in (state, *(side.content for side in sides)))
            return BESIDE * (_lines(question, BOLD) + said) + APART
        case Fact(lines=lines):
            return BESIDE * sum(_lines(line, TERMED) for line in lines) + APART
        case Paragraph():
            return 0.0


def _lines(content: Inlines, width: int) -> int:
    return ceil(len(plain(content)) / width)
