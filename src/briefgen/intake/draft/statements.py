"""What people are reported to have said without quotation marks: who, and which words of the sentence carry it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.intake.draft.clauses import Clauses
from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.mentions import Mention, subject_before, subject_behind
from briefgen.intake.draft.narration import Narration, Token

_LONGEST = 160
"""Words of a sentence that is read; in a longer one, a list or a table, nothing is looked for."""
_NEAR = 12
"""Words between a verb and its "that": said in a statement on Monday that."""
_FRONTED = 10
"""Words of what may stand before the subject: In a speech on Monday, Milley said."""


@dataclass(frozen=True, slots=True)
class Reported:
    """text[start:end] is what is reported, in the words of the narrator; `rule` says where the speaker stands to it. `denied` where the
    sentence says that it was not said."""

    mention: Mention
    start: int
    end: int
    rule: str
    denied: bool = False


def statements(narration: Narration, language: CueWords) -> Iterator[Reported]:
    """The statements outside quotation marks, in order; none in a language without words for them."""
    if not language.reporting.says:
        return
    for sentence in narration.sentences:
        if len(sentence.tokens) <= _LONGEST:
            yield from _Reading(sentence.tokens, language).all()


@dataclass(frozen=True, slots=True)
class _Found:
    mention: Mention
    first: int
    end: int
    rule: str


class _Reading:
    """One pass over a sentence; `taken` is where the last statement ended."""

    def __init__(self, tokens: Sequence[Token], language: CueWords) -> None:
        self.tokens, self.language, self.words = tokens, language, language.reporting
        self.clauses = Clauses(language)
        self.times = language.calendar | self.words.times
        self.verbs = language.strong | self.words.thinks | self.words.calls | self.words.accuses | self.words.refuses
        self.end = len(tokens)
        while self.end and tokens[self.end - 1].text in (".", "?", "!", "…"):
            self.end -= 1
        self.taken = 0

    def all(self) -> Iterator[Reported]:
        at = 0
        while at < self.end:
            found = self._at(at)
            if found and self._is_clear(found):
                start, end = self.tokens[found.first].start, self.tokens[found.end - 1].end
                yield Reported(found.mention, start, end, found.rule, self._is_denied(at, found.mention))
                self.taken = found.end
                at = max(at, found.end - 1)
            at += 1

    def _is_clear(self, found: _Found) -> bool:
        """True for two words or more without a quotation, which has a speaker of its own."""
        inside = self.tokens[found.first : found.end]
        return len(inside) > 1 and all(token.kind != "quote" for token in inside)

    def _is_denied(self, verb: int, mention: Mention) -> bool:
        """True for a verb with a "not" between its subject and it: Milley has not said that."""
        between = self.tokens[max(0, verb - 4) : verb]
        return any(token.lower in self.words.negations for token in between if token.start >= mention.end)

    def _at(self, at: int) -> _Found | None:
        token = self.tokens[at]
        if token.kind != "word":
            return None
        for phrase in self.language.according:
            if tuple(word.lower for word in self.tokens[at : at + len(phrase)]) == phrase:
                return self._according(at, at + len(phrase))
        if not self.clauses.says(self.tokens, at, self.verbs):
            return None
        before = self.tokens[at - 1].lower if at else ""
        if before in self.words.having:
            return None
        if self.clauses.is_participle(token) and before not in self.words.auxiliaries:
            return self._participle(at)
        if found := self._turned(at):
            return found
        subject = self._subject(at)
        first = self._content(at)
        if first is not None:
            return self._following(at, first, subject)
        return self._behind(at, subject) if subject and token.lower in self.language.strong else None

    # -- the rules ----------------------------------------------------------------------------------------------------

    def _according(self, at: int, behind: int) -> _Found | None:
        """According to the agency, the port is closed; the port is closed, according to the agency."""
        mention = subject_behind(self.tokens, behind - 1, self.language)
        end = next(
            (
                n
                for n in range(behind, self.end)
                if self.tokens[n].start >= (mention.end if mention else 0) and self.tokens[n].text in ",;—–"
            ),
            self.end,
        )
        if mention is None:
            if not behind < end <= behind + 14 or any(token.kind == "quote" for token in self.tokens[behind:end]):
                return None
            mention = Mention(self.tokens[behind].start, self.tokens[end - 1].end)
        if at > self.taken + 1:
            return self._back(mention, at, "according to")
        return _Found(mention, end + 1, self._stop(end + 1), "according to") if end + 1 < self.end else None

    def _participle(self, at: int) -> _Found | None:
        """Milley met them, saying that the port is closed: the subject of the clause before."""
        if self.tokens[at].lower not in self.words.adding or at == 0 or self.tokens[at - 1].text != ",":
            return None
        first, mention = self._content(at), self.clauses.leading(self.tokens[:at])
        return _Found(mention, first, self._stop(first), "a participle") if first is not None and mention else None

    def _turned(self, at: int) -> _Found | None:
        """The port is closed, said Milley."""
        if (
            self.tokens[at].lower not in self.words.turned
            or at <= self.taken + 1
            or self.tokens[at - 1].text != ","
            or at + 1 >= self.end
            or self.tokens[at + 1].lower in self.words.openers - self.language.articles
        ):
            return None
        mention = subject_behind(self.tokens, at, self.language)
        if mention is None:
            return None
        behind = next((n for n in range(at, self.end) if self.tokens[n].start >= mention.end), self.end)
        closed = behind == self.end or self.tokens[behind].text == ","
        somebody = mention.name or any(token.lower in self.language.people for token in self.tokens[at + 1 : behind])
        return self._back(mention, at - 1, "behind the words", 4) if closed and somebody else None

    def _following(self, at: int, first: int, subject: Mention | None) -> _Found | None:
        """Milley said that the port is closed; Milley said the port is closed; he declined to comment."""
        mention = subject or self._shared(at)
        if mention is None:
            return None
        opener = self.tokens[first].lower
        if subject and opener not in self.words.that and opener != self.language.infinitive:
            start = self._place(subject)
            quoted = any(token.kind == "quote" for token in self.tokens[max(0, start - 2) : start])
            before = self.tokens[start - 1].lower if start else ""
            if quoted or before in self.words.questions or opener in self.words.auxiliaries | self.language.relative:
                return None
        return _Found(mention, first, self._stop(first), "before the words")

    def _behind(self, at: int, subject: Mention) -> _Found | None:
        """The port is closed, Milley said; the port, Milley said, is closed; on Monday, Milley said, the port was closed."""
        behind = self.tokens[at + 1] if at + 1 < self.end else None
        ends = behind is None or behind.kind == "mark" or behind.lower in self.language.prepositions | self.times
        start = self._place(subject)
        while start > self.taken and self.tokens[start - 1].lower in self.language.determiners:
            start -= 1
        if not ends or start - 1 <= self.taken or self.tokens[start - 1].text != ",":
            return None
        if any(token.kind == "quote" for token in self.tokens[at:]):
            return None
        comma = behind is not None and behind.text == "," and at + 2 < self.end
        opener = self.tokens[self.taken].lower
        first = self.tokens[self.taken + 1].lower if self.taken + 1 < self.end else ""
        led = opener.endswith(self.language.adverb or "-") and first in self.language.prepositions
        short = (
            led or opener in self.language.prepositions | self.language.conjunctions
        ) and start - self.taken <= _FRONTED
        if short or opener in self.words.fronted or opener.endswith((self.language.participle, *self.language.past)):
            return _Found(subject, at + 2, self._stop(at + 2), "before the words") if comma else None
        if comma and at + 3 < self.end and all(token.kind != "quote" for token in self.tokens[self.taken : start]):
            return _Found(subject, self._first(start), self._stop(at + 2), "inside the words")
        return self._back(subject, start - 1, "behind the words", 4)

    # -- where the words begin and end --------------------------------------------------------------------------------

    def _back(self, mention: Mention, end: int, rule: str, least: int = 2) -> _Found | None:
        """What stands before, from where the last statement ended."""
        while end > self.taken and self.tokens[end - 1].text in ",—–-":
            end -= 1
        first = self._first(end)
        return _Found(mention, first, end, rule) if end - first >= least else None

    def _first(self, end: int) -> int:
        first = self.taken
        while first < end and (self.tokens[first].kind == "mark" or self.tokens[first].lower in self.words.joining):
            first += 1
        return first

    def _content(self, at: int) -> int | None:
        """The place of the first word that is reported behind the verb at `at`."""
        verb, first = self.tokens[at].lower, at + 1
        if first >= self.end:
            return None
        if (that := self._that(at)) is not None:
            return that
        opener = self.tokens[first].lower
        if verb in self.words.refuses:
            return first if opener == self.language.infinitive else None
        if verb in self.words.tells:
            return self._told(first)
        if verb in self.words.calls:
            return first + 1 if opener in self.words.calls_for else None
        if verb in self.words.accuses:
            nothing = self.language.prepositions | self.language.conjunctions | {"to", "not", "as"}
            return first if self.tokens[first].kind == "word" and opener not in nothing else None
        return self._bare(at)

    def _that(self, at: int) -> int | None:
        """The place of "that" right behind the verb, or behind when and where it was said."""
        for n in range(at + 1, min(self.end - 1, at + 1 + _NEAR)):
            token = self.tokens[n]
            if token.kind == "quote" or token.text in ",;:—":
                return None
            if token.lower in self.words.that:
                following = self.tokens[n + 1]
                if following.kind != "word" or (n > at + 1 and following.lower in self.words.auxiliaries):
                    return None  # reported plans that have failed
                between = self.tokens[at + 1].lower
                strong = self.tokens[at].lower in self.language.strong
                told = self.tokens[at].lower in self.words.tells or between in self.language.prepositions | self.times
                return n if n == at + 1 or (strong and told) else None
        return None

    def _told(self, first: int) -> int | None:
        """Behind whom it was told: told reporters, told The New York Times on Monday."""
        n, token = first, self.tokens[first]
        if token.lower in self.words.told:
            n += 1
        elif token.capital:
            while n < self.end and (self.tokens[n].capital or self.tokens[n].text in "’s-&.'"):
                n += 1
            while n < self.end and (self.tokens[n].lower in self.times or self.tokens[n].lower == "on"):
                n += 1
        elif token.lower in self.language.determiners:
            n += 2
            while n < self.end and self.tokens[n].capital:
                n += 1
        else:
            return None
        return n if n < self.end and (self.tokens[n].lower in self.words.openers or self.tokens[n].capital) else None

    def _bare(self, at: int) -> int | None:
        """Behind the verb and the day: said Monday the port is closed."""
        verb, n = self.tokens[at].lower, at + 1
        while n < self.end and (
            self.tokens[n].lower in self.times
            or (self.tokens[n].lower == "on" and n + 1 < self.end and self.tokens[n + 1].lower in self.times)
        ):
            n += 1
        if n >= self.end or self.tokens[n].kind != "word":
            return None
        token = self.tokens[n]
        if verb not in self.words.says:
            begins = token.lower in self.words.subjects
            known = verb in self.words.claims and (token.capital or token.lower in self.words.openers)
            return n if verb in self.language.strong and (begins or known) else None
        if token.lower in self.words.openers - {"when"} or token.capital:
            return n
        if token.lower == "about" and n + 1 < self.end and self.tokens[n + 1].text[0].isdigit():
            return n
        other = token.lower in self.language.prepositions | self.language.conjunctions | self.words.no_words
        return None if other or token.lower.endswith(self.language.adverb) else n

    def _stop(self, first: int) -> int:
        """Where the words end: at a semicolon, at another who speaks, where a new clause begins behind a comma."""
        for n in range(first + 2, self.end):
            if self.tokens[n].text == ";":
                return n
            if self.tokens[n].text not in (",", "—", "–") or n + 1 >= self.end:
                continue
            following = self.tokens[n + 1]
            spoken = following.lower in self.language.strong and self.clauses.is_participle(following)
            if spoken or following.lower in self.words.breaks:
                return n
        return self.end

    # -- who ----------------------------------------------------------------------------------------------------------

    def _place(self, mention: Mention) -> int:
        return next(n for n, token in enumerate(self.tokens) if token.start == mention.start)

    def _subject(self, at: int) -> Mention | None:
        """The subject of the verb, with the "who" behind it; none for I, you and it, and for words that are no subject."""
        verb = at
        while verb > 1 and self._is_auxiliary(self.tokens[verb - 1]):
            verb -= 1
        found = subject_before(self.tokens, verb, self.language)
        if found is None:
            return None
        start = self._place(found)
        inside = [token for token in self.tokens[start:at] if token.end <= found.end]
        if inside[0].lower in self.words.nobody or any(
            token.lower in self.words.questions or token.text in ("’", "'") for token in inside
        ):
            return None
        if len(inside) == 1 and not found.pronoun and not self._is_somebody(inside[0]):
            return None
        n = verb - 1
        while (
            n > start and self.tokens[n].lower in self.language.skipped and self.tokens[n].lower not in self.words.who
        ):
            n -= 1
        if self.tokens[n].lower in self.words.who and self.tokens[n].end > found.end:
            return Mention(found.start, self.tokens[n].end, found.name, found.pronoun)
        return found

    def _is_auxiliary(self, token: Token) -> bool:
        """True for has, long, didn't."""
        between = self.words.auxiliaries | self.words.negations | self.words.aside
        return not token.capital and token.lower in between

    def _is_somebody(self, token: Token) -> bool:
        """True for a word that alone can be a subject: Milley, police, critics."""
        named = token.capital and token.lower not in self.language.openers
        return named or token.lower in self.language.people or token.lower.endswith("s")

    def _shared(self, at: int) -> Mention | None:
        """The subject at the beginning of the sentence, of a verb behind "and": Milley met them and said."""
        n = at - 1
        while n > 0 and self.tokens[n].lower in self.language.skipped:
            n -= 1
        if n < 0 or self.tokens[n].lower not in (*self.words.joining, ","):
            return None
        found = self.clauses.leading(self.tokens[:at])
        if found is None:
            return None
        start = self._place(found)
        opened = start == 1 and self.tokens[0].lower in self.language.openers
        return found if start == 0 or opened or self.tokens[start - 1].text == "," else None
