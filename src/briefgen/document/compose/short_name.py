"""What an actor is called where there is little room: as the brief itself calls it after the first time."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from briefgen.document.compose.facts import Facts, text
from briefgen.document.inlines import Inlines, Text

_REMARK = re.compile(r"\s*\([^()]*\)\s*$")


def short_name(facts: Facts, ref: str) -> Inlines:
    """ "Austin" where the brief's own sentences say Austin and not only Lloyd Austin; no rank, and no remark in brackets at its end.

    A position stands for its actor, and an actor for whom it speaks where it is those that the sentences name.
    """
    if ref in facts.brief.positions and ref not in facts.brief.actors:
        ref = facts.brief.positions[ref].actor
    actor = facts.actor(ref)
    if actor and (owner := next((one for one in actor.speaks_for if _named(facts, one)), "")):
        ref, actor = owner, facts.brief.actors[owner]
    if actor and actor.name and actor.label:
        return text(actor.label, f"actors.{ref}.label")
    if actor is None or not actor.name:
        return tuple(
            replace(part, text=_REMARK.sub("", part.text)) if isinstance(part, Text) else part
            for part in facts.name(ref)
        )
    own = _REMARK.sub("", actor.name) or actor.name
    return text(_last(facts, own) if actor.kind == "person" else own, f"actors.{ref}.name")


def short_names(facts: Facts, refs: Iterable[str]) -> tuple[Inlines, ...]:
    """The names of actors, each once."""
    return tuple(dict.fromkeys(short_name(facts, ref) for ref in refs))


def _last(facts: Facts, name: str) -> str:
    """The shortest end of a name that stands in the brief's sentences alone, and that nobody else's name ends in; else the name."""
    words = name.split()
    for n in range(len(words) - 1, 0, -1):
        end = " ".join(words[n:])
        alone = re.compile(rf"(?<!{re.escape(words[n - 1])} )(?<!\w){re.escape(end)}(?!\w)")
        shared = sum(1 for actor in facts.brief.actors.values() if f" {actor.name}".endswith(f" {end}"))
        if shared == 1 and any(map(alone.search, _sentences(facts))):
            return end
    return name


def _named(facts: Facts, ref: str) -> bool:
    actor = facts.actor(ref)
    return actor is not None and bool(actor.name) and any(actor.name in said for said in _sentences(facts))


def _sentences(facts: Facts) -> Iterable[str]:
    brief = facts.brief
    yield brief.bottom_line
    yield from (point.text for point in brief.key_points)
    yield from (position.says for position in facts.positions.values())
