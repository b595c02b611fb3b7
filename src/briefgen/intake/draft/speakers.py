"""Who speaks a quotation: ordered rules over the narrator's words around it; the first that fits wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from briefgen.intake.draft.clauses import Clauses
from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.mentions import Mention, subject_before, subject_behind
from briefgen.intake.draft.narration import Narration, Sentence, Token

_LABEL = re.compile(r"[\"“„»«]\s?((?:[A-Z][\w.'’-]*[ ]?){1,4}):\s")
STRONG = frozenset(
    {
        "label",
        "behind the quotation",
        "before the quotation",
        "according to",
        "announced with a colon",
        "goes on speaking",
    }
)
"""The rules that are right nine times in ten."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """The speaker of a quotation and the rule that found it. `named` is the mention that gives a name where `mention` is a pronoun."""

    mention: Mention
    rule: str
    suggested: Mention | None = None
    rival: Mention | None = None


_BEFORE, _BEHIND = 90, 60
"""Words around a quotation that may name its speaker: what is farther away in a sentence without end is not looked at."""


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a quotation stands: the words of its sentence around it, its place among them, and the number of the sentence."""

    tokens: Sequence[Token]
    at: int
    number: int
    paragraph: int

    @classmethod
    def of(cls, sentence: Sentence, at: int, number: int) -> _Place:
        first = max(0, at - _BEFORE)
        return cls(sentence.tokens[first : at + _BEHIND], at - first, number, sentence.paragraph)


def speakers(narration: Narration, language: CueWords) -> tuple[Spoken | None, ...]:
    """The speaker of each quotation, in order; None where no rule fits."""
    return tuple(_Reading(narration, language).all())


class _Reading:
    """One pass over the text: what was found for the quotations before is known to the next."""

    def __init__(self, narration: Narration, language: CueWords) -> None:
        self.narration, self.language, self.clauses = narration, language, Clauses(language)
        self.found: list[tuple[_Place, Spoken | None]] = []
        self.first_words = frozenset(phrase[0] for phrase in language.according)

    def all(self) -> Iterator[Spoken | None]:
        for number, sentence in enumerate(self.narration.sentences):
            for at, token in enumerate(sentence.tokens):
                if token.kind == "quote":
                    place = _Place.of(sentence, at, number)
                    spoken = self._speaker(place)
                    self.found.append((place, spoken))
                    yield spoken

    def _speaker(self, place: _Place) -> Spoken | None:
        rules: tuple[tuple[str, Callable[[_Place], Mention | None]], ...] = (
            ("label", self._label),
            ("label", self._label_inside),
            ("an open quotation", self._open),
            ("behind the quotation", self._behind),
            ("announced with a colon", self._colon),
            ("before the quotation", self._before),
            ("according to", self._according),
            ("further behind", self._further),
            ("weak verb before", self._weak_before),
            ("somebody's words", self._possessive),
            ("goes on speaking", self._goes_on),
            ("the quotation before", self._chain),
            ("the next sentence", self._announced),
            ("subject", self._subject),
        )
        heading = self.narration.sentences[place.number].heading
        for name, rule in rules:
            if (not heading or name in STRONG) and (mention := rule(place)):
                return Spoken(mention, name)
        return None

    # -- the rules ----------------------------------------------------------------------------------------------------

    def _label(self, place: _Place) -> Mention | None:
        """TRUMP: "...", at the beginning of a paragraph. A colon that words follow is a label in a transcript's capitals only."""
        tokens = self._opening(place)
        colon = next((n for n, token in enumerate(tokens[:6]) if token.text == ":"), None)
        if not colon or not all(token.capital or token.text in ".’s-()" for token in tokens[:colon]):
            return None
        if tokens[0].lower in self.language.openers:
            return None
        at_once = colon + 1 < len(tokens) and tokens[colon + 1].start == place.tokens[place.at].start
        if not at_once and not self.narration.text[tokens[0].start : tokens[colon - 1].end].isupper():
            return None
        return Mention(tokens[0].start, tokens[colon - 1].end, (tokens[0].start, tokens[colon - 1].end))

    def _label_inside(self, place: _Place) -> Mention | None:
        """ "TRUMP: We go", where an interview is quoted with its labels."""
        token = place.tokens[place.at]
        if found := _LABEL.match(self.narration.text, token.start, token.end):
            return Mention(*found.span(1), found.span(1))
        return None

    def _opening(self, place: _Place) -> Sequence[Token]:
        number = place.number
        while number > 0 and self.narration.sentences[number - 1].paragraph == place.paragraph:
            number -= 1
            if place.number - number > 20:
                break
        return self.narration.sentences[number].tokens

    def _behind(self, place: _Place) -> Mention | None:
        """ "...," Milley said; "..." said Milley; "...", the chairman, who was there, said."""
        tokens, at = place.tokens, place.at
        behind = at + 1
        comma = behind < len(tokens) and tokens[behind].text in ",—–-"
        behind += comma
        ends = self.narration.text[tokens[at].start : tokens[at].end].rstrip("”\"“»«’'‘ ")[-1:]
        comma = comma or ends in ",—–-"
        if behind >= len(tokens) or not (comma or ends in "?!…"):
            return None
        if tokens[behind].lower in self.language.conjunctions or tokens[behind].lower in self.language.relative:
            return None
        if found := self.clauses.at_once(tokens, behind):
            return found
        said_before = any(
            self.clauses.says(tokens, n, self.language.strong) for n in range(at) if tokens[n].kind == "word"
        )
        if said_before or not (comma or not tokens[behind].capital):
            return None
        return self.clauses.verb_behind(tokens, behind, self.language.strong, 30)

    def _before(self, place: _Place) -> Mention | None:
        """Milley said: "..."; he added that the world "knows"."""
        return self.clauses.verb_before(place.tokens, place.at, self.language.strong)

    def _weak_before(self, place: _Place) -> Mention | None:
        return self.clauses.verb_before(place.tokens, place.at, self.language.weak)

    def _according(self, place: _Place) -> Mention | None:
        tokens = place.tokens
        for n, token in enumerate(tokens):
            if token.kind != "word" or token.lower not in self.first_words:
                continue
            for phrase in self.language.according:
                there = tuple(word.lower for word in tokens[n : n + len(phrase)]) == phrase
                if there and (found := subject_behind(tokens, n + len(phrase) - 1, self.language)):
                    return found
        return None

    def _further(self, place: _Place) -> Mention | None:
        """The plan is "dead", Milley said."""
        tokens = place.tokens
        for n in range(place.at + 1, min(len(tokens), place.at + 60)):
            said = self.clauses.says(tokens, n, self.language.strong) and not self.clauses.is_participle(tokens[n])
            if said and (found := subject_before(tokens, n, self.language, place.at + 1)):
                return found
        return None

    def _possessive(self, place: _Place) -> Mention | None:
        """Milley's statement; his remarks."""
        tokens = place.tokens
        for n in range(place.at - 1, max(-1, place.at - 40), -1):
            spoken = tokens[n].lower in self.language.speech_nouns
            if spoken and (found := self.clauses.owner_of(tokens, n)):
                return found
        return None

    def _open(self, place: _Place) -> Mention | None:
        """Who speaks the quotation that was left open where this one goes on, in the next paragraph."""
        if not self.found:
            return None
        before, spoken = self.found[-1]
        left_open = not self.narration.quotations[len(self.found) - 1].closed
        if left_open and spoken and 0 < place.paragraph - before.paragraph <= 1:
            return spoken.mention
        return None

    def _chain(self, place: _Place) -> Mention | None:
        """Who spoke before, in this paragraph or where the last one ended with their words."""
        if not self.found:
            return None
        before, spoken = self.found[-1]
        if spoken is None:
            return None
        alone = place.at == 0 and len(place.tokens) <= 2
        if before.paragraph == place.paragraph or (alone and before.paragraph == place.paragraph - 1):
            return spoken.mention
        return None

    def _goes_on(self, place: _Place) -> Mention | None:
        """ "...," Milley said. "..." : a sentence that is all quotation, right behind one whose speaker is named."""
        if not self.found or place.at or len(place.tokens) > 2:
            return None
        before, spoken = self.found[-1]
        next_to = before.paragraph == place.paragraph and place.number - before.number <= 1
        return spoken.mention if next_to and spoken and spoken.rule in STRONG else None

    def _announced(self, place: _Place) -> Mention | None:
        """A quotation alone in its paragraph, and before it the sentence that says whose words follow."""
        if len(place.tokens) > 2 or place.number == 0:
            return None
        before = self.narration.sentences[place.number - 1]
        if any(token.kind == "quote" for token in before.tokens[-_BEFORE:]):
            return None
        end = _Place.of(before, len(before.tokens), place.number - 1)
        return self._before(end)

    def _colon(self, place: _Place) -> Mention | None:
        """Cruz said: and the quotation in a paragraph of its own."""
        if place.at or place.number == 0:
            return None
        before = self.narration.sentences[place.number - 1]
        if before.tokens[-1].text != ":" or before.paragraph < place.paragraph - 1:
            return None
        end = _Place.of(before, len(before.tokens), place.number - 1)
        return self._before(end) or self._weak_before(end) or self.clauses.leading(end.tokens)

    def _subject(self, place: _Place) -> Mention | None:
        tokens = place.tokens
        return self.clauses.leading(tokens[: place.at]) or self.clauses.leading(tokens[place.at + 1 :])
