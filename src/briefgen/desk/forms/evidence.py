"""The words that a fact rests on, link by link, in whatever form they are written; what stays is left as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from briefgen.editing import Add, Remove, Set
from briefgen.errors import KeyPath
from briefgen.model.source import evidence_items
from briefgen.reading.tree import Node

EvidenceLink = dict[str, Any]
"""One link with all its keys, as a mapping."""
_Edits = Iterator[Set | Add | Remove]


def links(written: Node | None) -> list[EvidenceLink]:
    """Every link of evidence as it is written, in the order of the file."""
    if written is None:
        return []
    return [
        {key: value for key, value in said.items() if value is not None}
        for _, _, said in evidence_items(written)
        if isinstance(said, dict)
    ]


def short(rows: Sequence[EvidenceLink]) -> Any:
    """Links as a file would have them: {source: words}, several words of one source as a list, more about a link in full."""
    plain = all(set(row) == {"source", "span"} for row in rows)
    sources = [row["source"] for row in rows] if plain else []
    together = all(sources.index(source) + sources[:n].count(source) == n for n, source in enumerate(sources))
    if plain and together and len(rows) > 0:
        words = {source: [row["span"] for row in rows if row["source"] == source] for source in sources}
        return {source: spans[0] if len(spans) == 1 else spans for source, spans in words.items()}
    items = [_item(row) for row in rows]
    return items[0] if len(items) == 1 else items


def changed(written: Node, path: KeyPath, rows: Sequence[tuple[int | None, EvidenceLink]]) -> _Edits:
    """The edits that make evidence which stands at a path into other links: each with the number of the one that it was, None for new
    ones, which come last."""
    old = links(written)
    kept = {number: row for number, row in rows if number is not None}
    new = [row for number, row in rows if number is None]
    touched = {number: row for number, row in kept.items() if row != old[number]}
    full = {number: place for number, (place, _, _) in enumerate(evidence_items(written)) if place[-1:] == ("source",)}
    spread = isinstance(written, dict) and "source" not in written
    if not set(touched) <= set(full) or (spread and any(set(row) != {"source", "span"} for row in new)):
        yield Set(path, short([row for _, row in rows]))
        return
    for number, row in touched.items():
        place = (*path, *full[number][:-1])
        for key in {**old[number], **row}:
            if key not in row:
                yield Remove((*place, key))
            elif old[number].get(key) != row[key]:
                yield (Set if key in old[number] else Add)((*place, key), row[key])
    standing: Any = written
    for place in _gone(written, [number for number in range(len(old)) if number not in kept] if kept or new else []):
        yield Remove((*path, *place))
        standing = _without(standing, place) if place else None
    for row in new:
        yield _added(standing, path, row)
        standing = _with(standing, row)


def _item(row: EvidenceLink) -> Any:
    if set(row) == {"source"}:
        return row["source"]
    return {row["source"]: row["span"]} if set(row) == {"source", "span"} else row


def _added(written: Any, path: KeyPath, row: EvidenceLink) -> Set | Add:
    """One more link in the way that the others are written."""
    source, words = row["source"], row.get("span", "")
    match written:
        case None:
            return Add(path, _item(row))
        case str():
            return Set(path, _item(row) if written == source else [written, _item(row)])
        case list():
            return Add((*path, len(written)), _item(row))
        case dict() if "source" in written:
            return Add((*path, 1), _item(row))
        case dict() if source in written:
            there = written[source]
            return Add((*path, source, len(there) if isinstance(there, list) else 1), words)
        case _:
            return Add((*path, source), words)


def _with(written: Any, row: EvidenceLink) -> Any:
    """Evidence as it is written with one link more."""
    source, words = row["source"], row.get("span", "")
    match written:
        case None:
            return _item(row)
        case str():
            return _item(row) if written == source else [written, _item(row)]
        case list():
            return [*written, _item(row)]
        case dict() if "source" in written:
            return [written, _item(row)]
        case _:
            there = written.get(source)
            all_ = words if there is None else [*(there if isinstance(there, list) else [there]), words]
            return {**written, source: all_}


def _gone(written: Any, numbers: Iterable[int]) -> Iterator[KeyPath]:
    """The places of links as they go, the last first."""
    items = [source for source, _, _ in evidence_items(written)]
    if (gone := sorted(set(numbers), reverse=True)) and len(gone) == len(items):
        yield ()
        return
    for number in gone:
        place = items[number]
        place = place[:-1] if place[-1:] == ("source",) else place
        while place and _alone(written, place):
            place = place[:-1]
        yield place
        written = _without(written, place)


def _alone(written: Any, place: KeyPath) -> bool:
    """True when what holds a link holds nothing else, and so goes with it."""
    for step in place[:-1]:
        written = written[step]
    return len(place) > 1 and len(written) == 1


def _without(written: Any, place: KeyPath) -> Any:
    step, rest = place[0], place[1:]
    if isinstance(written, list):
        assert isinstance(step, int)
        return [*written[:step], *([_without(written[step], rest)] if rest else []), *written[step + 1 :]]
    if rest:
        return {**written, step: _without(written[step], rest)}
    return {key: inner for key, inner in written.items() if key != step}
