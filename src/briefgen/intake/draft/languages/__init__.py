"""The cue words of each language that drafting knows, as data: one small file a language."""

from __future__ import annotations

import re
from functools import cache
from importlib import import_module

from briefgen.intake.draft.languages.table import CueWords

KNOWN = ("en", "de", "pl")
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 0.12
"""The share of a text's words that are among the commonest of its language, at least."""


@cache
def table(tag: str) -> CueWords:
    """The cue words of a language that is known. Raises KeyError."""
    if tag not in KNOWN:
        raise KeyError(tag)
    found: CueWords = import_module(f"briefgen.intake.draft.languages.{tag}").WORDS
    return found


def language_of(text: str, stated: str = "") -> str:
    """The language to read a text in: the stated one (BCP 47), else the one whose commonest words it has; empty for none that is known."""
    if stated:
        tag = stated.partition("-")[0].lower()
        return tag if tag in KNOWN else ""
    words = [word.lower() for word in _WORD.findall(text[:20_000])]
    shares = {tag: sum(word in table(tag).common for word in words) / (len(words) or 1) for tag in KNOWN}
    best = max(KNOWN, key=lambda tag: shares[tag])
    return best if shares[best] >= _ENOUGH else ""
