"""The archived texts of a brief, each normalised once, and what they say of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from briefgen.checks.parts import Path, parts
from briefgen.checks.passage import Archive, Found, find, match
from briefgen.incident.load import Loaded
from briefgen.incident.shape import Model
from briefgen.incident.source import Evidence


class ArchivedText:
    """An archived text. Several checks look up the same words in it: each is looked up once."""

    def __init__(self, text: str) -> None:
        self._archive = Archive(text)
        self._matches: dict[str, Found | None] = {}

    def match(self, words: str) -> Found | None:
        """Where the words stand; None when they do not."""
        if words not in self._matches:
            self._matches[words] = match(self._archive, words)
        return self._matches[words]

    def find(self, words: str) -> Found:
        """Where the words stand, or the closest passage."""
        return self.match(words) or find(self._archive, words)


@lru_cache(maxsize=8)
def archived(text: str) -> ArchivedText:
    """The archive of a text; the last few are kept, for the next check and the next run of a watcher."""
    return ArchivedText(text)


def archive(loaded: Loaded, source: str) -> ArchivedText | None:
    """The archived text of a source; None where there is none."""
    text = loaded.texts.get(source)
    return archived(text) if text else None


def archives_of(loaded: Loaded, sources: Iterable[str]) -> dict[str, ArchivedText]:
    """The archived texts of some sources, by id; those without one are left out."""
    found = {source: archive(loaded, source) for source in sources}
    return {source: text for source, text in found.items() if text}


def evidenced(loaded: Loaded) -> Iterator[tuple[Path, Model, tuple[Evidence, ...]]]:
    """Every part of the brief that may carry evidence, with its path and its evidence, which may be empty."""
    for path, part in parts(loaded.draft):
        if "evidence" in type(part).model_fields:
            yield path, part, getattr(part, "evidence", ())


def items(loaded: Loaded) -> Iterator[tuple[Path, Evidence]]:
    """Every link to a source, with its path."""
    for path, _, evidence in evidenced(loaded):
        yield from (((*path, "evidence", index), item) for index, item in enumerate(evidence))
