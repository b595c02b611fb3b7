"""A field of the model in words: what it is called, and what it says in the brief that it stands in."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from briefgen.document.blocks import plain
from briefgen.document.compose.actions import counted as counted_from
from briefgen.document.compose.event_table import counted, measured
from briefgen.document.compose.facts import Facts
from briefgen.document.compose.likelihood import estimated
from briefgen.model.action import DueAfter
from briefgen.model.annotation import To, Told, annotated
from briefgen.model.brief import FRONT, MEMBERS, Brief
from briefgen.model.decision import Decision
from briefgen.model.event import Casualties, Quantity, Role, Verification
from briefgen.model.judgement import Alternative, Change, Dissent, Indicator
from briefgen.model.marking import Marking
from briefgen.model.shape import Model
from briefgen.model.source import Evidence
from briefgen.model.statement import Answer, Attribution, Confidence, Likelihood, Resolution, WouldAnswer
from briefgen.model.time import When
from briefgen.model.yardstick import NAMES

MODELS: dict[str, type[Model]] = {FRONT: Brief, "answers": Answer, **MEMBERS}
"""The model whose fields a change is of, by collection; the answers of questions are apart."""


def naming(collection: str) -> str:
    """The field that an item of a collection is called by; empty for a position, which is called by its actor."""
    return next((name for name, told in annotated(MODELS[collection], Told).items() if told.name), "")


def label(told: Told, name: str) -> str:
    """The key of what a field is called."""
    return told.label or f"changes.field.{name}"


def said(facts: Facts, model: type[Model], name: str, value: Any) -> str:
    """What a field of a model says; empty for what is not given."""
    told, to = annotated(model, Told)[name], annotated(model, To).get(name)
    match value:
        case None | "" | ():
            return ""
        case str() if to:
            return _reference(facts, to, value)
        case tuple() if to:
            return _references(facts, to, value)
        case str() if told.words:
            return _word(facts, told, value)
        case tuple((str(), *_)):
            return _listed(facts, value) if told.style == "sentences" else facts.words.list(value)
        case tuple():
            return _several(facts, value)
        case _:
            return _one(facts, value)


# -- words ------------------------------------------------------------------------------------------------------------


def _word(facts: Facts, told: Told, value: str) -> str:
    """One of an enumeration's words."""
    match told.words:
        case "class":
            return facts.words(f"class.{CLASSES[value]}")
        case "yardstick":
            return NAMES[value]  # type: ignore[index]  # the model has checked it
        case "territory":
            return str(facts.words.locale.territories.get(value, value))
        case prefix:
            found = facts.words.texts.get(f"{prefix}.{value}")
            return found.rstrip(".") if found else facts.words(told.unsaid) if told.unsaid else ""


CLASSES = {"information": "information", "attributed": "reported_position", "assessed": "assessment"}
"""The class of an event, by what it is reported as."""


def _listed(facts: Facts, parts: Iterable[str]) -> str:
    return facts.words("join.semicolon").join(part.rstrip(". ") for part in parts if part)


# -- references -------------------------------------------------------------------------------------------------------


def _reference(facts: Facts, to: To, ref: str) -> str:
    brief = facts.brief
    match to.collections:
        case ("places",):
            return plain(facts.place(ref, ""))
        case ("events",):
            return brief.events[ref].short if ref in brief.events else ""
        case ("positions",):
            return brief.positions[ref].says if ref in brief.positions else ""
        case ("sources",):
            return source(facts, ref)
        case _:
            return _references(facts, to, (ref,))


def _references(facts: Facts, to: To, refs: Iterable[str]) -> str:
    """What is named. What nobody may read of (R16) is in no context, so its id is passed over too."""
    brief = facts.brief
    match to.collections:
        case ("answers",):
            found = filter(None, map(brief.answer, refs))
            return _listed(facts, (brief.questions[question].answers[answer].text for question, answer in found))
        case ("questions",):
            return _listed(facts, (brief.questions[ref].text for ref in refs if ref in brief.questions))
        case ("assumptions",):
            return _listed(facts, (brief.assumptions[ref].text for ref in refs if ref in brief.assumptions))
        case _:
            return plain(facts.names(ref for ref in refs if ref in brief.actors or ref in brief.positions))


def source(facts: Facts, ref: str) -> str:
    """A source by its number where the sources are listed, else by its title."""
    if ref in facts.references and facts.parts & {"sources", "references"}:
        return f"[{facts.references[ref]}]"
    return facts.brief.sources[ref].title if ref in facts.brief.sources else ""


# -- parts of the model -----------------------------------------------------------------------------------------------


def _one(facts: Facts, value: object) -> str:
    w = facts.words
    match value:
        case bool():
            return w("changes.yes" if value else "changes.no")
        case When():
            return facts.wording.short(value)
        case Marking():
            return value.text or w("changes.no_marking")
        case Decision():
            return decided(facts, value)
        case DueAfter():
            return plain(counted_from(facts, "", value))
        case Role():
            return value.title
        case Verification():
            level = "contested_level" if value.level == "contested" else value.level
            return _listed(facts, (w(f"event.{level}"), value.note))
        case Attribution():
            return w.texts.get(f"position.terms_{value.terms}", "").rstrip(".")
        case Likelihood():
            return estimated(facts, value)
        case Confidence():
            return _listed(facts, (w(f"judgement.{value.level}"), value.basis))
        case Change():
            return _joined(facts, w(f"judgement.{value.kind}"), value.why)
        case Resolution():
            return resolved(facts, value)
        case _:
            return str(value)


def _several(facts: Facts, values: tuple[Any, ...]) -> str:
    w = facts.words
    match values[0]:
        case Evidence():
            return w("join.comma").join(dict.fromkeys(_cited(facts, item) for item in values))
        case Casualties():
            return w("join.semicolon").join(plain(counted(facts, "", item)) for item in values)
        case Quantity():
            return w("join.semicolon").join(plain(measured(facts, "", item)) for item in values)
        case _:
            return _listed(facts, (_item(facts, item) for item in values))


def _item(facts: Facts, item: object) -> str:
    match item:
        case Alternative():
            estimated = _one(facts, item.likelihood) if item.likelihood else ""
            return _joined(facts, item.text.rstrip(". "), estimated, item.why_not)
        case Indicator():
            text = item.text
            return facts.words(f"judgement.{item.effect}", text=text.rstrip(". ")) if item.effect else text
        case Dissent():
            return facts.words("judgement.dissent_by", by=item.by, text=item.text)
        case WouldAnswer():
            return _joined(facts, item.text.rstrip(". "), facts.wording.short(item.expected) if item.expected else "")
        case _:
            return _one(facts, item)


def _cited(facts: Facts, item: Evidence) -> str:
    """A source with what is said of its credibility and whether it contradicts; not the words it carries."""
    known = source(facts, item.source)
    if item.credibility:
        known = facts.words("changes.credibility", source=known, n=item.credibility)
    return facts.words("changes.contradicts", source=known) if item.supports == "contradicts" else known


def resolved(facts: Facts, value: Resolution) -> str:
    """The outcome of a question: in its words, else the answer that proved right; and when."""
    found = facts.brief.answer(value.answer) if value.answer else None
    outcome = value.text or (facts.brief.questions[found[0]].answers[found[1]].text if found else "")
    return _joined(facts, outcome.rstrip(". "), facts.wording.short(value.when) if value.when else "")


def decided(facts: Facts, value: Decision) -> str:
    """What is asked, of whom, and by when."""
    brief, asked = facts.brief, value.text.rstrip(". ")
    who = plain(facts.name(value.from_)) if value.from_ in brief.actors else value.from_
    return _joined(facts, asked, who, facts.words("time.by", time=facts.wording.short(value.by)) if value.by else "")


def _joined(facts: Facts, *parts: str) -> str:
    return facts.words("join.comma").join(filter(None, parts))
