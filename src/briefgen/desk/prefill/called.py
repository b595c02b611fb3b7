"""Whom words of a source mean: an actor that the brief has under this name, or a new one as the source names them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefgen.desk.prefill.reading import ReadText
from briefgen.intake.draft.actors import Person
from briefgen.intake.draft.candidate import TextSpan
from briefgen.model.brief import Brief

_RANKS = re.compile(
    r"(?:(?:Lt|Maj|Brig|Rear|Vice|Sgt|Staff|Sgt|First|Second|Major|Lieutenant|Brigadier)\.?[ -])*"
    r"(?:Gen|General|Col|Colonel|Maj|Major|Capt|Captain|Lt|Lieutenant|Adm|Admiral|Sgt|Sergeant|Cmdr|Commander|Brig|Brigadier|Marshal)\.?$"
)


@dataclass(frozen=True, slots=True)
class ActorSaid:
    """Somebody whom a source names. `actor` is the id of whom the brief has; of a new one `name` or, where there is none, `label`,
    with rank and role as the source prints them. text[start:end] are the words."""

    start: int
    end: int
    words: str
    actor: str = ""
    name: str = ""
    label: str = ""
    kind: str = ""
    rank: str = ""
    role: str = ""
    why: str = ""

    @property
    def ref(self) -> str:
        """As a form names it: the id, or a new actor's name behind a plus."""
        return self.actor or f"+{self.name or self.label}"


def called(brief: Brief, source: str, text: str, read: ReadText, span: TextSpan, why: str = "") -> ActorSaid:
    """Whom the words at `span` mean. A name is never guessed: where several actors are called so, it is a new one's words."""
    span = _bare(text, span)
    words = " ".join(text[slice(*span)].split())
    named = _without_article(words)
    if not named:
        return ActorSaid(*span, words)
    if actor := _known(brief, source, text, span, named):
        return ActorSaid(*span, words, actor=actor, why=why)
    if person := _person(read, span):
        full = " ".join(text[slice(*person.name)].split())
        if actor := _known(brief, source, text, person.name, full):
            return ActorSaid(*span, words, actor=actor, why=why)
        rank, role = rank_and_role(" ".join(person.title.split()), read)
        return ActorSaid(person.start, person.end, words, name=full, kind="person", rank=rank, role=role, why=why)
    people = read.language.people if read.language else frozenset()
    last = named.split()[-1]
    if last.casefold() in people or last[:1].islower():  # Police; U.S. consultants
        return ActorSaid(*span, words, label=named, kind="group", why=why)
    if any(part[:1].isupper() for part in named.split()):
        return ActorSaid(*span, words, name=named, why=why)
    return ActorSaid(*span, words, label=named, kind="group", why=why)


def rank_and_role(title: str, read: ReadText) -> tuple[str, str]:
    """The rank at the end of a title, and the office before it, as printed; a word that names no office, such as a nation, is none."""
    titles = read.language.titles if read.language else frozenset()
    found = _RANKS.search(title)
    rank = found[0] if found else ""
    role = title[: found.start()].strip() if found else title
    if not any(word in titles for word in role.split()):
        role = ""
    return rank, role


def _bare(text: str, span: TextSpan) -> TextSpan:
    """The words without the brackets, the marks and the genitive of what they stand in."""
    words = text[slice(*span)]
    head = re.match(r"[\s\[(“\"']*", words)
    tail = re.search(r"(?:[’']s)?[\s\])”\"',.;:]*\Z", words)
    first, last = (head.end() if head else 0), (tail.start() if tail else len(words))
    return (span[0] + first, span[0] + last) if first < last else span


def _without_article(words: str) -> str:
    return re.sub(r"^(?:the|a|an)\s+(?=[a-z])", "", words, flags=re.IGNORECASE)


def _known(brief: Brief, source: str, text: str, span: TextSpan, words: str) -> str:
    """The one actor who is called so: by name, label or alias, by a last name that no other has, or by the very words of the source."""
    said = _plain(words)
    full = " ".join(text[slice(*span)].split()).casefold()
    same = {
        key
        for key, actor in brief.actors.items()
        if said in {_plain(one) for one in (actor.name, actor.label, *actor.aliases) if one}
        or any(one.source == source and " ".join(one.span.split()).casefold() == full for one in actor.evidence)
    }
    if len(same) == 1:
        return same.pop()
    if same or not words[:1].isupper():
        return ""
    parts = said.split()
    longer = {
        key
        for key, actor in brief.actors.items()
        for one in (actor.name, *actor.aliases)
        if (theirs := _plain(one).split()) and theirs[-1:] == parts[-1:] and _within(parts, theirs)
    }
    return longer.pop() if len(longer) == 1 else ""


def _within(one: list[str], other: list[str]) -> bool:
    return set(one) <= set(other) or set(other) <= set(one)


def _plain(name: str) -> str:
    return re.sub(r"^the ", "", " ".join(name.split()).casefold()).removesuffix("’s").removesuffix("'s").strip()


def _person(read: ReadText, span: TextSpan) -> Person | None:
    """The person whom a name in the words is short for, where only one can be."""
    said = read.plain[slice(*span)].removesuffix("’s").removesuffix("'s").casefold().split()
    if not said:
        return None
    found = [
        one
        for one in read.persons
        if (name := read.plain[slice(*one.name)].casefold().split())[-1] == said[-1] and _within(said, name)
    ]
    found = found or [one for one in read.persons if one.start <= span[0] and span[1] <= one.end]
    return found[0] if len(found) == 1 else None


def named_in(brief: Brief, source: str, text: str, span: TextSpan) -> tuple[str, ...]:
    """The ids of the brief's actors whose names, aliases or very words stand in a passage, in its order; of two names on the same words
    the longer one. A name that several have is no one's."""
    words = " ".join(text[slice(*span)].split())
    found: list[tuple[int, int, str]] = []
    for name, keys in _names(brief, source).items():
        if len(keys) == 1:
            pattern = rf"(?<![\w-]){re.escape(name)}(?![\w-])"
            found += [(*match.span(), next(iter(keys))) for match in re.finditer(pattern, words, re.IGNORECASE)]
    whole = [
        one
        for one in found
        if not any(two != one and two[0] <= one[0] and one[1] <= two[1] and _longer(two, one) for two in found)
    ]
    return tuple(dict.fromkeys(key for _, _, key in sorted(whole)))


def _longer(one: tuple[int, int, str], other: tuple[int, int, str]) -> bool:
    return one[1] - one[0] > other[1] - other[0]


def _names(brief: Brief, source: str) -> dict[str, set[str]]:
    """What each actor goes by in a source, and the last name of a person."""
    found: dict[str, set[str]] = {}
    for key, actor in brief.actors.items():
        if actor.kind == "narrator":
            continue
        own = [
            actor.name,
            *actor.aliases,
            *(one.span for one in actor.evidence if one.source == source and not actor.name),
        ]
        own += [actor.name.split()[-1]] if actor.kind == "person" and actor.name else []
        for name in filter(None, (" ".join(re.sub(r"^the ", "", one, flags=re.IGNORECASE).split()) for one in own)):
            found.setdefault(name, set()).add(key)
    return found
