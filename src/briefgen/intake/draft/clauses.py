"""Verbs of saying in a clause, and whose words they announce."""

from __future__ import annotations

from collections.abc import Sequence

from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.mentions import Mention, subject_before, subject_behind
from briefgen.intake.draft.narration import Token


class Clauses:
    """The clauses of a language: every question is about words in a row, and the place of one of them."""

    def __init__(self, language: CueWords) -> None:
        self.language = language

    def at_once(self, tokens: Sequence[Token], first: int) -> Mention | None:
        """A pronoun or a name right behind the quotation, and a verb, whichever: he shot back."""
        if first + 1 >= len(tokens) or tokens[first].kind != "word":
            return None
        token, following = tokens[first], tokens[first + 1]
        verb = following.kind == "word" and not following.capital
        if (
            token.lower in self.language.pronouns
            and not token.capital
            and verb
            and following.lower not in self.language.conjunctions
        ):
            return Mention(token.start, token.end, pronoun=True)
        both = self.language.strong | self.language.weak
        for n in range(first, min(len(tokens), first + 8)):
            if tokens[n].kind != "word" and tokens[n].text not in "’s-.&":
                return None
            if tokens[n].lower in both and not tokens[n].capital and not self._is_noun(tokens, n):
                if n > first and not self.is_participle(tokens[n]):
                    found = subject_before(tokens, n, self.language, first)
                    return found if found and found.start == tokens[first].start else None
                return (
                    subject_behind(tokens, n, self.language)
                    if n == first and not self.is_participle(tokens[n])
                    else None
                )
            if tokens[n].capital or n == first:
                continue
            if tokens[n - 1].capital and tokens[n].lower.endswith(self.language.past) and self.language.past:
                return subject_before(tokens, n, self.language, first)  # a verb that no list has: Oliver barked
        return None

    def is_participle(self, token: Token) -> bool:
        """True for adding, saying: their subject is that of the clause before."""
        return self.language.participle != "" and token.lower.endswith(self.language.participle)

    def verb_behind(self, tokens: Sequence[Token], first: int, verbs: frozenset[str], far: int) -> Mention | None:
        """The subject of the first of these verbs from the word at `first` on, and within `far` words."""
        for n in range(first, min(len(tokens), first + far)):
            token = tokens[n]
            if token.kind == "quote" or token.text in ";:":
                return None
            if self.says(tokens, n, verbs) and not self.is_participle(token):
                if n > first and (found := subject_before(tokens, n, self.language, first)):
                    return found
                turned = n == first or tokens[n - 1].kind == "mark"
                if turned and (found := subject_behind(tokens, n, self.language)):
                    return found
        return None

    def says(self, tokens: Sequence[Token], at: int, verbs: frozenset[str]) -> bool:
        """True for one of these verbs that has a subject of its own, and is no noun."""
        token = tokens[at]
        if at and tokens[at - 1].lower == self.language.infinitive:
            return False
        return (
            token.kind == "word"
            and token.lower in verbs
            and not (token.capital and at > 0)
            and not self._is_noun(tokens, at)
        )

    def verb_before(self, tokens: Sequence[Token], at: int, verbs: frozenset[str]) -> Mention | None:
        """The subject of the nearest of these verbs before the word at `at`: He added that the world "knows"."""
        inner: Mention | None = None
        owner: Mention | None = None
        for n in range(at - 1, max(-1, at - 60), -1):
            token = tokens[n]
            if token.kind == "word" and token.lower in verbs and self._is_noun(tokens, n):
                owner = owner or self.owner_of(tokens, n)
                continue
            if not self.says(tokens, n, verbs):
                continue
            found = self._of_participle(tokens, n) if self.is_participle(token) else self._of_verb(tokens, n, at)
            if found is None:
                continue
            if inner and found.end > inner.start:
                return inner
            if found.pronoun and self._follows_verb(tokens, found):
                inner = found  # Reid says he believes: the outer subject is named, or at least the same
                continue
            return found
        return inner or owner

    def _follows_verb(self, tokens: Sequence[Token], mention: Mention) -> bool:
        at = next(n for n, token in enumerate(tokens) if token.start == mention.start)
        if at and tokens[at - 1].lower == "that":
            at -= 1
        return at > 0 and tokens[at - 1].lower in self.language.strong

    def _of_verb(self, tokens: Sequence[Token], verb: int, quotation: int) -> Mention | None:
        if found := subject_before(tokens, verb, self.language):
            return found
        turned = verb == 0 or tokens[verb - 1].kind != "word"
        if turned and (found := subject_behind(tokens[:quotation], verb, self.language)):
            return found
        return self._shared(tokens, verb)

    def _of_participle(self, tokens: Sequence[Token], verb: int) -> Mention | None:
        """Whose participle it is: that of the clause before a comma, or of a name behind "with"."""
        if verb == 0:
            return None
        before = tokens[verb - 1]
        if before.kind != "word" or before.lower in self.language.conjunctions:
            return self._shared(tokens, verb)
        if before.capital and (found := subject_before(tokens, verb, self.language)):
            start = next(n for n, token in enumerate(tokens) if token.start == found.start)
            return found if start and tokens[start - 1].lower == "with" else None
        return None

    def _shared(self, tokens: Sequence[Token], verb: int) -> Mention | None:
        """The subject that a verb shares with the one before: Milley met them and said."""
        for n in range(verb - 1, -1, -1):
            if self.says(tokens, n, self.language.strong | self.language.weak) and not self.is_participle(tokens[n]):
                found = subject_before(tokens, n, self.language)
                if found and not self._inside_phrase(tokens, found):
                    return found
        return self.leading(tokens[:verb])

    def _inside_phrase(self, tokens: Sequence[Token], mention: Mention) -> bool:
        """True for a noun behind a preposition: In a statement released on Thursday."""
        at = next(n for n, token in enumerate(tokens) if token.start == mention.start)
        return at > 0 and tokens[at - 1].lower in self.language.prepositions

    def _is_noun(self, tokens: Sequence[Token], at: int) -> bool:
        """True for a verb that is a noun here: Trump's claim, the report, a demand."""
        before = tokens[at - 1] if at else None
        if before is None or tokens[at].lower not in self.language.nounlike:
            return False
        if not (
            before.capital
            or before.lower in self.language.pronouns
            or before.lower in self.language.skipped
            or before.lower.endswith("s")
        ):
            return before.kind == "word"
        return (
            before.text == "’s"
            or before.lower in self.language.determiners
            or (
                at > 1
                and before.kind == "word"
                and not before.capital
                and tokens[at - 2].lower in self.language.articles
            )
        )

    def owner_of(self, tokens: Sequence[Token], noun: int) -> Mention | None:
        """Whose words they are: Milley's statement, his remarks."""
        for n in range(noun - 1, max(-1, noun - 5), -1):
            if tokens[n].text == "’s":
                return subject_before(tokens, n, self.language)
            if tokens[n].lower in self.language.possessives:
                return Mention(tokens[n].start, tokens[n].end, pronoun=True)
            if tokens[n].kind != "word":
                return None
        return None

    def leading(self, tokens: Sequence[Token]) -> Mention | None:
        """The first pronoun of a clause, or the first name that can be its subject; else its first name."""
        first: Mention | None = None
        n = 0
        while n < len(tokens):
            token = tokens[n]
            if token.kind == "word" and token.lower in self.language.pronouns and token.lower != "it":
                return Mention(token.start, token.end, pronoun=True)
            if not self._begins_name(token):
                n += 1
                continue
            end = n + 1
            while end < len(tokens) and (tokens[end].capital or tokens[end].lower in self.language.particles):
                end += 1
            found = self._named(tokens[n:end])
            before, behind = tokens[n - 1].lower if n else "", tokens[end].text if end < len(tokens) else ""
            if before not in self.language.prepositions and behind not in (",", "’s", "(", "–", "—"):
                return found
            first = first or found
            n = end
        return first

    def _begins_name(self, token: Token) -> bool:
        plain = token.lower in self.language.openers or token.lower in self.language.calendar
        return token.capital and not plain and not token.lower.endswith("ly")

    def _named(self, words: Sequence[Token]) -> Mention:
        start = max((n + 1 for n in range(len(words) - 1) if words[n].text in self.language.titles), default=0)
        return Mention(words[0].start, words[-1].end, (words[start].start, words[-1].end))
