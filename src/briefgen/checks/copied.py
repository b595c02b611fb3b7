"""Sources that say the same in the same words: one of them copies, and two copies do not confirm each other (R19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.model.normal import WORD, normalise
from briefgen.model.quotations import scan
from briefgen.model.source import Evidence
from briefgen.reading.load import Loaded

_LONG = 25  # words in a row, outside quotation marks, that two people do not write by chance
_SHOWN = 8


def long_passages_in_common(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R19: a source that has long passages of another says what it is derived from."""
    known: dict[tuple[str, ...], list[str]] = {}
    shared: dict[str, dict[str, str]] = {}
    keys = [key for key in loaded.texts if key not in loaded.logs]
    for second in keys:
        shared[second] = {}
        for words in _passages(loaded.texts[second]):
            having = known.setdefault(words, [])
            for first in having:
                shared[second].setdefault(first, " ".join(words[:_SHOWN]))
            having.append(second)
    order = {key: number for number, key in enumerate(keys)}
    for second, firsts in shared.items():
        for first in sorted(firsts, key=order.__getitem__):
            if not _of_one_origin(loaded.draft, first, second):
                message = (
                    f"'{second}' has long passages of '{first}' word for word, such as “{firsts[first]} …”: "
                    "they do not confirm each other"
                )
                hint = f"Write derived_from: {first}, or at both the source that they copy"
                yield Problem("warning", message, hint, ("sources", second), rule="R19")


def passage_in_common(one: str, other: str) -> str:
    """The first words of a long passage that two texts have in common; empty for none."""
    known = _passages(one)
    return next((" ".join(words[:_SHOWN]) for words in _passages(other) if words in known), "")


def _passages(text: str) -> dict[tuple[str, ...], None]:
    """Every run of so many words of the narrator's own, in order."""
    own, done = [], 0
    for quoted in scan(text):
        own.append(text[done : quoted.start])
        done = quoted.end
    words = WORD.findall(normalise(" ".join((*own, text[done:]))).text)
    return dict.fromkeys(tuple(words[i : i + _LONG]) for i in range(len(words) - _LONG + 1))


def _of_one_origin(brief: Brief, *sources: str) -> bool:
    return len(brief.origins(Evidence(source=source) for source in sources)) == 1
