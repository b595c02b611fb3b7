"""Places named in a text: behind a preposition of place, or behind what kind of place they are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.narration import Token


@dataclass(frozen=True, slots=True)
class NamedPlace:
    """A place: text[start:end]; `sure` where the text says what kind of place it is."""

    start: int
    end: int
    sure: bool


def places(text: str, words: Sequence[Token], persons: frozenset[str], language: CueWords) -> tuple[NamedPlace, ...]:
    """Each place once, where it is first named or best known. `persons` are last names in small letters, which are no places."""
    best: dict[str, NamedPlace] = {}
    for at, word in enumerate(words):
        kind = word.lower in language.place_kinds
        if not (word.lower in language.place_before or kind) or word.kind != "word":
            continue
        first = at + 1
        of = first < len(words) and words[first].lower == language.place_of
        first += kind and of
        kind = kind and (of or not language.place_of)
        if not kind and word.lower not in language.place_before:
            continue
        first += first < len(words) and words[first].lower == "the"
        end = first
        while end < len(words) and end - first < 5 and _named(words, end, language):
            end += 1
        if end == first or words[first].start - words[first - 1].end != 1:
            continue
        if end < len(words) and (
            words[end].text in ("’s", "-") or words[end].lower in language.people | language.place_kinds
        ):
            continue
        found = NamedPlace(words[first].start, words[end - 1].end, kind)
        name = text[found.start : found.end]
        if {part.casefold() for part in name.split()} & persons or any(
            part in language.titles for part in name.split()
        ):
            continue
        known = best.get(name)
        if known is None or (found.sure and not known.sure):
            best[name] = found
    return tuple(sorted(best.values(), key=lambda place: place.start))


def _named(words: Sequence[Token], at: int, language: CueWords) -> bool:
    word = words[at]
    plain = word.lower in language.openers or word.lower in language.calendar or word.lower in language.pronouns
    return word.capital and not plain and (word.start - words[at - 1].end == 1)
