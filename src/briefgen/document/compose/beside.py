"""The middle of page 1: the key points, and beside them what is contested or open, and what comes next."""

from __future__ import annotations

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
"""Questions that are told whatever the length of the column; of more those that do not make it longer than the points."""

Side = tuple[Paragraph | Dispute | FactList, ...]


def beside(facts: Facts, room: Room) -> tuple[Block, ...]:
    """The two columns; where one has nothing to say the other alone."""
    points, side = key_points(facts), _side(facts, room)
    if points and side:
        return (Beside(points, side),)
    return *points, *side


def _side(facts: Facts, room: Room) -> Side:
    w = facts.words
    following = coming(facts)
    keys, more = _told(facts, room, sum(1 + _lines(fact.lines[0], NARROW - 9) for fact in following))
    told: list[Paragraph | Dispute | FactList] = []
    if keys:
        status = {key: facts.brief.questions[key].status for key in keys}
        still = [key for key in keys if status[key] in OPEN]
        head = "contested" if any(contested(facts, key) for key in still) else "open" if still else "settled"
        told.append(Paragraph(text(w(f"front.{head}")), role="group"))
        told += [dispute(facts, key, whole=room.questions == "whole") for key in keys]
    if more:
        told.append(Paragraph(link(text(w.count("front.more_questions", more)), "section-questions"), role="small"))
    if following:
        told += [Paragraph(text(w("front.coming")), role="group"), FactList(following)]
    return tuple(told)


def _told(facts: Facts, room: Room, taken: int) -> tuple[list[str], int]:
    """The questions that there is room for, and how many open ones are left out; `taken` lines the column has already."""
    keys = asked(facts)
    if room.questions == "two":
        kept = keys[:LEAST]
    else:
        height = sum(
            max(_lines(_said(points, n), WIDE), 2) + 1
            for points in key_points(facts)
            if isinstance(points, Points)
            for n in range(len(points.points))
        )
        kept = []
        for key in keys:
            made = dispute(facts, key, whole=room.questions == "whole")
            taken += 1 + sum(
                _lines(line, NARROW)
                for line in (made.question, made.state, *(one.content for one in made.sides))
                if line
            )
            if len(kept) >= LEAST and taken > height:
                break
            kept.append(key)
    return kept, sum(facts.brief.questions[key].status in OPEN for key in keys[len(kept) :])


def _said(points: Points, n: int) -> Inlines:
    point = points.points[n]
    return (*point.content, *point.more)


def _lines(content: Inlines, width: int) -> int:
    return ceil(len(plain(content)) / width)
