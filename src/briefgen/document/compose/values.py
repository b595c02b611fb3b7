"""A field of the model in words: what it is called, and what it says. A field without words here is never told by itself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from briefgen.document.compose.context import Context
from briefgen.document.compose.happened import counted, measured
from briefgen.document.compose.likelihood import ranged
from briefgen.incident.changes import FRONT
from briefgen.incident.event import Role, Verification
from briefgen.incident.source import Evidence
from briefgen.incident.statement import (
    Alternative,
    Attribution,
    Confidence,
    Dissent,
    Indicator,
    Likelihood,
    Resolution,
    WouldAnswer,
)
from briefgen.incident.statement import Change as Revision
from briefgen.incident.yardstick import NAMES

Say = Callable[[Context, Any], str]
"""What a value says, in the context of the brief that it stands in; empty for what is not given."""


# -- plain ------------------------------------------------------------------------------------------------------------


def prose(ctx: Context, value: str) -> str:
    """Text for a reader. Long prose is told as reworded, not twice."""
    return value


def _text(ctx: Context, value: str) -> str:
    return value


def _time(ctx: Context, value: Any) -> str:
    return ctx.wording.short(value)


def _yes_no(ctx: Context, value: bool) -> str:
    return ctx.words("changes.yes" if value else "changes.no")


def _marking(ctx: Context, value: Any) -> str:
    return value.text or ctx.words("changes.no_marking")


def _listed(ctx: Context, parts: Iterable[str]) -> str:
    return ctx.words("join.semicolon").join(part.rstrip(". ") for part in parts if part)


def _texts(ctx: Context, value: Iterable[str]) -> str:
    return _listed(ctx, value)


def _word(prefix: str, plain: str = "") -> Say:
    """One of an enumeration's words; `plain` is the key for the value that the page passes over in silence."""

    def say(ctx: Context, value: str) -> str:
        found = ctx.words.texts.get(f"{prefix}.{value}")
        return found.rstrip(".") if found else ctx.words(plain) if plain else ""

    return say


# -- references -------------------------------------------------------------------------------------------------------


def _names(ctx: Context, refs: Iterable[str]) -> str:
    """Actors by name. What nobody may read of (R16) is in no context, so its id is passed over too."""
    return ctx.names(ref for ref in refs if ref in ctx.brief.actors or ref in ctx.brief.positions)


def _name(ctx: Context, ref: str) -> str:
    return _names(ctx, (ref,))


def _place(ctx: Context, ref: str) -> str:
    return ctx.place(ref)


def _event(ctx: Context, ref: str) -> str:
    return ctx.brief.events[ref].short if ref in ctx.brief.events else ""


def _position(ctx: Context, ref: str) -> str:
    return ctx.brief.positions[ref].says if ref in ctx.brief.positions else ""


def _answers(ctx: Context, refs: Iterable[str]) -> str:
    named = (ctx.brief.answer(ref) for ref in refs)
    return _listed(ctx, (ctx.brief.questions[found[0]].answers[found[1]].text for found in named if found))


def _questions(ctx: Context, refs: Iterable[str]) -> str:
    return _listed(ctx, (ctx.brief.questions[ref].text for ref in refs if ref in ctx.brief.questions))


def _question(ctx: Context, ref: str) -> str:
    return _questions(ctx, (ref,))


def _assumptions(ctx: Context, refs: Iterable[str]) -> str:
    return _listed(ctx, (ctx.brief.assumptions[ref].text for ref in refs if ref in ctx.brief.assumptions))


def source(ctx: Context, ref: str) -> str:
    """A source by its number where the sources are listed, else by its title."""
    if ref in ctx.references and ctx.parts & {"sources", "references"}:
        return f"[{ctx.references[ref]}]"
    return ctx.brief.sources[ref].title if ref in ctx.brief.sources else ""


def _evidence(ctx: Context, value: Iterable[Evidence]) -> str:
    """Each source once, with what is said of its credibility and whether it contradicts; not the words it carries."""

    def one(item: Evidence) -> str:
        named = source(ctx, item.source)
        if item.credibility:
            named = ctx.words("changes.credibility", source=named, n=item.credibility)
        return ctx.words("changes.contradicts", source=named) if item.supports == "contradicts" else named

    return ctx.words("join.comma").join(dict.fromkeys(map(one, value)))


# -- models -----------------------------------------------------------------------------------------------------------


def _role(ctx: Context, value: Role) -> str:
    return value.title


def _verified(ctx: Context, value: Verification) -> str:
    return _listed(ctx, (_word("event")(ctx, _LEVELS.get(value.level, value.level)), value.note))


_LEVELS = {"contested": "contested_level"}


def _casualties(ctx: Context, value: Iterable[Any]) -> str:
    return ctx.words("join.semicolon").join(counted(ctx, item) for item in value)


def _quantities(ctx: Context, value: Iterable[Any]) -> str:
    return ctx.words("join.semicolon").join(measured(ctx, item) for item in value)


def _terms(ctx: Context, value: Attribution) -> str:
    return _word("position")(ctx, f"terms_{value.terms}")


def _likelihood(ctx: Context, value: Likelihood) -> str:
    shown = ranged(ctx, value)
    return f"{value.term}, {shown}" if value.term else shown


def _confidence(ctx: Context, value: Confidence) -> str:
    return _listed(ctx, (ctx.words(f"judgement.{value.level}"), value.basis))


def _alternatives(ctx: Context, value: Iterable[Alternative]) -> str:
    estimated = ((item, _likelihood(ctx, item.likelihood) if item.likelihood else "") for item in value)
    return _listed(
        ctx,
        (ctx.words("join.comma").join(filter(None, (a.text.rstrip(". "), said, a.why_not))) for a, said in estimated),
    )


def _indicators(ctx: Context, value: Iterable[Indicator]) -> str:
    return _listed(
        ctx,
        (ctx.words(f"judgement.{i.effect}", text=i.text.rstrip(". ")) if i.effect else i.text for i in value),
    )


def _dissent(ctx: Context, value: Iterable[Dissent]) -> str:
    return _listed(ctx, (ctx.words("judgement.dissent_by", by=item.by, text=item.text) for item in value))


def _revision(ctx: Context, value: Revision) -> str:
    return ctx.words("join.comma").join(part for part in (ctx.words(f"judgement.{value.kind}"), value.why) if part)


def _would(ctx: Context, value: Iterable[WouldAnswer]) -> str:
    expected = ((item.text.rstrip(". "), ctx.wording.short(item.expected) if item.expected else "") for item in value)
    return _listed(ctx, (ctx.words("join.comma").join(filter(None, pair)) for pair in expected))


def resolved(ctx: Context, value: Resolution) -> str:
    """The outcome of a question: in its words, else the answer that proved right; and when."""
    found = ctx.brief.answer(value.answer) if value.answer else None
    outcome = value.text or (ctx.brief.questions[found[0]].answers[found[1]].text if found else "")
    return ctx.words("join.comma").join(
        part for part in (outcome.rstrip(". "), ctx.wording.short(value.when) if value.when else "") if part
    )


def _yardstick(ctx: Context, value: Any) -> str:
    return NAMES[value]


def _reported_as(ctx: Context, value: str) -> str:
    names = {"information": "information", "attributed": "reported_position", "assessed": "assessment"}
    return ctx.words(f"class.{names[value]}")


# -- the table --------------------------------------------------------------------------------------------------------

_MARKING = {"marking": ("changes.field.marking", _marking)}
_SOURCED = {"evidence": ("table.source", _evidence)}

FIELDS: Mapping[str, Mapping[str, tuple[str, Say]]] = {
    FRONT: {
        "title": ("changes.field.title", prose),
        "timezone": ("changes.field.timezone", _text),
        **_MARKING,
        "authors": ("front.authors", lambda ctx, value: ctx.words.list(value) if value else ""),
        "audience": ("front.audience", _text),
        "requirement": ("front.requirement", prose),
        "scope_note": ("front.scope", prose),
        "as_of": ("changes.field.as_of", _time),
        "period": ("front.period", _time),
        "valid_until": ("changes.field.valid_until", _time),
        "next_update": ("front.next", _time),
        "yardstick": ("changes.field.yardstick", _yardstick),
        "bottom_line": ("front.bottom_line", prose),
        "source_summary": ("changes.field.source_summary", prose),
    },
    "events": {
        "title": ("changes.field.title", prose),
        "principal": ("changes.field.principal", _yes_no),
        "status": ("question.status", _word("event", "changes.occurred")),
        "when": ("table.time", _time),
        "reported_time": ("changes.field.reported_time", _time),
        "place": ("front.where", _place),
        "actors": ("table.who", _names),
        "summary": ("changes.field.summary", prose),
        "reported_as": ("changes.field.reported_as", _reported_as),
        "according_to": ("changes.field.according_to", _names),
        "verification": ("changes.field.verification", _verified),
        "contested_by": ("changes.field.contested_by", _names),
        "casualties": ("front.casualties", _casualties),
        "quantities": ("changes.field.quantities", _quantities),
        **_SOURCED,
        **_MARKING,
    },
    "actors": {
        "name": ("changes.field.name", prose),
        "label": ("changes.field.name", prose),
        "rank": ("changes.field.rank", _text),
        "role": ("table.office", _role),
        "of": ("table.body", _names),
        "counterpart_of": ("changes.field.counterpart_of", _name),
        "speaks_for": ("changes.field.speaks_for", _names),
        "note": ("changes.field.note", prose),
        **_MARKING,
    },
    "positions": {
        "actor": ("table.who", _name),
        "kind": ("changes.field.kind", _word("kind_of")),
        "stance": ("changes.field.stance", _word("stance", "changes.asserts")),
        "says": ("table.says", prose),
        "supports": ("stance.supports", _answers),
        "denies": ("stance.denies", _answers),
        "not_contradicting": ("stance.does_not_contradict", _answers),
        "on": ("changes.field.on", _questions),
        "topic": ("changes.field.topic", _text),
        "preliminary": ("changes.field.preliminary", _yes_no),
        "at": ("changes.field.at", _event),
        "when": ("table.time", _time),
        "place": ("front.where", _place),
        "audience": ("changes.field.audience", _names),
        "attribution": ("changes.field.attribution", _terms),
        "via": ("changes.field.via", _names),
        "supersedes": ("changes.field.supersedes", _position),
        **_SOURCED,
        **_MARKING,
    },
    "questions": {
        "text": ("changes.field.text", prose),
        "status": ("question.status", _word("question")),
        "owner": ("question.owner", _name),
        "priority": ("question.priority", _text),
        "due": ("question.due", _time),
        "why_it_matters": ("question.why", prose),
        "would_answer": ("question.would_answer", _would),
        "resolution": ("question.resolution", resolved),
        **_SOURCED,
        **_MARKING,
    },
    "answers": {
        "text": ("changes.field.answer", prose),
        "initially_appeared": ("changes.field.initially_appeared", _yes_no),
        "likelihood": ("changes.field.likelihood", _likelihood),
        "confidence": ("changes.field.confidence", _confidence),
        **_SOURCED,
    },
    "judgements": {
        "text": ("changes.field.text", prose),
        "likelihood": ("changes.field.likelihood", _likelihood),
        "confidence": ("changes.field.confidence", _confidence),
        "question": ("changes.field.on", _question),
        "assumptions": ("judgement.assumes", _assumptions),
        "alternatives": ("judgement.alternatives", _alternatives),
        "indicators": ("judgement.indicators", _indicators),
        "implication": ("judgement.implication", prose),
        "dissent": ("judgement.dissent", _dissent),
        "change": ("changes.field.change", _revision),
        **_MARKING,
    },
    "assumptions": {
        "text": ("changes.field.text", prose),
        "basis": ("table.basis", prose),
        "linchpin": ("changes.field.linchpin", _yes_no),
        "if_wrong": ("table.if_wrong", prose),
    },
    "background": {"text": ("changes.field.text", prose), **_SOURCED},
    "sources": {
        "title": ("changes.field.title", prose),
        "kind": ("changes.field.kind", _word("source_kind")),
        "author": ("changes.field.author", _text),
        "publisher": ("changes.field.publisher", _text),
        "published": ("changes.field.published", _time),
        "date_of_information": ("changes.field.date_of_information", _time),
        "fidelity": ("changes.field.fidelity", _word("fidelity")),
        "access": ("changes.field.access", _word("sources")),
        "derived_from": ("changes.field.derived_from", source),
        "grade": ("table.grade", _text),
        "descriptor": ("table.quality", prose),
        "limitations": ("changes.field.limitations", _texts),
        **_MARKING,
    },
    "places": {
        "name": ("changes.field.name", prose),
        "kind": ("changes.field.kind", _text),
        "country": ("changes.field.country", lambda ctx, value: str(ctx.words.locale.territories.get(value, value))),
        "admin": ("changes.field.admin", _text),
        "note": ("changes.field.note", prose),
    },
    "figures": {
        "caption": ("changes.field.caption", prose),
        "file": ("changes.field.file", _text),
        **_MARKING,
    },
}
"""The fields that are told, by collection: the key of the label, and the words of a value."""

NAMING = {
    "events": "title",
    "actors": "name",
    "questions": "text",
    "judgements": "text",
    "assumptions": "text",
    "background": "text",
    "sources": "title",
    "places": "name",
    "figures": "caption",
}
"""The field that an item is called by: its new words stand there already, and need no label."""
