"""Sentences that say that something is not known, or not yet: offered as they are, never turned into questions."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from briefgen.intake.draft.languages import table
from briefgen.intake.draft.narration import Narration, Sentence


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence of the narrator's with the cue at `cue`; `strong` where the cue leaves no question that something is open."""

    start: int
    end: int
    cue: tuple[int, int]
    strong: bool


def doubts(narration: Narration, language: str) -> Iterator[Doubt]:
    """The sentences with a cue outside their quotations."""
    strong, weak = _cues(language)
    for sentence in narration.sentences:
        words = _unquoted(narration.text, sentence)
        for pattern in (strong, weak):
            if cue := pattern.search(words):
                place = sentence.start + cue.start(), sentence.start + cue.end()
                yield Doubt(sentence.start, sentence.end, place, pattern is strong)
                break


def _unquoted(text: str, sentence: Sentence) -> str:
    """The sentence with each quotation blotted out, as long as it was."""
    parts, at = [], sentence.start
    for token in sentence.tokens:
        if token.kind == "quote":
            parts += [text[at : token.start], "\0" * (token.end - token.start)]
            at = token.end
    return "".join((*parts, text[at : sentence.end]))


@cache
def _cues(language: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """The strong cues of a language, and all others."""
    cues = table(language).doubt
    strong, weak = (
        re.compile("|".join(f"(?:{pattern})" for pattern, how in cues.items() if how == wanted), re.IGNORECASE)
        for wanted in ("strong", "weak")
    )
    return strong, weak
