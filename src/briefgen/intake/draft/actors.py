"""People named in a text, with their titles as printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefgen.intake.draft.languages.table import CueWords
from briefgen.intake.draft.narration import Token

_LONGEST = 12
"""Words of a title, at most."""


@dataclass(frozen=True, slots=True)
class Person:
    """A person where the text names them most fully: `start` to `end` is title and name, `name` the place of the name alone.

    `title` is what the text calls them, as printed; empty for none. `why` says by what they are known to be a person.
    """

    start: int
    end: int
    name: tuple[int, int]
    title: str
    why: str


def people(
    text: str, words: Sequence[Token], speaking: Sequence[tuple[int, int]], language: CueWords
) -> tuple[Person, ...]:
    """Everybody who has a title, speaks, or is told of with what they are; each once, by the fullest name: two who share a last name
    are two. `speaking` are names of speakers."""
    best: dict[tuple[str, ...], Person] = {}
    found = list(_mentioned(text, words, frozenset(speaking), language))
    for person in sorted(found, key=lambda one: len(_name(text, one)), reverse=True):
        name = _name(text, person)
        fuller = [known for known in best if known[-1] == name[-1] and set(name) <= set(known)]
        if not fuller:
            best[name] = person
        elif len(fuller) == 1 and person.title and not best[fuller[0]].title:
            best[fuller[0]] = person
    return tuple(sorted(best.values(), key=lambda person: person.start))


def _name(text: str, person: Person) -> tuple[str, ...]:
    return tuple(text[slice(*person.name)].casefold().split())


def _mentioned(
    text: str, words: Sequence[Token], speaking: frozenset[tuple[int, int]], language: CueWords
) -> Iterator[Person]:
    ends = {end for _, end in speaking}
    at = 0
    while at < len(words):
        if not _part(words[at], language):
            at += 1
            continue
        end = at + 1
        while end < len(words) and _follows(words, end, language):
            end += 1
        if person := _person(text, words, at, end, ends, language):
            yield person
        at = end


def _part(word: Token, language: CueWords) -> bool:
    return word.capital and word.lower not in language.calendar and word.lower.partition("-")[0] not in language.numbers


def _follows(words: Sequence[Token], at: int, language: CueWords) -> bool:
    """True for the next word of a name: right behind the last one on the same line."""
    word = words[at]
    near = word.start - words[at - 1].end <= 1
    particle = word.lower in language.particles and at + 1 < len(words) and words[at + 1].capital
    return near and (_part(word, language) or (word.kind == "word" and particle))


def _person(
    text: str, words: Sequence[Token], start: int, end: int, speakers: set[int], language: CueWords
) -> Person | None:
    titles = [n for n in range(start, end) if words[n].text in language.titles]
    first = titles[-1] + 1 if titles and titles[-1] < end - 1 else start
    before = start - 1
    if (
        first == start
        and before >= 0
        and words[before].text in language.titles
        and words[start].start - words[before].end == 1
    ):
        begin = _title_start(words, before, language)  # a title in small letters
    else:
        begin = _title_start(words, first - 1, language) if first > start else first
    while first < end - 1 and words[first].lower in language.openers:
        first = begin = first + 1 if begin >= first else first
    name = (words[first].start, words[end - 1].end)
    if words[first].lower in language.openers or not text[slice(*name)].strip():
        return None
    if words[end - 1].lower in language.bodies:
        return None
    if begin < first:
        office = any(word.text not in language.address for word in words[begin:first])
        title = text[words[begin].start : words[first - 1].end] if office else ""
        return Person(words[begin].start, name[1], name, title, "a title before the name")
    if behind := _apposition(text, words, end, language) if end - first > 1 else None:
        return Person(name[0], behind[1], name, text[slice(*behind)], "what they are, behind the name")
    if words[end - 1].end in speakers:
        return Person(*name, name, "", "speaks")
    return None


def _title_start(words: Sequence[Token], last: int, language: CueWords) -> int:
    """The first word of the title that ends at `last`: capitals, joined by "of"."""
    begin = last
    while begin > 0 and last - begin < _LONGEST:
        before = words[begin - 1]
        near = words[begin].start - before.end == 1
        if near and before.capital and before.lower not in language.openers and before.lower not in language.calendar:
            begin -= 1
        elif near and before.lower in ("of", "for") and begin > 1 and words[begin - 2].capital and words[begin].capital:
            begin -= 2
        elif near and (before.text in language.titles or before.lower in language.title_parts):
            begin -= 1
        else:
            break
    return begin


def _apposition(text: str, words: Sequence[Token], at: int, language: CueWords) -> tuple[int, int] | None:
    """The place of "the harbour master" in: Ann Lee, the harbour master, said."""
    if at + 1 >= len(words) or words[at].text != "," or words[at + 1].kind != "word":
        return None
    for n in range(at + 1, min(len(words), at + _LONGEST)):
        if words[n].text in ",.;:":
            inside = words[at + 1 : n]
            what = any(
                word.lower in language.people
                or word.text in language.titles
                or word.text.capitalize() in language.titles
                for word in inside[:5]
            )
            begins = inside and (
                inside[0].lower in language.determiners
                or inside[0].lower in language.people
                or inside[0].text in language.titles
            )
            return (inside[0].start, inside[-1].end) if what and begins else None
        if words[n].lower in language.strong or words[n].lower in language.conjunctions:
            return None
    return None
