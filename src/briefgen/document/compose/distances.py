"""The distances that a chart points out: the author's, and where nothing of the brief lasted those from the incident to what was found and ruled."""

from __future__ import annotations

from briefgen.document.compose.facts import Facts
from briefgen.document.compose.families import FAMILIES
from briefgen.document.compose.rank import WEIGHT
from briefgen.document.lengths import between
from briefgen.document.marks import Annotation

MOST = 3
"""Intervals from the incident on."""


def annotation(facts: Facts) -> Annotation | None:
    """The distance that the reader is to see, in the author's words or as it is measured; None where the chart has not both events."""
    asked = facts.brief.chart.annotation
    if asked is None or not {asked.from_, asked.to} <= set(facts.charted):
        return None
    said = asked.text or _apart(facts, asked.from_, asked.to)
    return Annotation(said, asked.from_, asked.to, "chart.annotation.text" if asked.text else "") if said else None


def intervals(facts: Facts, own: Annotation | None) -> tuple[Annotation, ...]:
    """The rows of a chart that has no bars: from the incident to what weighs most of what was found or ruled, and `own`, the author's, by
    where they end; none where the incident has no such sequel."""
    events = facts.charted
    principal = next((key for key, event in events.items() if event.principal), "")
    lasting = any(event.when and event.when.form in ("lasted", "between") for event in events.values())
    if lasting or facts.brief.phases or not principal:
        return ()
    sequel = [
        Annotation(said, principal, key)
        for key, event in events.items()
        if FAMILIES[event.kind] in ("finding", "ruling")
        and event.status == "occurred"
        and facts.ranks[key] > WEIGHT
        and (said := _apart(facts, principal, key))
    ]
    told = sorted(sequel, key=lambda one: -facts.ranks[one.until])[:MOST]
    if own and told:
        told = [own, *(one for one in told if (one.since, one.until) != (own.since, own.until))]
    order = list(events)
    return tuple(sorted(told, key=lambda one: order.index(one.until)))


def _apart(facts: Facts, first: str, second: str) -> str:
    """How long after one event another begins; empty where that is not known, or not after."""
    one, other = facts.charted[first].when, facts.charted[second].when
    return between(facts.words, one, other, facts.brief.timezone) if one and other else ""
