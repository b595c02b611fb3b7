"""The archived texts of a brief, each normalised once, and what they say of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache

from briefgen.checks.parts import parts
from briefgen.checks.passage import Archive, Found, find, match
from briefgen.incident.load import Loaded
from briefgen.incident.parts import Path
from briefgen.incident.shape import Model
from briefgen.incident.source import Evidence


class ArchivedText:
    """An archived text. Several checks look up the same words in it: it is normalised once, and each is looked up once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._matches: dict[str, Found | None] = {}

    @cached_property
    def _archive(self) -> Archive:
        return Archive(self.text)

    def match(self, words: str) -> Found | None:
        """Where the words stand; None when they do not."""
        if words not in self._matches:
            self._matches[words] = match(self._archive, words)
        return self._matches[words]

    def find(self, words: str) -> Found:
        """Where the words stand, or the closest passage."""
        return self.match(words) or find(self._archive, words)


def archives(loaded: Loaded) -> Mapping[str, ArchivedText]:
    """The archived texts of a brief, by source."""
    return _archives(tuple(loaded.texts.items()))


@lru_cache(maxsize=1)
def _archives(texts: tuple[tuple[str, str], ...]) -> Mapping[str, ArchivedText]:
    """One brief's texts, kept for all its checks."""
    return {source: ArchivedText(text) for source, text in texts}


def cited(loaded: Loaded, evidence: Iterable[Evidence]) -> dict[str, ArchivedText]:
    """The archived texts that some evidence names, by source."""
    known = archives(loaded)
    return {item.source: known[item.source] for item in evidence if item.source in known}


def evidenced(loaded: Loaded) -> Iterator[tuple[Path, Model, tuple[Evidence, ...]]]:
    """Every part of the brief that may carry evidence, with its path and its evidence, which may be empty."""
    for path, part in parts(loaded.draft):
        if "evidence" in type(part).model_fields:
            yield path, part, getattr(part, "evidence", ())


def items(loaded: Loaded) -> Iterator[tuple[Path, Evidence]]:
    """Every link to a source, with its path."""
    for path, _, evidence in evidenced(loaded):
        yield from (((*path, "evidence", index), item) for index, item in enumerate(evidence))
