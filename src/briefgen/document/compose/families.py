"""The family of each kind of event, by the shape of its mark, and what the families are called in a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from briefgen.document.compose.facts import Facts
from briefgen.document.marks import Family
from briefgen.model.event import EventKind

FAMILIES: dict[EventKind, Family] = {
    "incident": "harm",
    "attack": "harm",
    "contact": "act",
    "contact_attempt": "act",
    "meeting": "act",
    "decision": "act",
    "movement": "act",
    "recovery": "recovery",
    "search": "act",
    "proceeding": "ruling",
    "investigation": "finding",
    "assessment_released": "finding",
    "statement_made": "statement",
    "context": "other",
    "other": "other",
}
_KINDS = 2
"""Kinds of events that a family is named by; of more it has a name of its own."""


def families(facts: Facts) -> Mapping[Family, str]:
    """What each family that stands on the chart is called, by the kinds that it has there: "search" where there is nothing else."""
    kinds: dict[Family, Counter[EventKind]] = {}
    for event in facts.charted.values():
        kinds.setdefault(FAMILIES[event.kind], Counter())[event.kind] += 1
    return {family: _named(facts, family, found) for family, found in kinds.items()}


def _named(facts: Facts, family: Family, kinds: Counter[EventKind]) -> str:
    """The kinds by their number; of many, what most of them are before the family's own name."""
    w, comma = facts.words, facts.words("join.comma")
    ranked = [kind for kind, _ in kinds.most_common()]
    if len(ranked) <= _KINDS:
        return comma.join(w(f"chart.of.{kind}") for kind in ranked)
    most, *_ = ranked
    own = w(f"chart.{family}")
    return comma.join((w(f"chart.of.{most}"), own)) if 2 * kinds[most] > kinds.total() else own
