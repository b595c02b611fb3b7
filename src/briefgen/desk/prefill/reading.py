"""A source's text as the drafting engines read it, once for all that is asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from briefgen.intake.draft.actors import Person, people
from briefgen.intake.draft.candidate import TextSpan
from briefgen.intake.draft.languages import language_of, table
from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.narration import Narration, Sentence, Token, every_word, narrated, plain
from briefgen.intake.draft.places import NamedPlace, places
from briefgen.intake.draft.speakers import STRONG, Spoken, speakers
from briefgen.intake.draft.statements import Reported, statements
from briefgen.model.quotations import QuotedPassage, scan

_NEAR = 300
"""Characters before and behind a passage that may bear on its dates and numbers."""


@dataclass(frozen=True, slots=True)
class ReadText:
    """A text with its sentences, its quotations each with its speaker, what it reports, and the people and places it names.

    `plain` is the text with one kind of space, at the same places; of a language that is not known only the quotations are found,
    and `language` is None.
    """

    plain: str
    language: CueWords | None
    narration: Narration
    spoken: tuple[Spoken | None, ...]
    reported: tuple[Reported, ...]
    persons: tuple[Person, ...]
    places: tuple[NamedPlace, ...]

    @property
    def quotations(self) -> tuple[QuotedPassage, ...]:
        return self.narration.quotations

    def sentences(self, span: TextSpan) -> Iterator[Sentence]:
        """The sentences that have words in a passage."""
        return (one for one in self.narration.sentences if one.start < span[1] and span[0] < one.end)

    def around(self, span: TextSpan) -> tuple[str, int]:
        """A passage with what stands near it, and where that begins: as much as tells what a date or a number in it means."""
        first = max(0, span[0] - _NEAR)
        return self.plain[first : span[1] + _NEAR], first

    def words(self, span: TextSpan) -> Iterator[tuple[Sequence[Token], int]]:
        """Each word of the narrator's in a passage: the words of its sentence, and its place among them."""
        for sentence in self.sentences(span):
            for at, token in enumerate(sentence.tokens):
                if span[0] <= token.start and token.end <= span[1]:
                    yield sentence.tokens, at


def read_near(text: str, language: str, span: TextSpan) -> ReadText:
    """The text of a source read, as far as it bears on a passage; `language` is the one it is said to be in, or empty.

    Of a long text only the part around the passage is read, with its places kept: a name that stands in full far away is not known.
    """
    tag = language_of(text, language)
    if len(text) <= 3 * _PART:
        return _read(text, tag)
    part = span[0] // _PART
    first, last = (part - 1) * _PART, max(span[1], (part + 1) * _PART) + _PART
    first = text.find("\n", first) + 1 if first > 0 and "\n" in text[first : span[0]] else max(0, first)
    return _read("\n" * first + text[first:last], tag)


_PART = 20_000
"""Characters of a part of a text."""


@lru_cache(maxsize=8)
def _read(text: str, tag: str) -> ReadText:
    if not tag:
        level = plain(text)
        found = scan(level)
        return ReadText(level, None, Narration(level, found, ()), (None,) * len(found), (), (), ())
    words = table(tag)
    narration = narrated(text, words)
    spoken = speakers(narration, words)
    names = [one.mention.name for one in spoken if one and one.mention.name and one.rule in STRONG]
    every = every_word(narration.text, words)
    persons = people(narration.text, every, names, words)
    last = frozenset(narration.text[slice(*person.name)].split()[-1].casefold() for person in persons)
    named = places(narration.text, every, last, words)
    return ReadText(narration.text, words, narration, spoken, tuple(statements(narration, words)), persons, named)
