"""Two briefs become what may be told of their differences: nothing off the record (R16), no judgements where there are none (R17)."""

from __future__ import annotations

from typing import TypeVar

from briefgen.document.compose.facts import Facts
from briefgen.model.annotation import To, annotated
from briefgen.model.brief import Brief
from briefgen.model.shape import Model
from briefgen.model.statement import Attribution, Position

M = TypeVar("M", bound=Model)


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
    """The brief with nothing but the id and the actor of what was said off the record: later editions must know what not to tell."""
    hidden = {
        key: Position(actor=brief.positions[key].actor, says="-", attribution=Attribution(terms="off_the_record"))
        for key in _off_the_record(brief)
    }
    kept = {key: hidden.get(key, position) for key, position in brief.positions.items()}
    return brief.model_copy(update={"positions": kept})


def _off_the_record(brief: Brief) -> set[str]:
    return {key for key, position in brief.positions.items() if position.attribution.terms == "off_the_record"}


def _without(brief: Brief, hidden: set[str]) -> Brief:
    """The brief without some positions, and without any reference to them: an id can tell as much as a name."""
    if not hidden:
        return brief
    kept = {key: position for key, position in brief.positions.items() if key not in hidden}
    return _unnamed(brief.model_copy(update={"positions": kept}), hidden)


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
