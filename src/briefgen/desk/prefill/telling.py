"""Whether words of a text belong to the telling, as "on Wednesday" in "the official said on Wednesday", or to what is told."""

from __future__ import annotations

from briefgen.desk.prefill.reading import ReadText
from briefgen.intake.draft.candidate import TextSpan
from briefgen.intake.draft.clauses import Clauses
from briefgen.intake.draft.narration import Token

_TELLS = frozenset(
    ["reveal", "reveals", "revealed", "disclose", "disclosed", "announce", "announced", "report", "reported"]
)
"""Verbs of telling that are not among those of saying."""


def told(read: ReadText, span: TextSpan) -> bool:
    """True where nothing but whom it was told, where and when stands between a verb of saying and these words."""
    if read.language is None:
        return False
    clauses = Clauses(read.language)
    verbs = read.language.strong | _TELLS
    for sentence in read.sentences(span):
        words = sentence.tokens
        at = next((n for n, token in enumerate(words) if token.start >= span[0]), len(words))
        for n in range(at - 1, max(-1, at - 10), -1):
            if clauses.says(words, n, verbs) and not clauses.is_participle(words[n]):
                return True
            if not _between(words[n], read):
                return False
    return False


def _between(token: Token, read: ReadText) -> bool:
    """True for a word that says to whom, where or when something was told: reporters at the Pentagon on."""
    language = read.language
    assert language is not None
    circumstance = (
        language.prepositions
        | language.articles
        | language.calendar
        | language.reporting.told
        | language.reporting.times
    )
    return token.kind == "word" and (token.capital or token.lower in circumstance)
