"""What drafting must know of a language, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class CueWords:
    """The cue words of one language, lower case but for `titles`. What a language has no words for is not looked for in it."""

    tag: str
    common: frozenset[str]
    strong: frozenset[str]
    """Verbs of saying, in all forms: their subject is nearly always the speaker."""
    weak: frozenset[str]
    """Verbs that often introduce words in quotation marks."""
    according: tuple[tuple[str, ...], ...]
    speech_nouns: frozenset[str]
    people: frozenset[str]
    """Nouns for those who speak without a name: spokesman, officials."""
    pronouns: frozenset[str]
    skipped: frozenset[str]
    """Words between a subject and its verb: also, has, later."""
    determiners: frozenset[str]
    adverb: str
    """The ending of adverbs; empty for none."""
    infinitive: str
    """The word before a verb that has no subject of its own; empty for none."""
    participle: str
    """The ending of participles, whose subject is that of the clause before; empty where they say nothing."""
    past: tuple[str, ...]
    """Endings of verbs in the past, by which one that is in no list is known; none where they say nothing."""
    nounlike: frozenset[str]
    """Forms of these verbs that are nouns as well: claim, reports."""
    articles: frozenset[str]
    possessives: frozenset[str]
    calendar: frozenset[str]
    """Days and months, which are written like names."""
    prepositions: frozenset[str]
    conjunctions: frozenset[str]
    relative: frozenset[str]
    nouns_capital: bool
    """True where every noun has a capital, so that one alone is no sign of a name."""
    openers: frozenset[str]
    """Words that begin a sentence with a capital and belong to no name."""
    titles: frozenset[str]
    """Words that stand before a name and say what somebody is, with a capital or without."""
    address: frozenset[str]
    """Those of the titles that say how somebody is addressed, and name no office."""
    title_parts: frozenset[str]
    """Words in small letters that stand before one of the titles and belong to it: harbour master."""
    particles: frozenset[str]
    abbreviations: frozenset[str]
    doubt: Mapping[str, str]
    """Cues of doubt as patterns, each with its strength: strong or weak."""
    place_before: frozenset[str]
    """Prepositions before a place."""
    place_of: str
    """The word between the kind of a place and its name: village *of*; empty for none."""
    place_kinds: frozenset[str]
    """Nouns that name a kind of place: village, port."""
    unsupported: tuple[str, ...] = field(default=())
    """What drafting does not find in this language, in words."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
