"""Two briefs become what may be told of their differences: nothing off the record (R16), no judgements where there are none (R17)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from briefgen.document.compose.facts import Facts
from briefgen.model.annotation import To, annotated
from briefgen.model.brief import Brief
from briefgen.model.event import Actor
from briefgen.model.shape import Model
from briefgen.model.statement import Attribution, Position
from briefgen.model.walk import walk

M = TypeVar("M", bound=Model)

_REFERRED_TO = ("actors", "sources")
"""What stands in a brief for the sake of what names it."""


def printable(before: Brief, facts: Facts) -> tuple[Brief, Brief]:
    """Both briefs without what must not be told. A position that has gone off the record since is in neither."""
    pair = on_record(before, facts.brief)
    return pair if judged(facts) else (unjudged(pair[0]), unjudged(pair[1]))


def judged(facts: Facts) -> bool:
    """Whether our own judgements are told at all."""
    return facts.judged and (not facts.parts or "assessment" in facts.parts)


def on_record(before: Brief, after: Brief) -> tuple[Brief, Brief]:
    """Both briefs without what was said off the record in either."""
    secret, hidden = _off_the_record(before), _off_the_record(after)
    return _without(before, secret | hidden), _without(after, hidden)


def sealed(brief: Brief) -> Brief:
    """The brief with nothing but the id of what was said off the record, whose speaker has no name: later editions must know what not
    to tell."""
    hidden = _off_the_record(brief)
    gone = _only_named_by(brief, hidden)
    return brief.model_copy(
        update={
            "positions": {key: _silent(one) if key in hidden else one for key, one in brief.positions.items()},
            "actors": {key: Actor(name="-") if ("actors", key) in gone else one for key, one in brief.actors.items()},
            "sources": {key: one for key, one in brief.sources.items() if ("sources", key) not in gone},
        }
    )


def _silent(position: Position) -> Position:
    return Position(actor=position.actor, says="-", attribution=Attribution(terms="off_the_record"))


def _off_the_record(brief: Brief) -> set[str]:
    return {key for key, position in brief.positions.items() if position.attribution.terms == "off_the_record"}


def _without(brief: Brief, hidden: set[str]) -> Brief:
    """The brief without some positions, without any reference to them, since an id can tell as much as a name, and without the actors
    and sources that only they name."""
    if not hidden:
        return brief
    gone = _only_named_by(brief, hidden)
    shown = {
        name: {key: one for key, one in getattr(brief, name).items() if (name, key) not in gone}
        for name in _REFERRED_TO
    }
    kept = {key: position for key, position in brief.positions.items() if key not in hidden}
    return _unnamed(brief.model_copy(update={"positions": kept, **shown}), hidden)


def _only_named_by(brief: Brief, hidden: set[str]) -> set[tuple[str, str]]:
    """The actors and sources that nothing names but some positions, and what those alone name."""
    gone = {("positions", key) for key in hidden}
    asked = _named(one for key, one in brief.positions.items() if key in hidden)
    while asked:
        rest = {
            name: {key: one for key, one in getattr(brief, name).items() if (name, key) not in gone}
            for name in ("positions", *_REFERRED_TO)
        }
        alone = asked - _named([brief.model_copy(update=rest)]) - gone
        gone |= alone
        asked = _named(getattr(brief, name)[key] for name, key in alone if key in getattr(brief, name))
    return gone


def _named(models: Iterable[Model]) -> set[tuple[str, str]]:
    """The actors and sources that the parts of some models name: of each its collection and its id."""
    return {
        (collection, ref)
        for model in models
        for _, part in walk(model)
        for name, to in annotated(type(part), To).items()
        for collection in {*_REFERRED_TO} & {*to.collections}
        for ref in _listed(getattr(part, name))
    }


def _listed(refs: str | tuple[str, ...] | None) -> tuple[str, ...]:
    return (refs,) if isinstance(refs, str) else refs or ()


def _unnamed(model: M, hidden: set[str]) -> M:
    found: dict[str, object] = {}
    named = {name for name, to in annotated(type(model), To).items() if "positions" in to.collections}
    for name in type(model).model_fields:
        match getattr(model, name):
            case tuple(refs) if name in named:
                found[name] = tuple(ref for ref in refs if ref.removeprefix("positions/") not in hidden)
            case str(ref) if name in named and ref in hidden:
                found[name] = None
            case tuple(items) if items and isinstance(items[0], Model):
                found[name] = tuple(_unnamed(item, hidden) for item in items)
            case dict(members):
                found[name] = {key: _unnamed(m, hidden) if isinstance(m, Model) else m for key, m in members.items()}
            case _:
                pass
    return model.model_copy(update=found)


def unjudged(brief: Brief) -> Brief:
    """The brief without our own judgements, those of answers included."""
    ours = {"likelihood": None, "confidence": None}
    questions = {
        key: question.model_copy(
            update={"answers": {name: answer.model_copy(update=ours) for name, answer in question.answers.items()}}
        )
        for key, question in brief.questions.items()
    }
    return brief.model_copy(update={"judgements": {}, "questions": questions})
