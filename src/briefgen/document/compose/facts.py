"""What every section composes from: the facts, the words, the numbers of the sources. Frozen: no section leaves a trace."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import overload

from briefgen.document.blocks import Caption, Cite, Inline, Inlines, Link, Origin, Text, plain
from briefgen.document.compose.entry import ChangeEntry
from briefgen.document.wording import Wording
from briefgen.document.words import Words
from briefgen.model.brief import Brief
from briefgen.model.edition import Against, EditionInfo
from briefgen.model.event import Actor, Event
from briefgen.model.order import ordered
from briefgen.model.source import Evidence, Source
from briefgen.model.statement import Position

NO_JUDGEMENTS = ("sitrep",)
"""Kinds of brief that leave judgements out (R17)."""


@dataclass(frozen=True)
class Facts:
    """What one Document is made of. `parts` names the sections and annexes of the outline; `told` is what changed since the
    edition of `since`.

    `letters` and `cited` are known once the sections are made: the letters of the annexes that have something to say, and the
    sources that a short list names, all when empty.
    """

    brief: Brief
    texts: Mapping[str, str]
    images: Mapping[str, bytes]
    words: Words
    parts: frozenset[str] = frozenset()
    chart_in_front: bool = False
    stamp: EditionInfo | None = None
    since: Against | None = None
    told: tuple[ChangeEntry, ...] = ()
    letters: Mapping[str, str] = field(default_factory=dict)
    cited: frozenset[str] = frozenset()
    numbers: Mapping[str, int] | None = None
    """The numbers of the sources where they are those of another brief."""

    @cached_property
    def wording(self) -> Wording:
        return Wording(self.words, self.brief.timezone, self.brief.times)

    @cached_property
    def events(self) -> Mapping[str, Event]:
        """The events in the order in which they are told."""
        return ordered(self.brief.events, self.brief.timezone)

    @cached_property
    def positions(self) -> Mapping[str, Position]:
        """What may be printed: nothing that was said off the record (R16)."""
        return {key: p for key, p in self.brief.positions.items() if p.attribution.terms != "off_the_record"}

    @cached_property
    def superseded(self) -> frozenset[str]:
        return frozenset(p.supersedes for p in self.positions.values() if p.supersedes)

    @cached_property
    def references(self) -> Mapping[str, int]:
        """The number of each source: in file order, cited ones first."""
        if self.numbers is not None:
            return self.numbers
        ranked = sorted(self.brief.sources.items(), key=lambda item: item[1].role != "cited")
        return {key: number for number, (key, _) in enumerate(ranked, 1)}

    def changed(self, collection: str, key: str = "", *fields: str) -> bool:
        """True when an item is new or changed since the edition that is told against; with fields, when one of them is."""
        if not fields:
            return (collection, key) in self._marked_items
        return any((collection, key, name) in self.marked for name in ("", *fields))

    @cached_property
    def marked(self) -> frozenset[tuple[str, str, str]]:
        """Collection, id and field of all that is new or changed where it stands, no field for what is new; what is gone stands nowhere."""
        found: set[tuple[str, str, str]] = set()
        for entry in self.told:
            for change in entry.changes if entry.content and entry.kind != "removed" else ():
                found.add((change.collection, change.id, change.path[0] if change.path else ""))
                if change.kind == "superseded" and (replaced := getattr(change.after, "supersedes", change.after)):
                    found.add(("positions", replaced, "superseded"))
        return frozenset(found)

    @cached_property
    def _marked_items(self) -> frozenset[tuple[str, str]]:
        return frozenset((collection, key) for collection, key, _ in self.marked)

    @property
    def shown_sources(self) -> Mapping[str, Source]:
        """The sources that the document names, by their numbers."""
        return {key: self.brief.sources[key] for key in self.references if not self.cited or key in self.cited}

    # -- captions, which are numbered when the document is whole -----------------------------------------------------------

    def figure(self, content: Inlines) -> Caption:
        return Caption(self.words("caption.figure"), 0, content)

    def table(self, content: str) -> Caption:
        return Caption(self.words("caption.table"), 0, text(content))

    # -- people and references ----------------------------------------------------------------------------------------

    def actor(self, ref: str) -> Actor | None:
        return self.brief.actors.get(ref)

    def entry(self, ref: str) -> Inlines:
        """What an actor is called at the beginning of a cell: with a capital."""
        return capital(self.name(ref))

    def name(self, ref: str) -> Inlines:
        """What an actor is called; a position stands for its actor."""
        if ref in self.brief.positions and ref not in self.brief.actors:
            ref = self.brief.positions[ref].actor
        actor = self.actor(ref)
        if actor is None:
            return text(ref)
        if not actor.name:
            return text(actor.label, f"actors.{ref}.label")
        return joined((text(actor.rank, f"actors.{ref}.rank"), text(actor.name, f"actors.{ref}.name")))

    def names(self, refs: Iterable[str]) -> Inlines:
        """ "a, b and c", each once."""
        return self.words.series(dict.fromkeys(self.name(ref) for ref in refs))

    def place(self, ref: str, origin: Origin) -> Inlines:
        """A place by its id, or the plain text that stands for one in the field `origin`."""
        found = self.brief.places.get(ref)
        return text(found.name, f"places.{ref}.name") if found else text(ref, origin)

    def cites(self, evidence: Iterable[Evidence]) -> Inlines:
        """References to the sources of some evidence, each once; contradicting ones too: the reader sees both."""
        found: dict[str, Cite] = {}
        for item in evidence:
            number = self.references.get(item.source)
            if number:
                label = f"{number}, {item.locator}" if item.locator else str(number)
                found.setdefault(label, Cite(label, f"source-{item.source}"))
        return spaced(*found.values())

    def annex(self, name: str) -> str:
        """ "Annex B"."""
        return self.words("section.annex", letter=self.letters.get(name, ""))


def link(content: Inlines, anchor: str) -> Inlines:
    """Words linked to an anchor; whether the document sets it is seen when the document is whole."""
    return (Link(content, f"#{anchor}"),) if content else ()


def text(content: str, origin: Origin = "") -> Inlines:
    """A text as inlines, with the field that it comes from; nothing for an empty one."""
    return (Text(content, origin=origin),) if content else ()


def spaced(*inlines: Inline) -> Inlines:
    """Inlines with a space between them."""
    parts: list[Inline] = []
    for inline in inlines:
        parts += [Text(" "), inline] if parts else [inline]
    return tuple(parts)


def joined(parts: Iterable[Inlines], between: str = " ") -> Inlines:
    """Non-empty inlines, one after the other with a text between them."""
    result: list[Inline] = []
    for part in parts:
        if part:
            result += [Text(between), *part] if result else list(part)
    return tuple(result)


@overload
def capital(content: str) -> str: ...


@overload
def capital(content: Inlines) -> Inlines: ...


def capital(content: str | Inlines) -> str | Inlines:
    """What is said, with a capital as its first letter."""
    if isinstance(content, str):
        return content[:1].upper() + content[1:]
    first = content[0] if content else None
    return (replace(first, text=capital(first.text)), *content[1:]) if isinstance(first, Text) else content


@overload
def sentence(content: str) -> str: ...


@overload
def sentence(content: Inlines) -> Inlines: ...


def sentence(content: str | Inlines) -> str | Inlines:
    """What is said, ending like a sentence."""
    said = content if isinstance(content, str) else plain(content)
    if said.rstrip().endswith((".", "?", "!", "…", ":")):
        return content
    return content.rstrip() + "." if isinstance(content, str) else (*without_end(content, None), Text("."))


def without_end(content: Inlines, characters: str | None = ". ") -> Inlines:
    """What is said, without characters at its end, white space when none are named: "a fault. " becomes "a fault"."""
    last = content[-1] if content else None
    return (*content[:-1], replace(last, text=last.text.rstrip(characters))) if isinstance(last, Text) else content
