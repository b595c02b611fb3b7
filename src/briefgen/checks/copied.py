"""Sources that say the same in the same words: one of them copies, and two copies do not confirm each other (R19)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import combinations

from briefgen.errors import Problem
from briefgen.model.brief import Brief
from briefgen.model.normal import WORD, normalise
from briefgen.model.quotations import scan
from briefgen.model.source import Evidence
from briefgen.reading.load import Loaded

_LONG = 25  # words in a row, outside quotation marks, that two people do not write by chance
_SHOWN = 8
Passages = dict[tuple[str, ...], None]


def long_passages_in_common(loaded: Loaded, now: datetime | None) -> Iterator[Problem]:
    """R19: a source that has long passages of another says what it is derived from."""
    passages = {key: _passages(text) for key, text in loaded.texts.items() if key not in loaded.logs}
    for first, second in combinations(passages, 2):
        if (words := _shared(passages[first], passages[second])) and not _of_one_origin(loaded.draft, first, second):
            message = (
                f"'{second}' has long passages of '{first}' word for word, such as “{words} …”: "
                "they do not confirm each other"
            )
            hint = f"Write derived_from: {first}, or at both the source that they copy"
            yield Problem("warning", message, hint, ("sources", second), rule="R19")


def passage_in_common(one: str, other: str) -> str:
    """The first words of a long passage that two texts have in common; empty for none."""
    return _shared(_passages(one), _passages(other))


def _shared(one: Passages, other: Passages) -> str:
    return next((" ".join(words[:_SHOWN]) for words in other if words in one), "")


def _passages(text: str) -> Passages:
    """Every run of so many words of the narrator's own, in order."""
    for quoted in reversed(scan(text)):
        text = f"{text[: quoted.start]} {text[quoted.end :]}"
    words = WORD.findall(normalise(text).text)
    return dict.fromkeys(tuple(words[i : i + _LONG]) for i in range(len(words) - _LONG + 1))


def _of_one_origin(brief: Brief, *sources: str) -> bool:
    return len(brief.origins(Evidence(source=source) for source in sources)) == 1
