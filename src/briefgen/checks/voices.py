"""A quotation is of one voice: its pieces do not join what two speakers say, or a speaker and the reporter (R4)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from functools import lru_cache
from itertools import pairwise

from briefgen.checks.archives import cited
from briefgen.checks.coverage import excerpt
from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.model.quotations import QuotedPassage, scan
from briefgen.model.statement import Position
from briefgen.reading.load import Loaded

_SHOWN = 120
_LABEL = re.compile(r"^[^\S\n]*([^\W\d_][\w.’' -]{0,39}?)[^\S\n]*:(?=\s)", re.MULTILINE)
_SAYS = re.compile(
    r"\b(?:sa(?:id|ys)|told|tells|add(?:ed|s)|ask(?:ed|s)|repl(?:ied|ies)|answer(?:ed|s)|wrote|writes|went on|continued|insist(?:ed|s)"
    r"|sagten?|sagt|erklärten?|erklärt|fügte|schrieb|mówi|powiedział[aoiy]?|dodał[aoiy]?|napisał[aoiy]?|stwierdził[aoiy]?|oświadczył[aoiy]?)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"[.!?\n“”\"„«»]")
_PRONOUNS = frozenset(
    ["he", "she", "they", "it", "we", "i", "er", "sie", "es", "wir", "ich", "on", "ona", "oni", "one"]
)
_SUBJECT = 4
"""Among so many words of an attribution stands who says it."""


def quotation_of_two_voices(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R4: between the pieces of a quotation nobody else begins to speak; where it cannot be seen who does, a person decides."""
    for id_, position in loaded.draft.positions.items():
        if position.quote is None:
            continue
        for source, text in cited(loaded, position.evidence).items():
            found = text.match(position.quote.text)
            if found and (between := _another_voice(text.text, found.spans, _names(loaded.draft, position))):
                said = (
                    f"this quotation joins words that '{source}' does not give as one speaker’s: between its pieces stands"
                    f" {excerpt(between, _SHOWN)}"
                )
                hint = "Quote each speaker in a position of their own"
                yield Problem("warning", said, hint, ("positions", id_, "quote", "text"), rule="R4")


@lru_cache(maxsize=32)
def _read(text: str) -> tuple[tuple[QuotedPassage, ...], list[tuple[int, str]]]:
    """The quoted passages of a text and the labels of its speakers."""
    return scan(text), _labels(text)


def _names(brief: Brief, position: Position) -> frozenset[str]:
    """The words by which a text may call the speaker."""
    actor = brief.actors.get(position.actor)
    called = (actor.title, *actor.aliases, actor.role.title if actor.role else "") if actor else ()
    return frozenset(word for one in called for word in re.findall(r"\w{3,}", one.casefold()))


def _another_voice(text: str, spans: tuple[tuple[int, int], ...], names: frozenset[str]) -> str:
    """What stands between two pieces of a quotation where another may begin to speak; empty where one speaker says them all."""
    passages, labels = _read(text)
    starts = [passage.start for passage in passages]
    pieces = [piece for span in spans for piece in _parted(span, text, passages)]
    for (_, end), (start, far) in pairwise(pieces):
        if _label(labels, end) != _label(labels, start):
            return text[end:start]
        one, other = _passage(passages, starts, end - 1), _passage(passages, starts, start)
        if one == other or (one is not None and other is not None and _goes_on(passages[one:other])):
            continue
        if one is None or other is None or other != one + 1:
            return text[end:start]
        if not _same_speaker(text, passages[one], passages[other], names, far):
            return text[end:start]
    return ""


def _parted(span: tuple[int, int], text: str, passages: tuple[QuotedPassage, ...]) -> Iterator[tuple[int, int]]:
    """A piece, cut where a quotation begins or ends in it: “Did you see it?” “No.”"""
    start, end = span
    for passage in passages:
        if start < passage.end and passage.start < end:
            yield from _worded(text, start, passage.start)
            yield from _worded(text, max(start, passage.start), min(end, passage.end))
            start = passage.end
    yield from _worded(text, start, end)


def _worded(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The place, if there are words in it."""
    if any(map(str.isalnum, text[start:end])):
        yield start, end


def _passage(passages: tuple[QuotedPassage, ...], starts: list[int], place: int) -> int | None:
    """The number of the quoted passage in which a place lies."""
    n = bisect_right(starts, place) - 1
    return n if n >= 0 and place < passages[n].end else None


def _goes_on(passages: tuple[QuotedPassage, ...]) -> bool:
    """True where a quotation goes on in the next paragraph: its mark is opened again and was not closed."""
    return not any(passage.closed for passage in passages)


def _same_speaker(text: str, one: QuotedPassage, other: QuotedPassage, names: frozenset[str], far: int) -> bool:
    """True where only the speaker's own attribution, or a word that links the two, stands between two quoted passages."""
    between = text[one.end : other.start].strip()
    if not between or "\n" in between or re.search(r"[.!?:;]\s+\w", between):
        return False
    behind = _ENDS.split(text[other.end :][:80])[0] if far <= other.end else ""
    over = other.words.endswith(".") and not behind.lstrip(" ,–-")[:1].islower()  # what follows introduces the next
    return _by_the_speaker(between, names) and (over or _by_the_speaker(behind, names))


def _by_the_speaker(words: str, names: frozenset[str]) -> bool:
    """True where words name nobody who speaks, or the speaker."""
    said = len(_SAYS.findall(words))
    if not said:
        return not re.search(r"[^\W\d_a-zß-öø-ÿ]\w", words) or bool(_subject(words) & names)
    return said == 1 and bool(_subject(words) & (names | _PRONOUNS))


def _subject(words: str) -> set[str]:
    return set(re.findall(r"\w+", words.casefold())[:_SUBJECT])


def _labels(text: str) -> list[tuple[int, str]]:
    """The speakers of a transcript, each with the place from which on it is they who speak; none where lines begin otherwise."""
    found = [(match.start(), match[1].casefold()) for match in _LABEL.finditer(text)]
    often = Counter(label for _, label in found)
    return found if len(often) > 1 and max(often.values()) > 1 else []


def _label(labels: list[tuple[int, str]], place: int) -> str:
    n = bisect_right(labels, (place, "\U0010ffff")) - 1
    return labels[n][1] if n >= 0 else ""
