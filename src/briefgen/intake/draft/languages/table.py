"""What drafting must know of a language, as one value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReportingWords:
    """The cue words for what is reported without quotation marks, lower case; all empty where a language is not read for it."""

    says: frozenset[str] = frozenset()
    """Verbs behind which words may follow at once: said the port is closed."""
    claims: frozenset[str] = frozenset()
    """Verbs behind which a clause may follow without "that", if it begins as a clause does."""
    thinks: frozenset[str] = frozenset()
    """Verbs that report with "that", besides those of saying."""
    tells: frozenset[str] = frozenset()
    """Verbs behind which stands whom it is said to."""
    told: frozenset[str] = frozenset()
    """Words for whom it is said to."""
    refuses: frozenset[str] = frozenset()
    """Verbs that report with an infinitive: declined to comment."""
    calls: frozenset[str] = frozenset()
    calls_for: frozenset[str] = frozenset()
    """Verbs that report with a preposition, and these: called for a truce."""
    accuses: frozenset[str] = frozenset()
    """Verbs whose object says what is said: rejected the claim."""
    turned: frozenset[str] = frozenset()
    """Verbs behind which the speaker may stand."""
    adding: frozenset[str] = frozenset()
    """Participles that go on reporting: adding that."""
    that: frozenset[str] = frozenset()
    openers: frozenset[str] = frozenset()
    """Words that begin a clause."""
    subjects: frozenset[str] = frozenset()
    """Words that are the subject of a clause."""
    no_words: frozenset[str] = frozenset()
    """Words behind "said" that are not what was said: said so."""
    breaks: frozenset[str] = frozenset()
    """Words behind a comma that begin another clause, most often the narrator's."""
    joining: frozenset[str] = frozenset()
    fronted: frozenset[str] = frozenset()
    """Words that begin what only says when or how something was said."""
    times: frozenset[str] = frozenset()
    auxiliaries: frozenset[str] = frozenset()
    negations: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    """Other words between a subject and its verb: has long said."""
    questions: frozenset[str] = frozenset()
    """Words that tie a clause to the one around it: what Milley said was."""
    nobody: frozenset[str] = frozenset()
    """Words for no party: I, you, it."""
    who: frozenset[str] = frozenset()
    having: frozenset[str] = frozenset()


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
    numbers: frozenset[str] = field(default=frozenset())
    """Numbers in words, which begin a sentence with a capital: Fifty-one percent."""
    bodies: frozenset[str] = field(default=frozenset())
    """Last words of the names of offices and firms, which are no persons: Police Department."""
    reporting: ReportingWords = field(default=ReportingWords())
    unsupported: tuple[str, ...] = field(default=())
    """What drafting does not find in this language, in words."""


def words(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())
