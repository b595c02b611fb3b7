"""References as they are called on the screen: found by typing, and actors that are named in a form before the brief has them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from briefgen.app.ids import id_of
from briefgen.desk.forms.form import FactForm
from briefgen.desk.forms.newcomer import newcomer
from briefgen.desk.forms.shared import ROLES
from briefgen.editing import Add
from briefgen.model.brief import Brief
from briefgen.model.log import log_of
from briefgen.reading.load import Loaded

NEW = "+"
"""What stands before the name of an actor that is new."""


PARTS = "parts"
"""Stands among collections where a part in the incident may be named too, whichever event has it."""
_ROLES = {key: words for key, words in ROLES if key}
_SHOWN = 8
"""Names that are offered at once."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A name that may be chosen, with what tells it from others of that name."""

    ref: str
    title: str
    beside: str = ""


def called(brief: Brief, ref: str, among: tuple[str, ...]) -> str:
    """What a reference is called; itself where it means nothing, and a new name without its sign."""
    if ref.startswith(NEW):
        return ref.removeprefix(NEW)
    if PARTS in among and ref in _ROLES:
        return _ROLES[ref]
    if among == ("answers",):
        found = brief.answer(ref)
        return brief.questions[found[0]].answers[found[1]].text if found else ref
    named = brief.find(ref, _collections(among))
    return titled(getattr(brief, named[0])[named[1]]) or ref if named else ref


def titled(member: Any) -> str:
    """What a fact is called on the screen."""
    for name in ("title", "name", "says", "text", "caption"):
        if said := getattr(member, name, ""):
            return str(said)
    return ""


def offered(brief: Brief, among: tuple[str, ...], typed: str, *, plain: bool = False) -> tuple[Offered, ...]:
    """The names that what was typed may mean, the nearest first; for actors also a new one, and with `plain` the words themselves."""
    wanted = _words(typed)
    ranked = [
        (rank, n, one)
        for n, (one, words) in enumerate(_all(brief, among))
        if (rank := _fits(wanted, words)) is not None
    ]
    found = [one for _, _, one in sorted(ranked, key=lambda item: item[:2])][:_SHOWN]
    words = " ".join(typed.split())
    if not words or any(_plain(one.title) == _plain(words) for one in found):
        return tuple(found)
    if plain:
        found.append(Offered(words, words, "in these words"))
    elif "actors" in among:
        found.append(Offered(f"{NEW}{words}", words, "a new actor"))
    return tuple(found)


def _all(brief: Brief, among: tuple[str, ...]) -> Iterator[tuple[Offered, str]]:
    """All that may be chosen, each with the words by which it is found."""
    if among == ("answers",):
        for question, asked in brief.questions.items():
            for key, answer in asked.answers.items():
                alone = brief.answer(key) == (question, key)
                yield (
                    Offered(key if alone else f"{question}.{key}", answer.text, asked.text),
                    f"{answer.text} {asked.text} {key}",
                )
        return
    if PARTS in among:
        held: dict[str, str] = {event.role: event.title for event in brief.events.values() if event.role}
        for key, words in _ROLES.items():
            yield Offered(key, words, held.get(key) or "no event has this part yet"), f"{words} {key}"
    among = _collections(among)
    for number, name in enumerate(among):
        for key, member in getattr(brief, name).items():
            taken = len(among) > 1 and any(key in getattr(brief, other) for other in among[:number])
            if taken or log_of(key):
                continue
            title = titled(member) or getattr(member, "label", "") or key
            more = " ".join((*getattr(member, "aliases", ()), getattr(member, "label", "")))
            who = brief.actors.get(getattr(member, "actor", ""))
            yield Offered(key, title, who.title if who else ""), f"{title} {more} {key} {who.title if who else ''}"


def _collections(among: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(one for one in among if one != PARTS)


def _fits(wanted: list[str], words: str) -> int | None:
    """How near: 0 where the name begins so; None where a word is not in it."""
    have = _words(words)
    if not all(any(one.startswith(word) for one in have) for word in wanted):
        return None
    return 0 if have[: len(wanted)] == wanted or not wanted or have[0].startswith(wanted[0]) else 1


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", _plain(text))


def _plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))


def new_actors(form: FactForm, said: Mapping[str, str], loaded: Loaded) -> tuple[tuple[Add, ...], dict[str, str]]:
    """What adds the actors that fields name as new, and the texts with their ids."""
    added: dict[str, Add] = {}
    taken = {*loaded.draft.actors}

    def ref(line: str) -> str:
        name = line.removeprefix(NEW).strip()
        if not line.startswith(NEW) or not name:
            return line
        if name not in added:
            key = first = id_of(name, 4) or "actor"
            number = 1
            while key in taken:
                number += 1
                key = f"{first}-{number}"
            taken.add(key)
            added[name] = Add(("actors", key), newcomer(loaded, said, name))
        return str(added[name].path[1])

    named = {one.name for one in form.every() if one.control in ("name", "names") and "actors" in one.among}
    texts = {name: "\n".join(map(ref, text.split("\n"))) if name in named else text for name, text in said.items()}
    return tuple(added.values()), texts
