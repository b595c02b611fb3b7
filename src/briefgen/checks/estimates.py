"""Estimates: likelihood in the words of one yardstick, confidence apart from it, and no vague words (R7, R8, W5)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from briefgen.checks.walk import parts_of
from briefgen.errors import KeyPath, Problem
from briefgen.model.brief import Brief, KeyPoint
from briefgen.model.judgement import Judgement
from briefgen.model.statement import Answer, Likelihood
from briefgen.model.yardstick import LADDERS, NAMES, VAGUE, Band, band
from briefgen.reading.load import Loaded

_CONFIDENCE = re.compile(r"\bconfiden(?:ce|t|tly)\b", re.IGNORECASE)
_LIKELIHOOD = re.compile(
    r"\b(?:un)?likely\b|\bim?probabl[ey]\b|\bprobabl[ey]\b|\b(?:almost|nearly) certain(?:ly)?\b|\balmost no chance\b"
    r"|\broughly even (?:chance|odds)\b|\brealistic possibility\b|\bremote chance\b",
    re.IGNORECASE,
)
# What could not be done is a fact, "as soon as possible" a turn of phrase, and May a month.
_VAGUE = re.compile(rf"\b(?!could(?: not|n[’']t))(?<!\bas )(?i:{'|'.join(VAGUE)})\b")
_NOT_VAGUE = ("May", "Might")


def term_of_no_yardstick(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R7: a word of likelihood belongs to the brief's yardstick."""
    yardstick = loaded.draft.yardstick
    for path, likelihood in parts_of(loaded.draft, Likelihood):
        if likelihood.term and band(likelihood.term, yardstick) is None:
            message = f"'{likelihood.term}' is not a term of the yardstick {NAMES[yardstick]}"
            hint = f"Write one of: {', '.join(step.term for step in LADDERS[yardstick])}"
            yield Problem("error", message, hint, path, rule="R7")


def percentage_without_term(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R7: a percentage lies in a band of the yardstick; PHIA's has gaps, and no ladder has certainty."""
    ladder = LADDERS[loaded.draft.yardstick]
    for path, likelihood in parts_of(loaded.draft, Likelihood):
        if likelihood.range is None:
            continue
        low, high = likelihood.range
        if any(step.low <= high and low <= step.high for step in ladder):
            continue
        below = [step for step in ladder if step.high < low][-1:]
        above = [step for step in ladder if step.low > high][:1]
        neighbours = [f"'{step.term}' ({step.shown})" for step in (*below, *above)]
        message = f"no term of the yardstick has {likelihood.percent}: it lies beside {' and '.join(neighbours)}"
        hint = "Write a term, or a number within its range"
        yield Problem("warning", message, hint, path, rule="R7")


def likelihood_without_confidence(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R8: a likelihood of ours comes with our confidence, and confidence with its basis."""
    for path, part in _estimates(loaded.draft):
        hint = "Write confidence: {level: moderate, basis: what it rests on}"
        if part.likelihood and part.confidence is None:
            message = "this likelihood has no confidence beside it"
            yield Problem("error", message, hint, (*path, "likelihood"), rule="R8")
        elif part.confidence and not part.confidence.basis:
            yield Problem("error", "nothing says what this confidence rests on", hint, (*path, "confidence"), rule="R8")


def likelihood_and_confidence_mixed(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R8: likelihood and confidence never share a sentence (ICD 203, D.6.e(2)(b)); the proposition has neither."""
    for path, part in _estimates(loaded.draft):
        basis = part.confidence.basis if part.confidence else ""
        if found := _LIKELIHOOD.search(basis):
            message = f"the basis of the confidence has a word of likelihood, '{found[0]}'"
            hint = "Say there only what the confidence rests on"
            yield Problem("error", message, hint, (*path, "confidence", "basis"), rule="R8")
        if not (part.likelihood or isinstance(part, Judgement)):
            continue
        if found := _CONFIDENCE.search(part.text):
            message = f"the text speaks of confidence, '{found[0]}'"
            hint = "Write the bare proposition, and put the confidence into its own field"
            yield Problem("error", message, hint, (*path, "text"), rule="R8")
        elif found := _LIKELIHOOD.search(part.text):
            message = f"the text has a word of likelihood of its own, '{found[0]}'"
            hint = "Write the bare proposition, and put the word into likelihood"
            yield Problem("warning", message, hint, (*path, "text"), rule="R8")


def more_than_certain(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R8: of answers that exclude each other, the lowest likelihoods make 100 per cent at most."""
    for id_, question in loaded.draft.questions.items():
        lowest = [_lowest(loaded.draft, a.likelihood) for a in question.answers.values() if a.likelihood]
        if question.exclusive and sum(lowest) > 100:
            message = f"only one answer can be right, but their likelihoods add up to {sum(lowest)}% at least"
            hint = "Lower them, or leave exclusive: out if several can be right"
            yield Problem("error", message, hint, ("questions", id_, "answers"), rule="R8")


def vague_word(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """W5: our own statements use no word of likelihood that has no band. What somebody else said stays as it was said."""
    own: list[tuple[KeyPath, Judgement | KeyPoint]] = [
        *((("judgements", id_), judgement) for id_, judgement in loaded.draft.judgements.items()),
        *((("key_points", n), p) for n, p in enumerate(loaded.draft.key_points) if not _reported(loaded.draft, p)),
    ]
    for path, part in own:
        found = next((word[0] for word in _VAGUE.finditer(part.text) if word[0] not in _NOT_VAGUE), "")
        if found:
            message = f"'{found}' says nothing of how likely this is"
            hint = "State it plainly, or give a term of the yardstick under likelihood: of a judgement"
            yield Problem("warning", message, hint, (*path, "text"), rule="W5")


def _estimates(brief: Brief) -> Iterator[tuple[KeyPath, Judgement | Answer]]:
    """Where a likelihood of ours may stand with our confidence."""
    yield from parts_of(brief, Judgement)
    yield from parts_of(brief, Answer)


def _lowest(brief: Brief, likelihood: Likelihood) -> int:
    if likelihood.range:
        return likelihood.range[0]
    found: Band | None = band(likelihood.term, brief.yardstick)
    return found.low if found else 0


def _reported(brief: Brief, point: KeyPoint) -> bool:
    """True when the point restates what somebody said."""
    refs = [ref.rpartition("/")[2] for ref in point.refs[:1]]
    return any(
        ref in brief.positions or (ref in brief.events and brief.events[ref].reported_as != "information")
        for ref in refs
    )
