"""The archived texts of a brief, each normalised once, and what they say of its words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from briefgen.checks.walk import parts
from briefgen.errors import KeyPath
from briefgen.model.archive import ArchivedText, archived
from briefgen.model.shape import Model
from briefgen.model.source import Evidence
from briefgen.reading.load import Loaded


def archives(loaded: Loaded) -> Mapping[str, ArchivedText]:
    """The archived texts of a brief, by source."""
    return {source: archived(text) for source, text in loaded.texts.items()}


def cited(loaded: Loaded, evidence: Iterable[Evidence]) -> dict[str, ArchivedText]:
    """The archived texts that some evidence names, by source."""
    known = archives(loaded)
    return {item.source: known[item.source] for item in evidence if item.source in known}


def evidenced(loaded: Loaded) -> Iterator[tuple[KeyPath, Model, tuple[Evidence, ...]]]:
    """Every part of the brief that may carry evidence, with its path and its evidence, which may be empty."""
    for path, part in parts(loaded.draft):
        if "evidence" in type(part).model_fields:
            yield path, part, getattr(part, "evidence", ())


def items(loaded: Loaded) -> Iterator[tuple[KeyPath, Evidence]]:
    """Every link to a source, with its path."""
    for path, _, evidence in evidenced(loaded):
        yield from (((*path, "evidence", index), item) for index, item in enumerate(evidence))


def standing(loaded: Loaded) -> Iterator[tuple[KeyPath, Evidence, tuple[tuple[int, int], ...]]]:
    """Every link to a source whose words stand there, with its path and their places in the archived text."""
    texts = archives(loaded)
    for path, item in items(loaded):
        text = texts.get(item.source) if item.span else None
        if text and (found := text.match(item.span)):
            yield path, item, found.spans
