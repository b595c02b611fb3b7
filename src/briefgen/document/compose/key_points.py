"""The key points of page 1: what each is and whose, what it rests on, and of a judgement how likely and how sure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal

from briefgen.document.blocks import ClassedPoint, ClassedPoints, Paragraph, PointClass, plain
from briefgen.document.compose.facts import Facts, capital, joined, text
from briefgen.document.compose.likelihood import beside, ranged, word
from briefgen.document.compose.short_name import short_names
from briefgen.document.inlines import Inlines, Strong
from briefgen.model.brief import FRONT as OWN
from briefgen.model.brief import KeyPoint
from briefgen.model.event import Event
from briefgen.model.source import Evidence
from briefgen.model.statement import Position

Verb = Literal["says", "assesses", "denies"]

NAMED = 2
"""Speakers that the column of labels names."""


def key_points(facts: Facts) -> tuple[Paragraph | ClassedPoints, ...]:
    """The points below their heading, and that judgements are left out where they are."""
    points = tuple(_point(facts, n, point) for n, point in enumerate(facts.brief.key_points))
    head = (Paragraph(text(facts.words("front.key_points")), role="group"), ClassedPoints(points)) if points else ()
    return *head, *_left_out(facts)


def _left_out(facts: Facts) -> Iterable[Paragraph]:
    """That the brief has judgements which this kind of brief does not tell."""
    if facts.brief.judgements and not facts.judged:
        yield Paragraph(text(facts.words("front.no_judgements")), role="small")


def _point(facts: Facts, n: int, point: KeyPoint) -> ClassedPoint:
    moved = (change for entry in facts.told for change in entry.changes if change.path == ("key_points",))
    before = {old.text for change in moved for old in change.before}
    evidence = _evidence(facts, point)
    kind, label, rests = _class(facts, point, evidence)
    return ClassedPoint(
        kind,
        label,
        joined((text(point.text, f"key_points.{n}.text"), facts.cites(evidence))),
        rests,
        joined(_judged(facts, point), facts.words("join.semicolon")),
        changed=facts.changed(OWN, "", "key_points") and point.text not in before,
        origin=f"key_points.{n}",
    )


def _evidence(facts: Facts, point: KeyPoint) -> list[Evidence]:
    found: list[Evidence] = []
    for kind, key in filter(None, map(facts.brief.find, point.refs)):
        if kind != "positions" or key in facts.positions:
            found += list(getattr(getattr(facts.brief, kind)[key], "evidence", ()))
    return found


# -- its class --------------------------------------------------------------------------------------------------------


def _class(facts: Facts, point: KeyPoint, evidence: list[Evidence]) -> tuple[PointClass, str, Inlines]:
    """The class of the first thing that the point refers to, its word, and what it rests on."""
    w = facts.words
    kind, key = (facts.brief.find(point.refs[0]) if point.refs else None) or ("", "")
    match kind:
        case "events":
            return _of_event(facts, facts.brief.events[key], evidence)
        case "positions" if key in facts.positions:
            verb = _verb(facts.positions[key])
            return "says", _speaking(facts, verb, tuple(_speakers(facts, point, verb))), ()
        case "judgements":
            return "ours", w("class.judge"), ()
        case "questions" if facts.brief.questions[key].unanswered:
            return "gap", w("class.not_known"), ()
        case "assumptions":
            return "ours", w("class.assume"), ()
        case "actions":
            return "ours", w(f"action_kind.{facts.brief.actions[key].kind}"), ()
        case "background" | "actors" | "impact" | "causes":
            return "fact", w("class.fact"), _rests(facts, evidence)
        case _:
            return "", "", ()


def _of_event(facts: Facts, event: Event, evidence: list[Evidence]) -> tuple[PointClass, str, Inlines]:
    w = facts.words
    match event.reported_as:
        case "information":
            doubted = (
                w.fill("class.contested", who=joined(short_names(facts, event.contested_by), w("join.comma")))
                if event.contested_by
                else ()
            )
            return "fact", w("class.fact"), joined((doubted, _rests(facts, evidence)), w("join.semicolon"))
        case "attributed":
            speakers = tuple(event.according_to)
            return "says", _speaking(facts, "says", speakers) if speakers else w("class.claimed"), ()
        case "assessed":
            speakers = tuple(event.according_to)
            return "says", _speaking(facts, "assesses", speakers) if speakers else w("class.assessed"), ()


def _verb(position: Position) -> Verb:
    if position.kind == "assessment":
        return "assesses"
    denies = (
        position.kind == "denial"
        or position.stance == "denies"
        or (position.denies and not (position.supports or position.not_contradicting))
    )
    return "denies" if denies else "says"


def _speakers(facts: Facts, point: KeyPoint, verb: Verb) -> Iterator[str]:
    """Those who say so themselves and for themselves, each once: not through others, and no member of one that is named."""
    found = [key for kind, key in filter(None, map(facts.brief.find, point.refs)) if kind == "positions"]
    said = [facts.positions[key] for key in found if key in facts.positions]
    same = [one for one in said if _verb(one) == verb or (verb == "denies" and _verb(one) == "says")]
    chosen = dict.fromkeys(one.actor for one in [one for one in same if not one.via] or same)
    for ref in chosen:
        actor = facts.actor(ref)
        if not (actor and any(other in chosen for other in actor.of)):
            yield ref


def _speaking(facts: Facts, verb: Verb, refs: tuple[str, ...]) -> str:
    """ "Poland, NATO assess", "Facebook says"; of more than two that several do."""
    w, who = facts.words, short_names(facts, refs)
    if not who or len(who) > NAMED:
        return w(f"class.several_{verb}")
    actor = facts.actor(refs[0])
    many = len(who) > 1 or (actor is not None and actor.kind == "group")
    return plain(capital(w.fill(f"class.{verb}_{'many' if many else 'one'}", who=joined(who, w("join.comma")))))


def _rests(facts: Facts, evidence: list[Evidence]) -> Inlines:
    """How many independent sources there are, or sources where their independence is not stated; of one its grade."""
    w, held = facts.words, [item for item in evidence if item.supports == "supports"]
    origins = facts.brief.origins(held)
    if len(origins) > 1:
        stated = origins == facts.brief.independent(held)
        return text(w.count("class.independent" if stated else "class.sources", len(origins)))
    if not origins:
        return text(w("class.no_source"))
    grades = {grade for item in held if (grade := _grade(facts, item))}
    graded = text(grades.pop(), f"sources.{held[0].source}.grade") if len(grades) == 1 else ()
    return joined((text(w.count("class.sources", 1)), graded), w("join.comma"))


def _grade(facts: Facts, item: Evidence) -> str:
    """The grade of an item: its source's, with the credibility of its own where it has one."""
    source = facts.brief.sources.get(item.source)
    grade = (source.grade if source else None) or ""
    return grade[:1] + (item.credibility or grade[1:]) if grade else ""


# -- how likely and how sure ------------------------------------------------------------------------------------------


def _judged(facts: Facts, point: KeyPoint) -> Iterator[Inlines]:
    """ "Likely, 55–80% · confidence moderate · strengthened since edition 1" of each judgement that the point restates."""
    w = facts.words
    for kind, key in filter(None, map(facts.brief.find, point.refs)):
        if kind != "judgements" or key not in facts.judgements:
            continue
        judgement, at, said = facts.judgements[key], f"judgements.{key}", []
        if likelihood := judgement.likelihood:
            percent = ranged(facts, likelihood)
            term = capital(word(facts, likelihood.term)) if likelihood.term else percent
            rest = percent if likelihood.term else beside(facts, likelihood)
            said.append(joined(((Strong(text(term, f"{at}.likelihood")),), text(rest)), w("join.comma")))
        if judgement.confidence:
            level = (Strong(text(w(f"judgement.{judgement.confidence.level}"), f"{at}.confidence.level")),)
            said.append(w.fill("front.confidence", level=level))
        if change := judgement.change:
            turn = (Strong(text(w(f"judgement.{change.kind}"), f"{at}.change.kind")),)
            said.append(w.fill("front.turned", change=turn, edition=str(change.from_edition)))
        yield joined(said, w("join.dot"))
