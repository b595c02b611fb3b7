"""A text as paragraphs, sentences and words, with each quotation as one opaque word: what the narrator says, and where others speak."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from briefgen.intake.draft.languages.table import CueWords
from briefgen.model.quotations import QuotedPassage, scan

TokenKind = Literal["word", "mark", "quote"]


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a sign of punctuation or a whole quotation: text[start:end]. `lower` is its text in small letters, empty for a quotation."""

    start: int
    end: int
    text: str
    lower: str
    kind: TokenKind

    @property
    def capital(self) -> bool:
        """True when it begins as a name does."""
        return self.kind == "word" and self.text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the narrator's; `paragraph` counts from 0. In a `heading` every word has a capital, so that none says what a name is."""

    tokens: tuple[Token, ...]
    paragraph: int
    heading: bool = False

    @property
    def start(self) -> int:
        return self.tokens[0].start

    @property
    def end(self) -> int:
        return self.tokens[-1].end


@dataclass(frozen=True, slots=True)
class Narration:
    """A text read: `text` is the archived one with each kind of space and line end as one character, at the same places."""

    text: str
    quotations: tuple[QuotedPassage, ...]
    sentences: tuple[Sentence, ...]


def narrated(archived: str, language: CueWords) -> Narration:
    """The text as sentences, in linear time."""
    text = plain(archived)
    quotations = scan(text)
    sentences: list[Sentence] = []
    quoted = 0
    for number, (start, end) in enumerate(_paragraphs(text)):
        inside = []
        while quoted < len(quotations) and quotations[quoted].start < end:
            inside.append(quotations[quoted])
            quoted += 1
        tokens = _tokens(text, start, end, inside, language)
        heading = not language.nouns_capital and _is_heading(tokens)
        sentences += [Sentence(tuple(part), number, heading) for part in _sentences(tokens, text)]
    return Narration(text, quotations, tuple(sentences))


def _is_heading(tokens: list[Token]) -> bool:
    """True for Video Shows Rescue of Girl: nearly all of its longer words with a capital, and no full stop behind."""
    longer = [token.capital for token in tokens if token.kind == "word" and len(token.text) > _SHORT]
    if sum(len(token.text.split()) for token in tokens) > _HEADING:
        return False
    closed = bool(tokens) and tokens[-1].text.rstrip("”\"“»«’'‘ )")[-1:] in (".", "…", ":")
    return len(longer) >= _HEADED and not closed and sum(longer) * 10 >= len(longer) * 9


_SHORT, _HEADED, _HEADING = 3, 4, 18
"""Letters of a word that has none there: of, to, and; longer words of a heading, at least; words of one, at most."""


def every_word(text: str, language: CueWords) -> tuple[Token, ...]:
    """The words of a text that is plain, those in quotation marks too."""
    return tuple(_words(text, 0, len(text), language))


_SPACES = re.compile(r"[^\S\n]")


def plain(text: str) -> str:
    """The text with a space for every kind of space and a line feed for every line end; as long as it was."""
    text = (
        text.replace("\r\n", " \n")
        .replace("\r", "\n")
        .replace("\u2028", "\n")
        .replace("\u2029", "\n")
        .replace("\x85", "\n")
    )
    return _SPACES.sub(" ", text).replace("\ufeff", " ")


_LINE = re.compile(r"[^\n]+")


def _paragraphs(text: str) -> list[tuple[int, int]]:
    """Where each line begins and ends; lines of a text that has empty ones make paragraphs together."""
    lines = [match.span() for match in _LINE.finditer(text) if match[0].strip()]
    if not re.search(r"\n *\n", text):
        return lines
    joined: list[tuple[int, int]] = []
    for start, end in lines:
        if joined and text.count("\n", joined[-1][1], start) == 1 and "\n" not in text[joined[-1][1] + 1 : start]:
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


_TOKEN = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:[’'.&-][^\W_]+)*|\S")


def _tokens(text: str, start: int, end: int, quotations: list[QuotedPassage], language: CueWords) -> list[Token]:
    found: list[Token] = []
    at = start
    for quotation in quotations:
        found += _words(text, at, quotation.start, language)
        found.append(Token(quotation.start, quotation.end, text[quotation.start : quotation.end], "", "quote"))
        at = quotation.end
    return found + _words(text, at, end, language)


_WITH_VERB = frozenset(["that", "there", "what", "who", "where", "here", "how", "let"])
"""Words whose 's is a verb."""


def _words(text: str, start: int, end: int, language: CueWords) -> list[Token]:
    found = []
    for match in _TOKEN.finditer(text, start, max(start, end)):
        first, last = match.span()
        word = match[0]
        if word[0].isalnum():
            lower = word.lower()
            if lower.endswith(("’s", "'s")) and language.tag == "en":
                found.append(Token(first, last - 2, word[:-2], lower[:-2], "word"))
                verb = lower[:-2] in language.pronouns or lower[:-2] in _WITH_VERB
                found.append(
                    Token(last - 2, last, "is", "is", "word") if verb else Token(last - 2, last, "’s", "’s", "mark")
                )
                continue
            if (
                last < end
                and text[last] == "."
                and (lower in language.abbreviations or (len(word) == 1 and word.isupper()))
            ):
                found.append(Token(first, last + 1, word + ".", lower, "word"))
                continue
            found.append(Token(first, last, word, lower.rstrip("."), "word"))
        elif not (word == "." and found and found[-1].end > first):
            found.append(Token(first, last, word, word, "mark"))
    return found


def _sentences(tokens: list[Token], text: str) -> list[list[Token]]:
    parts: list[list[Token]] = [[]]
    for n, token in enumerate(tokens):
        parts[-1].append(token)
        following = tokens[n + 1] if n + 1 < len(tokens) else None
        if following and _ends(token, following, text):
            parts.append([])
    return [part for part in parts if part]


def _ends(token: Token, following: Token, text: str) -> bool:
    begins = (
        following.kind == "quote"
        or following.text[:1].isupper()
        or following.text[:1].isdigit()
        or following.text in "([—–-"
    )
    if token.kind == "mark":
        return token.text in ".?!…" and begins
    if token.kind == "quote":
        last = text[token.start : token.end].rstrip("”\"“»«’'‘ ")[-1:]
        return (last == "." and begins) or (last in "?!…" and last != "" and following.kind == "quote")
    return False
