"""Who is meant: the words before or behind a verb that name its subject."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.narration import Token

_LONGEST = 14
"""Words of a subject, at most."""
_FAR = 40
"""Words of what is put in between two commas, at most."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody: text[start:end]. `name` is the place of the proper name in them, None for a noun or a pronoun."""

    start: int
    end: int
    name: tuple[int, int] | None = None
    pronoun: bool = False


def subject_before(tokens: Sequence[Token], verb: int, language: CueWords, first: int = 0) -> Mention | None:
    """The subject that stands before the verb at `verb`, and not before `first`."""
    at = _over_adverbs(tokens, verb - 1, language, first)
    if at >= first and tokens[at].text in ",—–)":
        closing, at = at, _over_insertion(tokens, at, language, first)
        at = _over_place(tokens, at, language, first)
        inserted = tokens[at + 2 : closing]
        fronted = (
            tokens[first].lower in language.openers | language.prepositions
            and tokens[first].lower not in language.determiners
        )
        if (
            inserted and inserted[0].capital and fronted and closing - at < 14
        ):  # After the vote, Gov. John Kasich (R-OH), said
            at = _over_adverbs(tokens, closing - 1, language, at + 2)
            at = _over_insertion(tokens, at, language, first) if tokens[at].text == ")" else at
        found = _leftwards(tokens, at, language, first)
        unnamed = found is not None and not found.name and not found.pronoun
        return _named_behind(tokens, at + 1, found, language) if found and unnamed else found  # its head, Ann Lee, said
    return _leftwards(tokens, at, language, first)


def subject_behind(tokens: Sequence[Token], verb: int, language: CueWords) -> Mention | None:
    """The subject that stands behind the verb at `verb`: said Milley, said a spokesman for the port."""
    end = verb + 1
    while end < len(tokens) and tokens[end].lower in language.skipped and not tokens[end].capital:
        end += 1
    start = end
    if start >= len(tokens):
        return None
    head = tokens[start]
    if head.lower in language.pronouns:
        return Mention(head.start, head.end, pronoun=True) if not head.capital or head.lower == "i" else None
    if not (head.capital or head.lower in language.determiners or head.lower in language.people):
        return None
    named = False
    while end < len(tokens) and end - start < _LONGEST and tokens[end].kind != "quote":
        token = tokens[end]
        if token.kind == "mark" and token.text not in "’s-.":
            break
        if token.lower in language.conjunctions or token.lower in language.strong or token.lower in language.relative:
            break
        if named and token.kind == "word" and not token.capital and token.lower not in language.particles:
            break
        named = named or (
            token.capital and token.lower not in language.determiners and token.text not in language.titles
        )
        end += 1
    found = _mention(tokens[start:end], language)
    return _named_behind(tokens, end, found, language) if found and not found.name else found


def _named_behind(tokens: Sequence[Token], at: int, mention: Mention, language: CueWords) -> Mention:
    """The mention with the name that follows a comma: said the spokesman, Jan Kowal."""
    if at >= len(tokens) or tokens[at].text != ",":
        return mention
    end = at + 1
    while end < len(tokens) and end - at <= 6 and (tokens[end].capital or tokens[end].text in language.titles):
        end += 1
    names = [n for n in range(at + 1, end) if tokens[n].text not in language.titles]
    closed = end == len(tokens) or tokens[end].kind != "word"
    if len(names) < 2 or not closed:
        return mention
    return Mention(mention.start, tokens[end - 1].end, (tokens[names[0]].start, tokens[end - 1].end))


def _over_adverbs(tokens: Sequence[Token], at: int, language: CueWords, first: int) -> int:
    """The place before adverbs, auxiliary verbs and days: Milley on Tuesday also said."""
    while at >= first and tokens[at].kind == "word":
        word = tokens[at].lower
        if word in language.calendar:
            at -= 1
            while (
                at >= first
                and not tokens[at].capital
                and (tokens[at].lower in language.prepositions or tokens[at].lower in language.skipped)
            ):
                at -= 1
        elif not tokens[at].capital and (
            word in language.skipped or (language.adverb and word.endswith(language.adverb) and len(word) > 4)
        ):
            at -= 1
        else:
            break
    return at


def _over_insertion(tokens: Sequence[Token], at: int, language: CueWords, first: int) -> int:
    """The last word before what stands between two commas, dashes or brackets, of which the second is at `at`."""
    opening = "(" if tokens[at].text == ")" else tokens[at].text
    for before in range(at - 1, max(first, at - _FAR) - 1, -1):
        if tokens[before].text == opening:
            return before - 1
        if tokens[before].kind == "quote":
            break
    return at - 1


def _over_place(tokens: Sequence[Token], at: int, language: CueWords, first: int) -> int:
    """The last word before what somebody is, where a place with a comma of its own ends it: Ann Lee, a pilot in Munich, Germany."""
    commas = [n for n in range(max(first, at - _FAR), at) if tokens[n].text == ","][-2:]
    if len(commas) < 2 or at - commas[1] > 3 or not all(token.capital for token in tokens[commas[1] + 1 : at + 1]):
        return at
    said = tokens[commas[0] + 1 : commas[1]]
    what = said and said[0].lower in language.determiners | language.people and said[-1].capital
    tied = any(token.lower in language.prepositions for token in said) and all(token.kind != "quote" for token in said)
    return commas[0] - 1 if what and tied and commas[0] > first and tokens[commas[0] - 1].capital else at


def _leftwards(tokens: Sequence[Token], end: int, language: CueWords, first: int) -> Mention | None:
    """The words up to `end` that belong to one name or noun."""
    if end < first or tokens[end].kind != "word":
        return None
    if tokens[end].lower in language.pronouns:
        return Mention(tokens[end].start, tokens[end].end, pronoun=True)
    start = end + 1
    while start > first and end - start < _LONGEST:
        token = tokens[start - 1]
        if token.kind == "quote" or (token.kind == "mark" and token.text not in "’s-.&"):
            break
        if token.kind == "word":
            if token.lower in language.conjunctions and not _joins(tokens, start - 1, language, first):
                break
            if (
                token.lower in language.pronouns
                or token.lower in language.relative
                or (token.lower in language.skipped and not token.capital)
            ):
                break
            if not token.capital and (token.lower in language.strong or token.lower in language.weak) and start <= end:
                break
        start -= 1
        if (
            token.kind == "word"
            and token.lower in language.determiners
            and not _continues(tokens, start, language, first)
        ):
            break
    while (
        start <= end
        and tokens[start].kind == "word"
        and not tokens[start].capital
        and (tokens[start].lower in language.prepositions or tokens[start].lower in language.skipped)
    ):
        start += 1
    return _mention(tokens[start : end + 1], language)


def _joins(tokens: Sequence[Token], at: int, language: CueWords, first: int) -> bool:
    """True for a conjunction between two names: Smith and Jones."""
    return (
        at > first
        and tokens[at - 1].capital
        and at + 1 < len(tokens)
        and tokens[at + 1].capital
        and tokens[at].lower in ("and", "und", "i")
    )


def _continues(tokens: Sequence[Token], at: int, language: CueWords, first: int) -> bool:
    """True where a preposition before the determiner ties it to another noun: a spokesman for the port."""
    return at - 1 > first and tokens[at - 1].lower in language.prepositions and tokens[at - 2].kind == "word"


def _mention(words: Sequence[Token], language: CueWords) -> Mention | None:
    words = list(words)
    while words and words[-1].kind == "mark":
        words.pop()
    nothing = language.determiners | language.calendar | language.skipped
    if not any(word.kind == "word" and word.lower not in nothing for word in words):
        return None
    return Mention(words[0].start, words[-1].end, name_in(words, language))


def name_in(words: Sequence[Token], language: CueWords) -> tuple[int, int] | None:
    """The place of the proper name that these words come to: not of one that only says for whom or of what."""
    runs = _runs(words, language)
    if not runs:
        return None
    for start, end in reversed(runs):
        if start > 0 and words[start - 1].lower in language.prepositions:
            continue
        if end < len(words) and words[end].text == "’s":
            continue
        if language.nouns_capital and end - start == 1 and start > 0 and words[start - 1].lower in language.determiners:
            continue  # der Sprecher
        if end < len(words) and words[end].kind == "word" and words[end].lower in language.people:
            continue  # the Trump campaign
        behind = words[end] if end < len(words) else None
        if (
            behind is not None
            and end - start == 1
            and start > 0
            and words[start - 1].lower in language.articles
            and behind.kind == "word"
            and behind.lower not in language.prepositions | language.conjunctions | language.relative | language.skipped
        ):
            continue  # the British royal
        return words[start].start, words[end - 1].end
    return None


def _runs(words: Sequence[Token], language: CueWords) -> list[tuple[int, int]]:
    """From where to where capitals follow each other, without the titles before them."""
    runs: list[tuple[int, int]] = []
    at = 0
    while at < len(words):
        if not _named(words[at], language) or (at == 0 and words[at].lower in language.openers):
            at += 1
            continue
        end = at + 1
        while end < len(words) and (
            _named(words[end], language)
            or (words[end].lower in language.particles and end + 1 < len(words) and words[end + 1].capital)
        ):
            end += 1
        start = max((n + 1 for n in range(at, end - 1) if words[n].text in language.titles), default=at)
        if not (end - start == 1 and words[start].text in language.titles):
            runs.append((start, end))
        at = end
    return runs


def _named(word: Token, language: CueWords) -> bool:
    return word.capital and not (
        word.lower in language.determiners
        or word.lower in language.pronouns
        or word.lower in language.calendar
        or word.lower.partition("-")[0] in language.numbers
    )
