"""An actor who is named in a form before the brief has them, with what the words of the fact say of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefgen.desk.prefill import ActorSaid, says_at
from briefgen.editing import Value
from briefgen.reading.load import Loaded


def newcomer(loaded: Loaded, said: Mapping[str, str], name: str) -> dict[str, Value]:
    """What is written for a new actor of this name: kind, rank, office and words as the source has them, where the words of the form
    name them; else the name alone."""
    for source, who in _named(loaded, said):
        if name not in (who.name, who.label):
            continue
        found: dict[str, Value] = {"kind": who.kind} if who.kind and who.kind != "group" else {}
        found |= {"name": name} if who.name else {"label": name}
        found |= {"rank": who.rank} if who.rank else {}
        found |= {"role": {"as_written": who.role}} if who.role else {}
        return found | {"evidence": {source: loaded.texts[source][who.start : who.end]}}
    return {"name": name}


def _named(loaded: Loaded, said: Mapping[str, str]) -> Iterator[tuple[str, ActorSaid]]:
    """Everybody whom the words of a form name, each with the source."""
    for field, words in said.items():
        holder, _, last = field.rpartition(".")
        source = said.get(f"{holder}.source", "")
        if last != "span" or not (says := says_at(loaded, source, words)):
            continue
        voices = says.voices
        for who in (voices.speaker, *voices.via, *voices.perhaps, says.who):
            if who is not None:
                yield source, who
